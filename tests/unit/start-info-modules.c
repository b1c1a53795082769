// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of start_info.c: the ramdisk, which is the first module. The contents and the
 * command lines of modules are not accessed: there is no memory at their addresses.
 */
#include <stdio.h>
#include <string.h>

#include "start-info.h"

/* @why, of @paddr and @size, or it boots with that ramdisk. */
static const struct {
	const char *what;
	u64 paddr, size;
	u32 why;
} cases[] = {
	{ "a ramdisk", MODULE(0), 0x1f0000 },
	{ "one of one byte", MODULE(0), 1 },
	{ "at address 1", 1, 0xfff },
	{ "up to the kernel", IMAGE - 0x1000, 0x1000 },
	{ "behind the kernel", IMAGE_END, 0x1000 },
	{ "at 1 GiB", GIB, 0x1000 },
	{ "up to 4 GiB", 4 * GIB - 0x1000, 0x1000 },
#if CONFIG_X86_64
	{ "across 4 GiB", 4 * GIB - 0x1000, 0x2000 },
	{ "at 4 GiB", 4 * GIB, 0x2000 },
	{ "above 4 GiB", 0x123456789aULL, 0x11 },
	{ "larger than 4 GiB", 0x123456789aULL, 0x2200000011ULL },
	{ "up to the end", 64 * TIB - 0x1000, 0x1000 },
	{ "all above the kernel", IMAGE_END, 64 * TIB - IMAGE_END },
#else
	{ "across 4 GiB", 4 * GIB - 0xfff, 0x1000, PVH_BAD_MODULE },
#endif
	{ "without an address", 0, 1, PVH_BAD_MODULE },
	{ "wraps", ~0ULL - 0xfff, 0x1001, PVH_BAD_MODULE },
	{ "ends at 2^64", ~0ULL - 0xfff, 0x1000, PVH_BAD_MODULE },
	{ "wraps far", MODULE(0), ~0ULL, PVH_BAD_MODULE },
	{ "wraps to nothing", MODULE(0), -MODULE(0), PVH_BAD_MODULE },
	{ "one byte beyond the end", 64 * TIB - 0xfff, 0x1000, PVH_BAD_MODULE },
	{ "far beyond the end", 1ULL << 63, 0x1000, PVH_BAD_MODULE },
	{ "one byte into the kernel", IMAGE - 0xfff, 0x1000, PVH_MODULE_IN_KERNEL },
	{ "the kernel's last byte", IMAGE_END - 1, 0x1000, PVH_MODULE_IN_KERNEL },
	{ "the kernel's first byte", IMAGE, 1, PVH_MODULE_IN_KERNEL },
	{ "inside the kernel", IMAGE + 0x1000, 0x1000, PVH_MODULE_IN_KERNEL },
	{ "the kernel", IMAGE, IMAGE_END - IMAGE, PVH_MODULE_IN_KERNEL },
	{ "around the kernel", 1, GIB, PVH_MODULE_IN_KERNEL },

	{ "empty", MODULE(0), 0 },
	{ "empty without an address", 0, 0 },
	{ "empty in the kernel", IMAGE, 0 },
	{ "empty beyond all memory", ~0ULL, 0 },
};

static void check_ramdisk(const char *what, u64 paddr, u64 size)
{
	const struct boot_params *params = &boot->params;

	CHECK_OF(what, params->hdr.ramdisk_image == (u32)paddr);
	CHECK_OF(what, params->ext_ramdisk_image == paddr >> 32);
	CHECK_OF(what, params->hdr.ramdisk_size == (u32)size);
	CHECK_OF(what, params->ext_ramdisk_size == size >> 32);
}

static void ramdisks(void)
{
	struct hvm_modlist_entry *list;
	unsigned int i;

	for (i = 0; i < COUNT(cases); i++) {
		u64 paddr = cases[i].paddr, size = cases[i].size;

		begin();
		list = add_modules(add_start_info(), 1);
		list->paddr = paddr;
		list->size = size;
		list->cmdline_paddr = IMAGE;
		list->reserved = ~0ULL;
		if (cases[i].why) {
			refuses(cases[i].what, cases[i].why, 0, paddr, size, 0);
			continue;
		}
		boots(cases[i].what);
		check_ramdisk(cases[i].what, size ? paddr : 0, size);
		CHECK_OF(cases[i].what, copy.nr_modules == 1 &&
			 copy.modlist_paddr == MODLIST);
	}
}

/* Of any number, only the first has an entry here. */
static void numbers_of_modules(void)
{
	static const u32 numbers[] = { 1, 2, 32, 33, 0x08000000, ~0U };
	struct hvm_start_info *info = add_start_info();
	struct hvm_modlist_entry *list = add_modules(info, 1);
	unsigned int i;

	list->paddr = MODULE(0);
	list->size = MIB;
	for (i = 0; i < COUNT(numbers); i++) {
		info->nr_modules = numbers[i];
		begin_again();
		boots("a number");
		check_ramdisk("a number", MODULE(0), MIB);
		CHECK(copy.nr_modules == numbers[i]);
	}
}

static void half_a_list_is_none(void)
{
	struct hvm_start_info *info = add_start_info();

	info->nr_modules = ~0U;
	boots("no address");
	check_ramdisk("no address", 0, 0);
	info->nr_modules = 0;
	info->modlist_paddr = ~0ULL;
	boots("no modules");
	check_ramdisk("no modules", 0, 0);
}

static const struct test tests[] = {
	TEST(ramdisks),
	TEST(numbers_of_modules),
	TEST(half_a_list_is_none),
};

const struct suite module_suite = { "modules", tests, COUNT(tests) };
