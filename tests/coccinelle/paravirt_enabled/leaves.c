// SPDX-License-Identifier: GPL-2.0-only
// mode: patch
// The ways to leave what comes after.
#include <linux/kernel.h>

#include <asm/io.h>
#include <asm/paravirt.h>

void other(void);

void out_of_a_loop(int tries)
{
	while (tries--) {
		if (paravirt_enabled())
			break;
		CMOS_READ(0x0a);
	}
}

void round_a_loop(int tries)
{
	while (tries--) {
		if (paravirt_enabled()) {
			other();
			continue;
		}
		CMOS_READ(0x0a);
	}
}

void with_a_label(int a)
{
again:
	if (paravirt_enabled()) {
		other();
		goto again;
	}
	if (a)
		CMOS_READ(0x0a);
}

/* The other function of that name is not what comes after. */
#ifdef CONFIG_UNSET
void variant(void)
{
	if (paravirt_enabled())
		return;
	CMOS_READ(0x0a);
}
#else
void variant(void)
{
	CMOS_READ(0x0a);
	inb(0x64);
}
#endif
