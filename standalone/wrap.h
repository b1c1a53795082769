/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What tools/pvhwrap tells the stand-alone entry, and what reads a wrapped file
 * back: the table at the very start of the entry's segment.
 *
 * A wrapped file has, in the order of their physical addresses: the kernel, the
 * protected-mode part of a bzImage, with its init_size reserved; the entry; and,
 * if it carries anything of its own, texts and a ramdisk. All move together.
 */
#ifndef PVH_WRAP_H
#define PVH_WRAP_H

/* "PVHwrap" as the first word of the table, and the name of the file's own note. */
#define PVH_WRAP_MAGIC		0x0070617277485650ULL
#define PVH_WRAP_VERSION	1
#define PVH_WRAP_NOTE_NAME	"pvhwrap"
#define PVH_WRAP_NOTE_TABLE	1	/* u64: physical address of the table */
#define PVH_WRAP_NOTE_VERSION	2	/* the kernel's version, a string */
#define PVH_WRAP_NOTE_SUM	3	/* u32: CRC-32 of the file, with zeros for these four bytes */

/* From 0x1f1 up to 0x290 of the zero page, and one byte that is zero. */
#define PVH_WRAP_HEADER_SIZE	160

/*
 * From here on memory is seen through a window, as is what lies above 4 GiB: nothing
 * that was wrapped may be here.
 */
#define PVH_WINDOW		0xffc00000

/* Offsets in struct pvh_wrap, for head.S. */
#define PVH_WRAP_LINK		32
#define PVH_WRAP_KERNEL		36
#define PVH_WRAP_LOAD_MASK	44

#ifndef __ASSEMBLER__

/**
 * struct pvh_wrap - what the stand-alone entry is told
 * @magic: PVH_WRAP_MAGIC
 * @version: PVH_WRAP_VERSION
 * @entry: where pvh_start is, in bytes from here
 * @file_size: bytes of the entry's segment in the file
 * @mem_size: bytes of it in memory
 * @header: where the setup header of the kernel goes, in bytes from here
 * @header_size: bytes that there is room for, PVH_WRAP_HEADER_SIZE
 * @link: physical address of this table if nothing moves; the others that are
 *	called addresses are relative to this one
 * @kernel: address of the kernel
 * @kernel_size: bytes reserved for it, its init_size
 * @load_mask: bits of the distance from @link that must not be set: what the
 *	kernel's alignment says, or all if it cannot be moved
 * @end: address of the end of all that is loaded
 * @cmdline_size: longest command line that the kernel takes, in bytes, without
 *	its end
 * @before: address of a text to put before the loader's command line
 * @before_size: its bytes; 0 if there is none
 * @after: address of a text to put behind it
 * @after_size: its bytes; 0 if there is none
 * @ramdisk: address of a ramdisk to put before the loader's; 0 if there is none
 * @ramdisk_size: its bytes
 *
 * Little endian, as everything of this ABI. Up to @header_size it is the entry's
 * own, the rest is filled in by tools/pvhwrap. So is the setup header, which is
 * that of the bzImage from 0x1f1 on, but for hardware_subarch: what the kernel is to
 * be told. What is behind its end is zero.
 */
struct pvh_wrap {
	uint64_t magic;
	uint32_t version;
	uint32_t entry;
	uint32_t file_size;
	uint32_t mem_size;
	uint32_t header;
	uint32_t header_size;
	uint32_t link;
	uint32_t kernel;
	uint32_t kernel_size;
	uint32_t load_mask;
	uint32_t end;
	uint32_t cmdline_size;
	uint32_t before;
	uint32_t before_size;
	uint32_t after;
	uint32_t after_size;
	uint32_t ramdisk;
	uint32_t ramdisk_size;
};

#endif /* __ASSEMBLER__ */

#endif /* PVH_WRAP_H */
