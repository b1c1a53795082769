// SPDX-License-Identifier: GPL-2.0-only
// mode: patch
// The answer is compared with what is true or not, or with something else.
#include <linux/kernel.h>
#include <linux/types.h>

#include <asm/io.h>
#include <asm/paravirt.h>

void virtual(void)
{
	if (paravirt_enabled() == 1)
		CMOS_READ(1);
	if (1 == paravirt_enabled())
		CMOS_READ(2);
	if (paravirt_enabled() != 0)
		CMOS_READ(3);
	if (0 != paravirt_enabled())
		CMOS_READ(4);
	if (paravirt_enabled() == true)
		CMOS_READ(5);
	if (paravirt_enabled() != false)
		CMOS_READ(6);
	if (!!paravirt_enabled())
		CMOS_READ(7);
}

void real(void)
{
	if (paravirt_enabled() == 0)
		CMOS_READ(1);
	if (0 == paravirt_enabled())
		CMOS_READ(2);
	if (paravirt_enabled() != 1)
		CMOS_READ(3);
	if (1 != paravirt_enabled())
		CMOS_READ(4);
	if (paravirt_enabled() == false)
		CMOS_READ(5);
	if (paravirt_enabled() != true)
		CMOS_READ(6);
	if (!!!paravirt_enabled())
		CMOS_READ(7);
}

void part(int a)
{
	if (a || paravirt_enabled() == 1)
		CMOS_READ(1);
	if (a && (paravirt_enabled() == 0))
		CMOS_READ(2);
}

void number(int a)
{
	if (paravirt_enabled() == a)
		CMOS_READ(1);
	if (a != paravirt_enabled())
		CMOS_READ(2);
	if (paravirt_enabled() == 2)
		CMOS_READ(3);
	if (paravirt_enabled() > 0)
		CMOS_READ(4);
	if (a & paravirt_enabled())
		CMOS_READ(5);
	CMOS_READ(a + paravirt_enabled());
}
