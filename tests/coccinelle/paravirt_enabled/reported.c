// SPDX-License-Identifier: GPL-2.0-only
// mode: report org context
// One line for each test, decided or not.
#include <linux/kernel.h>

#include <asm/io.h>
#include <asm/paravirt.h>

void other(void);

int clock(int family)
{
	int f00f_bug = 0;

	if (paravirt_enabled())
		other();
	if (!paravirt_enabled() && family == 5)
		f00f_bug = 1;
	if (paravirt_enabled() && !paravirt_has(RTC))
		return f00f_bug;
	pv_info.features |= PV_SUPPORTED_RTC;
	pv_info.paravirt_enabled = 1;
	return paravirt_enabled() ? 0 : CMOS_READ(0);
}
