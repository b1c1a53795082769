/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Enter a kernel by the 64-bit boot protocol.
 */
#ifndef DIRECT_H
#define DIRECT_H

/* Offsets in struct pvh_levels, for long-mode.S. */
#define PVH_LEVELS_4	4096
#define PVH_LEVELS_USED	(7 * 4096)

#ifndef __ASSEMBLER__

#include "pvh.h"
#include "wrap.h"

/**
 * struct pvh_levels - page tables
 * @level5: used with 5 levels only
 * @level4: used with either
 * @level3: of its entries four are used
 * @level2: pages of 2 MiB, up to 4 GiB
 * @used: how many levels the kernel is entered with, 4 or 5
 */
struct pvh_levels {
	u64 level5[512];
	u64 level4[512];
	u64 level3[512];
	u64 level2[4 * 512];
	u32 used;
};

extern struct pvh_levels pvh_levels;

u32 direct_prepare(struct pvh_boot *boot, const struct hvm_start_info *info,
		   const struct pvh_wrap *wrap, u32 moved);

#endif /* __ASSEMBLER__ */

#endif /* DIRECT_H */
