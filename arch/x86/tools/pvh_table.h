/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Make the table of relocations that the PVH entry applies. Addresses are physical, as
 * they are linked.
 */
#ifndef _X86_TOOLS_PVH_TABLE_H
#define _X86_TOOLS_PVH_TABLE_H

#include <endian.h>
#include <stdbool.h>
#include <string.h>

#include "../platform/pvh/relocs.h"

/* __START_KERNEL_map, and KERNEL_IMAGE_SIZE with CONFIG_RANDOMIZE_BASE */
#define PVH_KERNEL_MAP		0xffffffff80000000ULL
#define PVH_KERNEL_SPACE	0x40000000ULL

/**
 * struct pvh_words - words of 32 bits
 * @at: their addresses, ascending
 * @count: number of them
 */
struct pvh_words {
	const u32 *at;
	size_t count;
};

/* Bytes that a table may need: a run of one word takes most */
static inline size_t pvh_table_room(size_t words)
{
	return sizeof(struct pvh_relocs) + 2 * sizeof(u64) +
	       words * sizeof(struct pvh_reloc_run);
}

/* Number of offsets for a kernel that ends at @end */
static inline u32 pvh_table_slots(u32 end)
{
	return 1 + (PVH_KERNEL_SPACE - end) / PVH_RELOCS_STEP;
}

/* Whether runs may begin at all of the words: the entry goes no further */
static inline bool pvh_words_fit(const struct pvh_words *words, u32 text, u32 end)
{
	return !words->count ||
	       (words->at[0] >= text && end > PVH_RELOCS_REACH &&
		words->at[words->count - 1] <= end - PVH_RELOCS_REACH);
}

static inline u8 *pvh_put_number(u8 *to, u64 value, size_t size)
{
	value = htole64(value);
	memcpy(to, &value, size);
	return to + size;
}

static inline u8 *pvh_put_runs(u8 *to, const struct pvh_words *words, u32 text)
{
	const u32 *at = words->at, *end = at + words->count;
	u32 before = text;

	while (at < end) {
		const u32 *last = at;

		while (last + 1 < end && last - at < 255 && last[1] - *last <= 255)
			last++;
		to = pvh_put_number(to, *at - before, sizeof(u32));
		to = pvh_put_number(to, last - at, sizeof(u8));
		for (; at < last; at++)
			to = pvh_put_number(to, at[1] - *at, sizeof(u8));
		before = *at++;
	}
	return to;
}

/* The word that makes pvh_hash() of some bytes and it 0 */
static inline u64 pvh_last_word(const u8 *table, size_t size)
{
	u64 hash = 0, word;
	size_t i;

	for (i = 0; i < size; i += sizeof(word)) {
		memcpy(&word, table + i, sizeof(word));
		hash ^= le64toh(word);
		hash = (hash << 7 | hash >> 57) * PVH_HASH_FACTOR;
	}
	return hash;
}

/**
 * pvh_make_table() - make a table
 * @table: zeros, as many as pvh_table_room() tells for all words
 * @text: address of the kernel
 * @end: of its memory, not above PVH_KERNEL_SPACE
 * @added: words that the offset is added to; for them and the others pvh_words_fit()
 * @subtracted: words that it is subtracted from
 *
 * Return: the size of the table in bytes.
 */
static inline size_t pvh_make_table(u8 *table, u32 text, u32 end,
				    const struct pvh_words *added,
				    const struct pvh_words *subtracted)
{
	u8 *to = table + sizeof(struct pvh_relocs);
	u8 *between = pvh_put_runs(to, added, text);
	u8 *behind = pvh_put_runs(between, subtracted, text);
	size_t padded = (behind - table + 7) & ~7;
	struct pvh_relocs head = {
		.magic = htole32(PVH_RELOCS_MAGIC),
		.size = htole32(padded + sizeof(u64)),
		.text = htole64(PVH_KERNEL_MAP + text),
		.added = htole32(between - to),
		.subtracted = htole32(behind - between),
		.slots = htole32(pvh_table_slots(end)),
	};

	memcpy(table, &head, sizeof(head));
	pvh_put_number(table + padded, pvh_last_word(table, padded), sizeof(u64));
	return padded + sizeof(u64);
}

#endif /* _X86_TOOLS_PVH_TABLE_H */
