// SPDX-License-Identifier: GPL-2.0-only
/* Tests of start_info.c: modules, the ramdisk among them, and seeds. */
#include <stdio.h>
#include <string.h>

#include "start-info.h"

#define SEED_TEXT "rng-seed"

/* No module has more memory than this: nobody has business behind it. */
#define BACKED 0x2000ULL

#define MOST 8
#define NONE -1

static const struct module {
	u64 paddr, size;
	const char *cmdline;
} none;

static const struct {
	const char *what;
	struct module mod[MOST];	/* up to the last with an address */
	int ramdisk;			/* which, or NONE */
	const char *seeds;		/* what is taken: "0:32" of module 0 */
} cases[] = {
	{ "one", { { MODULE(0), 0x1f0000 } }, 0 },
	{ "one of one byte", { { MODULE(0), 1 } }, 0 },
	{ "two", { { MODULE(1), 0x1000 }, { MODULE(0), 0x2000 } }, 0 },
	{ "eight, each with its command line",
	  { { MODULE(7), 0x1000, "initrd" }, { MODULE(6), 0x1000, "two" },
	    { MODULE(5), 0x1000, "three" }, { MODULE(4), 0x1000, "" },
	    { MODULE(3), 0x1000, "rng" }, { MODULE(2), 0x1000, "nokaslr" },
	    { MODULE(1), 0x1000, "no5lvl" }, { MODULE(0), 0x1000, "root=/dev/ram" } }, 0 },
	{ "touching each other",
	  { { MODULE(1), 0x1000 }, { MODULE(1) - 0x1000, 0x1000 },
	    { MODULE(1) + 0x1000, 0x1000 } }, 0 },
	{ "touching the kernel",
	  { { IMAGE - 0x1000, 0x1000 }, { IMAGE_END, 0x1000 } }, 0 },
	{ "at address 1", { { 1, 0xfff } }, 0 },
	{ "at 1 GiB", { { GIB, 0x1000 }, { GIB - 1, 1 } }, 0 },
	{ "up to 4 GiB", { { 4 * GIB - 0x1000, 0x1000 } }, 0 },
#if CONFIG_X86_64
	{ "across 4 GiB", { { 4 * GIB - 0x1000, 0x2000 } }, 0 },
	{ "at 4 GiB", { { 4 * GIB, 0x2000 } }, 0 },
	{ "above 4 GiB", { { 0x123456789aULL, 0x11 } }, 0 },
	{ "larger than 4 GiB", { { 0x123456789aULL, 0x2200000011ULL } }, 0 },
	{ "up to the end", { { 64 * TIB - 0x1000, 0x1000 } }, 0 },
	{ "all above the kernel", { { IMAGE_END, 64 * TIB - IMAGE_END } }, 0 },
#endif

	/* What has no size is not there. */
	{ "the first empty", { { MODULE(0), 0 }, { MODULE(1), 0x1000 } }, NONE },
	{ "the second empty", { { MODULE(0), 0x1000 }, { MODULE(1), 0 } }, 0 },
	{ "empty in the kernel",
	  { { MODULE(0), 0x1000 }, { IMAGE + 0x1000, 0 }, { MODULE(1), 1 } }, 0 },
	{ "empty in another",
	  { { MODULE(0), 0x1000 }, { MODULE(0) + 0x800, 0 } }, 0 },
	{ "empty beyond all memory",
	  { { MODULE(0), 0x1000 }, { ~0ULL, 0 } }, 0 },
	{ "empty before another around it",
	  { { MODULE(1), 1 }, { MODULE(0) + 0x800, 0 }, { MODULE(0), 0x1000 } }, 0 },
	{ "empty without an address",
	  { { MODULE(0), 0x1000 }, { 0, 0 }, { MODULE(1), 1 } }, 0 },

	/* Seeds. */
	{ "a seed and a ramdisk",
	  { { MODULE(0), 32, SEED_TEXT }, { MODULE(1), 0x1000 } }, 1, "0:32" },
	{ "a ramdisk and a seed",
	  { { MODULE(0), 0x1000, "initrd" }, { MODULE(1), 32, SEED_TEXT } },
	  0, "1:32" },
	{ "a seed alone", { { MODULE(0), 32, SEED_TEXT } }, NONE, "0:32" },
	{ "a seed of one byte", { { MODULE(0), 1, SEED_TEXT } }, NONE, "0:1" },
	{ "as much as is taken",
	  { { MODULE(0), 512, SEED_TEXT } }, NONE, "0:512" },
	{ "one byte less", { { MODULE(0), 511, SEED_TEXT } }, NONE, "0:511" },
	{ "one byte more", { { MODULE(0), 513, SEED_TEXT } }, NONE, "0:512" },
	{ "a long seed", { { MODULE(0), 0x54321, SEED_TEXT } }, NONE, "0:512" },
	{ "a very long seed, not aligned",
	  { { MODULE(0) + 0xfff, 5 * MIB + 3, SEED_TEXT } }, NONE, "0:512" },
	{ "several",
	  { { MODULE(2), 100, SEED_TEXT }, { MODULE(1), 0x1000 },
	    { MODULE(0), 28, SEED_TEXT }, { MODULE(3), 7, "x rng-seed" } },
	  1, "0:100 2:28 3:7" },
	{ "several that are too long together",
	  { { MODULE(2), 300, SEED_TEXT }, { MODULE(1), 300, SEED_TEXT },
	    { MODULE(0), 300, SEED_TEXT }, { MODULE(3), 0x1000 } },
	  3, "0:300 1:212 2:0" },
	{ "several that just fit",
	  { { MODULE(2), 256, SEED_TEXT }, { MODULE(1), 256, SEED_TEXT } },
	  NONE, "0:256 1:256" },
	{ "an empty seed",
	  { { MODULE(0), 0x1000 }, { MODULE(1), 0, SEED_TEXT } }, 0 },
	{ "an empty seed and another",
	  { { MODULE(0), 0x1000 }, { MODULE(1), 0, SEED_TEXT },
	    { MODULE(2), 16, SEED_TEXT } }, 0, "2:16" },
	{ "a seed, an empty one and a ramdisk",
	  { { MODULE(0), 16, SEED_TEXT }, { MODULE(1), 0 }, { MODULE(2), 1 },
	    { MODULE(3), 1 } }, 2, "0:16" },
	{ "seeds touching the module list and command lines",
	  { { MODLIST - 16, 16, SEED_TEXT },
	    { MODLIST + 7 * 32, 16, SEED_TEXT },
	    { MOD_CMDLINE(0) - 16, 16, SEED_TEXT },
	    { CMDLINE - 16, 16, SEED_TEXT },
	    { MODULE(0), 1 },
	    { CMDLINE + 6, 16, SEED_TEXT },
	    { MOD_CMDLINE(0) + 9, 16, SEED_TEXT } },
	  4, "0:16 1:16 2:16 3:16 5:16 6:16" },
	{ "a seed touching the kernel",
	  { { IMAGE - 16, 16, SEED_TEXT }, { IMAGE_END, 16, SEED_TEXT } },
	  NONE, "0:16 1:16" },
	{ "a seed touching the ramdisk",
	  { { MODULE(0), 16 }, { MODULE(0) + 16, 16, SEED_TEXT },
	    { MODULE(0) - 16, 16, SEED_TEXT } }, 0, "1:16 2:16" },
	{ "a seed around an empty module",
	  { { MODULE(1), 1 }, { MODULE(0), 32, SEED_TEXT }, { MODULE(0) + 16, 0 } },
	  0, "1:32" },
	{ "a seed in a module that cannot be",
	  { { MODULE(1), 1 }, { MODULE(0), 32, SEED_TEXT }, { 0, MODULE(1) } },
	  0, "1:32" },
	{ "a seed up to 4 GiB",
	  { { 4 * GIB - 48, 48, SEED_TEXT } }, NONE, "0:48" },
#if CONFIG_X86_64
	{ "a seed across 4 GiB",
	  { { 4 * GIB - 48, 96, SEED_TEXT } }, NONE, "0:96" },
	{ "a seed above 4 GiB",
	  { { 5 * GIB + 12345, 3 * MIB, SEED_TEXT }, { MODULE(0), 1 } },
	  1, "0:512" },
	{ "a seed at the end",
	  { { 64 * TIB - 64, 64, SEED_TEXT } }, NONE, "0:64" },
#endif
};

/* Of a module's memory, each byte says where it is; none is zero. */
static u8 byte_at(u64 paddr)
{
	return 1 + (paddr ^ paddr >> 8 ^ paddr >> 16 ^ paddr >> 32) % 255;
}

/* Where nothing else is. */
static void add_module_memory(u64 paddr, u64 size)
{
	u64 i, length;
	u8 *to;

	if (paddr >= GUEST_LIMIT || size > GUEST_LIMIT - paddr)
		return;
	if (size > BACKED)
		size = BACKED;
	for (; size; paddr += length, size -= length) {
		const bool there = guest_at(paddr);

		for (length = 1; length < size; length++)
			if (!guest_at(paddr + length) == there)
				break;
		if (there)
			continue;
		to = guest_add(paddr, length);
		for (i = 0; i < length; i++)
			to[i] = byte_at(paddr + i);
	}
}

/* A start_info with these modules, their command lines and their memory. */
static struct hvm_modlist_entry *modules(const struct module *mod, u32 nr)
{
	struct hvm_start_info *info = add_start_info();
	struct hvm_modlist_entry *list = add_modules(info, nr);
	u32 i;

	add_cmdline(info, "quiet");
	for (i = 0; i < nr; i++) {
		list[i].paddr = mod[i].paddr;
		list[i].size = mod[i].size;
		list[i].reserved = ~0ULL;
		if (mod[i].cmdline) {
			list[i].cmdline_paddr = MOD_CMDLINE(i);
			add_text(MOD_CMDLINE(i), mod[i].cmdline);
		}
	}
	return list;
}

static u32 number_of(const struct module *mod)
{
	u32 nr = MOST;

	while (nr && !memcmp(&mod[nr - 1], &none, sizeof(none)))
		nr--;
	return nr;
}

static void check_ramdisk(const char *what, u64 paddr, u64 size)
{
	const struct boot_params *params = &boot->params;

	CHECK_OF(what, params->hdr.ramdisk_image == (u32)paddr);
	CHECK_OF(what, params->ext_ramdisk_image == paddr >> 32);
	CHECK_OF(what, params->hdr.ramdisk_size == (u32)size);
	CHECK_OF(what, params->ext_ramdisk_size == size >> 32);
}

/* What was taken is zero, the rest is as it was. */
static void check_memory(const char *what, const struct module *mod, u32 taken)
{
	u64 i, size = mod->size > BACKED ? BACKED : mod->size;
	const u8 *now = guest_at(mod->paddr);

	/* What cannot be anywhere has none. */
	if (!mod->paddr)
		return;
	for (i = 0; i < size; i++)
		if (now[i] != (i < taken ? 0 : byte_at(mod->paddr + i)))
			break;
	if (i < size)
		complain("%s: byte %#llx of the module at %#llx is %#x",
			 what, (unsigned long long)i,
			 (unsigned long long)mod->paddr, now[i]);
}

static void check_seeds(const char *what, const struct module *mod, u32 nr,
			const char *seeds)
{
	struct setup_data *node = find_setup_data(SETUP_RNG_SEED);
	u32 taken[MOST] = { 0 };
	u32 i, which, size, length = 0;
	int used;

	for (; seeds && sscanf(seeds, "%u:%u %n", &which, &size, &used) == 2;
	     seeds += used) {
		taken[which] = size;
		for (i = 0; i < size; i++, length++)
			CHECK_OF(what, node && length < node->len &&
				 node->data[length] ==
				 byte_at(mod[which].paddr + i));
	}
	CHECK_OF(what, (node ? node->len : 0) == length);
	CHECK_OF(what, !node == !length);
	for (i = 0; i < nr; i++)
		check_memory(what, &mod[i], taken[i]);
}

static void modules_and_seeds(void)
{
	unsigned int i;
	u32 j;

	for (i = 0; i < COUNT(cases); i++) {
		const struct module *mod = cases[i].mod;
		const char *what = cases[i].what;
		u32 nr = number_of(mod);
		const struct module *ramdisk =
			cases[i].ramdisk == NONE ? &none : &mod[cases[i].ramdisk];

		begin();
		modules(mod, nr);
		for (j = 0; j < nr; j++)
			add_module_memory(mod[j].paddr, mod[j].size);
		boots(what);
		check_ramdisk(what, ramdisk->paddr, ramdisk->size);
		check_seeds(what, mod, nr, cases[i].seeds);

		/* All can be found, as the loader said it. */
		CHECK_OF(what, copy.nr_modules == nr &&
			 copy.modlist_paddr == MODLIST);
		for (j = 0; j < nr; j++) {
			struct hvm_modlist_entry *list = guest_at(MODLIST);

			CHECK_OF(what, list[j].paddr == mod[j].paddr &&
				 list[j].size == mod[j].size);
			CHECK_OF(what, !mod[j].cmdline ||
				 !strcmp(guest_at(MOD_CMDLINE(j)), mod[j].cmdline));
		}
		CHECK_OF(what, !(boot->options & (PVH_NOKASLR | PVH_NO5LVL)));
		CHECK_OF(what, boot->params.hdr.loadflags & KASLR_FLAG);
		CHECK_OF(what, !strcmp(guest_at(CMDLINE), "quiet"));
	}
}

/* What the base boots with is no reason not to: it is done without, and said. */
static const struct {
	const char *what;
	struct module mod[MOST];
	int ramdisk;
	u32 bad_seeds;
} left_out[] = {
	{ "the third without an address",
	  { { MODULE(0), 1 }, { MODULE(1), 1 }, { 0, 0x1000 } }, 0 },
	{ "the second wraps", { { MODULE(0), 1 }, { ~0ULL - 0xfff, 0x1001 } }, 0 },
	{ "the second beyond the end", { { MODULE(0), 1 }, { 64 * TIB, 1 } }, 0 },
	{ "a seed beyond the end", { { MODULE(0), 1 }, { 64 * TIB, 1, SEED_TEXT } }, 0 },

	{ "the same twice",
	  { { MODULE(0), 0x1000 }, { MODULE(0), 0x1000 } }, 0 },
	{ "a byte into the one before",
	  { { MODULE(0), 0x1000 }, { MODULE(0) + 0xfff, 0x1000 } }, 0 },
	{ "a byte into the one before, from below",
	  { { MODULE(1), 0x1000 }, { MODULE(1) - 0xfff, 0x1000 } }, 0 },
	{ "inside another",
	  { { MODULE(0), 0x1000 }, { MODULE(1), 0x1000 },
	    { MODULE(1) + 0x800, 1 } }, 0 },
	{ "around another",
	  { { MODULE(2), 0x1000 }, { MODULE(1), 0x1000 }, { MODULE(3), 0 },
	    { MODULE(1) - 1, 0x1002 } }, 0 },
	{ "a seed in the ramdisk",
	  { { MODULE(0), 0x1000 }, { MODULE(0), 32, SEED_TEXT } }, 0, 1 },
	{ "two seeds",
	  { { MODULE(0), 32, SEED_TEXT }, { MODULE(0) + 31, 32, SEED_TEXT } }, NONE, 2 },
	{ "a seed's last byte in the module list",
	  { { MODULE(0), 1 }, { MODLIST - 15, 16, SEED_TEXT } }, 0, 1 },
	{ "a seed's first byte in the module list",
	  { { MODLIST + 31, 16, SEED_TEXT } }, NONE, 1 },
	{ "a seed around the module list",
	  { { MODLIST - 1, 34, SEED_TEXT } }, NONE, 1 },
	{ "a seed's last byte in the command line",
	  { { CMDLINE - 15, 16, SEED_TEXT } }, NONE, 1 },
	{ "a seed's first byte in the command line",
	  { { CMDLINE + 4, 16, SEED_TEXT } }, NONE, 1 },
	{ "a seed's first byte on the zero of the command line",
	  { { CMDLINE + 5, 16, SEED_TEXT } }, NONE, 1 },
	{ "a seed around the command line",
	  { { MODULE(0), 1 }, { CMDLINE - 100, 300, SEED_TEXT } }, 0, 1 },
	{ "a seed's last byte in a module's command line",
	  { { MOD_CMDLINE(1) - 15, 16, SEED_TEXT }, { MODULE(0), 1, "initrd" } }, 1, 1 },
	{ "a seed's first byte in a module's command line",
	  { { MODULE(0), 1, "initrd" }, { MOD_CMDLINE(0) + 5, 16, SEED_TEXT } }, 0, 1 },
	{ "a seed around a module's command line",
	  { { MODULE(0), 1, "initrd" }, { MOD_CMDLINE(0) - 5, 100, SEED_TEXT } }, 0, 1 },
};

static void modules_left_out(void)
{
	unsigned int i;
	u32 j;

	for (i = 0; i < COUNT(left_out); i++) {
		const struct module *mod = left_out[i].mod;
		const struct module *ramdisk =
			left_out[i].ramdisk == NONE ? &none : &mod[left_out[i].ramdisk];
		const char *what = left_out[i].what;

		begin();
		modules(mod, number_of(mod));
		for (j = 0; j < number_of(mod); j++)
			if (mod[j].paddr)
				add_module_memory(mod[j].paddr, mod[j].size);
		boots(what);
		check_ramdisk(what, ramdisk->paddr, ramdisk->size);
		CHECK_OF(what, boot->bad_seeds == left_out[i].bad_seeds);
		CHECK_OF(what, !find_setup_data(SETUP_RNG_SEED));
		CHECK_OF(what, !guest_changed());
	}
}

/* @a to @d as in the sentence of the refusal. */
static const struct {
	const char *what;
	struct module mod[MOST];
	u32 why;
	u64 a, b, c, d;
} refused[] = {
	{ "without an address", { { 0, 1 } },
	  PVH_BAD_MODULE, 0, 0, 1 },
	{ "wraps", { { ~0ULL - 0xfff, 0x1001 } },
	  PVH_BAD_MODULE, 0, ~0ULL - 0xfff, 0x1001 },
	{ "ends at 2^64", { { ~0ULL - 0xfff, 0x1000 } },
	  PVH_BAD_MODULE, 0, ~0ULL - 0xfff, 0x1000 },
	{ "wraps far", { { MODULE(0), ~0ULL } },
	  PVH_BAD_MODULE, 0, MODULE(0), ~0ULL },
	{ "wraps to nothing", { { MODULE(0), -MODULE(0) } },
	  PVH_BAD_MODULE, 0, MODULE(0), -MODULE(0) },
	{ "one byte beyond the end", { { 64 * TIB - 0xfff, 0x1000 } },
	  PVH_BAD_MODULE, 0, 64 * TIB - 0xfff, 0x1000 },
	{ "far beyond the end", { { 1ULL << 63, 0x1000 } },
	  PVH_BAD_MODULE, 0, 1ULL << 63, 0x1000 },
	{ "a seed without an address", { { 0, 32, SEED_TEXT } },
	  PVH_BAD_MODULE, 0, 0, 32 },
	{ "a seed one byte beyond the end", { { 64 * TIB - 31, 32, SEED_TEXT } },
	  PVH_BAD_MODULE, 0, 64 * TIB - 31, 32 },

	{ "one byte into the kernel", { { IMAGE - 0xfff, 0x1000 } },
	  PVH_MODULE_IN_KERNEL, 0, IMAGE - 0xfff, 0x1000 },
	{ "the kernel's last byte", { { IMAGE_END - 1, 0x1000 } },
	  PVH_MODULE_IN_KERNEL, 0, IMAGE_END - 1, 0x1000 },
	{ "the kernel's first byte", { { IMAGE, 1 } },
	  PVH_MODULE_IN_KERNEL, 0, IMAGE, 1 },
	{ "inside the kernel",
	  { { MODULE(0), 1 }, { IMAGE + 0x1000, 0x1000 } },
	  PVH_MODULE_IN_KERNEL, 1, IMAGE + 0x1000, 0x1000 },
	{ "the kernel", { { IMAGE, IMAGE_END - IMAGE } },
	  PVH_MODULE_IN_KERNEL, 0, IMAGE, IMAGE_END - IMAGE },
	{ "around the kernel", { { 1, GIB } },
	  PVH_MODULE_IN_KERNEL, 0, 1, GIB },
	{ "a seed in the kernel", { { IMAGE + 5, 32, SEED_TEXT } },
	  PVH_MODULE_IN_KERNEL, 0, IMAGE + 5, 32 },
};

static void refused_modules(void)
{
	unsigned int i;
	u32 j;

	for (i = 0; i < COUNT(refused); i++) {
		const struct module *mod = refused[i].mod;

		begin();
		modules(mod, number_of(mod));
		for (j = 0; j < number_of(mod); j++)
			if (mod[j].cmdline)
				add_module_memory(mod[j].paddr, mod[j].size);
		refuses(refused[i].what, refused[i].why, refused[i].a,
			refused[i].b, refused[i].c, refused[i].d);
	}
}

/* Any number; of more than 32 the first 32 count. */
static void numbers_of_modules(void)
{
	static const u32 more[] = { 33, 34, 1000, 0x08000000, ~0U };
	struct hvm_modlist_entry *list;
	unsigned int i;
	char what[50];
	u32 nr, j;

	for (nr = 1; nr <= 32; nr++) {
		sprintf(what, "%u modules", nr);
		begin();
		list = add_modules(add_start_info(), nr);
		for (j = 0; j < nr; j++) {
			list[j].paddr = MODULE(nr - j);
			list[j].size = MIB;
		}
		boots(what);
		check_ramdisk(what, MODULE(nr), MIB);

		/* The last counts, and is no other. */
		begin_again();
		list = guest_at(MODLIST);
		list[nr - 1].paddr = IMAGE;
		refuses(what, PVH_MODULE_IN_KERNEL, nr - 1, IMAGE, MIB, 0);
	}
	list[31].paddr = MODULE(0);
	for (i = 0; i < COUNT(more); i++) {
		struct hvm_start_info *info = guest_at(INFO);

		sprintf(what, "%u modules", more[i]);
		info->nr_modules = more[i];
		begin_again();
		boots(what);
		check_ramdisk(what, MODULE(32), MIB);
		CHECK_OF(what, copy.nr_modules == 32);
		CHECK_OF(what, boot->bad_modules == more[i] - 32);
	}
}

static void half_a_list_is_none(void)
{
	struct hvm_start_info *info = add_start_info();

	info->nr_modules = 1;
	boots("no address");
	check_ramdisk("no address", 0, 0);
	CHECK(!copy.nr_modules && boot->bad_modules == 1);
	info->nr_modules = ~0U;
	boots("no address, but many");
	check_ramdisk("no address, but many", 0, 0);
	CHECK(!copy.nr_modules && boot->bad_modules == ~0U);
	info->nr_modules = 0;
	info->modlist_paddr = ~0ULL;
	boots("no modules");
	check_ramdisk("no modules", 0, 0);
	CHECK(!boot->bad_modules);
}

static const struct {
	const char *cmdline;
	bool seed;
} words[] = {
	{ "rng-seed", true },
	{ "rng-seed initrd", true },
	{ "initrd rng-seed", true },
	{ "a rng-seed b", true },
	{ "\trng-seed\n", true },
	{ "  rng-seed  ", true },
	{ "rng rng-see rng-seed", true },
	{ "", false },
	{ "rng-see", false },
	{ "ng-seed", false },
	{ "rng-seed1", false },
	{ "rng-seed=1", false },
	{ "rng-seedrng-seed", false },
	{ "xrng-seed", false },
	{ "rrng-seed", false },
	{ "rxrng-seed", false },
	{ "r12345678rng-seed", false },
	{ "rng_seed", false },
	{ "RNG-SEED", false },
	{ "rng -seed", false },
	{ "nokaslr no5lvl", false },
	{ "\"rng-seed\"", false },
};

static void word_of_a_seed(void)
{
	struct module mod = { MODULE(0), 32 };
	unsigned int i;

	for (i = 0; i < COUNT(words); i++) {
		const char *what = words[i].cmdline;

		begin();
		mod.cmdline = what;
		modules(&mod, 1);
		add_module_memory(mod.paddr, mod.size);
		boots(what);
		check_ramdisk(what, words[i].seed ? 0 : MODULE(0),
			      words[i].seed ? 0 : 32);
		check_seeds(what, &mod, 1, words[i].seed ? "0:32" : NULL);
	}
}

/* A module's command line that has no end is read as far as the kernel's. */
static void module_cmdline_without_end(void)
{
	const struct module mod = { MODULE(0), 32 };
	struct hvm_modlist_entry *list = modules(&mod, 1);
	char *text = guest_add(MOD_CMDLINE(0), 4096);

	add_module_memory(mod.paddr, mod.size);
	list->cmdline_paddr = MOD_CMDLINE(0);
	memset(text, 'x', 4096);
	boots("no word");
	check_ramdisk("no word", MODULE(0), 32);

	begin_again();
	memcpy(text + 2039, " rng-seed ", 10);
	boots("one byte too far");
	check_ramdisk("one byte too far", MODULE(0), 32);

	begin_again();
	memset(text, 'x', 4096);
	memcpy(text + 2038, " rng-seed ", 10);
	boots("just before");
	check_seeds("just before", &mod, 1, "0:32");
}

/* What lies in the kernel is not looked at, with the zero behind it. */
static void module_cmdline_in_the_kernel(void)
{
	const struct {
		const char *what;
		u64 paddr;
		bool seed;
	} places[] = {
		{ "before the kernel", IMAGE - sizeof(SEED_TEXT), true },
		{ "its zero in the kernel", IMAGE - sizeof(SEED_TEXT) + 1, false },
		{ "in the kernel", IMAGE + 100, false },
	};
	const struct module mod = { MODULE(0), 32 };
	unsigned int i;

	for (i = 0; i < COUNT(places); i++) {
		begin();
		modules(&mod, 1)->cmdline_paddr = places[i].paddr;
		add_text(places[i].paddr, SEED_TEXT);
		add_module_memory(mod.paddr, mod.size);
		boots(places[i].what);
		check_ramdisk(places[i].what, places[i].seed ? 0 : MODULE(0),
			      places[i].seed ? 0 : 32);
	}
}

/* The rest of what a seed lies in is not its own. */
static void only_the_seed_is_wiped(void)
{
	const struct module mod = { MODULE(0) + 3, 401, SEED_TEXT };
	const u8 *now;
	u32 i;

	modules(&mod, 1);
	add_module_memory(MODULE(0), 1000);
	boots("inside other memory");
	now = guest_at(MODULE(0));
	for (i = 0; i < 1000; i++)
		CHECK(now[i] == (i >= 3 && i < 404 ? 0 : byte_at(MODULE(0) + i)));
}

/* Both are there, neither hides the other, nor what was there before. */
static void seed_and_long_map(void)
{
	const struct module mod = { MODULE(0), 32, SEED_TEXT };
	struct hvm_memmap_table_entry *map;
	u32 i, n = PVH_MAX_RANGES - 1;

	modules(&mod, 1);
	add_module_memory(mod.paddr, mod.size);
	map = add_memmap(guest_at(INFO), n);
	for (i = 0; i < n; i++) {
		map[i].addr = MIB + 0x2000 * (u64)(i + 1);
		map[i].size = 0x1000;
		map[i].type = 1;
	}
	boots("seed and map");
	check_seeds("seed and map", &mod, 1, "0:32");
	CHECK(e820_count() == n + 1);
	CHECK(e820(n)->addr == MIB + 0x2000 * (u64)n);
}

/*
 * The map and start_info itself are copied before seeds are wiped; a seed may
 * lie in them.
 */
static void seed_in_what_was_copied(void)
{
	struct hvm_start_info *info = add_start_info();
	struct hvm_memmap_table_entry *map = add_memmap(info, 2);
	struct hvm_modlist_entry *list = add_modules(info, 2);

	map[0].addr = MIB;
	map[0].size = MIB;
	map[0].type = 1;
	add_text(MOD_CMDLINE(0), SEED_TEXT);
	list[0].cmdline_paddr = list[1].cmdline_paddr = MOD_CMDLINE(0);
	list[0].paddr = MEMMAP;
	list[0].size = 48;
	list[1].paddr = INFO + 40;
	list[1].size = 16;
	boots("seed in the map");
	CHECK(e820_count() == 2 && e820(1)->addr == MIB);
	CHECK(!((u8 *)guest_at(MEMMAP))[1] && !((u8 *)guest_at(MEMMAP))[16]);
	CHECK(copy.memmap_entries == 2);
	CHECK(!info->memmap_entries);
}

static const struct test tests[] = {
	TEST(modules_and_seeds),
	TEST(modules_left_out),
	TEST(refused_modules),
	TEST(numbers_of_modules),
	TEST(half_a_list_is_none),
	TEST(word_of_a_seed),
	TEST(module_cmdline_without_end),
	TEST(module_cmdline_in_the_kernel),
	TEST(only_the_seed_is_wiped),
	TEST(seed_and_long_map),
	TEST(seed_in_what_was_copied),
};

const struct suite module_suite = { "modules", tests, COUNT(tests) };
