/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Access to memory above 4 GiB, and to CPUID. Tests on the host replace these functions.
 */
#ifndef WINDOW_H
#define WINDOW_H

#include "wrap.h"

void *pvh_window(u64 paddr, u64 size);
void pvh_close_window(void);

void *memcpy(void *to, const void *from, size_t size);

/* Returns eax. */
u32 pvh_cpuid(u32 leaf, u32 *edx);

#endif /* WINDOW_H */
