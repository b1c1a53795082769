// SPDX-License-Identifier: GPL-2.0
// What may be done with hardware_subarch: set it, hand it on, print it.
// mode: report

typedef unsigned int u32;

struct setup_header {
	u32 hardware_subarch;
	unsigned long long hardware_subarch_data;
};

struct boot_params {
	struct setup_header hdr;
};

extern struct boot_params boot_params;
extern int printk(const char *fmt, ...);

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
