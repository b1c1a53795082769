// SPDX-License-Identifier: GPL-2.0-only
/*
 * KUnit tests of pvh_translate() and pvh_set_memmap().
 *
 * The sources are compiled once more into this module, and access a guest memory that
 * the tests provide. So the tests run on any kernel, however it was booted, and the
 * entry itself does not change.
 */
#include <kunit/test.h>

#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/prandom.h>
#include <linux/sizes.h>
#include <linux/string.h>
#include <linux/types.h>

#include <asm/bootparam.h>
#include <asm/e820/types.h>
#include <asm/setup.h>

/* Tests may run again later, when a module's own .init is gone. */
#undef __init
#define __init

/* The built-in entry has these names. */
#define pvh_translate	pvh_kunit_translate
#define pvh_set_memmap	pvh_kunit_set_memmap
#define pvh_count_ranges	pvh_kunit_count_ranges
#define pvh_range	pvh_kunit_range
#define pvh_memory_at	pvh_kunit_memory_at
#define pvh_phys	pvh_kunit_phys
#define pvh_string	pvh_kunit_string
#define pvh_has_word	pvh_kunit_has_word
#define pvh_cmdline_has	pvh_kunit_cmdline_has

static void *guest_memory(u64 paddr, u64 size);
#define pvh_memory	guest_memory

static bool guest_has_memory(u64 paddr);
#define pvh_has_memory	guest_has_memory

#if PVH_BASE >= 618
#include "../../boot/startup/pvh-start-info.c"
#include "../../boot/startup/pvh-memmap.c"
#else
#include "start_info.c"
#include "memmap.c"
#endif

/* ---- a guest ------------------------------------------------------------- */

#define IMAGE		0x1000000UL
#define IMAGE_END	0x3000000UL

/* Default places */
#define INFO		0x6000UL
#define MODLIST		0x7000ULL
#define CMDLINE		0x8000ULL
#define FIRST_MODULE		0x4000000ULL	/* the next 1 MiB further on */
#define MEMMAP		0x10000ULL

#define MAX_REGIONS	80
#define WINDOW_SIZE	SZ_32K

struct region {
	u64 paddr, size;
	u8 *data;
	u8 *before;		/* contents before the translation */
};

struct guest {
	struct region regions[MAX_REGIONS];
	unsigned int nr_regions;

	/* Memory above 4 GiB is accessed through one window. */
	u8 *window;
	u8 *viewed;
	u64 viewed_size;

	/* No memory at the end of the image but what the map lists */
	bool lacks_memory;

	struct hvm_start_info *info;
	struct hvm_start_info copy;
	struct pvh_boot *boot;

	/* A setup_data node that boot_params has from the start */
	struct setup_data node;
};

/* The guest of the current test; tests run one at a time. */
static struct guest *guest;

/* Close the window: write it back, and poison it against late reads. */
static void guest_close(void)
{
	if (guest->viewed)
		memcpy(guest->viewed, guest->window, guest->viewed_size);
	guest->viewed = NULL;
	memset(guest->window, 0xa5, WINDOW_SIZE);
}

static void *guest_memory(u64 paddr, u64 size)
{
	unsigned int i;

	guest_close();
	/* A check of the address only; modules need not be mapped. */
	if (!size)
		return guest->window;
	for (i = 0; i < guest->nr_regions; i++) {
		struct region *r = &guest->regions[i];
		u8 *data = r->data + (paddr - r->paddr);

		if (paddr < r->paddr || paddr - r->paddr > r->size ||
		    size > r->size - (paddr - r->paddr))
			continue;
		if (paddr < SZ_4G && size <= SZ_4G - paddr)
			return data;
		if (size > WINDOW_SIZE)
			return NULL;
		guest->viewed = data;
		guest->viewed_size = size;
		memcpy(guest->window, data, size);
		return guest->window;
	}
	return NULL;
}

static bool guest_has_memory(u64 paddr)
{
	return paddr == IMAGE_END - sizeof(u32) && !guest->lacks_memory;
}

/* Add @size bytes of zeroed memory at @paddr. */
static void *guest_add(struct kunit *test, u64 paddr, u64 size)
{
	struct region *r = &guest->regions[guest->nr_regions];

	KUNIT_ASSERT_LT(test, guest->nr_regions, MAX_REGIONS);
	r->paddr = paddr;
	r->size = size;
	r->data = kunit_kzalloc(test, size, GFP_KERNEL);
	r->before = kunit_kzalloc(test, size, GFP_KERNEL);
	KUNIT_ASSERT_NOT_NULL(test, r->data);
	KUNIT_ASSERT_NOT_NULL(test, r->before);
	guest->nr_regions++;
	return r->data;
}

static struct region *guest_region(u64 paddr)
{
	unsigned int i;

	for (i = 0; i < guest->nr_regions; i++)
		if (guest->regions[i].paddr == paddr)
			return &guest->regions[i];
	return NULL;
}

/*
 * Add a string at @paddr. The entry maps as much as a command line may have, so the
 * string is followed by memory, of which no byte is 0.
 */
static void guest_add_text(struct kunit *test, u64 paddr, const char *text)
{
	size_t size = strlen(text) + 1;
	u8 *data = guest_add(test, paddr, size + COMMAND_LINE_SIZE);

	memcpy(data, text, size);
	memset(data + size, 'n', COMMAND_LINE_SIZE);
}

static void guest_add_info(struct kunit *test, u64 paddr, u64 size)
{
	guest->info = guest_add(test, paddr, size);
	guest->info->magic = XEN_HVM_START_MAGIC_VALUE;
	guest->info->version = size > HVM_START_INFO_SIZE_V0;
}

/* Add a table of @entries and set start_info to it. */
static struct hvm_memmap_table_entry *
guest_add_memmap(struct kunit *test, u64 paddr, u32 entries)
{
	guest->info->memmap_paddr = paddr;
	guest->info->memmap_entries = entries;
	return guest_add(test, paddr,
			 entries * sizeof(struct hvm_memmap_table_entry));
}

static struct hvm_modlist_entry *
guest_add_modlist(struct kunit *test, u64 paddr, u32 nr)
{
	guest->info->modlist_paddr = paddr;
	guest->info->nr_modules = nr;
	return guest_add(test, paddr, nr * sizeof(struct hvm_modlist_entry));
}

/* Run the entry, and check that it does not write to what it reads. */
static u32 translate_at(struct kunit *test, unsigned long start_info)
{
	struct region *r;
	u32 why;

	memset(guest->boot, 0, sizeof(*guest->boot));
	memset(&guest->copy, 0, sizeof(guest->copy));
	guest->boot->params.hdr.loadflags = LOADED_HIGH | KASLR_FLAG;
	guest->boot->params.hdr.setup_data = (unsigned long)&guest->node;
	for (r = guest->regions; r < guest->regions + guest->nr_regions; r++)
		memcpy(r->before, r->data, r->size);

	why = pvh_translate(start_info, guest->boot, &guest->copy,
			    IMAGE, IMAGE_END);
	guest_close();

	for (r = guest->regions; r < guest->regions + guest->nr_regions; r++)
		KUNIT_EXPECT_EQ_MSG(test, 0, memcmp(r->before, r->data, r->size),
				    "written to the memory at %#llx", r->paddr);
	return why;
}

static u32 translate(struct kunit *test)
{
	return translate_at(test, INFO);
}

static void check_refusal(struct kunit *test, u32 is, u32 why,
			  const u64 *values, unsigned int nr)
{
	unsigned int i;

	KUNIT_ASSERT_EQ(test, is, why);
	for (i = 0; i < nr; i++)
		KUNIT_EXPECT_EQ_MSG(test, guest->boot->values[i], values[i],
				    "value %u", i);
}

/* Expect this refusal, and that the values of its sentence begin with these. */
#define expect_refusal(test, is, why, ...)				\
do {									\
	const u64 __values[] = { __VA_ARGS__ };				\
									\
	check_refusal(test, is, why, __values, ARRAY_SIZE(__values));	\
} while (0)

/* Find the first node of @type in setup_data. */
static struct setup_data *find_setup_data(u32 type)
{
	struct setup_data *node;
	unsigned int n = 0;
	u64 next;

	for (next = guest->boot->params.hdr.setup_data; next; next = node->next) {
		node = (struct setup_data *)(unsigned long)next;
		/* in case it is a loop */
		if (node->type == type || n++ > 8)
			return node;
	}
	return NULL;
}

static int guest_init(struct kunit *test)
{
	guest = kunit_kzalloc(test, sizeof(*guest), GFP_KERNEL);
	if (!guest)
		return -ENOMEM;
	guest->window = kunit_kzalloc(test, WINDOW_SIZE, GFP_KERNEL);
	guest->boot = kunit_kzalloc(test, sizeof(*guest->boot), GFP_KERNEL);
	if (!guest->window || !guest->boot)
		return -ENOMEM;
	guest->node.type = SETUP_EFI;
	guest_add_info(test, INFO, sizeof(*guest->info));
	return 0;
}

/* ---- start_info ---------------------------------------------------------- */

static void nothing_but_the_magic(struct kunit *test)
{
	struct boot_params *params = &guest->boot->params;

	guest->info->rsdp_paddr = 0xf0000;
	guest->info->flags = 3;
	KUNIT_ASSERT_EQ(test, translate(test), 0);
	KUNIT_EXPECT_EQ(test, params->e820_entries, 0);
	KUNIT_EXPECT_EQ(test, params->hdr.ramdisk_image, 0);
	KUNIT_EXPECT_EQ(test, params->hdr.ramdisk_size, 0);
	KUNIT_EXPECT_EQ(test, params->hdr.cmd_line_ptr, 0);
	KUNIT_EXPECT_EQ(test, params->hdr.setup_data, (unsigned long)&guest->node);
	KUNIT_EXPECT_EQ(test, params->acpi_rsdp_addr, 0xf0000);
	KUNIT_EXPECT_EQ(test, params->hdr.hardware_subarch_data,
			(unsigned long)&guest->copy);
	KUNIT_EXPECT_EQ(test, 0, memcmp(&guest->copy, guest->info,
					sizeof(guest->copy)));
}

/* Unknown versions have at least the known fields. */
static void newer_versions(struct kunit *test)
{
	static const u32 versions[] = { 1, 2, 99, U32_MAX };
	struct hvm_memmap_table_entry *map;
	unsigned int i;

	map = guest_add_memmap(test, MEMMAP, 1);
	map->size = SZ_1G;
	map->type = XEN_HVM_MEMMAP_TYPE_RAM;
	guest->info->reserved = U32_MAX;
	for (i = 0; i < ARRAY_SIZE(versions); i++) {
		guest->info->version = versions[i];
		KUNIT_EXPECT_EQ(test, translate(test), 0);
		KUNIT_EXPECT_EQ(test, guest->copy.version, versions[i]);
		KUNIT_EXPECT_EQ(test, guest->boot->params.e820_entries, 2);
	}
}

/* The memory behind version 0 is undefined, or absent. */
static void version_0(struct kunit *test)
{
	guest_add_memmap(test, MEMMAP, 1);
	guest->info->version = 0;
	KUNIT_ASSERT_EQ(test, translate(test), 0);
	KUNIT_EXPECT_EQ(test, guest->copy.memmap_paddr, 0);
	KUNIT_EXPECT_EQ(test, guest->copy.memmap_entries, 0);
	KUNIT_EXPECT_EQ(test, guest->boot->params.e820_entries, 0);

	guest_add_info(test, SZ_2M - HVM_START_INFO_SIZE_V0,
		       HVM_START_INFO_SIZE_V0);
	KUNIT_EXPECT_EQ(test, 0,
			translate_at(test, SZ_2M - HVM_START_INFO_SIZE_V0));
}

struct place {
	const char *name;
	u64 paddr;
	u32 size;
	u32 why;	/* the refusal, or another result */
};

static const struct place info_places[] = {
	{ "unaligned", 0x9fc01, 56 },
	{ "ebda", 0x9fff8, 56 },
	{ "ends_at_4_gib", SZ_4G - 56, 56 },
	{ "version_0_ends_at_4_gib", SZ_4G - 40, 40 },
	{ "beyond_4_gib", SZ_4G - 55, 56, PVH_BAD_START_INFO },
	{ "version_0_beyond_4_gib", SZ_4G - 39, 40, PVH_BAD_START_INFO },
	{ "last_byte_of_4_gib", SZ_4G - 1, 56, PVH_BAD_START_INFO },
	{ "zero", 0, 56, PVH_BAD_START_INFO },
	{ "ends_at_the_image", IMAGE - 56, 56 },
	{ "ends_in_the_image", IMAGE - 55, 56, PVH_START_INFO_IN_KERNEL },
	{ "in_the_image", IMAGE + SZ_1M, 56, PVH_START_INFO_IN_KERNEL },
	{ "begins_in_the_image", IMAGE_END - 1, 56, PVH_START_INFO_IN_KERNEL },
	{ "begins_behind_the_image", IMAGE_END, 56 },
};

static void place_name(const struct place *place, char *name)
{
	strscpy(name, place->name, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(info_place, info_places, place_name);

static void place_of_start_info(struct kunit *test)
{
	const struct place *place = test->param_value;
	u32 why;

	guest_add_info(test, place->paddr, place->size);
	why = translate_at(test, place->paddr);
	if (place->why)
		expect_refusal(test, why, place->why, place->paddr);
	else
		KUNIT_EXPECT_EQ(test, why, 0);
}

static void bad_magic(struct kunit *test)
{
	guest->info->magic ^= 0x100;
	expect_refusal(test, translate(test), PVH_BAD_MAGIC,
		       XEN_HVM_START_MAGIC_VALUE ^ 0x100);
}

/* ---- memory map ---------------------------------------------------------- */

#define TYPE_RAM		XEN_HVM_MEMMAP_TYPE_RAM
#define TYPE_RESERVED		XEN_HVM_MEMMAP_TYPE_RESERVED
#define TYPE_ACPI		XEN_HVM_MEMMAP_TYPE_ACPI
#define TYPE_NVS		XEN_HVM_MEMMAP_TYPE_NVS
#define TYPE_PMEM		XEN_HVM_MEMMAP_TYPE_PMEM
#define TYPE_PRAM		E820_TYPE_PRAM
#define TYPE_SOFT_RESERVED	E820_TYPE_SOFT_RESERVED
#define NO_TYPE		0

/* Each range of these types may be a device of its own. */
static bool is_device(u32 type)
{
	return type == TYPE_PRAM || type == TYPE_SOFT_RESERVED;
}

/* The resulting map, with the part of it that is in setup_data. */
struct output {
	u32 nr;
	struct boot_e820_entry entries[PVH_MAX_RANGES];
};

static struct output *output_map(struct kunit *test)
{
	struct output *map = kunit_kzalloc(test, sizeof(*map), GFP_KERNEL);
	const struct boot_params *params = &guest->boot->params;
	const struct setup_data *ext = find_setup_data(SETUP_E820_EXT);
	u32 more = ext ? ext->len / sizeof(*map->entries) : 0;

	KUNIT_ASSERT_NOT_NULL(test, map);
	KUNIT_EXPECT_PTR_EQ(test, find_setup_data(SETUP_EFI), &guest->node);
	KUNIT_ASSERT_LE(test, params->e820_entries, E820_MAX_ENTRIES_ZEROPAGE);
	KUNIT_ASSERT_LE(test, params->e820_entries + more, PVH_MAX_RANGES);
	if (ext) {
		/* The zero page is filled first, and no node is empty. */
		KUNIT_EXPECT_EQ(test, params->e820_entries,
				E820_MAX_ENTRIES_ZEROPAGE);
		KUNIT_EXPECT_EQ(test, ext->len,
				more * sizeof(*map->entries));
		KUNIT_EXPECT_NE(test, more, 0);
	}

	map->nr = params->e820_entries + more;
	memcpy(map->entries, params->e820_table,
	       params->e820_entries * sizeof(*map->entries));
	if (ext)
		memcpy(map->entries + params->e820_entries, ext->data,
		       more * sizeof(*map->entries));
	return map;
}

/* Any order will do, as the kernel sorts them; but it rejects all if one is invalid. */
static void expect_tidy(struct kunit *test, const struct output *map)
{
	const struct boot_e820_entry *e;

	for (e = map->entries; e < map->entries + map->nr; e++) {
		KUNIT_ASSERT_NE(test, e->size, 0);
		KUNIT_ASSERT_GT(test, e->addr + e->size, e->addr);
		KUNIT_ASSERT_NE(test, e->type, NO_TYPE);
	}
}

/* The last byte of the address space is cut off, as its end cannot be represented. */
static u64 end_of(const struct hvm_memmap_table_entry *e)
{
	return e->size && e->addr + e->size == 0 ? U64_MAX : e->addr + e->size;
}

static bool is_range(const struct hvm_memmap_table_entry *e)
{
	return e->type != NO_TYPE && e->size && end_of(e) > e->addr;
}

/*
 * The model: the type of a byte, by a look at each entry. It shares no code with the
 * entry.
 */
static u32 type_in_input(const struct hvm_memmap_table_entry *in, u32 n, u64 paddr)
{
	u32 type = NO_TYPE;

	if (paddr >= ISA_START_ADDRESS && paddr < ISA_END_ADDRESS)
		type = TYPE_RESERVED;
	for (; n; n--, in++) {
		if (is_range(in) && paddr >= in->addr && paddr < end_of(in) &&
		    in->type > type)
			type = in->type;
	}
	return type;
}

/* The type of a byte once the kernel has sorted the ranges. */
static u32 type_in_output(const struct output *map, u64 paddr)
{
	const struct boot_e820_entry *e;
	u32 type = NO_TYPE;

	for (e = map->entries; e < map->entries + map->nr; e++)
		if (paddr >= e->addr && paddr - e->addr < e->size &&
		    e->type > type)
			type = e->type;
	return type;
}

/* The next address where it may change. */
static u64 next_in_output(const struct output *map, u64 paddr)
{
	const struct boot_e820_entry *e;
	u64 next = U64_MAX;

	for (e = map->entries; e < map->entries + map->nr; e++) {
		if (e->addr > paddr)
			next = min(next, e->addr);
		else if (e->addr + e->size > paddr)
			next = min(next, e->addr + e->size);
	}
	return next;
}

/* The NR_BOUNDARIES(@n) addresses where type_in_input() may change. */
#define NR_BOUNDARIES(n)	(2 * (n) + 4)
static u64 boundary(const struct hvm_memmap_table_entry *in, u32 n, u32 i)
{
	if (i < 2 * n)
		return !is_range(&in[i / 2]) ? 0 :
		       i & 1 ? end_of(&in[i / 2]) : in[i / 2].addr;
	switch (i - 2 * n) {
	case 0:
		return 0;
	case 1:
		return ISA_START_ADDRESS;
	case 2:
		return ISA_END_ADDRESS;
	default:
		return U64_MAX;
	}
}

/*
 * The number of ranges that are stored: adjacent ones are joined, but for devices. The
 * hole for ISA devices comes last.
 */
static u32 ranges_in_input(const struct hvm_memmap_table_entry *in, u32 n)
{
	static const struct hvm_memmap_table_entry hole = {
		ISA_START_ADDRESS, ISA_END_ADDRESS - ISA_START_ADDRESS, TYPE_RESERVED
	};
	u32 i, type = NO_TYPE, ranges = 0;
	u64 start = 0, end = 0;

	for (i = 0; i <= n; i++) {
		const struct hvm_memmap_table_entry *e = i < n ? &in[i] : &hole;

		if (!is_range(e))
			continue;
		if (e->type == type && !is_device(type) && e->addr == end) {
			end = end_of(e);
		} else if (e->type == type && !is_device(type) && end_of(e) == start) {
			start = e->addr;
		} else if (ranges++ < PVH_MAX_RANGES) {
			start = e->addr;
			end = end_of(e);
			type = e->type;
		}
	}
	return ranges;
}

static u32 wrapping_in_input(const struct hvm_memmap_table_entry *in, u32 n)
{
	u32 bad = 0;

	for (; n; n--, in++)
		bad += in->type != NO_TYPE && in->size &&
		       in->addr + (in->size - 1) < in->addr;
	return bad;
}

/* Devices keep their ranges and their order. */
static void expect_devices(struct kunit *test, const struct output *map,
			   const struct hvm_memmap_table_entry *in, u32 n)
{
	const struct boot_e820_entry *e = map->entries, *end = e + map->nr;

	for (;; e++, in++, n--) {
		while (e < end && !is_device(e->type))
			e++;
		while (n && !(is_range(in) && is_device(in->type))) {
			in++;
			n--;
		}
		if (e == end || !n)
			break;
		KUNIT_ASSERT_EQ(test, e->addr, in->addr);
		KUNIT_ASSERT_EQ(test, e->addr + e->size, end_of(in));
		KUNIT_ASSERT_EQ(test, e->type, in->type);
	}
	KUNIT_ASSERT_PTR_EQ(test, e, end);
	KUNIT_ASSERT_EQ(test, n, 0);
}

/* Compare both maps, and pvh_memory_at(), at @paddr, where one of them may change. */
static void expect_same_at(struct kunit *test, const struct output *map,
			   const struct hvm_memmap_table_entry *in, u32 n, u64 paddr)
{
	u32 type = type_in_input(in, n, paddr);
	u64 end;

	KUNIT_ASSERT_EQ_MSG(test, type_in_output(map, paddr), type,
			    "at %#llx", paddr);
	KUNIT_ASSERT_EQ_MSG(test, type,
			    pvh_memory_at(&guest->boot->params, guest->boot,
					  paddr, &end),
			    "at %#llx", paddr);
	KUNIT_ASSERT_EQ_MSG(test, end, next_in_output(map, paddr),
			    "from %#llx", paddr);
}

/* Two maps are equal if they agree at each address where either changes. */
static void expect_same(struct kunit *test, const struct output *map,
			const struct hvm_memmap_table_entry *in, u32 n)
{
	const struct boot_e820_entry *e;
	u32 i;

	for (i = 0; i < NR_BOUNDARIES(n); i++)
		expect_same_at(test, map, in, n, boundary(in, n, i));
	for (e = map->entries; e < map->entries + map->nr; e++) {
		expect_same_at(test, map, in, n, e->addr);
		expect_same_at(test, map, in, n, e->addr + e->size);
	}
}

/* Check what must hold for any map. Returns the number of its ranges. */
static u32 check_map(struct kunit *test)
{
	u32 n = guest->info->memmap_entries, ranges, why;
	const struct hvm_memmap_table_entry *in;
	struct output *map;

	in = (void *)guest_region(guest->info->memmap_paddr)->data;
	ranges = ranges_in_input(in, n);
	why = translate(test);
	if (ranges > PVH_MAX_RANGES) {
		expect_refusal(test, why, PVH_MEMMAP_TOO_LONG, ranges,
			       PVH_MAX_RANGES);
		return ranges;
	}
	KUNIT_ASSERT_EQ(test, why, 0);
	KUNIT_EXPECT_EQ(test, guest->boot->bad_ranges, wrapping_in_input(in, n));

	map = output_map(test);
	KUNIT_EXPECT_EQ(test, map->nr, ranges);
	expect_tidy(test, map);
	expect_same(test, map, in, n);
	expect_devices(test, map, in, n);
	kunit_kfree(test, map);
	return ranges;
}

/* The result is the same if it is translated again. */
static void check_again(struct kunit *test)
{
	struct output *map = output_map(test);
	struct hvm_memmap_table_entry *in;
	u32 i;

	in = (void *)guest_region(guest->info->memmap_paddr)->data;
	/* One more than there were entries. */
	if (map->nr * sizeof(*in) > guest_region(guest->info->memmap_paddr)->size ||
	    map->nr > PVH_MAX_MEMMAP)
		goto out;
	guest->info->memmap_entries = map->nr;
	for (i = 0; i < map->nr; i++) {
		in[i].addr = map->entries[i].addr;
		in[i].size = map->entries[i].size;
		in[i].type = map->entries[i].type;
	}
	check_map(test);
out:
	kunit_kfree(test, map);
}

struct small_map {
	const char *name;	/* unused entries have no type */
	struct boot_e820_entry in[8], out[10];
	u32 bad_ranges;
};

#define HOLE	{ ISA_START_ADDRESS, ISA_END_ADDRESS - ISA_START_ADDRESS, TYPE_RESERVED }

static const struct small_map map_cases[] = {
	{
		.name = "one_range",
		.in = { { 0, SZ_512M, TYPE_RAM } },
		.out = { { 0, SZ_512M, TYPE_RAM }, HOLE },
	}, {
		.name = "unsorted",
		.in = {
			{ SZ_4G, SZ_1G, TYPE_RAM },
			{ SZ_2G, SZ_4K, TYPE_ACPI },
			{ 0, SZ_64K, TYPE_RAM },
			{ SZ_1M, SZ_1G, TYPE_RAM },
		},
		.out = {
			{ SZ_4G, SZ_1G, TYPE_RAM },
			{ SZ_2G, SZ_4K, TYPE_ACPI },
			{ 0, SZ_64K, TYPE_RAM },
			{ SZ_1M, SZ_1G, TYPE_RAM },
			HOLE,
		},
	}, {
		.name = "adjacent",
		.in = {
			{ 3 * SZ_1M, SZ_1M, TYPE_RAM },
			{ 2 * SZ_1M, SZ_1M, TYPE_RAM },
			{ 4 * SZ_1M, SZ_1M, TYPE_RAM },
			{ 5 * SZ_1M, SZ_1M, TYPE_NVS },
			{ 7 * SZ_1M, SZ_1M, TYPE_RAM },
			{ 6 * SZ_1M, SZ_1M, TYPE_NVS },
		},
		.out = {
			{ 2 * SZ_1M, 3 * SZ_1M, TYPE_RAM },
			{ 5 * SZ_1M, SZ_1M, TYPE_NVS },
			{ 7 * SZ_1M, SZ_1M, TYPE_RAM },
			{ 6 * SZ_1M, SZ_1M, TYPE_NVS },
			HOLE,
		},
	}, {
		.name = "almost_adjacent",
		.in = {
			{ 4 * SZ_1M, SZ_1M, TYPE_RAM },
			{ 5 * SZ_1M + 1, SZ_1M - 1, TYPE_RAM },
			{ 6 * SZ_1M - 1, SZ_1M, TYPE_RAM },
			{ 5 * SZ_1M, SZ_1M - 2, TYPE_RAM },
			{ 4 * SZ_1M, SZ_1M + 1, TYPE_RAM },
		},
		.out = {
			{ 4 * SZ_1M, SZ_1M, TYPE_RAM },
			{ 5 * SZ_1M + 1, SZ_1M - 1, TYPE_RAM },
			{ 6 * SZ_1M - 1, SZ_1M, TYPE_RAM },
			{ 5 * SZ_1M, SZ_1M - 2, TYPE_RAM },
			{ 4 * SZ_1M, SZ_1M + 1, TYPE_RAM },
			HOLE,
		},
	}, {
		.name = "twice_the_same",
		.in = {
			{ SZ_2M, SZ_2M, TYPE_RAM },
			{ SZ_2M, SZ_2M, TYPE_RAM },
		},
		.out = {
			{ SZ_2M, SZ_2M, TYPE_RAM },
			{ SZ_2M, SZ_2M, TYPE_RAM },
			HOLE,
		},
	}, {
		.name = "higher_type_wins",
		.in = {
			{ 16 * SZ_1M, 16 * SZ_1M, TYPE_RAM },
			{ 20 * SZ_1M, 4 * SZ_1M, TYPE_RESERVED },
			{ 22 * SZ_1M, 4 * SZ_1M, TYPE_ACPI },
			{ 31 * SZ_1M, 2 * SZ_1M, TYPE_PMEM },
			{ 15 * SZ_1M, 2 * SZ_1M, TYPE_NVS },
		},
		.out = {
			{ 16 * SZ_1M, 16 * SZ_1M, TYPE_RAM },
			{ 20 * SZ_1M, 4 * SZ_1M, TYPE_RESERVED },
			{ 22 * SZ_1M, 4 * SZ_1M, TYPE_ACPI },
			{ 31 * SZ_1M, 2 * SZ_1M, TYPE_PMEM },
			{ 15 * SZ_1M, 2 * SZ_1M, TYPE_NVS },
			HOLE,
		},
	}, {
		.name = "lower_type_inside",
		.in = {
			{ 20 * SZ_1M, SZ_1M, TYPE_RAM },
			{ 16 * SZ_1M, 16 * SZ_1M, TYPE_RESERVED },
			{ 31 * SZ_1M, SZ_1M, TYPE_RAM },
		},
		.out = {
			{ 20 * SZ_1M, SZ_1M, TYPE_RAM },
			{ 16 * SZ_1M, 16 * SZ_1M, TYPE_RESERVED },
			{ 31 * SZ_1M, SZ_1M, TYPE_RAM },
			HOLE,
		},
	}, {
		.name = "empty",
		.in = {
			{ SZ_1G, 0, TYPE_RAM },
			{ 0, 0, TYPE_RAM },
			{ U64_MAX, 0, TYPE_RESERVED },
			{ SZ_1M, SZ_1M, TYPE_RAM },
		},
		.out = { { SZ_1M, SZ_1M, TYPE_RAM }, HOLE },
	}, {
		.name = "wrapping",
		.in = {
			{ U64_MAX - SZ_4K + 1, SZ_4K + 1, TYPE_RESERVED },
			{ SZ_1M, SZ_1M, TYPE_RAM },
			{ U64_MAX, U64_MAX, TYPE_RAM },
			{ 2, U64_MAX, TYPE_RAM },
			{ 2, U64_MAX, NO_TYPE },
			{ 2, U64_MAX, U32_MAX },
		},
		.out = { { SZ_1M, SZ_1M, TYPE_RAM }, HOLE },
		.bad_ranges = 4,
	}, {
		.name = "ends_at_2_to_the_64",
		.in = {
			{ U64_MAX - SZ_4K + 1, SZ_4K, TYPE_RESERVED },
			{ SZ_1M, SZ_1M, TYPE_RAM },
		},
		.out = {
			{ U64_MAX - SZ_4K + 1, SZ_4K - 1, TYPE_RESERVED },
			{ SZ_1M, SZ_1M, TYPE_RAM },
			HOLE,
		},
	}, {
		.name = "last_byte_of_all",
		.in = {
			{ SZ_1M, SZ_1M, TYPE_RAM },
			{ U64_MAX, 1, TYPE_RESERVED },
		},
		.out = { { SZ_1M, SZ_1M, TYPE_RAM }, HOLE },
	}, {
		.name = "all_there_is",
		.in = {
			{ BIT_ULL(63), BIT_ULL(63), TYPE_RESERVED },
			{ 0, BIT_ULL(63), TYPE_RESERVED },
		},
		.out = { { 0, U64_MAX, TYPE_RESERVED }, HOLE },
	}, {
		.name = "unknown_types",
		.in = {
			{ 1 * SZ_1G, SZ_4K, TYPE_PMEM + 1 },
			{ SZ_1G + SZ_4K, SZ_4K, TYPE_PMEM + 1 },
			{ 3ULL * SZ_1G, SZ_4K, TYPE_PRAM + 1 },
			{ 3ULL * SZ_1G, SZ_8K, TYPE_NVS },
			{ 4ULL * SZ_1G, SZ_4K, TYPE_SOFT_RESERVED - 1 },
			{ 5ULL * SZ_1G, SZ_4K, U32_MAX },
		},
		.out = {
			{ 1 * SZ_1G, SZ_8K, TYPE_PMEM + 1 },
			{ 3ULL * SZ_1G, SZ_4K, TYPE_PRAM + 1 },
			{ 3ULL * SZ_1G, SZ_8K, TYPE_NVS },
			{ 4ULL * SZ_1G, SZ_4K, TYPE_SOFT_RESERVED - 1 },
			{ 5ULL * SZ_1G, SZ_4K, U32_MAX },
			HOLE,
		},
	}, {
		.name = "devices",
		.in = {
			{ 1 * SZ_1G, SZ_1G, TYPE_RAM },
			{ 1 * SZ_1G, SZ_4K, TYPE_PRAM },
			{ SZ_1G + SZ_4K, SZ_4K, TYPE_PRAM },
			{ 2ULL * SZ_1G, SZ_4K, TYPE_SOFT_RESERVED },
			{ 2ULL * SZ_1G - SZ_4K, SZ_4K, TYPE_SOFT_RESERVED },
			{ 3ULL * SZ_1G, SZ_4K, TYPE_SOFT_RESERVED },
		},
		.out = {
			{ 1 * SZ_1G, SZ_1G, TYPE_RAM },
			{ 1 * SZ_1G, SZ_4K, TYPE_PRAM },
			{ SZ_1G + SZ_4K, SZ_4K, TYPE_PRAM },
			{ 2ULL * SZ_1G, SZ_4K, TYPE_SOFT_RESERVED },
			{ 2ULL * SZ_1G - SZ_4K, SZ_4K, TYPE_SOFT_RESERVED },
			{ 3ULL * SZ_1G, SZ_4K, TYPE_SOFT_RESERVED },
			HOLE,
		},
	}, {
		.name = "no_type",
		.in = {
			{ SZ_1M, SZ_16M - SZ_1M, TYPE_RAM },
			{ SZ_16M, SZ_16M, NO_TYPE },
			{ SZ_16M, SZ_1G, TYPE_RAM },
			{ 3ULL * SZ_1G, SZ_4K, TYPE_RAM },
		},
		.out = {
			{ SZ_1M, SZ_1G + SZ_16M - SZ_1M, TYPE_RAM },
			{ 3ULL * SZ_1G, SZ_4K, TYPE_RAM },
			HOLE,
		},
	}, {
		.name = "isa_hole_joins_what_is_before",
		.in = {
			{ 0, 0x9fc00, TYPE_RAM },
			{ SZ_1M, SZ_1M, TYPE_RESERVED },
			{ 0x9fc00, 0x400, TYPE_RESERVED },
		},
		.out = {
			{ 0, 0x9fc00, TYPE_RAM },
			{ SZ_1M, SZ_1M, TYPE_RESERVED },
			{ 0x9fc00, SZ_1M - 0x9fc00, TYPE_RESERVED },
		},
	}, {
		.name = "isa_hole_joins_what_is_behind",
		.in = {
			{ 0, 0x9fc00, TYPE_RAM },
			{ 0x9fc00, 0x400, TYPE_RESERVED },
			{ SZ_1M, SZ_1M, TYPE_RESERVED },
		},
		.out = {
			{ 0, 0x9fc00, TYPE_RAM },
			{ 0x9fc00, 0x400, TYPE_RESERVED },
			{ ISA_START_ADDRESS, SZ_2M - ISA_START_ADDRESS, TYPE_RESERVED },
		},
	}, {
		.name = "tables_in_the_isa_hole",
		.in = {
			{ 0, SZ_2M, TYPE_RAM },
			{ 0xe0000, 0x4000, TYPE_ACPI },
		},
		.out = {
			{ 0, SZ_2M, TYPE_RAM },
			{ 0xe0000, 0x4000, TYPE_ACPI },
			HOLE,
		},
	}, {
		.name = "far_above",
		.in = {
			{ 1ULL << 46, SZ_1G, TYPE_RAM },
			{ (1ULL << 52) - SZ_1G, SZ_1G, TYPE_RAM },
			{ SZ_4G - SZ_1M, SZ_2M, TYPE_RAM },
		},
		.out = {
			{ 1ULL << 46, SZ_1G, TYPE_RAM },
			{ (1ULL << 52) - SZ_1G, SZ_1G, TYPE_RAM },
			{ SZ_4G - SZ_1M, SZ_2M, TYPE_RAM },
			HOLE,
		},
	},
};

static void map_name(const struct small_map *c, char *name)
{
	strscpy(name, c->name, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(map, map_cases, map_name);

static void expect_small_map(struct kunit *test, const struct small_map *c)
{
	struct output *map;
	u32 i;

	check_map(test);
	KUNIT_EXPECT_EQ(test, guest->boot->bad_ranges, c->bad_ranges);

	map = output_map(test);
	for (i = 0; i < map->nr; i++) {
		KUNIT_EXPECT_EQ(test, map->entries[i].addr, c->out[i].addr);
		KUNIT_EXPECT_EQ(test, map->entries[i].size, c->out[i].size);
		KUNIT_EXPECT_EQ(test, map->entries[i].type, c->out[i].type);
	}
	KUNIT_EXPECT_EQ(test, c->out[i].size, 0);
	kunit_kfree(test, map);
}

static void map_of_few_ranges(struct kunit *test)
{
	const struct small_map *c = test->param_value;
	struct hvm_memmap_table_entry *in;
	u32 i, n = 0;

	/* Large enough for the result, which is translated again. */
	in = guest_add_memmap(test, MEMMAP, ARRAY_SIZE(c->out));
	for (i = 0; i < ARRAY_SIZE(c->in); i++) {
		in[i].addr = c->in[i].addr;
		in[i].size = c->in[i].size;
		in[i].type = c->in[i].type;
		in[i].reserved = U32_MAX;
		if (in[i].type)
			n = i + 1;
	}
	guest->info->memmap_entries = n;
	expect_small_map(test, c);
	/* Empty entries at the end change nothing. */
	guest->info->memmap_entries = ARRAY_SIZE(c->in);
	expect_small_map(test, c);
	check_again(test);
}

static const u32 map_sizes[] = {
	2, 127, 128, 129, 130, PVH_MAX_RANGES - 1, PVH_MAX_RANGES,
	PVH_MAX_RANGES + 1,
};

static void number_name(const u32 *number, char *name)
{
	snprintf(name, KUNIT_PARAM_DESC_SIZE, "%u", *number);
}

KUNIT_ARRAY_PARAM(map_size, map_sizes, number_name);

/* A number of ranges, the hole included, that cannot be joined. RAM is last. */
static void map_of_many_ranges(struct kunit *test)
{
	u32 i, ranges = *(const u32 *)test->param_value;
	u32 first = min_t(u32, ranges, E820_MAX_ENTRIES_ZEROPAGE);
	struct hvm_memmap_table_entry *in;

	in = guest_add_memmap(test, MEMMAP, ranges);
	guest->info->memmap_entries = ranges - 1;
	for (i = 0; i < ranges - 1; i++) {
		in[i].addr = SZ_16M + (u64)i * SZ_1M;
		in[i].size = SZ_1M;
		in[i].type = i == ranges - 2 ? TYPE_RAM : i & 1 ? TYPE_RESERVED : TYPE_ACPI;
	}
	if (ranges - 1 > PVH_MAX_MEMMAP) {
		expect_refusal(test, translate(test), PVH_BAD_MEMMAP_ENTRIES,
			       ranges - 1, PVH_MAX_MEMMAP);
		return;
	}
	KUNIT_EXPECT_EQ(test, check_map(test), ranges);
	if (ranges > PVH_MAX_RANGES)
		return;
	KUNIT_EXPECT_EQ(test, guest->boot->params.e820_entries, first);
	KUNIT_EXPECT_EQ(test, ranges > first,
			!!find_setup_data(SETUP_E820_EXT));
	check_again(test);
}

/* The most entries, all pieces of one range: the upper half first. */
static void map_of_many_entries(struct kunit *test)
{
	struct hvm_memmap_table_entry *in;
	u32 i, n = PVH_MAX_MEMMAP;

	in = guest_add_memmap(test, MEMMAP, n);
	for (i = 0; i < n; i++) {
		in[i].addr = SZ_16M + (u64)(i < n / 2 ? n / 2 + i : n - 1 - i) * SZ_1M;
		in[i].size = SZ_1M;
		in[i].type = TYPE_RAM;
	}
	KUNIT_EXPECT_EQ(test, check_map(test), 2);
}

struct random_maps {
	const char *name;
	u32 seed, rounds;
	u32 entries;		/* at most */
	u32 shift;		/* 64 steps of that many bits */
	u64 base;		/* the first step */
};

static const struct random_maps random_maps[] = {
	{ "around_the_isa_hole", 1, 300, 12, 14, 0x60000 },
	{ "single_bytes", 2, 300, 24, 0, ISA_END_ADDRESS - 20 },
	{ "low_4_gib", 3, 300, 40, 26, 0 },
	{ "whole_address_space", 4, 300, 8, 58, 0 },
	{ "end_of_the_address_space", 5, 300, 12, 12, U64_MAX - 64 * SZ_4K + 1 },
	{ "no_two_alike", 6, 100, 100, 59, 0 },
	{ "hundreds", 7, 6, 400, 20, SZ_16M },
	{ "as_many_as_can_be", 8, 3, 1024, 20, SZ_16M },
};

static void random_name(const struct random_maps *maps, char *name)
{
	strscpy(name, maps->name, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(random_maps, random_maps, random_name);

static u32 below(struct rnd_state *rnd, u32 limit)
{
	return prandom_u32_state(rnd) % limit;
}

static void random_entry(struct rnd_state *rnd, const struct random_maps *maps,
			 struct hvm_memmap_table_entry *e)
{
	static const u32 odd_types[] = {
		NO_TYPE, TYPE_PMEM + 1, TYPE_PRAM, 128, TYPE_SOFT_RESERVED, U32_MAX
	};
	/* many entries would cover all of 64 steps */
	u32 steps = max_t(u32, 64, maps->entries * 4);

	e->addr = maps->base + ((u64)below(rnd, steps) << maps->shift);
	e->size = (u64)below(rnd, 10) << maps->shift;
	/* sometimes one byte off */
	if (maps->shift && !below(rnd, 4)) {
		e->addr += below(rnd, 3) - 1ULL;
		e->size += below(rnd, 3) - 1ULL;
	}
	e->type = below(rnd, 3) ? TYPE_RAM : 1 + below(rnd, TYPE_PMEM);
	if (!below(rnd, 16))
		e->type = odd_types[below(rnd, ARRAY_SIZE(odd_types))];
	e->reserved = prandom_u32_state(rnd);
}

static void map_of_random_ranges(struct kunit *test)
{
	const struct random_maps *maps = test->param_value;
	struct hvm_memmap_table_entry *in;
	struct rnd_state rnd;
	u32 round, i;

	prandom_seed_state(&rnd, maps->seed);
	in = guest_add_memmap(test, MEMMAP, maps->entries + 1);
	for (round = 0; round < maps->rounds; round++) {
		guest->info->memmap_entries = 1 + below(&rnd, maps->entries);
		for (i = 0; i < guest->info->memmap_entries; i++)
			random_entry(&rnd, maps, &in[i]);
		if (check_map(test) <= PVH_MAX_RANGES)
			check_again(test);
	}
}

/* A map that is fetched by hypercall has entries of another size. */
static void map_of_another_stride(struct kunit *test)
{
	static const struct boot_e820_entry in[] = {
		{ SZ_16M, SZ_1M, TYPE_RAM },
		{ 0, SZ_64K, TYPE_RAM },
	};
	struct boot_params *params = &guest->boot->params;

	KUNIT_ASSERT_EQ(test, 3,
			pvh_set_memmap(params, guest->boot, in,
				       ARRAY_SIZE(in), sizeof(*in)));
	pvh_count_ranges(params, guest->boot, 0, 3);
	KUNIT_ASSERT_EQ(test, params->e820_entries, 3);
	KUNIT_EXPECT_EQ(test, 0, memcmp(params->e820_table, in, sizeof(in)));
	KUNIT_EXPECT_EQ(test, params->e820_table[2].addr, ISA_START_ADDRESS);
}

static const struct place bios_places[] = {
	{ "last_segment", 0xf0000, 0x10000, PVH_BIOS_RESERVED },
	{ "more_than_that", 0xe8000, SZ_1M, PVH_BIOS_RESERVED },
	{ "ends_earlier", 0xf0000, 0xffff, PVH_BIOS_NOT_RESERVED },
	{ "begins_later", 0xf0001, 0xffff, PVH_BIOS_NOT_RESERVED },
	{ "elsewhere", 0xfffc0000, 0x40000, PVH_BIOS_NOT_RESERVED },
};

KUNIT_ARRAY_PARAM(bios_place, bios_places, place_name);

/* The entry reserves it as well, which does not count. */
static void bios_that_the_loader_reserves(struct kunit *test)
{
	const struct place *place = test->param_value;
	struct hvm_memmap_table_entry *in = guest_add_memmap(test, MEMMAP, 1);

	KUNIT_EXPECT_EQ(test, guest->boot->bios, PVH_BIOS_UNKNOWN);
	in->addr = place->paddr;
	in->size = place->size;
	in->type = TYPE_RESERVED;
	KUNIT_ASSERT_EQ(test, translate(test), 0);
	KUNIT_EXPECT_EQ(test, guest->boot->bios, place->why);

	in->type = TYPE_RAM;
	KUNIT_ASSERT_EQ(test, translate(test), 0);
	KUNIT_EXPECT_EQ(test, guest->boot->bios, PVH_BIOS_NOT_RESERVED);
}

/* Either field says that there is no map. */
static void map_that_is_not_there(struct kunit *test)
{
	guest_add_memmap(test, MEMMAP, 1);
	guest->info->memmap_entries = 0;
	KUNIT_EXPECT_EQ(test, translate(test), 0);
	KUNIT_EXPECT_EQ(test, guest->boot->params.e820_entries, 0);

	guest->info->memmap_entries = U32_MAX;
	guest->info->memmap_paddr = 0;
	KUNIT_EXPECT_EQ(test, translate(test), 0);
	KUNIT_EXPECT_EQ(test, guest->boot->params.e820_entries, 0);
}

static void map_too_long(struct kunit *test)
{
	guest_add_memmap(test, MEMMAP, 1);
	guest->info->memmap_entries = 1025;
	expect_refusal(test, translate(test), PVH_BAD_MEMMAP_ENTRIES, 1025);
	guest->info->memmap_entries = U32_MAX;
	expect_refusal(test, translate(test), PVH_BAD_MEMMAP_ENTRIES, U32_MAX);
}

static const struct place map_places[] = {
	{ "unaligned", 0x10003, 2 },
	{ "ends_at_4_gib", SZ_4G - 48, 2 },
#ifdef CONFIG_X86_64
	{ "across_4_gib", SZ_4G - 24, 2 },
	{ "across_4_gib_in_an_entry", SZ_4G - 1, 2 },
	{ "at_4_gib", SZ_4G, 1024 },
	{ "across_4_gib_1024_entries", SZ_4G - 512 * 24, 1024 },
	{ "ends_at_64_tib", (1ULL << 46) - 48, 2 },
#endif
	{ "wraps", U64_MAX - 24, 2, PVH_BAD_MEMMAP },
	{ "last_byte", U64_MAX, 1, PVH_BAD_MEMMAP },
	{ "ends_at_the_image", IMAGE - 48, 2 },
	{ "ends_in_the_image", IMAGE - 47, 2, PVH_MEMMAP_IN_KERNEL },
	{ "in_the_image", IMAGE, 2, PVH_MEMMAP_IN_KERNEL },
	{ "begins_in_the_image", IMAGE_END - 1, 2, PVH_MEMMAP_IN_KERNEL },
	{ "begins_behind_the_image", IMAGE_END, 2 },
};

KUNIT_ARRAY_PARAM(map_place, map_places, place_name);

static void place_of_the_map(struct kunit *test)
{
	const struct place *place = test->param_value;
	struct hvm_memmap_table_entry *in;
	u32 i;

	in = guest_add_memmap(test, place->paddr, place->size);
	for (i = 0; i < place->size; i++) {
		in[i].addr = (u64)(place->size - i) * SZ_2M;
		in[i].size = i & 1 ? SZ_2M : SZ_1M;
		in[i].type = TYPE_RAM;
	}
	if (place->why)
		expect_refusal(test, translate(test), place->why, place->paddr,
			       place->size);
	else
		check_map(test);
}

static void map_that_cannot_be_reached(struct kunit *test)
{
	guest->info->memmap_paddr = SZ_1G;
	guest->info->memmap_entries = 7;
	expect_refusal(test, translate(test), PVH_BAD_MEMMAP, SZ_1G, 7);
}

/* ---- modules ------------------------------------------------------------- */

#ifdef CONFIG_X86_64
#define END_OF_MEMORY	BIT_ULL(46)
#else
#define END_OF_MEMORY	SZ_4G
#endif

static void expect_ramdisk(struct kunit *test, u64 paddr, u64 size)
{
	const struct boot_params *params = &guest->boot->params;

	KUNIT_EXPECT_EQ(test, params->hdr.ramdisk_image, (u32)paddr);
	KUNIT_EXPECT_EQ(test, params->ext_ramdisk_image, (u32)(paddr >> 32));
	KUNIT_EXPECT_EQ(test, params->hdr.ramdisk_size, (u32)size);
	KUNIT_EXPECT_EQ(test, params->ext_ramdisk_size, (u32)(size >> 32));
}

/* Modules at a distance of 1 MiB. */
static struct hvm_modlist_entry *add_modules(struct kunit *test, u32 nr)
{
	struct hvm_modlist_entry *list = guest_add_modlist(test, MODLIST, nr);
	u32 i;

	guest_add_text(test, CMDLINE, "console=ttyS0");
	for (i = 0; i < nr; i++) {
		list[i].paddr = FIRST_MODULE + (u64)i * SZ_1M;
		list[i].size = SZ_4K + i;
		list[i].cmdline_paddr = CMDLINE;
		list[i].reserved = U64_MAX;
	}
	return list;
}

static const u32 module_counts[] = { 1, 2, 8, 32 };

KUNIT_ARRAY_PARAM(module_count, module_counts, number_name);

static void first_module_is_the_ramdisk(struct kunit *test)
{
	add_modules(test, *(const u32 *)test->param_value);
	KUNIT_ASSERT_EQ(test, translate(test), 0);
	expect_ramdisk(test, FIRST_MODULE, SZ_4K);
}

static void modules_that_are_not_there(struct kunit *test)
{
	add_modules(test, 2);
	guest->info->nr_modules = 0;
	KUNIT_EXPECT_EQ(test, translate(test), 0);
	expect_ramdisk(test, 0, 0);

	guest->info->nr_modules = 2;
	guest->info->modlist_paddr = 0;
	KUNIT_EXPECT_EQ(test, translate(test), 0);
	expect_ramdisk(test, 0, 0);
}

/* Only the first entry of the list is read. */
static void any_number_of_modules(struct kunit *test)
{
	static const u32 counts[] = { 2, 33, 1U << 27, U32_MAX };
	struct hvm_modlist_entry *list = add_modules(test, 1);
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(counts); i++) {
		guest->info->nr_modules = counts[i];
		KUNIT_ASSERT_EQ(test, translate(test), 0);
		expect_ramdisk(test, list[0].paddr, list[0].size);
		KUNIT_EXPECT_EQ(test, guest->copy.nr_modules, counts[i]);
	}
}

/* Places of a list with two entries, of which the first is read. */
static const struct place modlist_places[] = {
	{ "unaligned", 0x10001 },
	{ "ends_at_4_gib", SZ_4G - 32 },
#ifdef CONFIG_X86_64
	{ "across_4_gib", SZ_4G - 9 },
	{ "at_4_gib", SZ_4G },
	{ "ends_at_64_tib", (1ULL << 46) - 32 },
	{ "beyond_64_tib", (1ULL << 46) - 31, 0, PVH_BAD_MODLIST },
#else
	{ "beyond_4_gib", SZ_4G - 31, 0, PVH_BAD_MODLIST },
#endif
	{ "wraps", U64_MAX - 30, 0, PVH_BAD_MODLIST },
	{ "ends_at_the_image", IMAGE - 32 },
	{ "ends_in_the_image", IMAGE - 31, 0, PVH_MODLIST_IN_KERNEL },
	{ "in_the_image", IMAGE, 0, PVH_MODLIST_IN_KERNEL },
	{ "begins_in_the_image", IMAGE_END - 1, 0, PVH_MODLIST_IN_KERNEL },
	{ "begins_behind_the_image", IMAGE_END },
};

KUNIT_ARRAY_PARAM(modlist_place, modlist_places, place_name);

static void place_of_the_modlist(struct kunit *test)
{
	const struct place *place = test->param_value;
	struct hvm_modlist_entry *list;

	list = guest_add_modlist(test, place->paddr, 1);
	guest->info->nr_modules = 2;
	list->paddr = FIRST_MODULE;
	list->size = SZ_64K;
	if (place->why) {
		expect_refusal(test, translate(test), place->why, place->paddr, 2);
	} else {
		KUNIT_ASSERT_EQ(test, translate(test), 0);
		expect_ramdisk(test, FIRST_MODULE, SZ_64K);
	}
}

static void modlist_that_cannot_be_reached(struct kunit *test)
{
	guest->info->modlist_paddr = SZ_1G;
	guest->info->nr_modules = 3;
	expect_refusal(test, translate(test), PVH_BAD_MODLIST, SZ_1G, 3);
}

struct module_case {
	const char *name;
	u64 paddr, size;
	u32 why;
};

static const struct module_case module_cases[] = {
	{ "empty", 0, 0 },
	{ "empty_in_the_image", IMAGE, 0 },
	{ "one_byte", SZ_2M, 1 },
	{ "large", SZ_1G, SZ_1G },
	{ "ends_with_memory", END_OF_MEMORY - SZ_4K, SZ_4K },
	{ "beyond_memory", END_OF_MEMORY - SZ_4K, SZ_4K + 1, PVH_BAD_MODULE },
	{ "wraps", U64_MAX - SZ_4K + 1, SZ_4K + 1, PVH_BAD_MODULE },
	{ "wraps_to_itself", SZ_2M, U64_MAX, PVH_BAD_MODULE },
	{ "no_address", 0, SZ_4K, PVH_BAD_MODULE },
	{ "ends_at_the_image", IMAGE - SZ_4K, SZ_4K },
	{ "ends_in_the_image", IMAGE - SZ_4K, SZ_4K + 1, PVH_MODULE_IN_KERNEL },
	{ "in_the_image", IMAGE + SZ_4K, SZ_4K, PVH_MODULE_IN_KERNEL },
	{ "around_the_image", IMAGE - 1, IMAGE_END - IMAGE + 2, PVH_MODULE_IN_KERNEL },
	{ "begins_in_the_image", IMAGE_END - 1, SZ_4K, PVH_MODULE_IN_KERNEL },
	{ "begins_behind_the_image", IMAGE_END, SZ_4K },
#ifdef CONFIG_X86_64
	{ "above_4_gib", SZ_4G + SZ_1G, SZ_4K },
	{ "longer_than_4_gib", SZ_8G, SZ_4G + SZ_4K },
#endif
};

static void module_case_name(const struct module_case *c, char *name)
{
	strscpy(name, c->name, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(module, module_cases, module_case_name);

/* The first module is the ramdisk; another one is not read. */
static void place_of_a_module(struct kunit *test)
{
	const struct module_case *c = test->param_value;
	struct hvm_modlist_entry *list = add_modules(test, 2);
	u32 why;

	list[1].paddr = c->paddr;
	list[1].size = c->size;
	KUNIT_ASSERT_EQ(test, translate(test), 0);
	expect_ramdisk(test, list[0].paddr, list[0].size);

	list[0].paddr = c->paddr;
	list[0].size = c->size;
	why = translate(test);
	if (c->why) {
		expect_refusal(test, why, c->why, 0, c->paddr, c->size);
		return;
	}
	KUNIT_ASSERT_EQ(test, why, 0);
	expect_ramdisk(test, c->size ? c->paddr : 0, c->size);
}

static void ram_for_the_image(struct kunit *test)
{
	struct hvm_memmap_table_entry *in = guest_add_memmap(test, MEMMAP, 1);

	guest->lacks_memory = true;
	in->size = IMAGE_END;
	in->type = TYPE_RAM;
	KUNIT_EXPECT_EQ(test, translate(test), 0);
	in->size--;
	expect_refusal(test, translate(test), PVH_KERNEL_BEYOND_RAM, IMAGE,
		       IMAGE_END, IMAGE_END - 1);
	guest->lacks_memory = false;
	KUNIT_EXPECT_EQ(test, translate(test), 0);

	/* The map is fetched by hypercall later. */
	guest->lacks_memory = true;
	guest->info->memmap_entries = 0;
	KUNIT_EXPECT_EQ(test, translate(test), 0);
}

/* In pieces out of order, and with a range of another type over it. */
static void ram_around_the_image(struct kunit *test)
{
	struct hvm_memmap_table_entry *in = guest_add_memmap(test, MEMMAP, 4);

	guest->lacks_memory = true;
	in[0].addr = IMAGE + SZ_2M;
	in[0].size = IMAGE_END - IMAGE - SZ_2M;
	in[0].type = TYPE_RAM;
	in[1].addr = SZ_1G;
	in[1].size = SZ_1G;
	in[1].type = TYPE_RAM;
	in[2].addr = IMAGE - SZ_1M;
	in[2].size = 4 * SZ_1M;
	in[2].type = TYPE_RAM;
	KUNIT_EXPECT_EQ(test, translate(test), 0);
	in[3].addr = IMAGE_END - SZ_4K;
	in[3].size = SZ_1M;
	in[3].type = TYPE_RESERVED;
	expect_refusal(test, translate(test), PVH_KERNEL_BEYOND_RAM, IMAGE,
		       IMAGE_END, IMAGE_END - SZ_4K);
	in[3].type = NO_TYPE;
	KUNIT_EXPECT_EQ(test, translate(test), 0);
	in[2].addr = IMAGE + 1;
	expect_refusal(test, translate(test), PVH_KERNEL_BEYOND_RAM, IMAGE,
		       IMAGE_END, IMAGE);
}

/* Command lines of modules are not read by the entry. */
static void module_command_line(struct kunit *test)
{
	static const u64 places[] = { 0, 1, IMAGE, U64_MAX };
	struct hvm_modlist_entry *list = add_modules(test, 1);
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(places); i++) {
		list->cmdline_paddr = places[i];
		KUNIT_ASSERT_EQ(test, translate(test), 0);
		expect_ramdisk(test, list->paddr, list->size);
	}
}

/* ---- command line -------------------------------------------------------- */

enum { NOKASLR = 1, NO5LVL = 2 };

struct word_case {
	const char *name, *text;
	u32 found;
};

static const struct word_case words[] = {
	{ "empty", "", 0 },
	{ "nokaslr", "nokaslr", NOKASLR },
	{ "no5lvl", "no5lvl", NO5LVL },
	{ "both", "no5lvl quiet nokaslr", NOKASLR | NO5LVL },
	{ "tabs", "quiet\tnokaslr\tro", NOKASLR },
	{ "blanks", "  nokaslr  ", NOKASLR },
	{ "longer", "nokaslrx", 0 },
	{ "shorter", "nokasl no5lv", 0 },
	{ "behind_letters", "xnokaslr nno5lvl", 0 },
	{ "behind_itself", "nokaslrnokaslr no5no5lvl", 0 },
	{ "many_n", "n nn nnn nokaslr", NOKASLR },
	{ "with_a_value", "nokaslr=0", 0 },
	{ "in_capitals", "NOKASLR No5lvl", 0 },
	{ "another_option", "noapic nosmp no", 0 },
};

static void word_name(const struct word_case *c, char *name)
{
	strscpy(name, c->name, KUNIT_PARAM_DESC_SIZE);
}

KUNIT_ARRAY_PARAM(word, words, word_name);

/* The words that are found in the command line. */
static u32 words_at(u64 paddr)
{
	unsigned long size;
	const u8 *s = pvh_string(paddr, &size);
	u32 found = 0;

	if (s && pvh_has_word(s, size, "nokaslr", 7))
		found |= NOKASLR;
	if (s && pvh_has_word(s, size, "no5lvl", 6))
		found |= NO5LVL;
	guest_close();
	return found;
}

static void expect_command_line(struct kunit *test, u64 paddr, u32 found)
{
	const struct boot_params *params = &guest->boot->params;

	KUNIT_EXPECT_EQ(test, params->hdr.cmd_line_ptr, (u32)paddr);
	KUNIT_EXPECT_EQ(test, params->ext_cmd_line_ptr, (u32)(paddr >> 32));
	KUNIT_EXPECT_EQ(test, params->hdr.loadflags, LOADED_HIGH | KASLR_FLAG);
	KUNIT_EXPECT_EQ(test, words_at(paddr), found);
}

static void words_on_the_command_line(struct kunit *test)
{
	const struct word_case *c = test->param_value;

	guest_add_text(test, CMDLINE, c->text);
	guest->info->cmdline_paddr = CMDLINE;
	KUNIT_ASSERT_EQ(test, translate(test), 0);
	expect_command_line(test, CMDLINE, c->found);
}

/* The kernel keeps 2047 characters. A word is found if all of it is kept. */
static void long_command_line(struct kunit *test)
{
	static const char word[] = "nokaslr";
	const u32 kept = COMMAND_LINE_SIZE - 1;
	u8 *text = guest_add(test, CMDLINE, 2 * SZ_4K);

	guest->info->cmdline_paddr = CMDLINE;
	memset(text, 'x', 2 * SZ_4K);
	KUNIT_ASSERT_EQ(test, translate(test), 0);
	expect_command_line(test, CMDLINE, 0);

	memset(text, ' ', 2 * SZ_4K);
	memcpy(text + kept - strlen(word), word, strlen(word));
	expect_command_line(test, CMDLINE, NOKASLR);

	memset(text, ' ', 2 * SZ_4K);
	memcpy(text + kept - strlen(word) + 1, word, strlen(word));
	expect_command_line(test, CMDLINE, 0);
}

/* Nothing is read behind the last byte that can be addressed. */
static void command_line_up_to_the_end(struct kunit *test)
{
	static const char word[] = "nokaslr";
	const u64 paddr = END_OF_MEMORY - strlen(word);

	memcpy(guest_add(test, paddr, strlen(word)), word, strlen(word));
	guest->info->cmdline_paddr = paddr;
	KUNIT_ASSERT_EQ(test, translate(test), 0);
	expect_command_line(test, paddr, NOKASLR);

	guest->info->cmdline_paddr = END_OF_MEMORY - 1;
	KUNIT_ASSERT_EQ(test, translate(test), 0);
	expect_command_line(test, END_OF_MEMORY - 1, 0);
}

static void command_line_above_4_gib(struct kunit *test)
{
	static const u64 places[] = { SZ_4G - 3, SZ_4G, 1ULL << 45 };
	unsigned int i;

	if (!IS_ENABLED(CONFIG_X86_64)) {
		guest->info->cmdline_paddr = SZ_4G;
		KUNIT_ASSERT_EQ(test, translate(test), 0);
		expect_command_line(test, 0, 0);
		return;
	}
	for (i = 0; i < ARRAY_SIZE(places); i++) {
		guest->info->cmdline_paddr = places[i];
		guest_add_text(test, places[i], "ro nokaslr");
		KUNIT_ASSERT_EQ(test, translate(test), 0);
		expect_command_line(test, places[i], NOKASLR);
		guest->nr_regions--;
	}
}

/* Only the first byte is checked. */
static const struct place cmdline_places[] = {
	{ "begins_before_the_image", IMAGE - 1 },
	{ "begins_with_the_image", IMAGE, 0, PVH_CMDLINE_IN_KERNEL },
	{ "begins_in_the_image", IMAGE_END - 1, 0, PVH_CMDLINE_IN_KERNEL },
	{ "begins_behind_the_image", IMAGE_END },
};

KUNIT_ARRAY_PARAM(cmdline_place, cmdline_places, place_name);

static void place_of_the_command_line(struct kunit *test)
{
	const struct place *place = test->param_value;

	guest_add_text(test, place->paddr, "no5lvl");
	guest->info->cmdline_paddr = place->paddr;
	if (place->why) {
		expect_refusal(test, translate(test), place->why, place->paddr);
	} else {
		KUNIT_ASSERT_EQ(test, translate(test), 0);
		expect_command_line(test, place->paddr, NO5LVL);
	}
}

static void command_line_that_cannot_be_reached(struct kunit *test)
{
	static const u64 places[] = { 0, SZ_1G, END_OF_MEMORY, U64_MAX };
	unsigned int i;

	/* Address 0 means that there is none. */
	guest_add_text(test, 0, "nokaslr");
	for (i = 0; i < ARRAY_SIZE(places); i++) {
		guest->info->cmdline_paddr = places[i];
		KUNIT_ASSERT_EQ(test, translate(test), 0);
		expect_command_line(test, 0, 0);
	}
}

/* Tables are refused in the order in which they are read. */
static void first_of_all_reasons(struct kunit *test)
{
	struct hvm_memmap_table_entry *map = guest_add_memmap(test, MEMMAP, 1);
	struct hvm_modlist_entry *list = add_modules(test, 1);

	guest_add_text(test, IMAGE, "quiet");
	guest->lacks_memory = true;
	guest->info->memmap_entries = U32_MAX;
	list->paddr = IMAGE;
	guest->info->cmdline_paddr = IMAGE;
	KUNIT_EXPECT_EQ(test, translate(test), PVH_BAD_MEMMAP_ENTRIES);
	guest->info->memmap_entries = 1;
	map->size = IMAGE;
	map->type = TYPE_RAM;
	KUNIT_EXPECT_EQ(test, translate(test), PVH_KERNEL_BEYOND_RAM);
	map->size = IMAGE_END;
	KUNIT_EXPECT_EQ(test, translate(test), PVH_MODULE_IN_KERNEL);
	list->size = 0;
	KUNIT_EXPECT_EQ(test, translate(test), PVH_CMDLINE_IN_KERNEL);
}

/* ---- */

static struct kunit_case pvh_cases[] = {
	KUNIT_CASE(nothing_but_the_magic),
	KUNIT_CASE(newer_versions),
	KUNIT_CASE(version_0),
	KUNIT_CASE_PARAM(place_of_start_info, info_place_gen_params),
	KUNIT_CASE(bad_magic),

	KUNIT_CASE_PARAM(map_of_few_ranges, map_gen_params),
	KUNIT_CASE_PARAM(map_of_many_ranges, map_size_gen_params),
	KUNIT_CASE(map_of_many_entries),
	KUNIT_CASE_PARAM(map_of_random_ranges, random_maps_gen_params),
	KUNIT_CASE(map_of_another_stride),
	KUNIT_CASE_PARAM(bios_that_the_loader_reserves, bios_place_gen_params),
	KUNIT_CASE(map_that_is_not_there),
	KUNIT_CASE(map_too_long),
	KUNIT_CASE_PARAM(place_of_the_map, map_place_gen_params),
	KUNIT_CASE(map_that_cannot_be_reached),

	KUNIT_CASE_PARAM(first_module_is_the_ramdisk, module_count_gen_params),
	KUNIT_CASE(modules_that_are_not_there),
	KUNIT_CASE(any_number_of_modules),
	KUNIT_CASE_PARAM(place_of_the_modlist, modlist_place_gen_params),
	KUNIT_CASE(modlist_that_cannot_be_reached),
	KUNIT_CASE_PARAM(place_of_a_module, module_gen_params),
	KUNIT_CASE(ram_for_the_image),
	KUNIT_CASE(ram_around_the_image),
	KUNIT_CASE(module_command_line),

	KUNIT_CASE_PARAM(words_on_the_command_line, word_gen_params),
	KUNIT_CASE(long_command_line),
	KUNIT_CASE(command_line_up_to_the_end),
	KUNIT_CASE(command_line_above_4_gib),
	KUNIT_CASE_PARAM(place_of_the_command_line, cmdline_place_gen_params),
	KUNIT_CASE(command_line_that_cannot_be_reached),
	KUNIT_CASE(first_of_all_reasons),
	{}
};

static struct kunit_suite pvh_suite = {
	.name = "pvh",
	.init = guest_init,
	.test_cases = pvh_cases,
};

kunit_test_suite(pvh_suite);

MODULE_DESCRIPTION("KUnit tests of the PVH entry's start_info");
MODULE_LICENSE("GPL");
