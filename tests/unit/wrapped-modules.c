// SPDX-License-Identifier: GPL-2.0-only
/* Tests of wrap.c: modules that are preserved for a kernel with PVH support. */
#include <stdio.h>
#include <string.h>

#include "wrapped.h"

#define KEPT_MAX 66

/* As a kernel goes through the list: it keeps a node, and what that points at. */
static struct {
	u64 addr, size;
} kept[KEPT_MAX];
static u32 nr_kept, nr_e820_ext, nr_rng_seed;

static void look_at_indirect(const struct setup_data *data)
{
	const struct setup_indirect *indirect = (const void *)data->data;

	CHECK(data->len == sizeof(*indirect));
	/* SETUP_INDIRECT alone would be none. */
	CHECK((indirect->type & SETUP_INDIRECT) && indirect->type != (u32)SETUP_INDIRECT);
	CHECK((indirect->type & ~SETUP_INDIRECT) <= SETUP_ENUM_MAX);
	CHECK(!indirect->reserved);
	kept[nr_kept].addr = indirect->addr;
	kept[nr_kept++].size = indirect->len;
}

static void look_at_setup_data(void)
{
	u64 at = pvh_boot.params.hdr.setup_data;
	const struct setup_data *data;

	nr_kept = nr_e820_ext = nr_rng_seed = 0;
	for (; at; at = data->next) {
		data = (const void *)(unsigned long)at;
		if (data == &pvh_boot.e820_ext.data && data->type == SETUP_E820_EXT)
			nr_e820_ext++;
		else if (data == &pvh_rng_seed.data && data->type == SETUP_RNG_SEED)
			nr_rng_seed++;
		else if (data->type == (u32)SETUP_INDIRECT && nr_kept < KEPT_MAX)
			look_at_indirect(data);
		else
			break;
	}
	CHECK(!at);
}

/* It is, and only once. */
static bool is_kept(u64 addr, u64 size)
{
	u32 i, found = 0;

	for (i = 0; i < nr_kept; i++)
		found += kept[i].addr == addr && kept[i].size == size;
	return found == 1;
}

static const struct {
	const char *what;
	struct hvm_modlist_entry mod[4];	/* cmdline_paddr: of what is below */
	const char *cmdline[4];
	u32 nr;
	const char *kept;	/* l: the list, 0-3: module, A-D: its command line */
	bool seed;
} cases[] = {
	{ "none", .nr = 0, .kept = "" },
	{ "a ramdisk", { { MODULE(0), 0x1000 } }, .nr = 1, .kept = "l" },
	{ "two", { { MODULE(0), 0x1000 }, { MODULE(1), 7 } }, .nr = 2, .kept = "l1" },
	{ "command lines",
	  { { MODULE(0), 0x1000 }, { MODULE(1), 7 }, { MODULE(2), 1 } },
	  { "initrd", "", "three" }, .nr = 3, .kept = "lA1B2C" },
	{ "only the second has one",
	  { { MODULE(0), 0x1000 }, { MODULE(1), 7 }, { MODULE(2), 1 } },
	  { NULL, "two" }, .nr = 3, .kept = "l1B2" },
	{ "empty ones",
	  { { MODULE(0), 0x1000 }, { MODULE(1), 0 }, { 0, 0 }, { MODULE(2), 1 } },
	  { NULL, "two" }, .nr = 4, .kept = "lB3" },
	{ "one that cannot be, which the kernel will say",
	  { { MODULE(0), 0x1000 }, { 0, 7 }, { 64 * TIB - 1, 2 }, { -1ULL, 2 } },
	  { NULL, "two" }, .nr = 4, .kept = "lB" },
	{ "one that can just be",
	  { { MODULE(0), 0x1000 }, { 64 * TIB - 1, 1 } }, .nr = 2, .kept = "l1" },
	{ "no ramdisk, for the first is empty",
	  { { MODULE(0), 0 }, { MODULE(1), 1 } }, .nr = 2, .kept = "l1" },
	{ "no ramdisk, and all are empty", { { 0, 0 }, { 0, 0 } }, .nr = 2, .kept = "l" },
	{ "above 4 GiB",
	  { { 5 * GIB, 0x1000 }, { 5 * GIB + 0x1000, 6 * GIB }, { MODULE(1), 1 } },
	  .nr = 3, .kept = "l12" },
	{ "as the ramdisk, but for the upper half of the address",
	  { { 5 * GIB, 0x1000 }, { GIB, 0x1000 } }, .nr = 2, .kept = "l1" },
	{ "a seed first",
	  { { MODULE(0), 32 }, { MODULE(1), 0x1000 }, { MODULE(2), 1 } },
	  { "rng-seed" }, .nr = 3, .kept = "l0A2", .seed = true },
	{ "a seed alone",
	  { { MODULE(0), 32 } }, { "rng-seed" }, .nr = 1, .kept = "l0A", .seed = true },
};

/* One byte each. */
static struct hvm_modlist_entry *add_list(u64 paddr, u32 nr)
{
	struct hvm_modlist_entry *list;
	u32 i;

	list = guest_add(paddr, nr * sizeof(*list));
	info->modlist_paddr = paddr;
	info->nr_modules = nr;
	for (i = 0; i < nr; i++) {
		list[i].paddr = MODULE(i);
		list[i].size = 1;
	}
	return list;
}

static void add_case(unsigned int n)
{
	struct hvm_modlist_entry *list;
	u32 i;

	header->hardware_subarch = X86_SUBARCH_PVH;
	if (!cases[n].nr)
		return;
	list = add_modules(info, cases[n].nr);
	for (i = 0; i < cases[n].nr; i++) {
		list[i] = cases[n].mod[i];
		if (list[i].size == 32)
			fill(list[i].paddr, list[i].size);
		if (!cases[n].cmdline[i])
			continue;
		list[i].cmdline_paddr = MOD_CMDLINE(i);
		add_text(MOD_CMDLINE(i), cases[n].cmdline[i]);
	}
}

static void check_kept(unsigned int n, bool joined)
{
	const char *what = cases[n].what, *expected = cases[n].kept;
	u32 nr = 0;

	look_at_setup_data();
	for (; *expected; expected++, nr++) {
		u32 i = *expected >= 'A' ? *expected - 'A' : *expected - '0';

		if (*expected == 'l')
			CHECK_OF(what, is_kept(MODLIST, cases[n].nr * 32));
		else if (*expected >= 'A')
			CHECK_OF(what, is_kept(MOD_CMDLINE(i),
					       strlen(cases[n].cmdline[i]) + 1));
		else
			CHECK_OF(what, is_kept(cases[n].mod[i].paddr, cases[n].mod[i].size));
	}
	CHECK_OF(what, nr_kept == nr + joined);
	CHECK_OF(what, !nr_rng_seed && !nr_e820_ext);
}

static void all_but_the_ramdisk(void)
{
	unsigned int n;

	for (n = 0; n < COUNT(cases); n++) {
		begin_wrapped();
		add_case(n);
		wrapped_boots(cases[n].what);
		check_kept(n, false);
		/* It takes seeds itself. */
		CHECK_OF(cases[n].what, !guest_changed());
	}
}

/* Whoever looks for modules finds the loader's where it was. */
static void the_ramdisk_too_if_it_was_joined(void)
{
	unsigned int n = 1;

	begin_wrapped();
	add_case(n);
	fill(MODULE(0), 0x1000);
	guest_add(RAM_END - 0x2000, 0x2000);
	wrap_ramdisk(0x1000);
	wrapped_boots("joined");
	CHECK(ramdisk_image() == RAM_END - 0x2000);
	check_kept(n, true);
	CHECK(is_kept(MODULE(0), 0x1000));
}

/* A kernel that does not know PVH does not look. */
static void none_for_a_pc(void)
{
	unsigned int n;

	for (n = 0; n < COUNT(cases); n++) {
		begin_wrapped();
		add_case(n);
		header->hardware_subarch = 0;
		wrapped_boots(cases[n].what);
		look_at_setup_data();
		CHECK_OF(cases[n].what, !nr_kept && nr_rng_seed == cases[n].seed);
	}
}

/* What pvh_translate() links is still there. */
static void with_all_other_nodes(void)
{
	struct hvm_memmap_table_entry map[130];
	unsigned int n = COUNT(cases) - 2, i;

	for (i = 0; i < COUNT(map); i++) {
		map[i].addr = GIB + i * MIB;
		map[i].size = 1;
		map[i].type = 1;
	}
	set_memmap(map, COUNT(map));
	add_case(n);
	wrapped_boots("all nodes");
	look_at_setup_data();
	CHECK(nr_kept == strlen(cases[n].kept) && nr_e820_ext == 1 && !nr_rng_seed);

	begin_wrapped();
	set_memmap(map, COUNT(map));
	add_case(n);
	header->hardware_subarch = 0;
	wrapped_boots("all nodes of a PC");
	look_at_setup_data();
	CHECK(!nr_kept && nr_e820_ext == 1 && nr_rng_seed == 1);
}

static void as_many_as_there_can_be(void)
{
	struct hvm_modlist_entry *list;
	char *texts;
	u32 i;

	header->hardware_subarch = X86_SUBARCH_PVH;
	list = add_modules(info, 32);
	texts = guest_add(2 * MIB, 32 * 4);
	for (i = 0; i < 32; i++) {
		list[i].paddr = MODULE(i);
		list[i].size = 1 + i;
		list[i].cmdline_paddr = 2 * MIB + i * 4;
		memset(texts + i * 4, 'a', 3);
	}
	wrapped_boots("32 modules");
	look_at_setup_data();
	CHECK(nr_kept == 64 && is_kept(MODLIST, 32 * 32));
	CHECK(!is_kept(MODULE(0), 1));
	for (i = 0; i < 32; i++) {
		CHECK(!i || is_kept(MODULE(i), 1 + i));
		CHECK(is_kept(2 * MIB + i * 4, 4));
	}

	/* The first is none of its bytes, the other is then no ramdisk either. */
	begin_wrapped();
	header->hardware_subarch = X86_SUBARCH_PVH;
	list = add_modules(info, 32);
	texts = guest_add(2 * MIB, 32 * 4);
	for (i = 0; i < 32; i++) {
		list[i].paddr = MODULE(i);
		list[i].size = 1;
		list[i].cmdline_paddr = 2 * MIB + i * 4;
		memset(texts + i * 4, 'a', 3);
	}
	fill(MODULE(0), 1);
	list[0].cmdline_paddr = MOD_CMDLINE(0);
	add_text(MOD_CMDLINE(0), "rng-seed");
	fill(RAM_END - 0x1000, 5);
	wrap_ramdisk(1);
	fill(MODULE(1), 1);
	wrapped_boots("32 modules, and none is the ramdisk");
	look_at_setup_data();
	CHECK(nr_kept == 65);
}

/* As is its command line, whose end may not count. */
static void command_line_without_an_end(void)
{
	struct hvm_modlist_entry *list;

	header->hardware_subarch = X86_SUBARCH_PVH;
	list = add_modules(info, 2);
	list[0].paddr = MODULE(0);
	list[0].size = list[1].size = 1;
	list[1].paddr = MODULE(1);
	list[1].cmdline_paddr = 2 * MIB;
	memset(guest_add(2 * MIB, 4096), 'a', 4096);
	wrapped_boots("no end");
	look_at_setup_data();
	CHECK(nr_kept == 3 && is_kept(2 * MIB, 2048));
}

/* What is beyond 32 the kernel leaves out, and says so. */
static void more_than_there_can_be(void)
{
	const struct hvm_start_info *passed;
	struct hvm_modlist_entry *list;
	u32 i;

	header->hardware_subarch = X86_SUBARCH_PVH;
	list = add_modules(info, 40);
	for (i = 0; i < 40; i++) {
		list[i].paddr = i < 32 ? MODULE(i) : IMAGE;
		list[i].size = 1;
	}
	wrapped_boots("40 modules");
	look_at_setup_data();
	CHECK(nr_kept == 32 && is_kept(MODLIST, 32 * 32));
	passed = (void *)(unsigned long)pvh_boot.params.hdr.hardware_subarch_data;
	CHECK(passed->nr_modules == 40);

	/* Wherever the rest of the list is. */
	begin_wrapped();
	add_list(IMAGE - 32 * 32, 33);
	wrapped_boots("33 modules, of which 32 are before the kernel");
}

static void list_where_none_can_be(void)
{
	const struct {
		const char *what;
		u64 paddr;
		u32 nr, why;
	} lists[] = {
		{ "ends where the kernel begins", IMAGE - 64, 2 },
		{ "its end is in the kernel", IMAGE - 63, 2, PVH_MODLIST_IN_KERNEL },
		{ "its second is", IMAGE - 32, 2, PVH_MODLIST_IN_KERNEL },
		{ "its last of 32 is", IMAGE - 31 * 32, 32, PVH_MODLIST_IN_KERNEL },
		{ "all of it is", IMAGE, 2, PVH_MODLIST_IN_KERNEL },
		{ "its start is", IMAGE_END - 1, 2, PVH_MODLIST_IN_KERNEL },
		{ "begins where the kernel ends", IMAGE_END, 2 },
		{ "ends where memory does", 64 * TIB - 64, 2 },
		{ "ends behind that", 64 * TIB - 63, 2, PVH_BAD_MODLIST },
		{ "goes on behind that", 64 * TIB - 32, 40, PVH_BAD_MODLIST },
	};
	unsigned int i;

	for (i = 0; i < COUNT(lists); i++) {
		const char *what = lists[i].what;

		begin_wrapped();
		add_list(lists[i].paddr, lists[i].nr);
		if (lists[i].why)
			wrapped_refuses(what, lists[i].why, lists[i].paddr, lists[i].nr,
					lists[i].why == PVH_BAD_MODLIST ? 64 * TIB : IMAGE);
		else
			wrapped_boots(what);
		CHECK_OF(what, !guest_changed());
	}
}

static void any_of_them_in_the_kernel(void)
{
	static const struct {
		u32 i;
		u64 paddr, size;
		bool seed, fine;
	} places[] = {
		{ 1, IMAGE - 1, 1, .fine = true },
		{ 1, IMAGE - 1, 2 },
		{ 1, IMAGE, 1 },
		{ 2, IMAGE_END - 1, 1 },
		{ 2, IMAGE_END, 1, .fine = true },
		{ 31, IMAGE, 1 },
		{ 32, IMAGE, 1, .fine = true },
		{ 0, IMAGE, 1 },
		{ 0, IMAGE, 32, .seed = true },
		{ 1, IMAGE, 32, .seed = true },
		{ 1, IMAGE + 8, 0, .fine = true },
		{ 1, IMAGE, -IMAGE, .fine = true },
	};
	struct hvm_modlist_entry *list;
	unsigned int n;
	char what[50];
	u32 i, pvh;

	for (n = 0; n < COUNT(places); n++) {
		for (pvh = 0; pvh < 2; pvh++) {
			const u64 paddr = places[n].paddr, size = places[n].size;

			sprintf(what, "module %u at %#llx", places[n].i,
				(unsigned long long)paddr);
			begin_wrapped();
			header->hardware_subarch = pvh ? X86_SUBARCH_PVH : 0;
			list = add_list(MODLIST, 40);
			i = places[n].i;
			list[i].paddr = paddr;
			list[i].size = size;
			if (places[n].seed) {
				list[i].cmdline_paddr = MOD_CMDLINE(0);
				add_text(MOD_CMDLINE(0), "rng-seed");
				fill(paddr, size);
			}
			if (places[n].fine)
				wrapped_boots(what);
			else
				wrapped_refuses(what, PVH_MODULE_IN_KERNEL, i, paddr, size);
			CHECK_OF(what, !guest_changed());
		}
	}
}

static void half_a_list_is_none(void)
{
	header->hardware_subarch = X86_SUBARCH_PVH;
	info->nr_modules = 1000;
	wrapped_boots("no list");
	look_at_setup_data();
	CHECK(!nr_kept);

	begin_wrapped();
	header->hardware_subarch = X86_SUBARCH_PVH;
	info->modlist_paddr = MODLIST;
	wrapped_boots("no modules");
	look_at_setup_data();
	CHECK(!nr_kept);
}

static const struct test tests[] = {
	TEST(all_but_the_ramdisk),
	TEST(the_ramdisk_too_if_it_was_joined),
	TEST(none_for_a_pc),
	TEST(with_all_other_nodes),
	TEST(as_many_as_there_can_be),
	TEST(command_line_without_an_end),
	TEST(more_than_there_can_be),
	TEST(list_where_none_can_be),
	TEST(any_of_them_in_the_kernel),
	TEST(half_a_list_is_none),
};

const struct suite wrapped_module_suite = { "modules", tests, COUNT(tests) };
