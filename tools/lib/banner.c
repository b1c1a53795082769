// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tell Linux from other programs.
 */
#define _GNU_SOURCE		/* memmem() */
#include <ctype.h>
#include <string.h>

#include "banner.h"

#define BANNER		"Linux version "
#define NOTE_BUILD_SALT	0x100	/* include/linux/build-salt.h */

/*
 * The rest of linux_banner: "6.1.0 (user@host) (compiler) #1 SMP ..", a line. Linux 6.1 has
 * another one before that, without a number.
 */
static bool is_banner(const uint8_t *at, size_t size)
{
	const uint8_t *release = memchr(at, ' ', size), *end = at + size, *number;

	if (!size || !isdigit(*at) || memchr(at, 0, size) || !release ||
	    end - release <= 2 || release[1] != '(')
		return false;
	number = memmem(release, end - release, ") #", 3);
	return number && number + 3 < end && isdigit(number[3]);
}

static bool find_banner(const struct bytes *part, char *version, size_t room)
{
	const size_t length = strlen(BANNER);
	const uint8_t *at = part->data, *end = part->data + part->size;

	while ((at = memmem(at, end - at, BANNER, length))) {
		const uint8_t *line;

		at += length;
		line = memchr(at, '\n', end - at);
		if (!line || !is_banner(at, line - at))
			continue;
		copy_text(version, room, at, line - at);
		return true;
	}
	return false;
}

bool find_version(const struct elf_image *elf, char *version, size_t room)
{
	for (size_t i = 0; i < elf->nr_segments; i++) {
		struct bytes part = loaded_part(elf, i);

		if (find_banner(&part, version, room))
			return true;
	}
	return false;
}

bool is_program(const struct elf_image *elf)
{
	for (size_t i = 0; i < elf->nr_segments; i++)
		if (elf->segments[i].type == PT_INTERP)
			return true;
	return false;
}

/* Programs have a text of that form as well. A kernel has notes or sections of one. */
bool is_linux(const struct elf_image *elf)
{
	if (is_program(elf))
		return false;
	return elf->nr_linux_sections || find_note(elf, "Linux", NOTE_BUILD_SALT) ||
	       find_note(elf, XEN_NOTE_NAME, XEN_NOTE_PHYS32_ENTRY);
}

bool check_vmlinux(const struct elf_image *elf, char *version, size_t room, struct fault *why)
{
	if (elf->code_left_out)
		return fault(why, "is an ELF file with debug information only; give the vmlinux that it was taken from");
	if (elf->type != ET_EXEC || !is_linux(elf) || !find_version(elf, version, room))
		return fault(why, "is an ELF file, but no vmlinux of Linux, with its notes and version; see with pvhinfo which loaders take it as it is");
	return true;
}
