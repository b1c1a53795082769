/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see guest.h. */
#define XENMEM_memory_map 9

struct xen_memory_map {
	unsigned int nr_entries;
	struct {
		void *p;
	} buffer;
};

#define set_xen_guest_handle(handle, value) ((handle).p = (value))
