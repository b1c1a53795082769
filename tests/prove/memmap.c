// SPDX-License-Identifier: GPL-2.0-only
/* The translation of the memory map. */
#include SOURCE

#include "prove.h"

static struct pvh_boot boot, was;

/* What is stored is neither empty nor of no type, and does not wrap. */
static bool is_range(const struct boot_e820_entry *r)
{
	return r->size && r->type && r->addr + r->size > r->addr;
}

static bool is_same(const struct boot_e820_entry *range, const struct boot_e820_entry *other)
{
	return range->addr == other->addr && range->size == other->size &&
	       range->type == other->type;
}

/* Where range @i has to be */
static struct boot_e820_entry *place(const struct pvh_boot *in, u32 i)
{
	return (void *)(i < E820_MAX_ENTRIES_ZEROPAGE ? &in->params.e820_table[i] :
			&in->e820_ext.entries[i - E820_MAX_ENTRIES_ZEROPAGE]);
}

static u64 end(const struct boot_e820_entry *range)
{
	return range->addr + range->size;
}

/* Persistent memory and what is reserved for it is not, even if it touches. */
static bool can_be_joined(const struct boot_e820_entry *a, const struct boot_e820_entry *b)
{
	return a->type == b->type && a->type != 12 && a->type != 0xefffffff &&
	       (end(a) == b->addr || end(b) == a->addr);
}

/* Range @i is @a and @b. */
static void prove_joined(u32 i, const struct boot_e820_entry *a, const struct boot_e820_entry *b)
{
	const struct boot_e820_entry *range = place(&boot, i);

	PROVE(can_be_joined(a, b) && range->type == a->type);
	PROVE(range->addr == (a->addr < b->addr ? a->addr : b->addr));
	PROVE(range->size == a->size + b->size);
	PROVE(is_range(range));
}

/* With @count ranges so far, of which any are stored */
static void step(u32 count)
{
	const u32 before = count < PVH_MAX_RANGES ? count : PVH_MAX_RANGES;
	struct boot_e820_entry new = { nondet_u64(), nondet_u64(), nondet_u32() }, last;
	struct pvh_map map = { &boot.params, &boot.e820_ext, NULL, count };
	u32 i;

	__CPROVER_havoc_object(&boot);
	was = boot;
	ASSUME(is_range(&new));
	if (before) {
		map.last = place(&boot, before - 1);
		last = *map.last;
		ASSUME(is_range(&last));
	}

	append_range(&map, new.addr, new.size, new.type);

	for (i = 0; i + 1 < before; i++)
		PROVE(is_same(place(&boot, i), place(&was, i)));
	if (before && can_be_joined(&last, &new))
		PROVE(map.count == count);
	if (map.count == count) {
		PROVE(before && map.last == place(&boot, before - 1));
		if (before)
			prove_joined(before - 1, &last, &new);
	} else {
		PROVE(map.count == count + 1);
		if (before)
			PROVE(is_same(place(&boot, before - 1), &last));
		if (count < PVH_MAX_RANGES)
			PROVE(map.last == place(&boot, before) && is_same(map.last, &new));
	}
}

/*
 * From any map that append_range() may have made, however long: what it makes of it is such
 * a map, in which the new range is the last one, or joined with that. No range is lost while
 * there is room. So each byte has the types that the ranges give it.
 */
void memmap_step(void)
{
	u32 count;

	for (count = 0; count <= PVH_MAX_RANGES + 1; count++)
		if (nondet_bool()) {
			step(count);
			END();
			return;
		}
}

static struct boot_e820_entry appended[3];
static u32 nr_appended;

/* In place of append_range() */
void take_range(struct pvh_map *map, u64 addr, u64 size, u32 type)
{
	u32 i;

	map->count++;
	for (i = 0; i < 3; i++)
		if (i == nr_appended)
			appended[i] = (struct boot_e820_entry){ addr, size, type };
	nr_appended++;
}

static bool was_appended(u32 at, u64 addr, u64 size, u32 type)
{
	u32 i;

	for (i = 0; i < 3; i++)
		if (i == at && appended[i].addr == addr && appended[i].size == size &&
		    appended[i].type == type)
			return true;
	return false;
}

/* Each entry is taken as it is meant, or left out and counted, and the ISA hole behind all. */
static void read_table(const u8 *table, u32 entries, u32 stride)
{
	u32 bad_ranges = boot.bad_ranges, count, i, n = 0;
	enum pvh_bios bios = PVH_BIOS_NOT_RESERVED;

	count = pvh_set_memmap(&boot.params, &boot, table, entries, stride);

	for (i = 0; i < entries; i++) {
		const struct boot_e820_entry *entry = (const void *)(table + i * stride);
		bool wraps = entry->addr > -entry->size, is_last = entry->addr == -entry->size;
		u64 size = entry->size - is_last;

		if (!entry->size || !size || !entry->type)
			continue;
		if (wraps) {
			bad_ranges++;
			continue;
		}
		PROVE(was_appended(n, entry->addr, size, entry->type));
		n++;
		if (entry->type == 2 && entry->addr <= 0xf0000 && entry->addr + size >= 0x100000)
			bios = PVH_BIOS_RESERVED;
	}
	PROVE(was_appended(n, 0xa0000, 0x60000, 2));
	PROVE(nr_appended == n + 1 && count == n + 1);
	PROVE(boot.bad_ranges == bad_ranges && boot.bios == bios);
	END();
}

/* Of either stride; there is nothing in front of the table and behind it. */
void memmap_entries(void)
{
	static u8 entries_of_20[2 * 20], entries_of_24[2 * 24];

	boot.bad_ranges = nondet_u32();
	if (nondet_bool()) {
		__CPROVER_havoc_object(entries_of_20);
		read_table(entries_of_20, 2, 20);
	} else {
		__CPROVER_havoc_object(entries_of_24);
		read_table(entries_of_24, 2, 24);
	}
}

/*
 * After any number of ranges there are so many, each where it was stored, and none behind
 * them; and the list of setup_data ends as it did, however often they are counted.
 */
void memmap_ranges(void)
{
	u32 count = nondet_u32(), more = nondet_u32(), i = nondet_u32();
	u64 next = nondet_u64(), ext_paddr = nondet_u64();

	ASSUME(count <= more && more <= PVH_MAX_RANGES && next != ext_paddr);
	boot.params.hdr.setup_data = next;
	pvh_count_ranges(&boot.params, &boot, ext_paddr, count);
	pvh_count_ranges(&boot.params, &boot, ext_paddr, more);

	PROVE(pvh_range(&boot.params, &boot, i) == (i < more ? place(&boot, i) : NULL));
	if (more > E820_MAX_ENTRIES_ZEROPAGE) {
		PROVE(boot.params.hdr.setup_data == ext_paddr);
		PROVE(boot.e820_ext.data.next == next && boot.e820_ext.data.type == SETUP_E820_EXT);
		PROVE(boot.e820_ext.data.len <= sizeof(boot.e820_ext.entries));
	} else {
		PROVE(boot.params.hdr.setup_data == next);
	}
	END();
}

/* A loader that enters natively may pass any count. */
void memmap_native(void)
{
	u32 i = nondet_u32();
	u8 entries = nondet_u8();

	boot.params.e820_entries = entries;
	PROVE(pvh_range(&boot.params, &boot, i) ==
	      (i < entries && i < E820_MAX_ENTRIES_ZEROPAGE ? place(&boot, i) : NULL));
	END();
}

#define NR_RANGES 3
static struct boot_e820_entry ranges[NR_RANGES];

/* In place of pvh_range() */
struct boot_e820_entry *any_range(struct boot_params *params, struct pvh_boot *in, u32 i)
{
	return i < NR_RANGES ? &ranges[i] : NULL;
}

static u32 highest_type(u64 at)
{
	u32 i, type = 0;

	for (i = 0; i < NR_RANGES; i++)
		if (ranges[i].addr <= at && at < end(&ranges[i]) && type < ranges[i].type)
			type = ranges[i].type;
	return type;
}

/* The highest type at an address, and everywhere up to the end that is said; twice the same. */
void memmap_lookup(void)
{
	u64 addr = nondet_u64(), at = nondet_u64(), until, again;
	u32 i, type;

	__CPROVER_havoc_object(ranges);
	for (i = 0; i < NR_RANGES; i++)
		ASSUME(!ranges[i].size || end(&ranges[i]) > ranges[i].addr);
	ASSUME(addr < UINT64_MAX);

	type = pvh_memory_at(&boot.params, &boot, addr, &until);
	PROVE(until > addr);
	PROVE(type == highest_type(addr));
	PROVE(IMPLIES(at >= addr && at < until, highest_type(at) == type));
	PROVE(pvh_memory_at(&boot.params, &boot, addr, &again) == type && again == until);
	END();
}
