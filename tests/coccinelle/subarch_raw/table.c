// SPDX-License-Identifier: GPL-2.0
// The one place that may compare.
// mode: report
// file: arch/x86/kernel/subarch.c

struct setup_header {
	unsigned int hardware_subarch;
};

struct boot_params {
	struct setup_header hdr;
};

extern struct boot_params boot_params;

int known(void)
{
	return boot_params.hdr.hardware_subarch < 6;
}
