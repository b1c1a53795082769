/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Segments and notes of an ELF file, as used by loaders of kernels.
 */
#ifndef ELFIMAGE_H
#define ELFIMAGE_H

#include <elf.h>

#include "file.h"
#include "xennotes.h"

/**
 * struct elf_segment - a program header, with the names of the fields in ELF
 */
struct elf_segment {
	uint32_t type;
	uint32_t flags;
	uint64_t offset;
	uint64_t vaddr;
	uint64_t paddr;
	uint64_t filesz;
	uint64_t memsz;
	uint64_t align;
};

/**
 * struct elf_note - a note, as read by libelf
 * @owner: its name, with '?' for characters that cannot be printed; "" if it has none
 * @type: its type, which depends on the owner
 * @desc: its descriptor, in the file
 */
struct elf_note {
	char owner[32];
	uint32_t type;
	struct bytes desc;
};

/**
 * struct elf_image - a parsed and checked ELF file
 * @file: the file, owned by the caller
 * @bits: 64 or 32
 * @type: ET_EXEC and others
 * @machine: EM_X86_64 and others
 * @flags: e_flags
 * @entry: e_entry
 * @headers_offset: offset of the program headers in the file
 * @sections_end: end of the section headers; 0 if there are none
 * @end: end of the headers, sections and segments of type PT_LOAD or PT_NOTE in the file;
 *	beyond the file if the section headers or a section are
 * @segments: all program headers; @nr_segments: their number
 * @note_sections: sections with notes, only with @offset and @filesz set
 * @nr_linux_sections: sections with names that only a kernel has
 * @code_left_out: whether it has a section of code without its data, as a file of debug
 *	information
 * @notes: the notes in segments that can be read; @nr_notes: their number
 * @doubt: what is strange in it; empty if nothing is
 *
 * Segments with type PT_LOAD or PT_NOTE are within the file. Segments with type PT_LOAD
 * are not larger in the file than in memory, and their addresses do not wrap.
 */
struct elf_image {
	struct bytes file;
	unsigned int bits;
	uint16_t type;
	uint16_t machine;
	uint32_t flags;
	uint64_t entry;
	uint64_t headers_offset;
	uint64_t sections_end;
	uint64_t end;
	struct elf_segment *segments;
	size_t nr_segments;
	struct elf_segment *note_sections;
	size_t nr_note_sections;
	size_t nr_linux_sections;
	bool code_left_out;
	struct elf_note *notes;
	size_t nr_notes;
	struct fault doubt;
};

/**
 * is_elf() - check for the magic number of an ELF file
 * @file: the file
 */
bool is_elf(const struct bytes *file);

/**
 * parse_elf() - parse and check headers and notes of an ELF file
 * @file: the file; must stay valid as long as @image is used
 * @image: receives the result, to be freed by free_elf()
 * @why: receives the reason of a failure
 *
 * Return: whether it is a little-endian ELF file whose offsets are within the file. Notes
 * that cannot be read are left out.
 */
bool parse_elf(const struct bytes *file, struct elf_image *image, struct fault *why);

/**
 * free_elf() - free the memory of parse_elf()
 * @image: filled in by parse_elf(), or all zero
 */
void free_elf(struct elf_image *image);

/**
 * find_extent() - find out which memory the segments of an ELF file take
 * @image: the ELF file
 * @start: receives the lowest physical address
 * @end: receives the end; 0 if there is no segment
 */
void find_extent(const struct elf_image *image, uint64_t *start, uint64_t *end);

/**
 * find_note() - find the last note of an owner and type
 * @image: the ELF file
 * @owner: the owner
 * @type: the type
 *
 * Return: the note, or NULL.
 */
const struct elf_note *find_note(const struct elf_image *image, const char *owner,
				 uint32_t type);

/**
 * elf_machine() - find the machine that an ELF file is for
 * @file: the file
 *
 * Return: its e_machine, in either order of bytes; EM_NONE if the file ends before.
 */
unsigned int elf_machine(const struct bytes *file);

/**
 * loaded_part() - find what is in the file of a segment that is loaded
 * @elf: the ELF file. Its debug information may be larger by far
 * @i: number of the segment
 *
 * Return: what is in the file; nothing of another segment.
 */
struct bytes loaded_part(const struct elf_image *elf, size_t i);

#endif
