// SPDX-License-Identifier: GPL-2.0-only
// A row for each, in a table that is in order.
// mode: report
// file: arch/x86/kernel/subarch.c

#include <asm/bootparam.h>

enum x86_hardware_subarch {
	X86_SUBARCH_PC = 0, X86_SUBARCH_LGUEST, /* never [X86_SUBARCH_LGUEST] = { */
	X86_SUBARCH_XEN, X86_SUBARCH_CE4100 = 0x4, X86_SUBARCH_PVH, X86_NR_SUBARCHS,
};

struct x86_subarch {
	const char *name;
	struct { int rtc, warm_reset; } legacy;
};

static const struct x86_subarch subarchs[] = {
	[X86_SUBARCH_PC] = { .name = "pc" },
	[X86_SUBARCH_LGUEST] = { .name = "lguest" },
	[X86_SUBARCH_XEN] = {
		.name = "xen",
	},
	[X86_SUBARCH_CE4100] = { "ce4100" },
	[X86_SUBARCH_PVH] = {
		.name = "pvh",
		.legacy = {
			.rtc = 1,
		},
	},
};

void entry(struct boot_params *params)
{
	boot_params.hdr.hardware_subarch = X86_SUBARCH_PVH;
	params->hdr.hardware_subarch = 1;
	params->hdr.hardware_subarch = X86_SUBARCH_CE4100;
	params->hdr.hardware_subarch = boot_params.hdr.hardware_subarch;
}

static struct boot_params first = {
	.hdr = { .vid_mode = 1, .hardware_subarch = X86_SUBARCH_PVH },
};

static struct setup_header second = { .hardware_subarch = X86_SUBARCH_XEN };

const char *name(int i)
{
	return first.hdr.hardware_subarch + second.hardware_subarch ? subarchs[i].name : 0;
}
