/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Archives that the kernel reads before it unpacks a ramdisk.
 */
#ifndef EARLY_H
#define EARLY_H

#include "pvh.h"

u64 wrap_early_size(u64 paddr, u64 size);

#endif /* EARLY_H */
