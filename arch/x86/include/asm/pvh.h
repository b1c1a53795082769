/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _ASM_X86_PVH_H
#define _ASM_X86_PVH_H

#include <linux/bits.h>
#include <linux/init.h>
#include <linux/processor.h>
#include <linux/string.h>
#include <linux/types.h>

#include <asm/cpufeatures.h>
#if PVH_BASE >= 616
#include <asm/cpuid/api.h>
#endif

#include <xen/interface/hvm/start_info.h>

struct boot_params;

#ifdef CONFIG_PVH
extern struct hvm_start_info pvh_start_info;

void __init pvh_early_setup(void);
struct boot_e820_entry *pvh_memmap_buffer(u32 *entries);
bool pvh_store_memmap(struct boot_params *params, u32 entries);
struct boot_e820_entry *pvh_memmap_entry(u32 i);
bool pvh_memmap_split(u32 i, u64 size);

/**
 * pvh_on_xen() - whether this is a domain of Xen
 *
 * Its CPUID leaves are the first of the hypervisor's, or the second where it shows
 * those of Hyper-V as well. Each leaf that is read may be an exit to the hypervisor,
 * hence no search through all of them.
 */
static inline bool pvh_on_xen(void)
{
	u32 base, max, signature[3];

	if (!(cpuid_ecx(1) & BIT(X86_FEATURE_HYPERVISOR & 31)))
		return false;
	for (base = 0x40000000; base <= 0x40000100; base += 0x100) {
		cpuid(base, &max, &signature[0], &signature[1], &signature[2]);
		if (!memcmp(signature, "XenVMMXenVMM", sizeof(signature)))
			return true;
	}
	return false;
}

/*
 * What a hypervisor keeps from start_info is set up here, and boot_params completed.
 * Returns NULL, or why the kernel cannot boot.
 */
#ifdef CONFIG_XEN_PVH
const char *pvh_setup_hypervisor(void);
#else
static inline const char *pvh_setup_hypervisor(void)
{
	if (pvh_on_xen())
		return "this is Xen, and the kernel is built without CONFIG_XEN_PVH";
	return NULL;
}
#endif
#else
static inline void pvh_early_setup(void) { }
#endif

#if defined(CONFIG_PVH) && defined(CONFIG_ACPI)
void __init pvh_update_legacy(void);
#else
static inline void pvh_update_legacy(void) { }
#endif

#endif /* _ASM_X86_PVH_H */
