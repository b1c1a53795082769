/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see guest.h. */
/* As wide as a long of the kernel that is meant. */
#if CONFIG_X86_64
#define BIT(nr) ((u64)1 << (nr))
#else
#define BIT(nr) ((u32)1 << (nr))
#endif
