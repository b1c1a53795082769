// SPDX-License-Identifier: GPL-2.0-only
// A tree without a table has no rows to miss.
// mode: report
// file: arch/x86/xen/start.c

#include <asm/bootparam.h>

enum x86_hardware_subarch {
	X86_SUBARCH_PC = 0, X86_SUBARCH_LGUEST, /* never [X86_SUBARCH_LGUEST] = { */
	X86_SUBARCH_XEN, X86_SUBARCH_CE4100 = 0x4, X86_SUBARCH_PVH, X86_NR_SUBARCHS,
};

void entry(struct boot_params *params)
{
	boot_params.hdr.hardware_subarch = X86_SUBARCH_PVH;
	params->hdr.hardware_subarch = 1;
}

static struct boot_params first = {
	.hdr = { .vid_mode = 1, .hardware_subarch = X86_SUBARCH_PVH },
};

static struct setup_header second = { .hardware_subarch = X86_SUBARCH_XEN };

int sum(void)
{
	return first.hdr.hardware_subarch + second.hardware_subarch;
}
