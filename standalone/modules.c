// SPDX-License-Identifier: GPL-2.0-only
/*
 * Check modules and take random seeds from them, for a kernel without support for
 * modules. Kernels with the PVH subarch check them again.
 */
#include <linux/kernel.h>
#include <linux/sizes.h>
#include <linux/stddef.h>
#include <linux/types.h>

#include <asm/bootparam.h>

#include "modules.h"

/* Linked to boot_params if there is a seed. */
struct pvh_rng_seed pvh_rng_seed;

/**
 * wrap_nr_modules() - number of modules that are used
 * @info: not changed, as a PVH kernel warns if there are more
 */
u32 wrap_nr_modules(const struct hvm_start_info *info)
{
	if (!info->modlist_paddr)
		return 0;
	return info->nr_modules < PVH_MAX_MODULES ? info->nr_modules : PVH_MAX_MODULES;
}

/**
 * wrap_get_module() - read a module from the list
 * @module: receives the module
 * @info: with a module list at a valid address
 * @i: number of the module, below wrap_nr_modules()
 *
 * Return: false if the module is empty, or its address cannot be memory.
 */
bool wrap_get_module(struct hvm_modlist_entry *module, const struct hvm_start_info *info,
		     u32 i)
{
	const struct hvm_modlist_entry *from;
	u64 end;

	from = pvh_phys(info->modlist_paddr + i * sizeof(*from), sizeof(*from));
	module->paddr = from->paddr;
	module->size = from->size;
	module->cmdline_paddr = from->cmdline_paddr;
	end = module->paddr + module->size;
	return module->paddr && end > module->paddr &&
	       (end <= SZ_4G || pvh_phys(end, 0));
}

/**
 * wrap_is_seed() - check the command line of a module for "rng-seed"
 * @module: as in the list
 */
bool wrap_is_seed(const struct hvm_modlist_entry *module)
{
	static const u8 word[] = "rng-seed";
	unsigned long size;
	const u8 *s = pvh_string(module->cmdline_paddr, &size);

	return module->size && pvh_has_word(s, size, word, sizeof(word) - 1);
}

static bool overlaps(const struct hvm_modlist_entry *module, u64 paddr, u64 size)
{
	return module->paddr < paddr + size && paddr < module->paddr + module->size;
}

/* False if @paddr is not valid. */
static bool has_string(const struct hvm_modlist_entry *module, u64 paddr)
{
	unsigned long size;

	pvh_string(paddr, &size);
	return overlaps(module, paddr, size + 1);
}

/* Whether wiping module @i would overwrite other data of the loader. */
static bool shares_memory(const struct hvm_start_info *info, u32 i,
			  const struct hvm_modlist_entry *module)
{
	u32 j, nr = wrap_nr_modules(info);
	struct hvm_modlist_entry other;

	if (overlaps(module, info->modlist_paddr, nr * sizeof(other)) ||
	    has_string(module, info->cmdline_paddr))
		return true;
	for (j = 0; j < nr; j++)
		if ((wrap_get_module(&other, info, j) && j != i &&
		     overlaps(module, other.paddr, other.size)) ||
		    has_string(module, other.cmdline_paddr))
			return true;
	return false;
}

/**
 * wrap_cut_seed() - shorten a seed by what was used of it, which is wiped
 * @info: with a module list at a valid address; no module overlaps the kernel
 * @paddr: address of the seed, 0 if none was used. One that shares memory stays as it is:
 *	it is not passed
 * @size: bytes that were used, not more than it has
 *
 * The kernel would count them as random.
 */
void wrap_cut_seed(const struct hvm_start_info *info, u64 paddr, u32 size)
{
	struct hvm_modlist_entry module, *entry;
	u32 i, nr = wrap_nr_modules(info);
	u8 *s;

	for (i = 0; i < nr; i++) {
		if (!wrap_get_module(&module, info, i) || module.paddr != paddr ||
		    shares_memory(info, i, &module))
			continue;
		entry = pvh_phys(info->modlist_paddr + i * sizeof(*entry), sizeof(*entry));
		entry->paddr += size;
		entry->size -= size;
		for (s = pvh_phys(paddr, size); size; size--)
			*s++ = 0;
		return;
	}
}

/**
 * wrap_take_seeds() - pass seeds to the kernel by SETUP_RNG_SEED, and wipe them
 * @params: the node is linked to its setup_data
 * @info: with a module list at a valid address; no module overlaps the kernel
 */
void wrap_take_seeds(struct boot_params *params, const struct hvm_start_info *info)
{
	struct pvh_rng_seed *seed = &pvh_rng_seed;
	u32 i, nr = wrap_nr_modules(info);
	struct hvm_modlist_entry module;
	u64 size;
	u8 *from;

	for (i = 0; i < nr; i++) {
		if (!wrap_get_module(&module, info, i) || !wrap_is_seed(&module) ||
		    shares_memory(info, i, &module))
			continue;
		size = sizeof(seed->bytes) - seed->data.len;
		if (size > module.size)
			size = module.size;
		for (from = pvh_phys(module.paddr, size); size; size--) {
			seed->bytes[seed->data.len++] = *from;
			*from++ = 0;
		}
	}
	if (!seed->data.len)
		return;
	seed->data.type = SETUP_RNG_SEED;
	seed->data.next = params->hdr.setup_data;
	params->hdr.setup_data = (unsigned long)seed;
}
