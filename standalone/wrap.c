// SPDX-License-Identifier: GPL-2.0-only
/*
 * The stand-alone entry. In addition to pvh_translate(), it starts from the setup
 * header of the wrapped bzImage, adds the texts and the ramdisk that were wrapped with
 * the kernel, and refuses input for which the kernel would crash without a message.
 */
#define PVH_STANDALONE	/* as in environment.h, which the unit tests do without */

#include "../arch/x86/platform/pvh/start_info.c"
#include "../arch/x86/platform/pvh/memmap.c"

#include "direct.h"
#include "early.h"
#include "modules.h"
#include "window.h"
#include "wrap.h"

#define LOADER_UNDEFINED	0xff	/* boot.rst, type_of_loader */
#define HEADER_MAGIC		0x53726448	/* "HdrS" */
#define CPUID_LM		(1 << 29)	/* cpuid 0x80000001 edx */

#define PAGE_SIZE		4096
#define LOW_MEMORY		0x100000	/* not used below */

/* entry.lds defines the table, and reserves room for the setup header at the end. */
extern const struct pvh_wrap pvh_wrap;
extern const u8 pvh_header[PVH_WRAP_HEADER_SIZE];

struct pvh_boot pvh_boot __attribute__((aligned(PAGE_SIZE)));

/*
 * The decompressor does not choose an address for the kernel that overlaps the zero
 * page, so put the start_info into an unused part of it. From 3.14, the first version
 * that chooses an address, to 4.6 it does not check this, and nokaslr is required.
 */
_Static_assert(sizeof(pvh_boot.params._pad9) > sizeof(struct hvm_start_info) + 8,
	       "the zero page has no room for a start_info");
#define start_info_copy() \
	((struct hvm_start_info *)(((unsigned long)pvh_boot.params._pad9 + 7) & ~7UL))

/*
 * The address of the loader's boot_params, by long-mode.S, which passes the address of
 * this variable in place of that of a start_info.
 */
u64 wrap_params;

/* More nodes of setup_data than a loader passes; its list may be a loop. */
#define MAX_SETUP_DATA		64

/* The longest command line that any kernel supports, including NUL. */
u8 pvh_cmdline[COMMAND_LINE_SIZE];

/**
 * struct kept - memory that the decompressor and the kernel must not overwrite
 * @data: header of a SETUP_INDIRECT node; of a loader's node its type and size decide
 * @indirect: its payload
 */
struct kept {
	struct setup_data data;
	struct setup_indirect indirect;
};

/* The module list; each module and its command line. */
static struct kept kept[1 + 2 * PVH_MAX_MODULES];

static u8 *copy_bytes(u8 *to, const void *from, unsigned long size)
{
	asm volatile("rep movsb"
		     : "+D" (to), "+S" (from), "+c" (size) : : "memory");
	return to;
}

/* Up to edd_mbr_sig_buffer, as the header of a newer kernel may be longer. */
static void copy_header(struct setup_header *to)
{
	const u8 *from = pvh_header;
	u32 words = PVH_WRAP_HEADER_SIZE / 4;

	asm volatile("rep movsl"
		     : "+D" (to), "+S" (from), "+c" (words) : : "memory");
}

/* Not inlined, to save code: it is not used in a usual boot. */
static u8 *memory_at(u64 paddr, u64 size)
{
	return pvh_phys(paddr, size);
}

/* The window maps only one range at a time, so use a buffer. */
static void copy_memory(u64 to, u64 from, u64 size)
{
	static u8 buffer[PAGE_SIZE];
	u32 part;

	for (; size; size -= part, from += part, to += part) {
		part = size < sizeof(buffer) ? size : sizeof(buffer);
		copy_bytes(buffer, memory_at(from, part), part);
		copy_bytes(memory_at(to, part), buffer, part);
	}
}

/* A 64-bit kernel on a CPU without long mode halts without a message. */
static u32 check_cpu(struct pvh_boot *boot)
{
	u32 edx;

	if (!(boot->params.hdr.xloadflags & XLF_KERNEL_64))
		return 0;
	if (pvh_cpuid(0x80000000, &edx) > 0x80000000)
		pvh_cpuid(0x80000001, &edx);
	else
		edx = 0;
	if (edx & CPUID_LM)
		return 0;
	return refuse(boot, PVH_NO_LONG_MODE, edx, 0, 0, 0);
}

/* Whether a range of another type takes precedence in a range of RAM. */
static bool ram_is_covered(struct pvh_boot *boot)
{
	struct boot_e820_entry *r;
	u64 addr, next;
	u32 i;

	for (i = 0; (r = pvh_range(&boot->params, boot, i)); i++) {
		if (r->type != E820_TYPE_RAM)
			continue;
		for (addr = r->addr; addr < r->addr + r->size; addr = next)
			if (pvh_memory_at(&boot->params, boot, addr, &next) != r->type)
				return true;
	}
	return false;
}

/*
 * In overlaps the highest type takes precedence in the kernel. Its decompressor, however,
 * handles each range of RAM alone, and so does find_room(). Therefore split the ranges
 * so that they do not overlap.
 */
static u32 part_ranges(struct pvh_boot *boot)
{
	static struct pvh_boot whole;
	struct pvh_map map = { &boot->params, &boot->e820_ext };
	u64 addr, next;
	u32 type;

	if (!ram_is_covered(boot))
		return 0;
	copy_bytes((u8 *)&whole, boot, sizeof(whole));
	for (addr = 0; addr != U64_MAX; addr = next) {
		type = pvh_memory_at(&whole.params, &whole, addr, &next);
		if (type)
			append_range(&map, addr, next - addr, type);
	}
	if (map.count > PVH_MAX_RANGES)
		return refuse(boot, PVH_MEMMAP_TOO_LONG, map.count, PVH_MAX_RANGES,
			      0, 0);
	/* If the extension is linked, it is the first node. */
	if (boot->e820_ext.data.len)
		boot->params.hdr.setup_data = boot->e820_ext.data.next;
	boot->e820_ext.data.len = 0;
	pvh_count_ranges(&boot->params, boot, (unsigned long)&boot->e820_ext, map.count);
	return 0;
}

static u32 check_memmap(struct pvh_boot *boot, const struct hvm_start_info *info)
{
	struct boot_e820_entry *r;
	u32 i, error;

	if (!info->memmap_entries || !info->memmap_paddr)
		return refuse(boot, PVH_NO_MEMMAP, info->version,
			      info->memmap_paddr, info->memmap_entries, 0);
	error = part_ranges(boot);
	if (error)
		return error;
	for (i = 0; (r = pvh_range(&boot->params, boot, i)); i++)
		if (r->type == E820_TYPE_RAM)
			return 0;
	return PVH_NO_RAM;
}

/*
 * A PVH kernel detects a BIOS by the memory map, and does not know which part of it was
 * reserved by this entry. Truncate the ISA hole so that it does not look like a BIOS. If
 * the range extends beyond the hole, it is the loader's.
 */
static void open_isa_hole(struct pvh_boot *boot)
{
	struct boot_e820_entry *r;
	u32 i;

	if (boot->bios != PVH_BIOS_NOT_RESERVED)
		return;
	for (i = 0; (r = pvh_range(&boot->params, boot, i)); i++)
		if (r->type == E820_TYPE_RESERVED && r->addr < PVH_BIOS_SEGMENT &&
		    r->addr + r->size == ISA_END_ADDRESS)
			r->size = PVH_BIOS_SEGMENT - r->addr;
}

static void put_ramdisk(struct boot_params *params, u64 paddr, u64 size)
{
	params->hdr.ramdisk_image = paddr;
	params->ext_ramdisk_image = paddr >> 32;
	params->hdr.ramdisk_size = size;
	params->ext_ramdisk_size = size >> 32;
}

/*
 * pvh_translate() has checked the first module only. The ramdisk is the first module that
 * is not a seed. Refuse modules that overlap the kernel, as they would be overwritten
 * without a warning.
 */
static u32 check_modules(struct pvh_boot *boot, const struct hvm_start_info *info)
{
	u32 i, nr = wrap_nr_modules(info);
	u64 list = info->modlist_paddr;
	struct hvm_modlist_entry mod;
	bool found = false, there;

	if (!nr)
		return 0;
	if (!pvh_phys(list, nr * sizeof(mod)))
		return refuse(boot, PVH_BAD_MODLIST, list, info->nr_modules,
			      PVH_MAX_PADDR, 0);
	if (overlaps_image(boot, list, nr * sizeof(mod)))
		return refuse(boot, PVH_MODLIST_IN_KERNEL, list, info->nr_modules,
			      boot->image, boot->image_end);

	put_ramdisk(&boot->params, 0, 0);
	for (i = 0; i < nr; i++) {
		there = wrap_get_module(&mod, info, i);
		if (there && overlaps_image(boot, mod.paddr, mod.size))
			return refuse(boot, PVH_MODULE_IN_KERNEL, i, mod.paddr,
				      mod.size, boot->image);
		if (found || wrap_is_seed(&mod))
			continue;
		found = true;
		if (there)
			put_ramdisk(&boot->params, mod.paddr, mod.size);
		else if (mod.size)
			return refuse(boot, PVH_BAD_MODULE, i, mod.paddr, mod.size,
				      PVH_MAX_PADDR);
	}
	return 0;
}

/* Appends text, after a blank if there is text already. */
static u8 *add_words(u8 *to, u64 paddr, unsigned long size)
{
	if (!size)
		return to;
	if (to != pvh_cmdline)
		*to++ = ' ';
	return copy_bytes(to, memory_at(paddr, size), size);
}

/* Put the wrapped texts before and after the loader's command line. */
static u32 join_cmdline(struct pvh_boot *boot, const struct pvh_wrap *wrap, u32 moved)
{
	struct setup_header *hdr = &boot->params.hdr;
	u64 paddr = hdr->cmd_line_ptr | (u64)boot->params.ext_cmd_line_ptr << 32;
	u32 own = (wrap->before_size ? wrap->before_size + 1 : 0) +
		  (wrap->after_size ? wrap->after_size + 1 : 0);
	u32 limit = wrap->cmdline_size;
	u8 *to = pvh_cmdline;
	unsigned long size;
	const u8 *loaders;

	pvh_string(paddr, &size);
	if (limit > sizeof(pvh_cmdline) - 1)
		limit = sizeof(pvh_cmdline) - 1;
	/* pvh_string() stops there */
	if (size == COMMAND_LINE_SIZE - 1) {
		loaders = memory_at(paddr, size + 1);
		size += !loaders || loaders[size];
	}
	/* One blank less if the loader's command line is empty */
	if (own && !size)
		own--;
	if (size + own > limit)
		return refuse(boot, PVH_LONG_CMDLINE, size + own, limit, 0, 0);
	/* Copy it if it is not below 4 GiB, where any kernel can read it */
	if (!own && paddr + size < SZ_4G)
		return 0;

	to = add_words(to, wrap->before + moved, wrap->before_size);
	to = add_words(to, paddr, size);
	to = add_words(to, wrap->after + moved, wrap->after_size);
	*to = '\0';
	hdr->cmd_line_ptr = (unsigned long)pvh_cmdline;
	boot->params.ext_cmd_line_ptr = 0;
	return 0;
}

/**
 * struct place - a candidate range, and the lowest conflict in it
 * @start: first byte of the range
 * @end: end of the range, exclusive
 * @blocked: lowest address in use, @end if there is none
 */
struct place {
	u64 start;
	u64 end;
	u64 blocked;
};

static void avoid(struct place *place, u64 start, u64 size)
{
	if (start < place->blocked && start + size > place->start && start < place->end)
		place->blocked = start;
}

static void avoid_string(struct place *place, u64 paddr)
{
	unsigned long size;

	pvh_string(paddr, &size);
	avoid(place, paddr, size + 1);
}

/* Of a loader that passes boot_params. */
static void avoid_setup_data(struct place *place, const struct pvh_boot *boot)
{
	u64 paddr = boot->params.hdr.setup_data;
	const struct kept *node;
	u32 i;

	for (i = 0; i < MAX_SETUP_DATA; i++) {
		node = pvh_phys(paddr, sizeof(*node));
		if (!node)
			return;
		avoid(place, paddr, sizeof(node->data) + node->data.len);
		if (node->data.type == (u32)SETUP_INDIRECT &&
		    node->data.len >= sizeof(node->indirect) &&
		    node->indirect.type != (u32)SETUP_INDIRECT)
			avoid(place, node->indirect.addr, node->indirect.len);
		paddr = node->data.next;
	}
}

/* All data of the loader that the kernel still needs. */
static void avoid_all(struct place *place, const struct pvh_boot *boot,
		      const struct hvm_start_info *info)
{
	u32 i, nr = wrap_nr_modules(info);
	struct hvm_modlist_entry mod;

	place->blocked = place->end;
	avoid(place, boot->image, boot->image_end - boot->image);
	avoid_setup_data(place, boot);
	avoid_string(place, info->cmdline_paddr);
	avoid(place, info->modlist_paddr, nr * sizeof(mod));
	for (i = 0; i < nr; i++) {
		if (wrap_get_module(&mod, info, i))
			avoid(place, mod.paddr, mod.size);
		avoid_string(place, mod.cmdline_paddr);
	}
}

/*
 * Find the highest free range in RAM for @size bytes below @limit; 0 if there is none.
 * Whole pages, because the kernel frees them after it has read the ramdisk.
 */
static u64 find_room(struct pvh_boot *boot, const struct hvm_start_info *info, u64 limit,
		     u64 size)
{
	struct boot_e820_entry *r;
	struct place place;
	u64 best = 0, lowest;
	u32 i;

	size = (size + PAGE_SIZE - 1) & -(u64)PAGE_SIZE;
	for (i = 0; (r = pvh_range(&boot->params, boot, i)); i++) {
		if (r->type != E820_TYPE_RAM)
			continue;
		lowest = r->addr > LOW_MEMORY ? r->addr : LOW_MEMORY;
		place.blocked = r->addr + r->size;
		if (place.blocked > limit)
			place.blocked = limit;
		for (;;) {
			place.end = place.blocked & -(u64)PAGE_SIZE;
			place.start = place.end - size;
			if (place.end < size || place.start < lowest)
				break;
			avoid_all(&place, boot, info);
			if (place.blocked == place.end) {
				if (best < place.start)
					best = place.start;
				break;
			}
		}
	}
	return best;
}

/*
 * The kernel supports one ramdisk, which may consist of several archives, each aligned
 * to four bytes. It searches some in front of all that is compressed.
 */
static u32 join_ramdisks(struct pvh_boot *boot, const struct hvm_start_info *info,
			 const struct pvh_wrap *wrap, u32 moved)
{
	struct setup_header *hdr = &boot->params.hdr;
	u64 loaders = hdr->ramdisk_image | (u64)boot->params.ext_ramdisk_image << 32;
	u64 size = hdr->ramdisk_size | (u64)boot->params.ext_ramdisk_size << 32;
	u64 limit = (u64)hdr->initrd_addr_max + 1, own, early, place;

	if (!(hdr->xloadflags & XLF_CAN_BE_LOADED_ABOVE_4G) && loaders + size > SZ_4G)
		return refuse(boot, PVH_RAMDISK_TOO_HIGH, loaders, size, 0, 0);
	if (!wrap->ramdisk_size)
		return 0;
	if (!size) {
		put_ramdisk(&boot->params, (u32)(wrap->ramdisk + moved),
			    wrap->ramdisk_size);
		return 0;
	}

	own = (wrap->ramdisk_size + 3) & ~3ULL;
	place = find_room(boot, info, limit, own + size);
	if (!place)
		return refuse(boot, PVH_NO_ROOM, limit, own + size, own, 0);

	put_ramdisk(&boot->params, place, own + size);
	early = wrap_early_size(loaders, size);
	copy_memory(place, loaders, early);
	place += early;
	*(u32 *)memory_at(place + own - 4, 4) = 0;
	copy_memory(place, wrap->ramdisk + moved, wrap->ramdisk_size);
	copy_memory(place + own, loaders + early, size - early);
	return 0;
}

static struct kept *keep(struct pvh_boot *boot, struct kept *node, u64 paddr, u64 size)
{
	if (!size)
		return node;
	node->data.type = SETUP_INDIRECT;
	node->data.len = sizeof(node->indirect);
	node->data.next = boot->params.hdr.setup_data;
	/* Any type but SETUP_INDIRECT alone, which means that the node is empty. */
	node->indirect.type = SETUP_INDIRECT | SETUP_RNG_SEED;
	node->indirect.addr = paddr;
	node->indirect.len = size;
	boot->params.hdr.setup_data = (unsigned long)node;
	return node + 1;
}

/*
 * A PVH kernel finds modules by start_info. The decompressor preserves the ramdisk, but
 * other modules only if they are in setup_data.
 */
static void keep_modules(struct pvh_boot *boot, const struct hvm_start_info *info)
{
	u64 ramdisk = boot->params.hdr.ramdisk_image |
		      (u64)boot->params.ext_ramdisk_image << 32;
	u32 i, nr = wrap_nr_modules(info);
	struct hvm_modlist_entry mod;
	struct kept *node = kept;
	unsigned long size;

	node = keep(boot, node, info->modlist_paddr, nr * sizeof(mod));
	for (i = 0; i < nr; i++) {
		if (wrap_get_module(&mod, info, i) && mod.paddr != ramdisk)
			node = keep(boot, node, mod.paddr, mod.size);
		if (pvh_string(mod.cmdline_paddr, &size))
			node = keep(boot, node, mod.cmdline_paddr, size + 1);
	}
}

/**
 * struct translated - boot_params of a loader, translated into a start_info
 * @info: start_info
 * @ramdisk: its module list
 * @memmap: its memory map
 *
 * It replaces the loader's boot_params, as it must not lie in the image.
 */
struct translated {
	struct hvm_start_info info;
	struct hvm_modlist_entry ramdisk;
	struct hvm_memmap_table_entry memmap[E820_MAX_ENTRIES_ZEROPAGE];
};

_Static_assert(sizeof(struct translated) <= sizeof(struct boot_params),
	       "boot_params has no room for a start_info");

static void translate_params(struct translated *to, u64 paddr, const struct boot_params *from)
{
	u32 i;

	to->info.magic = XEN_HVM_START_MAGIC_VALUE;
	to->info.version = 1;
	to->info.flags = 0;
	to->info.nr_modules = 1;
	to->info.modlist_paddr = paddr + offsetof(struct translated, ramdisk);
	to->info.cmdline_paddr = from->hdr.cmd_line_ptr | (u64)from->ext_cmd_line_ptr << 32;
	to->info.rsdp_paddr = from->acpi_rsdp_addr;
	to->info.memmap_paddr = paddr + offsetof(struct translated, memmap);
	to->info.memmap_entries = from->e820_entries;

	to->ramdisk.paddr = from->hdr.ramdisk_image | (u64)from->ext_ramdisk_image << 32;
	to->ramdisk.size = from->hdr.ramdisk_size | (u64)from->ext_ramdisk_size << 32;
	to->ramdisk.cmdline_paddr = 0;

	for (i = 0; i < from->e820_entries; i++) {
		to->memmap[i].addr = from->e820_table[i].addr;
		to->memmap[i].size = from->e820_table[i].size;
		to->memmap[i].type = from->e820_table[i].type;
	}
}

/*
 * Such loaders have read no setup header. Keep what is in front of it, who the loader
 * is, and setup_data; pvh_translate() handles the rest.
 */
static u32 take_params(struct pvh_boot *boot, u64 paddr, u32 image, u32 image_end)
{
	static struct boot_params from;
	struct boot_params *to = &boot->params;
	void *there;

	if (!paddr || paddr > SZ_4G - sizeof(from))
		return refuse(boot, PVH_BAD_PARAMS, paddr, 0, 0, 0);
	if (paddr + sizeof(from) > image && paddr < image_end)
		return refuse(boot, PVH_PARAMS_IN_KERNEL, paddr, image, image_end, 0);
	there = memory_at(paddr, sizeof(from));
	copy_bytes((u8 *)&from, there, sizeof(from));
	if (from.hdr.header != HEADER_MAGIC)
		return refuse(boot, PVH_BAD_HEADER, paddr, from.hdr.header, 0, 0);
	if (from.e820_entries > E820_MAX_ENTRIES_ZEROPAGE)
		return refuse(boot, PVH_BAD_MEMMAP_ENTRIES, from.e820_entries,
			      E820_MAX_ENTRIES_ZEROPAGE, 0, 0);

	copy_bytes((u8 *)to, &from, offsetof(struct boot_params, hdr));
	to->ext_cmd_line_ptr = 0;
	to->hdr.type_of_loader = from.hdr.type_of_loader;
	to->hdr.ext_loader_ver = from.hdr.ext_loader_ver;
	to->hdr.ext_loader_type = from.hdr.ext_loader_type;
	to->hdr.setup_data = from.hdr.setup_data;
	translate_params(there, paddr, &from);
	return 0;
}

/**
 * pvh_wrapped() - prepare boot_params for the wrapped kernel
 * @start_info: physical address of struct hvm_start_info, from %ebx; or the address of
 *	wrap_params
 * @moved: difference between the load address and the linked address, in bytes; wraps
 *
 * Return: 0, with pvh_boot.params for the kernel; or the refusal, with the values of its
 * message in pvh_boot.values.
 */
u32 pvh_wrapped(unsigned long start_info, u32 moved)
{
	struct hvm_start_info *info = start_info_copy();
	struct setup_header *hdr = &pvh_boot.params.hdr;
	u32 image = pvh_wrap.kernel + moved, image_end = pvh_wrap.end + moved;
	u32 error;

	copy_header(hdr);
	hdr->type_of_loader = LOADER_UNDEFINED;
	hdr->vid_mode = 0xffff;
	hdr->code32_start = image;
	hdr->ramdisk_image = 0;
	hdr->ramdisk_size = 0;
	hdr->cmd_line_ptr = 0;
	hdr->setup_data = 0;

	error = check_cpu(&pvh_boot);
	if (!error && start_info == (unsigned long)&wrap_params) {
		error = take_params(&pvh_boot, wrap_params, image, image_end);
		start_info = wrap_params;
	}
	if (!error)
		error = pvh_translate(start_info, &pvh_boot, info, image, image_end);
	if (!error)
		error = check_memmap(&pvh_boot, info);
	if (!error)
		error = check_modules(&pvh_boot, info);
	if (!error)
		error = join_ramdisks(&pvh_boot, info, &pvh_wrap, moved);
	if (!error)
		error = join_cmdline(&pvh_boot, &pvh_wrap, moved);
	if (!error && pvh_wrap.replaced)
		copy_memory(pvh_wrap.low + moved, pvh_wrap.replaced + moved,
			    pvh_wrap.low_part_size);
	if (!error && pvh_wrap.kernel64)
		error = direct_prepare(&pvh_boot, info, &pvh_wrap, moved);
	if (!error) {
		if (hdr->hardware_subarch == X86_SUBARCH_PC) {
			wrap_take_seeds(&pvh_boot.params, info);
			hdr->hardware_subarch_data = 0;
		} else {
			/* The kernel handles seeds itself. */
			open_isa_hole(&pvh_boot);
			keep_modules(&pvh_boot, info);
		}
	}
	pvh_close_window();
	return error;
}
