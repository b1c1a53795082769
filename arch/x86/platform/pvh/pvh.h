/* SPDX-License-Identifier: GPL-2.0-only */
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
#define PVH_START_INFO_IN_KERNEL	6
#define PVH_BAD_MEMMAP			7
#define PVH_BAD_MEMMAP_ENTRIES		8
#define PVH_MEMMAP_IN_KERNEL		9
#define PVH_MEMMAP_TOO_LONG		10
#define PVH_KERNEL_BEYOND_RAM		11
#define PVH_BAD_MODLIST			12
#define PVH_MODLIST_IN_KERNEL		13
#define PVH_BAD_MODULE			14
#define PVH_MODULE_IN_KERNEL		15
#define PVH_CMDLINE_IN_KERNEL		16

/* As many ranges as Xen itself keeps (E820MAX in its sources). */
#define PVH_MAX_MEMMAP			1024

/* Each of those behind the ramdisk takes two of memblock's first 128 regions. */
#define PVH_MAX_MODULES			32

/* More than any generator of random numbers takes in at once. */
#define PVH_MAX_SEED			512

/* Where sentences go: an emulator's debug port, and the first serial port. */
#define PVH_DEBUG_PORT			0xe9
#define PVH_COM1			0x3f8

/*
 * What head.S reads of what the loader passes: start_info.h is for C only. The
 * numbers are compared with it in start_info.c.
 */
#define PVH_INFO_VERSION		4
#define PVH_INFO_MEMMAP			40
#define PVH_INFO_MEMMAP_ENTRIES		48
#define PVH_MEMMAP_ENTRY_SIZE		24
#define PVH_MEMMAP_SIZE			8
#define PVH_MEMMAP_TYPE			16
#define PVH_MEMMAP_TYPE_RAM		1

/* Offsets in struct pvh_boot, for head.S. */
#define PVH_BOOT_VALUES			4096
#define PVH_BOOT_OPTIONS		4128

/* pvh_boot.options: words found on the command line, or on a module's. */
#define PVH_NOKASLR			0x1
#define PVH_NO5LVL			0x2
#define PVH_RNG_SEED			0x4

#ifndef __ASSEMBLER__

#include <linux/types.h>
#include <asm/bootparam.h>
#include <asm/e820/types.h>
#include <asm/pvh.h>
#include <xen/interface/hvm/start_info.h>

/*
 * Version 0 of struct hvm_start_info ends before memmap_paddr. What is behind it
 * in memory belongs to somebody else.
 */
#define HVM_START_INFO_SIZE_V0		40

/*
 * How many ranges of memory a kernel can be given: those of the zero page, and
 * more if its own tables are longer than these. It splits some ranges itself,
 * around page 0 and what setup_data holds, and loses memory if it has no room.
 */
#define PVH_SPLIT_RANGES		8
#define PVH_MAX_RANGES							\
	(PVH_MAX_MEMMAP + PVH_SPLIT_RANGES < E820_MAX_ENTRIES ?		\
		PVH_MAX_MEMMAP :					\
	 E820_MAX_ENTRIES_ZEROPAGE + PVH_SPLIT_RANGES < E820_MAX_ENTRIES ? \
		E820_MAX_ENTRIES - PVH_SPLIT_RANGES :			\
		E820_MAX_ENTRIES_ZEROPAGE)

/**
 * struct pvh_e820_ext - the part of a memory map that the zero page cannot hold
 * @data: header of a SETUP_E820_EXT node
 * @entries: its payload
 */
struct pvh_e820_ext {
	struct setup_data data;
	struct boot_e820_entry entries[PVH_MAX_RANGES -
				       E820_MAX_ENTRIES_ZEROPAGE];
};

/**
 * struct pvh_rng_seed - what modules give as seed for random numbers
 * @data: header of a SETUP_RNG_SEED node
 * @bytes: its payload
 */
struct pvh_rng_seed {
	struct setup_data data;
	u8 bytes[PVH_MAX_SEED];
};

/**
 * struct pvh_boot - what the entry works on; lives until boot_params is copied
 * @params: handed to the native entry point
 * @values: what a refusal or a fault speaks of, in the order of its sentence
 * @options: PVH_NOKASLR, PVH_NO5LVL
 * @start_info: physical address of what the loader passed
 * @bad_ranges: how many ranges of the memory map wrap and were left out
 * @bad_modules: how many modules are left out, for there is no list of them or
 *	they are beyond PVH_MAX_MODULES
 * @bad_seeds: how many seeds were not taken, for something else is in their memory
 * @bios: what the loader's map said of a BIOS
 * @rng_seed: linked to @params when there is a seed
 * @e820_ext: linked to @params when the memory map needs it
 */
struct pvh_boot {
	struct boot_params params;
	u64 values[4];
	u32 options;
	u64 start_info;
	u32 bad_ranges;
	u32 bad_modules;
	u32 bad_seeds;
	enum pvh_bios bios;
	struct pvh_rng_seed rng_seed;
	struct pvh_e820_ext e820_ext;
};

extern struct pvh_boot pvh_boot;

/* That it is X86_SUBARCH_PVH, for what is decided once ACPI is there. */
extern bool pvh_entered;

/* Those of the entry, dead once startup_64 has its own; 64-bit kernels only. */
#define PVH_NR_PAGE_TABLES		8
extern u8 pvh_page_tables[];

u32 pvh_translate(unsigned long start_info, struct pvh_boot *boot,
		  struct hvm_start_info *copy, unsigned long image,
		  unsigned long image_end);
void pvh_limit_modules(struct pvh_boot *boot, struct hvm_start_info *info);
u32 pvh_set_memmap(struct boot_params *params, struct pvh_boot *boot,
		   const void *table, u32 entries, u32 stride);

#endif /* __ASSEMBLER__ */

#endif /* _X86_PLATFORM_PVH_H */
