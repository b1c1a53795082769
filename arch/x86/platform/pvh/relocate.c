// SPDX-License-Identifier: GPL-2.0-only
/*
 * Move a 64-bit kernel to another virtual address, in the memory where it is.
 *
 * The rules of start_info.c hold for this code, too.
 */
#include <linux/init.h>
#include <linux/sizes.h>
#include <linux/stddef.h>
#include <linux/types.h>

#include <asm/page_types.h>

#if PVH_BASE >= 618
#include "../../platform/pvh/pvh.h"
#else
#include "pvh.h"
#endif

/**
 * pvh_hash() - a number that depends on each bit of some memory
 * @data: its address
 * @size: in bytes, a multiple of 8 that is not 0
 */
u64 __init pvh_hash(const void *data, unsigned long size)
{
	const u64 *word = data, *end = data + size;
	u64 hash = 0;

	do
		hash = (hash << 7 | hash >> 57) * PVH_HASH_FACTOR ^ *word;
	while (++word < end);
	return hash;
}

/**
 * pvh_relocs_intact() - whether a table of relocations is there, undamaged
 * @relocs: where it should be. There may be anything: a loader may have loaded nothing
 *	behind the kernel, or something else over it.
 * @size: bytes of the kernel, .bss and .brk included
 *
 * No offset of such a table takes the kernel out of the address space that it has.
 */
bool __init pvh_relocs_intact(const struct pvh_relocs *relocs, unsigned long size)
{
	const unsigned long least = sizeof(*relocs) + sizeof(u64);
	u64 end;

	if ((unsigned long)relocs > SZ_4G - least || relocs->magic != PVH_RELOCS_MAGIC)
		return false;
	if (relocs->size % sizeof(u64) || relocs->size < least || relocs->size > size ||
	    size < PVH_RELOCS_REACH ||
	    relocs->size > SZ_4G - (unsigned long)relocs)
		return false;
	if (relocs->added > relocs->size - least ||
	    relocs->subtracted > relocs->size - least - relocs->added)
		return false;

	end = relocs->text - __START_KERNEL_map + size + relocs->first +
	      (u64)relocs->slots * PVH_RELOCS_STEP;
	if (!relocs->slots || relocs->first % PVH_RELOCS_STEP ||
	    end > KERNEL_IMAGE_SIZE + PVH_RELOCS_STEP)
		return false;
	return !pvh_hash(relocs, relocs->size);
}

/*
 * Add to the words of the runs up to @end, which is 8 bytes or more before the end of the
 * table. No run may begin behind @last: from there one may go as far as its steps do.
 * False if it is wrong.
 */
static bool __init add_to_words(const u8 *run, const u8 *end, unsigned long word,
				unsigned long last, u32 offset)
{
	while (run < end) {
		const struct pvh_reloc_run *head = (const void *)run;
		long step = -(long)head->more;

		run = head->steps + head->more;
		word += head->skip;
		/* In 32-bit code, that of the stand-alone entry, it may wrap. */
		if (run > end || word > last ||
		    (sizeof(word) == sizeof(u32) && word < head->skip))
			return false;
		*(u32 *)word += offset;
		if (!step)
			continue;
		do {
			word += run[step];
			*(u32 *)word += offset;
		} while (++step);
	}
	return true;
}

/**
 * pvh_relocate() - make the kernel run at another virtual address
 * @relocs: a table for which pvh_relocs_intact() is true
 * @kernel: the address where the kernel is
 * @size: bytes of it, .bss and .brk included
 * @offset: to be added to its virtual address
 *
 * Of each word the low 32 bits change. The tool that makes the table checks that no
 * offset carries into the upper half of one that has 64.
 *
 * Return: false if the table leads out of the kernel, some of which has changed by then.
 */
bool __init pvh_relocate(const struct pvh_relocs *relocs, unsigned long kernel,
			 unsigned long size, u32 offset)
{
	const u8 *subtracted = relocs->runs + relocs->added;
	unsigned long last = kernel + size - PVH_RELOCS_REACH;

	return add_to_words(relocs->runs, subtracted, kernel, last, offset) &&
	       add_to_words(subtracted, subtracted + relocs->subtracted, kernel, last,
			    -offset);
}
