// SPDX-License-Identifier: GPL-2.0-only
/* Early set-up, and the list of setup_data. */
#include SOURCE
#include "../../arch/x86/platform/pvh/memmap.c"

#include "prove.h"

#define EXT_PADDR 0x1000
#define SEED_PADDR 0x2000
#define INFO_PADDR 0x3000

struct boot_params boot_params;
struct pvh_rng_seed pvh_rng_seed;
struct x86_platform_ops x86_platform;
struct setup_of_oem x86_init;
char boot_command_line[COMMAND_LINE_SIZE], _text[1];
u8 pvh_page_tables[PVH_NR_PAGE_TABLES * PAGE_SIZE];

static u32 warnings;

u64 symbol_paddr(unsigned long symbol)
{
	return symbol == (unsigned long)&pvh_boot.e820_ext ? EXT_PADDR :
	       symbol == (unsigned long)&pvh_rng_seed ? SEED_PADDR : INFO_PADDR;
}

void kernel_log(const char *format, ...)
{
	warnings++;
}

/*
 * Whoever adds to the list, in any order and however often: it ends where the loader's
 * list began, with no node twice, and neither of these nodes stays when their memory is freed.
 */
void pvh_setup_data(void)
{
	u64 next = nondet_u64(), at;
	u32 i, ranges = 0, nodes = 0;

	ASSUME(next != EXT_PADDR && next != SEED_PADDR);
	boot_params.hdr.setup_data = next;
	for (i = 0; i < 4; i++) {
		u32 more = nondet_u32();

		if (nondet_bool()) {
			ASSUME(more >= ranges && more <= PVH_MAX_RANGES);
			ranges = more;
			pvh_count_ranges(&boot_params, &pvh_boot, EXT_PADDR, ranges);
		} else if (!pvh_rng_seed.data.len) {
			/* As modules.c, see modules_seed */
			pvh_rng_seed.data.len = more;
			if (more) {
				pvh_rng_seed.data.next = boot_params.hdr.setup_data;
				boot_params.hdr.setup_data = SEED_PADDR;
			}
		}
	}

	for (at = boot_params.hdr.setup_data; at != next && nodes < 3; nodes++) {
		PROVE(at == EXT_PADDR || at == SEED_PADDR);
		at = at == EXT_PADDR ? pvh_boot.e820_ext.data.next : pvh_rng_seed.data.next;
	}
	PROVE(nodes == (ranges > E820_MAX_ENTRIES_ZEROPAGE) + (pvh_rng_seed.data.len > 0));
	pvh_unlink_setup_data();
	PROVE(boot_params.hdr.setup_data == next);
	END();
}

static bool is_same(const struct boot_e820_entry *range, const struct boot_e820_entry *other)
{
	return range->addr == other->addr && range->size == other->size && range->type == other->type;
}

/* With @count ranges, the one at @i */
static void split(u32 count, u32 i)
{
	static struct boot_e820_entry was[PVH_MAX_RANGES + 1];
	const u64 size = nondet_u64();
	struct boot_e820_entry first, second;
	bool is_split;
	u32 j;

	__CPROVER_havoc_object(was);
	pvh_count_ranges(&boot_params, &pvh_boot, EXT_PADDR, count);
	for (j = 0; j < count; j++)
		*pvh_memmap_entry(j) = was[j];

	is_split = pvh_memmap_split(i, size);

	PROVE(is_split == (count < PVH_MAX_RANGES));
	for (j = 0; j < count; j++)
		if (j != i || !is_split)
			PROVE(is_same(pvh_memmap_entry(j > i ? j + is_split : j), &was[j]));
	if (is_split) {
		first = (struct boot_e820_entry){ was[i].addr, size, was[i].type };
		second = (struct boot_e820_entry){ was[i].addr + size, was[i].size - size, was[i].type };
		PROVE(is_same(pvh_memmap_entry(i), &first) && is_same(pvh_memmap_entry(i + 1), &second));
	}
	PROVE(!pvh_memmap_entry(count + is_split));
	END();
}

/* One range becomes two, which are what it was; all others stay, as does their order. */
void pvh_split(void)
{
	u32 count, i;

	for (count = 1; count <= PVH_MAX_RANGES; count++)
		for (i = 0; i < count; i++)
			if (nondet_bool()) {
				split(count, i);
				return;
			}
}

static struct hvm_start_info loaded;
static u32 reads;

void *virtual_address(u64 paddr)
{
	PROVE(paddr == boot_params.hdr.hardware_subarch_data || !boot_params.hdr.hardware_subarch_data);
	PROVE(paddr && paddr <= MAXMEM && sizeof(loaded) <= MAXMEM - paddr);
	reads++;
	return &loaded;
}

/* What hardware_subarch_data leads to is a start_info, or nothing. */
void pvh_info(void)
{
	u64 data = nondet_u64();
	struct hvm_start_info was;

	__CPROVER_havoc_object(&loaded);
	__CPROVER_havoc_object(&pvh_start_info);
	was = pvh_start_info;
	boot_params.hdr.hardware_subarch_data = data;

	find_start_info();

	if (data == INFO_PADDR) {
		PROVE(boot_params.hdr.hardware_subarch_data == data && !reads && !warnings);
	} else if (reads && loaded.magic == 0x336ec578) {
		PROVE(boot_params.hdr.hardware_subarch_data == INFO_PADDR && !warnings);
		PROVE(pvh_start_info.magic == loaded.magic && pvh_start_info.rsdp_paddr == loaded.rsdp_paddr);
		PROVE(pvh_start_info.memmap_paddr == (loaded.version ? loaded.memmap_paddr : was.memmap_paddr));
		PROVE(pvh_start_info.memmap_entries == (loaded.version ? loaded.memmap_entries : was.memmap_entries));
	} else {
		PROVE(!boot_params.hdr.hardware_subarch_data && warnings == (data != 0));
		PROVE(pvh_start_info.magic == was.magic);
	}
	END();
}

static bool hypervisor_refuses;
static u32 decisions;

/* In place of pvh_setup_hypervisor(), find_start_info() and whatever does not return */
const char *any_hypervisor(void)
{
	__CPROVER_havoc_object(&boot_params);
	return hypervisor_refuses ? "" : NULL;
}

void any_info(void)
{
	__CPROVER_havoc_object(&pvh_start_info);
}

static bool has_any_ram(void)
{
	u32 i;

	for (i = 0; i < E820_MAX_ENTRIES_ZEROPAGE; i++)
		if (i < boot_params.e820_entries && boot_params.e820_table[i].type == 1)
			return true;
	return false;
}

void halt(const char *why)
{
	PROVE(hypervisor_refuses || !has_any_ram());
	PROVE(hypervisor_refuses || (boot_params.e820_entries &&
				     boot_params.e820_entries < E820_MAX_ENTRIES_ZEROPAGE));
	ASSUME(false);
}

void halt_without_memmap(const char *why)
{
	PROVE(!hypervisor_refuses && !boot_params.e820_entries);
	ASSUME(false);
}

void pvh_find_legacy(void)
{
	decisions++;
}

/* The boot goes on if there is RAM, or may be: nothing else stops it. */
void pvh_goes_on(void)
{
	__CPROVER_havoc_object(&pvh_boot);
	hypervisor_refuses = nondet_bool();

	pvh_early_setup();

	PROVE(!hypervisor_refuses && boot_params.e820_entries);
	PROVE(has_any_ram() || boot_params.e820_entries >= E820_MAX_ENTRIES_ZEROPAGE);
	PROVE(pvh_entered && decisions == 1 && x86_init.oem.arch_setup == pvh_arch_setup);
	END();
}
