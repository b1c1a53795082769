/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Recognize files that are given for kernels by mistake, or that have one in them.
 */
#ifndef OTHERS_H
#define OTHERS_H

#include "file.h"

/**
 * struct other - what such a file is
 * @format: a word for it; NULL if it is none of them
 * @what: a phrase, with what can be done
 */
struct other {
	const char *format;
	char what[160];
};

/**
 * find_other() - recognize a file by its first bytes
 * @file: the file, or 40 KiB of it; neither an ELF file nor a bzImage
 * @other: receives what it is
 *
 * Return: whether it is one of those that are known.
 */
bool find_other(const struct bytes *file, struct other *other);

#endif
