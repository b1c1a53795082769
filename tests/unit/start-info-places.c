// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of start_info.c: each table at every critical address, with the others at
 * their default addresses.
 */
#include <stdio.h>
#include <string.h>

#include "start-info.h"

#define MODULE_SIZE 0x800

enum place {
	AT_INFO, AT_MEMMAP, AT_MODLIST, AT_MODULE, AT_CMDLINE, NR_PLACES
};

static const u64 usual[NR_PLACES] = {
	INFO, MEMMAP, MODLIST, MODULE(0), CMDLINE
};

/*
 * A refusal speaks of the address, and of what is before and behind that. What is
 * not refused is done without.
 */
static const struct table {
	const char *name;
	u64 size, limit;
	u64 least;		/* so much of it must be reached */
	u32 bad, in_kernel;
	bool module;		/* its number comes first, which is 0 */
	u64 behind;
} tables[NR_PLACES] = {
	[AT_INFO] = { "start_info", 56, 4 * GIB, 56,
		PVH_BAD_START_INFO, PVH_START_INFO_IN_KERNEL },
	[AT_MEMMAP] = { "the map", 3 * 24, GUEST_LIMIT, 3 * 24,
		PVH_BAD_MEMMAP, PVH_MEMMAP_IN_KERNEL, false, 3 },
	/* Of which only the first entry is looked at. */
	[AT_MODLIST] = { "the module list", 32, GUEST_LIMIT, 32,
		PVH_BAD_MODLIST, PVH_MODLIST_IN_KERNEL, false, 2 },
	[AT_MODULE] = { "a module", MODULE_SIZE, GUEST_LIMIT, MODULE_SIZE,
		PVH_BAD_MODULE, PVH_MODULE_IN_KERNEL, true, MODULE_SIZE },
	/* Of which only the first byte is. */
	[AT_CMDLINE] = { "the command line", 1, GUEST_LIMIT, 1,
		0, PVH_CMDLINE_IN_KERNEL },
};

/* Everything at its place, so far as it can be there. */
static void put(const u64 *at)
{
	struct hvm_memmap_table_entry map[3] = {
		{ 0, 0x80000, 1 }, { MIB, 0x80000, 1 }, { 2 * MIB, MIB, 2 }
	};
	struct hvm_modlist_entry list = { at[AT_MODULE], MODULE_SIZE };
	struct hvm_start_info info = {
		.magic = XEN_HVM_START_MAGIC_VALUE,
		.version = 1,
		.nr_modules = 2,
		.modlist_paddr = at[AT_MODLIST],
		.cmdline_paddr = at[AT_CMDLINE],
		.memmap_paddr = at[AT_MEMMAP],
		.memmap_entries = 3,
	};
	const void *what[NR_PLACES] = {
		&info, map, &list, NULL, "x"
	};
	unsigned int i;

	begin();
	for (i = 0; i < NR_PLACES; i++) {
		u64 size = tables[i].size;

		if (at[i] >= GUEST_LIMIT || !what[i])
			continue;
		if (size > GUEST_LIMIT - at[i])
			size = GUEST_LIMIT - at[i];
		memcpy(guest_add(at[i], size), what[i], size);
	}
}

static void check_all(const char *what, const u64 *at)
{
	CHECK_OF(what, e820_count() == 4);
	CHECK_OF(what, e820(3)->addr == 0xa0000 && e820(3)->size == 0x60000);
	CHECK_OF(what, boot->params.hdr.ramdisk_image == (u32)at[AT_MODULE] &&
		 boot->params.ext_ramdisk_image == at[AT_MODULE] >> 32);
}

static void check_cmdline(const char *what, u64 paddr)
{
	CHECK_OF(what, boot->params.hdr.cmd_line_ptr == (u32)paddr &&
		 boot->params.ext_cmd_line_ptr == paddr >> 32);
}

static void refused_for(const char *what, const u64 *at, unsigned int table,
			u32 why)
{
	const struct table *t = &tables[table];

	if (!why) {
		boots(what);
		check_all(what, at);
		check_cmdline(what, table == AT_CMDLINE ? 0 : at[AT_CMDLINE]);
	} else if (t->module) {
		refuses_at(at[AT_INFO], what, why, 0, at[table], t->behind, 0);
	} else {
		refuses_at(at[AT_INFO], what, why, at[table], t->behind, 0, 0);
	}
}

static void reached_or_not(unsigned int table, u64 paddr)
{
	const struct table *t = &tables[table];
	u64 at[NR_PLACES];
	char what[100];

	memcpy(at, usual, sizeof(at));
	at[table] = paddr;
	sprintf(what, "%s at %#llx", t->name, (unsigned long long)paddr);
	put(at);
	if (paddr >= t->limit || t->least > t->limit - paddr) {
		refused_for(what, at, table, t->bad);
	} else if (translate_at(at[AT_INFO])) {
		complain("%s: refused", what);
	} else {
		check_all(what, at);
		check_cmdline(what, at[AT_CMDLINE]);
	}
}

/* Around each of these, and at the top of all addresses. */
static void everywhere(unsigned int table)
{
	static const u64 points[] = {
		0x10000, GIB, 2 * GIB, 3 * GIB, 4 * GIB, 5 * GIB, TIB, 64 * TIB,
		128 * TIB, 1ULL << 52, 1ULL << 63, 0
	};
	u64 size = tables[table].size;
	unsigned int i, j;

	for (i = 0; i < COUNT(points); i++) {
		const u64 paddrs[] = {
			points[i] - size, points[i] - size + 1,
			points[i] - size / 2, points[i] - 1, points[i],
			points[i] + 1
		};

		for (j = 0; j < COUNT(paddrs); j++)
			if (paddrs[j])
				reached_or_not(table, paddrs[j]);
	}
}

static void start_info_everywhere(void) { everywhere(AT_INFO); }
static void map_everywhere(void) { everywhere(AT_MEMMAP); }
static void module_list_everywhere(void) { everywhere(AT_MODLIST); }
static void module_everywhere(void) { everywhere(AT_MODULE); }
static void cmdline_everywhere(void) { everywhere(AT_CMDLINE); }

/* This CPU has fewer address lines than others. */
static void beyond_this_cpu(void)
{
	const u64 limit = CONFIG_X86_64 ? TIB : 2 * GIB;
	unsigned int table;

	for (table = AT_MEMMAP; table < NR_PLACES; table++) {
		u64 at[NR_PLACES];

		/* One below 4 GiB is left to the kernel. */
		if (table == AT_MODULE && !CONFIG_X86_64)
			continue;
		memcpy(at, usual, sizeof(at));
		at[table] = CONFIG_X86_64 ? 40 * TIB : 3 * GIB;
		put(at);
		guest_set_limit(limit);
		refused_for(tables[table].name, at, table, tables[table].bad);

		/* Up to there. */
		at[table] = limit - tables[table].size;
		put(at);
		guest_set_limit(limit);
		boots(tables[table].name);
	}
}

/*
 * The kernel is where the table is: @start and @end count from the table's
 * start, or from its end.
 */
static const struct {
	const char *what;
	bool start_from_end;
	int start;
	bool end_from_end;
	int end;
	bool overlap;
} overlaps[] = {
	{ "the kernel ends before it", false, -16, false, 0, false },
	{ "the kernel ends in its first byte", false, -16, false, 1, true },
	{ "the kernel is its first byte", false, 0, false, 1, true },
	{ "the kernel is inside", false, 2, false, 4, true },
	{ "the kernel is it", false, 0, true, 0, true },
	{ "the kernel is around it", false, -16, true, 16, true },
	{ "the kernel is its last byte", true, -1, true, 0, true },
	{ "the kernel begins with its last byte", true, -1, true, 16, true },
	{ "the kernel begins behind it", true, 0, true, 16, false },
};

static void overlaps_of_the_kernel(void)
{
	unsigned int table, i;
	char what[100];

	/* start-info-cmdline.c has the byte of the command line. */
	for (table = 0; table < AT_CMDLINE; table++) {
		const struct table *t = &tables[table];

		for (i = 0; i < COUNT(overlaps); i++) {
			u64 start = usual[table], end = start + t->size;

			sprintf(what, "%s: %s", t->name, overlaps[i].what);
			put(usual);
			image = overlaps[i].start +
				(overlaps[i].start_from_end ? end : start);
			image_end = overlaps[i].end +
				(overlaps[i].end_from_end ? end : start);
			if (overlaps[i].overlap)
				refused_for(what, usual, table, t->in_kernel);
			else
				boots(what);
		}
	}
}

/* What the map of @n ranges has of the kernel's place, and where memory ends. */
static const struct {
	const char *what;
	struct hvm_memmap_table_entry map[3];
	u32 n;
	u64 end_of_memory;
	u64 end_of_ram;		/* as the refusal has it, 0 if it boots */
} rams[] = {
	{ "all of it", { { MIB, GIB, 1 } }, 1, IMAGE, 0 },
	{ "just all of it", { { IMAGE, IMAGE_END - IMAGE, 1 } }, 1, IMAGE, 0 },
	{ "in two pieces", { { 0, IMAGE + MIB, 1 }, { IMAGE + MIB, GIB, 1 } }, 2, IMAGE, 0 },
	{ "in two ranges", { { IMAGE + MIB, GIB, 1 }, { 2 * GIB, MIB, 1 }, { 0, IMAGE + MIB, 1 } },
	  3, IMAGE, 0 },
	{ "all but the last byte", { { IMAGE, IMAGE_END - IMAGE - 1, 1 } }, 1, IMAGE_END - 4,
	  IMAGE_END - 1 },
	{ "none before it", { { 0, MIB, 1 }, { IMAGE_END, GIB, 1 } }, 2, IMAGE, IMAGE },
	{ "all but the first byte", { { IMAGE + 1, GIB, 1 } }, 1, IMAGE, IMAGE },
	{ "with a hole", { { 0, 2 * IMAGE, 1 }, { 2 * IMAGE + 0x1000, GIB, 1 } }, 2, IMAGE,
	  2 * IMAGE },
	{ "cut off by tables", { { 0, 2 * IMAGE, 1 }, { 2 * IMAGE, GIB, 3 } }, 2, IMAGE,
	  2 * IMAGE },
	{ "tables", { { 0, GIB, 3 } }, 1, IMAGE, IMAGE },
	{ "less, but there is memory", { { 0, 2 * IMAGE, 1 } }, 1, IMAGE_END, 0 },
	{ "none, but there is memory", { { 0, GIB, 2 } }, 1, IMAGE_END, 0 },
	{ "no map", { { 0 } }, 0, IMAGE, 0 },
};

static void ram_for_the_kernel(void)
{
	unsigned int i;

	for (i = 0; i < COUNT(rams); i++) {
		begin();
		memcpy(add_memmap(add_start_info(), rams[i].n), rams[i].map,
		       rams[i].n * sizeof(rams[i].map[0]));
		guest_end_memory(rams[i].end_of_memory);
		if (rams[i].end_of_ram)
			refuses(rams[i].what, PVH_KERNEL_BEYOND_RAM, IMAGE,
				IMAGE_END, rams[i].end_of_ram, 0);
		else
			boots(rams[i].what);
	}
}

/* The range that the kernel is in may be one that the zero page does not hold. */
static void ram_behind_many_ranges(void)
{
#if E820_MAX_ENTRIES > 131
	struct hvm_memmap_table_entry *map = add_memmap(add_start_info(), 140);
	u32 i;

	for (i = 0; i < 140; i++) {
		map[i].addr = MIB + i * 0x2000;
		map[i].size = 0x1000;
		map[i].type = 1;
	}
	guest_end_memory(IMAGE);
	map[139].addr = IMAGE;
	map[139].size = IMAGE_END - IMAGE;
	boots("in the last range");
	map[139].size--;
	begin_again();
	refuses("not all in the last range", PVH_KERNEL_BEYOND_RAM, IMAGE, IMAGE_END,
		IMAGE_END - 1, 0);
#endif
}

static const struct test tests[] = {
	TEST(ram_for_the_kernel),
	TEST(ram_behind_many_ranges),
	TEST(start_info_everywhere),
	TEST(map_everywhere),
	TEST(module_list_everywhere),
	TEST(module_everywhere),
	TEST(cmdline_everywhere),
	TEST(beyond_this_cpu),
	TEST(overlaps_of_the_kernel),
};

const struct suite place_suite = { "places", tests, COUNT(tests) };
