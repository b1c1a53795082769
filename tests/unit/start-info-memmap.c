// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of start_info.c: the memory map. Maps are written as text, a range as
 * START-END TYPE or START+SIZE TYPE, in hexadecimal, the end not included.
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
	{ "more than 4 GiB above 4 GiB",
	  "0-a0000 ram, 100000-80000000 ram, 100000000-1000000000 ram",
	  "0-a0000 ram, a0000-100000 res, 100000-80000000 ram, 100000000-1000000000 ram" },
	{ "across the hole",
	  "0-8000000 ram",
	  "0-a0000 ram, a0000-100000 res, 100000-8000000 ram" },
	{ "across the hole, not the first, in order",
	  "1000-2000 ram, 3000-8000000 ram, 8000000-8001000 acpi",
	  "1000-2000 ram, 3000-a0000 ram, a0000-100000 res, 100000-8000000 ram, 8000000-8001000 acpi" },
	{ "across the hole, with tables in it",
	  "0-8000000 ram, c0000-d0000 acpi, f0000-100000 res",
	  "0-a0000 ram, a0000-c0000 res, c0000-d0000 acpi, d0000-100000 res, 100000-8000000 ram" },
	{ "to the end of the hole, with tables in it",
	  "0-100000 ram, c0000-d0000 acpi",
	  "0-a0000 ram, a0000-c0000 res, c0000-d0000 acpi, d0000-100000 res" },
	{ "ACPI tables into the hole",
	  "90000-b0000 acpi, 110000-200000 ram",
	  "90000-b0000 acpi, b0000-100000 res, 110000-200000 ram" },
	{ "ACPI tables across the hole",
	  "90000-110000 acpi, 110000-200000 ram",
	  "90000-110000 acpi, 110000-200000 ram" },
	{ "across the hole, overlapping what follows",
	  "0-8000000 ram, 7000000-9000000 res",
	  "0-a0000 ram, a0000-100000 res, 100000-7000000 ram, 7000000-9000000 res" },
	{ "across the hole, touching what follows",
	  "0-8000000 ram, 8000000-9000000 ram",
	  "0-a0000 ram, a0000-100000 res, 100000-9000000 ram" },
	{ "across the hole, not the first",
	  "8000000-10000000 ram, 1000-8000000 ram",
	  "1000-a0000 ram, a0000-100000 res, 100000-10000000 ram" },
	{ "reserved, but for one byte before the hole",
	  "9f000-9ffff res",
	  "9f000-9ffff res, a0000-100000 res" },
	{ "reserved around the hole",
	  "9fc00-a0000 res, f0000-180000 res",
	  "9fc00-180000 res" },
	{ "of a higher type in the hole",
	  "0-a0000 ram, c0000-d0000 acpi, e0000-100000 nvs",
	  "0-a0000 ram, a0000-c0000 res, c0000-d0000 acpi, d0000-e0000 res, e0000-100000 nvs" },
	{ "all of the hole of a higher type",
	  "90000-110000 unusable",
	  "90000-110000 unusable" },

	{ "of higher types in the hole, reserved around it",
	  "9fc00-100000 res, a0000-b0000 acpi, c0000-d0000 nvs, e0000-f0000 pmem",
	  "9fc00-a0000 res, a0000-b0000 acpi, b0000-c0000 res, c0000-d0000 nvs, d0000-e0000 res, e0000-f0000 pmem, f0000-100000 res" },
	{ "of higher types in the hole, touching",
	  "0-a0000 ram, c0000-d0000 acpi, d0000-e0000 acpi, e0000-f0000 nvs",
	  "0-a0000 ram, a0000-c0000 res, c0000-e0000 acpi, e0000-f0000 nvs, f0000-100000 res" },
	{ "of higher types in the hole, overlapping",
	  "0-a0000 ram, c0000-d0000 acpi, c8000-e0000 nvs",
	  "0-a0000 ram, a0000-c0000 res, c0000-c8000 acpi, c8000-e0000 nvs, e0000-100000 res" },
	{ "of a higher type at the start of the hole",
	  "0-a0000 ram, a0000-b0000 acpi, f0000-100000 res",
	  "0-a0000 ram, a0000-b0000 acpi, b0000-100000 res" },
	{ "of a higher type at the end of the hole",
	  "0-a0000 ram, f0000-100000 acpi, 100000-200000 ram",
	  "0-a0000 ram, a0000-f0000 res, f0000-100000 acpi, 100000-200000 ram" },
	{ "of a higher type at the end of the hole, and behind",
	  "0-a0000 ram, f0000-100000 acpi, 100000-200000 acpi",
	  "0-a0000 ram, a0000-f0000 res, f0000-200000 acpi" },
	{ "of a higher type, and one byte behind the hole",
	  "0-a0000 ram, f0000-100001 acpi",
	  "0-a0000 ram, a0000-f0000 res, f0000-100001 acpi" },
	{ "of a higher type, in the hole, reserved behind",
	  "90000-200000 res, f0000-f8000 acpi",
	  "90000-f0000 res, f0000-f8000 acpi, f8000-200000 res" },
	{ "of a higher type in the hole, out of order",
	  "0-a0000 ram, 100000-200000 ram, f0000-f8000 acpi",
	  "0-a0000 ram, a0000-f0000 res, f0000-f8000 acpi, f8000-100000 res, 100000-200000 ram" },
	{ "RAM and type 8 in the hole",
	  "0-a0000 ram, c0000-d0000 ram, e0000-f0000 #8, 100000-200000 ram",
	  "0-a0000 ram, a0000-100000 res, 100000-200000 ram" },
	{ "type 8 in the hole",
	  "0-a0000 ram, e0000-f0000 #8, 100000-200000 ram",
	  "0-a0000 ram, a0000-100000 res, 100000-200000 ram" },
	{ "RAM in the hole",
	  "0-a0000 ram, e0000-f0000 ram, 100000-200000 ram",
	  "0-a0000 ram, a0000-100000 res, 100000-200000 ram" },
	{ "of a higher type in the hole, empty and wrapping",
	  "0-a0000 ram, c0000+0 acpi, d0000+fffffffffff40000 nvs, 100000-200000 ram",
	  "0-a0000 ram, a0000-100000 res, 100000-200000 ram", 1 },
	{ "of a higher type in the hole, wrapping",
	  "0-a0000 ram, d0000+fffffffffff40000 nvs, 100000-200000 ram",
	  "0-a0000 ram, a0000-100000 res, 100000-200000 ram", 1 },
	{ "of a higher type in the hole, empty",
	  "0-a0000 ram, c0000+0 acpi, 100000-200000 ram",
	  "0-a0000 ram, a0000-100000 res, 100000-200000 ram" },

	/* Sorted by address. */
	{ "backwards",
	  "300000-400000 acpi, 200000-300000 nvs, 100000-200000 ram, 0-1000 ram",
	  "0-1000 ram, a0000-100000 res, 100000-200000 ram, 200000-300000 nvs, 300000-400000 acpi" },
	{ "the middle first",
	  "200000-300000 ram, 100000-180000 ram, 400000-500000 ram, 0-1000 ram",
	  "0-1000 ram, a0000-100000 res, 100000-180000 ram, 200000-300000 ram, 400000-500000 ram" },
	{ "by the upper half of the address",
	  "100000000-100001000 ram, 200000-201000 ram, 200000000-200001000 ram, ff000000-ff001000 ram",
	  "a0000-100000 res, 200000-201000 ram, ff000000-ff001000 ram, 100000000-100001000 ram, 200000000-200001000 ram" },
	{ "by addresses without a sign",
	  "8000000000000000-8000000000001000 ram, 7ffffffffffff000-8000000000000000 acpi, 0-1000 ram",
	  "0-1000 ram, a0000-100000 res, 7ffffffffffff000-8000000000000000 acpi, 8000000000000000-8000000000001000 ram" },

	{ "reserved, out of order up to the hole",
	  "a0000-100000 res, 9fc00-a0000 res",
	  "9fc00-100000 res" },
	{ "reserved, out of order far below the hole",
	  "f0000-100000 res, 1000-2000 res, 100000-200000 ram",
	  "1000-2000 res, a0000-100000 res, 100000-200000 ram" },
	{ "reserved, out of order, into the hole",
	  "f0000-100000 res, 9f000-a8000 res, 100000-200000 ram",
	  "9f000-100000 res, 100000-200000 ram" },

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
	{ "a long one under many",
	  "0-100000000 ram, 200000-201000 res, 300000-301000 acpi, 400000-401000 res, ff000000-100000000 res",
	  "0-a0000 ram, a0000-100000 res, 100000-200000 ram, 200000-201000 res, 201000-300000 ram, 300000-301000 acpi, 301000-400000 ram, 400000-401000 res, 401000-ff000000 ram, ff000000-100000000 res" },
	{ "the second highest goes on where the highest ends",
	  "200000-800000 res, 300000-400000 pmem, 300000-500000 nvs",
	  "a0000-100000 res, 200000-300000 res, 300000-400000 pmem, 400000-500000 nvs, 500000-800000 res" },

	/* What continues the range before it is joined to that. */
	{ "three in a row",
	  "200000-300000 ram, 300000-400000 ram, 400000-500000 ram",
	  "a0000-100000 res, 200000-500000 ram" },
	{ "three in a row, unsorted",
	  "400000-500000 ram, 200000-300000 ram, 300000-400000 ram",
	  "a0000-100000 res, 200000-500000 ram" },
	{ "in a row, of two types",
	  "200000-300000 ram, 300000-400000 nvs, 400000-500000 ram",
	  "a0000-100000 res, 200000-300000 ram, 300000-400000 nvs, 400000-500000 ram" },
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
	  "a0000-100000 res", 1 },
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

	/* Types that neither ACPI nor the kernel defines are reserved, 0 is none. */
	{ "types 0 and 8",
	  "200000-300000 #0, 400000-500000 #8",
	  "a0000-100000 res, 400000-500000 res" },
	{ "type 0", "200000-300000 #0",
	  "a0000-100000 res" },
	{ "type 0 over RAM", "0-a0000 ram, 200000-400000 ram, 300000-500000 #0",
	  "0-a0000 ram, a0000-100000 res, 200000-400000 ram" },
	{ "type 0 in the hole", "0-a0000 ram, e0000-f0000 #0, 100000-200000 ram",
	  "0-a0000 ram, a0000-100000 res, 100000-200000 ram" },
	{ "type 0 that wraps", "200000-300000 ram, ffffffffffffffff+2 #0",
	  "a0000-100000 res, 200000-300000 ram", 1 },
	{ "type 8", "200000-300000 #8",
	  "a0000-100000 res, 200000-300000 res" },
	{ "types that the kernel has for itself",
	  "200000-300000 #c, 400000-500000 #80, 600000-700000 #efffffff",
	  "a0000-100000 res, 200000-300000 #c, 400000-500000 #80, 600000-700000 #efffffff" },
	{ "types next to these",
	  "200000-210000 #b, 220000-230000 #d, 240000-250000 #7f, 260000-270000 #81, 280000-290000 #effffffe, 2a0000-2b0000 #f0000000, 2c0000-2d0000 #8000000c",
	  "a0000-100000 res, 200000-210000 res, 220000-230000 res, 240000-250000 res, 260000-270000 res, 280000-290000 res, 2a0000-2b0000 res, 2c0000-2d0000 res" },
	{ "type -1, and a sign",
	  "200000-300000 #ffffffff, 400000-500000 #80000000, 600000-700000 #80000001",
	  "a0000-100000 res, 200000-300000 res, 400000-500000 res, 600000-700000 res" },
	{ "unknown types are joined to what is reserved",
	  "200000-300000 #9, 300000-400000 res, 400000-500000 #ff, 500000-600000 #8",
	  "a0000-100000 res, 200000-600000 res" },
	{ "an unknown type is as high as its number",
	  "200000-500000 #ff, 300000-400000 acpi, 400000-600000 ram, 700000-900000 #8, 800000-a00000 #c",
	  "a0000-100000 res, 200000-500000 res, 500000-600000 ram, 700000-800000 res, 800000-900000 #c, 900000-a00000 #c" },
	{ "an unknown type over the highest that is known",
	  "200000-400000 #f0000000, 300000-500000 #efffffff",
	  "a0000-100000 res, 200000-400000 res, 400000-500000 #efffffff" },

	/* Nor are ranges joined that may be a device each. */
	{ "persistent in a row",
	  "200000-300000 #c, 300000-400000 #c",
	  "a0000-100000 res, 200000-300000 #c, 300000-400000 #c" },
	{ "soft reserved in a row",
	  "200000-300000 #efffffff, 300000-400000 #efffffff",
	  "a0000-100000 res, 200000-300000 #efffffff, 300000-400000 #efffffff" },
	{ "RAM of the kernel's own in a row",
	  "200000-300000 #80, 300000-400000 #80",
	  "a0000-100000 res, 200000-400000 #80" },
	{ "the same twice, persistent",
	  "200000-300000 #c, 200000-300000 #c",
	  "a0000-100000 res, 200000-300000 #c" },
	{ "persistent, over one that begins in it, as the kernel has it",
	  "200000-400000 #c, 300000-500000 ram",
	  "a0000-100000 res, 200000-300000 #c, 300000-400000 #c, 400000-500000 ram" },
	{ "persistent in the hole",
	  "0-a0000 ram, c0000-d0000 #c, d0000-e0000 #c, f0000-100000 res",
	  "0-a0000 ram, a0000-c0000 res, c0000-d0000 #c, d0000-e0000 #c, e0000-100000 res" },
	{ "soft reserved in the hole, over something reserved",
	  "0-a0000 ram, a1000-a3000 #efffffff, a2000-a2400 res, 100000-8000000 ram",
	  "0-a0000 ram, a0000-a1000 res, a1000-a2000 #efffffff, a2000-a2400 #efffffff, "
	  "a2400-a3000 #efffffff, a3000-100000 res, 100000-8000000 ram" },
	{ "soft reserved in the hole",
	  "0-a0000 ram, c0000-d0000 #efffffff, 100000-200000 ram",
	  "0-a0000 ram, a0000-c0000 res, c0000-d0000 #efffffff, d0000-100000 res, 100000-200000 ram" },
	{ "soft reserved into the hole",
	  "90000-b0000 #efffffff",
	  "90000-a0000 #efffffff, a0000-b0000 #efffffff, b0000-100000 res" },
	{ "each type",
	  "200000-210000 ram, 220000-230000 res, 240000-250000 acpi, 260000-270000 nvs, 280000-290000 unusable, 2a0000-2b0000 disabled, 2c0000-2d0000 pmem",
	  "a0000-100000 res, 200000-210000 ram, 220000-230000 res, 240000-250000 acpi, 260000-270000 nvs, 280000-290000 unusable, 2a0000-2b0000 disabled, 2c0000-2d0000 pmem" },
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
#define LOADER(name, rsdp, facts, knows, map, becomes) { name, map, becomes },
#include "loaders.h"
};

/* What became of it, written in the same way. */
static const char *map_now(void)
{
	static char text[4096];
	char *to = text;
	u32 i;

	*to = '\0';
	for (i = 0; i < e820_count() && i <= 2 * MOST_OF_A_CASE; i++) {
		const struct boot_e820_entry *e = e820(i);
		u64 end = e->addr + e->size;

		to += sprintf(to, "%s%" PRIx64 "-%" PRIx64 " ",
			      i ? ", " : "", (u64)e->addr, end);
		to += e->type < COUNT(types) ? sprintf(to, "%s", types[e->type]) :
			sprintf(to, "#%x", e->type);
	}
	return text;
}

/* The map that came out goes in again: nothing may change. */
static void again(const char *what)
{
	static struct boot_e820_entry first[PVH_MAX_MEMMAP];
	struct hvm_memmap_table_entry *map;
	u32 i, n = e820_count();

	for (i = 0; i < n; i++)
		first[i] = *e820(i);
	begin();
	map = add_memmap(add_start_info(), n);
	for (i = 0; i < n; i++)
		memcpy(&map[i], &first[i], sizeof(first[i]));
	boots(what);
	CHECK_OF(what, e820_count() == n);
	CHECK_OF(what, !boot->bad_ranges);
	for (i = 0; i < n && i < e820_count(); i++)
		CHECK_OF(what, !memcmp(&first[i], e820(i), sizeof(first[i])));
}

static void maps(void)
{
	struct hvm_memmap_table_entry map[MOST_OF_A_CASE];
	unsigned int i;

	for (i = 0; i < COUNT(cases); i++) {
		u32 n = parse_map(cases[i].map, map);

		begin();
		memcpy(add_memmap(add_start_info(), n), map, n * sizeof(*map));
		boots(cases[i].what);
		if (strcmp(map_now(), cases[i].expected))
			complain("%s: %s, expected %s", cases[i].what,
				 map_now(), cases[i].expected);
		CHECK_OF(cases[i].what, boot->bad_ranges == cases[i].bad_ranges);
		again(cases[i].what);
	}
}

static void maps_of_loaders(void)
{
	struct hvm_memmap_table_entry *map;
	unsigned int i;
	u32 n, j;

	for (i = 0; i < COUNT(loaders); i++) {
		const struct boot_e820_entry *from = loaders[i].map;
		const struct boot_e820_entry *becomes = loaders[i].becomes;

		for (n = 0; n < MOST_OF_A_CASE && from[n].size; n++)
			;
		begin();
		map = add_memmap(add_start_info(), n);
		for (j = 0; j < n; j++)
			memcpy(&map[j], &from[j], sizeof(from[j]));
		boots(loaders[i].name);
		for (j = 0; j < e820_count() && j < MOST_OF_A_CASE; j++)
			if (memcmp(e820(j), &becomes[j], sizeof(becomes[j])))
				complain("%s: %s", loaders[i].name, map_now());
		CHECK_OF(loaders[i].name, j == e820_count() &&
			 (j == MOST_OF_A_CASE || !becomes[j].size));
		again(loaders[i].name);
	}
}

/* The order in which a loader lists the same ranges means nothing. */
static void order_means_nothing(void)
{
	struct hvm_memmap_table_entry map[MOST_OF_A_CASE], *to;
	unsigned int i, turn;
	u32 n, j;

	for (i = 0; i < COUNT(cases); i++) {
		n = parse_map(cases[i].map, map);
		/* Each in front once; all backwards. */
		for (turn = 0; turn <= n; turn++) {
			begin();
			to = add_memmap(add_start_info(), n);
			for (j = 0; j < n; j++)
				to[j] = map[(turn == n ? n - 1 - j : j + turn) % n];
			boots(cases[i].what);
			if (strcmp(map_now(), cases[i].expected))
				complain("%s, turned %u: %s", cases[i].what,
					 turn, map_now());
		}
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

static void same_as(const char *what, struct hvm_memmap_table_entry *map,
		    u32 entries)
{
	u32 i;

	CHECK_OF(what, e820_count() == entries + 1);
	CHECK_OF(what, !!find_setup_data(SETUP_E820_EXT) ==
		       (entries + 1 > E820_MAX_ENTRIES_ZEROPAGE));
	CHECK_OF(what, e820(0)->addr == 0xa0000 && e820(0)->size == 0x60000 &&
		       e820(0)->type == XEN_HVM_MEMMAP_TYPE_RESERVED);
	for (i = 0; i < entries && i + 1 < e820_count(); i++)
		CHECK_OF(what, !memcmp(e820(i + 1), &map[i],
				       sizeof(struct boot_e820_entry)));
}

static void maps_of_any_size(void)
{
	static const u32 counts[] = { 1, 2, 3, 62, 63, 64, 65, 100, 126, 127, 128, 129, 200,
				      255, 256, 300, 311, 312, 1000, 1022, 1023,
				      1024, MAX_RANGES - 1, MAX_RANGES };
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
			refuses(what, PVH_MEMMAP_TOO_LONG,
				n + 1, 0, 0, 0);
			continue;
		}
		boots(what);
		if (backwards)
			turn_around(map, n);
		same_as(what, map, n);
		again(what);
	}
}

/* Each parts the hole once more. */
static void tables_in_the_hole(void)
{
	static const u32 counts[] = { 1, 62, 63, 64, 65, 100, 126, 127, 128, 512 };
	struct hvm_memmap_table_entry *map;
	unsigned int i;
	char what[50];
	u32 j, n;

	for (i = 0; i < 2 * COUNT(counts); i++) {
		bool backwards = i % 2;

		n = counts[i / 2];
		sprintf(what, "%u tables in the hole%s", n,
			backwards ? ", backwards" : "");
		begin();
		map = add_memmap(add_start_info(), n);
		for (j = 0; j < n; j++) {
			map[j].addr = 0xa0020 + j * 0x40ULL;
			map[j].size = 0x20;
			map[j].type = XEN_HVM_MEMMAP_TYPE_ACPI;
		}
		if (backwards)
			turn_around(map, n);
		if (2 * n + 1 > MAX_RANGES) {
			refuses(what, PVH_MEMMAP_TOO_LONG, 2 * n + 1, 0, 0, 0);
			continue;
		}
		boots(what);
		CHECK_OF(what, e820_count() == 2 * n + 1);
		for (j = 0; j < 2 * n; j++)
			CHECK_OF(what, e820(j)->addr == 0xa0000 + j * 0x20ULL &&
				 e820(j)->size == 0x20 &&
				 e820(j)->type == 2 + j % 2);
		CHECK_OF(what, e820(j)->addr + e820(j)->size == MIB);
		again(what);
	}
}

static void room_for_ranges(void)
{
	CHECK(PVH_MAX_RANGES == MAX_RANGES);
	CHECK(sizeof(boot->e820_ext) ==
	      sizeof(struct setup_data) + (MAX_RANGES - 128) * 20);
}

/* It is the ranges that are left that count, not the entries. */
static void many_entries_few_ranges(void)
{
	struct hvm_memmap_table_entry *map = add_memmap(add_start_info(), 1024);
	u32 i;

	for (i = 0; i < 1024; i++) {
		/* Every other one from the end, the rest in between. */
		u64 page = i < 512 ? 1023 - 2 * i : 2 * (i - 512);

		map[i].addr = 16 * MIB + page * 0x1000;
		map[i].size = 0x1000;
		map[i].type = page < 600 ? 1 : 2;
	}
	map[10].size = 0;
	boots("1024 pages");
	if (strcmp(map_now(), "a0000-100000 res, 1000000-1258000 ram, "
		   "1258000-13eb000 res, 13ec000-1400000 res"))
		complain("1024 pages: %s", map_now());
}

/* RAM behind as many small ranges as there can be is not lost. */
static void ram_comes_last(void)
{
	struct hvm_memmap_table_entry *map;
	u32 n = MAX_RANGES - 1;

	map = add_memmap(add_start_info(), n);
	fill(map, n);
	map[n - 1].addr = 4 * GIB;
	map[n - 1].size = 100 * GIB;
	map[n - 1].type = XEN_HVM_MEMMAP_TYPE_RAM;
	boots("RAM last");
	same_as("RAM last", map, n);

	/* First in the map, last in memory. */
	begin_again();
	map = guest_at(MEMMAP);
	map[n - 1].addr = map[0].addr;
	map[n - 1].size = map[0].size;
	map[n - 1].type = XEN_HVM_MEMMAP_TYPE_NVS;
	map[0].addr = 4 * GIB;
	map[0].size = 100 * GIB;
	map[0].type = XEN_HVM_MEMMAP_TYPE_RAM;
	boots("RAM first");
	CHECK(e820_count() == MAX_RANGES);
	CHECK(e820(n)->addr == 4 * GIB && e820(n)->size == 100 * GIB &&
	      e820(n)->type == XEN_HVM_MEMMAP_TYPE_RAM);
	CHECK(e820(1)->type == XEN_HVM_MEMMAP_TYPE_NVS);
}

/* One under 1023 others: twice as many ranges as entries, and the hole. */
static void one_under_all_others(void)
{
	struct hvm_memmap_table_entry *map = add_memmap(add_start_info(), 1024);
	u32 i;

	fill(map, 1024);
	for (i = 0; i < 1024; i++)
		map[i].type = 2;
	map[512].addr = 0;
	map[512].size = 64 * GIB;
	map[512].type = 1;
	/* The first is joined to the hole, and one place is the long one's. */
	refuses("one under 1023", PVH_MEMMAP_TOO_LONG,
		1 + 2 * 1023, 0, 0, 0);

	/* As many as just fit, and one more. */
	begin();
	map = add_memmap(add_start_info(), 1 + (MAX_RANGES - 2) / 2);
	fill(map, 1 + (MAX_RANGES - 2) / 2);
	for (i = 0; i < (MAX_RANGES - 2) / 2; i++) {
		map[i].addr += 0x8000;
		map[i].type = 2;
	}
	map[i].addr = MIB;
	map[i].size = GIB;
	map[i].type = 1;
	boots("one under half of them");
	CHECK(e820_count() == 2 * i + 2);
	if (MAX_RANGES == 2 * i + 2) {
		map = guest_at(MEMMAP);
		map[i].addr = 0;
		begin_again();
		refuses("one under half of them, and the hole",
			PVH_MEMMAP_TOO_LONG,
			MAX_RANGES + 1, 0, 0, 0);
	}
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
		entries[n - 1 - i].addr = MIB + (i + 1) * 0x2000ULL;
		entries[n - 1 - i].size = 0x1000;
		entries[n - 1 - i].type = 1 + i % 9;
	}
	entries[3].size = 0;
	entries[7].addr = ~0ULL;
	ranges = pvh_set_memmap(&boot->params, boot, entries, n,
				sizeof(*entries));
	CHECK(ranges == MAX_RANGES);
	CHECK(boot->params.e820_entries == E820_MAX_ENTRIES_ZEROPAGE);
	CHECK(boot->bad_ranges == 1);
	if (ranges > E820_MAX_ENTRIES_ZEROPAGE) {
		/* Its caller's to link. */
		CHECK(!find_setup_data(SETUP_E820_EXT));
		boot->params.hdr.setup_data = (unsigned long)&boot->e820_ext;
	}
	CHECK(e820_count() == MAX_RANGES);
	for (i = 0, j = 1; i < n; i++) {
		u32 type = 1 + i % 9;

		if (n - 1 - i == 3 || n - 1 - i == 7)
			continue;
		CHECK(e820(j)->addr == MIB + (i + 1) * 0x2000ULL);
		CHECK(e820(j)->size == 0x1000);
		CHECK(e820(j)->type == (type > 7 ? 2 : type));
		j++;
	}
	free(entries);
}

/*
 * Those entries in order, as they nearly always are. One more lies behind them,
 * where a table of 24 bytes each would end.
 */
static void short_map_of_the_hypervisor(void)
{
	static const struct boot_e820_entry entries[] = {
		{ 0, 0x80000, 1 }, { 0xf0000, 0x10000, 2 },
		{ MIB, 64 * MIB, 1 }, { 4 * GIB - MIB, MIB, 2 },
		{ 8 * GIB, GIB, 1 }, { 16 * GIB, GIB, 1 }
	};

	CHECK(pvh_set_memmap(&boot->params, boot, entries, 5,
			     sizeof(entries[0])) == 5);
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
	CHECK(boot->params.e820_entries == E820_MAX_ENTRIES_ZEROPAGE);
	for (i = 0; i + 1 < MAX_RANGES; i++)
		CHECK(!memcmp(i + 1 < E820_MAX_ENTRIES_ZEROPAGE ?
			      &boot->params.e820_table[i + 1] :
			      &boot->e820_ext.entries[i + 1 - E820_MAX_ENTRIES_ZEROPAGE],
			      &map[i], sizeof(struct boot_e820_entry)));
	free(map);
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
	TEST(maps_of_loaders),
	TEST(order_means_nothing),
	TEST(maps_of_any_size),
	TEST(tables_in_the_hole),
	TEST(room_for_ranges),
	TEST(many_entries_few_ranges),
	TEST(ram_comes_last),
	TEST(one_under_all_others),
	TEST(too_many_entries),
	TEST(half_a_map_is_none),
	TEST(map_of_the_hypervisor),
	TEST(short_map_of_the_hypervisor),
	TEST(too_long_map_of_the_hypervisor),
	TEST(what_is_said_of_a_bios),
};

const struct suite memmap_suite = { "memory_map", tests, COUNT(tests) };
