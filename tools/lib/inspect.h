/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Parse and describe a file with a kernel in any supported format.
 */
#ifndef INSPECT_H
#define INSPECT_H

#include "bzimage.h"
#include "elfimage.h"
#include "loaders.h"
#include "others.h"
#include "report.h"
#include "room.h"
#include "wrapped.h"

/**
 * struct inspection - contents of a file
 * @file: the file, owned by the caller
 * @size: its size; set by inspect() to that of @file, of which it may have seen the front
 * @has_elf: whether it is an ELF file
 * @elf: the parsed ELF file
 * @has_wrapped: whether pvhwrap made it; @has_elf is also set then
 * @wrapped: the data added by pvhwrap
 * @bzimage: the bzImage, either the file itself or the one that was wrapped; NULL if
 *	there is none
 * @own: storage for @bzimage if the file itself is one
 * @packed_with: the compression of the payload; NULL if there is no payload, or the
 *	format is unknown
 * @unpacked: the unpacked payload
 * @has_inside: whether @unpacked is an ELF file
 * @inside: the parsed ELF file of the payload
 * @wrappable: whether pvhwrap makes a file with a PVH entry of it
 * @other: what it is, if it is neither an ELF file nor a bzImage
 */
struct inspection {
	struct bytes file;
	uint64_t size;
	bool has_elf;
	struct elf_image elf;
	bool has_wrapped;
	struct wrapped wrapped;
	const struct bzimage *bzimage;
	struct bzimage own;
	const char *packed_with;
	struct bytes unpacked;
	bool has_inside;
	struct elf_image inside;
	bool wrappable;
	struct other other;
};

/* The bytes of a file that tell whether it is worth reading; a CD says so at 32 KiB. */
#define INSPECT_FRONT	40960

/**
 * is_readable() - check whether a file is an ELF file or a bzImage
 * @front: its first INSPECT_FRONT bytes, or all of them
 *
 * Return: whether it is. For any other file, inspect() needs no more than @front.
 */
bool is_readable(const struct bytes *front);

/**
 * inspect() - parse a file
 * @file: the file; must stay valid as long as @found is used
 * @found: receives the contents, to be freed by free_inspection(); must not be moved
 * @why: receives the reason of a failure
 *
 * Return: whether it is a vmlinux or other ELF file, a bzImage or a wrapped one, and
 * all its sizes and offsets are valid; or a file that is known not to be any of them.
 */
bool inspect(const struct bytes *file, struct inspection *found, struct fault *why);

/**
 * free_inspection() - free the memory of inspect()
 * @found: filled in by inspect()
 */
void free_inspection(struct inspection *found);

/**
 * report_inspection() - describe a file
 * @found: filled in by inspect()
 * @path: name of the file
 * @guest: RAM of the guest and its initrd; NULL if there is enough
 * @report: the report, with @out and @json set
 */
void report_inspection(const struct inspection *found, const char *path,
		       const struct guest *guest, struct report *report);

/**
 * report_verdict() - tell whether a loader enters a file by PVH
 * @found: filled in by inspect(); NULL if that failed
 * @damage: its reason then
 * @path: name of the file
 * @spec: the loader as it was given to parse_host()
 * @host: the loader
 * @report: the report, with @out and @json set; as text, it is a line
 *
 * Return: whether it does.
 */
bool report_verdict(const struct inspection *found, const struct fault *damage,
		    const char *path, const char *spec, const struct host *host,
		    struct report *report);

#endif
