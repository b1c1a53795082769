/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Unpack the compressed kernel in a bzImage.
 */
#ifndef PAYLOAD_H
#define PAYLOAD_H

#include "bzimage.h"
#include "elfimage.h"

/* The same limit as in Xen's domain builder. */
#define PAYLOAD_MAX	(1024UL << 20)

/**
 * payload_format() - get the format of a payload
 * @packed: the payload
 *
 * Return: "gzip", "bzip2", "lzma", "xz", "lzo", "lz4", "zstd", "none" for an ELF file
 * that is not packed; NULL if the format is unknown.
 */
const char *payload_format(const struct bytes *packed);

/**
 * unpack_payload() - unpack a whole payload
 * @packed: the payload, including the size that Linux appends; its format must be
 *	supported by payload_format()
 * @limit: maximum unpacked size in bytes, at most PAYLOAD_MAX
 * @unpacked: receives the data, to be freed by the caller; empty on failure
 * @why: receives the reason of a failure
 *
 * Return: whether it was unpacked, and its size is the one that was appended.
 */
bool unpack_payload(const struct bytes *packed, size_t limit, struct bytes *unpacked,
		    struct fault *why);

/**
 * is_packed() - check for a file that is packed by gzip, bzip2, lzma, xz, lzop, lz4 or zstd
 * @file: the file
 */
bool is_packed(const struct bytes *file);

/**
 * unpack_file() - unpack a file
 * @file: a file for which is_packed() is true
 * @unpacked: receives its content, to be freed by the caller
 * @why: receives the reason of a failure
 *
 * Return: whether it was unpacked, to at most PAYLOAD_MAX bytes. What follows the first
 * stream in it is ignored.
 */
bool unpack_file(const struct bytes *file, struct bytes *unpacked, struct fault *why);

/**
 * is_unpackable() - check whether a bzImage has a payload in a known format
 * @image: the bzImage
 *
 * Of another payload the kernel alone can tell whether it is damaged.
 */
bool is_unpackable(const struct bzimage *image);

/**
 * unpack_kernel() - unpack the payload of a bzImage
 * @image: the bzImage, for which is_unpackable() is true
 * @unpacked: receives the data, to be freed by the caller; empty on failure
 * @why: receives the reason of a failure
 *
 * Return: whether it was unpacked, and there is room for it in init_size.
 */
bool unpack_kernel(const struct bzimage *image, struct bytes *unpacked, struct fault *why);

/**
 * split_vmlinux() - find the ELF file and the relocations in a file
 * @file: the file; must stay valid as long as the parts are used
 * @elf: receives the ELF file, to be freed by free_elf(); its @file ends where its last
 *	byte is
 * @relocs: receives relocations behind it, as of split_payload(); of size 0 if what is there
 *	cannot be any, as a signature
 * @why: receives the reason of a failure
 *
 * Return: whether it begins with an ELF file.
 */
bool split_vmlinux(const struct bytes *file, struct elf_image *elf, struct bytes *relocs,
		   struct fault *why);

/**
 * split_payload() - find the ELF file and the relocations in an unpacked payload
 * @unpacked: the unpacked payload; must stay valid as long as the parts are used
 * @elf: receives the ELF file, which the payload begins with, to be freed by free_elf();
 *	its @file ends where its last byte is
 * @relocs: receives the words of 32 bits that the build of Linux puts behind it; of size 0
 *	for a kernel without RANDOMIZE_BASE, or an i386 one without RELOCATABLE
 * @why: receives the reason of a failure
 *
 * The words are virtual addresses of what has to be relocated, in lists, each after a 0.
 * For x86-64 these are: 64-bit words, (before Linux 6.15) 32-bit words from which the
 * offset is subtracted, and 32-bit words; for i386 there is only one list, of 32-bit words.
 * The lists are not checked beyond the first 0.
 *
 * Return: whether it is an ELF file, alone or with such words behind it. The reason of a
 * failure is said of what was unpacked.
 */
bool split_payload(const struct bytes *unpacked, struct elf_image *elf, struct bytes *relocs,
		   struct fault *why);

#endif
