// SPDX-License-Identifier: GPL-2.0-only
/* What the parsers use of tools/lib/file.c. */
#include SOURCE

#define PROVE_FILE
#include "tools.h"

void file_numbers(void)
{
	struct bytes file = any_file(0, FILE_MAX);
	u64 offset = nondet_u64(), size = nondet_u64();

	PROVE(within(&file, offset, size) == is_within(&file, offset, size));
	PROVE(little_endian(file.data, file.size) == number_at(file.data, file.size));
	END();
}

#define ROOM 6

/* Of a text at the end of a file: as much as there is room for, and an end. */
void file_text(void)
{
	struct bytes file = any_file(0, FILE_MAX);
	size_t room = nondet_u64(), length, i;
	char text[ROOM];

	ASSUME(room && room <= ROOM);
	copy_text(text + ROOM - room, room, file.data, file.size);

	for (length = 0; length < room && text[ROOM - room + length]; length++)
		;
	PROVE(length < room);
	PROVE(length == room - 1 || length == file.size || !file.data[length]);
	for (i = 0; i < length; i++) {
		char c = text[ROOM - room + i], in = file.data[i];
		bool is_cut = length > 2 && length < file.size && file.data[length];

		if (is_cut && i + 2 >= length)
			PROVE(c == '.');
		else
			PROVE(c == (in >= ' ' && in <= '~' ? in : '?'));
	}
	END();
}
