// SPDX-License-Identifier: GPL-2.0-only
/* Common code of the tests of standalone/wrap.c, see wrapped.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wrapped.h"

u32 pvh_wrapped(unsigned long start_info, u32 moved);

struct pvh_wrap pvh_wrap;
u8 pvh_header[PVH_WRAP_HEADER_SIZE];
struct setup_header *const header = (void *)pvh_header;
u32 moved;
u32 cpuid_highest, cpuid_features;
struct hvm_start_info *info;
struct boot_params *params;

static unsigned int closed;
static bool seen[256];

void pvh_close_window(void)
{
	closed++;
}

u32 pvh_cpuid(u32 leaf, u32 *edx)
{
	*edx = leaf == 0x80000001 ? cpuid_features : ~cpuid_features;
	if (leaf == 0x80000001 && cpuid_highest < leaf)
		complain("cpuid %#x was asked for, the highest is %#x", leaf, cpuid_highest);
	return leaf == 0x80000000 ? cpuid_highest : 0;
}

void begin_wrapped(void)
{
	static const struct hvm_memmap_table_entry ram[] = {
		{ .addr = 0, .size = 0x9fc00, .type = 1 },
		{ .addr = MIB, .size = RAM_END - MIB, .type = 1 },
	};
	unsigned int i;

	guest_reset();
	memset(&pvh_boot, 0, sizeof(pvh_boot));
	memset(&pvh_rng_seed, 0, sizeof(pvh_rng_seed));
	memset(pvh_cmdline, 'z', sizeof(pvh_cmdline));
	closed = 0;
	moved = 0;
	cpuid_highest = 0x80000008;
	cpuid_features = 1 << 29;

	memset(&pvh_wrap, 0, sizeof(pvh_wrap));
	pvh_wrap.kernel = IMAGE;
	pvh_wrap.end = IMAGE_END;
	pvh_wrap.cmdline_size = COMMAND_LINE_SIZE - 1;

	/* What a field means nothing of is as it was. */
	for (i = 0; i < sizeof(pvh_header); i++)
		pvh_header[i] = i + 1;
	pvh_header[sizeof(pvh_header) - 1] = 0;
	header->loadflags = LOADED_HIGH | KASLR_FLAG;
	header->xloadflags = XLF_KERNEL_64 | XLF_CAN_BE_LOADED_ABOVE_4G;
	header->initrd_addr_max = 0x7fffffff;
	header->hardware_subarch = 0;

	info = add_start_info();
	set_memmap(ram, COUNT(ram));
	params = NULL;
}

void begin_params(void)
{
	begin_wrapped();
	info = NULL;
	wrap_params = PARAMS;
	params = guest_add(PARAMS, sizeof(*params));
	params->hdr.type_of_loader = 0xb7;
	params->hdr.ext_loader_ver = 0x12;
	params->hdr.ext_loader_type = 0x34;
	params->hdr.header = 0x53726448;
	params->hdr.boot_flag = 0xaa55;
	params->hdr.kernel_alignment = 1;
	params->hdr.cmdline_size = 2;
	params->e820_entries = 2;
	params->e820_table[0] = (struct boot_e820_entry){ 0, 0x9fc00, 1 };
	params->e820_table[1] = (struct boot_e820_entry){ MIB, RAM_END - MIB, 1 };
}

void set_memmap(const struct hvm_memmap_table_entry *ranges, u32 nr)
{
	const u32 size = nr * sizeof(*ranges);

	info->memmap_paddr = MEMMAP;
	info->memmap_entries = nr;
	memcpy(memory_at(MEMMAP, 256 * sizeof(*ranges)), ranges, size);
}

void *memory_at(u64 paddr, u64 size)
{
	void *there = guest_at(paddr);

	return there ? there : guest_add(paddr, size);
}

u8 byte_at(u64 paddr)
{
	return 1 + (paddr ^ paddr >> 8 ^ paddr >> 16 ^ paddr >> 32) % 255;
}

void fill(u64 paddr, u64 size)
{
	u8 *to = memory_at(paddr, size);
	u64 i;

	for (i = 0; i < size; i++)
		to[i] = byte_at(paddr + i);
}

/* Its end is not there: the table has its size. */
static u32 wrap_text(u32 at, const char *text)
{
	const u32 size = strlen(text);

	memcpy(guest_add((u32)(at + moved), size), text, size);
	return size;
}

void wrap_before(const char *text)
{
	pvh_wrap.before = BEFORE;
	pvh_wrap.before_size = wrap_text(BEFORE, text);
}

void wrap_after(const char *text)
{
	pvh_wrap.after = AFTER;
	pvh_wrap.after_size = wrap_text(AFTER, text);
}

void wrap_ramdisk(u32 size)
{
	pvh_wrap.ramdisk = OWN_RAMDISK;
	pvh_wrap.ramdisk_size = size;
	fill((u32)(OWN_RAMDISK + moved), size);
}

u64 cmdline_ptr(void)
{
	return pvh_boot.params.hdr.cmd_line_ptr |
	       (u64)pvh_boot.params.ext_cmd_line_ptr << 32;
}

u64 ramdisk_image(void)
{
	return pvh_boot.params.hdr.ramdisk_image |
	       (u64)pvh_boot.params.ext_ramdisk_image << 32;
}

u64 ramdisk_size(void)
{
	return pvh_boot.params.hdr.ramdisk_size |
	       (u64)pvh_boot.params.ext_ramdisk_size << 32;
}

/* All of the kernel's own setup header, but for what a loader fills in. */
static void check_header(const struct setup_header *loaders)
{
	const struct setup_header *hdr = &pvh_boot.params.hdr;
	struct setup_header expected = *header;

	expected.type_of_loader = loaders ? loaders->type_of_loader : 0xff;
	if (loaders) {
		expected.ext_loader_ver = loaders->ext_loader_ver;
		expected.ext_loader_type = loaders->ext_loader_type;
	}
	expected.vid_mode = 0xffff;
	expected.code32_start = IMAGE + moved;
	expected.loadflags = hdr->loadflags;
	expected.ramdisk_image = hdr->ramdisk_image;
	expected.ramdisk_size = hdr->ramdisk_size;
	expected.cmd_line_ptr = hdr->cmd_line_ptr;
	expected.setup_data = hdr->setup_data;
	expected.hardware_subarch_data = hdr->hardware_subarch_data;
	CHECK(!memcmp(&expected, hdr, sizeof(expected)));
	/* Newer kernels have more of it than is known here. */
	CHECK(!memcmp(pvh_header + sizeof(expected), hdr + 1,
		      sizeof(pvh_boot.params._pad7)));
	CHECK(sizeof(expected) + sizeof(pvh_boot.params._pad7) + 1 == sizeof(pvh_header));
}

u32 wrapped(void)
{
	const unsigned long start_info = params ? (unsigned long)&wrap_params : INFO;
	struct setup_header loaders;
	u32 why;

	/* boot_params is overwritten. */
	if (params)
		loaders = params->hdr;
	guest_remember();
	why = pvh_wrapped(start_info, moved);
	guest_settle();
	CHECK(closed == 1);
	if (!why)
		check_header(params ? &loaders : NULL);
	else if (why < COUNT(seen))
		seen[why] = true;
	return why;
}

static void print_values(char *to, u32 why, const u64 *values)
{
	sprintf(to, "%u{%#llx, %#llx, %#llx, %#llx}", why,
		(unsigned long long)values[0], (unsigned long long)values[1],
		(unsigned long long)values[2], (unsigned long long)values[3]);
}

void wrapped_boots(const char *what)
{
	u32 why = wrapped();
	char got[128];

	print_values(got, why, pvh_boot.values);
	if (why)
		complain("%s: refused by %s", what, got);
}

/* Where the kernel is, or what the CPU reaches, is no matter of the test. */
static u64 fourth_value(u32 why)
{
	switch (why) {
	case PVH_BAD_MODULE:
		return 64 * TIB;
	case PVH_MODULE_IN_KERNEL:
		return (u32)(IMAGE + moved);
	case PVH_MODLIST_IN_KERNEL:
		return (u32)(IMAGE_END + moved);
	}
	return 0;
}

void wrapped_refuses(const char *what, u32 why, u64 a, u64 b, u64 c)
{
	const u64 values[] = { a, b, c, fourth_value(why) };
	char got[128], expected[128];

	print_values(got, wrapped(), pvh_boot.values);
	print_values(expected, why, values);
	if (strcmp(got, expected))
		complain("%s: %s, expected %s", what, got, expected);
}

bool wrapped_refusal_was_seen(u32 why)
{
	return why < COUNT(seen) && seen[why];
}
