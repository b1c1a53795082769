/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * For the harnesses of the host tools: a file, and what tools/lib/file.c has for the parsers.
 * tests/prove/file.c proves that it is so.
 */
#ifndef PROVE_TOOLS_H
#define PROVE_TOOLS_H

#include <stdlib.h>
#include <string.h>

#include "tools/lib/file.h"

typedef uint8_t u8;
typedef uint32_t u32;
typedef uint64_t u64;

#include "prove.h"

/* open_input() refuses larger files. */
#define FILE_MAX ((1ULL << 31) - 1)

/* Any file of @least to @most bytes, with nothing in front of it and behind it */
static struct bytes any_file(u64 least, u64 most)
{
	struct bytes file = { NULL, nondet_u64() };

	ASSUME(file.size >= least && file.size <= most);
	file.data = malloc(file.size);
	ASSUME(file.data);
	return file;
}

/* By numbers that do not wrap */
static bool is_within(const struct bytes *file, u64 offset, u64 size)
{
	return (unsigned __int128)offset + size <= file->size;
}

/* Without a loop, which would be unrolled in each harness */
static u64 number_at(const u8 *from, size_t size)
{
#define BYTE(i) (size > (i) ? (u64)from[i] << 8 * (i) : 0)
	return BYTE(0) | BYTE(1) | BYTE(2) | BYTE(3) | BYTE(4) | BYTE(5) | BYTE(6) | BYTE(7);
}

static bool is_part(const struct bytes *part, const struct bytes *whole)
{
	return !part->size ||
	       (__CPROVER_same_object(part->data, whole->data) && part->data >= whole->data &&
		is_within(whole, part->data - whole->data, part->size));
}

/* For harnesses that ask which reason was given; it takes time. */
#ifdef PROVE_REASONS
/* Up to eight characters of a constant, zeros behind its end */
static u64 characters(const char *text, u64 at)
{
	u64 size = __CPROVER_OBJECT_SIZE(text);

	return at < size ? number_at((const u8 *)text + at, size - at) : 0;
}

/* What the reason begins with that was given last, and is kept */
static u64 said[4];

static bool says_part(const char *text, u64 at)
{
	u64 size = __CPROVER_OBJECT_SIZE(text) - 1;
	u64 mask = size >= at + 8 ? ~0ULL : size > at ? (1ULL << 8 * (size - at)) - 1 : 0;

	return !((said[at / 8] ^ characters(text, at)) & mask);
}

/* Whether it begins with this text, of at most 32 characters; without a loop, see above */
static bool says(const char *text)
{
	return says_part(text, 0) && says_part(text, 8) && says_part(text, 16) && says_part(text, 24);
}
#endif

#ifndef PROVE_FILE
bool fault(struct fault *fault, const char *format, ...)
{
#ifdef PROVE_REASONS
	if (!fault->text[0]) {
		said[0] = characters(format, 0);
		said[1] = characters(format, 8);
		said[2] = characters(format, 16);
		said[3] = characters(format, 24);
	}
#endif
	fault->text[0] = '.';
	return false;
}

bool within(const struct bytes *file, uint64_t offset, uint64_t size)
{
	return is_within(file, offset, size);
}

uint64_t little_endian(const uint8_t *from, size_t size)
{
	return number_at(from, size);
}
#endif

#endif
