// SPDX-License-Identifier: GPL-2.0-only
// mode: patch
// The test where there is no if.
#include <linux/kernel.h>

#include <asm/io.h>
#include <asm/paravirt.h>

int ternary(void)
{
	return paravirt_enabled() ? 0 : CMOS_READ(0x32);
}

int assigned(void)
{
	int century = !paravirt_enabled() ? CMOS_READ(0x32) : 20;

	century = paravirt_enabled() ? 20 : CMOS_READ(0x32);
	return century;
}

int returned(void)
{
	return !paravirt_enabled() && *(unsigned short *)__va(0x410);
}

void loop(int tries)
{
	while (!paravirt_enabled() && tries--) {
		if (!(inb(0x64) & 2))
			break;
	}
}
