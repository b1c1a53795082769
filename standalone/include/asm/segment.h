/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see environment.h. */
#pragma once
/* The boot protocol specifies these two. */
#define __BOOT_CS	0x10
#define __BOOT_DS	0x18

/* A descriptor with flags, base (always 0 here) and limit. */
#define GDT_ENTRY(flags, base, limit) \
	(((flags) & 0xf0ff) << 40 | ((limit) & 0xf0000) << 32 | ((limit) & 0xffff))
