// SPDX-License-Identifier: GPL-2.0-only
// What may be done with hardware_subarch: set it, hand it on, print it.
// mode: report

#include <linux/kernel.h>

#include <asm/bootparam.h>

void entry(void)
{
	boot_params.hdr.hardware_subarch = 2;
}

void kexec(struct boot_params *params)
{
	params->hdr.hardware_subarch = boot_params.hdr.hardware_subarch;
}

void show(void)
{
	u32 subarch = boot_params.hdr.hardware_subarch;

	printk("subarch %u\n", subarch);
	subarch = 0;
	if (subarch)
		printk("another\n");
}

int data(void)
{
	return boot_params.hdr.hardware_subarch_data != 0;
}
