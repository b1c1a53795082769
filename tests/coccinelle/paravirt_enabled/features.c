// SPDX-License-Identifier: GPL-2.0-only
// mode: patch
// What asks for a feature says itself which fact it is after.
#include <linux/kernel.h>

#include <asm/paravirt.h>

void other(void);

int and_not(void)
{
	if (paravirt_enabled() && !paravirt_has(RTC))
		return -ENODEV;
	return 0;
}

int not_or(void)
{
	return !paravirt_enabled() || paravirt_has(RTC);
}

void alone(void)
{
	if (paravirt_has(RTC))
		other();
	if (!paravirt_has(RTC))
		other();
	if (paravirt_has_feature(PV_SUPPORTED_RTC))
		other();
}

int kept(void)
{
	int absent = paravirt_enabled() && !paravirt_has_feature(PV_SUPPORTED_RTC);

	return absent;
}
