/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Common code of the tests of pvh_randomize(): a kernel that can be moved, its CPU and what
 * the loader passes.
 */
#ifndef KASLR_BOOT_H
#define KASLR_BOOT_H

#include "kaslr-table.h"

#define CMDLINE		0x2000
#define MODLIST		0x4000
#define MOD_CMDLINE(i)	(0x8000 + 0x1000 * (u64)(i))
#define MODULE(i)	(64 * MIB + MIB * (u64)(i))

#define SEED		"rng-seed"

/* Bits of kaslr_sources */
#define FROM_SEED	1
#define FROM_RDRAND	2
#define FROM_TSC	4

/* What cpuid 1 says, and what is behind that. */
struct cpu {
	u32 ecx, edx;
	bool rdrand_fails;
	u64 rdrand, tsc;
};

#define HAS_RDRAND	(1U << 30)
#define HAS_TSC		(1U << 4)

struct module {
	u64 paddr, size;
	const char *cmdline;
	u64 cmdline_paddr;		/* MOD_CMDLINE(), if 0 */
};

extern struct cpu cpu;
extern struct pvh_boot boot;
extern struct hvm_start_info info;
extern const struct pvh_relocs *relocs;

/* A CPU that has nothing random, and a loader without modules. */
void begin_boot(void);

void set_cmdline(u64 paddr, const char *text);

/* Those that are seeds have memory, if that can be: first seed_at(), then something else. */
void add_modules(u64 at, const struct module *mod, u32 nr);
u64 seed_at(u64 paddr);

/* A module with this seed. */
void add_seed(u64 seed);

/*
 * How far the kernel was moved, by the word at its start. What it has become, and that
 * nothing else was changed, is checked in each case.
 */
u32 randomize(const char *what, enum pvh_kaslr expected, u32 sources);

/* Where a seed alone moves the kernel. */
u32 moved_by(u64 seed);

extern const struct suite seed_suite;

#endif
