// SPDX-License-Identifier: GPL-2.0-only
/*
 * The memory map: from ranges that a loader or Xen passes to those of boot_params.
 *
 * Part of the entry: the rules of pvh_translate() and its file hold here as well.
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

/* Memory of which each range may be a device, or a NUMA node's. */
static bool __init is_separate(u32 type)
{
	return type == E820_TYPE_PRAM || type == E820_TYPE_SOFT_RESERVED;
}

/**
 * struct pvh_map - the memory map that is being made
 * @params: takes the first ranges
 * @ext: takes the others
 * @last: the range that was stored last
 * @count: how many there are; those beyond PVH_MAX_RANGES are only counted
 */
struct pvh_map {
	struct boot_params *params;
	struct pvh_e820_ext *ext;
	struct boot_e820_entry *last;
	u32 count;
};

/* Add a range behind the others, or to the last one, if it continues that. */
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
 * The kernel sorts its tables, and where ranges overlap lets the highest type count.
 * But it takes none of them, if one wraps: such a range is left out here, as are those
 * that are empty or of type 0, and none has the last byte of all in it, as the kernel
 * has no number for where that ends. The hole for ISA devices is reserved, as far as no
 * higher type is there.
 *
 * Return: the number of ranges, for pvh_count_ranges(). If it is above PVH_MAX_RANGES,
 * some were left out, for the kernel has no room for more.
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
 * pvh_count_ranges() - tell the kernel how many ranges the memory map has
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
	/* Linked twice, it would be behind itself. */
	if (!ext->data.len) {
		ext->data.type = SETUP_E820_EXT;
		ext->data.next = params->hdr.setup_data;
		params->hdr.setup_data = ext_paddr;
	}
	ext->data.len = (count - E820_MAX_ENTRIES_ZEROPAGE) * sizeof(ext->entries[0]);
}

/**
 * pvh_range() - a range of the memory map, wherever boot_params has it
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

	/* Whoever enters natively counts as he likes. */
	if (i < params->e820_entries)
		return i < E820_MAX_ENTRIES_ZEROPAGE ? &params->e820_table[i] : NULL;
	i -= params->e820_entries;
	if (i < ext->data.len / sizeof(ext->entries[0]))
		return &ext->entries[i];
	return NULL;
}

/**
 * pvh_memory_at() - what the memory map says of an address
 * @params: has the first ranges
 * @boot: has those behind them
 * @addr: physical address
 * @end: receives up to where that holds
 *
 * Return: the highest type of all ranges that have @addr in them; 0 if none has.
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
