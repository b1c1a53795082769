// SPDX-License-Identifier: GPL-2.0-only
/*
 * Translate hvm_start_info into boot_params.
 *
 * This code runs on an identity map (64-bit) or without paging (32-bit), and not at its
 * link address: it must not use globals, strings or the address of any static object,
 * nor call a function that does. Structures are copied field by field, as the compiler
 * may turn a whole copy into a call of memcpy().
 *
 * Nothing that the loader passes is trusted. It is copied first, and every address is
 * checked by pvh_phys() before it is used.
 * Data inside the image of the kernel is refused: the entry writes there, and .bss is
 * cleared.
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

#if PVH_BASE >= 618
#include "../../platform/pvh/pvh.h"
#else
#include "pvh.h"
#endif

/* No table may end above this: 4 levels of page tables map no more. */
#define PVH_MAX_PADDR		(IS_ENABLED(CONFIG_X86_64) ? 1ULL << 46 : SZ_4G)

/* Addresses below this exist on every CPU that can run the kernel. */
#define PVH_MIN_PADDR_END	(IS_ENABLED(CONFIG_X86_64) ? 1ULL << 36 : SZ_4G)

#ifndef pvh_memory
/* A 32-bit kernel cannot access memory above 4 GiB. */
static void *__init pvh_memory(u64 paddr, u64 size)
{
#ifdef CONFIG_X86_64
	if (paddr + size > SZ_4G)
		return pvh_window(paddr, size);
#endif
	return (void *)(unsigned long)paddr;
}
#endif

#ifndef pvh_has_memory
/* Whether there is memory below 4 GiB: a word of it can be changed. It is restored. */
static bool __init pvh_has_memory(u64 paddr)
{
	u32 *word = pvh_memory(paddr, sizeof(*word)), was = *word;
	bool kept;

	asm volatile("notl %0" : "+m" (*word));
	kept = *word == ~was;
	asm volatile("notl %0" : "+m" (*word));
	return kept;
}
#endif

/**
 * pvh_phys() - access memory that the loader names
 * @paddr: physical address
 * @size: in bytes, at most 2 MiB
 *
 * Return: pointer to the memory, valid until the next call; NULL if the address is
 * not possible.
 */
void *__init pvh_phys(u64 paddr, u64 size)
{
	if (!paddr || paddr > PVH_MAX_PADDR || size > PVH_MAX_PADDR - paddr)
		return NULL;
	return pvh_memory(paddr, size);
}

/**
 * pvh_string() - access a string that the loader names
 * @paddr: its physical address
 * @size: receives its length in bytes, as far as the kernel would read it
 *
 * Return: the string, valid until the next access; NULL if the address is not possible.
 */
const u8 *__init pvh_string(u64 paddr, unsigned long *size)
{
	unsigned long limit = COMMAND_LINE_SIZE - 1;
	const u8 *s;

	if (paddr < PVH_MAX_PADDR && limit > PVH_MAX_PADDR - paddr)
		limit = PVH_MAX_PADDR - paddr;
	s = pvh_phys(paddr, limit);
	for (*size = 0; s && *size < limit && s[*size];)
		++*size;
	return s;
}

/**
 * pvh_has_word() - look for a word in a string
 * @s: words separated by blanks
 * @size: its length in bytes
 * @word: the word
 * @length: the length of that in bytes
 */
bool __init pvh_has_word(const u8 *s, unsigned long size, const u8 *word,
			 unsigned long length)
{
	unsigned long matched = 0;

	for (; size; size--, s++) {
		if (*s <= ' ') {
			if (matched == length)
				return true;
			matched = 0;
		} else if (matched < length && *s == word[matched]) {
			matched++;
		} else {
			matched = length + 1;
		}
	}
	return matched == length;
}

/**
 * pvh_cmdline_has() - look for a word in the command line of the kernel
 * @params: boot_params
 * @word: the word
 * @length: the length of that in bytes
 */
bool __init pvh_cmdline_has(const struct boot_params *params, const u8 *word,
			    unsigned long length)
{
	unsigned long size;
	const u8 *s = pvh_string(params->hdr.cmd_line_ptr |
				 (u64)params->ext_cmd_line_ptr << 32, &size);

	return s && pvh_has_word(s, size, word, length);
}

static u32 __init refuse(struct pvh_boot *boot, u32 why, u64 first, u64 second,
			 u64 third, u64 fourth)
{
	boot->values[0] = first;
	boot->values[1] = second;
	boot->values[2] = third;
	boot->values[3] = fourth;
	return why;
}

/* Whether a range, which must not wrap, overlaps the image of the kernel. */
static bool __init overlaps_image(const struct pvh_boot *boot, u64 paddr, u64 size)
{
	return paddr + size > boot->image && paddr < boot->image_end;
}

static u32 __init set_cmdline(struct pvh_boot *boot, u64 paddr)
{
	/* No command line can be there. The kernel boots without one and warns later. */
	if (!pvh_phys(paddr, 1))
		return 0;
	if (overlaps_image(boot, paddr, 1))
		return refuse(boot, PVH_CMDLINE_IN_KERNEL, paddr, boot->image,
			      boot->image_end, 0);
	boot->params.hdr.cmd_line_ptr = paddr;
	boot->params.ext_cmd_line_ptr = paddr >> 32;
	return 0;
}

/*
 * Whether the CPU can address all of a module. With long mode it has 36 address bits or
 * more, so that a ramdisk below needs no CPUID.
 */
static bool __init is_addressable(const struct hvm_modlist_entry *module)
{
	u64 end = module->paddr + module->size;

	return module->paddr && end >= module->paddr &&
	       (end <= PVH_MIN_PADDR_END || pvh_phys(end, 0));
}

/* The first module is the ramdisk. The others are handled after startup_64. */
static u32 __init set_ramdisk(struct pvh_boot *boot, const struct hvm_start_info *info)
{
	u64 modlist = info->modlist_paddr;
	const struct hvm_modlist_entry *from;
	struct hvm_modlist_entry module;

	if (!info->nr_modules || !modlist)
		return 0;
	from = pvh_phys(modlist, sizeof(*from));
	if (!from)
		return refuse(boot, PVH_BAD_MODLIST, modlist, info->nr_modules,
			      PVH_MAX_PADDR, 0);
	if (overlaps_image(boot, modlist, sizeof(*from)))
		return refuse(boot, PVH_MODLIST_IN_KERNEL, modlist,
			      info->nr_modules, boot->image, boot->image_end);

	module.paddr = from->paddr;
	module.size = from->size;
	if (!module.size)
		return 0;
	if (!is_addressable(&module))
		return refuse(boot, PVH_BAD_MODULE, 0, module.paddr, module.size,
			      PVH_MAX_PADDR);
	if (overlaps_image(boot, module.paddr, module.size))
		return refuse(boot, PVH_MODULE_IN_KERNEL, 0, module.paddr,
			      module.size, boot->image);
	boot->params.hdr.ramdisk_image = module.paddr;
	boot->params.ext_ramdisk_image = module.paddr >> 32;
	boot->params.hdr.ramdisk_size = module.size;
	boot->params.ext_ramdisk_size = module.size >> 32;
	return 0;
}

static u32 __init set_memmap(struct pvh_boot *boot, const struct hvm_start_info *info)
{
	const struct hvm_memmap_table_entry *table;
	u64 paddr = info->memmap_paddr;
	u32 entries = info->memmap_entries;
	u64 size = (u64)entries * sizeof(*table);

	/* The map has to be fetched by hypercall then, after startup_64. */
	if (!entries || !paddr)
		return 0;

	if (entries > PVH_MAX_MEMMAP)
		return refuse(boot, PVH_BAD_MEMMAP_ENTRIES, entries,
			      PVH_MAX_MEMMAP, 0, 0);
	table = pvh_phys(paddr, size);
	if (!table)
		return refuse(boot, PVH_BAD_MEMMAP, paddr, entries, PVH_MAX_PADDR, 0);
	if (overlaps_image(boot, paddr, size))
		return refuse(boot, PVH_MEMMAP_IN_KERNEL, paddr, entries,
			      boot->image, boot->image_end);

	entries = pvh_set_memmap(&boot->params, boot, table, entries, sizeof(*table));
	if (entries > PVH_MAX_RANGES)
		return refuse(boot, PVH_MEMMAP_TOO_LONG, entries, PVH_MAX_RANGES,
			      0, 0);
	pvh_count_ranges(&boot->params, boot, (unsigned long)&boot->e820_ext, entries);
	return 0;
}

/*
 * A loader that checks the size of the file only may enter a kernel whose .bss ends
 * beyond the RAM. The map alone does not prove that: a kernel boots, with a warning,
 * in memory that the map does not list as RAM.
 */
static u32 __init check_ram(struct pvh_boot *boot)
{
	u64 end = boot->image, next;

	if (!boot->params.e820_entries ||
	    pvh_has_memory(boot->image_end - sizeof(u32)))
		return 0;
	while (end < boot->image_end &&
	       pvh_memory_at(&boot->params, boot, end, &next) == E820_TYPE_RAM)
		end = next;
	if (end >= boot->image_end)
		return 0;
	return refuse(boot, PVH_KERNEL_BEYOND_RAM, boot->image, boot->image_end,
		      end, 0);
}

static u32 __init check_start_info(struct pvh_boot *boot, u64 paddr, u64 size)
{
	if (!paddr || paddr > SZ_4G - size)
		return refuse(boot, PVH_BAD_START_INFO, paddr, 0, 0, 0);
	if (overlaps_image(boot, paddr, size))
		return refuse(boot, PVH_START_INFO_IN_KERNEL, paddr, boot->image,
			      boot->image_end, 0);
	return 0;
}

/* Version 0 has the first HVM_START_INFO_SIZE_V0 bytes only. */
static u32 __init copy_start_info(struct pvh_boot *boot, struct hvm_start_info *copy,
				  u64 paddr)
{
	const struct hvm_start_info *info;
	u32 error;

	error = check_start_info(boot, paddr, HVM_START_INFO_SIZE_V0);
	if (error)
		return error;
	info = pvh_memory(paddr, HVM_START_INFO_SIZE_V0);
	if (info->magic != XEN_HVM_START_MAGIC_VALUE)
		return refuse(boot, PVH_BAD_MAGIC, info->magic, 0, 0, 0);
	copy->magic = info->magic;
	copy->version = info->version;
	copy->flags = info->flags;
	copy->nr_modules = info->nr_modules;
	copy->modlist_paddr = info->modlist_paddr;
	copy->cmdline_paddr = info->cmdline_paddr;
	copy->rsdp_paddr = info->rsdp_paddr;
	if (!copy->version)
		return 0;

	error = check_start_info(boot, paddr, sizeof(*info));
	if (error)
		return error;
	info = pvh_memory(paddr, sizeof(*info));
	copy->memmap_paddr = info->memmap_paddr;
	copy->memmap_entries = info->memmap_entries;
	return 0;
}

/* head.S has these as numbers. */
static void __init check_offsets(void)
{
	BUILD_BUG_ON(sizeof(struct hvm_start_info) != 56);
	BUILD_BUG_ON(offsetof(struct hvm_start_info, memmap_paddr) !=
		     HVM_START_INFO_SIZE_V0);
	BUILD_BUG_ON(sizeof(struct hvm_modlist_entry) != 32);
	BUILD_BUG_ON(offsetof(struct hvm_start_info, version) != PVH_INFO_VERSION);
	BUILD_BUG_ON(offsetof(struct hvm_start_info, memmap_paddr) !=
		     PVH_INFO_MEMMAP);
	BUILD_BUG_ON(offsetof(struct hvm_start_info, memmap_entries) !=
		     PVH_INFO_MEMMAP_ENTRIES);
	BUILD_BUG_ON(sizeof(struct hvm_memmap_table_entry) !=
		     PVH_MEMMAP_ENTRY_SIZE);
	BUILD_BUG_ON(offsetof(struct hvm_memmap_table_entry, addr) != 0);
	BUILD_BUG_ON(offsetof(struct hvm_memmap_table_entry, size) !=
		     PVH_MEMMAP_SIZE);
	BUILD_BUG_ON(offsetof(struct hvm_memmap_table_entry, type) !=
		     PVH_MEMMAP_TYPE);
	BUILD_BUG_ON(XEN_HVM_MEMMAP_TYPE_RAM != PVH_MEMMAP_TYPE_RAM);
	BUILD_BUG_ON(offsetof(struct hvm_memmap_table_entry, type) !=
		     offsetof(struct boot_e820_entry, type));
	BUILD_BUG_ON(offsetof(struct pvh_boot, values) != PVH_BOOT_VALUES);
}

/**
 * pvh_translate() - translate start_info into boot_params
 * @start_info: physical address of struct hvm_start_info, from %ebx
 * @boot: receives boot_params; fields that do not depend on the loader are set already
 * @copy: receives a copy of the start_info, zeroed before; addressed physically
 * @image: physical address of the kernel as it is loaded
 * @image_end: physical address of the end of its memory, .bss and .brk included
 *
 * Return: 0, or the reason not to boot, of refusals.h, with the values of its sentence
 * in @boot->values.
 */
u32 __init pvh_translate(unsigned long start_info, struct pvh_boot *boot,
			 struct hvm_start_info *copy, unsigned long image,
			 unsigned long image_end)
{
	u32 error;

	check_offsets();

	boot->start_info = start_info;
	boot->image = image;
	boot->image_end = image_end;

	error = copy_start_info(boot, copy, start_info);
	if (!error)
		error = set_memmap(boot, copy);
	if (!error)
		error = check_ram(boot);
	if (!error)
		error = set_ramdisk(boot, copy);
	if (!error)
		error = set_cmdline(boot, copy->cmdline_paddr);

	boot->params.acpi_rsdp_addr = copy->rsdp_paddr;
	boot->params.hdr.hardware_subarch_data = (unsigned long)copy;
	return error;
}
