/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _ASM_X86_PVH_H
#define _ASM_X86_PVH_H

#include <linux/init.h>
#include <linux/types.h>

#include <xen/interface/hvm/start_info.h>

struct boot_params;

/* Where a PC has its BIOS, up to 1 MiB. */
#define PVH_BIOS_SEGMENT	0xf0000

/**
 * enum pvh_bios - what the loader's memory map said of a BIOS
 * @PVH_BIOS_UNKNOWN: the PVH entry has not seen the loader's map
 * @PVH_BIOS_RESERVED: 0xf0000-0xfffff is reserved
 * @PVH_BIOS_NOT_RESERVED: it is not; only the entry reserved it
 */
enum pvh_bios {
	PVH_BIOS_UNKNOWN,
	PVH_BIOS_RESERVED,
	PVH_BIOS_NOT_RESERVED,
};

#ifdef CONFIG_PVH
extern struct hvm_start_info pvh_start_info;

void __init pvh_early_setup(void);
enum pvh_bios pvh_loader_bios(void);
struct boot_e820_entry *pvh_memmap_buffer(u32 *entries);
void pvh_store_memmap(struct boot_params *params, u32 entries);
struct boot_e820_entry *pvh_memmap_entry(u32 i);
bool pvh_memmap_split(u32 i, u64 size);
#else
static inline void pvh_early_setup(void) { }
static inline enum pvh_bios pvh_loader_bios(void)
{
	return PVH_BIOS_UNKNOWN;
}
#endif

#endif /* _ASM_X86_PVH_H */
