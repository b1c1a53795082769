/* SPDX-License-Identifier: GPL-2.0-only */
/* What kernels up to 4.6 had, in short. */
#ifndef _ASM_PARAVIRT_H
#define _ASM_PARAVIRT_H

struct pv_info {
	const char *name;
	int paravirt_enabled;
	unsigned int features;
};

extern struct pv_info pv_info;

#define PV_SUPPORTED_RTC	1
#define PV_SUPPORTED_SOUND	2

static inline int paravirt_enabled(void)
{
	return pv_info.paravirt_enabled;
}

static inline int paravirt_has_feature(unsigned int feature)
{
	return (pv_info.features & feature) != 0;
}

#define paravirt_has(x)	paravirt_has_feature(PV_SUPPORTED_##x)

#endif
