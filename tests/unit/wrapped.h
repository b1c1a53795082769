/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Common code of the tests of standalone/wrap.c: a wrapped kernel in a guest, with the
 * tables of start-info.h, and their results.
 */
#ifndef WRAPPED_H
#define WRAPPED_H

#define PVH_STANDALONE	/* its own refusals too */

#include <asm/setup.h>

#include "start-info.h"
#include "wrap.h"

/* In the wrapped file, behind the kernel, if nothing moves. */
#define BEFORE		(44 * MIB)
#define AFTER		(45 * MIB)
#define OWN_RAMDISK	(46 * MIB)

#define RAM_END		(256 * MIB)

#define PARAMS		0x50000

extern struct pvh_wrap pvh_wrap;
extern u8 pvh_header[PVH_WRAP_HEADER_SIZE];
extern struct setup_header *const header;	/* the same */
extern u8 pvh_cmdline[COMMAND_LINE_SIZE];

/* How far all was moved; what the CPU says to cpuid 0x80000000 and 0x80000001. */
extern u32 moved;
extern u32 cpuid_highest, cpuid_features;

/* A new guest, with a wrapped kernel, start_info, and RAM up to RAM_END. */
extern struct hvm_start_info *info;
void begin_wrapped(void);

/*
 * The same entered by the 64-bit boot protocol: boot_params at PARAMS, where wrap_params
 * points to, with no more than a loader of ELF files sets.
 */
extern u64 wrap_params;
extern struct boot_params *params;
void begin_params(void);

/* Another memory map than that. */
void set_memmap(const struct hvm_memmap_table_entry *ranges, u32 nr);

/* The guest's memory at @paddr, which is made if there is none. */
void *memory_at(u64 paddr, u64 size);

/*
 * Text or ramdisk at @paddr in the wrapped file, wherever that was moved to. Each
 * byte of a ramdisk says where it is.
 */
void wrap_before(const char *text);
void wrap_after(const char *text);
void wrap_ramdisk(u32 size);
u8 byte_at(u64 paddr);
void fill(u64 paddr, u64 size);

/* What the kernel will find. */
u64 cmdline_ptr(void);
u64 ramdisk_image(void);
u64 ramdisk_size(void);

/*
 * pvh_wrapped(). It boots, or is refused with these values; whatever the outcome,
 * what holds always is checked.
 */
u32 wrapped(void);
void wrapped_boots(const char *what);
void wrapped_refuses(const char *what, u32 why, u64 a, u64 b, u64 c);

bool wrapped_refusal_was_seen(u32 why);

extern const struct suite wrapped_cmdline_suite, wrapped_ramdisk_suite,
	wrapped_early_suite, wrapped_module_suite, wrapped_seed_suite, wrapped_params_suite, wrapped_direct_suite;

#endif
