// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of standalone/wrap.c, in KTAP: of the setup header, the memory map and
 * refusals; the suites for the rest are in wrapped-*.c.
 */
#include <string.h>

#include "wrapped.h"

/* The zero page has what is expected, and nothing else. */
static void least_that_boots(void)
{
	struct boot_params expected;

	memset(&expected, 0, sizeof(expected));
	memcpy((u8 *)&expected + 0x1f1, pvh_header, sizeof(pvh_header));
	expected.hdr.type_of_loader = 0xff;
	expected.hdr.vid_mode = 0xffff;
	expected.hdr.code32_start = IMAGE;
	/* What the file has there is none of the loader's. */
	expected.hdr.ramdisk_image = expected.hdr.ramdisk_size = 0;
	expected.hdr.cmd_line_ptr = 0;
	expected.hdr.setup_data = expected.hdr.hardware_subarch_data = 0;
	expected.acpi_rsdp_addr = info->rsdp_paddr = 0x123456789abcdef;
	wrapped_boots("least");

	expected.e820_entries = pvh_boot.params.e820_entries;
	memcpy(expected.e820_table, pvh_boot.params.e820_table, sizeof(expected.e820_table));
	memcpy(expected._pad9, pvh_boot.params._pad9, sizeof(expected._pad9));
	CHECK(!memcmp(&expected, &pvh_boot.params, sizeof(expected)));
	CHECK(pvh_boot.params.e820_entries == 2);
	CHECK(!pvh_boot.params.hdr.setup_data);
	CHECK(!guest_changed());
}

static void kernel_is_told_its_subarch(void)
{
	u32 subarch;

	for (subarch = 0; subarch <= X86_SUBARCH_PVH; subarch += X86_SUBARCH_PVH) {
		const u8 *pad = pvh_boot.params._pad9;
		u64 data;

		begin_wrapped();
		header->hardware_subarch = subarch;
		info->flags = 0x80000003;
		info->version = 2;
		info->rsdp_paddr = 0xfedcba987654321;
		wrapped_boots("subarch");
		CHECK(pvh_boot.params.hdr.hardware_subarch == subarch);
		data = pvh_boot.params.hdr.hardware_subarch_data;
		if (!subarch) {
			CHECK(!data);
			continue;
		}
		/* A copy, which is in the zero page, for that is kept clear of. */
		CHECK(data >= (unsigned long)pad && data % 8 == 0 &&
		      data + sizeof(*info) <=
		      (unsigned long)pad + sizeof(pvh_boot.params._pad9));
		CHECK(!memcmp(info, (void *)(unsigned long)data, sizeof(*info)));
	}
}

/* The entry makes no hypercalls. */
static void no_memory_map(void)
{
	begin_wrapped();
	info->memmap_entries = 0;
	wrapped_refuses("no entries", PVH_NO_MEMMAP, 1, MEMMAP, 0);

	begin_wrapped();
	info->memmap_paddr = 0;
	wrapped_refuses("no address", PVH_NO_MEMMAP, 1, 0, 2);

	begin_wrapped();
	info->version = 3;
	info->memmap_paddr = info->memmap_entries = 0;
	wrapped_refuses("neither", PVH_NO_MEMMAP, 3, 0, 0);

	begin_wrapped();
	info->version = 0;
	wrapped_refuses("version 0", PVH_NO_MEMMAP, 0, 0, 0);
}

static void memory_without_ram(void)
{
	struct hvm_memmap_table_entry map[140];
	u32 i;

	memset(map, 0, sizeof(map));
	for (i = 0; i < COUNT(map); i++) {
		map[i].addr = GIB + i * MIB;
		map[i].size = 0x1000;
		map[i].type = 2 + i % 6;
	}
	set_memmap(map, 1);
	wrapped_refuses("one range", PVH_NO_RAM, 0, 0, 0);
	begin_wrapped();
	set_memmap(map, COUNT(map));
	wrapped_refuses("many ranges", PVH_NO_RAM, 0, 0, 0);

	/* Wherever it is in the map, that will do. */
	for (i = 0; i < COUNT(map); i++) {
		map[i].type = 1;
		begin_wrapped();
		set_memmap(map, COUNT(map));
		wrapped_boots("one is RAM");
		map[i].type = 2 + i % 6;
	}

	/* One behind the others is none of them. */
	begin_wrapped();
	set_memmap(map, 4);
	pvh_boot.params.e820_table[4].size = MIB;
	pvh_boot.params.e820_table[4].type = 1;
	wrapped_refuses("few ranges", PVH_NO_RAM, 0, 0, 0);
	begin_wrapped();
	set_memmap(map, COUNT(map));
	pvh_boot.e820_ext.entries[COUNT(map) - 128].type = 1;
	wrapped_refuses("many, and one more", PVH_NO_RAM, 0, 0, 0);
}

#define MOST 8

static const struct hole {
	const char *what;
	struct hvm_memmap_table_entry map[MOST], expected[MOST];
} holes[] = {
	{ "nothing in it",
	  { { 0, 0xa0000, 1 }, { MIB, MIB, 1 } },
	  { { 0, 0xa0000, 1 }, { 0xa0000, 0x50000, 2 }, { MIB, MIB, 1 } } },
	{ "the BIOS is reserved",
	  { { 0, 0xa0000, 1 }, { 0xf0000, 0x10000, 2 }, { MIB, MIB, 1 } },
	  { { 0, 0xa0000, 1 }, { 0xa0000, 0x60000, 2 }, { MIB, MIB, 1 } } },
	{ "all of it is reserved",
	  { { 0, 0x9fc00, 1 }, { 0x9fc00, 0x60400, 2 }, { MIB, MIB, 1 } },
	  { { 0, 0x9fc00, 1 }, { 0x9fc00, 0x60400, 2 }, { MIB, MIB, 1 } } },
	{ "what is below is reserved",
	  { { 0, 0x9fc00, 1 }, { 0x9fc00, 0x400, 2 }, { MIB, MIB, 1 } },
	  { { 0, 0x9fc00, 1 }, { 0x9fc00, 0x50400, 2 }, { MIB, MIB, 1 } } },
	{ "a part of the BIOS is reserved",
	  { { 0, 0xa0000, 1 }, { 0xf0001, 0xffff, 2 }, { MIB, MIB, 1 } },
	  { { 0, 0xa0000, 1 }, { 0xa0000, 0x50000, 2 }, { 0xf0001, 0xffff, 2 },
	    { MIB, MIB, 1 } } },
	{ "RAM in it",
	  { { 0, 16 * MIB, 1 } },
	  { { 0, 0xa0000, 1 }, { 0xa0000, 0x50000, 2 }, { MIB, 15 * MIB, 1 } } },
	{ "tables behind where a BIOS begins",
	  { { 0, 0xa0000, 1 }, { 0xf2000, 0x1000, 3 }, { MIB, MIB, 1 } },
	  { { 0, 0xa0000, 1 }, { 0xa0000, 0x50000, 2 }, { 0xf2000, 0x1000, 3 },
	    { MIB, MIB, 1 } } },
	{ "tables before that",
	  { { 0, 0xa0000, 1 }, { 0xe0000, 0x1000, 3 }, { MIB, MIB, 1 } },
	  { { 0, 0xa0000, 1 }, { 0xa0000, 0x40000, 2 }, { 0xe0000, 0x1000, 3 },
	    { 0xe1000, 0xf000, 2 }, { MIB, MIB, 1 } } },
	{ "tables just before that",
	  { { 0, 0xa0000, 1 }, { 0xe0000, 0x10000, 3 }, { MIB, MIB, 1 } },
	  { { 0, 0xa0000, 1 }, { 0xa0000, 0x40000, 2 }, { 0xe0000, 0x10000, 3 },
	    { MIB, MIB, 1 } } },
	{ "tables up to its end",
	  { { 0, 0xa0000, 1 }, { 0xe0000, 0x20000, 3 }, { MIB, MIB, 1 } },
	  { { 0, 0xa0000, 1 }, { 0xa0000, 0x40000, 2 }, { 0xe0000, 0x20000, 3 },
	    { MIB, MIB, 1 } } },
	{ "all tables",
	  { { 0x80000, 0x80000, 4 }, { MIB, MIB, 1 } },
	  { { 0x80000, 0x80000, 4 }, { MIB, MIB, 1 } } },
	/* What the loader reserved stays so. */
	{ "what is behind is reserved",
	  { { 0, 0xa0000, 1 }, { MIB, MIB, 2 }, { 2 * MIB, MIB, 1 } },
	  { { 0, 0xa0000, 1 }, { 0xa0000, 0x50000, 2 }, { MIB, MIB, 2 },
	    { 2 * MIB, MIB, 1 } } },
	{ "others end where it begins",
	  { { 0, 0x1000, 2 }, { 0x1000, 0x9f000, 1 }, { MIB, MIB, 1 } },
	  { { 0, 0x1000, 2 }, { 0x1000, 0x9f000, 1 }, { 0xa0000, 0x50000, 2 },
	    { MIB, MIB, 1 } } },
};

static u32 ranges(const struct hvm_memmap_table_entry *map)
{
	u32 nr = 0;

	while (nr < MOST && map[nr].size)
		nr++;
	return nr;
}

static u32 highest_type(u64 addr, u64 *end)
{
	const struct boot_e820_entry *e = pvh_boot.params.e820_table;
	u32 i, type = 0;

	*end = ~0ULL;
	for (i = 0; i < pvh_boot.params.e820_entries; i++, e++) {
		u64 edge = addr < e->addr ? e->addr : e->addr + e->size;

		if (addr < edge && edge < *end)
			*end = edge;
		if (e->addr <= addr && addr < e->addr + e->size && e->type > type)
			type = e->type;
	}
	return type;
}

/* What the kernel makes of the map; and what its decompressor does, of RAM. */
static void expect_ranges(const char *what, const struct hvm_memmap_table_entry *expected)
{
	u32 i, j, type, nr = ranges(expected);
	u64 addr, end, next;

	for (i = 0, addr = 0; addr != ~0ULL; addr = end) {
		type = highest_type(addr, &end);
		while (type != 12 && end != ~0ULL && highest_type(end, &next) == type)
			end = next;
		if (!type)
			continue;
		if (i >= nr || addr != expected[i].addr ||
		    end != addr + expected[i].size || type != expected[i].type)
			complain("%s: range %u is %#llx to %#llx, type %u", what, i,
				 (unsigned long long)addr, (unsigned long long)end, type);
		i++;
	}
	CHECK_OF(what, i == nr);

	for (i = 0; i < pvh_boot.params.e820_entries; i++) {
		const struct boot_e820_entry *ram = &pvh_boot.params.e820_table[i];

		CHECK_OF(what, ram->size);
		for (j = 0; ram->type == 1 && j < pvh_boot.params.e820_entries; j++) {
			const struct boot_e820_entry *e = &pvh_boot.params.e820_table[j];

			CHECK_OF(what, e->type == 1 || e->addr >= ram->addr + ram->size ||
				 ram->addr >= e->addr + e->size);
		}
	}
}

/* A PVH kernel tells by the map whether there is a BIOS. */
static void isa_hole(void)
{
	/* Where the hole is joined to others, or parted by them. */
	static const struct hole more[] = {
		{ "what is behind is reserved, and the last",
		  { { 0, 0xa0000, 1 }, { 2 * MIB, MIB, 1 }, { MIB, MIB, 2 } },
		  { { 0, 0xa0000, 1 }, { 0xa0000, 0x160000, 2 }, { 2 * MIB, MIB, 1 } } },
		/* No range shall be empty. */
		{ "tables just before a BIOS, in RAM",
		  { { 0, 2 * MIB, 1 }, { 0xe0000, 0x10000, 3 } },
		  { { 0, 0xa0000, 1 }, { 0xa0000, 0x40000, 2 }, { 0xe0000, 0x10000, 3 },
		    { 0xf0000, 0x10000, 2 }, { MIB, MIB, 1 } } },
	};
	unsigned int n;

	for (n = 0; n < COUNT(holes) + COUNT(more); n++) {
		const struct hole *hole = n < COUNT(holes) ? &holes[n] :
							     &more[n - COUNT(holes)];

		begin_wrapped();
		header->hardware_subarch = X86_SUBARCH_PVH;
		set_memmap(hole->map, ranges(hole->map));
		wrapped_boots(hole->what);
		expect_ranges(hole->what, hole->expected);
	}
}

/* A PC's kernel has the loader's map, in order or not. */
static void isa_hole_of_a_pc(void)
{
	struct hvm_memmap_table_entry backwards[MOST];
	unsigned int n;
	u32 i, nr;

	for (n = 0; n < COUNT(holes); n++) {
		nr = ranges(holes[n].map);
		begin_wrapped();
		set_memmap(holes[n].map, nr);
		wrapped_boots(holes[n].what);
		expect_ranges(holes[n].what, holes[n].map);

		for (i = 0; i < nr; i++)
			backwards[i] = holes[n].map[nr - 1 - i];
		begin_wrapped();
		set_memmap(backwards, nr);
		wrapped_boots(holes[n].what);
		expect_ranges(holes[n].what, holes[n].map);
	}
}

/* It may be behind what the zero page holds. */
static void isa_hole_behind_128_ranges(void)
{
	struct hvm_memmap_table_entry map[141];
	const u32 hole = COUNT(map) - 1;
	struct boot_e820_entry *e;
	u32 i;

	memset(map, 0, sizeof(map));
	for (i = 0; i < COUNT(map); i++) {
		map[i].addr = i < hole ? i * 0x1000 : MIB;
		map[i].size = i < hole ? 0x800 : MIB;
		map[i].type = 1;
	}
	header->hardware_subarch = X86_SUBARCH_PVH;
	set_memmap(map, COUNT(map));
	wrapped_boots("many ranges");
	e = &pvh_boot.e820_ext.entries[hole - 128];
	CHECK(pvh_boot.params.e820_entries == 128);
	CHECK(pvh_boot.e820_ext.data.len == (COUNT(map) + 1 - 128) * sizeof(*e));
	CHECK(e->addr == MIB && e->size == MIB);
	CHECK(e[1].addr == 0xa0000 && e[1].size == 0x50000 && e[1].type == 2);

	begin_wrapped();
	set_memmap(map, COUNT(map));
	wrapped_boots("many ranges of a PC");
	CHECK(pvh_boot.e820_ext.data.len == (COUNT(map) - 128) * sizeof(*e));
	CHECK(e->addr == MIB && e->size == MIB);
}

/* As the kernel would part them: the highest type counts. */
static const struct {
	const char *what;
	struct hvm_memmap_table_entry map[MOST], expected[MOST];
} overlaps[] = {
	{ "in no order",
	  { { 4 * MIB, MIB, 2 }, { 0, MIB, 1 }, { 2 * MIB, MIB, 3 } },
	  { { 0, MIB, 1 }, { 2 * MIB, MIB, 3 }, { 4 * MIB, MIB, 2 } } },
	{ "they touch, in no order",
	  { { 2 * MIB, MIB, 1 }, { MIB, MIB, 2 }, { 0, MIB, 1 } },
	  { { 0, MIB, 1 }, { MIB, MIB, 2 }, { 2 * MIB, MIB, 1 } } },
	{ "RAM is joined, in no order",
	  { { 2 * MIB, MIB, 1 }, { 0, MIB, 1 }, { 5 * MIB, MIB, 2 }, { MIB, MIB, 1 } },
	  { { 0, 3 * MIB, 1 }, { 5 * MIB, MIB, 2 } } },
	{ "RAM over RAM",
	  { { MIB, 4 * MIB, 1 }, { 2 * MIB, MIB, 1 }, { 0, 2 * MIB, 1 } },
	  { { 0, 5 * MIB, 1 } } },
	{ "RAM around",
	  { { 0, 8 * MIB, 1 }, { 2 * MIB, MIB, 2 } },
	  { { 0, 2 * MIB, 1 }, { 2 * MIB, MIB, 2 }, { 3 * MIB, 5 * MIB, 1 } } },
	{ "RAM around, and behind in the table",
	  { { 2 * MIB, MIB, 2 }, { 0, 8 * MIB, 1 } },
	  { { 0, 2 * MIB, 1 }, { 2 * MIB, MIB, 2 }, { 3 * MIB, 5 * MIB, 1 } } },
	{ "RAM around several",
	  { { 0, 8 * MIB, 1 }, { 2 * MIB, MIB, 2 }, { 6 * MIB, MIB, 4 },
	    { 3 * MIB, MIB, 3 } },
	  { { 0, 2 * MIB, 1 }, { 2 * MIB, MIB, 2 }, { 3 * MIB, MIB, 3 },
	    { 4 * MIB, 2 * MIB, 1 }, { 6 * MIB, MIB, 4 }, { 7 * MIB, MIB, 1 } } },
	{ "RAM from before",
	  { { 0, 3 * MIB, 1 }, { 2 * MIB, 4 * MIB, 5 } },
	  { { 0, 2 * MIB, 1 }, { 2 * MIB, 4 * MIB, 5 } } },
	{ "RAM up to behind",
	  { { 0, MIB, 1 }, { 3 * MIB, 5 * MIB, 1 }, { 2 * MIB, 4 * MIB, 2 } },
	  { { 0, MIB, 1 }, { 2 * MIB, 4 * MIB, 2 }, { 6 * MIB, 2 * MIB, 1 } } },
	{ "RAM inside",
	  { { 0, MIB, 1 }, { 2 * MIB, 4 * MIB, 2 }, { 3 * MIB, MIB, 1 } },
	  { { 0, MIB, 1 }, { 2 * MIB, 4 * MIB, 2 } } },
	{ "RAM where it begins, and ends",
	  { { 2 * MIB, 2 * MIB, 1 }, { 2 * MIB, MIB, 2 }, { 6 * MIB, 2 * MIB, 1 },
	    { 7 * MIB, MIB, 3 } },
	  { { 2 * MIB, MIB, 2 }, { 3 * MIB, MIB, 1 }, { 6 * MIB, MIB, 1 },
	    { 7 * MIB, MIB, 3 } } },
	{ "one byte of it",
	  { { 0, 2 * MIB + 1, 1 }, { 2 * MIB, MIB, 2 }, { 3 * MIB - 1, MIB, 1 } },
	  { { 0, 2 * MIB, 1 }, { 2 * MIB, MIB, 2 }, { 3 * MIB, MIB - 1, 1 } } },
	{ "the same place",
	  { { 0, MIB, 1 }, { 2 * MIB, MIB, 1 }, { 2 * MIB, MIB, 2 },
	    { 2 * MIB, MIB, 3 } },
	  { { 0, MIB, 1 }, { 2 * MIB, MIB, 3 } } },
	{ "types that are no RAM",
	  { { 0, MIB, 1 }, { 2 * MIB, 4 * MIB, 3 }, { 3 * MIB, MIB, 4 },
	    { 5 * MIB, 3 * MIB, 2 } },
	  { { 0, MIB, 1 }, { 2 * MIB, MIB, 3 }, { 3 * MIB, MIB, 4 },
	    { 4 * MIB, 2 * MIB, 3 }, { 6 * MIB, 2 * MIB, 2 } } },
	{ "devices stay apart",
	  { { 0, MIB, 1 }, { 2 * MIB, MIB, 12 }, { MIB, MIB, 12 } },
	  { { 0, MIB, 1 }, { MIB, MIB, 12 }, { 2 * MIB, MIB, 12 } } },
	{ "up to the end of all addresses",
	  { { -MIB, MIB, 2 }, { -2 * MIB, 2 * MIB - 1, 1 } },
	  { { -2 * MIB, MIB, 1 }, { -MIB, MIB - 1, 2 } } },
};

static void ranges_that_overlap(void)
{
	unsigned int n;

	for (n = 0; n < COUNT(overlaps); n++) {
		begin_wrapped();
		set_memmap(overlaps[n].map, ranges(overlaps[n].map));
		wrapped_boots(overlaps[n].what);
		expect_ranges(overlaps[n].what, overlaps[n].expected);
		CHECK_OF(overlaps[n].what, !pvh_boot.params.hdr.setup_data);
	}
}

/* What is left of it is none. */
static void ram_that_is_covered(void)
{
	static const struct hvm_memmap_table_entry map[] = {
		{ MIB, MIB, 1 }, { 0, 2 * MIB - 1, 2 }, { 2 * MIB - 1, 1, 3 },
	};

	set_memmap(map, 2);
	wrapped_boots("but for one byte");
	begin_wrapped();
	set_memmap(map, COUNT(map));
	wrapped_refuses("all of it", PVH_NO_RAM, 0, 0, 0);
}

/* RAM in @nr ranges that two reserved ones part, and what the map comes to. */
static void set_long_memmap(u32 nr)
{
	struct hvm_memmap_table_entry *map;
	u32 i;

	map = guest_add(GIB, nr * sizeof(*map));
	for (i = 0; i < nr; i++) {
		map[i].addr = 2 * GIB + i * MIB;
		map[i].size = 0x4000;
		map[i].type = 1;
	}
	map[0].addr = 2 * GIB + 0x1000;
	map[0].size = 0x1000;
	map[0].type = 2;
	map[1].addr = 2 * GIB;
	map[1].size = 0x3000;
	info->memmap_paddr = GIB;
	info->memmap_entries = nr;
}

static void more_ranges_than_the_loaders(void)
{
	const struct boot_e820_entry *e = pvh_boot.e820_ext.entries;
	struct hvm_memmap_table_entry cover = { 0, 4 * GIB, 5 };
	u32 nr;

	for (nr = 125; nr < 131; nr++) {
		begin_wrapped();
		set_long_memmap(nr);
		wrapped_boots("about 128");
		CHECK(pvh_boot.params.e820_entries == (nr < 127 ? nr + 1 : 128));
		CHECK(pvh_boot.params.e820_table[0].addr == 2 * GIB);
		CHECK(pvh_boot.params.e820_table[2].addr == 2 * GIB + 0x2000);
		if (nr <= 127) {
			CHECK(!pvh_boot.params.hdr.setup_data);
			CHECK(!pvh_boot.e820_ext.data.len);
			continue;
		}
		CHECK(pvh_boot.params.hdr.setup_data ==
		      (unsigned long)&pvh_boot.e820_ext);
		CHECK(pvh_boot.e820_ext.data.type == SETUP_E820_EXT);
		CHECK(!pvh_boot.e820_ext.data.next);
		CHECK(pvh_boot.e820_ext.data.len == (nr - 127) * sizeof(*e));
		CHECK(e[nr - 128].addr == 2 * GIB + (nr - 1) * MIB);
		CHECK(e[nr - 128].size == 0x4000 && e[nr - 128].type == 1);
	}

	begin_wrapped();
	set_long_memmap(1023);
	wrapped_boots("most");
	CHECK(pvh_boot.e820_ext.data.len == (1024 - 128) * sizeof(*e));
	begin_wrapped();
	set_long_memmap(1024);
	wrapped_boots("as many as are stored");
	CHECK(pvh_boot.e820_ext.data.len == (1025 - 128) * sizeof(*e));
	begin_wrapped();
	header->hardware_subarch = X86_SUBARCH_PVH;
	set_long_memmap(1024);
	wrapped_refuses("and the hole", PVH_MEMMAP_TOO_LONG, 1026, 1025, 0);

	/* Or less than those. */
	begin_wrapped();
	set_long_memmap(300);
	cover.addr = 2 * GIB + MIB;
	memcpy((struct hvm_memmap_table_entry *)guest_at(GIB) + 150, &cover,
	       sizeof(cover));
	wrapped_boots("few are left");
	CHECK(pvh_boot.params.e820_entries == 4);
	CHECK(pvh_boot.params.e820_table[3].addr == cover.addr);
	CHECK(pvh_boot.params.e820_table[3].size == cover.size);
	CHECK(!pvh_boot.params.hdr.setup_data && !pvh_boot.e820_ext.data.len);
}

static void cpu_without_long_mode(void)
{
	static const struct {
		u32 highest, features, xloadflags;
		bool refused;
		u32 edx;
	} cpus[] = {
		{ 0x80000008, 1 << 29, XLF_KERNEL_64 },
		{ 0x80000008, ~0U, XLF_KERNEL_64 },
		{ 0x80000001, 1 << 29, XLF_KERNEL_64 },
		{ 0x80000001, 0, XLF_KERNEL_64, true },
		{ 0x80000001, (u32)~(1 << 29), XLF_KERNEL_64, true, (u32)~(1 << 29) },
		{ 0x80000000, 0, XLF_KERNEL_64, true },
		/* What it says to cpuid where there is no such leaf */
		{ 0x80000000, 1 << 29, XLF_KERNEL_64, true },
		{ 5, 0, XLF_KERNEL_64, true },
		{ 0, 0, (uint16_t)~XLF_KERNEL_64 },
		{ 0x80000008, 0, 0 },
	};
	unsigned int i;

	for (i = 0; i < COUNT(cpus); i++) {
		begin_wrapped();
		cpuid_highest = cpus[i].highest;
		cpuid_features = cpus[i].features;
		header->xloadflags = cpus[i].xloadflags;
		/* It comes first: all else is for that CPU. */
		if (cpus[i].refused)
			info->magic = 0;
		if (cpus[i].refused)
			wrapped_refuses("cpu", PVH_NO_LONG_MODE, cpus[i].edx, 0, 0);
		else
			wrapped_boots("cpu");
	}
}

/* Where it is, nothing of the loader's may be; where it was linked, all may. */
static void kernel_that_was_moved(void)
{
	static const u32 distances[] = {
		0, 0x200000, 64 * MIB, 0x80000000, 0xd0000000 - 0x200000,
		-0x200000U, (u32)(-15 * MIB)
	};
	const u32 size = IMAGE_END - IMAGE;
	unsigned int i, j;

	for (i = 0; i < COUNT(distances); i++) {
		const u64 start = (u32)(IMAGE + distances[i]), end = start + size;
		const struct {
			u64 paddr, size;
			bool refused;
		} places[] = {
			{ start - 1, 1 }, { start - 1, 2, true }, { start, 1, true },
			{ end - 1, 1, true }, { end, 1 }, { start - 1, size + 2, true },
			{ IMAGE, 0x1000, IMAGE + 0x1000 > start && IMAGE < end },
			{ IMAGE_END - 1, 1, IMAGE_END > start && IMAGE_END - 1 < end },
		};

		for (j = 0; j < COUNT(places); j++) {
			struct hvm_modlist_entry *list;
			u32 why;

			begin_wrapped();
			moved = distances[i];
			list = add_modules(info, 1);
			list->paddr = places[j].paddr;
			list->size = places[j].size;
			if (!places[j].refused) {
				wrapped_boots("moved");
				continue;
			}
			why = wrapped();
			CHECK(why == PVH_MODULE_IN_KERNEL);
			CHECK(pvh_boot.values[1] == places[j].paddr &&
			      pvh_boot.values[3] == start);
		}
	}
}

/* What is refused is so for the first reason. */
static void first_wrong_is_named(void)
{
	struct hvm_modlist_entry *list;

	begin_wrapped();
	cpuid_features = 0;
	info->magic = 1;
	info->version = 0;
	info->memmap_entries = 5000;
	wrap_ramdisk(0x1000);
	wrap_before("one");
	pvh_wrap.cmdline_size = 2;
	wrapped_refuses("cpu", PVH_NO_LONG_MODE, 0, 0, 0);

	begin_wrapped();
	info->magic = 1;
	info->version = 0;
	wrapped_refuses("magic", PVH_BAD_MAGIC, 1, 0, 0);

	begin_wrapped();
	info->version = 0;
	list = add_modules(info, 1);
	list->paddr = 4 * GIB;
	list->size = 1;
	header->xloadflags = 0;
	wrapped_refuses("map", PVH_NO_MEMMAP, 0, 0, 0);

	begin_wrapped();
	list = add_modules(info, 1);
	list->paddr = 4 * GIB;
	list->size = 1;
	header->xloadflags = 0;
	header->initrd_addr_max = 0;
	wrap_ramdisk(0x1000);
	wrap_before("one");
	pvh_wrap.cmdline_size = 2;
	wrapped_refuses("ramdisk", PVH_RAMDISK_TOO_HIGH, 4 * GIB, 1, 0);
}

static const struct test tests[] = {
	TEST(least_that_boots),
	TEST(kernel_is_told_its_subarch),
	TEST(no_memory_map),
	TEST(memory_without_ram),
	TEST(isa_hole),
	TEST(isa_hole_of_a_pc),
	TEST(isa_hole_behind_128_ranges),
	TEST(ranges_that_overlap),
	TEST(ram_that_is_covered),
	TEST(more_ranges_than_the_loaders),
	TEST(cpu_without_long_mode),
	TEST(kernel_that_was_moved),
	TEST(first_wrong_is_named),
};

/*
 * Written by tests/unit/lib.sh: REFUSAL(name, values) for each that refusals.h has a
 * sentence for and wrap.c speaks of, with how many values the sentence has.
 */
static const struct {
	const char *name;
	u32 why;
	unsigned int values;
} refusals[] = {
#define REFUSAL(name, values) { #name, name, values },
#include "wrap-refusals.h"
};

static void each_was_seen(void)
{
	unsigned int i;

	CHECK(COUNT(refusals) == 15);
	for (i = 0; i < COUNT(refusals); i++)
		if (!wrapped_refusal_was_seen(refusals[i].why))
			complain("%s was not seen: it has no test", refusals[i].name);
}

/* The tests above compare all of those. */
static void each_has_the_values_of_its_sentence(void)
{
	static const unsigned int values[] = {
		[PVH_NO_LONG_MODE] = 1, [PVH_NO_MEMMAP] = 3, [PVH_NO_RAM] = 0,
		[PVH_MEMMAP_TOO_LONG] = 2, [PVH_BAD_MODLIST] = 3,
		[PVH_MODLIST_IN_KERNEL] = 4, [PVH_BAD_MODULE] = 4,
		[PVH_BAD_PARAMS] = 1, [PVH_PARAMS_IN_KERNEL] = 3, [PVH_BAD_HEADER] = 2,
		[PVH_BAD_MEMMAP_ENTRIES] = 2,
		[PVH_MODULE_IN_KERNEL] = 4, [PVH_LONG_CMDLINE] = 2, [PVH_RAMDISK_TOO_HIGH] = 2, [PVH_NO_ROOM] = 3,
	};
	unsigned int i;

	for (i = 0; i < COUNT(refusals); i++)
		if (refusals[i].values != values[refusals[i].why])
			complain("%s: the sentence has %u values, the refusal %u",
				 refusals[i].name, refusals[i].values,
				 values[refusals[i].why]);
}

static const struct test last[] = {
	TEST(each_was_seen),
	TEST(each_has_the_values_of_its_sentence),
};

int main(void)
{
	const struct suite suites[] = {
		{ "wrapped", tests, COUNT(tests) },
		wrapped_cmdline_suite, wrapped_ramdisk_suite, wrapped_early_suite,
		wrapped_module_suite, wrapped_seed_suite, wrapped_params_suite, wrapped_direct_suite,
		{ "refusals", last, COUNT(last) },
	};
	int status = run_suites(suites, COUNT(suites), begin_wrapped);

	guest_reset();
	return status;
}
