// SPDX-License-Identifier: GPL-2.0-only
/* Tests of wrap.c: the loader's ramdisk, which is appended to the wrapped one. */
#include <stdio.h>
#include <string.h>

#include "wrapped.h"

#define LOADERS MODULE(0)

/* Together they are 0x3005 bytes, and get pages of their own. */
#define OWN_SIZE 0x2003
#define LOADERS_SIZE 0x1001
#define TOGETHER 0x3005ULL
#define PAGES 0x4000ULL

#define MOST 6

/* "module 1" is the second, and so on; all have a ramdisk as the first. */
static const struct {
	const char *what;
	struct hvm_memmap_table_entry map[MOST];	/* RAM as usual if empty */
	u64 loaders;					/* LOADERS unless told */
	u64 cmdline, modlist;
	struct hvm_modlist_entry mod[2];		/* 1 and 2 */
	const char *mod_cmdline;			/* of module 1 */
	u32 limit;					/* initrd_addr_max */
	u64 place;					/* 0: there is none */
} cases[] = {
	{ "the end of RAM", .place = RAM_END - 0x4000 },

	/* Which RAM. */
	{ "RAM does not end at a page", { { MIB, RAM_END - MIB + 0xffb, 1 } },
	  .place = RAM_END - 0x4000 },
	{ "RAM ends one byte before a page", { { MIB, RAM_END - MIB - 1, 1 } },
	  .place = RAM_END - 0x5000 },
	{ "several ranges", { { MIB, 127 * MIB, 1 }, { GIB, MIB, 1 } },
	  .place = GIB + MIB - 0x4000 },
	{ "the last is too small",
	  { { MIB, 127 * MIB, 1 }, { GIB, MIB, 1 }, { GIB + 2 * MIB, PAGES - 1, 1 } },
	  .place = GIB + MIB - 0x4000 },
	{ "the last just fits",
	  { { MIB, 127 * MIB, 1 }, { GIB, MIB, 1 }, { GIB + 2 * MIB, PAGES, 1 } },
	  .place = GIB + 2 * MIB },
	{ "the last fits, but for its alignment",
	  { { MIB, 127 * MIB, 1 }, { GIB, MIB, 1 }, { GIB + 1, 0x3005, 2 },
	    { GIB + 2 * MIB + 1, 0x4ffe, 1 } },
	  .place = GIB + MIB - 0x4000 },
	{ "the last fits, with its alignment",
	  { { MIB, 127 * MIB, 1 }, { GIB, MIB, 1 }, { GIB + 2 * MIB + 1, 0x4fff, 1 } },
	  .place = GIB + 2 * MIB + 0x1000 },
	{ "in no order", { { GIB, MIB, 1 }, { MIB, 127 * MIB, 1 } },
	  .place = GIB + MIB - 0x4000 },
	{ "tables in the RAM",
	  { { RAM_END - 0x2000, 0x1000, 3 }, { MIB, RAM_END - MIB, 1 } },
	  .place = RAM_END - 0x6000 },
	{ "at the end of all addresses",
	  { { MIB, 127 * MIB, 1 }, { -MIB, MIB - 1, 1 } }, .place = 128 * MIB - 0x4000 },
	{ "only RAM counts",
	  { { MIB, 127 * MIB, 1 }, { 128 * MIB, 127 * MIB, 2 },
	    { GIB, MIB, 3 }, { 2 * GIB - MIB, MIB, 7 } },
	  .place = 128 * MIB - 0x4000 },
	{ "RAM only where the kernel is", { { IMAGE, IMAGE_END - IMAGE, 1 } } },
	{ "RAM up to the kernel's end", { { MIB, IMAGE_END - MIB, 1 } },
	  .place = IMAGE - 0x4000 },
	{ "RAM up to the middle of the kernel", { { MIB, IMAGE - MIB + 8 * MIB, 1 } },
	  .place = IMAGE - 0x4000 },
	{ "room between the kernel and the ramdisk",
	  { { IMAGE, LOADERS - IMAGE + LOADERS_SIZE, 1 } },
	  .place = LOADERS - 0x4000 },
	{ "just behind the kernel", { { IMAGE, IMAGE_END - IMAGE + PAGES, 1 } },
	  .place = IMAGE_END },
	{ "one byte too few behind it",
	  { { IMAGE, IMAGE_END - IMAGE + PAGES - 1, 1 } } },
	{ "below 1 MiB nothing is put",
	  { { 0, 0x9fc00, 1 }, { IMAGE, IMAGE_END - IMAGE, 1 } } },
	{ "from 1 MiB on", { { 0, 0x9fc00, 1 }, { MIB, PAGES, 1 } },
	  .place = MIB },
	{ "less than that from 1 MiB on",
	  { { 0, 0x9fc00, 1 }, { MIB, PAGES - 1, 1 } } },
	{ "less than the ramdisks, at the very start",
	  { { 1, 0x1000, 1 }, { IMAGE, IMAGE_END - IMAGE, 1 } } },

	/* How high. */
	{ "above what the kernel takes", { { MIB, 127 * MIB, 1 }, { GIB, MIB, 1 } },
	  .limit = GIB - 1, .place = 128 * MIB - 0x4000 },
	{ "across what the kernel takes", { { MIB, 2 * GIB, 1 } },
	  .limit = 0x37ffffff, .place = 0x38000000 - 0x4000 },
	{ "less than a page more", { { MIB, 2 * GIB, 1 } },
	  .limit = 0x38000ffe, .place = 0x38000000 - 0x4000 },
	{ "one byte less", { { MIB, 2 * GIB, 1 } },
	  .limit = 0x37fffffe, .place = 0x38000000 - 0x5000 },
	{ "below all that the kernel takes", { { GIB, GIB, 1 } }, .limit = GIB - 1 },
	{ "a part of what the kernel takes", { { GIB, GIB, 1 } },
	  .limit = GIB + PAGES - 1, .place = GIB },
	{ "one byte less than that", { { GIB, GIB, 1 } }, .limit = GIB + PAGES - 2 },
	{ "up to 4 GiB", { { GIB, 3 * GIB, 1 } }, .limit = ~0U,
	  .place = 4 * GIB - 0x4000 },
	{ "not above", { { MIB, 127 * MIB, 1 }, { 4 * GIB, 4 * GIB, 1 } }, .limit = ~0U,
	  .place = 128 * MIB - 0x4000 },
	{ "not across", { { GIB, 8 * GIB, 1 } }, .limit = ~0U,
	  .place = 4 * GIB - 0x4000 },

	/* What is in the way. */
	{ "the loader's ramdisk", .loaders = RAM_END - LOADERS_SIZE,
	  .place = RAM_END - 0x6000 },
	{ "it is just above", .loaders = RAM_END, .place = RAM_END - 0x4000 },
	{ "it is one byte less above", .loaders = RAM_END - 1,
	  .place = RAM_END - 0x5000 },
	{ "it is in the same page", .loaders = RAM_END - 0x4000 + TOGETHER,
	  .place = RAM_END - 0x5000 },
	{ "it is just below", .loaders = RAM_END - 0x4000 - LOADERS_SIZE,
	  .place = RAM_END - 0x4000 },
	{ "its last byte", .loaders = RAM_END - 0x4000 - LOADERS_SIZE + 1,
	  .place = RAM_END - 0x9000 },
	{ "the command line", .cmdline = RAM_END - 0x2000,
	  .place = RAM_END - 0x6000 },
	{ "the zero at its end", .cmdline = RAM_END - 0x4000 - 5,
	  .place = RAM_END - 0x9000 },
	{ "not what is behind that", .cmdline = RAM_END - 0x4000 - 6,
	  .place = RAM_END - 0x4000 },
	{ "the module list", .modlist = RAM_END - 0x2000,
	  .place = RAM_END - 0x6000 },
	{ "the last of its three entries", .modlist = RAM_END - 0x4000 - 3 * 32 + 1,
	  .mod = { { MODULE(1), 1 }, { MODULE(2), 1 } },
	  .place = RAM_END - 0x9000 },
	{ "not what is behind those", .modlist = RAM_END - 0x4000 - 3 * 32,
	  .mod = { { MODULE(1), 1 }, { MODULE(2), 1 } },
	  .place = RAM_END - 0x4000 },
	{ "another module", .mod = { { RAM_END - 0x2000, 0x1000 } },
	  .place = RAM_END - 0x6000 },
	{ "the last of the modules",
	  .mod = { { MODULE(1), 1 }, { RAM_END - 0x1000, 1 } },
	  .place = RAM_END - 0x5000 },
	{ "one inside", .mod = { { RAM_END - 0x3000, 1 } },
	  .place = RAM_END - 0x7000 },
	{ "one around", .mod = { { RAM_END - MIB, MIB } },
	  .place = RAM_END - MIB - 0x4000 },
	{ "a module's command line", .mod = { { MODULE(1), 1, RAM_END - 0x2000 } },
	  .mod_cmdline = "console", .place = RAM_END - 0x6000 },
	{ "the zero at its end",
	  .mod = { { MODULE(1), 1, RAM_END - 0x4000 - 7 } },
	  .mod_cmdline = "console", .place = RAM_END - 0x9000 },
	{ "not what is behind that either",
	  .mod = { { MODULE(1), 1, RAM_END - 0x4000 - 8 } },
	  .mod_cmdline = "console", .place = RAM_END - 0x4000 },
	{ "one after the other",
	  .mod = { { RAM_END - 0x1000, 0x1000 }, { RAM_END - 0x5000, 1 } },
	  .cmdline = RAM_END - 0x9000, .modlist = RAM_END - 0xd000,
	  .place = RAM_END - 0x11000 },
	{ "two at once, the lower one counts",
	  .mod = { { RAM_END - 0x1000, 1 }, { RAM_END - 0x3000, 1 } },
	  .place = RAM_END - 0x7000 },
	{ "two at once, and in the other order",
	  .mod = { { RAM_END - 0x3000, 1 }, { RAM_END - 0x1000, 1 } },
	  .place = RAM_END - 0x7000 },
	{ "a gap that is too small",
	  .mod = { { RAM_END - 0x1000, 1 }, { RAM_END - 0x1000 - PAGES, 1 } },
	  .place = RAM_END - 0x9000 },
	{ "a gap that is not",
	  .mod = { { RAM_END - 0x1000, 1 }, { RAM_END - 0x1000 - PAGES - 1, 1 } },
	  .place = RAM_END - 0x5000 },
	{ "what is empty, or cannot be, is not in the way",
	  .mod = { { RAM_END - 0x2000, 0 }, { RAM_END - 0x2000, -1ULL } },
	  .place = RAM_END - 0x4000 },
	{ "but their command lines are", .mod = { { RAM_END - 0x2000, 0, RAM_END - 1 } },
	  .mod_cmdline = "", .place = RAM_END - 0x5000 },
	{ "all of a range", { { MIB, 127 * MIB, 1 }, { GIB, 0x8000, 1 } },
	  .mod = { { GIB + 0x3000, 0x3000 } }, .place = 128 * MIB - 0x4000 },
	{ "all of the RAM", { { MIB, 15 * MIB, 1 } },
	  .mod = { { MIB + PAGES - 1, 15 * MIB - PAGES } } },
	{ "one byte too few above it", { { LOADERS, 0x2000 + PAGES - 1, 1 } } },
	{ "just above it", { { LOADERS, 0x2000 + PAGES, 1 } },
	  .place = LOADERS + 0x2000 },
};

static const struct hvm_modlist_entry none;

static struct hvm_modlist_entry *loaders_ramdisk(u64 paddr, u64 size)
{
	struct hvm_modlist_entry *list = add_modules(info, 1);

	list->paddr = paddr;
	list->size = size;
	fill(paddr, size);
	return list;
}

/* Both are there, and nothing between but zeros. */
static void check_contents(const char *what, u64 place, u32 own_size, u64 loaders,
			   u32 size)
{
	const u32 own = (own_size + 3) & ~3;
	u8 *at = guest_at(place);
	u32 i;

	CHECK_OF(what, ramdisk_image() == place && ramdisk_size() == own + size);
	for (i = 0; i < own + size; i++) {
		u8 expected = i < own_size ? byte_at((u32)(OWN_RAMDISK + moved) + i) :
			      i < own ? 0 : byte_at(loaders + i - own);

		if (at[i] != expected) {
			complain("%s: byte %#x is %#x, expected %#x", what, i, at[i],
				 expected);
			return;
		}
	}
}

/* And nothing else was written, where only 0xff was before. */
static void check_joined(const char *what, u64 place, u32 own_size, u64 loaders,
			 u32 size)
{
	check_contents(what, place, own_size, loaders, size);
	memset(guest_at(place), 0xff, ((own_size + 3) & ~3) + size);
	CHECK_OF(what, !guest_changed());
}

static void add_case(unsigned int n)
{
	const u64 loaders = cases[n].loaders ?: LOADERS;
	struct hvm_modlist_entry *list;
	u32 i, nr = 0, ranges = 0;

	begin_wrapped();
	/* What is there already may be where the ramdisk goes. */
	if (cases[n].place)
		memset(guest_add(cases[n].place, TOGETHER), 0xff, TOGETHER);
	while (ranges < MOST && cases[n].map[ranges].size)
		ranges++;
	if (ranges)
		set_memmap(cases[n].map, ranges);
	if (cases[n].limit)
		header->initrd_addr_max = cases[n].limit;
	wrap_ramdisk(OWN_SIZE);
	fill(loaders, LOADERS_SIZE);
	info->cmdline_paddr = cases[n].cmdline ?: CMDLINE;
	add_text(info->cmdline_paddr, "quiet");

	while (nr < 2 && memcmp(&cases[n].mod[nr], &none, sizeof(none)))
		nr++;
	info->modlist_paddr = cases[n].modlist ?: MODLIST;
	info->nr_modules = 1 + nr;
	list = guest_add(info->modlist_paddr, (1 + nr) * sizeof(*list));
	list[0].paddr = loaders;
	list[0].size = LOADERS_SIZE;
	for (i = 0; i < nr; i++) {
		list[1 + i] = cases[n].mod[i];
		if (list[1 + i].cmdline_paddr)
			add_text(list[1 + i].cmdline_paddr, cases[n].mod_cmdline);
	}
}

static void highest_place(void)
{
	unsigned int n;

	for (n = 0; n < COUNT(cases); n++) {
		const char *what = cases[n].what;

		add_case(n);
		if (!cases[n].place) {
			wrapped_refuses(what, PVH_NO_ROOM,
					header->initrd_addr_max + 1ULL, TOGETHER,
					0x2004);
			CHECK_OF(what, !guest_changed());
			continue;
		}
		wrapped_boots(what);
		check_joined(what, cases[n].place, OWN_SIZE, cases[n].loaders ?: LOADERS,
			     LOADERS_SIZE);
	}
}

/* A ramdisk begins at a multiple of four bytes, whatever the one before it has. */
static void sizes(void)
{
	static const u32 own[] = {
		1, 2, 3, 4, 5, 0xfff, 0x1000, 0x1001, 0x1ffe, 0x2000, 0x5432
	};
	static const u32 loaders[] = { 1, 3, 0xfff, 0x1000, 0x1001, 0x2000, 0x12345 };
	unsigned int i, j;
	char what[50];

	for (i = 0; i < COUNT(own); i++) {
		for (j = 0; j < COUNT(loaders); j++) {
			const u64 size = ((own[i] + 3) & ~3) + loaders[j];
			const u64 place = (RAM_END - size) & ~0xfffULL;

			sprintf(what, "%#x and %#x bytes", own[i], loaders[j]);
			begin_wrapped();
			memset(guest_add(place, size), 0xff, size);
			wrap_ramdisk(own[i]);
			loaders_ramdisk(LOADERS, loaders[j]);
			wrapped_boots(what);
			check_joined(what, place, own[i], LOADERS, loaders[j]);
		}
	}
}

/* None of these is for the kernel. */
static void tables_that_are_not_needed(void)
{
	const u64 place = RAM_END - 0x4000;
	struct hvm_memmap_table_entry *map;
	u8 *to;

	begin_wrapped();
	to = guest_add(place, TOGETHER);
	memset(to, 0xff, TOGETHER);
	map = (void *)(to + 0x1000);
	map[0].addr = MIB;
	map[0].size = RAM_END - MIB;
	map[0].type = 1;
	info->memmap_paddr = place + 0x1000;
	info->memmap_entries = 1;
	info->rsdp_paddr = place + 0x2000;
	wrap_ramdisk(OWN_SIZE);
	loaders_ramdisk(LOADERS, LOADERS_SIZE);
	wrapped_boots("memory map");
	check_contents("memory map", place, OWN_SIZE, LOADERS, LOADERS_SIZE);
}

/* RAM behind the ranges that the zero page has, or only there before it. */
static void ranges_that_the_zero_page_does_not_hold(void)
{
	struct hvm_memmap_table_entry map[134];
	u32 n, i;

	for (n = 126; n <= COUNT(map); n++) {
		const u64 place = GIB + n * MIB - 0x8000;

		begin_wrapped();
		memset(map, 0, sizeof(map));
		for (i = 0; i < COUNT(map); i++) {
			/* Of two pages each, but for one. */
			map[i].addr = GIB + i * MIB;
			map[i].size = 0x2000;
			map[i].type = 1;
		}
		map[n - 1].addr = place;
		map[n - 1].size = 0x3000;
		set_memmap(map, COUNT(map));
		memset(guest_add(place, 0x3000), 0xff, 0x3000);
		wrap_ramdisk(0x2000);
		loaders_ramdisk(LOADERS, 0x1000);
		wrapped_boots("a range of many");
		check_joined("a range of many", place, 0x2000, LOADERS, 0x1000);
	}

	/* What would come next is not there. */
	begin_wrapped();
	map[COUNT(map) - 1].size = 0x2000;
	set_memmap(map, COUNT(map));
	wrap_ramdisk(0x2000);
	loaders_ramdisk(LOADERS, 0x1000);
	pvh_boot.e820_ext.entries[COUNT(map) + 1 - 128].addr = GIB;
	pvh_boot.e820_ext.entries[COUNT(map) + 1 - 128].size = MIB;
	pvh_boot.e820_ext.entries[COUNT(map) + 1 - 128].type = 1;
	wrapped_refuses("none of many", PVH_NO_ROOM, 0x80000000, 0x3000, 0x2000);
}

static void loaders_alone(void)
{
	static const u64 paddrs[] = { 1, LOADERS, 4 * GIB - LOADERS_SIZE };
	unsigned int i;

	for (i = 0; i < COUNT(paddrs); i++) {
		begin_wrapped();
		/* Nobody asks for room. */
		header->initrd_addr_max = 0;
		header->xloadflags = 0;
		loaders_ramdisk(paddrs[i] == 1 ? 0x5001 : paddrs[i], LOADERS_SIZE);
		wrapped_boots("alone");
		CHECK(ramdisk_image() == (paddrs[i] == 1 ? 0x5001 : paddrs[i]));
		CHECK(ramdisk_size() == LOADERS_SIZE);
		CHECK(!guest_changed());
	}
}

static void own_alone(void)
{
	static const u32 distances[] = { 0, 0x200000, 0x80000000, -0x600000U };
	struct hvm_modlist_entry *list;
	unsigned int i, empty;

	for (i = 0; i < COUNT(distances); i++) {
		for (empty = 0; empty < 2; empty++) {
			begin_wrapped();
			moved = distances[i];
			header->initrd_addr_max = 0;
			wrap_ramdisk(OWN_SIZE);
			if (empty) {
				/* The loader says that it has none. */
				list = add_modules(info, 2);
				list[0].paddr = LOADERS;
				list[1].paddr = MODULE(1);
				list[1].size = 1;
			}
			wrapped_boots("own");
			CHECK(ramdisk_image() == (u32)(OWN_RAMDISK + moved));
			CHECK(ramdisk_size() == OWN_SIZE);
			CHECK(!guest_changed());
		}
	}
}

static void neither(void)
{
	begin_wrapped();
	wrapped_boots("no ramdisk");
	CHECK(!ramdisk_image() && !ramdisk_size());
}

/* What the kernel itself cannot reach the entry could still copy: it does not. */
static void above_4_gib(void)
{
	static const struct {
		u64 paddr, size;
		bool above;
	} places[] = {
		{ 4 * GIB - LOADERS_SIZE, LOADERS_SIZE },
		{ 4 * GIB - LOADERS_SIZE + 1, LOADERS_SIZE, true },
		{ 4 * GIB - 1, LOADERS_SIZE, true },
		{ 4 * GIB, LOADERS_SIZE, true },
		{ 0x123456789aULL, LOADERS_SIZE, true },
		{ 64 * TIB - LOADERS_SIZE, LOADERS_SIZE, true },
	};
	unsigned int i, own, can;
	char what[50];

	for (i = 0; i < COUNT(places); i++) {
		for (own = 0; own < 2; own++) {
			for (can = 0; can < 2; can++) {
				const u64 paddr = places[i].paddr;

				sprintf(what, "at %#llx%s%s", (unsigned long long)paddr,
					own ? ", joined" : "", can ? "" : ", too high");
				begin_wrapped();
				if (!can)
					header->xloadflags = (uint16_t)~XLF_CAN_BE_LOADED_ABOVE_4G;
				if (own) {
					memset(guest_add(RAM_END - 0x4000, TOGETHER), 0xff,
					       TOGETHER);
					wrap_ramdisk(OWN_SIZE);
				}
				loaders_ramdisk(paddr, LOADERS_SIZE);
				if (!can && places[i].above) {
					wrapped_refuses(what, PVH_RAMDISK_TOO_HIGH, paddr,
							LOADERS_SIZE, 0);
					continue;
				}
				wrapped_boots(what);
				if (own)
					check_joined(what, RAM_END - 0x4000, OWN_SIZE, paddr,
						     LOADERS_SIZE);
				else
					CHECK_OF(what, ramdisk_image() == paddr &&
						 ramdisk_size() == LOADERS_SIZE);
			}
		}
	}
}

/* More than 4 GiB of it, as the loader's list says; nobody looks at them. */
static void larger_than_4_gib(void)
{
	const u64 size = 5 * GIB + 7;
	unsigned int own, can;

	for (own = 0; own < 2; own++) {
		for (can = 0; can < 2; can++) {
			struct hvm_modlist_entry *list;

			begin_wrapped();
			if (!can)
				header->xloadflags = XLF_KERNEL_64;
			if (own)
				wrap_ramdisk(OWN_SIZE);
			list = add_modules(info, 1);
			list->paddr = LOADERS;
			list->size = size;
			if (!can) {
				wrapped_refuses("large", PVH_RAMDISK_TOO_HIGH, LOADERS,
						size, 0);
			} else if (own) {
				wrapped_refuses("large", PVH_NO_ROOM, 0x80000000,
						0x2004 + size, 0x2004);
			} else {
				wrapped_boots("large");
				CHECK(ramdisk_image() == LOADERS && ramdisk_size() == size);
			}
		}
	}
}

/* A seed is none, wherever it is in the list; a PVH kernel will want to see it. */
static void seed_first_for(u32 subarch)
{
	struct hvm_modlist_entry *list;

	begin_wrapped();
	header->hardware_subarch = subarch;
	memset(guest_add(RAM_END - 0x4000, TOGETHER), 0xff, TOGETHER);
	wrap_ramdisk(OWN_SIZE);
	list = add_modules(info, 2);
	list[0].paddr = MODULE(1);
	list[0].size = 32;
	list[0].cmdline_paddr = MOD_CMDLINE(0);
	add_text(MOD_CMDLINE(0), "rng-seed");
	list[1].paddr = LOADERS;
	list[1].size = LOADERS_SIZE;
	fill(MODULE(1), 32);
	fill(LOADERS, LOADERS_SIZE);
	wrapped_boots("seed first");
	if (subarch == X86_SUBARCH_PC) {
		CHECK(pvh_rng_seed.data.len == 32);
		CHECK(!*(u8 *)guest_at(MODULE(1)));
		fill(MODULE(1), 32);
	}
	check_joined("seed first", RAM_END - 0x4000, OWN_SIZE, LOADERS, LOADERS_SIZE);
}

static void seed_first(void)
{
	seed_first_for(X86_SUBARCH_PC);
	seed_first_for(X86_SUBARCH_PVH);
}

/* The kernel that is kept clear of, and the ramdisk to copy, are where they moved. */
static void all_moved(void)
{
	static const struct {
		u32 moved;
		u64 place;
	} cases[] = {
		/* The kernel is from 32 to 64 MiB; that ends where RAM does */
		{ 16 * MIB, 32 * MIB - 0x4000 },
		{ 14 * MIB, 64 * MIB - 0x4000 },
		/* 10 to 42 MiB */
		{ (u32)(-6 * MIB), 64 * MIB - 0x4000 },
	};
	static const struct hvm_memmap_table_entry ram[] = {
		{ MIB, 63 * MIB, 1 },
	};
	unsigned int i;

	for (i = 0; i < COUNT(cases); i++) {
		begin_wrapped();
		moved = cases[i].moved;
		set_memmap(ram, 1);
		memset(guest_add(cases[i].place, TOGETHER), 0xff, TOGETHER);
		wrap_ramdisk(OWN_SIZE);
		loaders_ramdisk(MODULE(0), LOADERS_SIZE);
		wrapped_boots("moved");
		check_joined("moved", cases[i].place, OWN_SIZE, MODULE(0), LOADERS_SIZE);
	}
}

static const struct test tests[] = {
	TEST(highest_place),
	TEST(sizes),
	TEST(tables_that_are_not_needed),
	TEST(ranges_that_the_zero_page_does_not_hold),
	TEST(loaders_alone),
	TEST(own_alone),
	TEST(neither),
	TEST(above_4_gib),
	TEST(larger_than_4_gib),
	TEST(seed_first),
	TEST(all_moved),
};

const struct suite wrapped_ramdisk_suite = { "ramdisks", tests, COUNT(tests) };
