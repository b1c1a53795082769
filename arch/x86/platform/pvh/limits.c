// SPDX-License-Identifier: GPL-2.0-only
/*
 * Limit a memory map to what this kernel can use, before it is parsed.
 */
#define pr_fmt(fmt) "PVH: " fmt

#include <linux/init.h>
#include <linux/pgtable.h>
#include <linux/printk.h>

#include <asm/e820/types.h>
#include <asm/setup.h>

#include "pvh.h"

#ifdef CONFIG_X86_64
/* RAM beyond what page tables can map would make the kernel fault. */
static void __init limit_ram(void)
{
	struct boot_e820_entry *range;
	u32 i;

	for (i = 0; (range = pvh_range(&boot_params, &pvh_boot, i)); i++) {
		if (range->type != E820_TYPE_RAM ||
		    range->addr + range->size <= MAXMEM)
			continue;
		pr_warn("RAM from %#llx, %#llx bytes, cannot be used above %#lx\n",
			range->addr, range->size, MAXMEM);
		if (range->addr < MAXMEM)
			range->size = MAXMEM - range->addr;
		else
			range->type = E820_TYPE_RESERVED;
	}
}
#else
/* A 32-bit kernel does so itself. */
static void __init limit_ram(void) { }
#endif

/*
 * The tables of the kernel hold E820_MAX_ENTRIES ranges, and more are dropped without a
 * message. A range that overlaps others becomes several.
 */
static void __init check_ranges(void)
{
	u64 addr = 0, next;
	u32 type, last = 0, ranges = 0;

	do {
		type = pvh_memory_at(&boot_params, &pvh_boot, addr, &next);
		if (type && type != last && ++ranges > E820_MAX_ENTRIES) {
			pr_warn("the memory map comes to more than %d ranges: this kernel has no room for what is above %#llx\n",
				E820_MAX_ENTRIES, addr);
			return;
		}
		last = type;
		addr = next;
	} while (addr != U64_MAX);
}

/**
 * pvh_limit_memmap() - remove memory from boot_params that the kernel cannot use
 */
void __init pvh_limit_memmap(void)
{
	check_ranges();
	limit_ram();
}
