// SPDX-License-Identifier: GPL-2.0
/*
 * From hvm_start_info to boot_params.
 *
 * pvh_translate() runs on the identity map (64-bit) or without paging
 * (32-bit), before the kernel knows where it is: no global, no string, no
 * address of anything static may be used here, and nothing may be called that
 * does. The same source is tested on the host.
 *
 * What the loader passed may be anything. It is copied first, and every
 * address is checked by pvh_phys() before it is followed.
 */
#include <linux/build_bug.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/sizes.h>
#include <linux/stddef.h>
#include <linux/types.h>

#include <asm/bootparam.h>
#include <asm/e820/types.h>
#include <asm/setup.h>

#include "pvh.h"

#ifndef pvh_memory
#define pvh_memory(paddr)	((const void *)(unsigned long)(paddr))
#endif

/* Where physical memory can be read: all of it below 4 GiB, or else NULL. */
static __always_inline const void *pvh_phys(u64 paddr, u64 size)
{
	if (!paddr || paddr > SZ_4G || size > SZ_4G - paddr)
		return NULL;
	return pvh_memory(paddr);
}

static u32 __init refuse(struct pvh_boot *boot, u32 why, u64 value)
{
	boot->value = value;
	return why;
}

/* Go on behind the first @c of the @left bytes at @s, if there is one. */
static __always_inline bool go_behind(u8 c, const u8 **s, unsigned long *left)
{
	bool found;

	if (!*left)
		return false;
	asm volatile("repne scasb"
		     : "+D" (*s), "+c" (*left), "=@ccz" (found)
		     : "a" (c)
		     : "memory");
	return found;
}

/* Up to eight letters as a number, the first of them in its highest byte. */
#define WORD2(a, b)		((u64)(a) << 8 | (b))
#define WORD4(a, b, c, d)	(WORD2(a, b) << 16 | WORD2(c, d))
#define WORD_NOKASLR		(WORD4('n', 'o', 'k', 'a') << 24 | \
				 WORD2('s', 'l') << 8 | 'r')
#define WORD_NO5LVL		(WORD4('n', 'o', '5', 'l') << 16 | \
				 WORD2('v', 'l'))

/* The word at @s; one of more than seven letters equals no shorter one. */
static u64 __init word_at(const u8 *s, unsigned long left)
{
	u64 word = 0;

	for (; left && *s > ' '; left--)
		word = word << 8 | *s++;
	return word;
}

static u32 __init find_options(const u8 *cmdline, unsigned long size)
{
	unsigned long left = size;
	const u8 *s = cmdline;
	u32 options = 0;

	if (go_behind('\0', &s, &left))
		size -= left + 1;

	s = cmdline;
	left = size;
	while (go_behind('n', &s, &left)) {
		if (s - 1 != cmdline && s[-2] > ' ')
			continue;
		switch (word_at(s - 1, left + 1)) {
		case WORD_NOKASLR:
			options |= PVH_NOKASLR;
			break;
		case WORD_NO5LVL:
			options |= PVH_NO5LVL;
			break;
		}
	}
	return options;
}

static u32 __init set_cmdline(struct pvh_boot *boot, u64 paddr)
{
	u32 size = COMMAND_LINE_SIZE - 1;	/* the kernel keeps no more */
	const u8 *cmdline;

	if (!paddr)
		return 0;

	boot->params.hdr.cmd_line_ptr = paddr;
	boot->params.ext_cmd_line_ptr = paddr >> 32;

	if (paddr < SZ_4G && size > SZ_4G - paddr)
		size = SZ_4G - paddr;
	cmdline = pvh_phys(paddr, size);
	if (cmdline)
		boot->options = find_options(cmdline, size);
	else if (!IS_ENABLED(CONFIG_X86_64))
		return refuse(boot, PVH_BAD_CMDLINE, paddr);

	if (boot->options & PVH_NOKASLR)
		boot->params.hdr.loadflags &= ~KASLR_FLAG;
	return 0;
}

static u32 __init set_ramdisk(struct pvh_boot *boot,
			      const struct hvm_start_info *info)
{
	struct boot_params *params = &boot->params;
	const struct hvm_modlist_entry *mod;
	u64 paddr, size;

	if (!info->nr_modules || !info->modlist_paddr)
		return 0;

	mod = pvh_phys(info->modlist_paddr,
		       (u64)info->nr_modules * sizeof(*mod));
	if (!mod)
		return refuse(boot, PVH_BAD_MODLIST, info->modlist_paddr);

	/* The first module is the ramdisk. */
	paddr = mod->paddr;
	size = mod->size;
	params->hdr.ramdisk_image = paddr;
	params->ext_ramdisk_image = paddr >> 32;
	params->hdr.ramdisk_size = size;
	params->ext_ramdisk_size = size >> 32;
	return 0;
}

/* See pvh_set_memmap(). Part of the entry as well, for which a call is dear. */
static __always_inline u32
store_ranges(struct boot_params *params, struct pvh_e820_ext *ext,
	     const void *table, u32 entries, u32 stride)
{
	struct boot_e820_entry *first = params->e820_table, *to = first;
	struct boot_e820_entry *full = first + E820_MAX_ENTRIES_ZEROPAGE;
	bool extended = false;
	u32 n, lost = 0;
	u64 end = 0;

	to->addr = ISA_START_ADDRESS;
	to->size = ISA_END_ADDRESS - ISA_START_ADDRESS;
	to->type = XEN_HVM_MEMMAP_TYPE_RESERVED;
	to++;

	for (; entries; entries--, table += stride) {
		const struct boot_e820_entry *from = table;
		u64 addr = from->addr, size = from->size;
		u32 type = from->type;

		if (!size || size - 1 > U64_MAX - addr)
			continue;
		if (type - XEN_HVM_MEMMAP_TYPE_RAM >
		    XEN_HVM_MEMMAP_TYPE_PMEM - XEN_HVM_MEMMAP_TYPE_RAM)
			type = XEN_HVM_MEMMAP_TYPE_RESERVED;

		/* end is 0 before the first range and behind the last address */
		if (addr == end && end && to[-1].type == type) {
			to[-1].size += size;
			end += size;
			continue;
		}
		end = addr + size;

		if (to == full) {
			if (extended) {
				lost++;
				continue;
			}
			extended = true;
			to = first = ext->entries;
			full = first + ARRAY_SIZE(ext->entries);
		}
		to->addr = addr;
		to->size = size;
		to->type = type;
		to++;
	}

	n = to - first;
	if (!extended) {
		params->e820_entries = n;
		return n;
	}

	params->e820_entries = E820_MAX_ENTRIES_ZEROPAGE;
	ext->data.next = params->hdr.setup_data;
	ext->data.type = SETUP_E820_EXT;
	ext->data.len = n * sizeof(*to);
	return E820_MAX_ENTRIES_ZEROPAGE + n + lost;
}

/**
 * pvh_set_memmap() - store a memory map in boot_params
 * @params: the table in the zero page takes the first entries
 * @ext: takes the others
 * @table: ranges, each starting with an address, a size in bytes and a type as
 *	in struct boot_e820_entry
 * @entries: their number, at most PVH_MAX_MEMMAP
 * @stride: distance from one to the next, in bytes
 *
 * An empty range and one that wraps are left out. One that continues the range
 * before it is joined to that: the kernel's own tables are short. A type that
 * ACPI does not define becomes reserved: among the numbers above are some that
 * the kernel gives a meaning of its own. The hole for ISA devices is reserved
 * whatever the map says of it.
 *
 * Return: the number of ranges. If it is above E820_MAX_ENTRIES_ZEROPAGE, @ext
 * has to be linked to @params; if it is above E820_MAX_ENTRIES, those behind
 * were left out, for the kernel has no room for more.
 */
u32 __init pvh_set_memmap(struct boot_params *params, struct pvh_e820_ext *ext,
			  const void *table, u32 entries, u32 stride)
{
	return store_ranges(params, ext, table, entries, stride);
}

static u32 __init set_memmap(struct pvh_boot *boot,
			     const struct hvm_start_info *info)
{
	const struct hvm_memmap_table_entry *table;
	u32 entries = info->memmap_entries;

	/* Only a hypercall can tell then, which is not for the entry to make. */
	if (!entries || !info->memmap_paddr)
		return 0;

	if (entries > PVH_MAX_MEMMAP)
		return refuse(boot, PVH_BAD_MEMMAP_ENTRIES, entries);
	table = pvh_phys(info->memmap_paddr, (u64)entries * sizeof(*table));
	if (!table)
		return refuse(boot, PVH_BAD_MEMMAP, info->memmap_paddr);

	entries = store_ranges(&boot->params, &boot->e820_ext, table, entries,
			       sizeof(*table));
	if (entries > E820_MAX_ENTRIES)
		return refuse(boot, PVH_MEMMAP_TOO_LONG, entries);
	if (entries > E820_MAX_ENTRIES_ZEROPAGE)
		boot->params.hdr.setup_data = (unsigned long)&boot->e820_ext;
	return 0;
}

static u32 __init copy_start_info(struct pvh_boot *boot,
				  struct hvm_start_info *copy,
				  unsigned long paddr)
{
	const struct hvm_start_info *info;

	info = pvh_phys(paddr, HVM_START_INFO_SIZE_V0);
	if (!info)
		return refuse(boot, PVH_BAD_START_INFO, paddr);
	if (info->magic != XEN_HVM_START_MAGIC_VALUE)
		return refuse(boot, PVH_BAD_MAGIC, info->magic);

	__builtin_memcpy(copy, info, HVM_START_INFO_SIZE_V0);
	if (!copy->version)
		return 0;

	if (!pvh_phys(paddr, sizeof(*info)))
		return refuse(boot, PVH_BAD_START_INFO, paddr);
	copy->memmap_paddr = info->memmap_paddr;
	copy->memmap_entries = info->memmap_entries;
	return 0;
}

/**
 * pvh_translate() - turn what the loader passed into boot_params
 * @start_info: physical address of struct hvm_start_info, from %ebx
 * @boot: receives boot_params; what the loader does not decide is there already
 * @copy: receives a copy of the start_info, zeroed before; addressed physically
 *
 * Return: 0, or the reason not to boot (PVH_BAD_*), with @boot->value set.
 */
u32 __init pvh_translate(unsigned long start_info, struct pvh_boot *boot,
			 struct hvm_start_info *copy)
{
	u32 error;

	BUILD_BUG_ON(sizeof(struct hvm_start_info) != 56);
	BUILD_BUG_ON(offsetof(struct hvm_start_info, memmap_paddr) !=
		     HVM_START_INFO_SIZE_V0);
	BUILD_BUG_ON(sizeof(struct hvm_modlist_entry) != 32);
	BUILD_BUG_ON(sizeof(struct hvm_memmap_table_entry) != 24);
	BUILD_BUG_ON(offsetof(struct hvm_memmap_table_entry, type) !=
		     offsetof(struct boot_e820_entry, type));
	BUILD_BUG_ON(offsetof(struct pvh_boot, value) != PVH_BOOT_VALUE);
	BUILD_BUG_ON(offsetof(struct pvh_boot, options) != PVH_BOOT_OPTIONS);

	error = copy_start_info(boot, copy, start_info);
	if (!error)
		error = set_memmap(boot, copy);
	if (!error)
		error = set_ramdisk(boot, copy);
	if (!error)
		error = set_cmdline(boot, copy->cmdline_paddr);
	if (error)
		return error;

	boot->params.acpi_rsdp_addr = copy->rsdp_paddr;
	boot->params.hdr.hardware_subarch_data = (unsigned long)copy;
	return 0;
}
