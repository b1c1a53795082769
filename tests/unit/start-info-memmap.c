// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of start_info.c and memmap.c: the memory map. Maps are written as text, a
 * range as START-END TYPE or START+SIZE TYPE, in hexadecimal, the end not included.
 * The expected map is the one of the kernel, sorted and without overlaps.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "start-info.h"

static const char *const types[] = {
	"", "ram", "res", "acpi", "nvs", "unusable", "disabled", "pmem"
};

#define MOST_OF_A_CASE 16

static const struct {
	const char *what, *map, *expected;
	u32 bad_ranges;
} cases[] = {
	/* The hole for ISA devices is reserved, wherever the map has RAM. */
	{ "below the hole",
	  "0-8000 ram",
	  "0-8000 ram, a0000-100000 res" },
	{ "up to the hole",
	  "0-a0000 ram",
	  "0-a0000 ram, a0000-100000 res" },
	{ "one byte into the hole",
	  "0-a0001 ram",
	  "0-a0000 ram, a0000-100000 res" },
	{ "one byte before the hole",
	  "9ffff-100000 ram",
	  "9ffff-a0000 ram, a0000-100000 res" },
	{ "the hole",
	  "a0000-100000 ram",
	  "a0000-100000 res" },
	{ "inside the hole",
	  "b0000-b0001 ram",
	  "a0000-100000 res" },
	{ "one byte behind the hole",
	  "a0000-100001 ram",
	  "a0000-100000 res, 100000-100001 ram" },
	{ "last byte of the hole",
	  "fffff-200000 ram",
	  "a0000-100000 res, 100000-200000 ram" },
	{ "behind the hole",
	  "100000-200000 ram",
	  "a0000-100000 res, 100000-200000 ram" },
	{ "across the hole",
	  "0-8000000 ram",
	  "0-a0000 ram, a0000-100000 res, 100000-8000000 ram" },
	{ "to the end of the hole, with tables in it",
	  "0-100000 ram, c0000-d0000 acpi",
	  "0-a0000 ram, a0000-c0000 res, c0000-d0000 acpi, d0000-100000 res" },
	{ "ACPI tables into the hole",
	  "90000-b0000 acpi, 110000-200000 ram",
	  "90000-b0000 acpi, b0000-100000 res, 110000-200000 ram" },
	{ "across the hole, overlapping what follows",
	  "0-8000000 ram, 7000000-9000000 res",
	  "0-a0000 ram, a0000-100000 res, 100000-7000000 ram, 7000000-9000000 res" },
	{ "across the hole, not the first",
	  "8000000-10000000 ram, 1000-8000000 ram",
	  "1000-a0000 ram, a0000-100000 res, 100000-10000000 ram" },
	{ "reserved, but for one byte before the hole",
	  "9f000-9ffff res",
	  "9f000-9ffff res, a0000-100000 res" },
	{ "reserved around the hole",
	  "9fc00-a0000 res, f0000-180000 res",
	  "9fc00-180000 res" },
	{ "all of the hole of a higher type",
	  "90000-110000 unusable",
	  "90000-110000 unusable" },
	{ "of higher types in the hole, reserved around it",
	  "9fc00-100000 res, a0000-b0000 acpi, c0000-d0000 nvs, e0000-f0000 pmem",
	  "9fc00-a0000 res, a0000-b0000 acpi, b0000-c0000 res, c0000-d0000 nvs, d0000-e0000 res, e0000-f0000 pmem, f0000-100000 res" },
	{ "of a higher type at the end of the hole",
	  "0-a0000 ram, f0000-100000 acpi, 100000-200000 ram",
	  "0-a0000 ram, a0000-f0000 res, f0000-100000 acpi, 100000-200000 ram" },
	{ "backwards",
	  "300000-400000 acpi, 200000-300000 nvs, 100000-200000 ram, 0-1000 ram",
	  "0-1000 ram, a0000-100000 res, 100000-200000 ram, 200000-300000 nvs, 300000-400000 acpi" },
	{ "by the upper half of the address",
	  "100000000-100001000 ram, 200000-201000 ram, 200000000-200001000 ram, ff000000-ff001000 ram",
	  "a0000-100000 res, 200000-201000 ram, ff000000-ff001000 ram, 100000000-100001000 ram, 200000000-200001000 ram" },
	{ "by addresses without a sign",
	  "8000000000000000-8000000000001000 ram, 7ffffffffffff000-8000000000000000 acpi, 0-1000 ram",
	  "0-1000 ram, a0000-100000 res, 7ffffffffffff000-8000000000000000 acpi, 8000000000000000-8000000000001000 ram" },
	/* Where ranges overlap, the highest type wins. */
	{ "the same twice",
	  "200000-300000 ram, 200000-300000 ram",
	  "a0000-100000 res, 200000-300000 ram" },
	{ "the same of two types",
	  "200000-300000 nvs, 200000-300000 ram",
	  "a0000-100000 res, 200000-300000 nvs" },
	{ "one begins in the other, one type",
	  "200000-300000 ram, 280000-380000 ram",
	  "a0000-100000 res, 200000-380000 ram" },
	{ "one begins in the other, the higher first",
	  "200000-300000 res, 280000-380000 ram",
	  "a0000-100000 res, 200000-300000 res, 300000-380000 ram" },
	{ "one begins in the other, the lower first",
	  "200000-300000 ram, 280000-380000 res",
	  "a0000-100000 res, 200000-280000 ram, 280000-380000 res" },
	{ "by one byte",
	  "200000-300001 ram, 300000-380000 res, 37ffff-400000 ram",
	  "a0000-100000 res, 200000-300000 ram, 300000-380000 res, 380000-400000 ram" },
	{ "one inside the other, one type",
	  "200000-300000 ram, 240000-280000 ram",
	  "a0000-100000 res, 200000-300000 ram" },
	{ "the higher inside",
	  "200000-300000 ram, 240000-280000 pmem",
	  "a0000-100000 res, 200000-240000 ram, 240000-280000 pmem, 280000-300000 ram" },
	{ "the lower inside",
	  "200000-300000 pmem, 240000-280000 ram",
	  "a0000-100000 res, 200000-300000 pmem" },
	{ "two begin together",
	  "200000-300000 ram, 200000-280000 acpi",
	  "a0000-100000 res, 200000-280000 acpi, 280000-300000 ram" },
	{ "two end together",
	  "200000-300000 ram, 280000-300000 acpi",
	  "a0000-100000 res, 200000-280000 ram, 280000-300000 acpi" },
	{ "the higher inside, more of the lower behind",
	  "200000-300000 ram, 240000-280000 res, 280000-400000 ram",
	  "a0000-100000 res, 200000-240000 ram, 240000-280000 res, 280000-400000 ram" },
	{ "two of one type under a higher",
	  "200000-260000 ram, 240000-300000 res, 2a0000-400000 ram",
	  "a0000-100000 res, 200000-240000 ram, 240000-300000 res, 300000-400000 ram" },
	{ "all types, each inside the one before",
	  "200000-900000 ram, 280000-880000 res, 300000-800000 acpi, 380000-780000 nvs, 400000-700000 unusable, 480000-680000 disabled, 500000-600000 pmem",
	  "a0000-100000 res, 200000-280000 ram, 280000-300000 res, 300000-380000 acpi, 380000-400000 nvs, 400000-480000 unusable, 480000-500000 disabled, 500000-600000 pmem, 600000-680000 disabled, 680000-700000 unusable, 700000-780000 nvs, 780000-800000 acpi, 800000-880000 res, 880000-900000 ram" },
	{ "a staircase",
	  "200000-600000 acpi, 300000-700000 res, 400000-800000 ram",
	  "a0000-100000 res, 200000-600000 acpi, 600000-700000 res, 700000-800000 ram" },
	{ "a staircase upwards",
	  "200000-600000 ram, 300000-700000 res, 400000-800000 acpi",
	  "a0000-100000 res, 200000-300000 ram, 300000-400000 res, 400000-800000 acpi" },
	{ "the second highest goes on where the highest ends",
	  "200000-800000 res, 300000-400000 pmem, 300000-500000 nvs",
	  "a0000-100000 res, 200000-300000 res, 300000-400000 pmem, 400000-500000 nvs, 500000-800000 res" },
	/* What continues another range. */
	{ "three in a row",
	  "200000-300000 ram, 300000-400000 ram, 400000-500000 ram",
	  "a0000-100000 res, 200000-500000 ram" },
	{ "with a byte between",
	  "200000-300000 ram, 300001-400000 ram",
	  "a0000-100000 res, 200000-300000 ram, 300001-400000 ram" },
	{ "with an empty one between",
	  "200000-300000 ram, 300000+0 nvs, 300000-400000 ram",
	  "a0000-100000 res, 200000-400000 ram" },
	{ "one before the other in the map, not in memory",
	  "300000-400000 ram, 200000-300000 ram",
	  "a0000-100000 res, 200000-400000 ram" },
	/* What is empty. */
	{ "nothing but an empty one", "200000+0 ram", "a0000-100000 res" },
	{ "empty at 0, at the end, in another",
	  "0+0 ram, ffffffffffffffff+0 ram, 200000-300000 ram, 280000+0 pmem",
	  "a0000-100000 res, 200000-300000 ram" },
	/* The end of the address space; nobody can say where its last byte ends. */
	{ "the last page",
	  "fffffffffffff000+1000 ram",
	  "a0000-100000 res, fffffffffffff000-ffffffffffffffff ram" },
	{ "the last byte",
	  "ffffffffffffffff+1 res",
	  "a0000-100000 res" },
	{ "the last two bytes",
	  "fffffffffffffffe+2 res",
	  "a0000-100000 res, fffffffffffffffe-ffffffffffffffff res" },
	{ "up to the last byte",
	  "fffffffffffff000+fff ram",
	  "a0000-100000 res, fffffffffffff000-ffffffffffffffff ram" },
	{ "one byte too many",
	  "fffffffffffff000+1001 ram, 200000-300000 ram",
	  "a0000-100000 res, 200000-300000 ram", 1 },
	{ "the last byte and one more",
	  "ffffffffffffffff+2 ram", "a0000-100000 res", 1 },
	{ "as large as can be said, from 1",
	  "1+ffffffffffffffff acpi",
	  "1-ffffffffffffffff acpi" },
	{ "as large as can be said, from 0",
	  "0+ffffffffffffffff ram",
	  "0-a0000 ram, a0000-100000 res, 100000-ffffffffffffffff ram" },
	{ "as large as can be said, from 2",
	  "2+ffffffffffffffff ram", "a0000-100000 res", 1 },
	{ "three that wrap among others",
	  "fffffffffffff000+2000 ram, 200000-300000 ram, ffffffffffffffff+ffffffffffffffff res, 300000-400000 ram, 8000000000000000+8000000000000001 ram",
	  "a0000-100000 res, 200000-400000 ram", 3 },
	{ "two halves",
	  "8000000000000000+8000000000000000 ram, 0+8000000000000000 ram",
	  "0-a0000 ram, a0000-100000 res, 100000-ffffffffffffffff ram" },
	{ "one ends at the top, one begins at 0",
	  "fffffffffffff000+1000 ram, 0-1000 ram",
	  "0-1000 ram, a0000-100000 res, fffffffffffff000-ffffffffffffffff ram" },
	{ "overlap at the top",
	  "ffffffffff000000+1000000 ram, ffffffffffff0000+10000 res, fffffffffffff000+1000 nvs",
	  "a0000-100000 res, ffffffffff000000-ffffffffffff0000 ram, ffffffffffff0000-fffffffffffff000 res, fffffffffffff000-ffffffffffffffff nvs" },
	{ "RAM above 64 TiB",
	  "400000000000-500000000000 ram",
	  "a0000-100000 res, 400000000000-500000000000 ram" },
	/* Any type is what it is, the highest wins; 0 is none. */
	{ "type 0 over RAM", "0-a0000 ram, 200000-400000 ram, 300000-500000 #0",
	  "0-a0000 ram, a0000-100000 res, 200000-400000 ram" },
	{ "type 0 in the hole", "0-a0000 ram, e0000-f0000 #0, 100000-200000 ram",
	  "0-a0000 ram, a0000-100000 res, 100000-200000 ram" },
	{ "type 0 that wraps", "200000-300000 ram, ffffffffffffffff+2 #0",
	  "a0000-100000 res, 200000-300000 ram" },
	{ "types that ACPI has no name for",
	  "200000-300000 #8, 300000-400000 #9, 400000-500000 #80000001, 500000-600000 #ffffffff",
	  "a0000-100000 res, 200000-300000 #8, 300000-400000 #9, 400000-500000 #80000001, 500000-600000 #ffffffff" },
	{ "type 8 in the hole", "0-a0000 ram, e0000-f0000 #8",
	  "0-a0000 ram, a0000-e0000 res, e0000-f0000 #8, f0000-100000 res" },
	{ "such types over others",
	  "200000-500000 #ff, 300000-400000 acpi, 400000-600000 ram, 700000-900000 #8, 800000-a00000 #c, 900000-b00000 #80000000",
	  "a0000-100000 res, 200000-500000 #ff, 500000-600000 ram, 700000-800000 #8, 800000-900000 #c, 900000-b00000 #80000000" },
	{ "persistent in the hole",
	  "0-a0000 ram, c0000-d0000 #c, d0000-e0000 #c, f0000-100000 res",
	  "0-a0000 ram, a0000-c0000 res, c0000-e0000 #c, e0000-100000 res" },
	{ "soft reserved in the hole, over something reserved",
	  "0-a0000 ram, a1000-a3000 #efffffff, a2000-a2400 res, 100000-8000000 ram",
	  "0-a0000 ram, a0000-a1000 res, a1000-a3000 #efffffff, a3000-100000 res, 100000-8000000 ram" },
	{ "each type",
	  "200000-210000 ram, 220000-230000 res, 240000-250000 acpi, 260000-270000 nvs, 280000-290000 unusable, 2a0000-2b0000 disabled, 2c0000-2d0000 pmem, 2e0000-2f0000 #80",
	  "a0000-100000 res, 200000-210000 ram, 220000-230000 res, 240000-250000 acpi, 260000-270000 nvs, 280000-290000 unusable, 2a0000-2b0000 disabled, 2c0000-2d0000 pmem, 2e0000-2f0000 #80" },
};

static u32 parse_type(const char *name)
{
	u32 type;

	if (*name == '#')
		return strtoul(name + 1, NULL, 16);
	for (type = 1; type < COUNT(types); type++)
		if (!strcmp(name, types[type]))
			return type;
	abort();
}

static u32 parse_map(const char *text, struct hvm_memmap_table_entry *map)
{
	u32 n = 0;

	for (;;) {
		char between, type[16];
		u64 second;

		if (n == MOST_OF_A_CASE ||
		    sscanf(text, "%" SCNx64 "%c%" SCNx64 " %15[^,]",
			   &map[n].addr, &between, &second, type) != 4)
			abort();
		map[n].size = between == '+' ? second : second - map[n].addr;
		map[n++].type = parse_type(type);
		text = strstr(text, ", ");
		if (!text)
			return n;
		text += 2;
	}
}

/* What is in tests/loaders/table. */
static const struct {
	const char *name;
	struct boot_e820_entry map[MOST_OF_A_CASE], becomes[MOST_OF_A_CASE];
} loaders[] = {
#define RANGE(start, end, type)	{ start, (end) - (start), type }
#define RANGES(...)		{ __VA_ARGS__ }
#define LOADER(name, bios, map, becomes) { name, map, becomes },
#include "loaders.h"
};

/* A list of ranges as text. */
struct text {
	char *to, text[1 << 16];
};

static const char *add_range(struct text *text, u64 start, u64 end, u32 type)
{
	if (!text->to)
		text->to = text->text;
	text->to += sprintf(text->to, "%s%" PRIx64 "-%" PRIx64 " ",
			    text->to == text->text ? "" : ", ", start, end);
	text->to += type < COUNT(types) ? sprintf(text->to, "%s", types[type]) :
		sprintf(text->to, "#%x", type);
	return text->text;
}

/* From each place where a range begins or ends: the highest type, 0 where none is. */
static const char *meaning(struct text *text, const struct boot_e820_entry *ranges,
			   u32 n)
{
	u64 at = 0, next, since = 0;
	u32 i, type, last = 0;

	text->to = text->text;
	*text->text = '\0';
	do {
		type = 0;
		next = ~0ULL;
		for (i = 0; i < n; i++) {
			u64 start = ranges[i].addr, end = start + ranges[i].size;

			if (start > at && start < next)
				next = start;
			if (end > at && end < next)
				next = end;
			if (start <= at && at < end && ranges[i].type > type)
				type = ranges[i].type;
		}
		if (type != last) {
			if (last)
				add_range(text, since, at, last);
			since = at;
			last = type;
		}
		at = next;
	} while (at != ~0ULL);
	if (last)
		add_range(text, since, at, last);
	return text->text;
}

/* The map that a loader passes, with what the kernel is to make of it. */
static const char *expected(struct text *text, const struct hvm_memmap_table_entry *map,
			    u32 n, u32 *bad_ranges)
{
	struct boot_e820_entry *ranges = calloc(n + 1, sizeof(*ranges)), *to = ranges;
	u32 i;

	*bad_ranges = 0;
	for (i = 0; i < n; i++) {
		u64 size = map[i].addr + map[i].size == 0 ? map[i].size - 1 : map[i].size;

		if (!map[i].size || !size || !map[i].type)
			continue;
		if (size > ~0ULL - map[i].addr) {
			++*bad_ranges;
			continue;
		}
		to->addr = map[i].addr;
		to->size = size;
		to++->type = map[i].type;
	}
	to->addr = 0xa0000;
	to->size = 0x60000;
	to++->type = 2;
	meaning(text, ranges, to - ranges);
	free(ranges);
	return text->text;
}

/* What was stored, as it is. */
static const char *stored(void)
{
	static struct text text;
	u32 i;

	text.to = text.text;
	*text.text = '\0';
	for (i = 0; i < e820_count(); i++)
		add_range(&text, e820(i)->addr, e820(i)->addr + e820(i)->size,
			  e820(i)->type);
	return text.text;
}

/* What it means, by what is stored, and by pvh_memory_at(). */
static const char *map_now(void)
{
	static struct text text, other;
	static struct boot_e820_entry ranges[MAX_RANGES];
	u64 at = 0, next, since = 0;
	u32 i, type, last = 0;

	for (i = 0; i < e820_count(); i++)
		ranges[i] = *e820(i);
	meaning(&text, ranges, i);

	other.to = other.text;
	*other.text = '\0';
	for (;; at = next) {
		type = at == ~0ULL ? 0 :
			pvh_memory_at(&boot->params, boot, at, &next);
		if (type != last) {
			if (last)
				add_range(&other, since, at, last);
			since = at;
			last = type;
		}
		if (at == ~0ULL)
			break;
		if (next <= at) {
			complain("what is at %" PRIx64 " ends at %" PRIx64, at, next);
			break;
		}
	}
	if (strcmp(text.text, other.text))
		complain("pvh_memory_at(): %s, stored: %s", other.text, text.text);
	return text.text;
}

static void put_map(const struct hvm_memmap_table_entry *map, u32 n)
{
	begin();
	memcpy(add_memmap(add_start_info(), n), map, n * sizeof(*map));
}

/* In order, backwards, and each in front once: it means the same. */
static void maps(void)
{
	struct hvm_memmap_table_entry map[MOST_OF_A_CASE], *to;
	unsigned int i, turn;
	struct text text;
	u32 n, j, bad;

	for (i = 0; i < COUNT(cases); i++) {
		const char *what = cases[i].what;

		n = parse_map(cases[i].map, map);
		if (strcmp(expected(&text, map, n, &bad), cases[i].expected) ||
		    bad != cases[i].bad_ranges)
			complain("%s: the reference has %s, and %u bad ranges",
				 what, text.text, bad);
		for (turn = 0; turn <= n; turn++) {
			put_map(map, n);
			to = guest_at(MEMMAP);
			for (j = 0; j < n; j++)
				to[j] = map[(turn == n ? n - 1 - j : j + turn) % n];
			boots(what);
			if (strcmp(map_now(), cases[i].expected))
				complain("%s, turned %u: %s, expected %s", what,
					 turn, map_now(), cases[i].expected);
			CHECK_OF(what, boot->bad_ranges == cases[i].bad_ranges);
		}
	}
}

/* A few addresses and types, so that many ranges touch, overlap, wrap or are empty. */
static void any_map(void)
{
	static const u64 addrs[] = {
		0, 1, 0x9ffff, 0xa0000, 0xa0001, 0xf0000, 0xfffff, 0x100000, 0x100001,
		4 * GIB - 1, 4 * GIB, 1ULL << 63, ~0ULL - 1, ~0ULL
	};
	static const u32 some_types[] = {
		0, 1, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 12, 128, 0xefffffff, ~0U
	};
	struct hvm_memmap_table_entry map[MOST_OF_A_CASE];
	u32 i, turn, n, bad, state = 1;
	struct text text;

#define ANY(array) array[(state = state * 1664525 + 1013904223) % 65521 % COUNT(array)]
	for (turn = 0; turn < 3000; turn++) {
		n = 1 + turn % MOST_OF_A_CASE;
		for (i = 0; i < n; i++) {
			map[i].addr = ANY(addrs);
			map[i].size = ANY(addrs) - (turn % 2 ? map[i].addr : 0);
			map[i].type = ANY(some_types);
		}
		put_map(map, n);
		boots("any map");
		if (strcmp(map_now(), expected(&text, map, n, &bad)) ||
		    boot->bad_ranges != bad)
			complain("map %u: %s, %u bad ranges, expected %s, %u", turn,
				 map_now(), boot->bad_ranges, text.text, bad);
	}
}

static void maps_of_loaders(void)
{
	static struct text text;
	struct hvm_memmap_table_entry *map;
	unsigned int i;
	u32 n, j;

	for (i = 0; i < COUNT(loaders); i++) {
		for (n = 0; n < MOST_OF_A_CASE && loaders[i].map[n].size; n++)
			;
		begin();
		map = add_memmap(add_start_info(), n);
		for (j = 0; j < n; j++)
			memcpy(&map[j], &loaders[i].map[j], sizeof(loaders[i].map[j]));
		boots(loaders[i].name);
		if (strcmp(map_now(), meaning(&text, loaders[i].becomes, MOST_OF_A_CASE)))
			complain("%s: %s", loaders[i].name, map_now());
	}
}

/* How it is stored: what goes on where the last one ends, or ends where that begins. */
static const struct {
	const char *map, *stored;
} stores[] = {
	{ "300000-400000 acpi, 0-1000 ram, 200000-300000 nvs",
	  "300000-400000 acpi, 0-1000 ram, 200000-300000 nvs, a0000-100000 res" },
	{ "0-1000 ram, 1000-2000 ram, 2000-3000 ram", "0-3000 ram, a0000-100000 res" },
	{ "2000-3000 ram, 1000-2000 ram, 0-1000 ram", "0-3000 ram, a0000-100000 res" },
	{ "1000-2000 ram, 0-1000 ram, 2000-3000 ram", "0-3000 ram, a0000-100000 res" },
	{ "0-1000 ram, 1000-2000 nvs, 2000-3000 ram",
	  "0-1000 ram, 1000-2000 nvs, 2000-3000 ram, a0000-100000 res" },
	{ "1000-2000 ram, 0-1000 nvs", "1000-2000 ram, 0-1000 nvs, a0000-100000 res" },
	{ "0-1000 ram, 8000-9000 ram, 1000-2000 ram",
	  "0-1000 ram, 8000-9000 ram, 1000-2000 ram, a0000-100000 res" },
	{ "0-1000 ram, 1001-2000 ram", "0-1000 ram, 1001-2000 ram, a0000-100000 res" },
	{ "1000-2000 ram, 0-fff ram", "1000-2000 ram, 0-fff ram, a0000-100000 res" },
	{ "0-1000 ram, fff-2000 ram", "0-1000 ram, fff-2000 ram, a0000-100000 res" },
	{ "1000-2000 ram, 0-1001 ram", "1000-2000 ram, 0-1001 ram, a0000-100000 res" },
	{ "0-1000 ram, 1000+0 nvs, 1000-2000 #0, fffffffffffff000+2000 nvs, 1000-2000 ram",
	  "0-2000 ram, a0000-100000 res" },
	{ "0-1000 #8, 1000-2000 res, 2000-3000 #ffffffff, 3000-4000 #ffffffff",
	  "0-1000 #8, 1000-2000 res, 2000-4000 #ffffffff, a0000-100000 res" },
	/* The hole for ISA devices is one more, the last. */
	{ "9fc00-a0000 res", "9fc00-100000 res" },
	{ "100000-200000 res", "a0000-200000 res" },
	{ "9fc00-a0001 res", "9fc00-a0001 res, a0000-100000 res" },
	{ "9fc00-9ffff res", "9fc00-9ffff res, a0000-100000 res" },
	{ "9fc00-a0000 ram", "9fc00-a0000 ram, a0000-100000 res" },
	{ "100000-200000 ram", "100000-200000 ram, a0000-100000 res" },
	{ "a0000-100000 res", "a0000-100000 res, a0000-100000 res" },
	{ "0+0 ram", "a0000-100000 res" },
	/* Those that may be a device each are not joined. */
	{ "0-1000 #c, 1000-2000 #c", "0-1000 #c, 1000-2000 #c, a0000-100000 res" },
	{ "1000-2000 #c, 0-1000 #c", "1000-2000 #c, 0-1000 #c, a0000-100000 res" },
	{ "0-1000 #efffffff, 1000-2000 #efffffff",
	  "0-1000 #efffffff, 1000-2000 #efffffff, a0000-100000 res" },
	{ "0-1000 pmem, 1000-2000 pmem", "0-2000 pmem, a0000-100000 res" },
	{ "0-1000 #80, 1000-2000 #80", "0-2000 #80, a0000-100000 res" },
};

static void how_it_is_stored(void)
{
	struct hvm_memmap_table_entry map[MOST_OF_A_CASE];
	unsigned int i;

	for (i = 0; i < COUNT(stores); i++) {
		put_map(map, parse_map(stores[i].map, map));
		boots(stores[i].map);
		if (strcmp(stored(), stores[i].stored))
			complain("%s: %s, expected %s", stores[i].map, stored(),
				 stores[i].stored);
	}
}

/* Ranges that neither touch nor overlap each other or the hole. */
static void fill(struct hvm_memmap_table_entry *map, u32 entries)
{
	u32 i;

	for (i = 0; i < entries; i++) {
		map[i].addr = MIB + i * 0x10000ULL;
		map[i].size = 0x8000;
		map[i].type = 1 + i % 7;
	}
}

static void turn_around(struct hvm_memmap_table_entry *map, u32 entries)
{
	struct hvm_memmap_table_entry e;
	u32 i;

	for (i = 0; i < entries / 2; i++) {
		e = map[i];
		map[i] = map[entries - 1 - i];
		map[entries - 1 - i] = e;
	}
}

static void same_as(const char *what, const struct hvm_memmap_table_entry *map,
		    u32 entries)
{
	const struct boot_e820_entry hole = { 0xa0000, 0x60000, 2 };
	u32 i;

	CHECK_OF(what, e820_count() == entries + 1);
	CHECK_OF(what, !!find_setup_data(SETUP_E820_EXT) ==
		       (entries + 1 > E820_MAX_ENTRIES_ZEROPAGE));
	for (i = 0; i <= entries && i < e820_count(); i++) {
		const void *range = i < entries ? (const void *)&map[i] : &hole;

		CHECK_OF(what, !memcmp(e820(i), range, sizeof(hole)));
		CHECK_OF(what, pvh_range(&boot->params, boot, i) == e820(i));
	}
	CHECK_OF(what, !pvh_range(&boot->params, boot, i));
}

static void maps_of_any_size(void)
{
	static const u32 counts[] = { 1, 2, 3, 62, 63, 64, 65, 100, 126, 127, 128, 129, 200,
				      255, 256, 300, 311, 312, 1000, 1022, 1023, 1024 };
	struct hvm_memmap_table_entry *map;
	unsigned int i;
	char what[50];

	for (i = 0; i < 2 * COUNT(counts); i++) {
		bool backwards = i % 2;
		u32 n = counts[i / 2];

		sprintf(what, "%u entries%s", n, backwards ? ", backwards" : "");
		begin();
		map = add_memmap(add_start_info(), n);
		fill(map, n);
		if (backwards)
			turn_around(map, n);
		if (n + 1 > MAX_RANGES) {
			refuses(what, PVH_MEMMAP_TOO_LONG, n + 1, 0, 0, 0);
			continue;
		}
		boots(what);
		same_as(what, map, n);
		map_now();
	}
}

static void room_for_ranges(void)
{
	CHECK(PVH_MAX_RANGES == MAX_RANGES);
	CHECK(sizeof(boot->e820_ext.entries) == (MAX_RANGES - 128) * 20);
}

/* It is the ranges that are left that count, not the entries. */
static void many_entries_few_ranges(void)
{
	struct hvm_memmap_table_entry *map = add_memmap(add_start_info(), 1024);
	u32 i, turn;

	for (i = 0; i < 1024; i++) {
		map[i].addr = 16 * MIB + i * 0x1000;
		map[i].size = 0x1000;
		map[i].type = i < 600 ? 1 : 2;
	}
	map[10].size = 0;
	for (turn = 0; turn < 2; turn++) {
		boots("1024 pages");
		CHECK(e820_count() == 4);
		if (strcmp(map_now(), "a0000-100000 res, 1000000-100a000 ram, "
			   "100b000-1258000 ram, 1258000-1400000 res"))
			complain("1024 pages: %s", map_now());
		turn_around(map, 1024);
		begin_again();
	}
}

/* RAM behind as many small ranges as there can be is not lost; nor is it under them. */
static void ram_comes_last(void)
{
	u32 i, n = MAX_RANGES - 1;
	struct hvm_memmap_table_entry *map = add_memmap(add_start_info(), n);
	static struct text text;
	u32 bad;

	fill(map, n);
	map[n - 1].addr = 4 * GIB;
	map[n - 1].size = 100 * GIB;
	map[n - 1].type = XEN_HVM_MEMMAP_TYPE_RAM;
	boots("RAM last");
	same_as("RAM last", map, n);

	for (i = 0; i < n; i++)
		map[i].type = i == n - 1 ? 1 : 3;
	map[n - 1].addr = 0;
	begin_again();
	boots("RAM under all");
	same_as("RAM under all", map, n);
	if (strcmp(map_now(), expected(&text, map, n, &bad)))
		complain("RAM under all: %s", map_now());
}

static void too_many_entries(void)
{
	static const u32 counts[] = { PVH_MAX_MEMMAP + 1, 0x10000, 0x0aaaaaab,
				      0x80000000, ~0U };
	struct hvm_start_info *info = add_start_info();
	unsigned int i;

	add_memmap(info, 1);
	for (i = 0; i < COUNT(counts); i++) {
		info = guest_at(INFO);
		info->memmap_entries = counts[i];
		begin_again();
		refuses("too many", PVH_BAD_MEMMAP_ENTRIES, counts[i], 0, 0, 0);
	}
	CHECK(PVH_MAX_MEMMAP == 1024);
}

static void half_a_map_is_none(void)
{
	struct hvm_start_info *info = add_start_info();

	info->memmap_entries = 5;
	boots("no address");
	CHECK(!e820_count());
	info->memmap_entries = ~0U;
	boots("no address, but many");
	CHECK(!e820_count());
	info->memmap_entries = 0;
	info->memmap_paddr = ~0ULL;
	boots("no entries");
	CHECK(!e820_count());
}

/* As after XENMEM_memory_map: entries of 20 bytes. */
static void map_of_the_hypervisor(void)
{
	u32 i, j, n = MAX_RANGES + 1, ranges;
	struct boot_e820_entry *entries;

	entries = calloc(n, sizeof(*entries));
	for (i = 0; i < n; i++) {
		entries[i].addr = MIB + (n - i) * 0x2000ULL;
		entries[i].size = 0x1000;
		entries[i].type = 1 + i % 9;
	}
	entries[3].size = 0;
	entries[7].addr = ~0ULL;
	ranges = pvh_set_memmap(&boot->params, boot, entries, n,
				sizeof(*entries));
	CHECK(ranges == MAX_RANGES);
	CHECK(boot->bad_ranges == 1);
	pvh_count_ranges(&boot->params, boot, (unsigned long)&boot->e820_ext, ranges);
	CHECK(boot->params.e820_entries == E820_MAX_ENTRIES_ZEROPAGE);
	CHECK(e820_count() == MAX_RANGES);
	for (i = 0, j = 0; i < n; i++) {
		if (i == 3 || i == 7)
			continue;
		CHECK(e820(j)->addr == MIB + (n - i) * 0x2000ULL);
		CHECK(e820(j)->size == 0x1000);
		CHECK(e820(j)->type == 1 + i % 9);
		j++;
	}
	free(entries);
}

/* What is linked already is in front of what others linked, and stays there once. */
static void map_that_grows(void)
{
	const struct pvh_e820_ext *ext = &boot->e820_ext;
	u32 count;

	boot->params.hdr.setup_data = 0x1234;
	for (count = 127; count <= MAX_RANGES; count++) {
		pvh_count_ranges(&boot->params, boot, 0x5678, count);
		if (count <= E820_MAX_ENTRIES_ZEROPAGE) {
			CHECK(boot->params.e820_entries == count);
			CHECK(boot->params.hdr.setup_data == 0x1234 && !ext->data.len);
			continue;
		}
		CHECK(boot->params.e820_entries == E820_MAX_ENTRIES_ZEROPAGE);
		CHECK(boot->params.hdr.setup_data == 0x5678);
		CHECK(ext->data.next == 0x1234 && ext->data.type == SETUP_E820_EXT);
		CHECK(ext->data.len == (count - E820_MAX_ENTRIES_ZEROPAGE) *
				       sizeof(ext->entries[0]));
	}
}

/* One more lies behind them, where a table of 24 bytes each would end. */
static void short_map_of_the_hypervisor(void)
{
	static const struct boot_e820_entry entries[] = {
		{ 0, 0x80000, 1 }, { 0xf0000, 0x10000, 2 },
		{ MIB, 64 * MIB, 1 }, { 4 * GIB - MIB, MIB, 2 },
		{ 8 * GIB, GIB, 1 }, { 16 * GIB, GIB, 1 }
	};

	CHECK(pvh_set_memmap(&boot->params, boot, entries, 5,
			     sizeof(entries[0])) == 6);
	pvh_count_ranges(&boot->params, boot, 0, 6);
	if (strcmp(map_now(), "0-80000 ram, a0000-100000 res, "
		   "100000-4100000 ram, fff00000-100000000 res, "
		   "200000000-240000000 ram"))
		complain("a short map: %s", map_now());
	CHECK(boot->bios == PVH_BIOS_RESERVED);
}

/* What there is no room for changes nothing of what there is. */
static void too_long_map_of_the_hypervisor(void)
{
	struct hvm_memmap_table_entry *map = calloc(MAX_RANGES + 1, sizeof(*map));
	u32 i, ranges;

	fill(map, MAX_RANGES + 1);
	ranges = pvh_set_memmap(&boot->params, boot, map, MAX_RANGES + 1,
				sizeof(*map));
	CHECK(ranges == MAX_RANGES + 2);
	for (i = 0; i < MAX_RANGES; i++)
		CHECK(!memcmp(i < E820_MAX_ENTRIES_ZEROPAGE ?
			      &boot->params.e820_table[i] :
			      &boot->e820_ext.entries[i - E820_MAX_ENTRIES_ZEROPAGE],
			      &map[i], sizeof(struct boot_e820_entry)));
	free(map);
}

/* Whoever enters natively may have counted more than the zero page holds. */
static void native_count(void)
{
	struct boot_params *params = &boot->params;
	u32 count, i;

	for (count = 126; count <= 255; count++) {
		params->e820_entries = count;
		for (i = 0; i < 2 * count; i++)
			CHECK(pvh_range(params, boot, i) ==
			      (i < count && i < E820_MAX_ENTRIES_ZEROPAGE ?
			       (void *)((u8 *)params->e820_table + i * sizeof(*e820(0))) : NULL));
		CHECK(!pvh_range(params, boot, ~0U));
	}
}

/* What the loader says of the last 64 KiB below 1 MiB, not what is made of it. */
static const struct {
	const char *map;
	enum pvh_bios bios;
} bioses[] = {
	{ "f0000-100000 res", PVH_BIOS_RESERVED },
	{ "effff-100001 res", PVH_BIOS_RESERVED },
	{ "1+ffffffffffffffff res", PVH_BIOS_RESERVED },
	{ "100000-200000 ram, f0000-100000 res, 0-a0000 ram", PVH_BIOS_RESERVED },
	{ "100000-200000 ram, f0000-fffff res, 0-a0000 ram", PVH_BIOS_NOT_RESERVED },
	{ "100000-200000 ram, f0001-100000 res, 0-a0000 ram", PVH_BIOS_NOT_RESERVED },
	{ "0-90000 ram, 80000-a0000 ram, f0000-100000 res", PVH_BIOS_RESERVED },
	{ "0-90000 ram, 80000-a0000 ram, f0000-fffff res", PVH_BIOS_NOT_RESERVED },
	{ "0-90000 ram, 80000-a0000 ram, f0001-100000 res", PVH_BIOS_NOT_RESERVED },
	{ "0-a0000 ram, f0000-100000 res, 100000-200000 ram", PVH_BIOS_RESERVED },
	{ "0-a0000 ram, a0000-100000 res", PVH_BIOS_RESERVED },
	{ "f0000-100000 res, f8000-100000 res", PVH_BIOS_RESERVED },
	{ "f0000-100000 res, 100000-200000 res", PVH_BIOS_RESERVED },
	{ "9fc00-f8000 res, f0000-100000 res", PVH_BIOS_RESERVED },
	{ "9fc00-100000 res", PVH_BIOS_RESERVED },
	{ "9fc00-fffff res", PVH_BIOS_NOT_RESERVED },
	{ "9fc00-100000 ram", PVH_BIOS_NOT_RESERVED },
	{ "0-a0000 res", PVH_BIOS_NOT_RESERVED },
	{ "0-a0000 res, a0000-f8000 res, f8000-100000 res", PVH_BIOS_NOT_RESERVED },
	{ "0-a0000 ram, c0000-f0000 res, f0001-100000 res", PVH_BIOS_NOT_RESERVED },
	{ "0-a0000 ram, f0000-fffff res, fffff-100000 res", PVH_BIOS_NOT_RESERVED },
	{ "f0000-100000 #0", PVH_BIOS_NOT_RESERVED },
	{ "f0000-100000 #8", PVH_BIOS_NOT_RESERVED },
	{ "f0000-100000 #c", PVH_BIOS_NOT_RESERVED },
	{ "f0001-100000 res", PVH_BIOS_NOT_RESERVED },
	{ "f0000-fffff res", PVH_BIOS_NOT_RESERVED },
	{ "f0000-100000 ram", PVH_BIOS_NOT_RESERVED },
	{ "f0000-100000 acpi", PVH_BIOS_NOT_RESERVED },
	{ "f0000+0 res", PVH_BIOS_NOT_RESERVED },
	{ "f0000+ffffffffffffffff res", PVH_BIOS_NOT_RESERVED },
	{ "0-f0000 res, 100000-200000 res", PVH_BIOS_NOT_RESERVED },
	{ "0-80000 ram", PVH_BIOS_NOT_RESERVED },
	{ "0-200000 ram", PVH_BIOS_NOT_RESERVED },
	{ "0-200000 ram, f0000-100000 res", PVH_BIOS_RESERVED },
	{ "0-200000 ram, f1000-100000 res", PVH_BIOS_NOT_RESERVED },
};

static void what_is_said_of_a_bios(void)
{
	struct hvm_memmap_table_entry map[MOST_OF_A_CASE];
	unsigned int i;

	add_start_info();
	boots("no map");
	CHECK(boot->bios == PVH_BIOS_UNKNOWN);
	for (i = 0; i < COUNT(bioses); i++) {
		u32 n = parse_map(bioses[i].map, map);

		begin();
		memcpy(add_memmap(add_start_info(), n), map, n * sizeof(*map));
		boots(bioses[i].map);
		CHECK_OF(bioses[i].map, boot->bios == bioses[i].bios);
	}
}

static const struct test tests[] = {
	TEST(maps),
	TEST(any_map),
	TEST(maps_of_loaders),
	TEST(how_it_is_stored),
	TEST(maps_of_any_size),
	TEST(room_for_ranges),
	TEST(many_entries_few_ranges),
	TEST(ram_comes_last),
	TEST(too_many_entries),
	TEST(half_a_map_is_none),
	TEST(map_of_the_hypervisor),
	TEST(map_that_grows),
	TEST(short_map_of_the_hypervisor),
	TEST(too_long_map_of_the_hypervisor),
	TEST(native_count),
	TEST(what_is_said_of_a_bios),
};

const struct suite memmap_suite = { "memory_map", tests, COUNT(tests) };
