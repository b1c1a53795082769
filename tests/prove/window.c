// SPDX-License-Identifier: GPL-2.0-only
/* Memory above 4 GiB, by two pages of 2 MiB. */
#include SOURCE

#include "prove.h"

#define ENTRIES (PAGE_SIZE / sizeof(u64))
#define MIB 0x100000ULL

/* The tables of head.S: a level 4, a level 3, and of level 2 the fourth and the window's */
static u64 level4[ENTRIES], level3[ENTRIES], level2[2 * ENTRIES];

static u32 largest_leaf, bits, flushes;

u32 native_cpuid_eax(u32 leaf)
{
	if (leaf == 0x80000000)
		return largest_leaf;
	PROVE(leaf == 0x80000008 && largest_leaf >= leaf);
	return bits | nondet_u8() << 8;
}

unsigned long __native_read_cr3(void)
{
	return (unsigned long)level4 | 0x18;
}

void native_write_cr3(unsigned long cr3)
{
	PROVE(cr3 == __native_read_cr3());
	flushes++;
}

/*
 * The tables map each byte where its pointer says, and what they mapped before; no memory that
 * the CPU has not.
 */
void window_mapped(void)
{
	u64 paddr = nondet_u64(), size = nondet_u64(), i = nondet_u64(), address, entry;
	u32 low = nondet_u32() % ENTRIES;
	const u64 *window = level2 + ENTRIES;
	u64 low_2m, low_1g;
	void *memory;

	largest_leaf = nondet_u32();
	bits = nondet_u8();
	ASSUME(bits >= 36 && bits <= 52);
	ASSUME(paddr && size <= 2 * MIB && paddr <= (1ULL << 46) - size);
	__CPROVER_havoc_object(level3);
	__CPROVER_havoc_object(level2);
	level4[0] = (unsigned long)level3 | _KERNPG_TABLE_NOENC;
	level3[3] = (unsigned long)level2 | _KERNPG_TABLE_NOENC;

	low_1g = level3[low];
	low_2m = level2[low];

	memory = pvh_window(paddr, size);

	PROVE(level2[low] == low_2m && (level3[low] == low_1g || low == 4));
	if (largest_leaf < 0x80000008)
		bits = 36;
	PROVE(!!memory == (paddr + size <= 1ULL << bits));
	if (memory && i < size) {
		address = (unsigned long)memory + i;
		PROVE(address >> 30 == 4 && (address >> 21 & 511) < 2);
		PROVE(level3[4] == ((unsigned long)window | _KERNPG_TABLE_NOENC));
		entry = window[address >> 21 & 511];
		PROVE((entry & (2 * MIB - 1)) == (_KERNPG_TABLE_NOENC | _PAGE_PSE));
		PROVE((entry & -2 * MIB) + (address & (2 * MIB - 1)) == paddr + i);
		PROVE(flushes == 1);
	}
	END();
}
