/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The table of relocations that the PVH entry finds behind the kernel. It is made of
 * vmlinux after the link, by arch/x86/tools/pvh_relocs.c.
 */
#ifndef _X86_PLATFORM_PVH_RELOCS_H
#define _X86_PLATFORM_PVH_RELOCS_H

#include <linux/compiler.h>
#include <linux/types.h>

/* Offsets are multiples of this, the size of the pages that map the kernel. */
#define PVH_RELOCS_STEP		0x200000

/**
 * struct pvh_reloc_run - words of 32 bits that lie close together
 * @skip: bytes to the first one, from the last one of the run before or, in the first
 *	run, from the start of the kernel
 * @more: number of further words
 * @steps: bytes from each word to the next
 */
struct pvh_reloc_run {
	u32 skip;
	u8 more;
	u8 steps[];
} __packed;

/* Bytes that the longest run spans: none may begin closer to the end of the kernel */
#define PVH_RELOCS_REACH	(255 * 255 + 4)

/* An odd number, by which bits get to higher ones: the golden ratio times 2^64 */
#define PVH_HASH_FACTOR		0x9e3779b97f4a7c15ULL

#define PVH_RELOCS_MAGIC	0x52485650	/* "PVHR" */

/**
 * struct pvh_relocs - header of the table
 * @magic: PVH_RELOCS_MAGIC
 * @size: of the table in bytes, a multiple of 8
 * @text: virtual address of the kernel as it is linked
 * @added: bytes of runs with the words that the offset is added to
 * @subtracted: bytes of runs, behind them, with those that it is subtracted from
 * @first: the lowest offset
 * @slots: number of offsets, PVH_RELOCS_STEP apart
 * @runs: instances of struct pvh_reloc_run. The last 8 bytes of the table make
 *	pvh_hash() of all of it 0.
 */
struct pvh_relocs {
	u32 magic;
	u32 size;
	u64 text;
	u32 added;
	u32 subtracted;
	u32 first;
	u32 slots;
	u8 runs[];
};

#endif /* _X86_PLATFORM_PVH_RELOCS_H */
