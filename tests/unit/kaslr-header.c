// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of relocate.c: whether a table is there, undamaged. Whatever is tried has the sum of a
 * good one, so that nothing else tells them apart.
 */
#include <string.h>

#include "kaslr-table.h"

/* ---- the sum --------------------------------------------------------------------- */

/* Behind the data nothing can be read. */
static u64 hash_of(const u64 *words, u32 n)
{
	new_kernel(REACH);
	put_table();
	memcpy((u8 *)table + LEAST - 8 * n, words, 8 * n);
	return pvh_hash((const void *)(unsigned long)(TABLE_END - 8 * n), 8 * n);
}

static void sum_of_each_bit(void)
{
	u64 words[5] = { 0x0123456789abcdef, 0, ~0ULL, 0xfedcba9876543210, 5 }, was;
	u32 n, i;

	for (n = 1; n <= COUNT(words); n++) {
		was = hash_of(words, n);
		for (i = 0; i < 64 * n; i++) {
			words[i / 64] ^= 1ULL << i % 64;
			CHECK(hash_of(words, n) != was);
			words[i / 64] ^= 1ULL << i % 64;
		}
	}
}

/* The tool that makes tables has the same sum. */
static void sum_is_that_of_the_tool(void)
{
	const u64 one = 1, two[] = { 1, 0 }, swapped[] = { 0, 1 };
	const u64 high[] = { 0x8000000000000000, 5 }, three[] = { 1, 2, 3 };

	CHECK(hash_of(&one, 1) == 1);
	CHECK(hash_of(two, 2) == 0x1bbcdcbfa53e0a80);
	CHECK(hash_of(swapped, 2) == 1);
	CHECK(hash_of(high, 2) == (0x8dde6e5fd29f0540 ^ 5));
	CHECK(hash_of(three, 3) == (sum_step(0x1bbcdcbfa53e0a80 ^ 2) ^ 3));
}

/* As a loader may confuse them. */
static void sum_of_swapped_sectors(void)
{
	u64 words[256];
	u32 i, distance;
	u64 was;

	for (i = 0; i < COUNT(words); i++)
		words[i] = i + 1;
	was = hash_of(words, COUNT(words));
	for (distance = 1; distance < COUNT(words); distance *= 2) {
		words[0] = distance + 1;
		words[distance] = 1;
		CHECK(hash_of(words, COUNT(words)) != was);
		words[0] = 1;
		words[distance] = distance + 1;
	}
}

/* ---- headers --------------------------------------------------------------------- */

/* A table with each kind of runs, for a kernel that it is just large enough for. */
static const struct pvh_relocs *good_table(void)
{
	const u8 steps[] = { 4, 8, 255 };

	new_kernel(REACH);
	add_run(0, steps, 3);
	subtract();
	add_run(0, steps, 0);
	return put_table();
}

#define TRY(field, value, is_good) do { \
		const struct pvh_relocs *_relocs = good_table(); \
		table->field = (value); \
		seal(); \
		CHECK_OF(#field " " #value, pvh_relocs_intact(_relocs, REACH) == (is_good)); \
	} while (0)
#define GOOD(field, value) TRY(field, value, true)
#define BAD(field, value) TRY(field, value, false)

static void good_tables(void)
{
	const struct pvh_relocs *relocs = good_table();

	CHECK(table->size == 56 && table->added == 8 && table->subtracted == 5);
	CHECK(pvh_relocs_intact(relocs, REACH));
	CHECK(is_as_expected());

	new_kernel(REACH);
	relocs = put_table();
	CHECK(table->size == LEAST);
	CHECK(pvh_relocs_intact(relocs, REACH));
}

static void magic(void)
{
	u32 bit;

	for (bit = 0; bit < 32; bit++)
		BAD(magic, table->magic ^ 1U << bit);
}

/* The last 8 bytes are the sum. */
static void sizes_of_runs(void)
{
	const u32 room = 56 - LEAST;
	const struct pvh_relocs *relocs;

	GOOD(added, room - table->subtracted);
	BAD(added, room - table->subtracted + 1);
	GOOD(subtracted, room - table->added);
	BAD(subtracted, room - table->added + 1);
	GOOD(added, 0);
	GOOD(subtracted, 0);
	BAD(added, room + 1);
	BAD(subtracted, room + 1);

	/* Together they are as large as they should be, in 32 bits. */
	BAD(added, 0U - table->subtracted);
	BAD(added, 0xffffffff);
	BAD(subtracted, 0U - table->added);
	BAD(subtracted, 0xffffffff);
	relocs = good_table();
	table->added = table->subtracted = 0x80000000;
	seal();
	CHECK(!pvh_relocs_intact(relocs, REACH));
}

static void offsets(void)
{
	/* Where the last slot ends, with a kernel of some size. */
	const u64 end = GIB - (TEXT - KERNEL_MAP);
	const struct pvh_relocs *relocs;
	u32 size;

	BAD(slots, 0);
	GOOD(slots, 1);
	for (size = 1; size < STEP; size *= 2)
		BAD(first, size);
	BAD(first, STEP + 1);
	GOOD(first, 0);
	GOOD(first, STEP);
	BAD(first, 0xffe00000);

	GOOD(slots, 504);
	BAD(slots, 505);
	/* So many that they come to few in 32 bits. */
	BAD(slots, 2048 + 1);
	BAD(slots, 0x80000001);
	BAD(slots, 0xffffffff);

	GOOD(first, 11 * STEP);
	BAD(first, 12 * STEP);

	GOOD(text, KERNEL_MAP + GIB - 493 * STEP);
	BAD(text, KERNEL_MAP + GIB - 492 * STEP);
	BAD(text, 0);

	relocs = good_table();
	table->slots = 1;
	seal();
	CHECK(pvh_relocs_intact(relocs, end));
	CHECK(!pvh_relocs_intact(relocs, end + 1));
	table->first = 7 * STEP;
	seal();
	CHECK(pvh_relocs_intact(relocs, end - 7 * STEP));
	CHECK(!pvh_relocs_intact(relocs, end - 7 * STEP + 1));
	table->slots = 3;
	seal();
	CHECK(pvh_relocs_intact(relocs, end - 9 * STEP));
	CHECK(!pvh_relocs_intact(relocs, end - 9 * STEP + 1));
	CHECK(!pvh_relocs_intact(relocs, end + 8 * GIB));
}

/* ---- sizes ----------------------------------------------------------------------- */

/* What sum_step() makes this number of. */
static u64 sum_before(u64 sum)
{
	const u64 factor = 0x9e3779b97f4a7c15;
	u64 inverse = factor;
	u32 i;

	for (i = 0; i < 5; i++)
		inverse *= 2 - factor * inverse;
	sum *= inverse;
	return sum >> 7 | sum << 57;
}

/* Tables that have no room for a sum may have one: here it is where the runs' sizes are. */
static void sizes_without_room(void)
{
	const struct pvh_relocs *relocs = good_table();
	u64 words[4], sum;

	table->size = 0;
	CHECK(!pvh_relocs_intact(relocs, REACH));

	table->size = 24;
	memcpy(words, table, sizeof(words));
	sum = sum_step(sum_step(words[0]) ^ words[1]);
	memcpy(&table->added, &sum, sizeof(sum));
	CHECK(!pvh_hash(relocs, 24));
	CHECK(!pvh_relocs_intact(relocs, REACH));

	table->size = HEADER;
	memcpy(words, table, sizeof(words));
	sum = sum_before(words[3]) ^ sum_step(sum_step(words[0]) ^ words[1]);
	memcpy(&table->added, &sum, sizeof(sum));
	CHECK(!pvh_hash(relocs, HEADER));
	CHECK(!pvh_relocs_intact(relocs, REACH));
}

static void sizes(void)
{
	const struct pvh_relocs *relocs;
	u32 size;

	/* Within the table, and as if it had runs for that. */
	for (size = LEAST; size <= 56; size++) {
		relocs = good_table();
		table->size = size;
		table->added = table->subtracted = 0;
		seal();
		CHECK(pvh_relocs_intact(relocs, REACH) == (size % 8 == 0));
	}

	/* Behind 4 GiB there may be nothing. */
	for (size = 64; size; size *= 2) {
		BAD(size, size);
		BAD(size, 56 + size);
		BAD(size, -size);
	}
}

/* All of the table is where something was loaded, but not more. */
static void places(void)
{
	u32 at;

	for (at = 0; at < LEAST; at++) {
		new_kernel(REACH);
		put_table();
		memmove((u8 *)table + LEAST - at, table, at);
		CHECK(!pvh_relocs_intact((const void *)(unsigned long)(TABLE_END - at), REACH));
	}
	CHECK(!pvh_relocs_intact((const void *)(unsigned long)(TABLE_END + 1), REACH));
	CHECK(!pvh_relocs_intact((const void *)-8UL, REACH));

	/* Elsewhere, and there is something behind it. */
	good_table();
	memmove((u8 *)table - 64, table, 56);
	CHECK(pvh_relocs_intact((const void *)(unsigned long)(TABLE_END - 64 - 56), REACH));
}

static void sizes_of_kernels(void)
{
	static const u8 zeros[REACH];
	const struct pvh_relocs *relocs = good_table();
	u32 size;

	CHECK(!pvh_relocs_intact(relocs, 0));
	CHECK(!pvh_relocs_intact(relocs, 56));
	CHECK(!pvh_relocs_intact(relocs, REACH - 1));
	CHECK(pvh_relocs_intact(relocs, REACH));
	CHECK(pvh_relocs_intact(relocs, 0x1000000));

	/* The tool makes no table that is larger than the kernel. */
	new_kernel(REACH + 64);
	add_runs(zeros, REACH - LEAST + 3);
	relocs = put_table();
	size = REACH + 3;
	CHECK(table->size == size);
	CHECK(pvh_relocs_intact(relocs, size + 1));
	CHECK(pvh_relocs_intact(relocs, size));
	CHECK(!pvh_relocs_intact(relocs, size - 1));
	CHECK(!pvh_relocs_intact(relocs, REACH));
}

/* ---- other damage ---------------------------------------------------------------- */

static void each_bit_of_a_table(void)
{
	const struct pvh_relocs *relocs = good_table();
	u32 bit;

	for (bit = 0; bit < 8 * 56; bit++) {
		((u8 *)table)[bit / 8] ^= 1 << bit % 8;
		CHECK(!pvh_relocs_intact(relocs, REACH));
		((u8 *)table)[bit / 8] ^= 1 << bit % 8;
	}
	CHECK(pvh_relocs_intact(relocs, REACH));
}

/* Where nothing was loaded, or something else. */
static void no_table(void)
{
	const struct pvh_relocs *relocs = good_table();
	u32 i, j;

	memset(table, 0, 56);
	CHECK(!pvh_relocs_intact(relocs, REACH));
	memset(table, 0xff, 56);
	CHECK(!pvh_relocs_intact(relocs, REACH));

	/* From nothing to all of the header is that of a table. */
	for (i = 0; i < 4000; i++) {
		relocs = good_table();
		for (j = i % (HEADER + 1); j < 56; j++)
			((u8 *)table)[j] = any(256);
		CHECK(!pvh_relocs_intact(relocs, REACH));
	}
}

static const struct test tests[] = {
	TEST(sum_of_each_bit),
	TEST(sum_is_that_of_the_tool),
	TEST(sum_of_swapped_sectors),
	TEST(good_tables),
	TEST(magic),
	TEST(sizes_of_runs),
	TEST(offsets),
	TEST(sizes_without_room),
	TEST(sizes),
	TEST(places),
	TEST(sizes_of_kernels),
	TEST(each_bit_of_a_table),
	TEST(no_table),
};

const struct suite header_suite = { "header", tests, COUNT(tests) };
