// SPDX-License-Identifier: GPL-2.0-only
/*
 * Early archives at the start of a ramdisk. The kernel searches microcode and ACPI tables
 * in uncompressed archives only, and not behind anything else. They are recognized by
 * the names in them, as all that is read early lies in the directory kernel.
 */
#include <linux/types.h>

#include "early.h"

#define PAGE_SIZE	4096

/* Fields of a header, in hexadecimal digits behind the magic. */
#define FIELDS		13
#define FILE_SIZE	6
#define NAME_SIZE	11

/* "070701", or "070702" with sums of the files. */
#define MAGIC		0x070701

/**
 * struct cpio - header of a file in an archive; its name follows
 * @magic: six digits, MAGIC or the next number
 * @fields: eight digits each
 */
struct cpio {
	u8 magic[6];
	u8 fields[FIELDS][8];
};

static u64 align_word(u64 size)
{
	return (size + 3) & -4ULL;
}

static bool get_number(u32 *to, const u8 *s, u32 digits)
{
	u32 digit;

	for (*to = 0; digits; digits--, s++) {
		digit = *s - '0';
		if (digit > 9) {
			digit = (*s | 0x20) - 'a';
			if (digit > 5)
				return false;
			digit += 10;
		}
		*to = *to << 4 | digit;
	}
	return true;
}

/* The kernel gives up at anything that is no digit, in any field. */
static bool get_fields(u32 *to, const struct cpio *header)
{
	u32 i, magic;

	if (!get_number(&magic, header->magic, sizeof(header->magic)) || magic - MAGIC > 1)
		return false;
	for (i = 0; i < FIELDS; i++)
		if (!get_number(&to[i], header->fields[i], sizeof(header->fields[i])))
			return false;
	return true;
}

enum name { TRAILER, DIRECTORY, BELOW, TOP, OTHER };

/* The first bytes of each, which are all but for BELOW. */
static enum name find_name(u64 paddr, u32 size)
{
	static const struct {
		u8 text[11];
		u8 size;
	} names[] = {
		[TRAILER] = { "TRAILER!!!", 11 },
		[DIRECTORY] = { "kernel", 7 },
		[BELOW] = { "kernel/", 7 },
		[TOP] = { ".", 2 },
	};
	enum name name;
	const u8 *s;
	u32 i;

	for (name = TRAILER; name < OTHER; name++) {
		if (size < names[name].size)
			continue;
		s = pvh_phys(paddr, names[name].size);
		for (i = 0; i < names[name].size && s[i] == names[name].text[i]; i++)
			;
		if (i == names[name].size)
			break;
	}
	return name;
}

/* The size of a file with its header; 0 if it cannot be one of an early archive. */
static u64 get_file(u64 paddr, u64 left, enum name *name)
{
	u64 size = sizeof(struct cpio);
	u32 fields[FIELDS];

	if (size > left || !get_fields(fields, pvh_phys(paddr, size)) ||
	    fields[NAME_SIZE] > left - size)
		return 0;
	*name = find_name(paddr + size, fields[NAME_SIZE]);
	size = align_word(align_word(size + fields[NAME_SIZE]) + fields[FILE_SIZE]);
	return *name != OTHER && size <= left ? size : 0;
}

static u64 get_archive(u64 paddr, u64 left)
{
	enum name name = OTHER;
	u64 at = 0, size;

	while (name != TRAILER) {
		size = get_file(paddr + at, left - at, &name);
		if (!size)
			return 0;
		at += size;
	}
	return at;
}

/* Whole words, as the kernel expects an archive at one. */
static u64 count_zeros(u64 paddr, u64 left)
{
	u32 part, i;
	const u8 *s;
	u64 at;

	for (at = 0; at < left; at += part) {
		part = left - at < PAGE_SIZE ? left - at : PAGE_SIZE;
		s = pvh_phys(paddr + at, part);
		for (i = 0; i < part; i++)
			if (s[i])
				return (at + i) & -4ULL;
	}
	return left & -4ULL;
}

/**
 * wrap_early_size() - size of the early archives at the start of a ramdisk
 * @paddr: its physical address
 * @size: its size in bytes; all of that can be accessed
 *
 * An archive in which anything is damaged is none, and ends the search.
 *
 * Return: the size with zeros behind them, a multiple of 4; 0 if there is none.
 */
u64 wrap_early_size(u64 paddr, u64 size)
{
	u64 at = 0, archive;

	while ((archive = get_archive(paddr + at, size - at))) {
		at += archive;
		at += count_zeros(paddr + at, size - at);
	}
	return at;
}
