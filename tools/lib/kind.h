/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a file is that cannot be wrapped.
 */
#ifndef KIND_H
#define KIND_H

#include "file.h"

/**
 * check_kind() - check whether a file may be a kernel, and say what else it is
 * @file: the file; of any size
 * @why: receives what it is, and what to do with it, if it is no kernel
 *
 * Return: whether it is a bzImage, or an ELF file for x86-64 that is not wrapped.
 */
bool check_kind(const struct bytes *file, struct fault *why);

#endif
