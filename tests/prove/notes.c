// SPDX-License-Identifier: GPL-2.0-only
/* Notes as text: of any bytes. */
#include SOURCE

#include <stdio.h>

#include "tools.h"

/* A descriptor that is looked at byte by byte, or in pairs of numbers */
#define SIZE 24

static struct elf_note note;
static struct note_text text;
static u64 length;

/* Whatever was appended before has its end within the room, as vsnprintf() leaves it. */
size_t strlen(const char *of)
{
	PROVE(of == text.value);
	length = nondet_u8();
	return length;
}

int vsnprintf(char *to, size_t room, const char *format, va_list args)
{
	PROVE(to == text.value + length && length + room == sizeof(text.value));
	return nondet_u32();
}

int snprintf(char *to, size_t room, const char *format, ...)
{
	PROVE(to == text.name && room == sizeof(text.name) && __CPROVER_w_ok(to, room));
	return nondet_u32();
}

void copy_text(char *to, size_t room, const uint8_t *from, size_t size)
{
	PROVE(room && __CPROVER_w_ok(to, room) && __CPROVER_r_ok(from, size));
}

/* In place of find_known() */
const struct known *any_known(const struct elf_note *of)
{
	u64 i = nondet_u64();

	PROVE(of == &note);
	ASSUME(i < sizeof(known) / sizeof(known[0]));
	return nondet_bool() ? &known[i] : NULL;
}

/* In place of append_features(), see notes_features() */
void no_features(struct note_text *to, struct bytes desc)
{
	PROVE(to == &text && desc.data == note.desc.data && desc.size == note.desc.size);
}

/* Only what is in the descriptor is read, and the text ends within its room. */
void notes_described(void)
{
	note.desc = any_file(0, SIZE);
	describe_note(&note, &text);
	END();
}

/* In place of find_known(): a set of features */
const struct known *any_features(const struct elf_note *of)
{
	static const struct known features = { "Xen", 17, "SUPPORTED_FEATURES", FEATURES };

	return &features;
}

/* Each bit of a set has a name, or its number. */
void notes_features(void)
{
	note.desc = any_file(0, 16);
	describe_note(&note, &text);
	END();
}
