// SPDX-License-Identifier: GPL-2.0-only
/* What the stand-alone entry does for a kernel without its decompressor. */
#include SOURCE

#include "prove.h"

static struct pvh_boot boot;
static struct hvm_start_info info;
static struct pvh_wrap wrap;
static struct pvh_relocs relocs;
static u32 moved, error;
static bool has_5, is_asked, is_cut;

void *pvh_phys(u64 paddr, u64 size)
{
	PROVE(paddr == (u32)(wrap.relocs + moved) && size == sizeof(relocs));
	return &relocs;
}

bool pvh_5_levels(const struct boot_params *params, const u8 *no5lvl)
{
	PROVE(no5lvl[0] == 'n' && no5lvl[5] == 'l' && !no5lvl[6]);
	return has_5;
}

u32 pvh_randomize(struct pvh_boot *in, const struct hvm_start_info *from,
		  const struct pvh_relocs *table)
{
	PROVE(table == &relocs && in->text == (u32)relocs.text);
	PROVE(in->image == (u32)(wrap.kernel + moved));
	PROVE(in->image_end == in->image + wrap.kernel_size);
	PROVE(in->nokaslr[0] == 'n' && in->nokaslr[6] == 'r' && !in->nokaslr[7]);
	PROVE(in->rng_seed[0] == 'r' && in->rng_seed[7] == 'd' && !in->rng_seed[8]);
	in->kaslr = nondet_u32();
	in->kaslr_seed = nondet_u64();
	is_asked = true;
	error = nondet_u32();
	return error;
}

void wrap_cut_seed(const struct hvm_start_info *from, u64 paddr, u32 size)
{
	PROVE(is_asked && paddr == boot.kaslr_seed && size == 8);
	is_cut = true;
}

/* In place of map_memory() */
void map_none(void)
{
}

/* In place of memcpy(), as few bytes */
void *copy_word(void *to, const void *from, size_t size)
{
	size_t i;

	for (i = 0; i < size; i++)
		((u8 *)to)[i] = ((const u8 *)from)[i];
	return to;
}

/* 5 levels for a kernel and a CPU that have them; a kernel moves if it has a table to. */
void direct_prepared(void)
{
	u32 flags = nondet_u8(), xflags = nondet_u8(), why;

	__CPROVER_havoc_object(&wrap);
	__CPROVER_havoc_object(&relocs);
	moved = nondet_u32();
	has_5 = nondet_bool();
	boot.params.hdr.loadflags = flags;
	boot.params.hdr.xloadflags = xflags;

	why = direct_prepare(&boot, &info, &wrap, moved);

	PROVE(pvh_levels.used == (has_5 && (xflags & 0x60) == 0x60 ? 5 : 4));
	PROVE(is_asked == !!wrap.relocs && is_cut == is_asked && why == error);
	PROVE(boot.params.hdr.loadflags ==
	      (is_asked && boot.kaslr != PVH_KASLR_OFF ? flags | KASLR_FLAG : flags & ~KASLR_FLAG));
	END();
}
