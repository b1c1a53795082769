/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Gives a guest to start_info.c and compares what comes out with the model.
 */
#ifndef FUZZ_CHECK_H
#define FUZZ_CHECK_H

#include "guest.h"
#include "model.h"

/*
 * Returns NULL if all that must hold does, else a sentence of what does not.
 * @m, if not NULL, receives what the model says.
 */
const char *check_guest(const struct guest *g, struct model *m);

#endif
