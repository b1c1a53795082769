// SPDX-License-Identifier: GPL-2.0-only
// Every form in which hardware_subarch can be compared.
// mode: report

#include <asm/bootparam.h>

enum x86_hardware_subarch {
	X86_SUBARCH_PC = 0,
	X86_SUBARCH_LGUEST,
	X86_SUBARCH_XEN,
};

#define BIT(n) (1UL << (n))
#define unlikely(x) __builtin_expect(!!(x), 0)

extern void start(void);

int equal(void)
{
	return boot_params.hdr.hardware_subarch == X86_SUBARCH_XEN;
}

int number_first(void)
{
	if (2 != boot_params.hdr.hardware_subarch)
		return 1;
	return 0;
}

int pointer(struct boot_params *params)
{
	return params->hdr.hardware_subarch > X86_SUBARCH_PC;
}

int header(struct setup_header *hdr)
{
	return (int)hdr->hardware_subarch != X86_SUBARCH_PC;
}

void cases(void)
{
	switch ((enum x86_hardware_subarch)boot_params.hdr.hardware_subarch) {
	case X86_SUBARCH_PC:
		start();
		break;
	default:
		break;
	}
}

void zero(void)
{
	if (!boot_params.hdr.hardware_subarch)
		start();
}

void not_zero(void)
{
	if (boot_params.hdr.hardware_subarch)
		start();
}

int mask(u32 supported)
{
	return (supported & (1 << boot_params.hdr.hardware_subarch)) != 0;
}

int bit(unsigned long supported)
{
	return (supported & BIT(boot_params.hdr.hardware_subarch)) != 0;
}

int local(void)
{
	u32 subarch = boot_params.hdr.hardware_subarch;

	start();
	return subarch == X86_SUBARCH_XEN;
}

void assigned(struct boot_params *params)
{
	u32 subarch;

	subarch = params->hdr.hardware_subarch;
	start();
	switch (subarch) {
	case X86_SUBARCH_XEN:
		start();
	}
}

void unlikely_zero(void)
{
	if (unlikely(boot_params.hdr.hardware_subarch))
		start();
}
