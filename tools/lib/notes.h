/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the notes of kernels mean: Xen's, Linux's, the tool chain's and our own.
 */
#ifndef NOTES_H
#define NOTES_H

#include "elfimage.h"

/**
 * struct note_text - a note, to be read
 * @name: what it is called, "" if that is not known
 * @value: what it says
 */
struct note_text {
	char name[32];
	char value[256];
};

/**
 * describe_note() - decode a note
 * @note: which
 * @text: receives it
 */
void describe_note(const struct elf_note *note, struct note_text *text);

#endif
