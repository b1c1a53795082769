/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A bzImage, as the boot protocol (Documentation/arch/x86/boot.rst) describes it.
 */
#ifndef BZIMAGE_H
#define BZIMAGE_H

#include "file.h"

#define BZIMAGE_HEADER		0x1f1	/* offset of the setup header */
#define BZIMAGE_HEADER_MAX	(0x290 - BZIMAGE_HEADER)
#define BZIMAGE_FRONT		0x302	/* maximum end of a header */

/* loadflags and xloadflags */
#define BZIMAGE_LOADED_HIGH	(1 << 0)
#define BZIMAGE_KERNEL_64	(1 << 0)
#define BZIMAGE_ABOVE_4G	(1 << 1)
#define BZIMAGE_5LEVEL_ENABLED	(1 << 6)

/**
 * struct bzimage - a parsed and checked bzImage
 * @header: its setup header, in the file
 * @header_size: size of @header in bytes
 * @kernel: the protected-mode part, in the file; may end within the last of its
 *	syssize paragraphs
 * @payload: the compressed kernel in @kernel; of size 0 if there is none, or if the
 *	protocol is too old
 * @version: version of the kernel, with other than printable ASCII replaced by "?"; ""
 *	if there is none
 *
 * The others are fields of the header, with the names in boot.rst. If the version of
 * the protocol does not have a field it is 0, or 255 for cmdline_size. All sizes and
 * offsets are within the file.
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
 * is_bzimage() - check for the magic number of a bzImage
 * @file: the file
 */
bool is_bzimage(const struct bytes *file);

/**
 * parse_bzimage() - parse and check a bzImage
 * @file: the file; must stay valid as long as @image is used
 * @image: receives the result
 * @why: receives the reason of a failure
 *
 * Return: whether it is a bzImage whose sizes and offsets are valid.
 */
bool parse_bzimage(const struct bytes *file, struct bzimage *image, struct fault *why);

/**
 * parse_setup_header() - parse only a setup header
 * @front: a buffer with the header at BZIMAGE_HEADER; must stay valid as long as @image
 *	is used
 * @image: receives the result
 * @why: receives the reason of a failure
 *
 * Return: whether it is a setup header. Its fields about the file are to be checked by
 * parse_bzimage(), or by check_kernel() with @image->kernel.
 */
bool parse_setup_header(const struct bytes *front, struct bzimage *image, struct fault *why);

/**
 * make_setup_header() - make what loaders of vmlinux files tell a 64-bit kernel
 * @front: receives the header, at BZIMAGE_HEADER
 * @start: physical address that it is linked at
 * @size: bytes of memory that it needs there
 * @align: alignment of other addresses that it runs at; 0 for none
 *
 * It has no more than is true of any such kernel of the last ten years, so not that it
 * can use 5 levels of page tables.
 */
void make_setup_header(uint8_t front[BZIMAGE_FRONT], uint64_t start, uint32_t size,
		       uint32_t align);

/**
 * check_kernel() - check the offsets in the header that refer to the kernel
 * @front: the buffer given to parse_setup_header()
 * @image: the result of that, with @image->kernel set; receives the payload
 * @why: receives the reason of a failure
 *
 * Return: whether the offsets are within the kernel.
 */
bool check_kernel(const struct bytes *front, struct bzimage *image, struct fault *why);

#endif
