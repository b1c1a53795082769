/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Runs start_info.c on a guest and compares the result with the model.
 */
#ifndef FUZZ_CHECK_H
#define FUZZ_CHECK_H

#include "guest.h"
#include "model.h"

/*
 * Returns NULL if all conditions are true, else a message on the first that is not.
 * @m, if not NULL, receives the result of the model.
 */
const char *check_guest(const struct guest *g, struct model *m);

#endif
