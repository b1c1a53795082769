// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of early.c: what of the loader's ramdisk is put before the wrapped one, as the
 * kernel reads it early.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "early.h"
#include "wrapped.h"

/* Words are counted from there. */
#define LOADERS	(MODULE(0) + 1)

/* Not a multiple of 4. */
#define OWN_SIZE	0x203

#define HEADER_SIZE	110

/* Fields of a header. */
#define FILE_SIZE	6
#define NAME_SIZE	11

/* The loader's ramdisk, and where its early archives end. */
static u8 ramdisk[0x6000];
static u32 size, early;

/* As newc does: a number of eight digits for @field of the header at @at. */
static void set_field(u32 at, u32 field, u32 value)
{
	char digits[9];

	sprintf(digits, "%08x", value);
	memcpy(ramdisk + at + 6 + 8 * field, digits, 8);
}

static void add(u32 value, u32 count)
{
	if (count > sizeof(ramdisk) - size)
		abort();
	memset(ramdisk + size, value, count);
	size += count;
}

static void align(void)
{
	add(0, -size & 3);
}

static void add_file(const char *name, u32 file_size)
{
	const u32 at = size, name_size = strlen(name) + 1;
	u32 i;

	add('0', HEADER_SIZE);
	memcpy(ramdisk + at, "070701", 6);
	for (i = 0; i < 13; i++)
		set_field(at, i, 0x9ab0cdef);
	set_field(at, FILE_SIZE, file_size);
	set_field(at, NAME_SIZE, name_size);
	add(0, name_size);
	memcpy(ramdisk + at + HEADER_SIZE, name, name_size);
	align();
	add('f', file_size);
	align();
}

/*
 * Make a ramdisk of words: NAME:SIZE is a file, 0:COUNT zeros, #:COUNT other bytes, and |
 * is where the early archives end.
 */
static void make(const char *words)
{
	char name[64];
	unsigned int count;
	int used;

	memset(ramdisk, 0xee, sizeof(ramdisk));
	size = early = 0;
	for (; *words; words += used) {
		used = 1;
		if (*words == '|') {
			early = size;
		} else if (*words != ' ') {
			if (sscanf(words, "%63[^:]:%u%n", name, &count, &used) != 2)
				abort();
			if (!strcmp(name, "0") || !strcmp(name, "#"))
				add(*name == '0' ? 0 : 0x1f, count);
			else
				add_file(name, count);
		}
	}
}

#define END " TRAILER!!!:0 "

/* The early archives, the wrapped ramdisk, and the rest are joined, with zeros between. */
static void check_joined(const char *what)
{
	const u32 own = (OWN_SIZE + 3) & ~3;
	const u64 place = (RAM_END - own - size) & ~0xfffULL;
	struct hvm_modlist_entry *list;
	u8 *at;
	u32 i;

	begin_wrapped();
	at = guest_add(place, own + size);
	memset(at, 0xff, own + size);
	wrap_ramdisk(OWN_SIZE);
	memcpy(guest_add(LOADERS, size), ramdisk, size);
	list = add_modules(info, 1);
	list->paddr = LOADERS;
	list->size = size;
	wrapped_boots(what);

	CHECK_OF(what, ramdisk_image() == place && ramdisk_size() == own + size);
	CHECK_OF(what, !memcmp(at, ramdisk, early));
	for (i = 0; i < own; i++)
		if (at[early + i] != (i < OWN_SIZE ? byte_at(OWN_RAMDISK + i) : 0)) {
			complain("%s: the wrapped ramdisk is not at %#x", what, early);
			break;
		}
	CHECK_OF(what, !memcmp(at + early + own, ramdisk + early, size - early));
}

static void archives(void)
{
	static const char *const cases[] = {
		"kernel/x86/microcode/GenuineIntel.bin:5" END "| #:9",
		".:0 kernel:0 kernel/x86:0 kernel/x86/microcode/AuthenticAMD.bin:4096" END "| #:1",
		"kernel/firmware/acpi/ssdt.aml:42" END "|",
		"kernel/:0 kernel:3" END "| #:1",
		END "| #:7",
		"kernel/a:1" END "kernel/b:2" END "| #:7",
		"kernel/a:1" END "0:128 kernel/b:2" END "0:256 kernel/c:3" END "0:8 | #:7",
		"kernel/a:1" END "0:4 | #:7",
		"kernel/a:1" END "| 0:3 #:7",
		"kernel/a:1" END "0:4 | 0:1 #:7",
		"kernel/a:1" END "0:4096 | #:7",
		"kernel/a:1" END "0:8196 | 0:3 #:7",
		"kernel/a:1" END "0:512 |",
		"kernel/a:1" END "0:512 | 0:3",
		/* No header lies at such a place */
		"kernel/a:1" END "0:4 | 0:2 kernel/b:1" END,
		"| #:9",
		"| 0:512",
		"| 0:4 kernel/a:1" END "#:5",
		"| kernel/a:1",
		"| kernel/a:1 kernel/b:5 #:200",
		"kernel/a:1" END "| kernel/b:1 #:200",
	};
	unsigned int i;

	for (i = 0; i < COUNT(cases); i++) {
		make(cases[i]);
		check_joined(cases[i]);
	}
}

/* An archive with any other name is not early, wherever in it that is. */
static void other_names(void)
{
	static const char *const names[] = {
		"init", "etc", "a", "..", "./kernel/a", "/kernel/a", "kernels/a", "kernel.txt",
		"Kernel/a", "kerne", "xernel/a", "kernel\\a", "TRAILER!!", "TRAILER!!!!",
		"trailer!!!", "lib/kernel/a",
	};
	static const char *const archives[] = {
		"| %s:1" END "#:1",
		"| kernel/a:1 %s:1" END "#:1",
		"| %s:1 kernel/a:1" END "#:1",
		"kernel/a:1" END "0:8 | kernel/b:1 %s:1" END "#:1",
	};
	unsigned int i, j;
	char words[80];

	for (i = 0; i < COUNT(names); i++) {
		for (j = 0; j < COUNT(archives); j++) {
			sprintf(words, archives[j], names[i]);
			make(words);
			check_joined(words);
		}
	}
}

/* Wherever the ramdisk ends, what is behind it is not there to be read. */
static void every_end(void)
{
	u32 whole, first, second, end;
	char what[20];

	make("kernel/a:5 kernel/b:0" END "0:8 |");
	first = size - 8;
	make("kernel/a:5 kernel/b:0" END "0:8 kernel/c:9" END "0:8 |");
	whole = size;
	second = whole - 8;
	for (end = 1; end < whole; end++) {
		sprintf(what, "%u bytes", end);
		size = end;
		early = end < first ? 0 : end < first + 8 ? end & ~3 :
			end < second ? first + 8 : end & ~3;
		check_joined(what);
	}
}

/* Everything in a header is a digit. */
static void damaged_digits(void)
{
	static const u8 wrong[] = { '/', ':', '@', 'G', '`', 'g', 0, ' ', 0xb0, 0x10 };
	u32 second, at;
	unsigned int i;
	char what[40];

	make("kernel/a:5" END);
	second = size;
	for (at = 0; at < second + HEADER_SIZE; at++) {
		/* From one header to the other */
		if (at == HEADER_SIZE)
			at = second;
		for (i = 0; i < COUNT(wrong); i++) {
			sprintf(what, "%#x at %u", wrong[i], at);
			make("kernel/a:5" END "kernel/b:5" END "#:1");
			ramdisk[at] = wrong[i];
			early = at < second ? 0 : second;
			check_joined(what);
		}
	}
}

static void magic(void)
{
	static const struct {
		const char *digits;
		bool good;
	} cases[] = {
		{ "070701", true }, { "070702", true }, { "070700" }, { "070703" },
		{ "070707" }, { "170701" }, { "0x0701" }, { "07070B" },
	};
	unsigned int i;

	for (i = 0; i < COUNT(cases); i++) {
		make("kernel/a:5" END "| #:1");
		memcpy(ramdisk, cases[i].digits, 6);
		if (!cases[i].good)
			early = 0;
		check_joined(cases[i].digits);
	}
}

/* Both cases are digits; other fields may have any value. */
static void good_digits(void)
{
	make("kernel/a:171" END "| #:1");
	memcpy(ramdisk + 6 + 8 * FILE_SIZE, "000000aB", 8);
	memcpy(ramdisk + 6, "01234567", 8);
	memcpy(ramdisk + 6 + 8, "89abcdef", 8);
	memcpy(ramdisk + 6 + 16, "89ABCDEF", 8);
	check_joined("digits");
}

/* Sizes that do not fit into what is left, or into 32 bits when they are added. */
static void damaged_sizes(void)
{
	static const u32 values[] = {
		0x7fffffff, 0x80000000, 0xfffffff0, 0xffffff00, 0xfffffffc, 0xffffffff,
		0x00010000, 0x5000,
	};
	static const u32 fields[] = { FILE_SIZE, NAME_SIZE };
	unsigned int i, j;
	char what[40];

	for (i = 0; i < COUNT(values); i++) {
		for (j = 0; j < COUNT(fields); j++) {
			sprintf(what, "field %u is %#x", fields[j], values[i]);
			make("| kernel/a:5" END "kernel/b:5" END "#:1");
			set_field(0, fields[j], values[i]);
			check_joined(what);
		}
	}
	make("| kernel/a:5" END "#:1");
	set_field(0, NAME_SIZE, 0);
	check_joined("no name");
	/* What is behind it is not a part of it. */
	make("| kernel:0" END "#:1");
	set_field(0, NAME_SIZE, 6);
	set_field(0, FILE_SIZE, 4);
	check_joined("a name without an end");
}

/* A file, or a name, across a multiple of 4 GiB. */
static void large_files(void)
{
	static const u32 fields[] = { FILE_SIZE, NAME_SIZE };
	unsigned int i;
	u32 first;
	u64 end;

	for (i = 0; i < COUNT(fields); i++) {
		begin_wrapped();
		make("kernel/a:0");
		first = size;
		set_field(0, fields[i], 0xfffffff0);
		memcpy(guest_add(LOADERS, first), ramdisk, first);
		end = (i ? HEADER_SIZE + 2 : first) + 0xfffffff0ULL;
		make(END "#:1");
		memcpy(guest_add(LOADERS + end, size), ramdisk, size);
		CHECK(wrap_early_size(LOADERS, 5 * GIB) == end + size - 1);
		guest_settle();
	}
}

static const struct test tests[] = {
	TEST(archives),
	TEST(other_names),
	TEST(every_end),
	TEST(damaged_digits),
	TEST(magic),
	TEST(good_digits),
	TEST(damaged_sizes),
	TEST(large_files),
};

const struct suite wrapped_early_suite = { "early archives", tests, COUNT(tests) };
