// SPDX-License-Identifier: GPL-2.0-only
/*
 * Runs pvh_reserve_extra_memory() of a kernel, in extra.h, with memory maps in which
 * ranges begin, end or are within a page. With LONG_MAPS there are maps that do not fit
 * into the zero page, and the code of the entry for such maps.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <asm/bootparam.h>

typedef uint32_t u32;
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

#define __pa_symbol(x)		((unsigned long)(x))
#define PVH_MAX_RANGES		(E820_MAX_ENTRIES_ZEROPAGE + 4)

static struct boot_params boot_params;

#ifdef LONG_MAPS
static struct pvh_boot {
	struct pvh_e820_ext {
		struct setup_data data;
		struct boot_e820_entry entries[4];
	} e820_ext;
} pvh_boot;
static struct {
	struct setup_data data;
} pvh_rng_seed;
#endif

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
	{ "ram_of_2_tib_times_ten_does_not_wrap",
	  { { 0, 2 * TIB, RAM }, { 2 * TIB, 6 * TIB, NOT } },
	  { { 0, 2 * TIB, RAM }, { 2 * TIB, 6 * TIB, RAM } }, 6 * TIB / PAGE },
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

#ifdef LONG_MAPS
#define MORE	8

/* @ranges of them, of which only @unusable holds whole pages, but for the first. */
static void make_long_map(unsigned int ranges, unsigned int unusable)
{
	struct boot_e820_entry *e;
	unsigned int i;

	memset(&boot_params, 0, sizeof(boot_params));
	memset(&pvh_boot, 0, sizeof(pvh_boot));
	extras = 0;
	boot_params.hdr.setup_data = 0x1234;
	boot_params.e820_entries = ranges;
	if (ranges > E820_MAX_ENTRIES_ZEROPAGE) {
		boot_params.e820_entries = E820_MAX_ENTRIES_ZEROPAGE;
		pvh_boot.e820_ext.data.len = (ranges - E820_MAX_ENTRIES_ZEROPAGE) * sizeof(*e);
		pvh_boot.e820_ext.data.next = boot_params.hdr.setup_data;
		boot_params.hdr.setup_data = __pa_symbol(&pvh_boot.e820_ext);
	}
	for (i = 0; (e = pvh_memmap_entry(i)); i++) {
		e->addr = i * MIB;
		e->size = i == unusable ? MIB : PAGE / 2;
		e->type = i == unusable ? NOT : RAM;
	}
	pvh_memmap_entry(0)->size = PAGE;
}

static unsigned int ranges(void)
{
	unsigned int n = 0;

	while (pvh_memmap_entry(n))
		n++;
	return n;
}

/* Ten pages are made RAM; what is behind them is as it was, one further on. */
static bool is_split(unsigned int n, unsigned int at)
{
	const struct boot_e820_entry *e = pvh_memmap_entry(at), *rest = pvh_memmap_entry(at + 1);
	unsigned int i;

	if (ranges() != n + 1 || taken() != 10 || e->type != RAM || e->addr != at * MIB ||
	    e->size != 10 * PAGE || rest->type != NOT || rest->addr != e->addr + e->size ||
	    rest->size != MIB - e->size)
		return false;
	for (i = 0; i < n; i++)
		if (i != at && pvh_memmap_entry(i + (i > at))->addr != i * MIB)
			return false;
	return true;
}

static void long_maps(void)
{
	const unsigned int full = E820_MAX_ENTRIES_ZEROPAGE;
	const struct setup_data *ext = &pvh_boot.e820_ext.data;

	make_long_map(full, 5);
	pvh_reserve_extra_memory();
	result(is_split(full, 5) && boot_params.hdr.setup_data == __pa_symbol(ext) &&
	       ext->type == SETUP_E820_EXT && ext->next == 0x1234,
	       "a_full_zero_page_is_continued");

	make_long_map(full + 2, full - 1);
	pvh_reserve_extra_memory();
	result(is_split(full + 2, full - 1) && ext->next == 0x1234,
	       "the_last_of_the_zero_page_is_split");

	make_long_map(full + 2, full + 1);
	pvh_reserve_extra_memory();
	result(is_split(full + 2, full + 1), "the_last_of_all_is_split");

	make_long_map(full + 3, full + 1);
	pvh_memmap_entry(0)->size = PAGE / 2;
	pvh_memmap_entry(full)->size = PAGE;
	pvh_reserve_extra_memory();
	result(is_split(full + 3, full + 1), "ram_behind_the_zero_page_counts");

	make_long_map(full + 4, 5);
	pvh_reserve_extra_memory();
	result(ranges() == full + 4 && !extras && pvh_memmap_entry(5)->type == NOT &&
	       pvh_memmap_entry(5)->size == MIB, "a_full_map_stays_as_it_is");
}

/* In whatever order they were linked, what comes behind them stays. */
static void setup_data_is_unlinked(void)
{
	struct setup_data *ext = &pvh_boot.e820_ext.data, *seed = &pvh_rng_seed.data;

	boot_params.hdr.setup_data = __pa_symbol(ext);
	ext->next = __pa_symbol(seed);
	seed->next = 0x1234;
	pvh_unlink_setup_data();
	result(boot_params.hdr.setup_data == 0x1234, "a_seed_behind_the_map_is_unlinked");

	boot_params.hdr.setup_data = __pa_symbol(seed);
	seed->next = __pa_symbol(ext);
	ext->next = 0x1234;
	pvh_unlink_setup_data();
	result(boot_params.hdr.setup_data == 0x1234, "a_seed_before_the_map_is_unlinked");

	boot_params.hdr.setup_data = 0x1234;
	pvh_unlink_setup_data();
	result(boot_params.hdr.setup_data == 0x1234, "setup_data_of_others_stays");
}

#else
#define MORE	0
static void long_maps(void) { }
static void setup_data_is_unlinked(void) { }
#endif

int main(void)
{
	struct boot_e820_entry *table = boot_params.e820_table;
	unsigned int i;
	bool ok;

	printf("KTAP version 1\n1..%zu\n", ARRAY_SIZE(tests) + MORE);
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

	long_maps();
	setup_data_is_unlinked();
	return 0;
}
