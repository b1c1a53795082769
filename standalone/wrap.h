/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The table at the start of the entry's segment, which tools/pvhwrap passes to the
 * stand-alone entry, and which is used to read a wrapped file back.
 *
 * A wrapped file has, in the order of physical addresses: the kernel, which is the
 * protected-mode part of a bzImage, with its init_size reserved; the entry; and, if
 * given, texts and a ramdisk. They are relocated together.
 */
#ifndef PVH_WRAP_H
#define PVH_WRAP_H

/* "PVHwrap" as the first word of the table, and the name of the file's own note. */
#define PVH_WRAP_MAGIC		0x0070617277485650ULL
#define PVH_WRAP_VERSION	3
#define PVH_WRAP_NOTE_NAME	"pvhwrap"
#define PVH_WRAP_NOTE_TABLE	1	/* u64: physical address of the table */
#define PVH_WRAP_NOTE_VERSION	2	/* the kernel's version, a string */
#define PVH_WRAP_NOTE_SUM	3	/* u32: CRC-32 of the file, with zeros for these four bytes */

/* From 0x1f1 to 0x290 of the zero page, and one zero byte. */
#define PVH_WRAP_HEADER_SIZE	160

/*
 * The window to memory above 4 GiB begins here. No part of a wrapped file may be above.
 */
#define PVH_WINDOW		0xffc00000

/* Offsets in struct pvh_wrap, for head.S and low.S. */
#define PVH_WRAP_ENTRY		12
#define PVH_WRAP_LINK		44
#define PVH_WRAP_KERNEL		48
#define PVH_WRAP_LOAD_MASK	56
#define PVH_WRAP_KERNEL64	96

#ifndef __ASSEMBLER__

/**
 * struct pvh_wrap - parameters of the stand-alone entry
 * @magic: PVH_WRAP_MAGIC
 * @version: PVH_WRAP_VERSION
 * @entry: offset of pvh_start from this table
 * @file_size: size of the entry's segment in the file
 * @mem_size: size of the entry's segment in memory
 * @header: offset of the kernel's setup header from this table
 * @header_size: room for it, PVH_WRAP_HEADER_SIZE
 * @entry64: offset of pvh_start64 from this table, for the 64-bit boot protocol
 * @low_part: offset of the part that is copied into the kernel from this table
 * @low_part_size: its size
 * @link: physical address of this table if it is not relocated; the other addresses are
 *	relative to this one
 * @kernel: address of the kernel
 * @kernel_size: memory reserved for it: its init_size, or with @kernel64 up to its _end
 * @load_mask: bits that must not be set in the distance from @link: the kernel's
 *	alignment - 1, or all bits if it cannot be relocated
 * @end: end address of all that is loaded
 * @cmdline_size: maximum length of the command line of the kernel, without NUL
 * @before: address of a text to put before the loader's command line
 * @before_size: its size; 0 if there is none
 * @after: address of a text to put after the loader's command line
 * @after_size: its size; 0 if there is none
 * @ramdisk: address of a ramdisk to join with the loader's; 0 if there is none
 * @ramdisk_size: its size
 * @low: address of the copy of @low_part; 0 if there is none. It ends the kernel's bytes
 *	in the file, or with @kernel64 replaces the first of them
 * @kernel64: address of the kernel's 64-bit entry, if it is there without its decompressor;
 *	else 0, and it is entered at @kernel
 * @relocs: then, address of a table of relocations, struct pvh_relocs; 0 if the kernel has
 *	to run at the virtual address where it is linked
 * @relocs_size: its size
 * @replaced: address of the bytes that @low replaces; 0 if there are none
 *
 * All sizes are in bytes, all integers are little endian. Fields up to @low_part_size are
 * set when the entry is linked, the others by tools/pvhwrap. It also adds the setup
 * header, which is that of the bzImage from 0x1f1 on, with hardware_subarch set, and
 * padded with zeros.
 */
struct pvh_wrap {
	uint64_t magic;
	uint32_t version;
	uint32_t entry;
	uint32_t file_size;
	uint32_t mem_size;
	uint32_t header;
	uint32_t header_size;
	uint32_t entry64;
	uint32_t low_part;
	uint32_t low_part_size;
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
	uint32_t low;
	uint32_t kernel64;
	uint32_t relocs;
	uint32_t relocs_size;
	uint32_t replaced;
};

/**
 * struct pvh_low - what the copied part begins with; pvh_start_low is behind it
 * @to_entry: distance from here to the table
 * @to_end: distance from here to the end of all that is loaded
 */
struct pvh_low {
	uint32_t to_entry;
	uint32_t to_end;
};

#endif /* __ASSEMBLER__ */

#endif /* PVH_WRAP_H */
