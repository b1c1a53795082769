// SPDX-License-Identifier: GPL-2.0-only
/* Tests of wrap.c and modules.c: seeds among the modules, and the ramdisk after them. */
#include <stdio.h>
#include <string.h>

#include "wrapped.h"

#define MOST 4
#define HIGH (5 * GIB + 0x123)

/* Modules with their contents, and with the command lines that are no NULL. */
static void add_list(const struct hvm_modlist_entry *mod, const char *const *cmdline, u32 nr)
{
	struct hvm_modlist_entry *list = add_modules(info, nr);
	u32 i;

	for (i = 0; i < nr; i++) {
		list[i] = mod[i];
		if (mod[i].size && mod[i].size < MIB && mod[i].paddr &&
		    mod[i].paddr + mod[i].size <= 64 * TIB)
			fill(mod[i].paddr, mod[i].size);
		if (!cmdline[i] || mod[i].cmdline_paddr)
			continue;
		list[i].cmdline_paddr = MOD_CMDLINE(i);
		add_text(MOD_CMDLINE(i), cmdline[i]);
	}
}

/* The node has @size bytes that were at @paddr, from @at on, and they are there no more. */
static void check_taken(const char *what, u32 at, u64 paddr, u32 size)
{
	const u8 *here = guest_at(paddr);
	u32 i;

	for (i = 0; i < size; i++) {
		CHECK_OF(what, pvh_rng_seed.bytes[at + i] == byte_at(paddr + i));
		CHECK_OF(what, !here[i]);
	}
	/* As it was, for what else has changed. */
	fill(paddr, size);
}

static void check_node(const char *what, u32 size)
{
	const struct setup_data *data = &pvh_rng_seed.data;

	CHECK_OF(what, !guest_changed());
	CHECK_OF(what, data->len == size);
	CHECK_OF(what, pvh_boot.params.hdr.setup_data == (size ? (unsigned long)data : 0));
	CHECK_OF(what, data->type == (size ? SETUP_RNG_SEED : 0) && !data->next);
}

static const struct {
	const char *text;
	bool seed;
} words[] = {
	{ "rng-seed", true },
	{ "a rng-seed b", true },
	{ "rng-seed b", true },
	{ "a\trng-seed", true },
	{ "rng-seedrng-seed rng-seed", true },
	{ "" },
	{ "rng-see" },
	{ "rng-seed2" },
	{ "xrng-seed" },
	{ "rng-seed=1" },
	{ "RNG-SEED" },
	{ "rng -seed" },
};

static void by_their_word(void)
{
	const struct hvm_modlist_entry mod[] = { { MODULE(0), 100 }, { MODULE(1), 32 } };
	unsigned int i;

	for (i = 0; i < COUNT(words); i++) {
		const char *cmdline[] = { NULL, words[i].text };

		begin_wrapped();
		add_list(mod, cmdline, 2);
		wrapped_boots(words[i].text);
		CHECK_OF(words[i].text, ramdisk_image() == MODULE(0));
		if (words[i].seed)
			check_taken(words[i].text, 0, MODULE(1), 32);
		check_node(words[i].text, words[i].seed ? 32 : 0);
	}
}

/* How much is taken of each. */
static const struct {
	const char *what;
	struct hvm_modlist_entry mod[MOST];
	u32 taken[MOST];
} sizes[] = {
	{ "one byte", { { MODULE(0), 1 } }, { 1 } },
	{ "all that there is room for", { { MODULE(0), 512 } }, { 512 } },
	{ "one byte more", { { MODULE(0), 513 } }, { 512 } },
	{ "far more", { { MODULE(0), 0x12345 } }, { 512 } },
	{ "more than can be seen at once", { { MODULE(0), 5 * GIB } }, { 512 } },
	{ "two", { { MODULE(0), 7 }, { MODULE(1), 32 } }, { 7, 32 } },
	{ "two, and no more room", { { MODULE(1), 500 }, { MODULE(0), 32 } }, { 500, 12 } },
	{ "no room for the second", { { MODULE(0), 512 }, { MODULE(1), 32 } }, { 512 } },
	{ "four", { { MODULE(0), 7 }, { HIGH, 32 }, { MODULE(2), 100 }, { MODULE(3), 1 } },
	  { 7, 32, 100, 1 } },
	{ "an empty one between", { { MODULE(0), 7 }, { MODULE(1), 0 }, { MODULE(2), 3 } },
	  { 7, 0, 3 } },
	{ "an empty one", { { MODULE(0), 0 } } },
	{ "one that cannot be, behind", { { MODULE(0), 7 }, { 0, 32 }, { MODULE(2), 3 } },
	  { 7, 0, 3 } },
	{ "one that ends behind all memory",
	  { { MODULE(0), 7 }, { 64 * TIB - 31, 32 }, { MODULE(2), 3 } }, { 7, 0, 3 } },
	{ "above 4 GiB", { { HIGH, 32 } }, { 32 } },
	{ "across 4 GiB", { { 4 * GIB - 7, 32 } }, { 32 } },
	{ "the last memory of all", { { 64 * TIB - 32, 32 } }, { 32 } },
	{ "one behind the other", { { MODULE(0), 32 }, { MODULE(0) + 32, 16 } }, { 32, 16 } },
};

static void one_behind_the_other(void)
{
	static const char *const cmdline[] = {
		"rng-seed", "rng-seed", "rng-seed", "rng-seed"
	};
	unsigned int n, i, nr, all;

	for (n = 0; n < COUNT(sizes); n++) {
		const char *what = sizes[n].what;

		for (nr = 0; nr < MOST && sizes[n].mod[nr].size + sizes[n].mod[nr].paddr;)
			nr++;
		begin_wrapped();
		if (sizes[n].mod[0].size > MIB)
			fill(sizes[n].mod[0].paddr, 0x1000);
		add_list(sizes[n].mod, cmdline, nr);
		wrapped_boots(what);
		/* There is no ramdisk. */
		CHECK_OF(what, !ramdisk_image() && !ramdisk_size());
		for (i = all = 0; i < nr; all += sizes[n].taken[i++])
			if (sizes[n].taken[i])
				check_taken(what, all, sizes[n].mod[i].paddr,
					    sizes[n].taken[i]);
		check_node(what, all);
	}
}

/* A seed of 32 bytes, as the second module, and what else there is. */
static const struct {
	const char *what;
	u64 seed;
	u64 cmdline;			/* the kernel's, "quiet" */
	struct hvm_modlist_entry mod;	/* the first */
	const char *mod_cmdline;
	bool shared;
} places[] = {
	{ "nothing", MODULE(1) },
	{ "before the list", MODLIST - 32 },
	{ "the start of the list", MODLIST - 31, .shared = true },
	{ "the end of the list", MODLIST + 63, .shared = true },
	{ "behind the list", MODLIST + 64 },
	{ "its own command line", MOD_CMDLINE(1) - 31, .shared = true },
	{ "the end of that", MOD_CMDLINE(1) + 8, .shared = true },
	{ "behind its command line", MOD_CMDLINE(1) + 9 },
	{ "before its command line", MOD_CMDLINE(1) - 32 },
	{ "the kernel's command line", MODULE(1), .cmdline = MODULE(1) + 31, .shared = true },
	{ "the end of that", MODULE(1), .cmdline = MODULE(1) - 5, .shared = true },
	{ "behind the kernel's command line", MODULE(1), .cmdline = MODULE(1) - 6 },
	{ "before the kernel's command line", MODULE(1), .cmdline = MODULE(1) + 32 },
	{ "the ramdisk", MODULE(1), .mod = { MODULE(1) - 1, 2 }, .shared = true },
	{ "its end", MODULE(1), .mod = { MODULE(1) + 31, 2 }, .shared = true },
	{ "before the ramdisk", MODULE(1), .mod = { MODULE(1) + 32, 2 } },
	{ "behind the ramdisk", MODULE(1), .mod = { MODULE(1) - 2, 2 } },
	{ "in the ramdisk", MODULE(1), .mod = { MODULE(1) - 100, 1000 }, .shared = true },
	{ "around the ramdisk", MODULE(1), .mod = { MODULE(1) + 7, 1 }, .shared = true },
	{ "an empty module", MODULE(1), .mod = { MODULE(1) + 7, 0 } },
	{ "the ramdisk's command line", MODULE(1), .mod = { MODULE(0), 1, MODULE(1) + 31 },
	  .mod_cmdline = "initrd", .shared = true },
	{ "the end of that", MODULE(1), .mod = { MODULE(0), 1, MODULE(1) - 6 },
	  .mod_cmdline = "initrd", .shared = true },
	{ "behind the ramdisk's command line", MODULE(1),
	  .mod = { MODULE(0), 1, MODULE(1) - 7 }, .mod_cmdline = "initrd" },
	{ "the command line of an empty module", MODULE(1),
	  .mod = { MODULE(0), 0, MODULE(1) - 6 }, .mod_cmdline = "initrd", .shared = true },
};

/* None is wiped then, and so none is used. */
static void shared_with_others(void)
{
	unsigned int n, i, part;

	for (n = 0; n < COUNT(places); n++) {
		const struct hvm_modlist_entry *mod = &places[n].mod;
		const u64 seed = places[n].seed;
		const char *what = places[n].what;
		struct hvm_modlist_entry *list;

		begin_wrapped();
		/* All there is, in one piece of memory for each of these. */
		memory_at(MODULE(0), 0x1000);
		memory_at(MODULE(1) - 0x1000, 0x2000);
		memory_at(MODLIST - 0x100, 0x200);
		memory_at(MOD_CMDLINE(1) - 0x100, 0x200);
		part = MODULE(1) == seed ? 32 : 0;
		for (i = 0; i < part; i++)
			*(u8 *)guest_at(seed + i) = byte_at(seed + i);
		info->cmdline_paddr = places[n].cmdline;
		if (places[n].cmdline)
			strcpy(guest_at(places[n].cmdline), "quiet");
		info->modlist_paddr = MODLIST;
		info->nr_modules = 2;
		list = guest_at(MODLIST);
		list[0] = *mod;
		if (!mod->paddr) {
			list[0].paddr = MODULE(0);
			list[0].size = 1;
		}
		if (places[n].mod_cmdline)
			strcpy(guest_at(mod->cmdline_paddr), places[n].mod_cmdline);
		list[1].paddr = seed;
		list[1].size = 32;
		list[1].cmdline_paddr = MOD_CMDLINE(1);
		strcpy(guest_at(MOD_CMDLINE(1)), "rng-seed");
		wrapped_boots(what);
		if (places[n].shared) {
			check_node(what, 0);
			continue;
		}
		CHECK_OF(what, pvh_rng_seed.data.len == 32);
		if (part) {
			check_taken(what, 0, seed, part);
			check_node(what, 32);
		}
	}
}

/* Two that overlap are both left. */
static void shared_with_each_other(void)
{
	static const char *const cmdline[] = { "rng-seed", NULL, "rng-seed" };
	const struct hvm_modlist_entry mod[] = {
		{ MODULE(0), 32 }, { MODULE(2), 1 }, { MODULE(0) + 31, 1 }
	};
	struct hvm_modlist_entry *list;

	memory_at(MODULE(0), 64);
	add_list(mod, cmdline, 3);
	wrapped_boots("two");
	check_node("two", 0);

	begin_wrapped();
	memory_at(MODULE(0), 64);
	add_list(mod, cmdline, 3);
	list = guest_at(MODLIST);
	list[2].paddr++;
	fill(MODULE(0), 33);
	wrapped_boots("two that touch");
	CHECK(pvh_rng_seed.data.len == 33);
}

/* Which module is the ramdisk, -1 if there is none; or which is refused. */
static const struct {
	const char *what;
	struct hvm_modlist_entry mod[MOST];
	const char *cmdline[MOST];
	int ramdisk;
	bool refused;
} ramdisks[] = {
	{ "behind a seed", { { MODULE(0), 32 }, { MODULE(1), 7 }, { MODULE(2), 9 } },
	  { "rng-seed", "initrd" }, 1 },
	{ "behind two", { { MODULE(0), 32 }, { MODULE(1), 7 }, { MODULE(2), 9 } },
	  { "rng-seed", "rng-seed" }, 2 },
	{ "before a seed", { { MODULE(0), 32 }, { MODULE(1), 7 }, { MODULE(2), 9 } },
	  { NULL, "rng-seed" }, 0 },
	{ "above 4 GiB", { { MODULE(0), 32 }, { HIGH, 7 } }, { "rng-seed" }, 1 },
	{ "more than 4 GiB", { { MODULE(0), 32 }, { MODULE(1), 5 * GIB } }, { "rng-seed" }, 1 },
	{ "behind a seed above 4 GiB", { { HIGH, 32 }, { MODULE(1), 7 } }, { "rng-seed" }, 1 },
	{ "empty, behind a seed", { { MODULE(0), 32 }, { MODULE(1), 0 }, { MODULE(2), 9 } },
	  { "rng-seed" }, -1 },
	{ "empty, though its word is that of a seed",
	  { { MODULE(0), 32 }, { MODULE(1), 0 }, { MODULE(2), 9 } },
	  { "rng-seed", "rng-seed" }, -1 },
	{ "empty, and there a seed behind", { { MODULE(0), 0 }, { MODULE(1), 32 }, { MODULE(2), 9 } },
	  { NULL, "rng-seed" }, -1 },
	{ "behind a seed that cannot be",
	  { { MODULE(0), 32 }, { 0, 32 }, { MODULE(2), 9 } }, { "rng-seed", "rng-seed" }, 2 },
	{ "cannot be", { { MODULE(0), 32 }, { 0, 7 }, { MODULE(2), 9 } },
	  { "rng-seed" }, 1, true },
	{ "ends where memory does", { { MODULE(0), 32 }, { 64 * TIB - 7, 7 } },
	  { "rng-seed" }, 1 },
	{ "ends behind that", { { MODULE(0), 32 }, { 64 * TIB - 7, 8 } },
	  { "rng-seed" }, 1, true },
	{ "wraps", { { MODULE(0), 32 }, { MODULE(1), -1ULL } }, { "rng-seed" }, 1, true },
};

static void the_ramdisk_behind_them(void)
{
	unsigned int n, pvh, nr;

	for (n = 0; n < COUNT(ramdisks); n++) {
		for (pvh = 0; pvh < 2; pvh++) {
			const struct hvm_modlist_entry *mod = ramdisks[n].mod, *ramdisk;
			const char *what = ramdisks[n].what;

			for (nr = 0; nr < MOST && mod[nr].size + mod[nr].paddr;)
				nr++;
			begin_wrapped();
			header->hardware_subarch = pvh ? X86_SUBARCH_PVH : 0;
			add_list(mod, ramdisks[n].cmdline, nr);
			ramdisk = &mod[ramdisks[n].ramdisk < 0 ? 0 : ramdisks[n].ramdisk];
			if (ramdisks[n].refused) {
				wrapped_refuses(what, PVH_BAD_MODULE, ramdisks[n].ramdisk,
						ramdisk->paddr, ramdisk->size);
				CHECK_OF(what, !guest_changed());
				continue;
			}
			wrapped_boots(what);
			CHECK_OF(what, ramdisk_image() ==
				 (ramdisks[n].ramdisk < 0 ? 0 : ramdisk->paddr));
			CHECK_OF(what, ramdisk_size() ==
				 (ramdisks[n].ramdisk < 0 ? 0 : ramdisk->size));
			/* A PVH kernel finds what it can take itself. */
			if (pvh)
				CHECK_OF(what, !guest_changed() && !pvh_rng_seed.data.len);
		}
	}
}

/* The first are as many as are looked at. */
static void more_than_32_modules(void)
{
	struct hvm_modlist_entry *list;
	u32 i, first;

	for (first = 30; first <= 33; first++) {
		begin_wrapped();
		list = add_modules(info, 40);
		add_text(2 * MIB, "rng-seed");
		for (i = 0; i < 40; i++) {
			list[i].paddr = MODULE(0) + i;
			list[i].size = 1;
			list[i].cmdline_paddr = i == first ? 0 : 2 * MIB;
		}
		fill(MODULE(0), 40);
		wrapped_boots("40 modules");
		CHECK(ramdisk_image() == (first < 32 ? MODULE(0) + first : 0));
		check_taken("40 modules", 0, MODULE(0), first < 32 ? first : 32);
		fill(MODULE(0), 40);
		check_node("40 modules", first < 32 ? 31 : 32);
	}
}

/* Nothing is written for a kernel that will not run. */
static void left_by_a_refusal(void)
{
	static const char *const cmdline[] = { NULL, "rng-seed" };
	const struct hvm_modlist_entry mod[] = { { 4 * GIB, 7 }, { MODULE(0), 32 } };

	add_list(mod, cmdline, 2);
	header->xloadflags = 0;
	wrapped_refuses("ramdisk", PVH_RAMDISK_TOO_HIGH, 4 * GIB, 7, 0);
	CHECK(!guest_changed());
}

static const struct test tests[] = {
	TEST(by_their_word),
	TEST(one_behind_the_other),
	TEST(shared_with_others),
	TEST(shared_with_each_other),
	TEST(the_ramdisk_behind_them),
	TEST(more_than_32_modules),
	TEST(left_by_a_refusal),
};

const struct suite wrapped_seed_suite = { "seeds", tests, COUNT(tests) };
