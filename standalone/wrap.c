// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the stand-alone entry does beside pvh_translate(): it starts from the
 * setup header of the bzImage that it stands in front of, adds what was wrapped
 * with the kernel, and refuses what the kernel could not say a word about.
 */
#define PVH_STANDALONE	/* as in environment.h, which the unit tests do without */

#include "../arch/x86/platform/pvh/start_info.c"
#include "../arch/x86/platform/pvh/memmap.c"

#include "modules.h"
#include "window.h"
#include "wrap.h"

#define LOADER_UNDEFINED	0xff	/* boot.rst, type_of_loader */
#define CPUID_LM		(1 << 29)	/* cpuid 0x80000001 edx */

#define PAGE_SIZE		4096
#define LOW_MEMORY		0x100000	/* nothing is put below that */

/* entry.lds makes the table and, behind all, has a place for the setup header. */
extern const struct pvh_wrap pvh_wrap;
extern const u8 pvh_header[PVH_WRAP_HEADER_SIZE];

struct pvh_boot pvh_boot __attribute__((aligned(PAGE_SIZE)));

/*
 * The decompressor keeps clear of the zero page when it looks for a place for the
 * kernel, so the start_info goes where the zero page has nothing. From 3.14, which
 * was the first to look, to 4.6 it did not know that yet: nokaslr has to be given.
 */
_Static_assert(sizeof(pvh_boot.params._pad9) > sizeof(struct hvm_start_info) + 8,
	       "the zero page has no room for a start_info");
#define start_info_copy() \
	((struct hvm_start_info *)(((unsigned long)pvh_boot.params._pad9 + 7) & ~7UL))

/* The longest command line that any kernel takes, its end included. */
u8 pvh_cmdline[COMMAND_LINE_SIZE];

/**
 * struct kept - what the decompressor and the kernel shall keep clear of
 * @data: header of a SETUP_INDIRECT node
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

/* All that there is room for, up to edd_mbr_sig_buffer: a newer one may be longer. */
static void copy_header(struct setup_header *to)
{
	const u8 *from = pvh_header;
	u32 words = PVH_WRAP_HEADER_SIZE / 4;

	asm volatile("rep movsl"
		     : "+D" (to), "+S" (from), "+c" (words) : : "memory");
}

/* As little code as can be: none of these is in the way of a usual boot. */
static u8 *memory_at(u64 paddr, u64 size)
{
	return pvh_phys(paddr, size);
}

/* Only one thing can be seen at a time. */
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

/* A 64-bit kernel on a CPU without long mode says nothing. */
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

/* Whether another type counts somewhere in a range of RAM. */
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
 * Where ranges overlap the kernel lets the highest type count, but its decompressor
 * looks at each range of RAM alone for a place, and so does find_room(): say of each
 * address only what counts there.
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
	boot->params.hdr.setup_data = 0;
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
 * A PVH kernel looks at the map to find whether there is a BIOS, and it cannot ask
 * this entry, which has reserved the hole for ISA devices: leave to the hole less
 * than a BIOS would have. What goes on behind it is the loader's.
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
 * pvh_translate() has looked at the first module only. The ramdisk is the first that is
 * no seed. What is where the kernel is will be overwritten, and nobody could warn.
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

/* Words behind those that are there already. */
static u8 *add_words(u8 *to, u64 paddr, unsigned long size)
{
	if (!size)
		return to;
	if (to != pvh_cmdline)
		*to++ = ' ';
	return copy_bytes(to, memory_at(paddr, size), size);
}

/* Put what was wrapped with the kernel before and behind the loader's words. */
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
	/* Nobody has looked further */
	if (size == COMMAND_LINE_SIZE - 1) {
		loaders = memory_at(paddr, size + 1);
		size += !loaders || loaders[size];
	}
	/* One blank less, if there is nothing of the loader's */
	if (own && !size)
		own--;
	if (size + own > limit)
		return refuse(boot, PVH_LONG_CMDLINE, size + own, limit, 0, 0);
	/* All of it is to be where any kernel can read it */
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
 * struct place - where something could go, and what is in the way
 * @start: its first byte
 * @end: behind its last
 * @blocked: the lowest address of what is in the way, @end if nothing is
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

/* Of what the loader passed, all that the kernel will still want to see. */
static void avoid_all(struct place *place, const struct pvh_boot *boot,
		      const struct hvm_start_info *info)
{
	u32 i, nr = wrap_nr_modules(info);
	struct hvm_modlist_entry mod;

	place->blocked = place->end;
	avoid(place, boot->image, boot->image_end - boot->image);
	avoid_string(place, info->cmdline_paddr);
	avoid(place, info->modlist_paddr, nr * sizeof(mod));
	for (i = 0; i < nr; i++) {
		if (wrap_get_module(&mod, info, i))
			avoid(place, mod.paddr, mod.size);
		avoid_string(place, mod.cmdline_paddr);
	}
}

/*
 * The highest place in RAM for @size bytes below @limit, or 0. All of its pages, which
 * the kernel frees when it has read the ramdisk.
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
 * The kernel takes one ramdisk, which may be several archives one behind the other,
 * each at a multiple of four bytes.
 */
static u32 join_ramdisks(struct pvh_boot *boot, const struct hvm_start_info *info,
			 const struct pvh_wrap *wrap, u32 moved)
{
	struct setup_header *hdr = &boot->params.hdr;
	u64 loaders = hdr->ramdisk_image | (u64)boot->params.ext_ramdisk_image << 32;
	u64 size = hdr->ramdisk_size | (u64)boot->params.ext_ramdisk_size << 32;
	u64 limit = (u64)hdr->initrd_addr_max + 1, own, place;

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
	*(u32 *)memory_at(place + own - 4, 4) = 0;
	copy_memory(place, wrap->ramdisk + moved, wrap->ramdisk_size);
	copy_memory(place + own, loaders, size);
	return 0;
}

static struct kept *keep(struct pvh_boot *boot, struct kept *node, u64 paddr, u64 size)
{
	if (!size)
		return node;
	node->data.type = SETUP_INDIRECT;
	node->data.len = sizeof(node->indirect);
	node->data.next = boot->params.hdr.setup_data;
	/* Any type will do, but none says that there is nothing. */
	node->indirect.type = SETUP_INDIRECT | SETUP_RNG_SEED;
	node->indirect.addr = paddr;
	node->indirect.len = size;
	boot->params.hdr.setup_data = (unsigned long)node;
	return node + 1;
}

/*
 * A PVH kernel finds modules by start_info. The ramdisk is kept by the decompressor;
 * if there is more, that has to be told.
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
 * pvh_wrapped() - all between the CPU's set-up and the kernel
 * @start_info: physical address of struct hvm_start_info, from %ebx
 * @moved: how far everything is from where it was linked, in bytes; wraps
 *
 * Return: 0, with pvh_boot.params for the kernel; or why not to boot, with what the
 * sentence names in pvh_boot.values.
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
	if (!error) {
		if (hdr->hardware_subarch == X86_SUBARCH_PC) {
			wrap_take_seeds(&pvh_boot.params, info);
			hdr->hardware_subarch_data = 0;
		} else {
			/* Seeds it takes itself. */
			open_isa_hole(&pvh_boot);
			keep_modules(&pvh_boot, info);
		}
	}
	pvh_close_window();
	return error;
}
