// SPDX-License-Identifier: GPL-2.0-only
/* Where the loader's tables are, when there is a log. */
#include SOURCE

#include "prove.h"

#define PIECES 3

struct boot_params boot_params;
struct hvm_start_info pvh_start_info;
struct pvh_boot pvh_boot;
char boot_command_line[COMMAND_LINE_SIZE];

static u32 warnings;
static u64 from, to;

void kernel_log(const char *format, ...)
{
	warnings++;
}

/* The type of each piece of the address space, and where it ends */
static u32 types[PIECES];
static u64 ends[PIECES];

u32 pvh_memory_at(struct boot_params *params, struct pvh_boot *in, u64 addr, u64 *end)
{
	u32 i;

	PROVE(addr >= from && addr < to);
	for (i = 0; i < PIECES - 1 && ends[i] <= addr; i++)
		;
	*end = ends[i];
	return types[i];
}

/* Whether something may be at this byte: in RAM or the ISA hole, or nothing is known of it */
static bool may_be_at(u64 paddr, bool all_known)
{
	u32 i;

	for (i = 0; i < PIECES - 1 && ends[i] <= paddr; i++)
		;
	return types[i] == 1 || (!types[i] && !all_known) || (paddr >= 0xa0000 && paddr < 0x100000);
}

/* Nothing is said of a place that is good in each byte, and of another it is said once. */
void tables_place(void)
{
	u64 paddr = nondet_u64(), size = nondet_u64(), at = nondet_u64(), bad = 0;
	bool all_known, is_good;
	u32 i;

	__CPROVER_havoc_object(types);
	__CPROVER_havoc_object(ends);
	for (i = 1; i < PIECES; i++)
		ASSUME(ends[i - 1] < ends[i]);
	ASSUME(ends[PIECES - 1] == U64_MAX);
	from = paddr;
	to = paddr + size;
	boot_params.e820_entries = nondet_u8();
	pvh_boot.e820_ext.data.len = nondet_u32();
	all_known = boot_params.e820_entries < E820_MAX_ENTRIES_ZEROPAGE || pvh_boot.e820_ext.data.len;

	is_good = pvh_check_place("it", paddr, size);

	PROVE(warnings == !is_good);
	if (paddr + size < paddr) {
		PROVE(!is_good);
		END();
		return;
	}
	if (is_good)
		PROVE(IMPLIES(at >= from && at < to, may_be_at(at, all_known)));
	/* It gets bad only where a piece begins, or behind the hole. */
	bad += size && !may_be_at(paddr, all_known);
	bad += from < 0x100000 && to > 0x100000 && !may_be_at(0x100000, all_known);
	for (i = 0; i < PIECES - 1; i++)
		bad += from < ends[i] && to > ends[i] && !may_be_at(ends[i], all_known);
	PROVE(is_good == !bad);
	END();
}

/* What is looked at, in this order */
static struct {
	u64 paddr, size;
} places[3];
static u32 looked_at;

/* In place of pvh_check_place() */
bool any_place(const char *what, u64 paddr, u64 size)
{
	if (looked_at < 3) {
		places[looked_at].paddr = paddr;
		places[looked_at].size = size;
	}
	looked_at++;
	return nondet_bool();
}

static u32 length;

size_t strlen(const char *s)
{
	PROVE(s == boot_command_line);
	return length;
}

static char byte;
static u64 mapped_paddr;
static u32 maps;
static bool is_mapped, is_denied;

void *early_memremap(u64 paddr, unsigned long size)
{
	PROVE(!maps && size == 1);
	maps++;
	mapped_paddr = paddr;
	is_mapped = !is_denied;
	return is_mapped ? &byte : NULL;
}

void early_memunmap(void *from, unsigned long size)
{
	PROVE(is_mapped && from == &byte && size == 1);
	is_mapped = false;
}

static u32 next_place(u32 n, u64 paddr, u64 size)
{
	PROVE(n < looked_at && places[n].paddr == paddr && places[n].size == size);
	return n + 1;
}

/*
 * Each table is looked at where it is, whatever is said of another, and none that is not there;
 * of memory nothing is read but the byte at which a command line has to end.
 */
void tables_checked(void)
{
	struct hvm_start_info *info = &pvh_start_info;
	u64 cmdline, ending;
	u32 n = 0, said = 0;

	__CPROVER_havoc_object(&boot_params);
	__CPROVER_havoc_object(&pvh_boot);
	__CPROVER_havoc_object(info);
	/* An entry of 32 bits refuses more, and takes no start_info from a native loader. */
	ASSUME(CONFIG_X86_64 || info->memmap_entries <= PVH_MAX_MEMMAP);
	cmdline = boot_params.hdr.cmd_line_ptr | (u64)boot_params.ext_cmd_line_ptr << 32;
	ending = cmdline + COMMAND_LINE_SIZE - 1;
	length = nondet_u8() % COMMAND_LINE_SIZE;
	is_denied = nondet_bool();
	byte = nondet_u8();

	pvh_check_tables();

	if (pvh_boot.start_info)
		n = next_place(n, pvh_boot.start_info, info->version ? 56 : 40);
	if (info->memmap_paddr)
		n = next_place(n, info->memmap_paddr, info->memmap_entries * 24ULL);
	if (info->cmdline_paddr && cmdline) {
		n = next_place(n, cmdline, length + 1);
		PROVE(maps == (length == COMMAND_LINE_SIZE - 1) && IMPLIES(maps, mapped_paddr == ending));
		said = maps && !is_denied && byte;
	} else {
		PROVE(!maps);
		said = info->cmdline_paddr != 0;
	}
	PROVE(looked_at == n && warnings == said && !is_mapped);
	END();
}
