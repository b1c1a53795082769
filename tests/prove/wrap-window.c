// SPDX-License-Identifier: GPL-2.0-only
/* The window to memory above 4 GiB. */
#include SOURCE

#include "prove.h"

static bool was_open, has_pae;
static u32 highest_leaf, bits;

/* In place of is_open(): the tables are there once they are in use. */
bool any_open(void)
{
	return directories[0];
}

/* In place of pvh_cpuid(): a CPU has 36 bits or more, and no more than 52. */
u32 any_cpuid(u32 leaf, u32 *edx)
{
	PROVE(leaf == 1 || leaf == 0x80000000 || (leaf == 0x80000008 && highest_leaf >= leaf));
	*edx = leaf == 1 ? has_pae << 6 : 0;
	return leaf == 0x80000000 ? highest_leaf : leaf == 0x80000008 ? bits : 0;
}

/* In place of open_window() */
void open_any(void)
{
	directories[0] = 1;
}

/* Where the tables say that an address is, which is in the window */
static u64 translated(u32 at)
{
	u64 page = pages[at >= 0xffe00000 ? 2047 : 2046];

	PROVE(at >= 0xffc00000 && (page & 0x1fffff) == 0x83);
	return page - 0x83 + (at & 0x1fffff);
}

/* Memory is shown in all of its bytes, or the CPU has not its addresses. */
void window_shows(void)
{
	u64 paddr = nondet_u64(), size = nondet_u64(), at = nondet_u64();
	u32 width;
	u8 *seen;

	highest_leaf = nondet_u32();
	bits = nondet_u32();
	has_pae = nondet_bool();
	width = highest_leaf >= 0x80000008 ? bits & 0xff : 36;
	ASSUME(width >= 32 && width <= 52 && paddr && paddr <= 1ULL << 46 && size <= 0x200000);
	/* An end at 4 GiB has no pointer; nobody asks for it. */
	ASSUME(size || paddr > 1ULL << 32);
	was_open = nondet_bool();
	if (was_open)
		open_any();

	seen = pvh_window(paddr, size);

	if (!seen) {
		PROVE((!was_open && !has_pae) || (paddr + size - 1) >> width);
	} else if (directories[0]) {
		PROVE((was_open || has_pae) && !((paddr + size - 1) >> width));
		PROVE(at >= size || translated((unsigned long)seen + at) == paddr + at);
	} else {
		PROVE((unsigned long)seen == paddr && paddr + size <= 1ULL << 32);
	}
	END();
}
