/* SPDX-License-Identifier: GPL-2.0-only */
/* What the samples need of it. */
#ifndef _LINUX_KERNEL_H
#define _LINUX_KERNEL_H

#include <linux/types.h>

#define EINVAL	22
#define ENODEV	19

#define likely(x)	(x)
#define unlikely(x)	(x)

int printk(const char *format, ...);

#endif
