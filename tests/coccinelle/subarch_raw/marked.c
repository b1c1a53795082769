// SPDX-License-Identifier: GPL-2.0-only
// The same lines in the other modes.
// mode: org context

struct boot_params {
	struct {
		unsigned int hardware_subarch;
	} hdr;
};

extern struct boot_params boot_params;

int direct(void)
{
	return boot_params.hdr.hardware_subarch == 2;
}

int local(void)
{
	unsigned int subarch = boot_params.hdr.hardware_subarch;

	return subarch == 2;
}
