/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Decode notes of kernels: those of Xen, Linux, the tool chain and pvhwrap.
 */
#ifndef NOTES_H
#define NOTES_H

#include "elfimage.h"

/**
 * struct note_text - a note as text
 * @name: its name, "" if not known
 * @value: its value
 */
struct note_text {
	char name[32];
	char value[256];
};

/**
 * describe_note() - decode a note
 * @note: the note
 * @text: receives the text
 */
void describe_note(const struct elf_note *note, struct note_text *text);

#endif
