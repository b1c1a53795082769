/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What pvhwrap is given: a kernel, alone or with what else is in its file.
 */
#ifndef INPUT_H
#define INPUT_H

#include "file.h"

#define INPUT_RAMDISKS	2

/**
 * struct input - a kernel, and what came with it
 * @whole: its file
 * @kernel: the kernel, in memory
 * @packed: whether @kernel is what was packed in the file
 * @found_in: words that go before what is said of @kernel; "" if it is the whole file
 * @cmdline: command line that came with it, or NULL
 * @ramdisks: ranges of the file, to be joined in this order
 * @nr_ramdisks: their number
 * @left_out: a list of what else is in the file and cannot be kept, or ""
 */
struct input {
	struct piece whole;
	struct bytes kernel;
	bool packed;
	const char *found_in;
	char *cmdline;
	struct piece ramdisks[INPUT_RAMDISKS];
	size_t nr_ramdisks;
	char left_out[160];
};

/**
 * read_input() - read a kernel
 * @path: the name of its file, as for open_input()
 * @input: receives the kernel and the rest, to be freed by free_input() also on failure.
 *	Ramdisks are not read
 * @why: receives the reason of a failure
 *
 * Return: whether it was read. A file that has more than a kernel was checked, and one that
 * is packed was unpacked.
 */
bool read_input(const char *path, struct input *input, struct fault *why);

/**
 * free_input() - free the memory of read_input(), and close the file
 * @input: filled in by read_input()
 */
void free_input(struct input *input);

#endif
