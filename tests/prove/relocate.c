// SPDX-License-Identifier: GPL-2.0-only
/* The table by which a kernel moves itself. */
#include SOURCE

#include "prove.h"

#define MORE 3
#define REACH (MORE * 255 + 4)

static u8 kernel[REACH + 300];

/*
 * Any run of a few words, from any word of a kernel. One that ends behind the table is
 * refused; of none is anything read behind it, or written outside of the kernel. The word that
 * it leads to is the last one that was written, so the next run begins with a word of the
 * kernel too.
 */
void relocate_run(void)
{
	static u8 table[5 + MORE + 4 + MORE];
	u32 length = nondet_u32(), at = nondet_u32();
	const u8 *run;
	bool is_good;

	__CPROVER_havoc_object(table);
	ASSUME(at <= sizeof(kernel) - 4);
	ASSUME(length && length <= 5 + MORE);
	run = table + sizeof(table) - MORE - 4 - length;
	/* What is behind this run is the next one's. */
	ASSUME(run[4] <= MORE && length <= 5 + run[4]);
	is_good = add_to_words(run, run + length, (unsigned long)kernel + at,
			       (unsigned long)kernel + sizeof(kernel) - REACH, nondet_u32());
	PROVE(length >= 5 + run[4] || !is_good);
	END();
}

#define STEPS 8	/* of that many lengths, so that words lie apart */

static u8 memory[4 + 3 * (4 + STEPS) + 8];

/*
 * Three words of a run, the first one behind any other, and one of the next run: each changes by
 * the offset, and no other byte does. So do those behind them, from each to the next.
 */
void relocate_words(void)
{
	u32 skip = nondet_u32(), by = nondet_u32(), byte = nondet_u32() % sizeof(memory), values[4], i;
	const u8 a = 4 + nondet_u8() % STEPS, b = 4 + nondet_u8() % STEPS, c = 4 + nondet_u8() % STEPS;
	const u8 runs[] = { skip, skip >> 8, skip >> 16, skip >> 24, 2, a, b, c, 0, 0, 0, 0 };
	u8 *const first = memory + 4, *words[] = { first, first + a, first + a + b, first + a + b + c }, was;
	bool is_in_a_word = false;

	__CPROVER_havoc_object(memory);
	was = memory[byte];
	for (i = 0; i < 4; i++) {
		values[i] = *(u32 *)words[i];
		is_in_a_word |= memory + byte >= words[i] && memory + byte < words[i] + 4;
	}

	PROVE(add_to_words(runs, runs + sizeof(runs), (unsigned long)first - skip,
			   (unsigned long)words[3], by));

	for (i = 0; i < 4; i++)
		PROVE(*(u32 *)words[i] == values[i] + by);
	PROVE(is_in_a_word || memory[byte] == was);
	END();
}

/* As a part of the stand-alone entry */
void wrapped_relocate_run(void)
{
	relocate_run();
}

static const struct pvh_relocs *relocs;
static u32 size, offset;
static u32 calls;
static bool is_wrong;

/* In place of add_to_words() */
bool any_words(const u8 *run, const u8 *end, unsigned long word, unsigned long last, u32 by)
{
	PROVE(word == (unsigned long)kernel && last == word + size - PVH_RELOCS_REACH);
	PROVE(run == relocs->runs + (calls ? relocs->added : 0));
	PROVE(end == run + (calls ? relocs->subtracted : relocs->added));
	PROVE(by == (calls ? -offset : offset));
	calls++;
	is_wrong = nondet_bool();
	return !is_wrong;
}

/* The runs whose words grow, and behind them those whose words shrink, up to one that is wrong. */
void relocate_both(void)
{
	static u64 table[64];
	bool is_done;

	__CPROVER_havoc_object(table);
	relocs = (void *)table;
	ASSUME(relocs->added <= sizeof(table) - sizeof(*relocs));
	ASSUME(relocs->subtracted <= sizeof(table) - sizeof(*relocs) - relocs->added);
	size = nondet_u32();
	offset = nondet_u32();
	ASSUME(size >= PVH_RELOCS_REACH);

	is_done = pvh_relocate(relocs, (unsigned long)kernel, size, offset);
	PROVE(is_done == !is_wrong && (calls == 2 || (calls == 1 && is_wrong)));
	END();
}

static u64 hash = 1;

/* In place of pvh_hash() */
u64 any_hash(const void *data, unsigned long bytes)
{
	PROVE(data == relocs && bytes == relocs->size && !(bytes % 8));
	PROVE(bytes <= size && bytes <= (1ULL << 32) - (unsigned long)relocs);
	hash = nondet_u64();
	return hash;
}

/*
 * A table that is intact is no larger than the kernel and ends below 4 GiB, its runs end
 * before its last word, and no offset takes a kernel out of its address space.
 */
void wrapped_relocs_intact(void)
{
	static struct pvh_relocs table;
	u64 slot = nondet_u32(), text;

	__CPROVER_havoc_object(&table);
	relocs = &table;
	size = nondet_u32();
	if (pvh_relocs_intact(relocs, size)) {
		text = table.text - 0xffffffff80000000;
		PROVE(table.magic == 0x52485650 && !hash && table.slots);
		PROVE((u64)table.added + table.subtracted + sizeof(table) + 8 <= table.size);
		PROVE(table.size <= size && size >= PVH_RELOCS_REACH && !(table.first % 0x200000));
		if (slot < table.slots && text <= 1 << 30)
			PROVE(text + size + table.first + slot * 0x200000 <= 1 << 30);
	}
	END();
}
