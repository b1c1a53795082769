/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a file is that cannot be wrapped.
 */
#ifndef KIND_H
#define KIND_H

#include "file.h"

/**
 * refuse_kind() - say what a file is, and what to do with it
 * @file: a file that is not a bzImage; of any size
 * @why: receives the sentence
 *
 * Return: false, always.
 */
bool refuse_kind(const struct bytes *file, struct fault *why);

#endif
