/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Shared by the parts of the PVH entry.
 */
#ifndef _X86_PLATFORM_PVH_H
#define _X86_PLATFORM_PVH_H

/* The longest known memory map: that of a host, as its hardware domain gets it. */
#define PVH_MAX_MEMMAP			1024

/* Each module after the ramdisk takes two of memblock's first 128 regions. */
#define PVH_MAX_MODULES			32

/* Flat 32-bit code, beside __BOOT_CS and __BOOT_DS of the boot protocol */
#define PVH_CS32			0x08

/* Error messages go to an emulator's debug port and to the first serial port. */
#define PVH_DEBUG_PORT			0xe9
#define PVH_COM1			0x3f8

/* start_info.h is for C only; start_info.c checks these against it at build time. */
#define PVH_INFO_VERSION		4
#define PVH_INFO_MEMMAP			40
#define PVH_INFO_MEMMAP_ENTRIES		48
#define PVH_MEMMAP_ENTRY_SIZE		24
#define PVH_MEMMAP_SIZE			8
#define PVH_MEMMAP_TYPE			16
#define PVH_MEMMAP_TYPE_RAM		1

/* For assembly; checked against struct pvh_boot and enum pvh_refusal at build time. */
#define PVH_BOOT_VALUES			4096
#define PVH_NR_EXCEPTION		1
#define PVH_NR_MISALIGNED		2
#define PVH_NR_NO_LONG_MODE		3

/* Bytes reserved for each sentence, its terminating zero included */
#define PVH_SENTENCE_SIZE		128

#ifndef __ASSEMBLER__

#include <linux/types.h>
#include <asm/bootparam.h>
#include <asm/e820/types.h>
#include <xen/interface/hvm/start_info.h>

#include "relocs.h"

/* Why the entry halts; 0 if it does not */
enum pvh_refusal {
	PVH_NO_REFUSAL,
#define REFUSAL(name, ...) name,
#include "refusals.h"
#undef REFUSAL
};

/*
 * Version 0 of struct hvm_start_info ends before memmap_paddr. The memory behind it
 * is not part of it.
 */
#define HVM_START_INFO_SIZE_V0		40

/*
 * The most ranges of memory that are passed to the kernel: those of the zero page, and
 * more if the tables of the kernel are longer; the hole for ISA devices is one of them.
 * The kernel splits some ranges itself, around page 0 and setup_data, and loses memory
 * if it has no room for that.
 */
#define PVH_SPLIT_RANGES		8
#define PVH_MAX_RANGES							\
	(PVH_MAX_MEMMAP + PVH_SPLIT_RANGES < E820_MAX_ENTRIES ?		\
		PVH_MAX_MEMMAP + 1 :					\
	 E820_MAX_ENTRIES_ZEROPAGE + PVH_SPLIT_RANGES < E820_MAX_ENTRIES ? \
		E820_MAX_ENTRIES - PVH_SPLIT_RANGES :			\
		E820_MAX_ENTRIES_ZEROPAGE)

/* The BIOS of a PC, up to 1 MiB */
#define PVH_BIOS_SEGMENT	0xf0000

/**
 * enum pvh_bios - whether the loader's memory map reserves a BIOS
 * @PVH_BIOS_UNKNOWN: the PVH entry did not read a memory map
 * @PVH_BIOS_RESERVED: 0xf0000-0xfffff is reserved
 * @PVH_BIOS_NOT_RESERVED: it is not; the entry itself has reserved it
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
 * enum pvh_kaslr - whether the entry has moved the kernel to a random virtual address
 * @PVH_KASLR_UNKNOWN: the PVH entry was not used
 * @PVH_KASLR_ON: it has
 * @PVH_KASLR_OFF: it has not: the command line contains "nokaslr"
 * @PVH_KASLR_NO_TABLE: it could not: there is no table of relocations, or not all of it
 * @PVH_KASLR_MOVED: it did not need to: the kernel is not where it was linked
 * @PVH_KASLR_NOT_RANDOM: it could not: there is nothing random
 */
enum pvh_kaslr {
	PVH_KASLR_UNKNOWN,
	PVH_KASLR_ON,
	PVH_KASLR_OFF,
	PVH_KASLR_NO_TABLE,
	PVH_KASLR_MOVED,
	PVH_KASLR_NOT_RANDOM,
};

/* What the random address was made of: bits of struct pvh_boot.kaslr_sources */
#define PVH_KASLR_SEED		0x1
#define PVH_KASLR_RDRAND	0x2
#define PVH_KASLR_TSC		0x4

/* Bytes of a seed that are used for it */
#define PVH_KASLR_SEED_SIZE	8

/**
 * struct pvh_boot - data of the entry, used until boot_params is copied
 * @params: handed to the native entry point
 * @values: values of a refusal or an exception, in the order of its sentence
 * @start_info: physical address of the loader's start_info
 * @image: physical address of the kernel as it is loaded
 * @image_end: physical address of the end of its memory
 * @bad_ranges: number of ranges of the memory map that wrap and were left out
 * @bios: whether the loader's memory map reserves a BIOS
 * @kaslr: whether the kernel was moved to a random virtual address
 * @kaslr_sources: what that was made of, PVH_KASLR_SEED..
 * @kaslr_seed: physical address of a seed whose first PVH_KASLR_SEED_SIZE bytes were used
 * @text: virtual address of the kernel; moves with it
 * @nokaslr: that word, as a static string cannot be used in the entry
 * @rng_seed: "rng-seed"
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
	enum pvh_kaslr kaslr;
	u32 kaslr_sources;
	u64 kaslr_seed;
	unsigned long text;
	u8 nokaslr[8];
	u8 rng_seed[9];
	struct pvh_e820_ext e820_ext;
};

extern struct pvh_boot pvh_boot;
extern const struct pvh_relocs pvh_relocs;
extern const char pvh_sentences[][PVH_SENTENCE_SIZE];

/* Set if this boot is X86_SUBARCH_PVH */
extern bool pvh_entered;

/* Page tables of the entry, unused once startup_64 has its own; 64-bit only */
#define PVH_NR_PAGE_TABLES		8
extern u8 pvh_page_tables[];

/* Before startup_64 or startup_32 */
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
bool pvh_cmdline_has(const struct boot_params *params, const u8 *word,
		     unsigned long length);
void *pvh_window(u64 paddr, u64 size);
bool pvh_5_levels(const struct boot_params *params, const u8 *no5lvl);
u64 pvh_hash(const void *data, unsigned long size);
bool pvh_relocs_intact(const struct pvh_relocs *relocs, unsigned long size);
bool pvh_relocate(const struct pvh_relocs *relocs, unsigned long kernel,
		  unsigned long size, u32 offset);
u32 pvh_choose_offset(const struct pvh_relocs *relocs, u64 random);
u32 pvh_randomize(struct pvh_boot *boot, const struct hvm_start_info *info,
		  const struct pvh_relocs *relocs);

/* Bytes; more than the random number generator uses at once */
#define PVH_MAX_SEED			512

/**
 * struct pvh_rng_seed - seed for the random number generator, from modules
 * @data: header of a SETUP_RNG_SEED node, linked to boot_params when there is one
 * @bytes: its payload
 */
struct pvh_rng_seed {
	struct setup_data data;
	u8 bytes[PVH_MAX_SEED];
};

extern struct pvh_rng_seed pvh_rng_seed;

/* After it */
void pvh_limit_memmap(void);
void pvh_check_tables(void);
bool pvh_check_place(const char *what, u64 paddr, u64 size);
void pvh_keep_modules(void);
void pvh_find_legacy(void);

#endif /* __ASSEMBLER__ */

#endif /* _X86_PLATFORM_PVH_H */
