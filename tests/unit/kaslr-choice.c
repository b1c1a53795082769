// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of kaslr.c: the choice of an offset, from numbers of which most bits are the same each
 * time.
 */
#include <string.h>

#include "kaslr-table.h"

#define MOST_SLOTS 512

static u32 choose(u32 first, u32 slots, u64 number)
{
	const struct pvh_relocs relocs = { .first = first, .slots = slots };

	return pvh_choose_offset(&relocs, number);
}

/* The lowest and the highest one occur as well, and none beyond them. */
static void each_slot(void)
{
	static const u32 slots[] = { 1, 2, 3, 5, 64, 493, MOST_SLOTS };
	static const u32 firsts[] = { 0, STEP, 7 * STEP };
	u32 i, first, slot, offset, n;

	for (i = 0; i < COUNT(slots) * COUNT(firsts); i++) {
		bool hit[MOST_SLOTS] = { };

		first = firsts[i % COUNT(firsts)];
		for (n = 0; n < 20000; n++) {
			offset = choose(first, slots[i / COUNT(firsts)], any_64());
			slot = (offset - first) / STEP;
			CHECK(offset >= first && offset % STEP == 0);
			CHECK(slot < slots[i / COUNT(firsts)]);
			hit[slot % MOST_SLOTS] = true;
		}
		for (n = 0; n < slots[i / COUNT(firsts)]; n++)
			CHECK(hit[n]);
	}
}

/* ---- as even as chance ----------------------------------------------------------- */

/* The first number, and what it grows by. */
static const struct kind {
	const char *what;
	u64 first, step;
} kinds[] = {
	{ "counting", 0, 1 },
	{ "counting from a hash on", 0x5851f42d4c957f2d, 1 },
	{ "multiples of 1000", 0, 1000 },
	{ "multiples of 4096", 0, 4096 },
	{ "a time stamp of few steps", 0x123456789abc, 24 },
	{ "a time stamp", 0x3b9aca0012345, 1000003 },
	{ "a time stamp of seconds", 0x3b9aca0012345, 2400000000 },
	{ "from bit 16 on", 0, 1ULL << 16 },
	{ "from bit 24 on", 0, 1ULL << 24 },
	{ "from bit 24 on, before others", 0x123456, 1ULL << 24 },
	{ "from bit 32 on", 0, 1ULL << 32 },
	{ "from bit 32 on, before others", 0x89abcdef, 1ULL << 32 },
	{ "the highest bits", 0, 1ULL << 47 },
	{ "the highest bits, before others", 0x123456789abc, 1ULL << 47 },
	{ "the highest bits, few numbers", 0, 1ULL << 54 },
};

static double root(double x)
{
	double root = 1;
	int i;

	for (i = 0; i < 50; i++)
		root = (root + x / root) / 2;
	return root;
}

/* By the approximation of Wilson and Hilferty: in one of 10,000 cases chance exceeds this. */
static double limit_of(u32 slots)
{
	const double freedom = slots - 1, part = 2 / (9 * freedom);
	const double cube = 1 - part + 3.719 * root(part);

	return freedom * cube * cube * cube;
}

/* More even than chance is no fault: a constant step may well be. */
static void even(const struct kind *kind, u32 slots, u32 n)
{
	u32 hits[MOST_SLOTS] = { }, empty = 0, i;
	const double mean = (double)n / slots;
	double sum = 0;

	for (i = 0; i < n; i++)
		hits[choose(0, slots, kind->first + i * kind->step) / STEP % MOST_SLOTS]++;
	for (i = 0; i < slots; i++) {
		sum += (hits[i] - mean) * (hits[i] - mean) / mean;
		empty += !hits[i];
	}
	if (sum > limit_of(slots))
		complain("%s: %u in %u slots: chi-square is %.1f, more than %.1f", kind->what, n,
			 slots, sum, limit_of(slots));
	if (n >= 100000 && empty)
		complain("%s: %u of %u slots are empty", kind->what, empty, slots);
}

static void all_kinds(u32 slots, u32 n)
{
	static const u64 firsts[] = { 0, 0x5851f42d4c957f2d, 0x89abcdef };
	struct kind kind = { "from a bit on" };
	u32 i, bit;

	for (i = 0; i < COUNT(kinds); i++)
		/* Numbers that come twice are less even, whatever is made of them. */
		if (kinds[i].step <= ~0ULL / n)
			even(&kinds[i], slots, n);

	for (bit = 0; 1ULL << bit <= ~0ULL / n; bit++)
		for (i = 0; i < COUNT(firsts); i++) {
			kind.first = firsts[i];
			kind.step = 1ULL << bit;
			even(&kind, slots, n);
		}
}

static void a_thousand_numbers(void)
{
	all_kinds(493, 1000);
	all_kinds(64, 1000);
}

static void a_hundred_thousand_numbers(void)
{
	all_kinds(493, 100000);
	all_kinds(64, 100000);
}

static const struct test tests[] = {
	TEST(each_slot),
	TEST(a_thousand_numbers),
	TEST(a_hundred_thousand_numbers),
};

const struct suite choice_suite = { "choice", tests, COUNT(tests) };
