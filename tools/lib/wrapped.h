/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Read back the output of tools/pvhwrap.
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
 * struct wrapped - a parsed and checked wrapped file
 * @table: the table of its entry
 * @image: the bzImage that was wrapped, without the parts that were left out: header
 *	(with @subarch in it), kernel, payload and version. A file without a decompressor
 *	has neither kernel nor payload
 * @phys32_entry: physical address of the entry
 * @subarch: hardware_subarch for the kernel
 * @relocatable: whether loaders may move it; the next three are only valid then
 * @align: alignment in bytes
 * @min: lowest physical address
 * @max: highest physical address of its last byte
 * @entry: the segment of the entry, in the file
 * @before: text to put before the loader's command line; of size 0 if there is none
 * @after: text to put after it, likewise
 * @ramdisk: ramdisk to put before the loader's, likewise
 * @relocs: table of relocations of a kernel without its decompressor, likewise
 * @has_sum: whether it has a checksum
 * @intact: whether the checksum is right
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
	struct bytes relocs;
	bool has_sum;
	bool intact;
};

/**
 * wrapped_start() - the address at which PVH loaders enter
 * @table: the table of the entry
 */
uint32_t wrapped_start(const struct pvh_wrap *table);

/**
 * is_wrapped() - check whether a file is an ELF file with a note of pvhwrap
 * @file: the file
 */
bool is_wrapped(const struct bytes *file);

/**
 * parse_wrapped() - parse and check a wrapped file
 * @file: the file; must stay valid as long as @wrapped is used
 * @wrapped: receives the result
 * @why: receives the reason of a failure
 *
 * Return: whether it is a wrapped file in which headers, notes, table and setup header
 * are consistent. @wrapped->intact tells whether any other bit was changed.
 */
bool parse_wrapped(const struct bytes *file, struct wrapped *wrapped, struct fault *why);

/**
 * parse_wrapped_front() - parse and check a wrapped file of which the ramdisk is not in memory
 * @front: the file up to the ramdisk, as pvhwrap made it
 * @size: size of the file
 * @wrapped: receives the result; there is no memory for its @ramdisk, and the checksum is
 *	not computed
 * @why: receives the reason of a failure
 *
 * Return: as parse_wrapped().
 */
bool parse_wrapped_front(const struct bytes *front, uint64_t size, struct wrapped *wrapped,
			 struct fault *why);

/**
 * wrapped_sum() - compute the CRC-32 of a file, with zeros in place of the checksum
 * @front: the start of the file
 * @at: offset of the four bytes of the checksum
 * @rest_sum: CRC-32 of the rest of the file
 * @rest_size: size of the rest
 */
uint32_t wrapped_sum(const struct bytes *front, size_t at, uint32_t rest_sum,
		     uint64_t rest_size);

#endif
