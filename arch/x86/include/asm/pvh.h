/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _ASM_X86_PVH_H
#define _ASM_X86_PVH_H

#include <linux/init.h>
#include <linux/types.h>

#include <xen/interface/hvm/start_info.h>

struct boot_params;

#ifdef CONFIG_PVH
extern struct hvm_start_info pvh_start_info;

void __init pvh_early_setup(void);
struct boot_e820_entry *pvh_memmap_buffer(u32 *entries);
void pvh_store_memmap(struct boot_params *params, u32 entries);
struct boot_e820_entry *pvh_memmap_entry(u32 i);
bool pvh_memmap_split(u32 i, u64 size);
#else
static inline void pvh_early_setup(void) { }
#endif

#if defined(CONFIG_PVH) && defined(CONFIG_ACPI)
void __init pvh_settle_legacy(void);
#else
static inline void pvh_settle_legacy(void) { }
#endif

#endif /* _ASM_X86_PVH_H */
