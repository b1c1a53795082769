// SPDX-License-Identifier: GPL-2.0-only
/* Strings of the loader, of any content, and the words in them. */
#include SOURCE

#include "prove.h"

/* The longest string, and what a kernel reaches */
#define MOST (COMMAND_LINE_SIZE - 1)
#define TOP (CONFIG_X86_64 ? 1ULL << 46 : 1ULL << 32)

/* There is nothing behind it. */
static u8 memory[MOST];

static u64 asked_for, asked_size;
static bool is_denied;

void *guest_memory(u64 paddr, u64 size)
{
	PROVE(paddr && paddr <= TOP && size <= TOP - paddr);
	PROVE(size <= MOST);
	asked_for = paddr;
	asked_size = size;
	return is_denied ? NULL : memory + MOST - size;
}

/* Up to its zero, or to where the kernel reads no further, or to the end of all memory. */
void strings_ended(void)
{
	u64 paddr = nondet_u64(), i = nondet_u64();
	u64 room = paddr < TOP && TOP - paddr < MOST ? TOP - paddr : MOST;
	unsigned long size;
	const u8 *s;

	__CPROVER_havoc_object(memory);
	is_denied = nondet_bool();

	s = pvh_string(paddr, &size);

	PROVE(!!s == (paddr && paddr < TOP && !is_denied));
	PROVE(IMPLIES(!s, !size));
	if (s) {
		PROVE(asked_for == paddr && asked_size == room && size <= room);
		PROVE(IMPLIES(i < size, s[i]));
		PROVE(size == room || !s[size]);
	}
	END();
}

#define STRING 8
#define WORD 3

static u8 string[STRING], word[WORD];

/* Whether the word of @length bytes is there, with a blank or nothing on either side */
static bool is_at(const u8 *s, u32 size, u32 at, u32 length)
{
	u32 i;

	if (at + length > size)
		return false;
	for (i = 0; i < length; i++)
		if (s[at + i] != word[i])
			return false;
	return (!at || s[at - 1] <= ' ') && (at + length == size || s[at + length] <= ' ');
}

void strings_words(void)
{
	u32 size = nondet_u32(), length = nondet_u32(), i;
	bool is_there = false;
	const u8 *s;

	__CPROVER_havoc_object(string);
	__CPROVER_havoc_object(word);
	ASSUME(size <= STRING && length && length <= WORD);
	for (i = 0; i < length; i++)
		ASSUME(word[i] > ' ');
	s = string + STRING - size;
	for (i = 0; i < size; i++)
		is_there |= is_at(s, size, i, length);

	PROVE(pvh_has_word(s, size, word, length) == is_there);
	END();
}

static bool has_string, has_word;

/* In place of pvh_string() and pvh_has_word() */
const u8 *any_string(u64 paddr, unsigned long *size)
{
	asked_for = paddr;
	*size = asked_size;
	return has_string ? string : NULL;
}

bool any_word(const u8 *s, unsigned long size, const u8 *wanted, unsigned long length)
{
	PROVE(s == string && size == asked_size && wanted == word && length == WORD);
	return has_word;
}

/* It is looked for in all of the kernel's command line. */
void strings_cmdline(void)
{
	static struct boot_params params;

	__CPROVER_havoc_object(&params);
	asked_size = (unsigned long)nondet_u64();
	has_string = nondet_bool();
	has_word = nondet_bool();

	PROVE(pvh_cmdline_has(&params, word, WORD) == (has_string && has_word));
	PROVE((u32)asked_for == params.hdr.cmd_line_ptr);
	PROVE(asked_for >> 32 == params.ext_cmd_line_ptr);
	END();
}
