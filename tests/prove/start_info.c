// SPDX-License-Identifier: GPL-2.0-only
/* The translation of start_info, with a guest memory that reads as anything. */
#include SOURCE

#include "prove.h"

/* What a kernel reaches, and where start_info has to be */
#define TOP (CONFIG_X86_64 ? 1ULL << 46 : 1ULL << 32)
#define LOW (1ULL << 32)

static struct pvh_boot boot;
static struct hvm_start_info copy;
static u64 image, image_end;

/* What was read: of start_info each part as it was copied */
static struct hvm_start_info info;
static struct hvm_modlist_entry module;
static u64 map_size;

/* What memmap.c says of it: the number of ranges, how far there is RAM, and what is there */
static u32 ranges, pieces, type_at_end;
static u64 ram_end;
static bool is_counted, has_memory;

/* How much of start_info was read, and whether the CPU has not what was asked for last */
static u64 info_size;
static bool is_denied;

/* Up to where this CPU has addresses: each that can run the kernel has 64 GiB of them. */
static u64 cpu_end = 1ULL << 36;

static bool overlaps(u64 paddr, u64 size)
{
	return paddr + size > image && paddr < image_end;
}

static bool reaches(u64 paddr, u64 size)
{
	return paddr && paddr <= TOP && size <= TOP - paddr;
}

/*
 * Only what was checked is asked for, outside of the kernel. A CPU has all addresses below
 * 4 GiB. What is no structure may be anywhere else, and is not looked at.
 */
void *guest_memory(u64 paddr, u64 size)
{
	static struct version_0 {
		u8 bytes[HVM_START_INFO_SIZE_V0];
	} version_0;
	static struct hvm_start_info version_1;
	static struct hvm_modlist_entry entry;

	PROVE(reaches(paddr, size));
	is_denied = paddr + size > LOW && nondet_bool();
	if (is_denied)
		return NULL;
	if (paddr + size > cpu_end)
		cpu_end = paddr + size;
	switch (size) {
	case sizeof(version_0):
		__CPROVER_havoc_object(&version_0);
		info = (struct hvm_start_info){ 0 };
		*(struct version_0 *)&info = version_0;
		info_size = size;
		return &version_0;
	case sizeof(version_1):
		__CPROVER_havoc_object(&version_1);
		info.memmap_paddr = version_1.memmap_paddr;
		info.memmap_entries = version_1.memmap_entries;
		info_size = size;
		return &version_1;
	case sizeof(entry):
		__CPROVER_havoc_object(&entry);
		module = entry;
		return &entry;
	}
	if (size > 1)
		map_size = size;
	return (void *)1UL;
}

bool guest_has_memory(u64 paddr)
{
	PROVE(paddr == image_end - 4);
	return has_memory;
}

/* These stand for memmap.c, which has proofs of its own. */
u32 pvh_set_memmap(struct boot_params *params, struct pvh_boot *in, const void *table,
		   u32 entries, u32 stride)
{
	PROVE(table == (void *)1UL && stride == 24 && entries && entries <= PVH_MAX_MEMMAP);
	PROVE(map_size == (u64)entries * stride && !overlaps(info.memmap_paddr, map_size));
	ranges = nondet_u32();
	return ranges;
}

void pvh_count_ranges(struct boot_params *params, struct pvh_boot *in, u64 ext_paddr, u32 count)
{
	PROVE(count == ranges && count <= PVH_MAX_RANGES && ext_paddr == (unsigned long)&boot.e820_ext);
	params->e820_entries = 1;
	is_counted = true;
}

u32 pvh_memory_at(struct boot_params *params, struct pvh_boot *in, u64 addr, u64 *end)
{
	u32 type = nondet_u32();

	PROVE(addr >= image && addr < image_end && addr == ram_end);
	*end = ++pieces < 3 ? nondet_u64() : UINT64_MAX;
	ASSUME(*end > addr);
	if (type == 1)
		ram_end = *end;
	type_at_end = type;
	return type;
}

static void prove_boot(u64 start_info)
{
	u64 ramdisk = boot.params.hdr.ramdisk_image | (u64)boot.params.ext_ramdisk_image << 32;
	u64 size = boot.params.hdr.ramdisk_size | (u64)boot.params.ext_ramdisk_size << 32;
	u64 cmdline = boot.params.hdr.cmd_line_ptr | (u64)boot.params.ext_cmd_line_ptr << 32;

	PROVE(copy.magic == 0x336ec578 && copy.version == info.version);
	PROVE(copy.flags == info.flags && copy.nr_modules == info.nr_modules);
	PROVE(copy.modlist_paddr == info.modlist_paddr && copy.cmdline_paddr == info.cmdline_paddr);
	PROVE(copy.rsdp_paddr == info.rsdp_paddr && copy.memmap_paddr == info.memmap_paddr);
	PROVE(copy.memmap_entries == info.memmap_entries);
	PROVE(info_size == (info.version ? sizeof(info) : HVM_START_INFO_SIZE_V0));
	PROVE(boot.start_info == start_info && !overlaps(start_info, info_size));
	PROVE(boot.params.acpi_rsdp_addr == info.rsdp_paddr);
	PROVE(boot.params.hdr.hardware_subarch_data == (unsigned long)&copy);
	PROVE(is_counted == (info.memmap_paddr && info.memmap_entries));
	PROVE(!is_counted || has_memory || ram_end >= image_end);

	if (info.nr_modules && info.modlist_paddr)
		PROVE(reaches(info.modlist_paddr, 32) && !overlaps(info.modlist_paddr, 32));
	if (info.nr_modules && info.modlist_paddr && module.size) {
		PROVE(ramdisk == module.paddr && size == module.size);
		PROVE(reaches(ramdisk, size) && !overlaps(ramdisk, size));
		PROVE(ramdisk + size <= cpu_end);
	} else {
		PROVE(!ramdisk && !size);
	}
	if (reaches(info.cmdline_paddr, 1))
		PROVE(!overlaps(info.cmdline_paddr, 1) &&
		      (cmdline == info.cmdline_paddr || (!cmdline && info.cmdline_paddr >= LOW)));
	else
		PROVE(!cmdline);
}

/* The reason is true of the input, and names its values. */
static void prove_refusal(u32 why, u64 start_info)
{
	const u64 *values = boot.values;
	u64 size = (u64)info.memmap_entries * 24;

	switch (why) {
	case PVH_BAD_START_INFO:
		PROVE(values[0] == start_info);
		PROVE(!start_info || start_info > LOW - (info_size ? sizeof(info) : HVM_START_INFO_SIZE_V0));
		break;
	case PVH_START_INFO_IN_KERNEL:
		PROVE(values[0] == start_info && overlaps(start_info, info_size ? sizeof(info) : HVM_START_INFO_SIZE_V0));
		PROVE(values[1] == image && values[2] == image_end);
		break;
	case PVH_BAD_MAGIC:
		PROVE(values[0] == info.magic && info.magic != 0x336ec578);
		break;
	case PVH_BAD_MEMMAP_ENTRIES:
		PROVE(values[0] == info.memmap_entries && values[0] > values[1]);
		break;
	case PVH_BAD_MEMMAP:
		PROVE(values[0] == info.memmap_paddr && values[1] == info.memmap_entries);
		PROVE(values[0] && values[1] && values[2] == TOP && (!reaches(values[0], size) || is_denied));
		break;
	case PVH_MEMMAP_IN_KERNEL:
		PROVE(values[0] == info.memmap_paddr && values[1] == info.memmap_entries);
		PROVE(values[2] == image && values[3] == image_end && overlaps(values[0], size));
		break;
	case PVH_MEMMAP_TOO_LONG:
		PROVE(values[0] == ranges && values[1] == PVH_MAX_RANGES && ranges > PVH_MAX_RANGES);
		break;
	case PVH_KERNEL_BEYOND_RAM:
		PROVE(values[0] == image && values[1] == image_end);
		PROVE(values[2] == ram_end && ram_end < image_end && is_counted && !has_memory);
		PROVE(type_at_end != 1);
		break;
	case PVH_BAD_MODLIST:
		PROVE(values[0] == info.modlist_paddr && values[1] == info.nr_modules);
		PROVE(values[0] && values[1] && values[2] == TOP && (!reaches(values[0], 32) || is_denied));
		break;
	case PVH_MODLIST_IN_KERNEL:
		PROVE(values[0] == info.modlist_paddr && values[1] == info.nr_modules);
		PROVE(values[2] == image && values[3] == image_end && overlaps(values[0], 32));
		break;
	case PVH_BAD_MODULE:
		PROVE(!values[0] && values[1] == module.paddr && values[2] == module.size);
		PROVE(values[2] && values[3] == TOP && (!reaches(values[1], values[2]) || is_denied));
		break;
	case PVH_MODULE_IN_KERNEL:
		PROVE(!values[0] && values[1] == module.paddr && values[2] == module.size);
		PROVE(values[3] == image && overlaps(values[1], values[2]));
		break;
	case PVH_CMDLINE_IN_KERNEL:
		PROVE(values[0] == info.cmdline_paddr && overlaps(values[0], 1));
		PROVE(values[1] == image && values[2] == image_end);
		break;
	default:
		PROVE(!"a reason that is known");
	}
}

/* A kernel lies below 4 GiB, and has more than a word. */
void start_info_translated(void)
{
	unsigned long start_info = nondet_u64();
	u32 error;

	image = nondet_u64();
	image_end = nondet_u64();
	ASSUME(image && image < image_end && image_end <= LOW && image_end >= 4);
	ASSUME(image_end == (unsigned long)image_end);
	has_memory = nondet_bool();
	ram_end = image;

	error = pvh_translate(start_info, &boot, &copy, image, image_end);

	if (error)
		prove_refusal(error, start_info);
	else
		prove_boot(start_info);
	END();
}

