/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A bzImage, as the boot protocol (Documentation/arch/x86/boot.rst) describes it.
 */
#ifndef BZIMAGE_H
#define BZIMAGE_H

#include "file.h"

#define BZIMAGE_HEADER		0x1f1	/* where the setup header is */
#define BZIMAGE_HEADER_MAX	(0x290 - BZIMAGE_HEADER)
#define BZIMAGE_FRONT		0x302	/* no header ends behind that */

/* loadflags and xloadflags */
#define BZIMAGE_LOADED_HIGH	(1 << 0)
#define BZIMAGE_KERNEL_64	(1 << 0)

/**
 * struct bzimage - what a bzImage says of itself, checked
 * @header: its setup header as it is, in the file
 * @header_size: bytes of that
 * @kernel: the protected-mode part, in the file; may end within the last of its
 *	syssize paragraphs
 * @payload: the compressed kernel in @kernel; of size 0 if the protocol is too old
 *	to say, or there is none
 * @version: the kernel's name for itself, what is no ASCII text in it as "?"; ""
 *	if it has none
 *
 * The others are the header's fields by the names that boot.rst gives them; those
 * that the protocol's version does not have yet are 0, cmdline_size is 255 then.
 * All that is said of the file's own layout holds: nothing here points outside.
 */
struct bzimage {
	const uint8_t *header;
	size_t header_size;
	struct bytes kernel;
	struct bytes payload;
	char version[128];
	uint32_t setup_sects;
	uint32_t syssize;
	uint16_t protocol;		/* 0x020f is 2.15 */
	uint8_t loadflags;
	uint32_t code32_start;
	uint32_t initrd_addr_max;
	uint32_t kernel_alignment;
	uint8_t relocatable_kernel;
	uint16_t xloadflags;
	uint32_t cmdline_size;
	uint64_t pref_address;
	uint32_t init_size;
	uint32_t kernel_info_offset;
};

/**
 * is_bzimage() - whether it looks like one: the magic number is there
 * @file: what was read
 */
bool is_bzimage(const struct bytes *file);

/**
 * parse_bzimage() - read the setup header and see whether it can be true
 * @file: what was read; must stay as long as @image is used
 * @image: receives what it says
 * @why: receives the sentence
 *
 * Return: whether it is a bzImage, with nothing that lies about its length.
 */
bool parse_bzimage(const struct bytes *file, struct bzimage *image, struct fault *why);

/**
 * parse_setup_header() - read a setup header alone, wherever it is kept
 * @front: what it is in, at BZIMAGE_HEADER; must stay as long as @image is used
 * @image: receives what it says
 * @why: receives the sentence
 *
 * Return: whether it is one. What it says of the file is still to be checked, by
 * parse_bzimage() or by check_kernel() with @image->kernel.
 */
bool parse_setup_header(const struct bytes *front, struct bzimage *image, struct fault *why);

/**
 * check_kernel() - see whether what the header says of the kernel is in there
 * @front: what parse_setup_header() has read
 * @image: what came of that, with its kernel; receives the payload
 * @why: receives the sentence
 *
 * Return: whether all is inside.
 */
bool check_kernel(const struct bytes *front, struct bzimage *image, struct fault *why);

#endif
