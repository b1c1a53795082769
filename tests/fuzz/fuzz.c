// SPDX-License-Identifier: GPL-2.0-only
/*
 * The functions for libFuzzer. Its own mutations do not preserve addresses, and
 * most of them result in a missing start_info. Those below keep the guest
 * consistent and change the data that the entry checks.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "limit.h"
#include "seeds.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max,
			       unsigned int seed);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct guest g;
	const char *why;

	limit_input(INPUT_SECONDS);
	guest_decode(&g, data, size);
	why = check_guest(&g, NULL);
	if (why) {
		fprintf(stderr, "the entry and the model disagree: %s\n", why);
		seed_print(&g, stderr);
		abort();
	}
	guest_free(&g);
	limit_input(0);
	return 0;
}

static uint64_t state;

/* xorshift64: all that a run does follows from libFuzzer's seed. */
static uint64_t dice(uint64_t sides)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state % sides;
}

static uint64_t load(const struct guest *g, uint64_t paddr, unsigned int size)
{
	uint8_t bytes[8];

	guest_read(g, paddr, bytes, size);
	return get_number(bytes, size);
}

static void store(struct guest *g, uint64_t paddr, unsigned int size,
		  uint64_t value)
{
	uint8_t bytes[8];

	put_number(bytes, size, value);
	guest_write(g, paddr, bytes, size);
}

/* The fields of start_info, by place and size. */
enum { VERSION = 4, NR_MODULES = 12, MODLIST = 16, CMDLINE = 24, MEMMAP = 40,
       ENTRIES = 48 };

static uint64_t field(const struct guest *g, unsigned int at)
{
	return load(g, g->start_info + at, at == ENTRIES || at < MODLIST ? 4 : 8);
}

static uint64_t entries(const struct guest *g)
{
	uint64_t n = field(g, ENTRIES);

	return n > 1100 ? 1100 : n;
}

static uint64_t modules(const struct guest *g)
{
	uint64_t n = field(g, NR_MODULES);

	return n > 4 ? 4 : n;
}

/* An address that something begins or ends at, or close to one. */
static uint64_t address(const struct guest *g)
{
	static const uint64_t borders[] = { 0, 0xa0000, 0x100000, 1ULL << 30,
					    1ULL << 32, 1ULL << 46 };
	static const int steps[] = { -2048, -2047, -56, -40, -32, -24, -8, -2, -1,
				     1, 2, 8, 16, 24, 32, 40, 56, 2047, 2048 };
	uint64_t base, value = 0, size = 0;

	switch (dice(6)) {
	case 0:
		value = borders[dice(sizeof(borders) / sizeof(borders[0]))];
		break;
	case 1:
		value = dice(2) ? g->image : g->image_end;
		break;
	case 2:
		value = guest_limit(g);
		break;
	case 3:
		if (g->nr_regions) {
			const struct region *r = &g->regions[dice(g->nr_regions)];

			value = r->paddr;
			size = r->size;
		}
		break;
	case 4:
		if (entries(g)) {
			base = field(g, MEMMAP) + dice(entries(g)) * 24;
			value = load(g, base, 8);
			size = load(g, base + 8, 8);
		}
		break;
	case 5:
		if (modules(g)) {
			base = field(g, MODLIST) + dice(modules(g)) * 32;
			value = load(g, base, 8);
			size = load(g, base + 8, 8);
		}
		break;
	}
	if (dice(2))
		value += size;
	if (dice(2))
		value += steps[dice(sizeof(steps) / sizeof(steps[0]))];
	return value;
}

static uint64_t count(uint64_t now)
{
	static const uint32_t counts[] = { 0, 1, 2, 33, 127, 128, 129, 1023, 1024,
					   1025, 0x08000000, ~0U };

	switch (dice(3)) {
	case 0:
		return now + 1;
	case 1:
		return now - 1;
	}
	return counts[dice(sizeof(counts) / sizeof(counts[0]))];
}

/* Start, size at @paddr: begins at @from, or ends there, or has any size. */
static void change_span(struct guest *g, uint64_t paddr, uint64_t from)
{
	uint64_t end = load(g, paddr, 8) + load(g, paddr + 8, 8);

	switch (dice(4)) {
	case 0:
		store(g, paddr, 8, from);
		break;
	case 1:
		store(g, paddr + 8, 8, from - load(g, paddr, 8));
		break;
	case 2:
		store(g, paddr + 8, 8, dice(2) ? dice(1024) : 0);
		break;
	case 3:
		/* The end stays. */
		store(g, paddr, 8, from);
		store(g, paddr + 8, 8, end - from);
		break;
	}
}

/* Where an entry of the map begins or ends, or the hole that is added, or next to it. */
static uint64_t edge(const struct guest *g)
{
	uint64_t entry = field(g, MEMMAP) + dice(entries(g)) * 24;
	uint64_t value = dice(2) ? 0xa0000 : 0x100000;

	if (dice(4)) {
		value = load(g, entry, 8);
		if (dice(2))
			value += load(g, entry + 8, 8);
	}
	return value + dice(3) - 1;
}

static void change_entry(struct guest *g)
{
	static const uint32_t types[] = {
		0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 13, 128, 0xefffffff, 0xf0000000
	};
	uint64_t table = field(g, MEMMAP), n = entries(g);
	uint8_t a[24], b[24];
	uint64_t x, y;

	if (!n)
		return;
	x = table + dice(n) * 24;
	y = table + dice(n) * 24;
	switch (dice(5)) {
	case 0:
		store(g, x + 16, 4, dice(4) ? types[dice(sizeof(types) / 4)] :
		      dice(1ULL << 32));
		break;
	case 1:
		guest_read(g, x, a, 24);
		guest_read(g, y, b, 24);
		guest_write(g, x, b, 24);
		guest_write(g, y, a, 24);
		break;
	case 2:
		guest_read(g, x, a, 24);
		guest_write(g, y, a, 24);
		break;
	default:
		change_span(g, x, dice(4) ? edge(g) : address(g));
	}
}

static void change_module(struct guest *g)
{
	uint64_t list = field(g, MODLIST), n = modules(g), x;

	if (!n)
		return;
	x = list + (dice(4) ? 0 : dice(n) * 32);
	if (dice(4)) {
		change_span(g, x, address(g));
	} else {
		uint8_t bytes[32];

		guest_read(g, list + dice(n) * 32, bytes, 32);
		guest_write(g, x, bytes, 32);
	}
}

/* A table gets room for one more, wherever a region holds the end of it. */
static void grow(struct guest *g, uint64_t end, uint32_t by)
{
	for (unsigned int i = 0; i < g->nr_regions; i++) {
		struct region *r = &g->regions[i];
		uint32_t size = r->size, keep;

		if (end < r->paddr || end - r->paddr > size)
			continue;
		keep = end - r->paddr;
		guest_resize(r, size + by);
		if (r->size != size + by || keep < by)
			return;
		/* What is new is as what was the last. */
		memmove(r->bytes + keep + by, r->bytes + keep, size - keep);
		memcpy(r->bytes + keep, r->bytes + keep - by, by);
		return;
	}
}

/* One entry more, or many; each a page behind the one before it. */
static void grow_map(struct guest *g)
{
	uint64_t more = dice(8) ? 1 : dice(200);

	while (more--) {
		uint64_t end = field(g, MEMMAP) + entries(g) * 24;

		grow(g, end, 24);
		store(g, g->start_info + ENTRIES, 4, entries(g) + 1);
		store(g, end, 8, load(g, end, 8) + load(g, end + 8, 8) + 4096);
	}
}

static void change_text(struct guest *g)
{
	static const char *const words[] = { "nokaslr", "no5lvl", " ", "\n", "x",
					     "no5lvlx nokaslr no5lvl " };
	const char *word = words[dice(sizeof(words) / sizeof(words[0]))];
	uint64_t text = field(g, CMDLINE);
	unsigned int at = 0;

	switch (dice(4)) {
	case 0:
		while (at < 2100 && load(g, text + at, 1))
			at++;
		break;
	case 1:
		at = dice(64);
		break;
	case 2:
		at = 2030 + dice(24);
		break;
	}
	guest_write(g, text + at, word, strlen(word) + dice(2));
}

/* Moved with all that points at it. */
static void move_region(struct guest *g)
{
	static const unsigned int pointers[] = { MODLIST, CMDLINE, MEMMAP };
	struct region *r;
	uint64_t from, to = address(g);
	unsigned int i;

	if (!g->nr_regions)
		return;
	r = &g->regions[dice(g->nr_regions)];
	from = r->paddr;
	if (dice(3) == 0)
		to -= r->size;
	if (r->size && r->size - 1 > UINT64_MAX - to)
		return;
	for (i = 0; i < modules(g); i++) {
		uint64_t at = field(g, MODLIST) + i * 32;

		if (load(g, at, 8) - from < r->size)
			store(g, at, 8, load(g, at, 8) - from + to);
	}
	for (i = 0; i < 3; i++)
		if (field(g, pointers[i]) - from < r->size)
			store(g, g->start_info + pointers[i], 8,
			      field(g, pointers[i]) - from + to);
	if (g->start_info - from < r->size)
		g->start_info += to - from;
	r->paddr = to;
}

static void change_guest(struct guest *g)
{
	static const unsigned int pointers[] = { MODLIST, CMDLINE, MEMMAP };
	uint64_t end;

	switch (dice(16)) {
	case 0:
		g->start_info = address(g);
		break;
	case 1:
		end = address(g) & 0xffffffff;
		if (end >= g->image_end)
			g->image_end = end;
		else
			g->image = end;
		break;
	case 2:
		if (dice(2))
			g->bits = 36 + dice(17);
		else
			g->lacks_memory = !g->lacks_memory;
		break;
	case 3:
		store(g, g->start_info + pointers[dice(3)], 8,
		      dice(4) ? address(g) : 0);
		break;
	case 4:
		store(g, g->start_info + (dice(2) ? NR_MODULES : ENTRIES), 4,
		      count(dice(2) ? entries(g) : modules(g)));
		break;
	case 5:
		store(g, g->start_info + VERSION, 4, dice(3));
		break;
	case 6:
		grow_map(g);
		break;
	case 7:
		grow(g, field(g, MODLIST) + modules(g) * 32, 32);
		store(g, g->start_info + NR_MODULES, 4, modules(g) + 1);
		break;
	case 8:
	case 9:
		move_region(g);
		break;
	case 10:
		change_text(g);
		break;
	case 11:
	case 12:
		change_module(g);
		break;
	default:
		change_entry(g);
	}
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max,
			       unsigned int seed)
{
	struct guest g;
	size_t changed;

	state = seed * 0x9e3779b97f4a7c15ULL + 1;
	dice(2);
	if (!dice(4))
		return LLVMFuzzerMutate(data, size, max);

	guest_decode(&g, data, size);
	do
		change_guest(&g);
	while (dice(2));
	changed = guest_encode(&g, data, max);
	guest_free(&g);
	return changed ? changed : LLVMFuzzerMutate(data, size, max);
}
