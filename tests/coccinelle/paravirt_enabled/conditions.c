// SPDX-License-Identifier: GPL-2.0-only
// mode: patch
// The test as one part of a condition.
#include <linux/kernel.h>

#include <asm/io.h>
#include <asm/paravirt.h>

extern int pnpbios_disabled;
int board_is_broken(void);
void other(void);

int or_last(void)
{
	if (pnpbios_disabled || board_is_broken() ||
	    paravirt_enabled()) {
		printk("Plug and Play BIOS is not asked\n");
		return -ENODEV;
	}
	return 0;
}

int or_first(void)
{
	if (paravirt_enabled() || board_is_broken())
		return -ENODEV;
	return CMOS_READ(0x0a);
}

int and_negated(int wanted)
{
	if (wanted && !paravirt_enabled())
		return CMOS_READ(0x0a);
	return 0;
}

void compared(void)
{
	if (paravirt_enabled() == 0)
		CMOS_READ(0x0a);
	if (paravirt_enabled() != 0 || board_is_broken())
		other();
	else
		CMOS_READ(0x0b);
}

int nested(int a, int b)
{
	if (a && (b || !paravirt_enabled()))
		CMOS_READ(0x0a);
	return 0;
}
