// SPDX-License-Identifier: GPL-2.0-only
// mode: patch
// file: arch/x86/include/asm/paravirt.h
// The definition itself, which touches everything that the rule knows.
#ifndef _ASM_DEFINITION_H
#define _ASM_DEFINITION_H

struct pv_info {
	const char *name;
	int paravirt_enabled;
	unsigned int features;
};

extern struct pv_info pv_info;

#define PV_SUPPORTED_RTC	1

static inline int paravirt_enabled(void)
{
	return pv_info.paravirt_enabled;
}

static inline int paravirt_has_feature(unsigned int feature)
{
	if (!pv_info.paravirt_enabled)
		return 0;
	return (pv_info.features & feature) != 0;
}

#define paravirt_has(x)	paravirt_has_feature(PV_SUPPORTED_##x)

#endif
