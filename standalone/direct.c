// SPDX-License-Identifier: GPL-2.0-only
/*
 * The part of the stand-alone entry for a kernel without its decompressor: what that one
 * would do besides unpacking. Memory is kept as the loader has used it; only the virtual
 * address is chosen, by kaslr.c and relocate.c of the kernel's own entry.
 */
#include <linux/bits.h>
#include <linux/processor.h>
#include <linux/types.h>

#include <asm/bootparam.h>
#include <asm/page_types.h>

#include "direct.h"
#include "modules.h"
#include "window.h"

#define PAGE_2M		0x200000ULL
#define PAGE_FLAGS	0x83		/* present, writable, 2 MiB */
#define TABLE_FLAGS	0x03		/* present, writable */
#define ENTRIES		512

/* Physical addresses below 4 GiB, one to one; long-mode.S loads level5 or level4. */
struct pvh_levels pvh_levels __attribute__((aligned(4096)));

static void map_memory(void)
{
	struct pvh_levels *to = &pvh_levels;
	u32 i;

	for (i = 0; i < 4 * ENTRIES; i++)
		to->level2[i] = i * PAGE_2M + PAGE_FLAGS;
	for (i = 0; i < 4; i++)
		to->level3[i] = (unsigned long)&to->level2[i * ENTRIES] + TABLE_FLAGS;
	to->level4[0] = (unsigned long)to->level3 + TABLE_FLAGS;
	to->level5[0] = (unsigned long)to->level4 + TABLE_FLAGS;
}

/* With the bits of both, a kernel can use 5 levels, and was configured to. */
static bool has_5_levels(const struct boot_params *params)
{
	static const u8 no5lvl[] = "no5lvl";
	u32 both = XLF_5LEVEL | XLF_5LEVEL_ENABLED;

	return (params->hdr.xloadflags & both) == both && pvh_5_levels(params, no5lvl);
}

/* Strings in the structure are for the kernel's own entry, which can have no others. */
static void put_words(struct pvh_boot *boot)
{
	memcpy(boot->nokaslr, "nokaslr", sizeof(boot->nokaslr));
	memcpy(boot->rng_seed, "rng-seed", sizeof(boot->rng_seed));
}

/**
 * direct_prepare() - make ready for the 64-bit entry of a kernel
 * @boot: with boot_params for the kernel, whose command line is complete
 * @info: the copy of start_info. Of a module that is a seed a part may be cut off
 * @wrap: parameters, with an address for the 64-bit entry
 * @moved: difference between the load address and the linked address, in bytes
 *
 * Return: 0, or the reason not to boot.
 */
u32 direct_prepare(struct pvh_boot *boot, const struct hvm_start_info *info,
		   const struct pvh_wrap *wrap, u32 moved)
{
	const struct pvh_relocs *relocs;
	u32 error;

	pvh_levels.used = has_5_levels(&boot->params) ? 5 : 4;
	map_memory();
	boot->params.hdr.loadflags &= ~KASLR_FLAG;
	if (!wrap->relocs)
		return 0;

	put_words(boot);
	relocs = pvh_phys((u32)(wrap->relocs + moved), sizeof(*relocs));
	boot->text = relocs->text;
	/* From here on the kernel alone is the image. */
	boot->image = (u32)(wrap->kernel + moved);
	boot->image_end = boot->image + wrap->kernel_size;
	error = pvh_randomize(boot, info, relocs);
	wrap_cut_seed(info, boot->kaslr_seed, PVH_KASLR_SEED_SIZE);
	/* The kernel moves its areas of memory wherever it lies itself. */
	if (boot->kaslr != PVH_KASLR_OFF)
		boot->params.hdr.loadflags |= KASLR_FLAG;
	return error;
}
