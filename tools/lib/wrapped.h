/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A wrapped file, what tools/pvhwrap writes, read back.
 */
#ifndef WRAPPED_H
#define WRAPPED_H

#include "bzimage.h"
#include "standalone/wrap.h"
#include "xennotes.h"

/* struct setup_header: hardware_subarch, from the start of the header. */
#define WRAPPED_SUBARCH		(0x23c - BZIMAGE_HEADER)
#define WRAPPED_SUBARCH_PC	0
#define WRAPPED_SUBARCH_PVH	5

/**
 * struct wrapped - what a wrapped file has in it, checked
 * @table: what its entry is told
 * @image: the bzImage that it was made of, as far as it is still there: header
 *	(with @subarch in it), kernel, payload and version
 * @phys32_entry: where loaders enter it, a physical address
 * @subarch: what the kernel is told it runs on
 * @relocatable: whether loaders may move it; then
 * @align: by multiples of that, in bytes,
 * @min: to no lower physical address,
 * @max: and its last byte to no higher one
 * @entry: the entry's segment, in the file
 * @before: text put before the loader's command line; of size 0 if there is none
 * @after: text put behind it, likewise
 * @ramdisk: put before the loader's, likewise
 * @has_sum: whether it says its own sum
 * @intact: and whether that is true
 */
struct wrapped {
	struct pvh_wrap table;
	struct bzimage image;
	uint32_t phys32_entry;
	uint32_t subarch;
	bool relocatable;
	uint32_t align;
	uint32_t min;
	uint32_t max;
	struct bytes entry;
	struct bytes before;
	struct bytes after;
	struct bytes ramdisk;
	bool has_sum;
	bool intact;
};

/**
 * is_wrapped() - whether it looks like a wrapped file: an ELF file with our note
 * @file: what was read
 */
bool is_wrapped(const struct bytes *file);

/**
 * parse_wrapped() - read a wrapped file back and see whether it can be true
 * @file: what was read; must stay as long as @wrapped is used
 * @wrapped: receives what it says
 * @why: receives the sentence
 *
 * Return: whether it is a wrapped file in which headers, notes, table and setup
 * header agree. Whether any other bit has changed says @wrapped->intact.
 */
bool parse_wrapped(const struct bytes *file, struct wrapped *wrapped, struct fault *why);

/**
 * wrapped_sum() - CRC-32 of a file that has it inside, as if zeros were there
 * @file: all of it
 * @at: where its four bytes are
 */
uint32_t wrapped_sum(const struct bytes *file, size_t at);

#endif
