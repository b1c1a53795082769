// SPDX-License-Identifier: GPL-2.0-only
/* The memory map of the kernel, and the RAM that it can use. */
#include "inject.h"

struct hvm_memmap_table_entry map[MAX_MAP];
unsigned int map_entries;

static void add(uint64_t addr, uint64_t size, uint32_t type)
{
	if (map_entries == MAX_MAP)
		die("the memory map", " can have no more entries than ", MAX_MAP);
	map[map_entries].addr = addr;
	map[map_entries].size = size;
	map[map_entries].type = type;
	map[map_entries++].reserved = number_of(W_RESERVED, 0);
}

static void add_given(void)
{
	unsigned int i;

	for (i = 0; i < given.memmap_entries; i++)
		add(given_map[i].addr, given_map[i].size, given_map[i].type);
}

/* ADDR:SIZE:TYPE[:COUNT:STEP], SIZE can be ..END; or qemu */
static void add_word(const char *s)
{
	uint64_t addr, size, type, count = 1, step = 0;
	const char *end;

	if (after(s, "qemu")) {
		add_given();
		return;
	}
	addr = value(&s, ":");
	if (*s++ != ':')
		die("a word map", " needs ADDR:SIZE:TYPE, its ADDR is ", addr);
	end = after(s, "..");
	if (end)
		s = end;
	size = value(&s, ":");
	if (end)
		size -= addr;
	if (*s++ != ':')
		die("a word map", " needs ADDR:SIZE:TYPE, its ADDR is ", addr);
	type = value(&s, ":");
	if (*s == ':') {
		s++;
		count = value(&s, ":");
		if (*s++ != ':')
			die("a word map", " with a COUNT needs a STEP, its ADDR is ",
			    addr);
		step = value(&s, "");
	}
	for (; count; count--, addr += step)
		add(addr, size, type);
}

static void swap(unsigned int a, unsigned int b)
{
	const struct hvm_memmap_table_entry e = map[a];

	map[a] = map[b];
	map[b] = e;
}

void make_map(void)
{
	uint32_t seed = number_of(W_SHUFFLED, 0);
	unsigned int i;

	if (!item(L_MAP, 0))
		add_given();
	for (i = 0; item(L_MAP, i); i++)
		add_word(item(L_MAP, i));

	if (number_of(W_REVERSED, 0))
		for (i = 0; i < map_entries / 2; i++)
			swap(i, map_entries - 1 - i);
	for (i = map_entries; seed && i > 1; i--) {
		seed = seed * 1664525 + 1013904223;
		swap(i - 1, (seed >> 8) % i);
	}
}

/* ---- its RAM ------------------------------------------------------------- */

/*
 * A fact, which is compared with the RAM that the kernel reports. The algorithm
 * is different from the kernel's, so that it does not have the same faults: the
 * type of the bytes between two neighbouring bounds is looked up in all entries.
 */
static uint64_t bounds[2 * MAX_MAP + 8];
static unsigned int nr_bounds;

/* Whether @byte is in the entry, which may end at 2^64; one that wraps has none. */
static bool covers(const struct hvm_memmap_table_entry *e, uint64_t byte)
{
	bool wraps = e->size && e->size - 1 > UINT64_MAX - e->addr;

	return !wraps && byte >= e->addr && byte - e->addr < e->size;
}

static bool is_ram(uint64_t byte)
{
	uint64_t limit = kernel_is_64_bit ? 1ull << 46 : GIB4;
	uint32_t most = 0;
	unsigned int i;

	/* Linux does not use page 0 and the hole for ISA devices as RAM. */
	if (byte < PAGE || (byte >= 0xa0000 && byte < 0x100000) || byte >= limit)
		return false;
	for (i = 0; i < map_entries; i++)
		if (covers(&map[i], byte) && map[i].type > most)
			most = map[i].type;
	return most == XEN_HVM_MEMMAP_TYPE_RAM;
}

static void add_bound(uint64_t b)
{
	bounds[nr_bounds++] = b;
}

static void sort_bounds(void)
{
	unsigned int i, j, gap;

	for (gap = nr_bounds / 2; gap; gap /= 2)
		for (i = gap; i < nr_bounds; i++) {
			uint64_t b = bounds[i];

			for (j = i; j >= gap && bounds[j - gap] > b; j -= gap)
				bounds[j] = bounds[j - gap];
			bounds[j] = b;
		}
}

uint64_t usable_kib(void)
{
	uint64_t pages = 0, start = 0, last;
	bool ram = false;
	unsigned int i;

	add_bound(PAGE);
	add_bound(0xa0000);
	add_bound(0x100000);
	add_bound(GIB4);
	add_bound(1ull << 46);
	for (i = 0; i < map_entries; i++) {
		add_bound(map[i].addr);
		add_bound(map[i].addr + map[i].size);
	}
	sort_bounds();

	for (i = 0; i < nr_bounds; i++) {
		bool next = is_ram(bounds[i]);

		if (next && !ram)
			start = bounds[i];
		if (ram && !next) {
			last = bounds[i] >> 12;
			start = (start + PAGE - 1) >> 12;
			if (last > start)
				pages += last - start;
		}
		ram = next;
	}
	return pages * 4;
}
