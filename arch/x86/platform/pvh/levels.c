// SPDX-License-Identifier: GPL-2.0-only
/*
 * Decide whether a 64-bit kernel is entered with 5 levels of page tables.
 */
#include <linux/bits.h>
#include <linux/init.h>
#include <linux/processor.h>
#include <linux/types.h>

#if PVH_BASE >= 616
#include <asm/cpuid/api.h>
#endif

#if PVH_BASE >= 618
#include "../../platform/pvh/pvh.h"
#else
#include "pvh.h"
#endif

#define LA57	BIT(16)		/* cpuid 7 ecx */

/**
 * pvh_5_levels() - whether to use 5 levels of page tables
 * @params: boot_params, for the command line
 * @no5lvl: that word, as a static string cannot be used here
 *
 * A CPU without leaf 7 returns the data of another leaf, where that bit is zero.
 *
 * Return: true if the CPU has them and the command line does not forbid them.
 */
bool __init pvh_5_levels(const struct boot_params *params, const u8 *no5lvl)
{
	u32 eax = 7, ebx, ecx = 0, edx;

	native_cpuid(&eax, &ebx, &ecx, &edx);
	return ecx & LA57 && !pvh_cmdline_has(params, no5lvl, 6);
}
