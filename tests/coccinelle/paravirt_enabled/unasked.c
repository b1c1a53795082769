// SPDX-License-Identifier: GPL-2.0-only
// mode: report
// Where nothing is asked, nothing is said of what is touched.
#include <linux/kernel.h>

#include <asm/io.h>

extern struct { int paravirt_enabled; } other_info;

int epapr_paravirt_enabled(void);

int clock(void)
{
	if (!epapr_paravirt_enabled())
		return CMOS_READ(0);
	other_info.paravirt_enabled = 1;
	return inb(0x71);
}
