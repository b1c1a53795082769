/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Conditions that must be true for any input file of the tools.
 */
#ifndef CHECK_H
#define CHECK_H

#include "tools/lib/file.h"

/**
 * check_json() - whether a text is one JSON object and nothing else
 * @text: the text
 *
 * Return: what is wrong with it, or NULL.
 */
const char *check_json(const char *text);

/**
 * check_sentence() - whether the message of a fault is readable
 * @why: the fault
 *
 * Return: what is wrong with it, or NULL.
 */
const char *check_sentence(const struct fault *why);

/**
 * check_inspection() - inspect a file by the functions of pvhinfo
 * @file: its bytes, in memory of just that size
 * @why: receives its sentence, if it refuses the file
 * @json: receives its report, to be freed; NULL if there is none
 * @text: likewise, as text
 *
 * Return: what it did wrong, or NULL.
 */
const char *check_inspection(const struct bytes *file, struct fault *why, char **json,
			     char **text);

#endif
