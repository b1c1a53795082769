/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A strict pvh_memory() of a guest: the returned memory has exactly the requested
 * size, and is valid until the next call. The bytes before and after it are
 * poisoned for the address sanitizer, and followed by an inaccessible page, which
 * also detects accesses by inline assembly.
 */
#ifndef FUZZ_WINDOW_H
#define FUZZ_WINDOW_H

#include "guest.h"

struct call {
	uint64_t paddr, size;
};

/* From here on pvh_memory() is that of @g. */
void window_open(struct guest *g);

/* Ends the last call; @calls are what was asked for since window_open(). */
unsigned int window_close(const struct call **calls);

#endif
