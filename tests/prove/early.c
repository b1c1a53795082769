// SPDX-License-Identifier: GPL-2.0-only
/* Early archives at the start of a ramdisk. */
#include SOURCE

#include "prove.h"

static u64 begin, left;
static u8 header[sizeof(struct cpio)], text[12];

/* Any bytes, of the ramdisk only */
void *pvh_phys(u64 paddr, u64 size)
{
	PROVE(size && paddr - begin <= left && size <= left - (paddr - begin));
	if (size == sizeof(header))
		return header;
	PROVE(size <= sizeof(text));
	return text;
}

static void any_ramdisk(void)
{
	begin = nondet_u64();
	left = nondet_u64();
	ASSUME(begin && begin < 1ULL << 46 && left <= 1ULL << 46);
	__CPROVER_havoc_object(header);
	__CPROVER_havoc_object(text);
}

/* A file is no longer than what is left, and ends at a word. */
void early_file(void)
{
	enum name name;
	u64 size;

	any_ramdisk();
	size = get_file(begin, left, &name);
	PROVE(size <= left && !(size % 4));
	PROVE(!size || (size > sizeof(header) && name <= TOP));
	PROVE(!size || (header[0] == '0' && header[1] == '7' && header[2] == '0' && header[3] == '7' &&
			header[4] == '0' && (header[5] == '1' || header[5] == '2')));
	END();
}

/* In front of what is counted there are zeros, up to a word that is none, or the end. */
void early_zeros(void)
{
	u64 size;
	u32 i;

	any_ramdisk();
	ASSUME(left <= sizeof(text));
	size = count_zeros(begin, left);
	PROVE(size <= left && !(size % 4));
	for (i = 0; i < sizeof(text); i++)
		PROVE(i >= size || !text[i]);
	if (left - size >= 4)
		PROVE(text[size] || text[size + 1] || text[size + 2] || text[size + 3]);
	END();
}

static u64 end_of_last;
static bool is_over;

/* What is found begins where the last one has ended. */
static u64 next_part(u64 paddr, u64 rest, bool may_be_none)
{
	u64 size = nondet_u64();

	PROVE(!is_over && paddr == begin + end_of_last && rest == left - end_of_last);
	ASSUME(size <= rest && !(size % 4));
	is_over = !size && !may_be_none;
	end_of_last += size;
	return size;
}

static u32 files;

/* In place of get_file(), which ends at the third one */
u64 any_file(u64 paddr, u64 rest, enum name *name)
{
	*name = ++files < 3 ? nondet_u32() : TRAILER;
	return next_part(paddr, rest, false);
}

/* An archive is all files up to its end, or none if one of them is not good. */
void early_archive(void)
{
	u64 size;

	any_ramdisk();
	size = get_archive(begin, left);
	PROVE(size == (is_over ? 0 : end_of_last) && size <= left && !(size % 4));
	END();
}

static u32 archives;

/* In place of get_archive() */
u64 any_archive(u64 paddr, u64 rest)
{
	u64 size = next_part(paddr, rest, false);

	ASSUME(++archives < 3 || !size);
	return size;
}

/* In place of count_zeros() */
u64 any_zeros(u64 paddr, u64 rest)
{
	return next_part(paddr, rest, true);
}

/* All archives and the zeros behind them, up to what is no archive */
void early_archives(void)
{
	u64 size;

	any_ramdisk();
	size = wrap_early_size(begin, left);
	PROVE(is_over && size == end_of_last && size <= left && !(size % 4));
	END();
}
