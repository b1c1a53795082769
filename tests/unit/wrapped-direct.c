// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of direct.c: what becomes of a kernel without its decompressor, where the parts of
 * the kernel's own entry say this and that.
 */
#include <stdio.h>
#include <string.h>

#include "direct.h"
#include "wrapped.h"

#define RELOCS		(47 * MIB)
#define REPLACED	(47 * MIB + 0x1001)
#define KERNEL_SIZE	(20 * MIB)
#define TEXT		0xffffffff81000000ULL
#define HIGH		(5 * GIB + 0x123)

/* What the kernel's own entry says, and what it was asked. */
static struct {
	bool has_5_levels;
	enum pvh_kaslr kaslr;
	u32 sources;
	u64 seed;
	u32 error;
	unsigned int asked;
	u8 *kernel;		/* bytes that are to be put back before */
	u32 kernel_size;
} own;

bool pvh_5_levels(const struct boot_params *params, const u8 *no5lvl)
{
	CHECK(params == &pvh_boot.params);
	CHECK(!memcmp(no5lvl, "no5lvl", 6));
	return own.has_5_levels;
}

u32 pvh_randomize(struct pvh_boot *boot, const struct hvm_start_info *copy,
		  const struct pvh_relocs *relocs)
{
	own.asked++;
	CHECK(relocs->magic == PVH_RELOCS_MAGIC && relocs->text == TEXT);
	CHECK(boot->text == TEXT);
	CHECK(boot->image == (u32)(IMAGE + moved));
	CHECK(boot->image_end == boot->image + KERNEL_SIZE);
	CHECK(!memcmp(boot->nokaslr, "nokaslr", 8));
	CHECK(!memcmp(boot->rng_seed, "rng-seed", 9));
	CHECK(copy->modlist_paddr == info->modlist_paddr);
	if (own.kernel)
		CHECK(own.kernel[0] != 0xff && own.kernel[own.kernel_size - 1] != 0xff);
	/* With what was added to it. */
	CHECK(boot->params.hdr.cmd_line_ptr);
	boot->kaslr = own.kaslr;
	boot->kaslr_sources = own.sources;
	boot->kaslr_seed = own.seed;
	return own.error;
}

static void begin_direct(u32 distance)
{
	struct pvh_relocs *relocs;

	begin_wrapped();
	moved = distance;
	memset(&own, 0, sizeof(own));
	memset(&pvh_levels, 0, sizeof(pvh_levels));
	pvh_wrap.kernel64 = IMAGE + 0xb53;
	pvh_wrap.kernel_size = KERNEL_SIZE;
	pvh_wrap.relocs = RELOCS;
	relocs = guest_add((u32)(RELOCS + moved), sizeof(*relocs));
	relocs->magic = PVH_RELOCS_MAGIC;
	relocs->text = TEXT;
	wrap_before("quiet");
}

static bool says_moved(void)
{
	return pvh_boot.params.hdr.loadflags & KASLR_FLAG;
}

/* Its own entry does all of this. */
static void not_of_a_bzimage(void)
{
	begin_direct(0);
	pvh_wrap.kernel64 = 0;
	pvh_wrap.low = IMAGE + KERNEL_SIZE;
	pvh_wrap.low_part_size = 438;
	own.has_5_levels = true;
	wrapped_boots("a bzImage");
	CHECK(!own.asked && !pvh_levels.used && !pvh_levels.level4[0]);
}

static void what_the_kernel_is_told(void)
{
	static const struct {
		enum pvh_kaslr kaslr;
		bool moves;
	} said[] = {
		{ PVH_KASLR_ON, true },
		{ PVH_KASLR_OFF, false },
		{ PVH_KASLR_NO_TABLE, true },
		{ PVH_KASLR_NOT_RANDOM, true },
	};
	static const u32 places[] = { 0, 0x200000, 0x40000000, 0xffe00000 };
	u32 i, j;

	for (i = 0; i < COUNT(said); i++)
		for (j = 0; j < COUNT(places); j++) {
			begin_direct(places[j]);
			own.kaslr = said[i].kaslr;
			wrapped_boots("a kernel");
			CHECK(own.asked == 1 && says_moved() == said[i].moves);
		}
}

/* Where the entry's low part has been, before anything is done with the kernel. */
static void replaced_bytes_are_put_back(void)
{
	static const u32 places[] = { 0, 0x200000, 0x40000000, 0xffe00000 };
	static const u32 sizes[] = { 1, 438, 0x1234 };
	u32 i, j, at;

	for (i = 0; i < COUNT(places); i++)
		for (j = 0; j < COUNT(sizes); j++) {
			begin_direct(places[i]);
			pvh_wrap.low = IMAGE;
			pvh_wrap.low_part_size = sizes[j];
			pvh_wrap.replaced = REPLACED;
			fill((u32)(REPLACED + moved), sizes[j]);
			own.kernel = guest_add((u32)(IMAGE + moved), sizes[j] + 1);
			memset(own.kernel, 0xff, sizes[j] + 1);
			own.kernel_size = sizes[j];
			wrapped_boots("a kernel");
			CHECK(own.asked == 1);
			CHECK(own.kernel[sizes[j]] == 0xff);
			for (at = 0; at < sizes[j]; at++)
				CHECK(own.kernel[at] == byte_at((u32)(REPLACED + moved) + at));
		}
}

static void without_a_table(void)
{
	begin_direct(0);
	pvh_wrap.relocs = 0;
	own.kaslr = PVH_KASLR_ON;
	wrapped_boots("no table");
	CHECK(!own.asked && !says_moved());
}

static void what_is_refused(void)
{
	begin_direct(0);
	own.error = PVH_BAD_RELOCS;
	CHECK(wrapped() == PVH_BAD_RELOCS);
}

static void how_many_levels(void)
{
	static const struct {
		u32 flags;
		bool can;
		u32 levels;
	} kernels[] = {
		{ XLF_5LEVEL | XLF_5LEVEL_ENABLED, true, 5 },
		{ XLF_5LEVEL | XLF_5LEVEL_ENABLED, false, 4 },
		{ XLF_5LEVEL, true, 4 },
		{ XLF_5LEVEL_ENABLED, true, 4 },
		{ 0, true, 4 },
	};
	u32 i;

	for (i = 0; i < COUNT(kernels); i++) {
		begin_direct(0);
		own.has_5_levels = kernels[i].can;
		header->xloadflags |= kernels[i].flags;
		wrapped_boots("a kernel");
		CHECK(pvh_levels.used == kernels[i].levels);
	}
}

/* The address that an entry of @table refers to, and that it may be written. */
static unsigned long entry(const u64 *table, u32 i, u64 flags)
{
	CHECK((table[i] & 0xfff) == flags);
	return table[i] & ~0xfffULL;
}

static void where_memory_is_mapped(void)
{
	const struct pvh_levels *l = &pvh_levels;
	u64 addr;

	begin_direct(0);
	wrapped_boots("a kernel");
	CHECK(entry(l->level5, 0, 3) == (unsigned long)l->level4);
	CHECK(entry(l->level4, 0, 3) == (unsigned long)l->level3);
	for (addr = 0; addr < 4 * GIB; addr += 2 * MIB) {
		const u64 *level2 = (void *)entry(l->level3, addr / GIB, 3);

		CHECK(level2 == l->level2 + addr / GIB * 512);
		CHECK(entry(level2, addr % GIB / (2 * MIB), 0x83) == addr);
	}
	CHECK((void *)l->level4 - (void *)l == PVH_LEVELS_4);
	CHECK((void *)&l->used - (void *)l == PVH_LEVELS_USED);
	CHECK(offsetof(struct pvh_wrap, kernel64) == PVH_WRAP_KERNEL64);
}

static void add_seed(u32 i, u64 paddr, u64 size)
{
	struct hvm_modlist_entry *list = guest_at(MODLIST);

	list[i].paddr = paddr;
	list[i].size = size;
	list[i].cmdline_paddr = MOD_CMDLINE(i);
	add_text(MOD_CMDLINE(i), "rng-seed");
	fill(paddr, size);
}

#define OTHER 16	/* bytes of another seed */

/* 8 bytes are used and wiped, the others come to the kernel. */
static void what_is_left_of_a_seed(void)
{
	static const struct {
		u64 paddr;
		u32 size;
	} seeds[] = {
		{ MODULE(1), 32 },
		{ MODULE(1), 9 },
		{ MODULE(1), 8 },
		{ HIGH, 64 },
	};
	u32 i, n;

	for (i = 0; i < COUNT(seeds); i++) {
		const u32 left = seeds[i].size - PVH_KASLR_SEED_SIZE;
		const u8 *seed;

		begin_direct(0);
		add_modules(info, 2);
		add_seed(0, MODULE(0), OTHER);
		add_seed(1, seeds[i].paddr, seeds[i].size);
		own.kaslr = PVH_KASLR_ON;
		own.sources = PVH_KASLR_SEED;
		own.seed = seeds[i].paddr;
		wrapped_boots("a seed");
		CHECK(pvh_rng_seed.data.len == OTHER + left);
		for (n = 0; n < OTHER; n++)
			CHECK(pvh_rng_seed.bytes[n] == byte_at(MODULE(0) + n));
		for (n = 0; n < left; n++)
			CHECK(pvh_rng_seed.bytes[OTHER + n] ==
			      byte_at(seeds[i].paddr + PVH_KASLR_SEED_SIZE + n));
		seed = guest_at(seeds[i].paddr);
		for (n = 0; n < seeds[i].size; n++)
			CHECK(!seed[n]);
	}
}

static void another_source_leaves_seeds(void)
{
	begin_direct(0);
	add_modules(info, 2);
	add_seed(1, MODULE(1), 32);
	own.kaslr = PVH_KASLR_ON;
	own.sources = PVH_KASLR_RDRAND | PVH_KASLR_TSC;
	wrapped_boots("no seed used");
	CHECK(pvh_rng_seed.data.len == 32);
}

/* What else lies there is still wanted. */
static void a_seed_that_shares_memory(void)
{
	const struct hvm_modlist_entry *list;
	u8 *seed;
	u32 n;

	begin_direct(0);
	list = add_modules(info, 2);
	add_seed(1, MODULE(1), 32);
	add_text(MOD_CMDLINE(0), "rng-seed");
	((struct hvm_modlist_entry *)list)[0] = (struct hvm_modlist_entry){
		.paddr = MODULE(1) + 4, .size = 2, .cmdline_paddr = MOD_CMDLINE(0),
	};
	own.kaslr = PVH_KASLR_ON;
	own.sources = PVH_KASLR_SEED;
	own.seed = MODULE(1);
	wrapped_boots("a seed");
	list = guest_at(MODLIST);
	CHECK(list[1].paddr == MODULE(1) && list[1].size == 32);
	seed = guest_at(MODULE(1));
	for (n = 0; n < 32; n++)
		CHECK(seed[n] == byte_at(MODULE(1) + n));
	CHECK(!pvh_rng_seed.data.len);
}

static const struct test tests[] = {
	TEST(not_of_a_bzimage),
	TEST(what_the_kernel_is_told),
	TEST(replaced_bytes_are_put_back),
	TEST(without_a_table),
	TEST(what_is_refused),
	TEST(how_many_levels),
	TEST(where_memory_is_mapped),
	TEST(what_is_left_of_a_seed),
	TEST(another_source_leaves_seeds),
	TEST(a_seed_that_shares_memory),
};

const struct suite wrapped_direct_suite = { "direct", tests, COUNT(tests) };
