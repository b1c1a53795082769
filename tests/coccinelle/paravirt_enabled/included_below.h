// SPDX-License-Identifier: GPL-2.0-only
// mode: patch
// What has to be included lands where not everybody sees it, which is said.
#define CONFIG_PARAVIRT

#include <asm/io.h>
#ifdef CONFIG_PARAVIRT
#include <asm/paravirt.h>
#else
#define paravirt_enabled()	0
#endif

static inline int century(void)
{
	return paravirt_enabled() ? 20 : CMOS_READ(0x32);
}

#ifdef CONFIG_PARAVIRT
static inline int keyboard_status(void)
{
	return paravirt_enabled() ? 0 : inb(0x64);
}
#endif
