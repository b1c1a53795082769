/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see guest.h. */
/* With 4 levels of page tables. */
#define MAXMEM (1UL << 46)
