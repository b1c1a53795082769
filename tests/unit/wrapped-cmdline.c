// SPDX-License-Identifier: GPL-2.0-only
/* Tests of wrap.c: the command line, concatenated from up to three parts. */
#include <stdio.h>
#include <string.h>

#include "wrapped.h"

#define HIGH (5 * GIB + 0x123)

static const struct {
	const char *what, *before, *loaders, *after;
	const char *joined;	/* NULL: the loader's stays where it is */
} cases[] = {
	{ "none at all" },
	{ "the loader's", NULL, "quiet root=/dev/ram" },
	{ "the loader's, empty", NULL, "" },
	{ "before", "one two", "quiet", NULL, "one two quiet" },
	{ "after", NULL, "quiet", "three", "quiet three" },
	{ "both", "one", "quiet", "three", "one quiet three" },
	{ "before nothing", "one", NULL, NULL, "one" },
	{ "after nothing", NULL, NULL, "three", "three" },
	{ "both around nothing", "one", NULL, "three", "one three" },
	{ "before an empty one", "one", "", NULL, "one" },
	{ "after an empty one", NULL, "", "three", "three" },
	{ "both around an empty one", "one", "", "three", "one three" },
	{ "one letter each", "a", "b", "c", "a b c" },
	{ "blanks are left alone", " a ", " b ", "  c", " a   b    c" },
};

static void check_joined(const char *what, const char *text)
{
	CHECK_OF(what, pvh_boot.params.hdr.cmd_line_ptr == (u32)(unsigned long)pvh_cmdline);
	CHECK_OF(what, !pvh_boot.params.ext_cmd_line_ptr);
	if (strncmp((char *)pvh_cmdline, text, COMMAND_LINE_SIZE))
		complain("%s: \"%.60s\", expected \"%.60s\"", what,
			 (char *)pvh_cmdline, text);
}

static void texts_are_joined(void)
{
	unsigned int i, high;

	for (i = 0; i < COUNT(cases); i++) {
		for (high = 0; high < 2; high++) {
			const char *what = cases[i].what, *joined = cases[i].joined;
			const u64 paddr = high ? HIGH : CMDLINE;

			begin_wrapped();
			if (cases[i].before)
				wrap_before(cases[i].before);
			if (cases[i].after)
				wrap_after(cases[i].after);
			if (cases[i].loaders) {
				info->cmdline_paddr = paddr;
				add_text(paddr, cases[i].loaders);
				/* The kernel shall not have to reach so high. */
				if (high && !joined)
					joined = cases[i].loaders;
			}
			wrapped_boots(what);
			CHECK_OF(what, !guest_changed());
			if (joined)
				check_joined(what, joined);
			else
				CHECK_OF(what, cmdline_ptr() == (cases[i].loaders ? paddr : 0));
		}
	}
}

/* Sizes in bytes, without their ends; 0 is none. */
static const struct {
	const char *what;
	u32 before, loaders, after, limit;
	u32 size;		/* as joined */
	bool refused;
} sizes[] = {
	{ "loader's, longest", 0, 2047, 0, 2047, 2047 },
	{ "loader's, one more", 0, 2048, 0, 2047, 2048, true },
	{ "loader's, far more", 0, 4000, 0, 2047, 2048, true },
	{ "longest of a kernel that takes less", 0, 255, 0, 255, 255 },
	{ "one more than that", 0, 256, 0, 255, 256, true },
	{ "kernels may take more, the entry does not", 0, 2047, 0, 5000, 2047 },
	{ "even so", 0, 2048, 0, 5000, 2048, true },
	{ "before, longest", 2047, 0, 0, 2047, 2047 },
	{ "before, one more", 2048, 0, 0, 2047, 2048, true },
	{ "after, longest", 0, 0, 2047, 2047, 2047 },
	{ "after, one more", 0, 0, 2048, 2047, 2048, true },
	{ "two, longest", 1000, 1046, 0, 2047, 2047 },
	{ "two, one more", 1000, 1047, 0, 2047, 2048, true },
	{ "the other two, longest", 0, 1046, 1000, 2047, 2047 },
	{ "the other two, one more", 0, 1047, 1000, 2047, 2048, true },
	{ "those around, longest", 1046, 0, 1000, 2047, 2047 },
	{ "those around, one more", 1047, 0, 1000, 2047, 2048, true },
	{ "three, longest", 1000, 45, 1000, 2047, 2047 },
	{ "three, one more", 1000, 46, 1000, 2047, 2048, true },
	{ "three, longest for a kernel that takes less", 100, 53, 100, 255, 255 },
	{ "three, one more than that", 100, 54, 100, 255, 256, true },
	{ "loader's too long before it is joined", 1, 2048, 0, 2047, 2050, true },
};

static const char *letters(char letter, u32 size)
{
	static char text[3][4096 + 1];
	char *to = text[letter - 'a'];

	memset(to, letter, size);
	to[size] = '\0';
	return to;
}

static void sizes_are_limited(void)
{
	unsigned int i;

	for (i = 0; i < COUNT(sizes); i++) {
		const u32 before = sizes[i].before, loaders = sizes[i].loaders,
			  after = sizes[i].after;
		const char *what = sizes[i].what;
		char expected[4 * 4096];

		begin_wrapped();
		pvh_wrap.cmdline_size = sizes[i].limit;
		if (before)
			wrap_before(letters('a', before));
		if (loaders)
			add_cmdline(info, letters('b', loaders));
		if (after)
			wrap_after(letters('c', after));
		if (sizes[i].refused) {
			wrapped_refuses(what, PVH_LONG_CMDLINE, sizes[i].size,
					sizes[i].limit < 2047 ? sizes[i].limit : 2047, 0);
			continue;
		}
		wrapped_boots(what);
		if (!before && !after) {
			CHECK_OF(what, cmdline_ptr() == CMDLINE);
			continue;
		}
		sprintf(expected, "%s%s%s%s%s", before ? letters('a', before) : "",
			before && loaders ? " " : "",
			loaders ? letters('b', loaders) : "",
			(before || loaders) && after ? " " : "",
			after ? letters('c', after) : "");
		CHECK_OF(what, strlen(expected) == sizes[i].size);
		check_joined(what, expected);
	}
}

/* One that does not end is as long as the loader's memory; more does not count. */
static void loaders_without_an_end(void)
{
	static const struct {
		u64 paddr, size;
		bool refused;
	} places[] = {
		{ CMDLINE, 2048, true },
		{ 5 * GIB, 2048, true },
		{ 64 * TIB - 2048, 2048, true },
		{ 64 * TIB - 2047, 2047, true },
		{ 64 * TIB - 2046, 2046, false },
		{ 64 * TIB - 5, 5, false },
	};
	unsigned int i;
	char what[50];

	for (i = 0; i < COUNT(places); i++) {
		sprintf(what, "at %#llx", (unsigned long long)places[i].paddr);
		begin_wrapped();
		info->cmdline_paddr = places[i].paddr;
		memset(guest_add(places[i].paddr, places[i].size), 'b', places[i].size);
		if (places[i].refused) {
			wrapped_refuses(what, PVH_LONG_CMDLINE, 2048, 2047, 0);
			continue;
		}
		wrapped_boots(what);
		check_joined(what, letters('b', places[i].size));
	}
}

/* A kernel that is told where it begins may not see where it ends. */
static void across_4_gib(void)
{
	int more;

	for (more = -1; more <= 1; more++) {
		const u64 paddr = 4 * GIB - sizeof("quiet") + more;

		begin_wrapped();
		info->cmdline_paddr = paddr;
		add_text(paddr, "quiet");
		wrapped_boots("across 4 GiB");
		if (more > 0)
			check_joined("across 4 GiB", "quiet");
		else
			CHECK(cmdline_ptr() == paddr);
	}

	begin_wrapped();
	info->cmdline_paddr = 4 * GIB;
	add_text(4 * GIB, "quiet");
	wrapped_boots("at 4 GiB");
	check_joined("at 4 GiB", "quiet");
}

/* The decompressor will read them. */
static void words_are_left_to_the_kernel(void)
{
	begin_wrapped();
	wrap_before("no5lvl");
	add_cmdline(info, "nokaslr no5lvl");
	wrapped_boots("words");
	check_joined("words", "no5lvl nokaslr no5lvl");
	CHECK(pvh_boot.params.hdr.loadflags == header->loadflags);
}

static void texts_move_with_the_kernel(void)
{
	static const u32 distances[] = { 0x200000, 0x80000000, -0x600000U };
	unsigned int i;

	for (i = 0; i < COUNT(distances); i++) {
		begin_wrapped();
		moved = distances[i];
		wrap_before("one");
		wrap_after("three");
		add_cmdline(info, "quiet");
		wrapped_boots("moved");
		check_joined("moved", "one quiet three");
	}
}

static const struct test tests[] = {
	TEST(texts_are_joined),
	TEST(sizes_are_limited),
	TEST(loaders_without_an_end),
	TEST(across_4_gib),
	TEST(words_are_left_to_the_kernel),
	TEST(texts_move_with_the_kernel),
};

const struct suite wrapped_cmdline_suite = { "command_line", tests, COUNT(tests) };
