// SPDX-License-Identifier: GPL-2.0-only
// mode: patch
// file: arch/ia64/kernel/paravirt.c
// This architecture had the same names, and has no subarch.
#include <linux/kernel.h>

#include <asm/io.h>
#include <asm/paravirt.h>

struct pv_info native_info = {
	.name = "bare hardware",
	.paravirt_enabled = 0,
};

void start(void)
{
	pv_info = native_info;
	pv_info.paravirt_enabled = 1;
	pv_info.features |= PV_SUPPORTED_RTC;
	if (paravirt_has(RTC))
		CMOS_READ(1);
}

void clock(void)
{
	if (!paravirt_enabled())
		CMOS_READ(0);
}
