// SPDX-License-Identifier: GPL-2.0-only
/* Tests of start_info.c: the command line, and strings in general. */
#include <stdio.h>
#include <string.h>

#include "start-info.h"

static void check_cmdline(const char *what, u64 paddr)
{
	CHECK_OF(what, boot->params.hdr.cmd_line_ptr == (u32)paddr);
	CHECK_OF(what, boot->params.ext_cmd_line_ptr == paddr >> 32);
	CHECK_OF(what, boot->params.hdr.loadflags == (LOADED_HIGH | KASLR_FLAG));
}

/* Its first byte is what counts, and whether the kernel is there. */
static void command_lines(void)
{
	static const struct {
		const char *what;
		u64 paddr;
		bool refused, left_out;
	} cases[] = {
		{ "none", 0 },
		{ "at address 1", 1 },
		{ "at 1 GiB", GIB },
		{ "last byte below 4 GiB", 4 * GIB - 1 },
		{ "at 4 GiB", 4 * GIB, false, !CONFIG_X86_64 },
		{ "above 4 GiB", 0x1122334455ULL, false, !CONFIG_X86_64 },
		{ "last byte", GUEST_LIMIT - 1 },
		{ "behind that", GUEST_LIMIT, false, true },
		{ "last of all", ~0ULL, false, true },
		{ "in front of the kernel", IMAGE - 1 },
		{ "the kernel's first byte", IMAGE, true },
		{ "the kernel's last byte", IMAGE_END - 1, true },
		{ "behind the kernel", IMAGE_END },
	};
	unsigned int i;

	for (i = 0; i < COUNT(cases); i++) {
		u64 paddr = cases[i].paddr;

		begin();
		add_start_info_at(0x100000, 1)->cmdline_paddr = paddr;
		if (paddr && paddr < GUEST_LIMIT)
			*(char *)guest_add(paddr, 1) = 'x';
		if (cases[i].refused) {
			refuses_at(0x100000, cases[i].what, PVH_CMDLINE_IN_KERNEL,
				   paddr, 0, 0, 0);
			continue;
		}
		CHECK_OF(cases[i].what, !translate_at(0x100000));
		check_cmdline(cases[i].what, cases[i].left_out ? 0 : paddr);
		CHECK_OF(cases[i].what, copy.cmdline_paddr == paddr);
	}
}

/* @there bytes at @paddr: letters, but for a zero at @length, if that is less. */
static void strings(void)
{
	static const struct {
		const char *what;
		u64 paddr;
		u32 there, length;
		int found;		/* of that length, or -1 */
	} cases[] = {
		{ "a word", MIB, 6, 5, 5 },
		{ "nothing", MIB, 1, 0, 0 },
		{ "as long as can be", MIB, 2048, 2046, 2046 },
		{ "that has no end", MIB, 2048, 2047, 2047 },
		{ "longer", MIB, 4096, 4096, 2047 },
		{ "across 4 GiB", 4 * GIB - 5, CONFIG_X86_64 ? 11 : 5, 10,
		  CONFIG_X86_64 ? 10 : 5 },
		{ "to the end of memory", GUEST_LIMIT - 13, 13, 13, 13 },
		{ "the last byte", GUEST_LIMIT - 1, 1, 1, 1 },
		{ "2047 to the end of memory", GUEST_LIMIT - 2047, 2047, 2047, 2047 },
		{ "2048 to the end of memory", GUEST_LIMIT - 2048, 2048, 2048, 2047 },
		{ "no address", 0, 0, 0, -1 },
		{ "nowhere", ~0ULL, 0, 0, -1 },
		{ "at the end", GUEST_LIMIT, 0, 0, -1 },
		{ "behind the end", GUEST_LIMIT + 1, 0, 0, -1 },
	};
	unsigned long size;
	unsigned int i;
	const u8 *s;
	u8 *text;

	for (i = 0; i < COUNT(cases); i++) {
		begin();
		if (cases[i].there) {
			text = guest_add(cases[i].paddr, cases[i].there);
			memset(text, 'x', cases[i].there);
			if (cases[i].length < cases[i].there)
				text[cases[i].length] = '\0';
		}
		size = 1;
		s = pvh_string(cases[i].paddr, &size);
		CHECK_OF(cases[i].what, !s == (cases[i].found < 0));
		CHECK_OF(cases[i].what, size == (cases[i].found < 0 ? 0 :
						 (unsigned long)cases[i].found));
		CHECK_OF(cases[i].what, !s || !size || (*s == 'x' && s[size - 1] == 'x'));
		guest_settle();
	}

	/* A CPU that has less. */
	begin();
	guest_set_limit(GIB);
	CHECK(!pvh_string(2 * GIB, &size) && !size);
}

static const struct {
	const char *words;
	bool found;
} words[] = {
	{ "nokaslr", true },
	{ "nokaslr no5lvl", true },
	{ "no5lvl nokaslr", true },
	{ "quiet nokaslr console=ttyS0", true },
	{ "  \tnokaslr\n", true },
	{ "n no nok nokasl nokaslr", true },
	{ "nokaslrx nokaslr", true },
	{ "nokaslr nokaslrx", true },
	{ "", false },
	{ " ", false },
	{ "n", false },
	{ "quiet", false },
	{ "nokaslrx", false },
	{ "nokasl", false },
	{ "okaslr", false },
	{ "xnokaslr", false },
	{ "nnokaslr", false },
	{ "nxnokaslr", false },
	{ "nokaslr=1", false },
	{ "nokasl r", false },
	{ "nokasl nr", false },
	{ "nokaslrnokaslr", false },
	{ "nokaslr,no5lvl", false },
	{ "nokaslr\x80", false },
	{ "NOKASLR", false },
};

static void whole_words(void)
{
	unsigned int i;

	for (i = 0; i < COUNT(words); i++) {
		u32 size = strlen(words[i].words);
		/* What is behind them the sanitizer would see. */
		u8 *s = guest_add(MIB, size + !size), *word = guest_add(2 * MIB, 7);

		memcpy(s, words[i].words, size);
		memcpy(word, "nokaslr", 7);
		if (pvh_has_word(s, size, word, 7) != words[i].found)
			complain("'%s'", words[i].words);
		begin();
	}
}

static const struct test tests[] = {
	TEST(command_lines),
	TEST(strings),
	TEST(whole_words),
};

const struct suite cmdline_suite = { "command_line", tests, COUNT(tests) };
