/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the parts of the PVH entry share: head.S, start_info.c and pvh.c.
 */
#ifndef _X86_PLATFORM_PVH_H
#define _X86_PLATFORM_PVH_H

/* Why the entry halts; head.S has a sentence for each. 0 is none. */
#define PVH_EXCEPTION			1	/* before the native entry point */
#define PVH_MISALIGNED			2	/* the kernel, by the loader */
#define PVH_NO_LONG_MODE		3	/* but a 64-bit kernel */
#define PVH_BAD_MAGIC			4
#define PVH_BAD_START_INFO		5	/* the others name its fields */
#define PVH_BAD_MEMMAP			6
#define PVH_BAD_MEMMAP_ENTRIES		7
#define PVH_BAD_MODLIST			8
#define PVH_BAD_CMDLINE			9
#define PVH_MEMMAP_TOO_LONG		10

/* As many ranges as Xen itself keeps (E820MAX in its sources). */
#define PVH_MAX_MEMMAP			1024

/* Where sentences go: an emulator's debug port, and the first serial port. */
#define PVH_DEBUG_PORT			0xe9
#define PVH_COM1			0x3f8

/* Offsets in struct pvh_boot, for head.S. */
#define PVH_BOOT_VALUE			4096
#define PVH_BOOT_OPTIONS		4104

/* pvh_boot.options: words found on the command line. */
#define PVH_NOKASLR			(1 << 0)
#define PVH_NO5LVL			(1 << 1)

#ifndef __ASSEMBLER__

#include <linux/types.h>
#include <asm/bootparam.h>
#include <asm/e820/types.h>
#include <xen/interface/hvm/start_info.h>

/**
 * struct pvh_e820_ext - the part of a memory map that the zero page cannot hold
 * @data: header of a SETUP_E820_EXT node
 * @entries: its payload, as much of it as the kernel can keep
 */
struct pvh_e820_ext {
	struct setup_data data;
	struct boot_e820_entry entries[E820_MAX_ENTRIES -
				       E820_MAX_ENTRIES_ZEROPAGE];
};

/**
 * struct pvh_boot - what the entry works on; lives until boot_params is copied
 * @params: handed to the native entry point
 * @value: the value that a refusal speaks of
 * @options: PVH_NOKASLR, PVH_NO5LVL
 * @e820_ext: linked to @params when the memory map needs it
 */
struct pvh_boot {
	struct boot_params params;
	u64 value;
	u32 options;
	struct pvh_e820_ext e820_ext;
};

extern struct pvh_boot pvh_boot;

/* Those of the entry, dead once startup_64 has its own; 64-bit kernels only. */
#define PVH_NR_PAGE_TABLES		7
extern u8 pvh_page_tables[];

u32 pvh_translate(unsigned long start_info, struct pvh_boot *boot,
		  struct hvm_start_info *copy);
u32 pvh_set_memmap(struct boot_params *params, struct pvh_e820_ext *ext,
		   const void *table, u32 entries, u32 stride);

#endif /* __ASSEMBLER__ */

#endif /* _X86_PLATFORM_PVH_H */
