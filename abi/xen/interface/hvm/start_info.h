/* SPDX-FileCopyrightText: 2026 linux-pvh maintainers */
/* SPDX-License-Identifier: MIT */
/*
 * The x86/HVM direct boot ABI: what %ebx points at when a loader enters.
 *
 * For whatever is compiled without a kernel; in a kernel there is another header
 * of this name. This one is made from the ABI alone, and says the same by the same
 * names; scripts/check/series compares them.
 *
 * Integers are little endian and lie at multiples of their size; addresses are
 * physical, and 0 stands for a thing that was not passed.
 */
#ifndef ABI_HVM_START_INFO_H
#define ABI_HVM_START_INFO_H

#include <stdint.h>

/* The letters "xEn3", least significant first, with 0x80 added to the "E" */
#define XEN_HVM_START_MAGIC_VALUE	0x336ec578

/* Types of memory, which are those of ACPI's address ranges */
#define XEN_HVM_MEMMAP_TYPE_RAM		1
#define XEN_HVM_MEMMAP_TYPE_RESERVED	2
#define XEN_HVM_MEMMAP_TYPE_ACPI	3
#define XEN_HVM_MEMMAP_TYPE_NVS		4
#define XEN_HVM_MEMMAP_TYPE_UNUSABLE	5
#define XEN_HVM_MEMMAP_TYPE_DISABLED	6
#define XEN_HVM_MEMMAP_TYPE_PMEM	7

/* 56 bytes; the first 40 if version is 0, which has no memory map */
struct hvm_start_info {
	uint32_t magic;
	uint32_t version;
	uint32_t flags;			/* of the hypervisor, SIF_* for Xen */
	uint32_t nr_modules;
	uint64_t modlist_paddr;		/* nr_modules of hvm_modlist_entry */
	uint64_t cmdline_paddr;		/* ends at a zero byte */
	uint64_t rsdp_paddr;		/* where ACPI begins */
	uint64_t memmap_paddr;		/* as many of hvm_memmap_table_entry */
	uint32_t memmap_entries;	/* as this says; it may be none */
	uint32_t reserved;
};

/* 32 bytes; the first module is the ramdisk, others are for who knows them */
struct hvm_modlist_entry {
	uint64_t paddr;
	uint64_t size;
	uint64_t cmdline_paddr;
	uint64_t reserved;
};

/* 24 bytes; in any order */
struct hvm_memmap_table_entry {
	uint64_t addr;
	uint64_t size;
	uint32_t type;
	uint32_t reserved;
};

#endif
