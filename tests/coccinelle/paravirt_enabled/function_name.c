// SPDX-License-Identifier: GPL-2.0-only
// mode: patch
// Nothing that is guarded says it, the name of the function does.
#include <linux/kernel.h>

#include <asm/paravirt.h>

void start_thread(void);
void add_device(void);

int pnpbios_thread_init(void)
{
	if (paravirt_enabled())
		return 0;
	start_thread();
	return 0;
}

int add_rtc_cmos(void)
{
	if (paravirt_enabled())
		return -ENODEV;
	add_device();
	return 0;
}
