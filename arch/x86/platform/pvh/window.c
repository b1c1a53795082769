// SPDX-License-Identifier: GPL-2.0-only
/*
 * Access to memory above 4 GiB for the entry of 64-bit kernels, whose page tables map
 * the memory below. A loader may put tables there.
 */
#include <linux/init.h>
#include <linux/processor.h>
#include <linux/sizes.h>
#include <linux/types.h>

#if PVH_BASE >= 616
#include <asm/cpuid/api.h>
#endif
#include <asm/page_types.h>
#include <asm/pgtable_types.h>
#include <asm/special_insns.h>

#if PVH_BASE >= 618
#include "../../platform/pvh/pvh.h"
#else
#include "pvh.h"
#endif

/**
 * pvh_window() - map memory above 4 GiB
 * @paddr: physical address
 * @size: in bytes, at most 2 MiB
 *
 * Two pages of 2 MiB at 4 GiB map it. Their table is the one behind those of head.S
 * for the low 4 GiB. An address that the CPU does not have would fault.
 *
 * Return: pointer to the memory, valid until the next call; NULL if the CPU has no such
 * address.
 */
void *__init pvh_window(u64 paddr, u64 size)
{
	unsigned int bits = 36;
	u64 *level4 = (u64 *)(__native_read_cr3() & PAGE_MASK);
	u64 *level3 = (u64 *)(level4[0] & PAGE_MASK);
	u64 *window = (u64 *)((level3[3] & PAGE_MASK) + PAGE_SIZE);
	u64 page = paddr & PMD_MASK;

	if (native_cpuid_eax(0x80000000) >= 0x80000008)
		bits = native_cpuid_eax(0x80000008) & 0xff;
	if ((paddr + size - 1) >> bits)
		return NULL;

	window[0] = page + (_KERNPG_TABLE_NOENC | _PAGE_PSE);
	window[1] = window[0] + PMD_SIZE;
	level3[4] = (unsigned long)window + _KERNPG_TABLE_NOENC;
	native_write_cr3(__native_read_cr3());
	return (void *)(SZ_4G + (paddr - page));
}
