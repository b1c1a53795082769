// SPDX-License-Identifier: GPL-2.0-only
/* Common code of the tests of start_info.c, see start-info.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "start-info.h"

struct pvh_boot *boot;
struct hvm_start_info copy;
u64 image, image_end;

static bool seen[256];

void begin_again(void)
{
	free(boot);
	boot = calloc(1, sizeof(*boot));
	if (!boot)
		abort();
	boot->params.hdr.loadflags = LOADED_HIGH | KASLR_FLAG;
	boot->params.hdr.setup_data = SETUP_DATA_BEFORE;
	memset(&copy, 0, sizeof(copy));
}

void begin(void)
{
	begin_again();
	guest_reset();
	image = IMAGE;
	image_end = IMAGE_END;
}

struct hvm_start_info *add_start_info_at(u64 paddr, u32 version)
{
	struct hvm_start_info *info;

	info = guest_add(paddr, version ? sizeof(*info) : HVM_START_INFO_SIZE_V0);
	info->magic = XEN_HVM_START_MAGIC_VALUE;
	info->version = version;
	return info;
}

struct hvm_start_info *add_start_info(void)
{
	return add_start_info_at(INFO, 1);
}

struct hvm_memmap_table_entry *add_memmap(struct hvm_start_info *info,
					  u32 entries)
{
	info->memmap_paddr = MEMMAP;
	info->memmap_entries = entries;
	return guest_add(MEMMAP, entries * sizeof(struct hvm_memmap_table_entry));
}

struct hvm_modlist_entry *add_modules(struct hvm_start_info *info, u32 nr)
{
	info->modlist_paddr = MODLIST;
	info->nr_modules = nr;
	return guest_add(MODLIST, nr * sizeof(struct hvm_modlist_entry));
}

void add_text(u64 paddr, const char *text)
{
	memcpy(guest_add(paddr, strlen(text) + 1), text, strlen(text) + 1);
}

void add_cmdline(struct hvm_start_info *info, const char *text)
{
	info->cmdline_paddr = CMDLINE;
	add_text(CMDLINE, text);
}

static bool is_of_boot(u64 address)
{
	u64 start = (unsigned long)boot;

	return address >= start && address < start + sizeof(*boot);
}

struct setup_data *find_setup_data(u32 type)
{
	u64 at = boot->params.hdr.setup_data;
	struct setup_data *found = NULL, *data;
	unsigned int nodes;

	for (nodes = 0; is_of_boot(at); nodes++) {
		data = (struct setup_data *)(unsigned long)at;
		if (data->type == type) {
			if (found)
				complain("setup_data of type %u is there twice",
					 type);
			found = data;
		}
		if (nodes == 8) {
			complain("the list of setup_data has no end");
			break;
		}
		at = data->next;
	}
	if (at != SETUP_DATA_BEFORE)
		complain("the list of setup_data ends with %#llx, not with what was there before",
			 (unsigned long long)at);
	return found;
}

u32 e820_count(void)
{
	struct setup_data *ext = find_setup_data(SETUP_E820_EXT);
	u32 n = boot->params.e820_entries;

	if (ext) {
		CHECK(n == E820_MAX_ENTRIES_ZEROPAGE);
		CHECK(ext->len && ext->len % sizeof(struct boot_e820_entry) == 0);
		n += ext->len / sizeof(struct boot_e820_entry);
	}
	return n;
}

struct boot_e820_entry *e820(u32 n)
{
	struct setup_data *ext;

	if (n < E820_MAX_ENTRIES_ZEROPAGE)
		return &boot->params.e820_table[n];
	ext = find_setup_data(SETUP_E820_EXT);
	return (struct boot_e820_entry *)ext->data +
	       (n - E820_MAX_ENTRIES_ZEROPAGE);
}

/* Nothing empty, nothing that wraps, and the hole. */
static void check_memmap(void)
{
	u32 i, n = e820_count();
	bool hole = !n;

	CHECK(n <= MAX_RANGES);
	for (i = 0; i < n; i++) {
		const struct boot_e820_entry *e = e820(i);

		CHECK(e->size && e->size <= ~0ULL - e->addr);
		CHECK(e->type);
		hole |= e->type == 2 && e->addr <= 0xa0000 &&
			e->addr + e->size >= 0x100000;
	}
	CHECK(hole);
}

u32 translate_at(u64 paddr)
{
	u32 why;

	guest_remember();
	why = pvh_translate(paddr, boot, &copy, image, image_end);
	guest_settle();

	if (why) {
		if (why < COUNT(seen))
			seen[why] = true;
		if (guest_changed())
			complain("refused by %u, yet memory was written", why);
	} else {
		CHECK(!guest_changed());
		check_memmap();
		CHECK(boot->start_info == paddr);
		CHECK(boot->image == image && boot->image_end == image_end);
		CHECK(boot->params.hdr.hardware_subarch_data ==
		      (unsigned long)&copy);
	}
	return why;
}

u32 translate(void)
{
	return translate_at(INFO);
}

bool refusal_was_seen(u32 why)
{
	return why < COUNT(seen) && seen[why];
}

/*
 * What a refusal's sentence names: @nr values of its own, and the limit that was
 * passed, or where the kernel is.
 */
static const struct sentence {
	unsigned int nr;
	enum { NO_MORE, FIXED, KERNEL, KERNEL_START } more;
	u64 limit;
} sentences[] = {
	[PVH_BAD_START_INFO] = { 1 },
	[PVH_START_INFO_IN_KERNEL] = { 1, KERNEL },
	[PVH_BAD_MAGIC] = { 1 },
	[PVH_BAD_MEMMAP_ENTRIES] = { 1, FIXED, 1024 },
	[PVH_BAD_MEMMAP] = { 2, FIXED, GUEST_LIMIT },
	[PVH_MEMMAP_IN_KERNEL] = { 2, KERNEL },
	[PVH_MEMMAP_TOO_LONG] = { 1, FIXED, MAX_RANGES },
	[PVH_KERNEL_BEYOND_RAM] = { 3 },
	[PVH_BAD_MODLIST] = { 2, FIXED, GUEST_LIMIT },
	[PVH_MODLIST_IN_KERNEL] = { 2, KERNEL },
	[PVH_BAD_MODULE] = { 3, FIXED, GUEST_LIMIT },
	[PVH_MODULE_IN_KERNEL] = { 3, KERNEL_START },
	[PVH_CMDLINE_IN_KERNEL] = { 1, KERNEL },
};

unsigned int values_of(u32 why)
{
	static const unsigned int more[] = {
		[FIXED] = 1, [KERNEL] = 2, [KERNEL_START] = 1
	};

	return why < COUNT(sentences) ?
	       sentences[why].nr + more[sentences[why].more] : 0;
}

static void complete(u32 why, u64 *values)
{
	u64 *to = values + sentences[why].nr;

	switch (sentences[why].more) {
	case NO_MORE:
		break;
	case FIXED:
		*to = sentences[why].limit;
		break;
	case KERNEL:
		to[1] = image_end;
		/* fall through */
	case KERNEL_START:
		to[0] = image;
	}
}

static void print_values(char *to, u32 why, const u64 *values)
{
	sprintf(to, "%u{%#llx, %#llx, %#llx, %#llx}", why,
		(unsigned long long)values[0], (unsigned long long)values[1],
		(unsigned long long)values[2], (unsigned long long)values[3]);
}

void boots(const char *what)
{
	u32 why = translate();
	char got[128];

	print_values(got, why, boot->values);
	if (why)
		complain("%s: refused by %s", what, got);
}

void refuses_at(u64 paddr, const char *what, u32 why,
		u64 a, u64 b, u64 c, u64 d)
{
	u64 values[] = { a, b, c, d };
	char got[128], expected[128];

	print_values(got, translate_at(paddr), boot->values);
	complete(why, values);
	print_values(expected, why, values);
	if (strcmp(got, expected))
		complain("%s: %s, expected %s", what, got, expected);
}

void refuses(const char *what, u32 why, u64 a, u64 b, u64 c, u64 d)
{
	refuses_at(INFO, what, why, a, b, c, d);
}
