/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * An ELF file as those who load kernels see it: segments and notes.
 */
#ifndef ELFIMAGE_H
#define ELFIMAGE_H

#include <elf.h>

#include "file.h"
#include "xennotes.h"

/**
 * struct elf_segment - a program header, by the names that ELF gives its fields
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
 * struct elf_note - a note, as the library reads it
 * @owner: its name, of which what cannot be printed is '?'; "" if it has none
 * @type: what it is, among its owner's
 * @desc: what it says, in the file
 */
struct elf_note {
	char owner[32];
	uint32_t type;
	struct bytes desc;
};

/**
 * struct elf_image - what an ELF file says of itself, checked
 * @file: the file, which stays the holder's
 * @bits: 64 or 32
 * @type: ET_EXEC and others
 * @machine: EM_X86_64 and others
 * @flags: e_flags
 * @entry: e_entry
 * @headers_offset: where the program headers are in the file
 * @sections_end: where the section headers end; 0 if there are none
 * @segments: all program headers; @nr_segments: how many
 * @note_sections: sections with notes, of which @offset and @filesz are set
 * @notes: all notes in segments; @nr_notes: how many
 *
 * What is in the file of a segment to be loaded, or of one with notes, is in the
 * file; it has no more bytes there than in memory, and its addresses do not wrap.
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
	struct elf_segment *segments;
	size_t nr_segments;
	struct elf_segment *note_sections;
	size_t nr_note_sections;
	struct elf_note *notes;
	size_t nr_notes;
};

/**
 * is_elf() - whether it looks like one: the magic number is there
 * @file: what was read
 */
bool is_elf(const struct bytes *file);

/**
 * parse_elf() - read headers and notes and see whether they can be true
 * @file: what was read; must stay as long as @image is used
 * @image: receives what it says, to be given to free_elf()
 * @why: receives the sentence
 *
 * Return: whether it is a little-endian ELF file that does not point outside
 * itself.
 */
bool parse_elf(const struct bytes *file, struct elf_image *image, struct fault *why);

/**
 * free_elf() - give back what parse_elf() took
 * @image: filled in by it, or all zero
 */
void free_elf(struct elf_image *image);

/**
 * find_note() - the last note of an owner and type
 * @image: where
 * @owner: its name
 * @type: its type
 *
 * Return: that note, or NULL.
 */
const struct elf_note *find_note(const struct elf_image *image, const char *owner,
				 uint32_t type);

#endif
