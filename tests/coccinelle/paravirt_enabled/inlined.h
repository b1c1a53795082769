// SPDX-License-Identifier: GPL-2.0-only
// mode: patch
// file: arch/x86/include/asm/inlined.h
// Inline functions of a header, with the definitions for kernels without
// CONFIG_PARAVIRT, which stay.
#ifndef _ASM_INLINED_H
#define _ASM_INLINED_H

#ifndef CONFIG_PARAVIRT
#define paravirt_enabled()	0
#define paravirt_has(x)		0
#endif

#include <asm/io.h>

static inline unsigned int ebda_segment(void)
{
	if (paravirt_enabled())
		return 0;
	return *(unsigned short *)__va(0x40e);
}

static inline int century(void)
{
	return paravirt_enabled() && !paravirt_has(RTC) ? 20 : CMOS_READ(0x32);
}

#endif
