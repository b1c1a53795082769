/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the parts of the PVH entry share.
 */
#ifndef _X86_PLATFORM_PVH_H
#define _X86_PLATFORM_PVH_H

/* As many ranges as Xen itself keeps (E820MAX in its sources). */
#define PVH_MAX_MEMMAP			1024

/* Each of those behind the ramdisk takes two of memblock's first 128 regions. */
#define PVH_MAX_MODULES			32

/* The boot protocol names two selectors, __BOOT_CS and __BOOT_DS; flat 32-bit code: */
#define PVH_CS32			0x08

/* Where sentences go: an emulator's debug port, and the first serial port. */
#define PVH_DEBUG_PORT			0xe9
#define PVH_COM1			0x3f8

/* Of start_info.h, which is for C only; compared with that by pvh_translate(). */
#define PVH_INFO_VERSION		4
#define PVH_INFO_MEMMAP			40
#define PVH_INFO_MEMMAP_ENTRIES		48
#define PVH_MEMMAP_ENTRY_SIZE		24
#define PVH_MEMMAP_SIZE			8
#define PVH_MEMMAP_TYPE			16
#define PVH_MEMMAP_TYPE_RAM		1

/* For assembly; compared with struct pvh_boot and enum pvh_refusal where these are used. */
#define PVH_BOOT_VALUES			4096
#define PVH_NR_EXCEPTION		1
#define PVH_NR_MISALIGNED		2
#define PVH_NR_NO_LONG_MODE		3

/* No sentence is longer than this, with its end. */
#define PVH_SENTENCE_SIZE		128

#ifndef __ASSEMBLER__

#include <linux/types.h>
#include <asm/bootparam.h>
#include <asm/e820/types.h>
#include <xen/interface/hvm/start_info.h>

/* Why the entry halts; 0 is none. */
enum pvh_refusal {
	PVH_NO_REFUSAL,
#define REFUSAL(name, ...) name,
#include "refusals.h"
#undef REFUSAL
};

/*
 * Version 0 of struct hvm_start_info ends before memmap_paddr. What is behind it
 * in memory belongs to somebody else.
 */
#define HVM_START_INFO_SIZE_V0		40

/*
 * How many ranges of memory a kernel can be given: those of the zero page, and more if
 * its own tables are longer than these; the hole for ISA devices is one of them. It
 * splits some ranges itself, around page 0 and what setup_data holds, and loses memory
 * if it has no room.
 */
#define PVH_SPLIT_RANGES		8
#define PVH_MAX_RANGES							\
	(PVH_MAX_MEMMAP + PVH_SPLIT_RANGES < E820_MAX_ENTRIES ?		\
		PVH_MAX_MEMMAP + 1 :					\
	 E820_MAX_ENTRIES_ZEROPAGE + PVH_SPLIT_RANGES < E820_MAX_ENTRIES ? \
		E820_MAX_ENTRIES - PVH_SPLIT_RANGES :			\
		E820_MAX_ENTRIES_ZEROPAGE)

/* Where a PC has its BIOS, up to 1 MiB. */
#define PVH_BIOS_SEGMENT	0xf0000

/**
 * enum pvh_bios - what the loader's memory map said of a BIOS
 * @PVH_BIOS_UNKNOWN: the PVH entry has not seen the loader's map
 * @PVH_BIOS_RESERVED: 0xf0000-0xfffff is reserved
 * @PVH_BIOS_NOT_RESERVED: it is not; only the entry reserved it
 */
enum pvh_bios {
	PVH_BIOS_UNKNOWN,
	PVH_BIOS_RESERVED,
	PVH_BIOS_NOT_RESERVED,
};

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
 * struct pvh_boot - what the entry works on; lives until boot_params is copied
 * @params: handed to the native entry point
 * @values: what a refusal or a fault speaks of, in the order of its sentence
 * @start_info: physical address of what the loader passed
 * @image: physical address of the kernel, as the entry found it
 * @image_end: where its memory ends
 * @bad_ranges: how many ranges of the memory map wrap and were left out
 * @bios: what the loader's map said of a BIOS
 * @e820_ext: linked to @params when the memory map needs it
 */
struct pvh_boot {
	struct boot_params params;
	u64 values[4];
	u64 start_info;
	u64 image;
	u64 image_end;
	u32 bad_ranges;
	enum pvh_bios bios;
	struct pvh_e820_ext e820_ext;
};

extern struct pvh_boot pvh_boot;
extern const char pvh_sentences[][PVH_SENTENCE_SIZE];

/* That it is X86_SUBARCH_PVH, for what is decided once ACPI is there. */
extern bool pvh_entered;

/* Those of the entry, dead once startup_64 has its own; 64-bit kernels only. */
#define PVH_NR_PAGE_TABLES		8
extern u8 pvh_page_tables[];

/* The entry */
u32 pvh_translate(unsigned long start_info, struct pvh_boot *boot,
		  struct hvm_start_info *copy, unsigned long image,
		  unsigned long image_end);
u32 pvh_set_memmap(struct boot_params *params, struct pvh_boot *boot,
		   const void *table, u32 entries, u32 stride);
void pvh_count_ranges(struct boot_params *params, struct pvh_boot *boot,
		      u64 ext_paddr, u32 count);
struct boot_e820_entry *pvh_range(struct boot_params *params,
				  struct pvh_boot *boot, u32 i);
u32 pvh_memory_at(struct boot_params *params, struct pvh_boot *boot, u64 addr,
		  u64 *end);
void *pvh_phys(u64 paddr, u64 size);
bool pvh_has_word(const u8 *s, unsigned long size, const u8 *word,
		  unsigned long length);
const u8 *pvh_string(u64 paddr, unsigned long *size);
void *pvh_window(u64 paddr, u64 size);
bool pvh_5_levels(const struct boot_params *params, const u8 *no5lvl);

/* More than any generator of random numbers takes in at once. */
#define PVH_MAX_SEED			512

/**
 * struct pvh_rng_seed - what modules give as seed for random numbers
 * @data: header of a SETUP_RNG_SEED node, linked to boot_params when there is one
 * @bytes: its payload
 */
struct pvh_rng_seed {
	struct setup_data data;
	u8 bytes[PVH_MAX_SEED];
};

extern struct pvh_rng_seed pvh_rng_seed;

/* Behind it */
void pvh_limit_memmap(void);
void pvh_check_tables(void);
bool pvh_check_place(const char *what, u64 paddr, u64 size);
void pvh_keep_modules(void);
void pvh_find_legacy(void);

#endif /* __ASSEMBLER__ */

#endif /* _X86_PLATFORM_PVH_H */
