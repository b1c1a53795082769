/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see guest.h. */
#define SZ_1K 0x400
#define SZ_4G 0x100000000ULL
