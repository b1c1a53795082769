// SPDX-License-Identifier: GPL-2.0-only
/*
 * Early set-up of X86_SUBARCH_PVH, once the kernel runs at its link address, and the
 * data that the entry fills in.
 */
#define pr_fmt(fmt) "PVH: " fmt

#include <linux/cache.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/string.h>

#include <asm/boot.h>
#include <asm/cmdline.h>
#include <asm/e820/types.h>
#include <asm/proto.h>
#include <asm/pvh.h>
#include <asm/sections.h>
#include <asm/setup.h>
#include <asm/x86_init.h>

#include "pvh.h"

/* The loader type that the kernel has always set, see Documentation/arch/x86/boot.rst. */
#define LOADER_QEMU		0xb0

/*
 * A copy of the loader's start_info. hardware_subarch_data points to it for as long as
 * the kernel runs. Written by the entry, before .bss is cleared.
 */
struct hvm_start_info pvh_start_info __ro_after_init;

/*
 * Fields that boot.rst requires of a loader and that do not depend on start_info. The
 * entry fills in the others.
 */
struct pvh_boot pvh_boot __initdata __aligned(8) = {
	.params.hdr = {
		.vid_mode = NORMAL_VGA,
		.boot_flag = 0xaa55,
		.header = 0x53726448,	/* "HdrS" */
		.version = 0x020f,
		.type_of_loader = LOADER_QEMU,
		.loadflags = LOADED_HIGH |
			     (IS_ENABLED(CONFIG_RANDOMIZE_BASE) ? KASLR_FLAG : 0),
		.cmdline_size = COMMAND_LINE_SIZE - 1,
		.hardware_subarch = X86_SUBARCH_PVH,
	},
	.text = (unsigned long)_text,
	.nokaslr = "nokaslr",
	.rng_seed = "rng-seed",
};

#ifdef CONFIG_PVH_RANDOMIZE_BASE
/* The linker script takes it out of the kernel proper, a tool appends the table. */
const struct pvh_relocs pvh_relocs __section(".pvh_relocs") = { };
#endif

/* No console is registered yet. */
static void __init pvh_puts(const char *text)
{
	for (; *text; text++) {
		outb(*text, PVH_DEBUG_PORT);
		outb(*text, PVH_COM1);
	}
}

static void __init __noreturn pvh_stop(void)
{
	pvh_puts(". Halted.\r\n");
	for (;;)
		asm volatile("cli; hlt");
}

static void __init __noreturn pvh_halt(const char *why)
{
	pvh_puts("PVH: ");
	pvh_puts(why);
	pvh_stop();
}

static void __init __noreturn pvh_halt_without_memmap(const char *why)
{
	pvh_puts("PVH: start_info ");
	pvh_puts(why);
	pvh_puts(", and no memory map can be had by hypercall");
	pvh_stop();
}

#ifndef CONFIG_X86_64
static struct boot_e820_entry memmap_buffer[PVH_MAX_MEMMAP] __initdata;
#else
#define memmap_buffer	((struct boot_e820_entry *)pvh_page_tables)
#endif

/**
 * pvh_memmap_buffer() - get a buffer for a memory map that pvh_store_memmap() takes
 * @entries: receives the number of ranges that fit
 *
 * Return: the buffer, in memory that the entry has used.
 */
struct boot_e820_entry *__init pvh_memmap_buffer(u32 *entries)
{
	BUILD_BUG_ON(PVH_MAX_MEMMAP * sizeof(struct boot_e820_entry) >
		     PVH_NR_PAGE_TABLES * PAGE_SIZE);

	*entries = PVH_MAX_MEMMAP;
	return memmap_buffer;
}

/**
 * pvh_store_memmap() - store a memory map in boot_params
 * @params: as copied by the native entry
 * @entries: number of ranges in pvh_memmap_buffer()
 *
 * Return: false if the kernel has no room for so many ranges.
 */
bool __init pvh_store_memmap(struct boot_params *params, u32 entries)
{
	entries = pvh_set_memmap(params, &pvh_boot, memmap_buffer, entries,
				 sizeof(*memmap_buffer));
	if (entries > PVH_MAX_RANGES)
		return false;
	pvh_count_ranges(params, &pvh_boot, __pa_symbol(&pvh_boot.e820_ext), entries);
	return true;
}

/**
 * pvh_memmap_entry() - get a range of the memory map
 * @i: its number
 *
 * Return: the range; NULL behind the last one.
 */
struct boot_e820_entry *__init pvh_memmap_entry(u32 i)
{
	return pvh_range(&boot_params, &pvh_boot, i);
}

/**
 * pvh_memmap_split() - split a range of the memory map
 * @i: its number; the second one comes behind it
 * @size: of the first one, in bytes
 *
 * Return: false if there is no room for one more range. Then nothing changes.
 */
bool __init pvh_memmap_split(u32 i, u64 size)
{
	struct boot_e820_entry *entry;
	u32 ranges = 0;

	while (pvh_memmap_entry(ranges))
		ranges++;
	if (ranges >= PVH_MAX_RANGES)
		return false;

	pvh_count_ranges(&boot_params, &pvh_boot, __pa_symbol(&pvh_boot.e820_ext),
			 ranges + 1);
	for (; ranges > i; ranges--)
		*pvh_memmap_entry(ranges) = *pvh_memmap_entry(ranges - 1);

	entry = pvh_memmap_entry(i + 1);
	entry->addr += size;
	entry->size -= size;
	pvh_memmap_entry(i)->size = size;
	return true;
}

/*
 * The setup_data nodes of the entry have been parsed, and their memory is freed with
 * the other init data: unlink them from boot_params. They are the first in the list.
 */
static int __init pvh_unlink_setup_data(void)
{
	struct setup_header *hdr = &boot_params.hdr;

	for (;;) {
		if (hdr->setup_data == __pa_symbol(&pvh_rng_seed))
			hdr->setup_data = pvh_rng_seed.data.next;
		else if (hdr->setup_data == __pa_symbol(&pvh_boot.e820_ext))
			hdr->setup_data = pvh_boot.e820_ext.data.next;
		else
			return 0;
	}
}
early_initcall(pvh_unlink_setup_data);

/*
 * A loader may set X86_SUBARCH_PVH and use the native entry point; its start_info has
 * not been copied then. There is none after kexec.
 */
static void __init find_start_info(void)
{
	u64 data = boot_params.hdr.hardware_subarch_data;

	if (data == __pa_symbol(&pvh_start_info))
		return;
	boot_params.hdr.hardware_subarch_data = 0;
	if (!data)
		return;
#ifdef CONFIG_X86_64
	if (data < MAXMEM - sizeof(pvh_start_info)) {
		const struct hvm_start_info *info = __va(data);

		if (info->magic == XEN_HVM_START_MAGIC_VALUE) {
			memcpy(&pvh_start_info, info, info->version ?
			       sizeof(*info) : HVM_START_INFO_SIZE_V0);
			boot_params.hdr.hardware_subarch_data =
				__pa_symbol(&pvh_start_info);
			return;
		}
	}
#endif
	pr_warn("no start_info at hardware_subarch_data %#llx, going on without\n",
		data);
}

/* If the zero page is full, there may be RAM in setup_data. */
static bool __init has_ram(void)
{
	u32 i;

	for (i = 0; i < boot_params.e820_entries && i < E820_MAX_ENTRIES_ZEROPAGE; i++)
		if (boot_params.e820_table[i].type == E820_TYPE_RAM)
			return true;
	return i == E820_MAX_ENTRIES_ZEROPAGE;
}

static void __init log_kaslr(void)
{
	const u32 sources = pvh_boot.kaslr_sources;

	switch (pvh_boot.kaslr) {
	case PVH_KASLR_UNKNOWN:
	case PVH_KASLR_OFF:
		break;
	case PVH_KASLR_ON:
		pr_info("the kernel's virtual address was chosen by%s%s%s\n",
			sources & PVH_KASLR_SEED ? " rng-seed" : "",
			sources & PVH_KASLR_RDRAND ? " RDRAND" : "",
			sources & PVH_KASLR_TSC ? " TSC" : "");
		break;
	case PVH_KASLR_NO_TABLE:
		pr_warn("the kernel's virtual address is not random: there is no table of relocations behind it, or not all of it\n");
		break;
	case PVH_KASLR_MOVED:
		pr_info("the kernel's virtual address was chosen before the entry\n");
		break;
	case PVH_KASLR_NOT_RANDOM:
		pr_warn("the kernel's virtual address is not random: there is no rng-seed, RDRAND or TSC\n");
		break;
	}
}

bool pvh_entered __initdata;

static void (*arch_setup)(void) __initdata;

/*
 * The CPU is known, and the memory map has not been parsed. Until x86_configure_nx() is
 * called, early mappings have the NX bit set, which is reserved on a CPU without it;
 * setup_arch() calls it only after setup_data was mapped first.
 */
static void __init pvh_arch_setup(void)
{
	x86_configure_nx();
	if (cmdline_find_option_bool(boot_command_line, "nokaslr"))
		boot_params.hdr.loadflags &= ~KASLR_FLAG;
	pvh_limit_memmap();
	pvh_check_tables();
	pvh_keep_modules();
	arch_setup();
}

/**
 * pvh_early_setup() - early set-up of X86_SUBARCH_PVH
 *
 * Called before setup_arch(), once boot_params is copied and early exceptions are
 * handled. What start_info leaves to the hypervisor is fetched here.
 */
void __init pvh_early_setup(void)
{
	const char *why;

	pvh_entered = true;
	find_start_info();

	why = pvh_setup_hypervisor();
	if (why)
		pvh_halt(why);
	if (!boot_params.e820_entries) {
		if (!pvh_start_info.version)
			pvh_halt_without_memmap("version is 0, which has no memory map");
		if (!pvh_start_info.memmap_entries)
			pvh_halt_without_memmap("memmap_entries is 0");
		pvh_halt_without_memmap("memmap_paddr is 0");
	}
	if (!has_ram())
		pvh_halt("the memory map has no RAM");

	if (pvh_boot.bad_ranges)
		pr_warn("%u ranges of the memory map wrap past the end of the address space and are left out\n",
			pvh_boot.bad_ranges);
	log_kaslr();
	pvh_find_legacy();

	arch_setup = x86_init.oem.arch_setup;
	x86_init.oem.arch_setup = pvh_arch_setup;
}
