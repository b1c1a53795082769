// SPDX-License-Identifier: GPL-2.0-only
/* A memory map is limited to what the kernel can use. */
#include SOURCE

#include "prove.h"

#define NR_RANGES 3

struct boot_params boot_params;
struct pvh_boot pvh_boot;

static struct boot_e820_entry ranges[NR_RANGES], was[NR_RANGES];
static u32 warnings;

void kernel_log(const char *format, ...)
{
	warnings++;
}

struct boot_e820_entry *pvh_range(struct boot_params *params, struct pvh_boot *in, u32 i)
{
	return i < NR_RANGES ? &ranges[i] : NULL;
}

static bool is_ram(const struct boot_e820_entry *range, u64 paddr)
{
	return range->type == 1 && range->addr <= paddr && paddr < range->addr + range->size;
}

/* No RAM is left above, none is lost below, and nothing else changes. */
void limits_ram(void)
{
	u64 at = nondet_u64();
	u32 i, said = 0;

	__CPROVER_havoc_object(ranges);
	for (i = 0; i < NR_RANGES; i++) {
		ASSUME(ranges[i].size && ranges[i].addr + ranges[i].size > ranges[i].addr);
		was[i] = ranges[i];
		said += was[i].type == 1 && was[i].addr + was[i].size > MAXMEM;
	}

	limit_ram();

	PROVE(warnings == said);
	for (i = 0; i < NR_RANGES; i++) {
		PROVE(is_ram(&ranges[i], at) == (is_ram(&was[i], at) && at < MAXMEM));
		PROVE(ranges[i].size && ranges[i].addr == was[i].addr);
		if (was[i].type != 1)
			PROVE(ranges[i].type == was[i].type && ranges[i].size == was[i].size);
		else
			PROVE(ranges[i].type == 1 || ranges[i].type == 2);
	}
	END();
}

/* Pieces of the address space, each up to where the next one begins */
#define PIECES (E820_MAX_ENTRIES + 2)
static u32 pieces, different, last;
static u64 addr;

u32 pvh_memory_at(struct boot_params *params, struct pvh_boot *in, u64 at, u64 *end)
{
	u32 type = nondet_u32();

	PROVE(at == addr && !warnings);
	addr = ++pieces < PIECES ? nondet_u64() : U64_MAX;
	ASSUME(addr > at);
	*end = addr;
	different += type && type != last;
	last = type;
	return type;
}

static bool is_limited;

/* In place of limit_ram() */
void limited(void)
{
	is_limited = true;
}

/* All is looked at, up to the first range for which the kernel has no room. */
void limits_ranges(void)
{
	pvh_limit_memmap();

	PROVE(warnings == (different > E820_MAX_ENTRIES) && different <= E820_MAX_ENTRIES + 1);
	PROVE(warnings || addr == U64_MAX);
	PROVE(is_limited);
	END();
}
