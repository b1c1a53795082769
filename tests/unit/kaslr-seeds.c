// SPDX-License-Identifier: GPL-2.0-only
/* Tests of kaslr.c: which module has the seed for the address. */
#include <string.h>

#include "kaslr-boot.h"

#define MOST 4
#define NONE -1

static const struct module none;

/* @used: which of them, or NONE */
static const struct {
	const char *what;
	struct module mod[MOST];	/* up to the last that has anything */
	int used;
} cases[] = {
	{ "no modules", { }, NONE },
	{ "no seed", { { MODULE(0), 32, "initrd" }, { MODULE(1), 32 } }, NONE },
	{ "a seed", { { MODULE(0), 32, SEED } }, 0 },
	{ "8 bytes", { { MODULE(0), 8, SEED } }, 0 },
	{ "7 bytes", { { MODULE(0), 7, SEED } }, NONE },
	{ "an empty one", { { MODULE(0), 0, SEED } }, NONE },
	{ "larger than 4 GiB", { { MODULE(0), 4 * GIB, SEED } }, 0 },
	{ "behind a ramdisk", { { MODULE(0), 0x1000, "initrd" }, { MODULE(1), 8, SEED } }, 1 },
	{ "last", { { MODULE(0), 8 }, { MODULE(1), 8, "" }, { MODULE(2), 8, "a" },
		    { MODULE(3), 8, "a " SEED "\tb" } }, 3 },
	{ "two", { { MODULE(3), 8, SEED }, { MODULE(1), 8, SEED } }, 0 },
	{ "the first is too small", { { MODULE(0), 7, SEED }, { MODULE(1), 9, SEED } }, 1 },
	{ "words of others", { { MODULE(0), 8, "xrng-seed rng-seedx rng-see rng-seed=1" },
			       { MODULE(1), 8, SEED } }, 1 },
	{ "at an odd address", { { MODULE(0) + 3, 9, SEED } }, 0 },
	{ "at address 1", { { 1, 8, SEED } }, 0 },
	{ "across 4 GiB", { { 4 * GIB - 3, 8, SEED } }, 0 },
	{ "above 4 GiB", { { MODULE(0), 8 }, { 0x123456789aULL, 8, SEED } }, 1 },
	{ "up to the end", { { 64 * TIB - 8, 8, SEED } }, 0 },
	{ "behind the end", { { 64 * TIB - 7, 8, SEED }, { 64 * TIB, 8, SEED },
			      { ~0ULL, 8, SEED }, { MODULE(0), 8, SEED } }, 3 },
	{ "without an address", { { 0, 8, SEED }, { MODULE(1), 8, SEED } }, 1 },
	{ "command lines above 4 GiB", { { MODULE(0), 8, SEED, 5 * GIB } }, 0 },
	{ "a command line up to the end", { { MODULE(0), 8, SEED, 64 * TIB - 8 } }, 0 },
	{ "command lines behind the end",
	  { { MODULE(0), 8, NULL, 64 * TIB + 1 }, { MODULE(1), 8, NULL, ~0ULL },
	    { MODULE(2), 8, SEED } }, 2 },
};

static u32 number_of(const struct module *mod)
{
	u32 nr = MOST;

	while (nr && !memcmp(&mod[nr - 1], &none, sizeof(none)))
		nr--;
	return nr;
}

static void takes(const char *what, const struct module *used)
{
	u32 moved;

	if (!used) {
		randomize(what, PVH_KASLR_NOT_RANDOM, 0);
		return;
	}
	moved = randomize(what, PVH_KASLR_ON, FROM_SEED);
	CHECK_OF(what, boot.kaslr_seed == used->paddr);
	CHECK_OF(what, moved == moved_by(seed_at(used->paddr)));
}

static void seeds(void)
{
	u32 i;

	for (i = 0; i < COUNT(cases); i++) {
		const struct module *mod = cases[i].mod;

		begin_boot();
		add_modules(MODLIST, mod, number_of(mod));
		takes(cases[i].what, cases[i].used == NONE ? NULL : &mod[cases[i].used]);
	}

	/* What this CPU does not address. */
	begin_boot();
	add_modules(MODLIST, (const struct module []){ { TIB, 8, SEED }, { MODULE(0), 8, SEED } },
		    2);
	guest_set_limit(TIB);
	takes("no such memory", &(const struct module){ MODULE(0) });
}

static void lists_of_modules(void)
{
	static const struct module mod[] = { { MODULE(0), 8 }, { MODULE(1), 8, SEED } };
	struct module many[33];
	u32 i;

	begin_boot();
	add_modules(MODLIST, mod, 2);
	info.modlist_paddr = 0;
	takes("no list", NULL);
	info.modlist_paddr = MODLIST;
	info.nr_modules = 1;
	boot.kaslr = 0;
	takes("not listed", NULL);

	begin_boot();
	add_modules(4 * GIB - 32, mod, 2);
	takes("a list across 4 GiB", &mod[1]);

	/* The second entry is behind the end. */
	begin_boot();
	add_modules(64 * TIB - 63, mod, 2);
	takes("a list that cannot be", NULL);
	begin_boot();
	add_modules(64 * TIB - 64, mod, 2);
	takes("a list up to the end", &mod[1]);

	/* More than this are not kept either. */
	for (i = 0; i < 33; i++)
		many[i] = (struct module){ MODULE(i), 8 };
	many[31].cmdline = SEED;
	begin_boot();
	add_modules(MODLIST, many, 33);
	takes("the 32nd", &many[31]);
	many[31].cmdline = NULL;
	many[32].cmdline = SEED;
	begin_boot();
	add_modules(MODLIST, many, 33);
	takes("the 33rd", NULL);
}

/* One in 493 is the same by chance. */
static void seeds_differ(void)
{
	u32 same = 0, last = moved_by(0), i, moved;

	for (i = 1; i <= 1000; i++) {
		moved = moved_by(i);
		same += moved == last;
		last = moved;
	}
	CHECK(same < 15);
}

static const struct test tests[] = {
	TEST(seeds),
	TEST(lists_of_modules),
	TEST(seeds_differ),
};

const struct suite seed_suite = { "seeds", tests, COUNT(tests) };
