/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A file with a kernel in it, whatever its format, taken apart and described.
 */
#ifndef INSPECT_H
#define INSPECT_H

#include "bzimage.h"
#include "elfimage.h"
#include "report.h"
#include "wrapped.h"

/**
 * struct inspection - what a file has in it
 * @file: the file, which stays the holder's
 * @has_elf: whether it is an ELF file
 * @elf: that
 * @has_wrapped: whether pvhwrap made it; @has_elf is set, then
 * @wrapped: what pvhwrap put into it
 * @bzimage: the bzImage that it is, or that was wrapped; NULL if there is none
 * @own: the former
 * @packed_with: the format of the kernel inside; NULL if there is none, or it is not
 *	known
 * @unpacked: that kernel, unpacked
 * @has_inside: whether it is an ELF file
 * @inside: that
 */
struct inspection {
	struct bytes file;
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
};

/**
 * inspect() - take a file apart
 * @file: what was read; must stay as long as @found is used
 * @found: receives what is in it, to be given to free_inspection(); must stay where
 *	it is
 * @why: receives the sentence
 *
 * Return: whether it is a vmlinux or other ELF file, a bzImage or a wrapped one, and
 * nothing in it lies about sizes or places.
 */
bool inspect(const struct bytes *file, struct inspection *found, struct fault *why);

/**
 * free_inspection() - give back what inspect() took
 * @found: filled in by it
 */
void free_inspection(struct inspection *found);

/**
 * report_inspection() - describe all that was found
 * @found: by inspect()
 * @path: what the file is called
 * @report: where to, with @out and @json set
 */
void report_inspection(const struct inspection *found, const char *path,
		       struct report *report);

#endif
