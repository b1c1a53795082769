/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see guest.h. */
void *early_memremap(u64 paddr, unsigned long size);
void early_memunmap(void *host, unsigned long size);
