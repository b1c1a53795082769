// SPDX-License-Identifier: GPL-2.0-only
/* Tests of relocate.c: what a table does to a kernel. */
#include <string.h>

#include "kaslr-table.h"

static const u32 moves[] = { 0, STEP, 492 * STEP, 1, 0x80000000, 0xffffffff };

static void moves_as_expected(const char *what, u32 size, u32 offset)
{
	const struct pvh_relocs *relocs = put_table();

	CHECK_OF(what, pvh_relocs_intact(relocs, size));
	CHECK_OF(what, pvh_relocate(relocs, kernel(), size, offset));
	expect_moved(offset);
	CHECK_OF(what, is_as_expected());
}

static void no_words(void)
{
	const u32 *m;

	for (m = moves; m < moves + COUNT(moves); m++) {
		new_kernel(REACH);
		moves_as_expected("none", REACH, *m);
	}
}

static void one_word(void)
{
	static const u32 sizes[] = { REACH, REACH + 1, REACH + 300, KERNEL_ROOM };
	const u32 *m;
	u32 i, at, was;

	for (i = 0; i < COUNT(sizes); i++)
		for (at = 0; at <= sizes[i] - REACH; at += at < 5 ? 1 : sizes[i] / 7)
			for (m = moves; m < moves + COUNT(moves); m++) {
				new_kernel(sizes[i]);
				add_run(at, NULL, 0);
				was = word_at(at);
				moves_as_expected("one", sizes[i], *m);
				CHECK(word_at(at) == was + *m);

				new_kernel(sizes[i]);
				subtract();
				add_run(at, NULL, 0);
				moves_as_expected("one back", sizes[i], *m);
				CHECK(word_at(at) == was - *m);
			}
}

/* The longest ones end with the kernel. */
static void long_runs(void)
{
	static const u32 more[] = { 1, 2, 3, 127, 128, 254, 255 };
	static const u8 each[] = { 0, 1, 2, 3, 4, 5, 127, 128, 254, 255 };
	const u32 *m;
	u8 steps[255];
	u32 i, j;

	for (i = 0; i < COUNT(more); i++)
		for (j = 0; j < COUNT(each); j++)
			for (m = moves; m < moves + COUNT(moves); m++) {
				memset(steps, each[j], sizeof(steps));
				new_kernel(REACH + 77);
				add_run(77, steps, more[i]);
				subtract();
				add_run(j, steps, more[i]);
				moves_as_expected("long", REACH + 77, *m);
			}

	for (m = moves; m < moves + COUNT(moves); m++) {
		memset(steps, 255, sizeof(steps));
		new_kernel(REACH + 77);
		add_run(77, steps, 255);
		moves_as_expected("to the end", REACH + 77, *m);

		new_kernel(REACH + 77);
		subtract();
		add_run(77, steps, 255);
		moves_as_expected("to the end, back", REACH + 77, *m);
	}
}

static void several_runs(void)
{
	static const u8 steps[] = { 9, 200, 4 };
	const u32 *m;

	for (m = moves; m < moves + COUNT(moves); m++) {
		new_kernel(KERNEL_ROOM);
		add_run(11, steps, 3);
		add_run(256, NULL, 0);
		add_run(0xc000, steps, 1);
		subtract();
		add_run(0, steps, 2);
		add_run(65536, steps, 3);
		moves_as_expected("several", KERNEL_ROOM, *m);
	}
}

/* The same word, or a part of it, is moved again, and in the order of the table. */
static void words_that_overlap(void)
{
	static const u8 steps[] = { 0, 1, 2, 3, 0 };
	const u32 *m;

	for (m = moves; m < moves + COUNT(moves); m++) {
		new_kernel(REACH + 100);
		add_run(50, steps, 5);
		add_run(0, steps, 1);
		add_run(3, NULL, 0);
		subtract();
		add_run(51, steps, 5);
		add_run(2, NULL, 0);
		moves_as_expected("overlap", REACH + 100, *m);
	}
}

/* ---- tables that lead out of the kernel ------------------------------------------ */

/* The sum is good: nothing but the runs say where they lead. */
static void leads_out(const char *what, u32 size)
{
	const struct pvh_relocs *relocs = put_table();

	CHECK_OF(what, pvh_relocs_intact(relocs, size));
	CHECK_OF(what, !pvh_relocate(relocs, kernel(), size, STEP));
	CHECK_OF(what, nothing_in_front_has_changed());
}

static void too_late(void)
{
	static const u32 skips[] = { 1, 2, 4, REACH, REACH + 1, 0x7fffffff, 0xfffe0000 };
	static const u8 steps[255];
	u32 i, more;

	for (i = 0; i < COUNT(skips); i++)
		for (more = 0; more <= 255; more += 255) {
			new_kernel(REACH + 77);
			add_run(77 + skips[i], steps, more);
			leads_out("too late", REACH + 77);
			CHECK(is_as_expected());

			new_kernel(REACH + 77);
			subtract();
			add_run(77 + skips[i], steps, more);
			leads_out("too late, back", REACH + 77);
			CHECK(is_as_expected());

			/* Behind one that is good, whose last word counts. */
			new_kernel(REACH + 77);
			add_run(70, (const u8 []){ 7 }, 1);
			expect_moved(STEP);
			add_run(skips[i], steps, more);
			leads_out("too late, behind another", REACH + 77);
			CHECK(is_as_expected());
		}

	/* Once behind 4 GiB, it does not begin anew. */
	new_kernel(REACH);
	add_run(0xffffffff, NULL, 0);
	add_run(1, NULL, 0);
	leads_out("4 GiB", REACH);
	CHECK(is_as_expected());

	/* Nor is anything subtracted then. */
	new_kernel(REACH);
	add_run(1, NULL, 0);
	subtract();
	add_run(0, NULL, 0);
	leads_out("not subtracted", REACH);
	CHECK(is_as_expected());
}

/* Of a run that is longer than what there is, nothing is done. */
static void runs_that_are_cut_off(void)
{
	static const u8 run[5 + 255] = { 0, 0, 0, 0, 255 };
	u32 length, list;

	for (length = 1; length < sizeof(run); length++)
		for (list = 0; list < 2; list++) {
			new_kernel(REACH);
			if (list)
				subtract();
			add_runs(run, length);
			leads_out("cut off", REACH);
			CHECK(is_as_expected());
		}

	/* The words that are subtracted are no part of those that are added. */
	new_kernel(REACH);
	add_runs(run, 9);
	subtract();
	add_runs(run, sizeof(run));
	leads_out("cut off in the middle", REACH);
	CHECK(is_as_expected());
}

/* ---- random tables --------------------------------------------------------------- */

#define MOST_RUNS 30

/* None begins behind @last; the last one may end there. */
static void add_random_runs(u32 last)
{
	u32 at = 0, left, skip, more, i;
	u8 steps[255];

	for (left = any(MOST_RUNS); left && at <= last; left--) {
		skip = any(1 + (last - at) / left);
		more = any(3) ? any(20) : any(256);
		at += skip;
		for (i = 0; i < more; i++)
			at += steps[i] = any(4) ? any(16) : any(256);
		add_run(skip, steps, more);
	}
}

static void random_tables(void)
{
	u32 i, size;

	for (i = 0; i < 3000; i++) {
		size = REACH + any(KERNEL_ROOM - REACH + 1);
		new_kernel(size);
		add_random_runs(size - REACH);
		subtract();
		add_random_runs(size - REACH);
		moves_as_expected("random", size, any_64() >> any(64));
	}
}

/* What looks like runs, or not at all; the last one may be cut off. */
static void add_garbage(void)
{
	u32 n = any(5), wild = any(4) ? 0 : any(30), size, i;
	u8 run[5 + 255];

	while (n--) {
		size = 5 + any(256);
		for (i = 0; i < size; i++)
			run[i] = any(256);
		if (any(30) >= wild) {
			run[1] = any(8);
			run[2] = run[3] = 0;
			run[4] = n || any(8) ? size - 5 : 255;
		}
		add_runs(run, size);
	}
}

/* It ends, nothing outside of the kernel is written, and what leads there is noticed. */
static void random_garbage(void)
{
	u32 i, size, good = 0;

	for (i = 0; i < 6000; i++) {
		const struct pvh_relocs *relocs;
		const u32 offset = any_64();
		bool is_good;

		size = REACH + any(KERNEL_ROOM - REACH + 1);
		new_kernel(size);
		add_garbage();
		subtract();
		add_garbage();
		relocs = put_table();
		CHECK(pvh_relocs_intact(relocs, size));
		is_good = expect_table(offset);
		CHECK(pvh_relocate(relocs, kernel(), size, offset) == is_good);
		CHECK(nothing_in_front_has_changed());
		CHECK(!is_good || is_as_expected());
		good += is_good;
	}
	/* Both happen, or this is no test. */
	CHECK(good > 600 && good < 5400);
}

static const struct test tests[] = {
	TEST(no_words),
	TEST(one_word),
	TEST(long_runs),
	TEST(several_runs),
	TEST(words_that_overlap),
	TEST(too_late),
	TEST(runs_that_are_cut_off),
	TEST(random_tables),
	TEST(random_garbage),
};

const struct suite relocate_suite = { "relocate", tests, COUNT(tests) };
