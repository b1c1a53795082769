// SPDX-License-Identifier: GPL-2.0-only
/*
 * Choose a random virtual address for a 64-bit kernel. Where it is in memory was the
 * loader's choice.
 *
 * The rules of start_info.c hold for this code, too.
 */
#include <linux/bits.h>
#include <linux/build_bug.h>
#include <linux/init.h>
#include <linux/processor.h>
#include <linux/types.h>

#include <asm/archrandom.h>
#if PVH_BASE >= 616
#include <asm/cpuid/api.h>
#include <asm/tsc.h>
#else
#include <asm/msr.h>
#endif

#if PVH_BASE >= 618
#include "../../platform/pvh/pvh.h"
#else
#include "pvh.h"
#endif

#define TSC		BIT(4)		/* cpuid 1 edx */
#define RDRAND		BIT(30)		/* cpuid 1 ecx */

/*
 * The first bytes of the first seed that has so many. Its rest is for the random number
 * generator: pvh_keep_modules() leaves out what is used here.
 */
static bool __init take_seed(struct pvh_boot *boot, const struct hvm_start_info *info,
			     u64 *seed)
{
	u32 i;

	for (i = 0; i < info->nr_modules && i < PVH_MAX_MODULES; i++) {
		const struct hvm_modlist_entry *module;
		unsigned long length;
		u64 paddr, size;
		const void *s;

		module = pvh_phys(info->modlist_paddr + i * sizeof(*module),
				  sizeof(*module));
		if (!module)
			return false;
		paddr = module->paddr;
		size = module->size;
		s = pvh_string(module->cmdline_paddr, &length);
		if (size < sizeof(*seed) || !s ||
		    !pvh_has_word(s, length, boot->rng_seed,
				  sizeof(boot->rng_seed) - 1))
			continue;
		s = pvh_phys(paddr, sizeof(*seed));
		if (!s)
			continue;
		*seed = *(const u64 *)s;
		boot->kaslr_seed = paddr;
		return true;
	}
	return false;
}

/* Each source is as good as the best one alone: none can undo another. */
static u64 __init random_bits(struct pvh_boot *boot, const struct hvm_start_info *info)
{
	u64 random = pvh_hash(&boot->params, sizeof(boot->params)), seed;
	u32 eax = 1, ebx, ecx = 0, edx;
	unsigned long number;

	BUILD_BUG_ON(sizeof(seed) != PVH_KASLR_SEED_SIZE);

	if (take_seed(boot, info, &seed)) {
		boot->kaslr_sources |= PVH_KASLR_SEED;
		random ^= seed;
	}
	native_cpuid(&eax, &ebx, &ecx, &edx);
	if (ecx & RDRAND && rdrand_long(&number)) {
		boot->kaslr_sources |= PVH_KASLR_RDRAND;
		random ^= number;
	}
	if (edx & TSC) {
		boot->kaslr_sources |= PVH_KASLR_TSC;
		random ^= rdtsc();
	}
	return random;
}

/**
 * pvh_choose_offset() - choose one of the offsets that a table of relocations allows
 * @relocs: the table
 * @random: a number, of which a few bits may be random only, wherever they are
 *
 * Multiplication takes all bits to the upper ones, of which the slot is made. It must not
 * meet the upper ones alone: few of their bits are left by then.
 *
 * Return: the offset in bytes.
 */
u32 __init pvh_choose_offset(const struct pvh_relocs *relocs, u64 random)
{
	u64 slot;

	random ^= random >> 32;
	random *= PVH_HASH_FACTOR;
	random ^= random >> 32;
	random *= PVH_HASH_FACTOR;
	slot = (random >> 32) * relocs->slots >> 32;
	return relocs->first + slot * PVH_RELOCS_STEP;
}

/**
 * pvh_randomize() - move the kernel to a random virtual address
 * @boot: with boot_params as pvh_translate() has left them
 * @info: the copy of start_info
 * @relocs: where the table of relocations should be
 *
 * The kernel boots at the address where it is linked if it cannot be moved. @boot has
 * which of both has happened, and why, for a message once there is a log.
 *
 * Return: 0, or the reason not to boot, as pvh_translate().
 */
u32 __init pvh_randomize(struct pvh_boot *boot, const struct hvm_start_info *info,
			 const struct pvh_relocs *relocs)
{
	unsigned long size = boot->image_end - boot->image;
	u64 random;

	if (pvh_cmdline_has(&boot->params, boot->nokaslr, sizeof(boot->nokaslr) - 1)) {
		boot->kaslr = PVH_KASLR_OFF;
		return 0;
	}
	if (!pvh_relocs_intact(relocs, size)) {
		boot->kaslr = PVH_KASLR_NO_TABLE;
		return 0;
	}
	if (boot->text != (unsigned long)relocs->text) {
		boot->kaslr = PVH_KASLR_MOVED;
		return 0;
	}
	random = random_bits(boot, info);
	if (!boot->kaslr_sources) {
		boot->kaslr = PVH_KASLR_NOT_RANDOM;
		return 0;
	}
	if (!pvh_relocate(relocs, boot->image, size,
			  pvh_choose_offset(relocs, random))) {
		boot->values[0] = (unsigned long)relocs;
		boot->values[1] = boot->image;
		boot->values[2] = boot->image_end;
		return PVH_BAD_RELOCS;
	}
	boot->kaslr = PVH_KASLR_ON;
	return 0;
}
