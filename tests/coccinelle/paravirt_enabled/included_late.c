// SPDX-License-Identifier: GPL-2.0-only
// mode: patch
// No header of asm/ is there to put ours behind.
#include <linux/types.h>
#include <linux/kernel.h>

int paravirt_enabled(void);
unsigned char CMOS_READ(unsigned char address);

void clock(void)
{
	if (!paravirt_enabled())
		CMOS_READ(0);
}
