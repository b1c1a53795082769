/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see guest.h. */
#pragma once

#include <stddef.h>

#include <linux/minmax.h>
#include <linux/printk.h>

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

__attribute__((format(printf, 3, 4)))
size_t scnprintf(char *buffer, size_t size, const char *format, ...);
