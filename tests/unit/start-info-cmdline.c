// SPDX-License-Identifier: GPL-2.0-only
/* Tests of start_info.c: the command line. */
#include <stdio.h>
#include <string.h>

#include "start-info.h"

#define OPTIONS (PVH_NOKASLR | PVH_NO5LVL)

static const struct {
	const char *cmdline;
	u32 options;
} words[] = {
	{ "", 0 },
	{ " ", 0 },
	{ "n", 0 },
	{ "quiet", 0 },
	{ "nokaslr", PVH_NOKASLR },
	{ "no5lvl", PVH_NO5LVL },
	{ "nokaslr no5lvl", OPTIONS },
	{ "no5lvl nokaslr", OPTIONS },
	{ "quiet nokaslr no5lvl console=ttyS0", OPTIONS },
	{ "  no5lvl\tnokaslr\n", OPTIONS },
	{ "n no nok nokasl no5lv no5lvl", PVH_NO5LVL },
	{ "nnn nokaslr", PVH_NOKASLR },
	{ "nokaslrx", 0 },
	{ "nokasl", 0 },
	{ "okaslr", 0 },
	{ "xnokaslr", 0 },
	{ "nnokaslr", 0 },
	{ "nxnokaslr", 0 },
	{ "no5lvl1", 0 },
	{ "nno5lvl", 0 },
	{ "nnno5lvl", 0 },
	{ "nnnno5lvl", 0 },
	{ "n123456789no5lvl", 0 },
	{ "abcdefgnokaslr", 0 },
	{ "n2345678nokaslr", 0 },
	{ "nokaslr=1", 0 },
	{ "nokasl r", 0 },
	{ "no5lvlno5lvl", 0 },
	{ "nokaslr,no5lvl", 0 },
	{ "kaslr 5lvl", 0 },
	{ "NOKASLR", 0 },
	{ "rng-seed", 0 },
};

static void check_cmdline(const char *what, u64 paddr, u32 options)
{
	CHECK_OF(what, boot->params.hdr.cmd_line_ptr == (u32)paddr);
	CHECK_OF(what, boot->params.ext_cmd_line_ptr == paddr >> 32);
	CHECK_OF(what, (boot->options & OPTIONS) == options);
	CHECK_OF(what, boot->params.hdr.loadflags ==
		 (options & PVH_NOKASLR ? LOADED_HIGH : LOADED_HIGH | KASLR_FLAG));
}

static void options_are_whole_words(void)
{
	unsigned int i;

	for (i = 0; i < COUNT(words); i++) {
		begin();
		add_cmdline(add_start_info(), words[i].cmdline);
		boots(words[i].cmdline);
		check_cmdline(words[i].cmdline, CMDLINE, words[i].options);
		CHECK_OF(words[i].cmdline,
			 !strcmp(guest_at(CMDLINE), words[i].cmdline));
	}
}

/* They are found wherever the command line is. */
static void options_anywhere(void)
{
	static const u64 paddrs[] = {
		1, 0xfff, 0x1fff - 7, 0x1fff - 8, GIB - 4, 2 * GIB - 3,
		4 * GIB - sizeof("quiet nokaslr no5lvl"),
#if CONFIG_X86_64
		4 * GIB - 10, 4 * GIB - 1, 4 * GIB, 0x1122334455ULL,
		5 * GIB - 9, 1 * TIB - 7,
		64 * TIB - sizeof("quiet nokaslr no5lvl"),
#endif
	};
	unsigned int i;
	char what[50];

	for (i = 0; i < COUNT(paddrs); i++) {
		sprintf(what, "at %#llx", (unsigned long long)paddrs[i]);
		begin();
		add_start_info_at(0x100000, 1)->cmdline_paddr = paddrs[i];
		add_text(paddrs[i], "quiet nokaslr no5lvl");
		if (translate_at(0x100000))
			complain("%s: refused", what);
		check_cmdline(what, paddrs[i], OPTIONS);
	}
}

static void none_is_none(void)
{
	add_start_info();
	boots("none");
	check_cmdline("none", 0, 0);
}

/*
 * A word at @at, in @length bytes without an end: is it found? The kernel keeps
 * 2047 bytes, and a terminating zero; what is cut off there ends a word.
 */
static const struct {
	const char *what;
	u32 length, at;
	const char *word;
	bool found;
} ends[] = {
	{ "2047 bytes, the word last", 2048, 2039, " nokaslr", true },
	{ "2048 bytes, the word last", 2048, 2040, " nokaslr", false },
	{ "a word cut to one", 4096, 2039, " nokaslrx", true },
	{ "the word behind the end", 4096, 2047, " nokaslr ", false },
	{ "the word across the end", 4096, 2043, " nokaslr ", false },
	{ "64 KiB", 65536, 1000, " nokaslr ", true },
	{ "64 KiB, the word last", 65536, 65536 - 8, " nokaslr", false },
};

static void without_end(void)
{
	unsigned int i;

	for (i = 0; i < COUNT(ends); i++) {
		char *text;

		begin();
		add_start_info()->cmdline_paddr = MIB;
		text = guest_add(MIB, ends[i].length);
		memset(text, 'x', ends[i].length);
		memcpy(text + ends[i].at, ends[i].word, strlen(ends[i].word));
		boots(ends[i].what);
		check_cmdline(ends[i].what, MIB,
			      ends[i].found ? PVH_NOKASLR : 0);
	}
}

/* Behind the zero nothing is looked at. */
static void nothing_behind_the_end(void)
{
	static const char text[] = "quiet\0nokaslr no5lvl";
	u32 length;

	add_start_info()->cmdline_paddr = CMDLINE;
	memcpy(guest_add(CMDLINE, sizeof(text)), text, sizeof(text));
	boots("behind the zero");
	check_cmdline("behind the zero", CMDLINE, 0);

	/* The last zero that counts, and one more. */
	for (length = 2046; length <= 2048; length++) {
		char *line;

		begin();
		add_start_info()->cmdline_paddr = CMDLINE;
		line = guest_add(CMDLINE, length + 1);
		memset(line, 'x', length);
		memcpy(line + length - 7 - 1, " nokaslr", 8);
		boots("length");
		check_cmdline("length", CMDLINE,
			      length <= 2047 ? PVH_NOKASLR : 0);
	}
}

/* A page full of letters; what lies behind it is not the loader's. */
static void unterminated_at_the_end_of_a_page(void)
{
	char *page = guest_add(0x2000, 4096);

	memset(page, 'x', 4096);
	memcpy(page + 4096 - 16, " quiet no5lvl xx", 16);
	memset(guest_add(0x3000, 4096), ' ', 4096);
	add_start_info()->cmdline_paddr = 0x3000 - 16;
	boots("to the end of a page");
	check_cmdline("to the end of a page", 0x3000 - 16, PVH_NO5LVL);
}

/* There is no more behind the last byte that can be reached. */
static void unterminated_at_the_end_of_memory(void)
{
	const u64 paddr = GUEST_LIMIT - 13;

	add_start_info()->cmdline_paddr = paddr;
	memcpy(guest_add(paddr, 13), "quiet nokaslr", 13);
	boots("to the end of memory");
	check_cmdline("to the end of memory", paddr, PVH_NOKASLR);
}

/* It goes on behind 4 GiB, where there is one. */
static void unterminated_across_4_gib(void)
{
	char *text = guest_add(4 * GIB - 13, CONFIG_X86_64 ? 4096 : 13);

	if (CONFIG_X86_64)
		memset(text, 'x', 4096);
	memcpy(text, "quiet nokaslr", 13);
	add_start_info()->cmdline_paddr = 4 * GIB - 13;
	boots("across 4 GiB");
	check_cmdline("across 4 GiB", 4 * GIB - 13,
		      CONFIG_X86_64 ? 0 : PVH_NOKASLR);
}

/* Its characters are in the kernel, or its zero is, or what lies behind. */
static void overlaps_of_the_kernel(void)
{
	static const struct {
		const char *what;
		u64 paddr;
		u32 length;		/* zero not counted */
		bool refused;
	} cases[] = {
		{ "the last letter", IMAGE - 9, 10, true },
		{ "nothing of it", IMAGE - 11, 10, false },
		{ "the kernel's first byte", IMAGE, 10, true },
		{ "the kernel's last byte", IMAGE_END - 1, 10, true },
		{ "behind", IMAGE_END, 10, false },
		{ "inside", IMAGE + 0x1000, 10, true },
		{ "its zero", IMAGE - 10, 10, true },
		{ "where its zero will be", IMAGE - 2047, 3000, true },
		{ "what is cut off", IMAGE - 2048, 3000, false },
	};
	unsigned int i;

	for (i = 0; i < COUNT(cases); i++) {
		begin();
		add_start_info()->cmdline_paddr = cases[i].paddr;
		memset(guest_add(cases[i].paddr, cases[i].length + 1), 'x',
		       cases[i].length);
		if (cases[i].refused)
			refuses(cases[i].what, PVH_CMDLINE_IN_KERNEL,
				cases[i].paddr, 0, 0, 0);
		else
			boots(cases[i].what);
	}
}

static const struct test tests[] = {
	TEST(options_are_whole_words),
	TEST(options_anywhere),
	TEST(none_is_none),
	TEST(without_end),
	TEST(nothing_behind_the_end),
	TEST(unterminated_at_the_end_of_a_page),
	TEST(unterminated_at_the_end_of_memory),
	TEST(unterminated_across_4_gib),
	TEST(overlaps_of_the_kernel),
};

const struct suite cmdline_suite = { "command_line", tests, COUNT(tests) };
