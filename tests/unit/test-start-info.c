// SPDX-License-Identifier: GPL-2.0
/*
 * Tests of start_info.c, in KTAP. Guest memory is a handful of regions at
 * chosen physical addresses, each in an allocation of exactly its size, so that
 * the address sanitizer sees a read of one byte too many.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guest.h"
#include "ktap.h"
#include <asm/e820/types.h>

#include "../../arch/x86/platform/pvh/pvh.h"

#define GIB (1ULL << 30)

static struct region {
	u64 paddr, size;
	u8 *host;
} regions[8];
static unsigned int nr_regions;

static struct pvh_boot *boot;
static struct hvm_start_info copy;

#define CHECK(condition) \
	((condition) ? (void)0 : complain("line %d: %s", __LINE__, #condition))

static void *guest_add(u64 paddr, u64 size)
{
	struct region *r = &regions[nr_regions++];

	r->paddr = paddr;
	r->size = size;
	r->host = calloc(1, size);
	if (!r->host)
		abort();
	return r->host;
}

const void *guest_memory(u64 paddr)
{
	unsigned int i;

	for (i = 0; i < nr_regions; i++) {
		struct region *r = &regions[i];

		if (paddr >= r->paddr && paddr < r->paddr + r->size)
			return r->host + (paddr - r->paddr);
	}
	complain("memory that is not there was asked for: %#llx",
		 (unsigned long long)paddr);
	return NULL;
}

/* A new guest, and boot_params as the entry starts from. */
static void begin(void)
{
	while (nr_regions)
		free(regions[--nr_regions].host);
	free(boot);
	boot = calloc(1, sizeof(*boot));
	if (!boot)
		abort();
	boot->params.hdr.loadflags = LOADED_HIGH | KASLR_FLAG;
	memset(&copy, 0, sizeof(copy));
}

static struct hvm_start_info *add_start_info(u64 paddr, u64 size)
{
	struct hvm_start_info *info = guest_add(paddr, size);

	info->magic = XEN_HVM_START_MAGIC_VALUE;
	if (size > HVM_START_INFO_SIZE_V0)
		info->version = 1;
	return info;
}

#define INFO 0x21e0
#define MAP 0x5a8
#define MODS 0x21c0
#define CMDLINE 0x11c0

static struct hvm_start_info *start(void)
{
	return add_start_info(INFO, sizeof(struct hvm_start_info));
}

static struct hvm_memmap_table_entry *add_map(struct hvm_start_info *info,
					      u32 entries)
{
	struct hvm_memmap_table_entry *map;
	u32 i;

	map = guest_add(MAP, entries * sizeof(*map));
	for (i = 0; i < entries; i++) {
		map[i].addr = 0x100000 + i * 0x10000ULL;
		map[i].size = 0x8000;
		map[i].type = 1 + i % 7;
	}
	info->memmap_paddr = MAP;
	info->memmap_entries = entries;
	return map;
}

static u32 translate_at(u64 paddr)
{
	return pvh_translate(paddr, boot, &copy);
}

static u32 translate(void)
{
	return translate_at(INFO);
}

/* Entry @n behind the ISA hole, which comes first. */
static struct boot_e820_entry *e820(u32 n)
{
	return ++n < 128 ? &boot->params.e820_table[n] :
			 &boot->e820_ext.entries[n - 128];
}

static u32 e820_count(void)
{
	u32 n = boot->params.e820_entries;

	if (boot->params.hdr.setup_data)
		n += boot->e820_ext.data.len / sizeof(struct boot_e820_entry);
	return n;
}

static void least_that_boots(void)
{
	struct hvm_start_info *info = start();

	add_map(info, 1);
	CHECK(translate() == 0);
	CHECK(!boot->params.hdr.ramdisk_image && !boot->params.hdr.ramdisk_size);
	CHECK(!boot->params.hdr.cmd_line_ptr);
	CHECK(!boot->params.hdr.setup_data);
	CHECK(boot->params.hdr.loadflags == (LOADED_HIGH | KASLR_FLAG));
	CHECK(boot->params.hdr.hardware_subarch_data == (unsigned long)&copy);
}

static void start_info_is_copied(void)
{
	struct hvm_start_info *info = start();

	info->flags = 3;
	info->rsdp_paddr = 0xfc008001;
	add_map(info, 2);
	CHECK(translate() == 0);
	CHECK(!memcmp(info, &copy, sizeof(copy)));
	CHECK(boot->params.acpi_rsdp_addr == 0xfc008001);
}

static void bad_magic_is_refused(void)
{
	start()->magic = 0x336ec579;
	CHECK(translate() == PVH_BAD_MAGIC);
	CHECK(boot->value == 0x336ec579);
	begin();
	start()->magic = 0;
	CHECK(translate() == PVH_BAD_MAGIC);
	CHECK(!boot->value);
	CHECK(!boot->params.hdr.hardware_subarch_data);
}

static void start_info_unreachable(void)
{
	CHECK(translate_at(0) == PVH_BAD_START_INFO);
	CHECK(translate_at(4 * GIB - 39) == PVH_BAD_START_INFO);
	CHECK(boot->value == 4 * GIB - 39);
	CHECK(translate_at(4 * GIB) == PVH_BAD_START_INFO);
	CHECK(translate_at(~0UL) == PVH_BAD_START_INFO);
}

static void start_info_at_the_top(void)
{
	u64 top = 4 * GIB - sizeof(struct hvm_start_info);

	add_map(add_start_info(top, sizeof(struct hvm_start_info)), 1);
	CHECK(translate_at(top) == 0);

	/* Too little room for version 1 */
	begin();
	add_start_info(4 * GIB - 48, 48)->version = 1;
	CHECK(translate_at(4 * GIB - 48) == PVH_BAD_START_INFO);
}

static void version_0_has_no_map(void)
{
	add_start_info(INFO, HVM_START_INFO_SIZE_V0)->flags = 3;
	CHECK(translate() == 0);
	CHECK(copy.flags == 3 && !copy.memmap_paddr && !copy.memmap_entries);
	CHECK(!boot->params.e820_entries);
}

static void newer_version_is_read_as_1(void)
{
	struct hvm_start_info *info = start();

	info->version = 0x7fff0000;
	add_map(info, 3);
	CHECK(translate() == 0);
	CHECK(boot->params.e820_entries == 4);
}

static void map_of_any_size(void)
{
	static const u32 counts[] = { 1, 2, 126, 127, 128, 129, 200, 255, 256,
				      300, E820_MAX_ENTRIES - 1 };
	unsigned int i;

	for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		struct hvm_memmap_table_entry *map;
		u32 n;

		begin();
		map = add_map(start(), counts[i]);
		CHECK(translate() == 0);
		CHECK(e820_count() == counts[i] + 1);
		CHECK(!!boot->params.hdr.setup_data == (counts[i] > 127));
		for (n = 0; n < counts[i]; n++) {
			CHECK(e820(n)->addr == map[n].addr);
			CHECK(e820(n)->size == map[n].size);
			CHECK(e820(n)->type == map[n].type);
		}
		CHECK(e820(-1)->addr == 0xa0000 && e820(-1)->size == 0x60000);
		CHECK(e820(-1)->type == XEN_HVM_MEMMAP_TYPE_RESERVED);
	}
}

/* What the kernel cannot hold would be missing without a word. */
static void map_too_long_for_the_kernel(void)
{
	static const u32 counts[] = { E820_MAX_ENTRIES, 1000, PVH_MAX_MEMMAP };
	unsigned int i;

	for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		begin();
		add_map(start(), counts[i]);
		CHECK(translate() == PVH_MEMMAP_TOO_LONG);
		CHECK(boot->value == counts[i] + 1);
	}
}

static void adjacent_ranges_are_joined(void)
{
	struct hvm_memmap_table_entry *map = add_map(start(), 1000);
	u32 i;

	for (i = 0; i < 1000; i++) {
		map[i].addr = i * 0x1000ULL;
		map[i].size = 0x1000;
		map[i].type = i < 600 ? 1 : 2;
	}
	map[700].size = 0;
	CHECK(translate() == 0);
	CHECK(e820_count() == 4);
	CHECK(e820(0)->addr == 0 && e820(0)->size == 0x258000);
	CHECK(e820(0)->type == 1);
	CHECK(e820(1)->addr == 0x258000 && e820(1)->size == 0x64000);
	CHECK(e820(1)->type == 2);
	CHECK(e820(2)->addr == 0x2bd000 && e820(2)->size == 0x12b000);
	CHECK(e820(2)->type == 2);

	/* The first has none before it, and what ends at the top none behind */
	begin();
	map = add_map(start(), 3);
	map[0].addr = 1;
	map[0].size = 0x1000;
	map[1].addr = ~0ULL - 0xfff;
	map[1].size = 0x1000;
	map[2].addr = 0;
	map[2].size = 1;
	map[2].type = map[1].type;
	CHECK(translate() == 0);
	CHECK(e820_count() == 4);
}

static void map_too_long_is_refused(void)
{
	struct hvm_start_info *info = start();

	add_map(info, 1);
	info->memmap_entries = PVH_MAX_MEMMAP + 1;
	CHECK(translate() == PVH_BAD_MEMMAP_ENTRIES);
	CHECK(boot->value == PVH_MAX_MEMMAP + 1);
	info->memmap_entries = ~0U;
	CHECK(translate() == PVH_BAD_MEMMAP_ENTRIES);
	CHECK(boot->value == ~0U);
}

static void map_unreachable_is_refused(void)
{
	struct hvm_start_info *info = start();

	info->memmap_entries = 2;
	info->memmap_paddr = 4 * GIB - 47;
	CHECK(translate() == PVH_BAD_MEMMAP);
	CHECK(boot->value == 4 * GIB - 47);
	info->memmap_paddr = 1ULL << 40;
	CHECK(translate() == PVH_BAD_MEMMAP);
	info->memmap_paddr = ~0ULL;
	CHECK(translate() == PVH_BAD_MEMMAP);
}

static void half_a_map_is_none(void)
{
	struct hvm_start_info *info = start();

	info->memmap_entries = 5;
	CHECK(translate() == 0);
	CHECK(!boot->params.e820_entries);
	info->memmap_entries = 0;
	info->memmap_paddr = MAP;
	CHECK(translate() == 0);
	CHECK(!boot->params.e820_entries);
}

static void bad_range_costs_only_itself(void)
{
	struct hvm_memmap_table_entry *map = add_map(start(), 6);

	map[1].size = 0;
	map[5].addr = 0;
	map[5].size = 0;
	map[2].addr = ~0ULL - 0xfff;
	map[2].size = 0x2000;
	map[3].addr = ~0ULL - 0xfff;
	map[3].size = 0x1000;
	CHECK(translate() == 0);
	CHECK(e820_count() == 4);
	CHECK(e820(0)->addr == map[0].addr);
	CHECK(e820(1)->addr == map[3].addr && e820(1)->size == 0x1000);
	CHECK(e820(2)->addr == map[4].addr);
}

static void unknown_type_is_reserved(void)
{
	static const u32 types[] = { 0, 8, 12, 128, 0xefffffff, ~0U };
	struct hvm_memmap_table_entry *map = add_map(start(), 6);
	u32 i;

	for (i = 0; i < 6; i++)
		map[i].type = types[i];
	CHECK(translate() == 0);
	for (i = 0; i < 6; i++)
		CHECK(e820(i)->type == XEN_HVM_MEMMAP_TYPE_RESERVED);
}

static void setup_data_is_chained(void)
{
	add_map(start(), 200);
	boot->params.hdr.setup_data = 0x1234;
	CHECK(translate() == 0);
	CHECK(boot->params.hdr.setup_data == (unsigned long)&boot->e820_ext);
	CHECK(boot->e820_ext.data.next == 0x1234);
	CHECK(boot->e820_ext.data.type == SETUP_E820_EXT);
	CHECK(boot->e820_ext.data.len == 73 * 20);
}

/* As after XENMEM_memory_map: entries of 20 bytes. */
static void map_of_the_hypervisor(void)
{
	struct boot_e820_entry *entries = guest_add(MAP, 200 * sizeof(*entries));
	u32 i;

	for (i = 0; i < 200; i++) {
		entries[i].addr = i * 0x2000ULL;
		entries[i].size = i == 3 ? 0 : 0x1000;
		entries[i].type = XEN_HVM_MEMMAP_TYPE_RAM;
	}
	CHECK(pvh_set_memmap(&boot->params, &boot->e820_ext, entries, 200,
			     sizeof(*entries)) == 200);
	boot->params.hdr.setup_data = 1;
	CHECK(e820_count() == 200);
	for (i = 0; i < 199; i++)
		CHECK(e820(i)->addr == (i + (i >= 3)) * 0x2000ULL);
}

static struct hvm_modlist_entry *add_modules(struct hvm_start_info *info,
					     u32 nr)
{
	info->modlist_paddr = MODS;
	info->nr_modules = nr;
	return guest_add(MODS, nr * sizeof(struct hvm_modlist_entry));
}

static void first_module_is_ramdisk(void)
{
	struct hvm_modlist_entry *mod = add_modules(start(), 2);

	mod[0].paddr = 0x1fe00000;
	mod[0].size = 0x1f0000;
	mod[1].paddr = 0x10000000;
	mod[1].size = 0x1000;
	CHECK(translate() == 0);
	CHECK(boot->params.hdr.ramdisk_image == 0x1fe00000);
	CHECK(boot->params.hdr.ramdisk_size == 0x1f0000);
	CHECK(!boot->params.ext_ramdisk_image && !boot->params.ext_ramdisk_size);
	CHECK(copy.nr_modules == 2 && copy.modlist_paddr == MODS);
}

static void ramdisk_above_4_gib(void)
{
	struct hvm_modlist_entry *mod = add_modules(start(), 1);

	mod->paddr = 0x123456789aULL;
	mod->size = 0x2200000011ULL;
	CHECK(translate() == 0);
	CHECK(boot->params.hdr.ramdisk_image == 0x3456789a);
	CHECK(boot->params.ext_ramdisk_image == 0x12);
	CHECK(boot->params.hdr.ramdisk_size == 0x11);
	CHECK(boot->params.ext_ramdisk_size == 0x22);
}

static void half_a_module_list_is_none(void)
{
	struct hvm_start_info *info = start();

	info->nr_modules = 1;
	CHECK(translate() == 0);
	CHECK(!boot->params.hdr.ramdisk_size);
	info->nr_modules = 0;
	info->modlist_paddr = 0xdeadbeef;
	CHECK(translate() == 0);
	CHECK(!boot->params.hdr.ramdisk_size);
}

static void module_list_unreachable(void)
{
	struct hvm_start_info *info = start();

	info->nr_modules = 1;
	info->modlist_paddr = 4 * GIB - 31;
	CHECK(translate() == PVH_BAD_MODLIST);
	CHECK(boot->value == 4 * GIB - 31);
	info->modlist_paddr = MODS;
	info->nr_modules = 0x08000000;
	CHECK(translate() == PVH_BAD_MODLIST);
	info->nr_modules = ~0U;
	CHECK(translate() == PVH_BAD_MODLIST);
	info->modlist_paddr = ~0ULL;
	CHECK(translate() == PVH_BAD_MODLIST);
}

static void add_cmdline(struct hvm_start_info *info, const char *text)
{
	info->cmdline_paddr = CMDLINE;
	memcpy(guest_add(CMDLINE, strlen(text) + 1), text, strlen(text) + 1);
}

static void options_are_whole_words(void)
{
	static const struct {
		const char *cmdline;
		u32 options;
	} cases[] = {
		{ "", 0 },
		{ "nokaslr", PVH_NOKASLR },
		{ "no5lvl", PVH_NO5LVL },
		{ "quiet nokaslr no5lvl console=ttyS0", PVH_NOKASLR | PVH_NO5LVL },
		{ "  no5lvl\tnokaslr\n", PVH_NOKASLR | PVH_NO5LVL },
		{ "nokaslrx", 0 },
		{ "xnokaslr", 0 },
		{ "abcdefgnokaslr", 0 },
		{ "nokaslr=1", 0 },
		{ "nokasl r", 0 },
		{ "no5lvlno5lvl", 0 },
		{ "kaslr 5lvl", 0 },
		{ "NOKASLR", 0 },
	};
	unsigned int i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		begin();
		add_cmdline(start(), cases[i].cmdline);
		CHECK(translate() == 0);
		CHECK(boot->params.hdr.cmd_line_ptr == CMDLINE);
		CHECK(!boot->params.ext_cmd_line_ptr);
		CHECK(boot->options == cases[i].options);
		CHECK(!(boot->params.hdr.loadflags & KASLR_FLAG) ==
		      !!(cases[i].options & PVH_NOKASLR));
		CHECK(boot->params.hdr.loadflags & LOADED_HIGH);
	}
}

/* No more is looked at than what the kernel keeps. */
static void cmdline_without_end(void)
{
	struct hvm_start_info *info = start();
	char *text = guest_add(CMDLINE, 2048);

	info->cmdline_paddr = CMDLINE;
	memset(text, 'x', 2048);
	CHECK(translate() == 0);
	memcpy(text + 2040, " nokaslr", 8);
	CHECK(translate() == 0);
	CHECK(!boot->options);
	memcpy(text + 2039, " nokaslr", 8);
	CHECK(translate() == 0);
	CHECK(boot->options == PVH_NOKASLR);
}

static void cmdline_at_the_top(void)
{
	struct hvm_start_info *info = start();
	char *text = guest_add(4 * GIB - 16, 16);

	info->cmdline_paddr = 4 * GIB - 16;
	memcpy(text, "quiet nokaslr xx", 16);
	CHECK(translate() == 0);
	CHECK(boot->options == PVH_NOKASLR);
}

static void cmdline_above_4_gib(void)
{
	start()->cmdline_paddr = 0x1122334455ULL;
#if CONFIG_X86_64
	CHECK(translate() == 0);
	CHECK(boot->params.hdr.cmd_line_ptr == 0x22334455);
	CHECK(boot->params.ext_cmd_line_ptr == 0x11);
#else
	CHECK(translate() == PVH_BAD_CMDLINE);
	CHECK(boot->value == 0x1122334455ULL);
#endif
}

static const struct test tests[] = {
	TEST(least_that_boots),
	TEST(start_info_is_copied),
	TEST(bad_magic_is_refused),
	TEST(start_info_unreachable),
	TEST(start_info_at_the_top),
	TEST(version_0_has_no_map),
	TEST(newer_version_is_read_as_1),
	TEST(map_of_any_size),
	TEST(map_too_long_for_the_kernel),
	TEST(adjacent_ranges_are_joined),
	TEST(map_too_long_is_refused),
	TEST(map_unreachable_is_refused),
	TEST(half_a_map_is_none),
	TEST(bad_range_costs_only_itself),
	TEST(unknown_type_is_reserved),
	TEST(setup_data_is_chained),
	TEST(map_of_the_hypervisor),
	TEST(first_module_is_ramdisk),
	TEST(ramdisk_above_4_gib),
	TEST(half_a_module_list_is_none),
	TEST(module_list_unreachable),
	TEST(options_are_whole_words),
	TEST(cmdline_without_end),
	TEST(cmdline_at_the_top),
	TEST(cmdline_above_4_gib),
};

int main(void)
{
	int status = run_tests(tests, sizeof(tests) / sizeof(tests[0]), begin);

	begin();
	free(boot);
	return status;
}
