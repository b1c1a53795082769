// SPDX-License-Identifier: GPL-2.0-only
/*
 *	make-bzimage FILE [SIZE] [FIELD=VALUE]...
 *
 * Writes the small bzImage with changed fields, truncated to SIZE bytes or padded
 * with zeros.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "small-bzimage.h"

int main(int argc, char **argv)
{
	static uint8_t image[SMALL_SIZE];
	size_t size = SMALL_SIZE;
	FILE *file;

	small_bzimage(image);
	for (int i = 2; i < argc; i++) {
		char *value = strchr(argv[i], '=');

		if (value)
			*value++ = '\0';
		if (!value) {
			size = strtoul(argv[i], NULL, 0);
		} else if (!set_field(image, argv[i], strtoull(value, NULL, 0))) {
			fprintf(stderr, "make-bzimage: no field '%s'\n", argv[i]);
			return 2;
		}
	}
	file = argc > 1 ? fopen(argv[1], "wb") : NULL;
	if (!file) {
		fputs("usage: make-bzimage FILE [SIZE] [FIELD=VALUE]...\n", stderr);
		return 2;
	}
	fwrite(image, 1, size < SMALL_SIZE ? size : SMALL_SIZE, file);
	for (size_t i = SMALL_SIZE; i < size; i++)
		putc(0, file);
	return fclose(file) ? 2 : 0;
}
