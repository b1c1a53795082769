/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Common code of the tests of relocate.c and kaslr.c: a kernel with a table of relocations,
 * and what becomes of it.
 *
 * Both have addresses below 4 GiB, as the entry sees them; the table ends at 4 GiB. Around
 * each of them nothing can be read, and the table cannot be written there. The test itself
 * has another mapping of the same memory.
 */
#ifndef KASLR_TABLE_H
#define KASLR_TABLE_H

#include "guest-memory.h"
#include "ktap.h"

#include "pvh.h"

/* Written down once more: those of relocs.h may be wrong. */
#define STEP		0x200000
#define REACH		(255 * 255 + 4)
#define HEADER		32
#define LEAST		(HEADER + 8)

/* Where this kernel is linked. Its address space ends 1 GiB behind KERNEL_MAP. */
#define KERNEL_MAP	0xffffffff80000000ULL
#define TEXT		(KERNEL_MAP + 16 * MIB)

#define TABLE_END	(4 * GIB)
#define TABLE_ROOM	0x20000
#define KERNEL_END	(TABLE_END - TABLE_ROOM - 0x1000)
#define KERNEL_ROOM	0x20000

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define CHECK(condition) \
	((condition) ? (void)0 : complain("line %d: %s", __LINE__, #condition))
#define CHECK_OF(what, condition) \
	((condition) ? (void)0 : \
	 complain("%s: line %d: %s", what, __LINE__, #condition))

/* From 0 to @limit - 1; the same ones in each run of the tests. */
u32 any(u32 limit);
u64 any_64(void);

/*
 * A kernel of @size bytes up to KERNEL_END, and an empty table for it. kernel() is where
 * the entry sees it.
 */
void new_kernel(u32 size);
unsigned long kernel(void);

/* Another run, of the words that are added to or, behind subtract(), of the others. */
void add_run(u32 skip, const u8 *steps, u32 more);
void add_runs(const void *runs, u32 size);
void subtract(void);

/*
 * Put the table at the end of its memory, and return where the entry sees it. The test may
 * change *table then, and seal() it again, up to the size that it says to have.
 */
const struct pvh_relocs *put_table(void);
extern struct pvh_relocs *table;
void seal(void);

/* What a word of the table does to its sum, before the next one comes. */
u64 sum_step(u64 sum);

/*
 * What the kernel is to become: each word of add_run() is moved; or those of which the table
 * consists, as far as they are in the kernel, and whether all are.
 */
void expect_moved(u32 offset);
bool expect_table(u32 offset);
bool is_as_expected(void);
bool nothing_in_front_has_changed(void);

/* The word at @offset in the kernel. */
u32 word_at(u32 offset);

/* In front of each test. */
void begin(void);

extern const struct suite header_suite, relocate_suite, choice_suite;

#endif
