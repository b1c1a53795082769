/* SPDX-License-Identifier: GPL-2.0 */
/* Stands in for the kernel header of this name, see guest.h. */
#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))
