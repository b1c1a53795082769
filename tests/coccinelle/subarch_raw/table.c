// SPDX-License-Identifier: GPL-2.0-only
// The one place that may compare.
// mode: report
// file: arch/x86/kernel/subarch.c

#include <asm/bootparam.h>

int known(void)
{
	return boot_params.hdr.hardware_subarch < 6;
}
