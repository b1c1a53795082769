/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Guests as readable text, see README.md for the words.
 */
#ifndef FUZZ_SEEDS_H
#define FUZZ_SEEDS_H

#include <stdio.h>

#include "guest.h"
#include "model.h"

struct seed {
	char name[64];
	struct guest guest;
	char expect[160];		/* empty if the text says nothing */
};

/*
 * Reads the next seed of @file, named @path: false behind the last. Ends the
 * program with a sentence if the text cannot be understood.
 */
bool seed_read(struct seed *seed, FILE *file, const char *path);

/* What @m says of @g, in the words of `expect`. */
void seed_outcome(const struct guest *g, const struct model *m, char *text,
		  size_t size);

/* @g in the same words, to be pasted where it is to be kept. */
void seed_print(const struct guest *g, FILE *to);

#endif
