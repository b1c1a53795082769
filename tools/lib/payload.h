/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Unpack the compressed kernel in a bzImage.
 */
#ifndef PAYLOAD_H
#define PAYLOAD_H

#include "file.h"

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

#endif
