/* SPDX-License-Identifier: GPL-2.0-only */
/* What the samples need of it. */
#ifndef _LINUX_IO_H
#define _LINUX_IO_H

#include <asm/io.h>

void *memremap(unsigned long start, unsigned long size, int flags);

#endif
