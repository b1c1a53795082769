/* SPDX-License-Identifier: GPL-2.0-only */
/* What the samples need of it. The enum is their own: a rule reads it there. */
#ifndef _ASM_BOOTPARAM_H
#define _ASM_BOOTPARAM_H

#include <linux/types.h>

struct setup_header {
	u16 vid_mode;
	u32 hardware_subarch;
	u64 hardware_subarch_data;
};

struct boot_params {
	u8 screen;
	struct setup_header hdr;
};

extern struct boot_params boot_params;

#endif
