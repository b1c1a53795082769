// SPDX-License-Identifier: GPL-2.0-only
/*
 * Translate the memory map of a loader or a hypervisor into that of boot_params.
 *
 * Part of the entry: the restrictions of start_info.c apply.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/types.h>

#include <asm/bootparam.h>
#include <asm/e820/types.h>

#if PVH_BASE >= 618
#include "../../platform/pvh/pvh.h"
#else
#include "pvh.h"
#endif

/* Each range of these types may be a device or a NUMA node of its own. */
static bool __init is_separate(u32 type)
{
	return type == E820_TYPE_PRAM || type == E820_TYPE_SOFT_RESERVED;
}

/**
 * struct pvh_map - the memory map under construction
 * @params: takes the first ranges
 * @ext: takes the others
 * @last: the range that was stored last
 * @count: number of ranges; those beyond PVH_MAX_RANGES are counted only
 */
struct pvh_map {
	struct boot_params *params;
	struct pvh_e820_ext *ext;
	struct boot_e820_entry *last;
	u32 count;
};

/* Append a range, or extend the last one if both are adjacent. */
static void __init append_range(struct pvh_map *map, u64 addr, u64 size, u32 type)
{
	struct boot_e820_entry *last = map->last;

	if (map->count && type == last->type && !is_separate(type)) {
		if (addr == last->addr + last->size) {
			last->size += size;
			return;
		}
		if (addr + size == last->addr) {
			last->addr = addr;
			last->size += size;
			return;
		}
	}
	if (map->count++ >= PVH_MAX_RANGES)
		return;
	if (map->count <= E820_MAX_ENTRIES_ZEROPAGE)
		last = &map->params->e820_table[map->count - 1];
	else
		last = &map->ext->entries[map->count - 1 - E820_MAX_ENTRIES_ZEROPAGE];
	last->addr = addr;
	last->size = size;
	last->type = type;
	map->last = last;
}

/**
 * pvh_set_memmap() - store a memory map in boot_params
 * @params: the table in the zero page takes the first ranges
 * @boot: e820_ext takes the others; bad_ranges and bios are set
 * @table: ranges, each starting with an address, a size in bytes and a type as
 *	in struct boot_e820_entry; in any order
 * @entries: their number, at most PVH_MAX_MEMMAP
 * @stride: distance from one to the next, in bytes
 *
 * The kernel sorts its tables, and where ranges overlap the highest type takes
 * precedence. It rejects the whole map if one range wraps: such a range is left out
 * here, as are those that are empty or of type 0. The last byte of the address space is
 * cut off, as the end of its range could not be represented. The hole for ISA devices is
 * reserved where no range of a higher type covers it.
 *
 * Return: the number of ranges, for pvh_count_ranges(). If it is above PVH_MAX_RANGES,
 * the kernel has no room for all of them, and some were left out.
 */
u32 __init pvh_set_memmap(struct boot_params *params, struct pvh_boot *boot,
			  const void *table, u32 entries, u32 stride)
{
	struct pvh_map map = { params, &boot->e820_ext };
	const void *end = table + entries * stride;

	boot->bios = PVH_BIOS_NOT_RESERVED;
	for (; table != end; table += stride) {
		const struct boot_e820_entry *from = table;
		u64 addr = from->addr, size = from->size;
		u32 type = from->type;

		if (size && addr + size == 0)
			size--;
		if (!size || !type)
			continue;
		if (addr + size < addr) {
			boot->bad_ranges++;
			continue;
		}
		if (type == XEN_HVM_MEMMAP_TYPE_RESERVED && addr <= PVH_BIOS_SEGMENT &&
		    addr + size >= ISA_END_ADDRESS)
			boot->bios = PVH_BIOS_RESERVED;
		append_range(&map, addr, size, type);
	}
#ifdef PVH_STANDALONE	/* a PC's kernel knows of the hole */
	if (params->hdr.hardware_subarch != X86_SUBARCH_PC)
#endif
	append_range(&map, ISA_START_ADDRESS, ISA_END_ADDRESS - ISA_START_ADDRESS,
		     XEN_HVM_MEMMAP_TYPE_RESERVED);
	return map.count;
}

/**
 * pvh_count_ranges() - set the number of ranges of the memory map
 * @params: has the first ones
 * @boot: e820_ext has those behind them, and is linked to @params if there are any
 * @ext_paddr: physical address of e820_ext
 * @count: their number, at most PVH_MAX_RANGES; it only grows
 */
void __init pvh_count_ranges(struct boot_params *params, struct pvh_boot *boot,
			     u64 ext_paddr, u32 count)
{
	struct pvh_e820_ext *ext = &boot->e820_ext;

	params->e820_entries = count;
	if (count <= E820_MAX_ENTRIES_ZEROPAGE)
		return;
	params->e820_entries = E820_MAX_ENTRIES_ZEROPAGE;
	/* Linked twice, the list would be a loop. */
	if (!ext->data.len) {
		ext->data.type = SETUP_E820_EXT;
		ext->data.next = params->hdr.setup_data;
		params->hdr.setup_data = ext_paddr;
	}
	ext->data.len = (count - E820_MAX_ENTRIES_ZEROPAGE) * sizeof(ext->entries[0]);
}

/**
 * pvh_range() - get a range of the memory map
 * @params: has the first ones
 * @boot: has those behind them
 * @i: its number
 *
 * Return: the range; NULL behind the last one.
 */
struct boot_e820_entry *__init pvh_range(struct boot_params *params,
					 struct pvh_boot *boot, u32 i)
{
	struct pvh_e820_ext *ext = &boot->e820_ext;

	/* The count of a loader that enters natively was not checked. */
	if (i < params->e820_entries)
		return i < E820_MAX_ENTRIES_ZEROPAGE ? &params->e820_table[i] : NULL;
	i -= params->e820_entries;
	if (i < ext->data.len / sizeof(ext->entries[0]))
		return &ext->entries[i];
	return NULL;
}

/**
 * pvh_memory_at() - look up an address in the memory map
 * @params: has the first ranges
 * @boot: has those behind them
 * @addr: physical address
 * @end: receives the address up to which the result holds
 *
 * Return: the highest type of all ranges that contain @addr; 0 if none does.
 */
u32 __init pvh_memory_at(struct boot_params *params, struct pvh_boot *boot,
			 u64 addr, u64 *end)
{
	const struct boot_e820_entry *range;
	u32 i, type = 0;

	*end = U64_MAX;
	for (i = 0; (range = pvh_range(params, boot, i)); i++) {
		u64 range_end = range->addr + range->size;

		if (range->addr > addr) {
			if (*end > range->addr)
				*end = range->addr;
		} else if (range_end > addr) {
			if (*end > range_end)
				*end = range_end;
			if (type < range->type)
				type = range->type;
		}
	}
	return type;
}
