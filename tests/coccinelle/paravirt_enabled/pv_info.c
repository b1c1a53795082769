// SPDX-License-Identifier: GPL-2.0-only
// mode: patch
// The side that answers.
#include <linux/init.h>
#include <linux/kernel.h>

#include <asm/paravirt.h>

static const struct pv_info guest_info __initconst = {
	.name = "guest",
	.paravirt_enabled = 1,
	.features = 0,
};

int is_hardware_domain(void);

void guest_start(void)
{
	pv_info = guest_info;
	if (is_hardware_domain())
		pv_info.features |= PV_SUPPORTED_RTC;
	else
		pv_info.features &= ~PV_SUPPORTED_RTC;
}

void other_guest_start(void)
{
	pv_info.name = "other";
	pv_info.paravirt_enabled = 1;
	pv_info.features = PV_SUPPORTED_RTC;
	pv_info.features = PV_SUPPORTED_RTC | PV_SUPPORTED_SOUND;
}

int is_virtual(void);

static const struct pv_info hardware_domain_info = {
	.paravirt_enabled = 1,
	.features = PV_SUPPORTED_RTC,
};

static const struct pv_info loud_info = {
	.features = PV_SUPPORTED_RTC | PV_SUPPORTED_SOUND,
};

static const struct pv_info bare_info = {
	.name = "bare hardware",
	.paravirt_enabled = 0,
};

void third_guest_start(void)
{
	pv_info.paravirt_enabled = 0;
	pv_info.features = 0;
}

void fourth_guest_start(void)
{
	pv_info.paravirt_enabled = is_virtual();
	pv_info.features |= PV_SUPPORTED_SOUND;
}
