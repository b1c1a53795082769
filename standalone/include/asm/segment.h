/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see environment.h. */
#pragma once
/* The boot protocol names the first two. */
#define __BOOT_CS	0x10
#define __BOOT_DS	0x18

/* Of a descriptor: its flags, its base (0 in all of ours) and its limit. */
#define GDT_ENTRY(flags, base, limit) \
	(((flags) & 0xf0ff) << 40 | ((limit) & 0xf0000) << 32 | ((limit) & 0xffff))
