/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What 32-bit code must ask for: memory that it cannot address, and what the CPU
 * can do. Tests on the host have their own.
 */
#ifndef WINDOW_H
#define WINDOW_H

#include "wrap.h"

void *pvh_window(u64 paddr, u64 size);
void pvh_close_window(void);

/* Returns eax. */
u32 pvh_cpuid(u32 leaf, u32 *edx);

#endif /* WINDOW_H */
