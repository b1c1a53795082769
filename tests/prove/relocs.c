// SPDX-License-Identifier: GPL-2.0-only
/* The table of relocations as the tool writes it. */
#include SOURCE

/* SOURCE is one of the two. */
#ifndef _X86_PLATFORM_PVH_H
#include "../../arch/x86/platform/pvh/relocate.c"
#endif
#include "../../arch/x86/tools/pvh_table.h"

#include "prove.h"

#define WORDS 3

/* That of cbmc needs the C library's headers for 32 bits. */
void *memcpy(void *to, const void *from, size_t size)
{
	size_t i;

	for (i = 0; i < size; i++)
		((u8 *)to)[i] = ((const u8 *)from)[i];
	return to;
}

static u8 table[WORDS * sizeof(struct pvh_reloc_run) + 1];

/*
 * Any words, behind any other word: relocs.h finds them in the runs, each once, in their order,
 * and nothing else. From the last one of a run the next run is written as the first one was.
 */
void relocs_written(void)
{
	u32 at[WORDS], before = nondet_u32(), end = nondet_u32(), word = before, i, n = 0;
	struct pvh_words words = { at, nondet_u32() };
	const struct pvh_reloc_run *run;
	const u8 *byte = table, *behind;

	__CPROVER_havoc_object(at);
	ASSUME(words.count <= WORDS && pvh_words_fit(&words, before, end));
	for (i = 1; i < words.count; i++)
		ASSUME(at[i] > at[i - 1]);

	behind = pvh_put_runs(table, &words, before);

	PROVE(behind <= table + words.count * sizeof(*run));
	while (byte < behind) {
		run = (const void *)byte;
		word += run->skip;
		PROVE(n < words.count && word == at[n]);
		n++;
		for (i = 0; i < run->more; i++) {
			word += run->steps[i];
			PROVE(n < words.count && word == at[n]);
			n++;
		}
		byte = run->steps + run->more;
	}
	PROVE(n == words.count && byte == behind);
	END();
}

/* The last word that the tool writes makes the sum of the entry 0. */
void relocs_summed(void)
{
	static u64 summed[4];

	__CPROVER_havoc_object(summed);
	summed[3] = pvh_last_word((const u8 *)summed, 3 * sizeof(u64));

	PROVE(!pvh_hash(summed, sizeof(summed)));
	END();
}

static u64 made[10];
static struct pvh_words words[2];
static u32 sizes[2], size, calls;
static u64 sum;

/* In place of pvh_put_runs(), pvh_last_word() and pvh_hash() */
u8 *any_runs(u8 *to, const struct pvh_words *written, u32 text)
{
	PROVE(calls < 2 && written == &words[calls]);
	return to + sizes[calls++ & 1];
}

u64 any_word(const u8 *from, size_t bytes)
{
	PROVE(from == (u8 *)made && bytes <= sizeof(made) - sizeof(u64));
	size = bytes + sizeof(u64);
	sum = nondet_u64();
	return sum;
}

u64 same_sum(const void *from, unsigned long bytes)
{
	PROVE(from == made && bytes == size);
	return made[size / sizeof(u64) - 1] ^ sum;
}

/* The entry takes the table that the tool makes for a kernel that is no smaller. */
void wrapped_relocs_made(void)
{
	const struct pvh_relocs *relocs = (const void *)made;
	u32 text = nondet_u32(), end = nondet_u32();

	sizes[0] = nondet_u32() % 16;
	sizes[1] = nondet_u32() % 16;
	ASSUME(text < end && end <= PVH_KERNEL_SPACE && end - text >= PVH_RELOCS_REACH);

	PROVE(pvh_make_table((u8 *)made, text, end, &words[0], &words[1]) == size);

	PROVE(relocs->added == sizes[0] && relocs->subtracted == sizes[1] && calls == 2);
	PROVE(relocs->text == PVH_KERNEL_MAP + text);
	PROVE(pvh_relocs_intact(relocs, end - text));
	END();
}
