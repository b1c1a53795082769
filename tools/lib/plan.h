/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Lay out and make a wrapped file.
 */
#ifndef PLAN_H
#define PLAN_H

#include "bzimage.h"
#include "standalone/wrap.h"
#include "vmlinux.h"

#define LINUX_CMDLINE	2047		/* maximum in the entry, without NUL */

/**
 * struct part - one PT_LOAD
 * @offset: of its bytes in the file
 * @file_size: their number
 * @address: in memory
 * @mem_size: room in memory in bytes
 */
struct part {
	uint64_t offset;
	uint64_t file_size;
	uint64_t address;
	uint64_t mem_size;
};

/**
 * struct plan - what a wrapped file is made of, and where that is
 * @image: the bzImage; of a vmlinux without one, only @made
 * @made: room for the setup header of such a kernel
 * @vmlinux: if it has parts, the kernel that was unpacked from @image, which takes the
 *	place of what unpacks itself
 * @entry: the stand-alone entry
 * @before: text to put before the loader's command line, or ""
 * @after: text to put after it, or ""
 * @ramdisk_size: size of a ramdisk in bytes, 0 for none; its bytes end the file
 * @subarch: hardware_subarch for the kernel
 *
 * make_plan() sets the others:
 * @kernel_parts: segments of the kernel; @nr_kernel_parts: their number
 * @kernel_data: bytes of each in the file
 * @low_offset: of the low part of the entry in the file, if there is one
 * @entry_part: segment of the entry
 * @extras_part: segment of texts, relocations and ramdisk; of size 0 if there are none
 * @table: parameters of the entry
 * @min: lowest physical address that the file may be moved to
 * @max: highest physical address of its last byte
 */
struct plan {
	struct bzimage image;
	uint8_t made[BZIMAGE_FRONT];
	struct vmlinux vmlinux;
	struct bytes entry;
	const char *before;
	const char *after;
	uint64_t ramdisk_size;
	uint32_t subarch;

	struct part kernel_parts[VMLINUX_PARTS];
	struct bytes kernel_data[VMLINUX_PARTS];
	size_t nr_kernel_parts;
	uint64_t low_offset;
	struct part entry_part;
	struct part extras_part;
	struct pvh_wrap table;
	uint32_t min;
	uint32_t max;
};

/**
 * check_wrappable() - check the fields of a bzImage that the entry and PVH loaders use
 * @image: the bzImage
 * @why: receives the reason of a failure
 */
bool check_wrappable(const struct bzimage *image, struct fault *why);

/**
 * make_plan() - lay out a wrapped file
 * @plan: of a bzImage for which check_wrappable() is true
 * @why: receives the reason of a failure
 *
 * Return: whether all of it fits, and the kernel supports what was added.
 */
bool make_plan(struct plan *plan, struct fault *why);

/**
 * make_front() - make all of a wrapped file but the ramdisk
 * @plan: filled in by make_plan()
 * @front: receives it, to be freed by the caller also on failure
 * @sum_at: receives the offset of the checksum
 * @why: receives the reason of a failure
 *
 * It is read back, so that parse_wrapped() accepts all output.
 */
bool make_front(const struct plan *plan, struct bytes *front, size_t *sum_at,
		struct fault *why);

/**
 * seal() - add the checksum
 * @plan: the plan of the file
 * @front: filled in by make_front()
 * @sum_at: as it came from there
 * @ramdisk_sum: CRC-32 of the ramdisk; 0 for none
 */
void seal(const struct plan *plan, const struct bytes *front, size_t sum_at,
	  uint32_t ramdisk_sum);

#endif
