// SPDX-License-Identifier: GPL-2.0-only
// mode: patch
// Both headers are there, so nothing is included.
#include <linux/kernel.h>

#include <asm/io.h>
#include <asm/paravirt.h>
#include <asm/x86_init.h>

void clock(void)
{
	if (!paravirt_enabled())
		CMOS_READ(0);
	pv_info.features |= PV_SUPPORTED_RTC;
}
