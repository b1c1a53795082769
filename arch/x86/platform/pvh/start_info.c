// SPDX-License-Identifier: GPL-2.0-only
/*
 * From hvm_start_info to boot_params.
 *
 * pvh_translate() runs on the identity map (64-bit) or without paging
 * (32-bit), before the kernel knows where it is: no global, no string, no
 * address of anything static may be used here, and nothing may be called that
 * does. Structures are copied by their fields, as a compiler may make a call of
 * memcpy() of the whole. The same source is tested on the host.
 *
 * What the loader passed may be anything. It is copied first, and every
 * address is checked by pvh_phys() before it is followed. What lies in the
 * kernel's own image is refused: the entry works there, and .bss is cleared.
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

/* No table may end above this; 4 levels of page tables map no more. */
#define PVH_REACH	(IS_ENABLED(CONFIG_X86_64) ? 1ULL << 46 : SZ_4G)

#ifndef pvh_memory
#ifdef CONFIG_X86_64
#include <linux/processor.h>
#if PVH_BASE >= 616
#include <asm/cpuid/api.h>
#endif
#include <asm/page_types.h>
#include <asm/pgtable_types.h>
#include <asm/special_insns.h>

/*
 * Two pages of 2 MiB at 4 GiB show what lies higher. Their table is the page
 * behind those of head.S for the low 4 GiB. An address that the CPU does not
 * have would fault.
 */
static noinline void *__init pvh_window(u64 paddr, u64 size)
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
#else
static inline void *pvh_window(u64 paddr, u64 size)
{
	return NULL;
}
#endif

static __always_inline void *pvh_low_memory(u64 paddr, u64 size)
{
	return (void *)(unsigned long)paddr;
}

#define pvh_high_memory(paddr, size)	pvh_window(paddr, size)
#else
#define pvh_low_memory(paddr, size)	pvh_memory(paddr, size)
#define pvh_high_memory(paddr, size)	pvh_memory(paddr, size)
#endif /* pvh_memory */

#ifndef pvh_has_memory
/* Whether a word below 4 GiB keeps what is written there. It is put back. */
static bool __init pvh_has_memory(u64 paddr)
{
	u32 *word = pvh_low_memory(paddr, sizeof(*word)), was = *word;
	bool kept;

	asm volatile("notl %0" : "+m" (*word));
	kept = *word == ~was;
	asm volatile("notl %0" : "+m" (*word));
	return kept;
}
#endif

static void *__init pvh_high(u64 paddr, u64 size)
{
	if (!paddr || paddr > PVH_REACH || size > PVH_REACH - paddr)
		return NULL;
	return pvh_high_memory(paddr, size);
}

/* Physical memory, at most 2 MiB of it, or NULL; until the next call. */
static __always_inline void *pvh_phys(u64 paddr, u64 size)
{
	if (paddr - 1 < SZ_4G - size)
		return pvh_low_memory(paddr, size);
	return pvh_high(paddr, size);
}

/* Two ranges that do not wrap. */
static __always_inline bool overlap(u64 paddr, u64 size, u64 start, u64 end)
{
	return paddr + size > start && paddr < end;
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

/* One that the end of what can be reached may cut off. */
static const u8 *__init high_string(u64 paddr, unsigned long *size)
{
	if (paddr < PVH_REACH && *size > PVH_REACH - paddr)
		*size = PVH_REACH - paddr;
	return pvh_phys(paddr, *size);
}

/* The string at @paddr; @size is that of its characters, as many as count. */
static __always_inline const u8 *string_at(u64 paddr, unsigned long *size)
{
	unsigned long left;
	const u8 *s, *end;
	bool ended;

	*size = COMMAND_LINE_SIZE - 1;	/* the kernel keeps no more */
	if (paddr - 1 < SZ_4G - *size)
		s = pvh_low_memory(paddr, *size);
	else
		s = high_string(paddr, size);
	if (!s)
		return NULL;

	end = s;
	left = *size;
	asm volatile("repne scasb"
		     : "+D" (end), "+c" (left), "=@ccz" (ended)
		     : "a" (0)
		     : "memory");
	if (ended)
		*size -= left + 1;
	return s;
}

/* The same where a call is not dear. */
static const u8 *__init find_string(u64 paddr, unsigned long *size)
{
	return string_at(paddr, size);
}

/* Up to eight letters as a number, the first of them in its highest byte. */
#define WORD2(a, b)		((u64)(a) << 8 | (b))
#define WORD4(a, b, c, d)	(WORD2(a, b) << 16 | WORD2(c, d))
#define WORD_NOKASLR		(WORD4('n', 'o', 'k', 'a') << 24 | \
				 WORD2('s', 'l') << 8 | 'r')
#define WORD_NO5LVL		(WORD4('n', 'o', '5', 'l') << 16 | \
				 WORD2('v', 'l'))
#define WORD_RNG_SEED		(WORD4('r', 'n', 'g', '-') << 32 | \
				 WORD4('s', 'e', 'e', 'd'))

/* The word at @s, 0 if it has more than eight letters. */
static u64 __init word_at(const u8 *s, unsigned long left)
{
	u64 word = 0;

	for (; left && *s > ' '; left--) {
		if (word >> 56)
			return 0;
		word = word << 8 | *s++;
	}
	return word;
}

/* Which of the words we know begin with @letter and are in the string. */
static __always_inline u32
find_words(u8 letter, const u8 *s, unsigned long size)
{
	bool starts = size && *s == letter;
	u32 found = 0;

	if (size) {
		s++;
		size--;
	}
	for (;;) {
		if (starts) {
			switch (word_at(s - 1, size + 1)) {
			case WORD_NOKASLR:
				found |= PVH_NOKASLR;
				break;
			case WORD_NO5LVL:
				found |= PVH_NO5LVL;
				break;
			case WORD_RNG_SEED:
				found |= PVH_RNG_SEED;
				break;
			}
		}
		if (!size)
			return found;
		/* To the next @letter with a blank before it */
		asm volatile("1: repne scasb\n\t"
			     "jne 2f\n\t"
			     "cmpb $0x20, -2(%0)\n\t"
			     "ja 1b\n\t"
			     "cmp %b3, %b3\n"
			     "2:"
			     : "+D" (s), "+c" (size), "=@ccz" (starts)
			     : "a" (letter)
			     : "memory");
	}
}

static __always_inline u32 set_cmdline(struct pvh_boot *boot, u64 paddr,
				       u64 image, u64 image_end)
{
	unsigned long size;
	const u8 *cmdline;

	if (!paddr)
		return 0;

	/* Nobody can have read one there: without it the kernel boots, and says so. */
	cmdline = string_at(paddr, &size);
	if (!cmdline)
		return 0;
	if (overlap(paddr, size + 1, image, image_end))
		return refuse(boot, PVH_CMDLINE_IN_KERNEL, paddr, image,
			      image_end, 0);

	boot->params.hdr.cmd_line_ptr = paddr;
	boot->params.ext_cmd_line_ptr = paddr >> 32;
#ifdef PVH_STANDALONE	/* the decompressor looks for itself */
	loaders_cmdline_size = size;
#else
	boot->options = find_words('n', cmdline, size);
	if (boot->options & PVH_NOKASLR)
		boot->params.hdr.loadflags &= ~KASLR_FLAG;
#endif
	return 0;
}

/* Whether a string is there that lies, with its end, in the module. */
static bool __init holds_string(const struct hvm_modlist_entry *mod, u64 paddr)
{
	unsigned long size;

	return paddr && find_string(paddr, &size) &&
	       overlap(paddr, size + 1, mod->paddr, mod->paddr + mod->size);
}

/* Get module @i as the list has it. False if no memory can be there. */
static bool __init get_module(struct hvm_modlist_entry *mod, u64 modlist, u32 i)
{
	const struct hvm_modlist_entry *from;
	u64 end;

	from = pvh_phys(modlist + i * sizeof(*from), sizeof(*from));
	mod->paddr = from->paddr;
	mod->size = from->size;
	mod->cmdline_paddr = from->cmdline_paddr;
	end = mod->paddr + mod->size;
	return !mod->size ||
	       (mod->paddr && end >= mod->paddr &&
		(end <= SZ_4G || pvh_high(end, 0)));
}

/* Whether wiping module @i would destroy something else that the loader passed. */
static bool __init shares_memory(const struct hvm_start_info *info, u32 i,
				 const struct hvm_modlist_entry *mod)
{
	struct hvm_modlist_entry other;
	u32 j;

	if (overlap(info->modlist_paddr, info->nr_modules * sizeof(other),
		    mod->paddr, mod->paddr + mod->size) ||
	    holds_string(mod, info->cmdline_paddr))
		return true;
	for (j = 0; j < info->nr_modules; j++) {
		if (get_module(&other, info->modlist_paddr, j) && j != i &&
		    other.size && overlap(mod->paddr, mod->size, other.paddr,
					  other.paddr + other.size))
			return true;
		if (holds_string(mod, other.cmdline_paddr))
			return true;
	}
	return false;
}

/* Take the seed from where it is, and leave none of it there. */
static void __init take_seed(struct pvh_boot *boot,
			     const struct hvm_modlist_entry *mod)
{
	struct pvh_rng_seed *seed = &boot->rng_seed;
	u64 size = PVH_MAX_SEED - seed->data.len;
	u8 *from;

	if (!seed->data.type) {
		seed->data.type = SETUP_RNG_SEED;
		seed->data.next = boot->params.hdr.setup_data;
		boot->params.hdr.setup_data = (unsigned long)seed;
	}
	if (size > mod->size)
		size = mod->size;
	from = pvh_phys(mod->paddr, size);
	for (; size; size--) {
		seed->bytes[seed->data.len++] = *from;
		*from++ = 0;
	}
}

/* Whether its command line says that the module is a seed. */
static bool __init is_seed(const struct hvm_modlist_entry *mod, u64 image,
			   u64 image_end)
{
	unsigned long size;
	const u8 *s;

	if (!mod->cmdline_paddr)
		return false;
	s = find_string(mod->cmdline_paddr, &size);
	return s && !overlap(mod->cmdline_paddr, size + 1, image, image_end) &&
	       find_words('r', s, size);
}

/*
 * @ramdisk: whether the ramdisk, or that there is none, is known already. What is
 * wrong with other modules, pvh.c says once there is a log.
 */
static u32 __init add_module(struct pvh_boot *boot,
			     const struct hvm_start_info *info, u32 i,
			     bool *ramdisk, u64 image, u64 image_end)
{
	struct hvm_modlist_entry mod;

	if (!get_module(&mod, info->modlist_paddr, i)) {
		if (*ramdisk)
			return 0;
		return refuse(boot, PVH_BAD_MODULE, i, mod.paddr, mod.size,
			      PVH_REACH);
	}
	if (!mod.size) {
		if (!i)
			*ramdisk = true;
		return 0;
	}
	if (overlap(mod.paddr, mod.size, image, image_end))
		return refuse(boot, PVH_MODULE_IN_KERNEL, i, mod.paddr, mod.size,
			      image);
	if (is_seed(&mod, image, image_end)) {
		if (shares_memory(info, i, &mod))
			boot->bad_seeds++;
		else
			take_seed(boot, &mod);
		return 0;
	}
	if (*ramdisk)
		return 0;
	*ramdisk = true;
	boot->params.hdr.ramdisk_image = mod.paddr;
	boot->params.ext_ramdisk_image = mod.paddr >> 32;
	boot->params.hdr.ramdisk_size = mod.size;
	boot->params.ext_ramdisk_size = mod.size >> 32;
	return 0;
}

/**
 * pvh_limit_modules() - leave out the modules that cannot be followed
 * @boot: bad_modules is set to their number
 * @info: nr_modules becomes what there is a list of, at most PVH_MAX_MODULES
 */
void __init pvh_limit_modules(struct pvh_boot *boot, struct hvm_start_info *info)
{
	u32 nr = info->modlist_paddr ? info->nr_modules : 0;

	if (nr > PVH_MAX_MODULES)
		nr = PVH_MAX_MODULES;
	boot->bad_modules = info->nr_modules - nr;
	info->nr_modules = nr;
}

static u32 __init set_modules(struct pvh_boot *boot, struct hvm_start_info *info,
			      u64 image, u64 image_end)
{
	u64 modlist = info->modlist_paddr, size;
	bool ramdisk = false;
	u32 nr, i, error;

	pvh_limit_modules(boot, info);
	nr = info->nr_modules;
	if (!nr)
		return 0;

	size = nr * sizeof(struct hvm_modlist_entry);
	if (!pvh_phys(modlist, size))
		return refuse(boot, PVH_BAD_MODLIST, modlist, nr, PVH_REACH, 0);
	if (overlap(modlist, size, image, image_end))
		return refuse(boot, PVH_MODLIST_IN_KERNEL, modlist, nr, image,
			      image_end);

	for (i = 0; i < nr; i++) {
		error = add_module(boot, info, i, &ramdisk, image, image_end);
		if (error)
			return error;
	}
	return 0;
}

/**
 * struct map - the memory map that is being made
 * @params: takes the first ranges
 * @ext: takes the others
 * @to: where the next one goes
 * @last: the last byte of the last one
 * @type: its type
 * @count: how many there are; those beyond PVH_MAX_RANGES are only counted
 */
struct map {
	struct boot_params *params;
	struct pvh_e820_ext *ext;
	struct boot_e820_entry *to;
	u64 last;
	u32 type;
	u32 count;
};

/* Memory of which each range may be a device, or a NUMA node's. */
static __always_inline bool is_apart(u32 type)
{
	return type == E820_TYPE_PRAM || type == E820_TYPE_SOFT_RESERVED;
}

/* What ACPI defines, and what only this kernel gives a meaning. */
static __always_inline bool known_type(u32 type)
{
	if (type - XEN_HVM_MEMMAP_TYPE_RAM <=
	    XEN_HVM_MEMMAP_TYPE_PMEM - XEN_HVM_MEMMAP_TYPE_RAM)
		return true;
#if PVH_BASE < 615
	/* What the kernel reserves of its RAM. A loader's it uses as RAM. */
	if (type == E820_TYPE_RESERVED_KERN)
		return true;
#endif
	return is_apart(type);
}

/* Add a range behind the others, or to the last one. */
static void __init append_range(struct map *map, u64 addr, u64 last, u32 type)
{
	bool joins = type == map->type && addr - 1 == map->last &&
		     !is_apart(type);

	map->last = last;
	map->type = type;
	if (!joins) {
		if (map->count == E820_MAX_ENTRIES_ZEROPAGE)
			map->to = map->ext->entries;
		if (map->count++ < PVH_MAX_RANGES) {
			map->to->addr = addr;
			map->to->type = type;
			map->to++;
		}
	}
	if (map->count <= PVH_MAX_RANGES)
		map->to[-1].size = last - map->to[-1].addr + 1;
}

/*
 * The range at @entry; false if there is none, for it is empty or wraps. The last
 * byte of all is never in it: the kernel has no number for where that ends.
 */
static __always_inline bool get_range(const struct boot_e820_entry *entry,
				      u64 *addr, u64 *last, u32 *type)
{
	*addr = entry->addr;
	*last = entry->addr + entry->size - 1;
	if (*last == U64_MAX)
		*last = U64_MAX - 1;
	*type = entry->type;
	return entry->size && *last >= *addr;
}

/*
 * Any map: go from one address at which a range begins or ends to the next. Of
 * the ranges that cover what lies between, the highest type counts, known or not,
 * as in the kernel's own tables, to which 0 is none. Behind the last entry comes
 * the hole for ISA devices.
 */
static u32 __init sort_map(struct boot_params *params, struct pvh_boot *boot,
			   const void *table, u32 entries, u32 stride)
{
	struct map map = { params, &boot->e820_ext, params->e820_table };
	u64 here = 0, next, addr, last;
	u32 i, type, highest;

	boot->bios = PVH_BIOS_NOT_RESERVED;
	for (i = 0; i < entries; i++) {
		const struct boot_e820_entry *from = table + i * stride;

		if (!get_range(from, &addr, &last, &type))
			boot->bad_ranges += !!from->size;
		else if (type == XEN_HVM_MEMMAP_TYPE_RESERVED &&
			 addr <= PVH_BIOS_SEGMENT && last >= ISA_END_ADDRESS - 1)
			boot->bios = PVH_BIOS_RESERVED;
	}

	do {
		next = U64_MAX;
		highest = 0;
		for (i = 0; i <= entries; i++) {
#ifdef PVH_STANDALONE
			if (i == entries && params->hdr.hardware_subarch == X86_SUBARCH_PC)
				break;
#endif
			if (i == entries) {
				addr = ISA_START_ADDRESS;
				last = ISA_END_ADDRESS - 1;
				type = XEN_HVM_MEMMAP_TYPE_RESERVED;
			} else if (!get_range(table + i * stride, &addr, &last,
					      &type)) {
				continue;
			}
			if (addr > here) {
				if (next > addr - 1)
					next = addr - 1;
			} else if (last >= here) {
				if (next > last)
					next = last;
				if (highest < type)
					highest = type;
			}
		}
		if (highest)
			append_range(&map, here, next, known_type(highest) ?
				     highest : XEN_HVM_MEMMAP_TYPE_RESERVED);
		here = next + 1;
	} while (here);
	return map.count;
}

/**
 * struct plain_map - a map that is being copied as it is
 * @to: where the next range goes
 * @end: where the last one ends
 * @type: its type
 */
struct plain_map {
	struct boot_e820_entry *to;
	u64 end;
	u32 type;
};

static __always_inline void
append_plain(struct plain_map *map, u64 addr, u64 end, u32 type)
{
	map->to->addr = addr;
	map->to->size = end - addr;
	map->to->type = type;
	map->to++;
	map->end = end;
	map->type = type;
}

/* False if there is anything about the range that wants a closer look. */
static __always_inline bool
copy_plain(struct plain_map *map, const struct boot_e820_entry *from)
{
	u64 addr = from->addr, end = from->addr + from->size;
	u32 type = from->type;

	if (end <= addr)
		return end == addr;
	if (addr <= map->end && (addr < map->end || type == map->type))
		return false;
	if (!known_type(type))
		return false;
	append_plain(map, addr, end, type);
	return true;
}

/*
 * A range in the hole for ISA devices, of which the last range is what has been
 * reserved so far. What the loader reserves there is nothing new; tables are, and
 * part it.
 */
static __always_inline bool
copy_into_hole(struct plain_map *map, const struct boot_e820_entry *from,
	       bool *bios)
{
	struct boot_e820_entry *last = &map->to[-1];
	u64 addr = from->addr, end = from->addr + from->size;
	u32 type = from->type;

	if (end <= addr)
		return end == addr;
	if (addr < ISA_START_ADDRESS || end > ISA_END_ADDRESS)
		return false;
	if (type == XEN_HVM_MEMMAP_TYPE_RESERVED) {
		*bios |= addr <= PVH_BIOS_SEGMENT && end == ISA_END_ADDRESS;
		return true;
	}
	if (type == XEN_HVM_MEMMAP_TYPE_RAM || !known_type(type) ||
	    is_apart(type) || addr <= last->addr || end == ISA_END_ADDRESS ||
	    map->end != ISA_END_ADDRESS)
		return false;
	last->size = addr - last->addr;
	append_plain(map, addr, end, type);
	append_plain(map, end, ISA_END_ADDRESS, XEN_HVM_MEMMAP_TYPE_RESERVED);
	return true;
}

/* So many entries fit the zero page twice. */
#define PVH_MAX_PLAIN	(E820_MAX_ENTRIES_ZEROPAGE / 2)

/*
 * In most maps the ranges neither touch nor overlap but for that hole, of which RAM
 * may take no notice. Copy such a one quickly, if it is in order; 0 if it is none.
 */
static __always_inline u32
copy_map(struct boot_params *params, struct pvh_boot *boot, const void *table,
	 u32 entries, u32 stride)
{
	const void *end = table + entries * stride;
	struct plain_map map = { params->e820_table };
	const struct boot_e820_entry *from;
	u64 ram_end;
	bool bios;

#ifdef PVH_STANDALONE	/* a PC's kernel knows of the hole */
	if (params->hdr.hardware_subarch == X86_SUBARCH_PC) {
		for (; table != end; table += stride)
			if (!copy_plain(&map, table))
				return 0;
		return map.to - params->e820_table;
	}
#endif

	for (; table != end; table += stride) {
		from = table;
		if (from->addr >= ISA_START_ADDRESS)
			break;
		if (!copy_plain(&map, from))
			return 0;
	}

	bios = map.type == XEN_HVM_MEMMAP_TYPE_RESERVED &&
	       map.end >= ISA_END_ADDRESS;
	if (map.end >= ISA_START_ADDRESS &&
	    map.type == XEN_HVM_MEMMAP_TYPE_RESERVED) {
		if (!bios)
			map.end = ISA_END_ADDRESS;
		map.to[-1].size = map.end - map.to[-1].addr;
	} else if (map.end <= ISA_START_ADDRESS ||
		   map.type == XEN_HVM_MEMMAP_TYPE_RAM) {
		ram_end = map.end;
		if (ram_end > ISA_START_ADDRESS)
			map.to[-1].size = ISA_START_ADDRESS - map.to[-1].addr;
		append_plain(&map, ISA_START_ADDRESS, ISA_END_ADDRESS,
			     XEN_HVM_MEMMAP_TYPE_RESERVED);
		if (ram_end > ISA_END_ADDRESS)
			append_plain(&map, ISA_END_ADDRESS, ram_end,
				     XEN_HVM_MEMMAP_TYPE_RAM);
	} else {
		return 0;
	}

	for (; table != end; table += stride) {
		from = table;
		if (from->addr < ISA_END_ADDRESS) {
			if (!copy_into_hole(&map, from, &bios))
				return 0;
		} else if (!copy_plain(&map, from)) {
			return 0;
		}
	}

	boot->bios = bios ? PVH_BIOS_RESERVED : PVH_BIOS_NOT_RESERVED;
	return map.to - params->e820_table;
}

static __always_inline void copy_range(struct boot_e820_entry *to,
				       const struct boot_e820_entry *from)
{
	to->addr = from->addr;
	to->size = from->size;
	to->type = from->type;
}

/*
 * The same of a map that is out of order. Its entries are sorted where copy_map()
 * does not write before it has read: each makes at most two ranges, RAM around the
 * hole three.
 */
static u32 __init sort_and_copy_map(struct boot_params *params,
				    struct pvh_boot *boot, const void *table,
				    u32 entries, u32 stride)
{
	struct boot_e820_entry *sorted = &params->e820_table[PVH_MAX_PLAIN], *to;
	const struct boot_e820_entry *from;
	u32 i;

	for (i = 0; i < entries; i++, table += stride) {
		from = table;
		for (to = sorted + i; to > sorted && to[-1].addr > from->addr; to--)
			copy_range(to, &to[-1]);
		copy_range(to, from);
	}
	return copy_map(params, boot, sorted, entries, sizeof(*sorted));
}

/* See pvh_set_memmap(). Part of the entry as well, for which a call is dear. */
static __always_inline u32
store_map(struct boot_params *params, struct pvh_boot *boot, const void *table,
	  u32 entries, u32 stride)
{
	struct pvh_e820_ext *ext = &boot->e820_ext;
	u32 ranges = 0;

	if (entries < PVH_MAX_PLAIN) {
		ranges = copy_map(params, boot, table, entries, stride);
		if (!ranges)
			ranges = sort_and_copy_map(params, boot, table, entries,
						   stride);
	}
	if (!ranges)
		ranges = sort_map(params, boot, table, entries, stride);

	params->e820_entries = ranges;
	if (ranges > E820_MAX_ENTRIES_ZEROPAGE) {
		params->e820_entries = E820_MAX_ENTRIES_ZEROPAGE;
		ext->data.next = params->hdr.setup_data;
		ext->data.type = SETUP_E820_EXT;
		ext->data.len = (ranges - E820_MAX_ENTRIES_ZEROPAGE) *
				sizeof(ext->entries[0]);
	}
	return ranges;
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
 * What is stored is sorted and does not overlap. Where ranges overlap, the one
 * with the highest type counts. A range that continues another one of its type is
 * joined to it, but for types 12 and 0xefffffff. One that is empty, or wraps, or is
 * of type 0, is left out. A type that neither ACPI nor the kernel defines becomes
 * reserved. The hole for ISA devices is reserved where the map has nothing there, or
 * RAM.
 *
 * Return: the number of ranges. If it is above E820_MAX_ENTRIES_ZEROPAGE, e820_ext
 * has to be linked to @params; if it is above PVH_MAX_RANGES, some were left out,
 * for the kernel has no room for more.
 */
u32 __init pvh_set_memmap(struct boot_params *params, struct pvh_boot *boot,
			  const void *table, u32 entries, u32 stride)
{
	return store_map(params, boot, table, entries, stride);
}

static __always_inline u32 set_memmap(struct pvh_boot *boot,
				      const struct hvm_start_info *info,
				      u64 image, u64 image_end)
{
	const struct hvm_memmap_table_entry *table;
	u64 paddr = info->memmap_paddr;
	u32 entries = info->memmap_entries;
	u64 size = (u64)entries * sizeof(*table);

	/* Only a hypercall can tell then, which is not for the entry to make. */
	if (!entries || !paddr)
		return 0;

	if (entries > PVH_MAX_MEMMAP)
		return refuse(boot, PVH_BAD_MEMMAP_ENTRIES, entries,
			      PVH_MAX_MEMMAP, 0, 0);
	table = pvh_phys(paddr, size);
	if (!table)
		return refuse(boot, PVH_BAD_MEMMAP, paddr, entries, PVH_REACH, 0);
	if (overlap(paddr, size, image, image_end))
		return refuse(boot, PVH_MEMMAP_IN_KERNEL, paddr, entries, image,
			      image_end);

	entries = store_map(&boot->params, boot, table, entries, sizeof(*table));
	if (entries > PVH_MAX_RANGES)
		return refuse(boot, PVH_MEMMAP_TOO_LONG, entries, PVH_MAX_RANGES,
			      0, 0);
	if (entries > E820_MAX_ENTRIES_ZEROPAGE)
		boot->params.hdr.setup_data = (unsigned long)&boot->e820_ext;
	return 0;
}

/* Where the RAM ends that @start is in, or @start; what touches has been joined. */
static u64 __init end_of_ram(const struct pvh_boot *boot, u64 start)
{
	u32 entries = boot->params.e820_entries +
		      boot->e820_ext.data.len / sizeof(boot->e820_ext.entries[0]);
	const struct boot_e820_entry *range = boot->params.e820_table;
	u32 i;

	for (i = 0; i < entries; i++, range++) {
		if (i == E820_MAX_ENTRIES_ZEROPAGE)
			range = boot->e820_ext.entries;
		if (range->type == E820_TYPE_RAM &&
		    start - range->addr < range->size)
			return range->addr + range->size;
	}
	return start;
}

/*
 * A loader that looks only at what it has to read from the file enters a kernel
 * whose .bss is beyond the RAM. The map alone does not prove that: the kernel
 * boots, with a warning, where there is memory that the map does not call RAM.
 */
static u32 __init check_ram(struct pvh_boot *boot, u64 image, u64 image_end)
{
	u64 end = end_of_ram(boot, image);

	if (!boot->params.e820_entries || end >= image_end ||
	    pvh_has_memory(image_end - sizeof(u32)))
		return 0;
	return refuse(boot, PVH_KERNEL_BEYOND_RAM, image, image_end, end, 0);
}

/* What version 0 has, the first HVM_START_INFO_SIZE_V0 bytes. */
static __always_inline void copy_version_0(struct hvm_start_info *to,
					   const struct hvm_start_info *from)
{
	to->magic = from->magic;
	to->version = from->version;
	to->flags = from->flags;
	to->nr_modules = from->nr_modules;
	to->modlist_paddr = from->modlist_paddr;
	to->cmdline_paddr = from->cmdline_paddr;
	to->rsdp_paddr = from->rsdp_paddr;
}

static __always_inline u32 copy_start_info(struct pvh_boot *boot,
					   struct hvm_start_info *copy,
					   unsigned long paddr,
					   u64 image, u64 image_end)
{
	const struct hvm_start_info *info;

	if (!paddr || paddr > SZ_4G - HVM_START_INFO_SIZE_V0)
		return refuse(boot, PVH_BAD_START_INFO, paddr, 0, 0, 0);
	info = pvh_low_memory(paddr, HVM_START_INFO_SIZE_V0);
	if (overlap(paddr, HVM_START_INFO_SIZE_V0, image, image_end))
		return refuse(boot, PVH_START_INFO_IN_KERNEL, paddr, image,
			      image_end, 0);
	if (info->magic != XEN_HVM_START_MAGIC_VALUE)
		return refuse(boot, PVH_BAD_MAGIC, info->magic, 0, 0, 0);

	copy_version_0(copy, info);
	if (!copy->version)
		return 0;

	if (paddr > SZ_4G - sizeof(*info))
		return refuse(boot, PVH_BAD_START_INFO, paddr, 0, 0, 0);
	if (overlap(paddr, sizeof(*info), image, image_end))
		return refuse(boot, PVH_START_INFO_IN_KERNEL, paddr, image,
			      image_end, 0);
	info = pvh_low_memory(paddr, sizeof(*info));
	copy->memmap_paddr = info->memmap_paddr;
	copy->memmap_entries = info->memmap_entries;
	return 0;
}

/**
 * pvh_translate() - turn what the loader passed into boot_params
 * @start_info: physical address of struct hvm_start_info, from %ebx
 * @boot: receives boot_params; what the loader does not decide is there already
 * @copy: receives a copy of the start_info, zeroed before; addressed physically.
 *	Of the modules it has those that can be followed, at most PVH_MAX_MODULES
 * @image: physical address of the kernel as it is loaded
 * @image_end: where its memory ends, .bss and .brk included
 *
 * Return: 0, or the reason not to boot (PVH_BAD_* and others), with what its
 * sentence names in @boot->values.
 */
u32 __init pvh_translate(unsigned long start_info, struct pvh_boot *boot,
			 struct hvm_start_info *copy, unsigned long image,
			 unsigned long image_end)
{
	u32 error;

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
	BUILD_BUG_ON(offsetof(struct pvh_boot, options) != PVH_BOOT_OPTIONS);

	error = copy_start_info(boot, copy, start_info, image, image_end);
	if (!error)
		error = set_memmap(boot, copy, image, image_end);
	if (!error)
		error = check_ram(boot, image, image_end);
	if (!error)
		error = set_modules(boot, copy, image, image_end);
	if (!error)
		error = set_cmdline(boot, copy->cmdline_paddr, image, image_end);
	if (error)
		return error;

	boot->start_info = start_info;
	boot->params.acpi_rsdp_addr = copy->rsdp_paddr;
	boot->params.hdr.hardware_subarch_data = (unsigned long)copy;
	return 0;
}
