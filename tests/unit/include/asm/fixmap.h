/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see guest.h. */
#define NR_FIX_BTMAPS 3
#ifndef PAGE_SIZE
#define PAGE_SIZE 4096
#endif
