// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of start_info.c, in KTAP: of start_info itself, and the suites for its
 * tables, start-info-*.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "start-info.h"

static void least_that_boots(void)
{
	add_start_info();
	boots("nothing but start_info");
	CHECK(!e820_count());
	CHECK(!boot->params.hdr.ramdisk_image && !boot->params.hdr.ramdisk_size);
	CHECK(!boot->params.ext_ramdisk_image && !boot->params.ext_ramdisk_size);
	CHECK(!boot->params.hdr.cmd_line_ptr && !boot->params.ext_cmd_line_ptr);
	CHECK(!boot->params.acpi_rsdp_addr);
	CHECK(!boot->bad_ranges && boot->bios == PVH_BIOS_UNKNOWN);
	CHECK(boot->params.hdr.setup_data == SETUP_DATA_BEFORE);
	CHECK(boot->params.hdr.loadflags == (LOADED_HIGH | KASLR_FLAG));
}

/* All of it, but reserved, which means nothing. */
static void start_info_is_copied(void)
{
	static const u64 rsdps[] = {
		0xe0000, 0xa0000, 0xfc008001, 0x123456789abcdefULL, ~0ULL
	};
	struct hvm_start_info *info = add_start_info();
	unsigned int i;

	info->flags = 0x80000003;
	info->reserved = ~0U;
	add_memmap(info, 2);
	add_modules(info, 1);
	add_cmdline(info, "quiet");
	for (i = 0; i < COUNT(rsdps); i++) {
		info->rsdp_paddr = rsdps[i];
		begin_again();
		boots("all fields");
		copy.reserved = info->reserved;
		CHECK(!memcmp(info, &copy, sizeof(copy)));
		CHECK(boot->params.acpi_rsdp_addr == rsdps[i]);
	}
}

static void only_one_magic(void)
{
	static const u32 magics[] = {
		0, 1, 0x336ec579, 0x336ec570, 0x33efc578, 0xb36ec578,
		0x78c56e33, ~0U
	};
	struct hvm_start_info *info = add_start_info();
	unsigned int i;

	for (i = 0; i < COUNT(magics); i++) {
		info->magic = magics[i];
		begin_again();
		refuses("magic", PVH_BAD_MAGIC, magics[i], 0, 0, 0);
	}
}

/* 40 bytes are there, and no more. */
static void version_0_has_no_map(void)
{
	struct hvm_start_info *info = add_start_info_at(INFO, 0);

	info->flags = 3;
	add_cmdline(info, "nokaslr");
	boots("40 bytes");
	CHECK(copy.flags == 3 && copy.cmdline_paddr == CMDLINE);
	CHECK(!copy.memmap_paddr && !copy.memmap_entries && !copy.reserved);
	CHECK(!e820_count());

	/* What follows is something else. */
	begin();
	info = guest_add(INFO, sizeof(*info));
	memset(info, 0x77, sizeof(*info));
	memset(info, 0, HVM_START_INFO_SIZE_V0);
	info->magic = XEN_HVM_START_MAGIC_VALUE;
	boots("40 bytes, and others");
	CHECK(!copy.memmap_paddr && !copy.memmap_entries && !copy.reserved);
	CHECK(!e820_count());
}

static void other_versions_are_read_as_1(void)
{
	static const u32 versions[] = { 1, 2, 3, 0x100, 0x7fffffff, 0x80000000, ~0U };
	struct hvm_start_info *info = add_start_info();
	struct hvm_memmap_table_entry *map = add_memmap(info, 1);
	unsigned int i;

	map->addr = MIB;
	map->size = MIB;
	map->type = 1;
	for (i = 0; i < COUNT(versions); i++) {
		info->version = versions[i];
		begin_again();
		boots("version");
		CHECK(e820_count() == 2);
		CHECK(copy.version == versions[i]);
	}
}

/* Where no start_info can be, there is nothing to look at either. */
static void no_start_info(void)
{
	static const u64 paddrs[] = {
		0, 4 * GIB - 39, 4 * GIB - 1, 4 * GIB, 4 * GIB + 1, TIB,
		1ULL << 63, ~0ULL - 55, ~0ULL - 38, ~0ULL
	};
	unsigned int i;

	for (i = 0; i < COUNT(paddrs); i++) {
		begin_again();
		refuses_at(paddrs[i], "nowhere", PVH_BAD_START_INFO,
			   paddrs[i], 0, 0, 0);
	}
}

/* Its version says how much of it must fit. */
static void start_info_at_the_top(void)
{
	add_start_info_at(4 * GIB - 40, 0);
	CHECK(translate_at(4 * GIB - 40) == 0);

	begin();
	add_start_info_at(4 * GIB - 56, 1);
	CHECK(translate_at(4 * GIB - 56) == 0);

	begin();
	add_start_info_at(4 * GIB - 55, 1);
	refuses_at(4 * GIB - 55, "55 bytes", PVH_BAD_START_INFO,
		   4 * GIB - 55, 0, 0, 0);

	begin();
	add_start_info_at(4 * GIB - 40, 0)->version = 1;
	refuses_at(4 * GIB - 40, "40 bytes of version 1", PVH_BAD_START_INFO,
		   4 * GIB - 40, 0, 0, 0);
}

static void start_info_anywhere(void)
{
	static const u64 paddrs[] = {
		1, 0x1003, 0x9fc00 + 1, 0x9ffff - 56, 0xfff - 20, 0x2000 - 56,
		0x2000 - 1, GIB - 1, GIB, 3 * GIB + 7
	};
	unsigned int i;

	for (i = 0; i < COUNT(paddrs); i++) {
		begin();
		add_start_info_at(paddrs[i], 1)->flags = i;
		CHECK(translate_at(paddrs[i]) == 0);
		CHECK(copy.flags == i);
	}
}

/* It is as large as its version says. */
static void versions_next_to_the_kernel(void)
{
	u32 version;

	for (version = 0; version <= 2; version++) {
		const u64 paddr = IMAGE - (version ? 56 : 40);

		begin();
		add_start_info_at(paddr, version);
		CHECK(translate_at(paddr) == 0);

		begin();
		add_start_info_at(paddr + 1, version);
		refuses_at(paddr + 1, "its end", PVH_START_INFO_IN_KERNEL,
			   paddr + 1, 0, 0, 0);

		begin();
		add_start_info_at(IMAGE_END, version);
		CHECK(translate_at(IMAGE_END) == 0);
	}
}

/* With everything wrong, one after the other is put right. */
static void first_wrong_is_named(void)
{
	struct hvm_start_info *info = add_start_info_at(INFO, 1);
	struct hvm_memmap_table_entry *map;
	struct hvm_modlist_entry *list;
	u32 i;

	info->magic = 1;
	info->memmap_entries = 5000;
	info->memmap_paddr = 1ULL << 60;
	info->nr_modules = 33;
	info->modlist_paddr = 1ULL << 60;
	info->cmdline_paddr = 1ULL << 60;
	image = INFO + 39;
	image_end = INFO + 0x100000;
	refuses("image", PVH_START_INFO_IN_KERNEL, INFO, 0, 0, 0);
	image = IMAGE;
	image_end = IMAGE_END;
	begin_again();
	refuses("magic", PVH_BAD_MAGIC, 1, 0, 0, 0);
	info->magic = XEN_HVM_START_MAGIC_VALUE;
	begin_again();
	refuses("entries", PVH_BAD_MEMMAP_ENTRIES, 5000, 0, 0, 0);
	info->memmap_entries = 1024;
	begin_again();
	refuses("map", PVH_BAD_MEMMAP, 1ULL << 60, 1024, 0, 0);
	info->memmap_paddr = IMAGE_END - 1;
	guest_add(IMAGE_END - 1, 1);
	begin_again();
	refuses("map in kernel", PVH_MEMMAP_IN_KERNEL, IMAGE_END - 1, 1024, 0, 0);

	map = add_memmap(info, 1024);
	for (i = 0; i < 1024; i++) {
		map[i].addr = MIB + (i + 1) * 0x2000;
		map[i].size = 0x1000;
		map[i].type = 1;
	}
	begin_again();
	if (MAX_RANGES <= 1024)
		refuses("long map", PVH_MEMMAP_TOO_LONG, 1025, 0, 0, 0);
	info->memmap_entries = 10;
	begin_again();
	guest_end_memory(IMAGE);
	refuses("RAM", PVH_KERNEL_BEYOND_RAM, IMAGE, IMAGE_END, IMAGE, 0);
	guest_end_memory(IMAGE_END);
	info->nr_modules = 3;
	begin_again();
	refuses("list", PVH_BAD_MODLIST, 1ULL << 60, 3, 0, 0);
	info->modlist_paddr = IMAGE_END - 1;
	begin_again();
	refuses("list in kernel", PVH_MODLIST_IN_KERNEL, IMAGE_END - 1, 3, 0, 0);

	list = add_modules(info, 3);
	list[0].paddr = 0;
	list[0].size = 5;
	begin_again();
	refuses("module", PVH_BAD_MODULE, 0, 0, 5, 0);
	list[0].paddr = IMAGE_END - 1;
	begin_again();
	refuses("module in kernel", PVH_MODULE_IN_KERNEL, 0, IMAGE_END - 1, 5, 0);
	list[0].paddr = IMAGE_END;
	begin_again();
	info->cmdline_paddr = IMAGE_END - 1;
	refuses("cmdline in kernel", PVH_CMDLINE_IN_KERNEL, IMAGE_END - 1, 0, 0, 0);
	info->cmdline_paddr = 0;
	begin_again();
	boots("all is right");
}

static const struct test tests[] = {
	TEST(least_that_boots),
	TEST(start_info_is_copied),
	TEST(only_one_magic),
	TEST(version_0_has_no_map),
	TEST(other_versions_are_read_as_1),
	TEST(no_start_info),
	TEST(start_info_at_the_top),
	TEST(start_info_anywhere),
	TEST(versions_next_to_the_kernel),
	TEST(first_wrong_is_named),
};

/*
 * Written by tests/unit/lib.sh: REFUSAL(name, values) for each that refusals.h has a
 * sentence for and start_info.c speaks of, with how many values the sentence has.
 */
static const struct {
	const char *name;
	u32 why;
	unsigned int values;
} refusals[] = {
#define REFUSAL(name, values) { #name, name, values },
#include "start-info-refusals.h"
};

static void each_was_seen(void)
{
	unsigned int i;

	CHECK(COUNT(refusals) == 13);
	for (i = 0; i < COUNT(refusals); i++)
		/* Where there is room for the longest map, none is too long. */
		if (!refusal_was_seen(refusals[i].why) &&
		    (refusals[i].why != PVH_MEMMAP_TOO_LONG || MAX_RANGES <= 1024))
			complain("%s was not seen: it has no test",
				 refusals[i].name);
}

/* The tests above compare all of those. */
static void each_has_the_values_of_its_sentence(void)
{
	unsigned int i;

	for (i = 0; i < COUNT(refusals); i++)
		if (refusals[i].values != values_of(refusals[i].why))
			complain("%s: the sentence has %u values, the refusal %u",
				 refusals[i].name, refusals[i].values,
				 values_of(refusals[i].why));
}

static const struct test last[] = {
	TEST(each_was_seen),
	TEST(each_has_the_values_of_its_sentence),
};

int main(void)
{
	const struct suite suites[] = {
		{ "start_info", tests, COUNT(tests) },
		memmap_suite, module_suite, cmdline_suite, place_suite,
		{ "refusals", last, COUNT(last) },
	};
	int status = run_suites(suites, COUNT(suites), begin);

	begin();
	free(boot);
	return status;
}
