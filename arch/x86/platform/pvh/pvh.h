/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the parts of the PVH entry share: head.S, start_info.c and pvh.c.
 */
#ifndef _X86_PLATFORM_PVH_H
#define _X86_PLATFORM_PVH_H

/*
 * Everything the entry can say before it halts. Each % stands for a value,
 * printed in hexadecimal. Used as an enum in C, as strings in head.S.
 */
#define PVH_MESSAGES(MESSAGE)						\
MESSAGE(PVH_EXCEPTION,							\
"exception %, error code %, at address %, cr2 %")			\
MESSAGE(PVH_MISALIGNED,							\
"the kernel was loaded % bytes away from where it is linked, this kernel cannot run there") \
MESSAGE(PVH_NO_LONG_MODE,						\
"this kernel needs a 64-bit CPU, cpuid 0x80000001 edx is %")		\
MESSAGE(PVH_BAD_MAGIC,							\
"start_info magic is %, expected 0x336ec578")				\
MESSAGE(PVH_BAD_START_INFO,						\
"start_info at % does not end below 4 GiB")				\
MESSAGE(PVH_BAD_MEMMAP,							\
"start_info memmap_paddr is %, the memory map must end below 4 GiB")	\
MESSAGE(PVH_BAD_MEMMAP_ENTRIES,						\
"start_info memmap_entries is %, at most 0x400 are supported")		\
MESSAGE(PVH_BAD_MODLIST,						\
"start_info modlist_paddr is %, the module list must end below 4 GiB")	\
MESSAGE(PVH_BAD_CMDLINE,						\
"start_info cmdline_paddr is %, this kernel needs it below 4 GiB")

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
#include <xen/interface/hvm/start_info.h>

/**
 * enum pvh_error - why the loader's data cannot be booted
 *
 * PVH_OK, or the number of the sentence in PVH_MESSAGES, counted from 1.
 */
#define PVH_ENUMERATOR(name, text) name,
enum pvh_error {
	PVH_OK,
	PVH_MESSAGES(PVH_ENUMERATOR)
};
#undef PVH_ENUMERATOR

/**
 * struct pvh_e820_ext - the part of a memory map that the zero page cannot hold
 * @data: header of a SETUP_E820_EXT node
 * @entries: its payload; large enough to take a whole map first
 */
struct pvh_e820_ext {
	struct setup_data data;
	struct boot_e820_entry entries[PVH_MAX_MEMMAP + 1];
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

enum pvh_error pvh_translate(unsigned long start_info, struct pvh_boot *boot,
			     struct hvm_start_info *copy);
bool pvh_set_memmap(struct boot_params *params, struct pvh_e820_ext *ext,
		    const void *table, u32 entries, u32 stride);

#endif /* __ASSEMBLER__ */

#endif /* _X86_PLATFORM_PVH_H */
