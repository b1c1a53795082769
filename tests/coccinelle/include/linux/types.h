/* SPDX-License-Identifier: GPL-2.0-only */
/* What the samples need of it. */
#ifndef _LINUX_TYPES_H
#define _LINUX_TYPES_H

typedef _Bool bool;
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef u64 phys_addr_t;

#define true	1
#define false	0
#define NULL	((void *)0)

#endif
