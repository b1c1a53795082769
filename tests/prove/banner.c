// SPDX-License-Identifier: GPL-2.0-only
/* The text of a version: in any part of a file. */
#define __NO_CTYPE	/* functions, no macros */
#include SOURCE

#include "tools.h"

/* Texts that begin like one; of those before, no more is known than where they end. */
#define TEXTS 2

static struct bytes part;
static u32 nr_found;
static const u8 *begin, *end_of_line;

/* Of the C library: a place within what is looked through, where there is the text */
void *memmem(const void *in, size_t size, const void *text, size_t length)
{
	u64 at = nondet_u64();

	PROVE(__CPROVER_r_ok(in, size));
	if (length > size || (length == 14 && nr_found == TEXTS) || nondet_bool())
		return NULL;
	ASSUME(at <= size - length);
	if (length == 14) {
		nr_found++;
		begin = (const u8 *)in + at + 14;
	}
	return (u8 *)in + at;
}

void *memchr(const void *in, int byte, size_t size)
{
	u64 at = nondet_u64();

	PROVE(__CPROVER_r_ok(in, size));
	if (!size || nondet_bool())
		return NULL;
	ASSUME(at < size);
	if (byte == '\n')
		end_of_line = (const u8 *)in + at;
	return (u8 *)in + at;
}

size_t strlen(const char *text)
{
	return __CPROVER_OBJECT_SIZE(text) - 1;
}

static u32 nr_copied;

void copy_text(char *to, size_t room, const uint8_t *from, size_t size)
{
	PROVE(from == begin && from + size == end_of_line && size);
	PROVE(from[0] >= '0' && from[0] <= '9');
	nr_copied++;
}

/* A version is the line behind a text that begins like one of Linux. */
void banner_found(void)
{
	char version[16];

	part = any_file(0, FILE_MAX);
	if (!find_banner(&part, version, sizeof(version))) {
		PROVE(!nr_copied);
		return;
	}
	PROVE(nr_copied == 1);
	END();
}
