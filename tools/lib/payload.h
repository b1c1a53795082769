/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The compressed kernel in a bzImage, unpacked by the library of its format.
 */
#ifndef PAYLOAD_H
#define PAYLOAD_H

#include "file.h"

/* Nobody unpacks more than this: Xen's domain builder has the same limit. */
#define PAYLOAD_MAX	(1024UL << 20)

/**
 * payload_format() - what a payload is packed with
 * @packed: the payload
 *
 * Return: "gzip", "bzip2", "lzma", "xz", "lzo", "lz4", "zstd", "none" for an ELF
 * file as it is; NULL if it begins like none of these.
 */
const char *payload_format(const struct bytes *packed);

/**
 * unpack_payload() - unpack it as a whole
 * @packed: the payload, up to and with the size that Linux appends; of a format that
 *	payload_format() knows
 * @limit: bytes that it may have unpacked, PAYLOAD_MAX at most
 * @unpacked: receives what was in it, to be freed by the caller; empty if it fails
 * @why: receives the sentence
 *
 * Return: whether it has exactly as many bytes as it says.
 */
bool unpack_payload(const struct bytes *packed, size_t limit, struct bytes *unpacked,
		    struct fault *why);

#endif
