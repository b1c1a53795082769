// SPDX-License-Identifier: GPL-2.0-only
/*
 * Check the loader's tables once more when there is a log, and warn of faults that are
 * no reason to refuse the boot.
 */
#define pr_fmt(fmt) "PVH: " fmt

#include <linux/init.h>
#include <linux/io.h>
#include <linux/minmax.h>
#include <linux/printk.h>
#include <linux/string.h>

#include <asm/e820/types.h>
#include <asm/pvh.h>
#include <asm/setup.h>

#include "pvh.h"

/* A loader that enters natively may pass more than 128 ranges in setup_data. */
static bool __init all_ranges_are_known(void)
{
	return boot_params.e820_entries < E820_MAX_ENTRIES_ZEROPAGE ||
	       pvh_boot.e820_ext.data.len;
}

/**
 * pvh_check_place() - warn if something is not in RAM
 * @what: the name of the object, for the warning
 * @paddr: its physical address
 * @size: its size in bytes
 *
 * It may overlap tables of the firmware, or there may be no memory. The hole for ISA
 * devices is accepted: it is never allocated, and some firmware has its stack there,
 * with the module list.
 *
 * Return: whether it is in RAM, as far as that is known.
 */
bool __init pvh_check_place(const char *what, u64 paddr, u64 size)
{
	u64 end = paddr + size, here, next;
	u32 type;

	if (end < paddr) {
		pr_warn("%s, at %#llx, %llu bytes, wraps past the end of the address space\n",
			what, paddr, size);
		return false;
	}
	for (here = paddr; here < end; here = next) {
		type = pvh_memory_at(&boot_params, &pvh_boot, here, &next);
		if (type == E820_TYPE_RAM || (!type && !all_ranges_are_known()) ||
		    (here >= ISA_START_ADDRESS && min(next, end) <= ISA_END_ADDRESS))
			continue;
		if (type)
			pr_warn("%s, from %#llx to %#llx, is in memory of type %u, from %#llx to %#llx\n",
				what, paddr, end, type, here, next);
		else
			pr_warn("%s, from %#llx to %#llx, has no memory at %#llx\n",
				what, paddr, end, here);
		return false;
	}
	return true;
}

/* The kernel cuts off a long command line without a message. */
static void __init check_cmdline_end(u64 paddr)
{
	char *end;

	if (strlen(boot_command_line) < COMMAND_LINE_SIZE - 1)
		return;
	end = early_memremap(paddr + COMMAND_LINE_SIZE - 1, 1);
	if (!end)
		return;
	if (*end)
		pr_warn("the command line is longer than %d bytes, the rest is cut off\n",
			COMMAND_LINE_SIZE - 1);
	early_memunmap(end, 1);
}

/**
 * pvh_check_tables() - check where the loader has put the tables that start_info names
 *
 * All but the modules, for which see pvh_keep_modules(); these have been copied. The
 * command line is where the kernel has read it: a loader that enters natively may name
 * another in start_info.
 */
void __init pvh_check_tables(void)
{
	u64 cmdline = boot_params.hdr.cmd_line_ptr |
		      (u64)boot_params.ext_cmd_line_ptr << 32;
	struct hvm_start_info *info = &pvh_start_info;

	if (pvh_boot.start_info)
		pvh_check_place("start_info", pvh_boot.start_info,
				info->version ? sizeof(*info) : HVM_START_INFO_SIZE_V0);
	if (info->memmap_paddr)
		pvh_check_place("the memory map", info->memmap_paddr,
				info->memmap_entries *
				sizeof(struct hvm_memmap_table_entry));
	if (!info->cmdline_paddr)
		return;
	if (!cmdline) {
		pr_warn("the command line cannot be at %#llx: it is left out\n",
			info->cmdline_paddr);
		return;
	}
	pvh_check_place("the command line", cmdline,
			strlen(boot_command_line) + 1);
	check_cmdline_end(cmdline);
}
