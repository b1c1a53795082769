// SPDX-License-Identifier: GPL-2.0-only
/*
 * Modules beyond the ramdisk stay where the loader put them, with the module list and
 * their command lines, and can be found by start_info.
 * A module whose command line has the word "rng-seed" seeds the random number generator
 * instead.
 */
#define pr_fmt(fmt) "PVH: " fmt

#include <linux/init.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/processor.h>
#include <linux/string.h>

#include <asm/cmdline.h>
#include <asm/pvh.h>
#include <asm/sections.h>
#include <asm/setup.h>

#include "pvh.h"

struct pvh_rng_seed pvh_rng_seed __initdata __aligned(8) = {
	.data.type = SETUP_RNG_SEED,
};

/* The module list and the number of its entries; the ramdisk of boot_params. */
static struct hvm_modlist_entry *modules __initdata;
static u32 nr_modules __initdata;
static u64 ramdisk __initdata, ramdisk_end __initdata;

/*
 * Whether the kernel can address a range, and it is outside of its image. The entry has
 * checked the ramdisk; other modules are no reason to refuse a boot.
 */
static bool __init is_usable(u64 paddr, u64 size)
{
	u64 limit = 1ULL << (IS_ENABLED(CONFIG_X86_64) ?
			     boot_cpu_data.x86_phys_bits : 32);

	return paddr && paddr < limit && size <= limit - paddr &&
	       (paddr >= __pa_symbol(_end) || paddr + size <= __pa_symbol(_text));
}

static u64 __init ramdisk_image(void)
{
	return boot_params.hdr.ramdisk_image | (u64)boot_params.ext_ramdisk_image << 32;
}

static bool __init overlap(u64 paddr, u64 size, u64 other, u64 other_size)
{
	return size && other_size && paddr < other + other_size && other < paddr + size;
}

static void __init reserve_range(const char *what, u64 paddr, u64 size)
{
#if PVH_BASE >= 616
	/* As the ramdisk: overlapping ranges must not be reserved in two ways. */
	memblock_reserve_kern(paddr, size);
#else
	memblock_reserve(paddr, size);
#endif
	if (paddr < PAGE_ALIGN(ramdisk_end) && paddr + size > ramdisk)
		pr_warn("%s, at %#llx, %llu bytes, is lost with the pages of the ramdisk, which ends at %#llx\n",
			what, paddr, size, ramdisk_end);
}

/* Map COMMAND_LINE_SIZE bytes of a string; NULL if that is not possible. */
static char *__init map_string(u64 paddr)
{
	if (!is_usable(paddr, COMMAND_LINE_SIZE))
		return NULL;
	return early_memremap(paddr, COMMAND_LINE_SIZE);
}

/* The size of a string, its terminating zero included; 0 if it cannot be mapped. */
static u64 __init string_size(u64 paddr)
{
	char *s = map_string(paddr);
	u64 size = s ? strnlen(s, COMMAND_LINE_SIZE - 1) + 1 : 0;

	if (s)
		early_memunmap(s, COMMAND_LINE_SIZE);
	return size;
}

static bool __init is_seed(u32 i)
{
	char *s = map_string(modules[i].cmdline_paddr);
	bool says = s && modules[i].size && cmdline_find_option_bool(s, "rng-seed");

	if (s)
		early_memunmap(s, COMMAND_LINE_SIZE);
	return says;
}

/* Whether wiping module @i would destroy something else that is still needed. */
static bool __init shares_memory(u32 i)
{
	u64 paddr = modules[i].paddr, size = modules[i].size;
	u32 j;

	if (overlap(paddr, size, pvh_start_info.modlist_paddr,
		    nr_modules * sizeof(*modules)) ||
	    overlap(paddr, size, ramdisk, ramdisk_end - ramdisk))
		return true;
	for (j = 0; j < nr_modules; j++)
		if (overlap(paddr, size, modules[j].cmdline_paddr,
			    string_size(modules[j].cmdline_paddr)) ||
		    (j != i && overlap(paddr, size, modules[j].paddr, modules[j].size)))
			return true;
	return false;
}

/* Copy the seed, and wipe it where it was. */
static void __init take_seed(const char *what, u32 i)
{
	const struct hvm_modlist_entry *module = &modules[i];
	u64 size = min_t(u64, module->size, PVH_MAX_SEED - pvh_rng_seed.data.len);
	u64 used = 0;
	void *from;

	if (!is_usable(module->paddr, module->size) || shares_memory(i) ||
	    !pvh_check_place(what, module->paddr, module->size)) {
		pr_warn("%s is a seed that shares memory with something else, and is not used\n",
			what);
		return;
	}
	if (!size)
		return;
	from = early_memremap(module->paddr, size);
	if (!from)
		return;
	/* An address must not tell anything of what comes from the generator */
	if (module->paddr == pvh_boot.kaslr_seed)
		used = min_t(u64, size, PVH_KASLR_SEED_SIZE);
	if (size > used && !pvh_rng_seed.data.len) {
		pvh_rng_seed.data.next = boot_params.hdr.setup_data;
		boot_params.hdr.setup_data = __pa_symbol(&pvh_rng_seed);
	}
	memcpy(pvh_rng_seed.bytes + pvh_rng_seed.data.len, from + used, size - used);
	memzero_explicit(from, size);
	pvh_rng_seed.data.len += size - used;
	early_memunmap(from, size);
}

/* Neither the ramdisk nor its command line is reserved here. */
static void __init keep_module(u32 i)
{
	u64 paddr = modules[i].paddr, size = modules[i].size;
	u64 cmdline = modules[i].cmdline_paddr;
	bool is_ramdisk = ramdisk && paddr == ramdisk;
	char what[40];
	u64 length;

	scnprintf(what, sizeof(what), "module %u", i);
	if (is_seed(i)) {
		take_seed(what, i);
		return;
	}
	if (is_ramdisk || (size && is_usable(paddr, size))) {
		/* With a wild size, to reserve it would take all RAM above its start. */
		if (pvh_check_place(what, paddr, size) && !is_ramdisk)
			reserve_range(what, paddr, size);
	} else if (size) {
		pr_warn("%s cannot be at %#llx, %llu bytes: it is left out\n",
			what, paddr, size);
	}

	/* No reason to warn: qboot does not set the address, which is on its stack. */
	if (!cmdline || is_ramdisk)
		return;
	scnprintf(what, sizeof(what), "the command line of module %u", i);
	length = string_size(cmdline);
	if (!length)
		pr_info("%s cannot be at %#llx: it is left out\n", what, cmdline);
	else
		reserve_range(what, cmdline, length);
}

/* Each pair once. */
static void __init check_overlaps(u32 i)
{
	u32 j;

	for (j = 0; j < i; j++)
		if (is_usable(modules[i].paddr, modules[i].size) &&
		    is_usable(modules[j].paddr, modules[j].size) &&
		    overlap(modules[i].paddr, modules[i].size, modules[j].paddr,
			    modules[j].size))
			pr_warn("module %u, at %#llx, %llu bytes, overlaps module %u\n",
				i, modules[i].paddr, modules[i].size, j);
}

/*
 * The entry takes the first module for the ramdisk. If that is a seed, the ramdisk is
 * the first module that is none. A loader that enters natively may have set another one.
 */
static void __init skip_seeds(void)
{
	struct boot_params *params = &boot_params;
	u64 paddr = 0, size = 0;
	u32 i;

	for (i = 0; i < nr_modules && is_seed(i); i++)
		;
	if (!i || modules[0].paddr != ramdisk_image())
		return;
	if (i < nr_modules && modules[i].size &&
	    is_usable(modules[i].paddr, modules[i].size)) {
		paddr = modules[i].paddr;
		size = modules[i].size;
	}
	params->hdr.ramdisk_image = paddr;
	params->ext_ramdisk_image = paddr >> 32;
	params->hdr.ramdisk_size = size;
	params->ext_ramdisk_size = size >> 32;
}

/**
 * pvh_keep_modules() - reserve the memory of the modules
 *
 * Called before memblock allocates anything. The ramdisk is reserved and freed
 * elsewhere, up to the end of its last page, where its command line may be.
 */
void __init pvh_keep_modules(void)
{
	struct hvm_start_info *info = &pvh_start_info;
	u64 list = info->modlist_paddr, size;
	u32 i;

	nr_modules = list ? min_t(u32, info->nr_modules, PVH_MAX_MODULES) : 0;
	if (nr_modules < info->nr_modules)
		pr_warn("start_info nr_modules is %u, modlist_paddr is %#llx: %u of the modules are left out\n",
			info->nr_modules, list, info->nr_modules - nr_modules);
	info->nr_modules = nr_modules;
	if (!nr_modules)
		return;

	size = nr_modules * sizeof(*modules);
	if (!is_usable(list, size)) {
		pr_warn("the module list cannot be at %#llx: it is left out\n", list);
		return;
	}
	modules = early_memremap(list, size);
	if (!modules)
		return;
	skip_seeds();
	ramdisk = ramdisk_image();
	ramdisk_end = ramdisk + (boot_params.hdr.ramdisk_size |
				 (u64)boot_params.ext_ramdisk_size << 32);
	pvh_check_place("the module list", list, size);
	reserve_range("the module list", list, size);
	for (i = 0; i < nr_modules; i++) {
		keep_module(i);
		check_overlaps(i);
	}
	early_memunmap(modules, size);
}
