/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a PVH loader hands over, as the x86/HVM direct boot ABI lays it out
 * (Xen: docs/misc/pvh.pandoc and xen/include/public/arch-x86/hvm/start_info.h).
 *
 * All integers are little endian, all addresses physical. Nothing is ever
 * placed at physical address 0, so an address of 0 means "not provided". The
 * ABI promises nothing about alignment, overlap, writability or lifetime of
 * the tables, nor that the memory map reserves them.
 */
#ifndef __XEN_PUBLIC_ARCH_X86_HVM_START_INFO_H__
#define __XEN_PUBLIC_ARCH_X86_HVM_START_INFO_H__

/* "xEn3", with bit 7 of the "E" set. */
#define XEN_HVM_START_MAGIC_VALUE	0x336ec578

/* hvm_memmap_table_entry.type: the numbers of ACPI's address range types. */
#define XEN_HVM_MEMMAP_TYPE_RAM		1
#define XEN_HVM_MEMMAP_TYPE_RESERVED	2
#define XEN_HVM_MEMMAP_TYPE_ACPI	3
#define XEN_HVM_MEMMAP_TYPE_NVS		4
#define XEN_HVM_MEMMAP_TYPE_UNUSABLE	5
#define XEN_HVM_MEMMAP_TYPE_DISABLED	6
#define XEN_HVM_MEMMAP_TYPE_PMEM	7

#ifndef __ASSEMBLER__

#include <linux/types.h>

/**
 * struct hvm_start_info - the structure that %ebx points at on entry
 * @magic: XEN_HVM_START_MAGIC_VALUE
 * @version: 0 or 1; newer ones keep the fields of the older ones
 * @flags: SIF_* bits
 * @nr_modules: number of entries at @modlist_paddr
 * @modlist_paddr: array of struct hvm_modlist_entry; the first is the ramdisk
 * @cmdline_paddr: command line, ASCII, terminated by a zero byte
 * @rsdp_paddr: ACPI RSDP
 * @memmap_paddr: array of struct hvm_memmap_table_entry (from version 1 on)
 * @memmap_entries: number of entries at @memmap_paddr, 0 if the loader gives
 *	no map (from version 1 on)
 * @reserved: zero (from version 1 on)
 */
struct hvm_start_info {
	uint32_t magic;
	uint32_t version;
	uint32_t flags;
	uint32_t nr_modules;
	uint64_t modlist_paddr;
	uint64_t cmdline_paddr;
	uint64_t rsdp_paddr;
	uint64_t memmap_paddr;
	uint32_t memmap_entries;
	uint32_t reserved;
};

/* Version 0 of struct hvm_start_info ends before memmap_paddr. */
#define HVM_START_INFO_SIZE_V0		40

/**
 * struct hvm_modlist_entry - one module
 * @paddr: where it is
 * @size: its size in bytes
 * @cmdline_paddr: its command line, ASCII, terminated by a zero byte
 * @reserved: zero
 */
struct hvm_modlist_entry {
	uint64_t paddr;
	uint64_t size;
	uint64_t cmdline_paddr;
	uint64_t reserved;
};

/**
 * struct hvm_memmap_table_entry - one range of the memory map
 * @addr: its first byte
 * @size: its size in bytes
 * @type: XEN_HVM_MEMMAP_TYPE_*
 * @reserved: zero
 */
struct hvm_memmap_table_entry {
	uint64_t addr;
	uint64_t size;
	uint32_t type;
	uint32_t reserved;
};

#endif /* __ASSEMBLER__ */

#endif /* __XEN_PUBLIC_ARCH_X86_HVM_START_INFO_H__ */
