// SPDX-License-Identifier: GPL-2.0
/*
 * pvh_reserve_extra_memory() as it stands in a patched kernel, in extra.h, run on
 * memory maps in which ranges begin, end or lie within a page.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <asm/bootparam.h>

typedef uint64_t u64;

#define __init
#define PAGE			4096ULL
#define PFN_UP(x)		(((x) + PAGE - 1) / PAGE)
#define PFN_DOWN(x)		((x) / PAGE)
#define PFN_PHYS(x)		((u64)(x) * PAGE)
#define PAGE_ALIGN(x)		(PFN_UP(x) * PAGE)
#define ARRAY_SIZE(a)		(sizeof(a) / sizeof((a)[0]))
#define min(a, b)		((a) < (b) ? (a) : (b))
#define E820_TYPE_RAM		1
#define E820_TYPE_UNUSABLE	5
#define EXTRA_MEM_RATIO		10

static struct boot_params boot_params;

static struct {
	unsigned long pfn, pages;
} extra[8];
static unsigned int extras;

static void xen_add_extra_mem(unsigned long pfn, unsigned long pages)
{
	if (extras < ARRAY_SIZE(extra)) {
		extra[extras].pfn = pfn;
		extra[extras].pages = pages;
	}
	extras++;
}

#include "extra.h"

#define RAM	E820_TYPE_RAM
#define NOT	E820_TYPE_UNUSABLE
#define MIB	(1ULL << 20)
#define TIB	(1ULL << 40)
#define MAX	6

static const struct {
	const char *name;
	struct boot_e820_entry map[MAX], after[MAX];
	unsigned long pages;	/* given to Xen's driver, in all */
} tests[] = {
	{ "a_range_is_taken_whole",
	  { { 0, MIB, RAM }, { MIB, 2 * MIB, NOT } },
	  { { 0, MIB, RAM }, { MIB, 2 * MIB, RAM } }, 512 },
	{ "no_more_than_ten_times_the_ram",
	  { { 0, 2 * PAGE, RAM }, { MIB, MIB, NOT } },
	  { { 0, 2 * PAGE, RAM }, { MIB, 20 * PAGE, RAM },
	    { MIB + 20 * PAGE, MIB - 20 * PAGE, NOT } }, 20 },
	{ "of_two_ranges_the_second_is_split",
	  { { 0, 2 * PAGE, RAM }, { MIB, 5 * PAGE, NOT }, { 2 * MIB, MIB, NOT } },
	  { { 0, 2 * PAGE, RAM }, { MIB, 5 * PAGE, RAM }, { 2 * MIB, 15 * PAGE, RAM },
	    { 2 * MIB + 15 * PAGE, MIB - 15 * PAGE, NOT } }, 20 },
	{ "unusable_memory_within_a_page_stays_so",
	  { { 0, MIB, RAM }, { MIB + 0x100, 0x200, NOT }, { 2 * MIB, PAGE, NOT } },
	  { { 0, MIB, RAM }, { MIB + 0x100, 0x200, NOT }, { 2 * MIB, PAGE, RAM } }, 1 },
	{ "ram_within_a_page_counts_for_nothing",
	  { { 0x100, 0x200, RAM }, { PAGE, PAGE, RAM }, { MIB, MIB, NOT } },
	  { { 0x100, 0x200, RAM }, { PAGE, PAGE, RAM }, { MIB, 10 * PAGE, RAM },
	    { MIB + 10 * PAGE, MIB - 10 * PAGE, NOT } }, 10 },
	{ "ends_within_pages_are_not_given_away",
	  { { 0, MIB, RAM }, { MIB + 0x800, 3 * PAGE, NOT } },
	  { { 0, MIB, RAM }, { MIB + 0x800, 3 * PAGE, RAM } }, 2 },
	{ "ram_of_16_tib_is_not_none",
	  { { 0, 16 * TIB, RAM }, { 16 * TIB, MIB, NOT } },
	  { { 0, 16 * TIB, RAM }, { 16 * TIB, MIB, RAM } }, 256 },
	{ "without_ram_nothing_is_taken",
	  { { MIB, MIB, NOT } }, { { MIB, MIB, NOT } }, 0 },
};

static unsigned int count(const struct boot_e820_entry *map)
{
	unsigned int n = 0;

	while (n < MAX && map[n].size)
		n++;
	return n;
}

static unsigned long taken(void)
{
	unsigned long pages = 0;
	unsigned int i;

	for (i = 0; i < extras && i < ARRAY_SIZE(extra); i++)
		pages += extra[i].pages;
	return pages;
}

static int number;

static void result(bool ok, const char *name)
{
	printf("%s %d %s\n", ok ? "ok" : "not ok", ++number, name);
}

int main(void)
{
	struct boot_e820_entry *table = boot_params.e820_table;
	unsigned int i;
	bool ok;

	printf("KTAP version 1\n1..%zu\n", ARRAY_SIZE(tests) + 1);
	for (i = 0; i < ARRAY_SIZE(tests); i++) {
		memset(&boot_params, 0, sizeof(boot_params));
		extras = 0;
		boot_params.e820_entries = count(tests[i].map);
		memcpy(table, tests[i].map, sizeof(tests[i].map));
		pvh_reserve_extra_memory();
		ok = boot_params.e820_entries == count(tests[i].after) &&
		     !memcmp(table, tests[i].after, sizeof(tests[i].after)) &&
		     taken() == tests[i].pages;
		if (!ok)
			printf("# %u entries, %lu pages taken in %u pieces\n",
			       boot_params.e820_entries, taken(), extras);
		result(ok, tests[i].name);
	}

	/* Where there is no room to split a range it is left alone. */
	memset(&boot_params, 0, sizeof(boot_params));
	extras = 0;
	boot_params.e820_entries = ARRAY_SIZE(boot_params.e820_table);
	for (i = 0; i < boot_params.e820_entries; i++) {
		table[i].addr = i * MIB;
		table[i].size = i == 5 ? MIB : PAGE / 2;
		table[i].type = i == 5 ? NOT : RAM;
	}
	table[0].size = PAGE;
	pvh_reserve_extra_memory();
	result(boot_params.e820_entries == ARRAY_SIZE(boot_params.e820_table) &&
	       !extras && table[5].type == NOT && table[5].size == MIB,
	       "a_full_table_stays_as_it_is");
	return 0;
}
