// SPDX-License-Identifier: GPL-2.0-only
/* Tests of wrap.c: boot_params of a loader that enters by the 64-bit boot protocol. */
#include <string.h>

#include "wrapped.h"

static void set_ramdisk(u64 paddr, u64 size)
{
	params->hdr.ramdisk_image = paddr;
	params->ext_ramdisk_image = paddr >> 32;
	params->hdr.ramdisk_size = size;
	params->ext_ramdisk_size = size >> 32;
}

static void set_cmdline(u64 paddr)
{
	params->hdr.cmd_line_ptr = paddr;
	params->ext_cmd_line_ptr = paddr >> 32;
}

/* The zero page has what is in front of the header, and nothing else. */
static void what_is_kept(void)
{
	const struct boot_params *to = &pvh_boot.params;
	struct boot_params from;

	begin_params();
	memset(params, 0xa5, offsetof(struct boot_params, hdr));
	params->e820_entries = 2;
	set_ramdisk(5 * GIB + 3, 7 * GIB + 9);
	set_cmdline(CMDLINE);
	add_text(CMDLINE, "words");
	memset(params->edd_mbr_sig_buffer, 0xa5, sizeof(params->edd_mbr_sig_buffer));
	memset(params->eddbuf, 0xa5, sizeof(params->eddbuf));
	from = *params;
	wrapped_boots("all");
	CHECK(!memcmp(to, &from, offsetof(struct boot_params, hdr)));
	CHECK(!to->edd_mbr_sig_buffer[0] && !to->eddbuf[0].device);
	CHECK(!memcmp(to->e820_table, from.e820_table, sizeof(from.e820_table)));
	CHECK(ramdisk_image() == 5 * GIB + 3 && ramdisk_size() == 7 * GIB + 9);
	CHECK(cmdline_ptr() == CMDLINE);
	CHECK(!to->hdr.setup_data && !to->hdr.hardware_subarch_data);
}

static void no_ramdisk_and_no_cmdline(void)
{
	begin_params();
	set_ramdisk(5 * GIB + 3, 0);
	wrapped_boots("neither");
	CHECK(!ramdisk_image() && !ramdisk_size() && !cmdline_ptr());

	/* An address that none can have. */
	begin_params();
	set_cmdline(1ULL << 48);
	wrapped_boots("no command line");
	CHECK(!cmdline_ptr());
}

static void with_what_was_wrapped(void)
{
	begin_params();
	wrap_before("first");
	wrap_after("last");
	set_cmdline(5 * GIB);
	add_text(5 * GIB, "loaders");
	set_ramdisk(MODULE(0), 5);
	fill(MODULE(0), 5);
	guest_add(RAM_END - 0x1000, 0x1000);
	wrap_ramdisk(3);
	wrapped_boots("both");
	CHECK(!strcmp((char *)pvh_cmdline, "first loaders last"));
	CHECK(ramdisk_image() == RAM_END - 0x1000 && ramdisk_size() == 9);
}

static void places_of_boot_params(void)
{
	static const struct {
		u64 paddr;
		u32 why;
	} cases[] = {
		{ 0, PVH_BAD_PARAMS }, { 0x9001 },
		{ IMAGE - 4096 }, { IMAGE - 4095, PVH_PARAMS_IN_KERNEL },
		{ IMAGE_END - 1, PVH_PARAMS_IN_KERNEL }, { IMAGE_END },
		{ 4 * GIB - 4096 }, { 4 * GIB - 4095, PVH_BAD_PARAMS },
		{ 4 * GIB, PVH_BAD_PARAMS }, { -1ULL, PVH_BAD_PARAMS },
	};
	unsigned int i;

	for (i = 0; i < COUNT(cases); i++) {
		struct boot_params *before;

		begin_params();
		before = params;
		wrap_params = cases[i].paddr;
		if (!cases[i].why) {
			params = guest_add(wrap_params, sizeof(*params));
			*params = *before;
			wrapped_boots("place");
		} else if (cases[i].why == PVH_BAD_PARAMS) {
			wrapped_refuses("place", cases[i].why, wrap_params, 0, 0);
		} else {
			wrapped_refuses("place", cases[i].why, wrap_params, IMAGE, IMAGE_END);
		}
	}

	begin_params();
	moved = 2 * MIB;
	wrap_params = IMAGE_END + MIB;
	wrapped_refuses("moved", PVH_PARAMS_IN_KERNEL, wrap_params, IMAGE + moved,
			IMAGE_END + moved);
}

static void no_boot_params(void)
{
	begin_params();
	params->hdr.header++;
	wrapped_refuses("header", PVH_BAD_HEADER, PARAMS, 0x53726449, 0);
}

static void number_of_ranges(void)
{
	unsigned int i;

	begin_params();
	params->e820_entries = 0;
	wrapped_refuses("none", PVH_NO_MEMMAP, 1, PARAMS + 88, 0);

	begin_params();
	params->e820_entries = 128;
	for (i = 0; i < 128; i++)
		params->e820_table[i] =
			(struct boot_e820_entry){ MIB * (i + 1), 0x1000, 1 + i % 2 };
	wrapped_boots("128");
	CHECK(pvh_boot.params.e820_entries == 128);
	CHECK(pvh_boot.params.e820_table[127].addr == 128 * MIB);
	CHECK(pvh_boot.params.e820_table[127].type == 2);

	begin_params();
	params->e820_entries = 129;
	wrapped_refuses("129", PVH_BAD_MEMMAP_ENTRIES, 129, 128, 0);
}

/* One after the other; the last one points to the first if @loop is set. */
static void add_nodes(const u64 *paddr, u32 nr, u32 len, bool loop)
{
	u32 i;

	params->hdr.setup_data = paddr[0];
	for (i = 0; i < nr; i++) {
		struct setup_data *node = guest_add(paddr[i], sizeof(*node) + len);

		node->next = i + 1 < nr ? paddr[i + 1] : loop ? paddr[0] : 0;
		node->len = len;
	}
}

static void setup_data_is_kept(void)
{
	static const u64 low[] = { 0x9000 };

	begin_params();
	add_nodes(low, 1, 16, false);
	wrapped_boots("list");
	CHECK(pvh_boot.params.hdr.setup_data == 0x9000);

	/* The map is made anew. */
	begin_params();
	add_nodes(low, 1, 16, false);
	params->e820_entries = 3;
	params->e820_table[2] = (struct boot_e820_entry){ 2 * MIB, MIB, 3 };
	wrapped_boots("a map that overlaps");
	CHECK(pvh_boot.params.e820_entries == 4);
	CHECK(pvh_boot.params.hdr.setup_data == 0x9000);
}

/* Neither of them is overwritten by the ramdisk. */
static void setup_data_is_in_the_way(void)
{
	static const u64 nodes[] = { RAM_END - 0x1000, RAM_END - 0x2fff };
	unsigned int loop;

	for (loop = 0; loop < 2; loop++) {
		begin_params();
		add_nodes(nodes, 2, 0x1000 - sizeof(struct setup_data), loop);
		set_ramdisk(MODULE(0), 5);
		fill(MODULE(0), 5);
		guest_add(RAM_END - 0x4000, 0x1000);
		wrap_ramdisk(3);
		wrapped_boots("list in the way");
		CHECK(ramdisk_image() == RAM_END - 0x4000);
	}
}

/* Nor is the memory that a node names, which is all of it if the types are as they must be. */
static void indirect_memory_is_in_the_way(void)
{
	static const struct {
		u32 data_type, data_size, type;
		u64 addr, size;
		u64 place;
	} nodes[] = {
		{ SETUP_INDIRECT, 24, SETUP_INDIRECT | 9, RAM_END - 0x1000, 1, 0x2000 },
		{ SETUP_INDIRECT, 24, 3, RAM_END - 1, 1, 0x2000 },
		{ SETUP_INDIRECT, 25, SETUP_INDIRECT | 9, RAM_END - 0x1fff, 0x1000, 0x3000 },
		{ SETUP_INDIRECT, 24, SETUP_INDIRECT | 9, RAM_END - 0x2000, 0x1000, 0x1000 },
		{ SETUP_INDIRECT, 24, SETUP_INDIRECT, RAM_END - 0x1000, 1, 0x1000 },
		{ SETUP_INDIRECT, 23, SETUP_INDIRECT | 9, RAM_END - 0x1000, 1, 0x1000 },
		{ 3, 24, SETUP_INDIRECT | 9, RAM_END - 0x1000, 1, 0x1000 },
	};
	static const u64 paddr = 0x9000;
	unsigned int i;

	for (i = 0; i < COUNT(nodes); i++) {
		struct setup_indirect *indirect;
		struct setup_data *data;

		begin_params();
		add_nodes(&paddr, 1, 25, false);
		data = guest_at(paddr);
		data->type = nodes[i].data_type;
		data->len = nodes[i].data_size;
		indirect = (void *)data->data;
		indirect->type = nodes[i].type;
		indirect->addr = nodes[i].addr;
		indirect->len = nodes[i].size;
		set_ramdisk(MODULE(0), 5);
		fill(MODULE(0), 5);
		guest_add(RAM_END - nodes[i].place, 0x1000);
		wrap_ramdisk(3);
		wrapped_boots("memory of a node");
		CHECK(ramdisk_image() == RAM_END - nodes[i].place);
	}
}

/* The start_info is put over other data. */
static void ramdisk_is_no_seed(void)
{
	static const u64 paddr = CMDLINE;
	const size_t at = sizeof(struct hvm_start_info) +
			  offsetof(struct hvm_modlist_entry, cmdline_paddr);

	begin_params();
	set_ramdisk(MODULE(0), 5);
	fill(MODULE(0), 5);
	add_text(CMDLINE, "rng-seed");
	memcpy((u8 *)params + at, &paddr, sizeof(paddr));
	wrapped_boots("words of a module");
	CHECK(ramdisk_image() == MODULE(0) && !pvh_boot.params.hdr.setup_data);
}

/* It has a start_info as well. */
static void pvh_kernel(void)
{
	const struct hvm_start_info *copied;

	begin_params();
	header->hardware_subarch = X86_SUBARCH_PVH;
	memset(params, 0xff, 64);
	params->acpi_rsdp_addr = 0xe0000;
	wrapped_boots("subarch");
	copied = (void *)(unsigned long)pvh_boot.params.hdr.hardware_subarch_data;
	CHECK(copied->magic == XEN_HVM_START_MAGIC_VALUE && copied->version == 1);
	CHECK(!copied->flags && copied->rsdp_paddr == 0xe0000);
	CHECK(copied->memmap_entries == 2);
}

static const struct test tests[] = {
	TEST(what_is_kept),
	TEST(no_ramdisk_and_no_cmdline),
	TEST(with_what_was_wrapped),
	TEST(places_of_boot_params),
	TEST(no_boot_params),
	TEST(number_of_ranges),
	TEST(setup_data_is_kept),
	TEST(setup_data_is_in_the_way),
	TEST(indirect_memory_is_in_the_way),
	TEST(ramdisk_is_no_seed),
	TEST(pvh_kernel),
};

const struct suite wrapped_params_suite = { "boot_params", tests, COUNT(tests) };
