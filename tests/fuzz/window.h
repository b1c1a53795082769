/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pvh_memory() of a guest, as strict as it may be: what it returns has exactly
 * the size that was asked for, and only until the next call. A byte before or
 * behind is poisoned for the address sanitizer, behind lies a page that nobody
 * may touch, inline assembly neither.
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
