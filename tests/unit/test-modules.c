// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of modules.c, limits.c, tables.c and levels.c, in KTAP. The messages and the memblock
 * reservations are one text: a line for each, without the prefix of warnings.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <asm/cmdline.h>
#include <asm/setup.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/processor.h>

#include "guest-memory.h"
#include "ktap.h"

#include "pvh.h"

#define MODLIST		0x4000ULL
#define MOD_CMDLINE(i)	(0x8000 + 0x1000 * (u64)(i))
#define IMAGE		(16 * MIB)
#define IMAGE_END	(48 * MIB)
#define MODULE(i)	(64 * MIB + MIB * (u64)(i))

/* What this CPU addresses. */
#define LIMIT		(CONFIG_X86_64 ? 16 * TIB : 4 * GIB)

/* What was linked as setup_data before. */
#define SETUP_DATA_BEFORE	0x1234

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define CHECK_OF(what, condition) \
	((condition) ? (void)0 : \
	 complain("%s: line %d: %s", what, __LINE__, #condition))

struct boot_params boot_params;
char boot_command_line[COMMAND_LINE_SIZE];
struct hvm_start_info pvh_start_info;
struct pvh_boot pvh_boot;
struct cpuinfo_x86 boot_cpu_data;
char _text[1], _end[1];

static char said[8192];
/* Of what is mapped early, this one cannot be, if it is not 0. */
static unsigned int maps, no_map;
/* What the CPU says to cpuid 7. */
static u32 cpuid_7_ecx;

__attribute__((format(printf, 1, 2)))
static void say(const char *format, ...)
{
	size_t length = strlen(said);
	va_list args;

	va_start(args, format);
	vsnprintf(said + length, sizeof(said) - length, format, args);
	va_end(args);
}

void kernel_log(const char *format, ...)
{
	static const char warning[] = "warning: PVH: ", info[] = "info: PVH: ";
	char text[300];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (!strncmp(text, warning, sizeof(warning) - 1))
		say("%s", text + sizeof(warning) - 1);
	else if (!strncmp(text, info, sizeof(info) - 1))
		say("info: %s", text + sizeof(info) - 1);
	else
		complain("the kernel says '%s'", text);
}

size_t scnprintf(char *buffer, size_t size, const char *format, ...)
{
	va_list args;
	size_t length;

	va_start(args, format);
	length = vsnprintf(buffer, size, format, args);
	va_end(args);
	if (length >= size)
		complain("'%s' is cut off", buffer);
	return length < size ? length : size - 1;
}

void memblock_reserve(u64 paddr, u64 size)
{
	if (PVH_BASE >= 616)
		complain("%#llx is not kept as the kernel's own", (unsigned long long)paddr);
	say("keep %llx-%llx\n", (unsigned long long)paddr, (unsigned long long)(paddr + size));
}

void memblock_reserve_kern(u64 paddr, u64 size)
{
	say("keep %llx-%llx\n", (unsigned long long)paddr, (unsigned long long)(paddr + size));
}

void *early_memremap(u64 paddr, unsigned long size)
{
	return ++maps == no_map ? NULL : guest_map(paddr, size);
}

void early_memunmap(void *host, unsigned long size)
{
	guest_unmap(host, size);
}

u64 symbol_paddr(unsigned long symbol)
{
	return symbol == (unsigned long)_text ? IMAGE :
	       symbol == (unsigned long)_end ? IMAGE_END : symbol;
}

int cmdline_find_option_bool(const char *cmdline, const char *option)
{
	int at = 0, length;

	for (; at < COMMAND_LINE_SIZE && cmdline[at]; at += length + !length) {
		for (length = 0; at + length < COMMAND_LINE_SIZE &&
		     (u8)cmdline[at + length] > ' '; length++)
			;
		if (length == (int)strlen(option) && !strncmp(cmdline + at, option, length))
			return at + 1;
	}
	return 0;
}

void native_cpuid(u32 *eax, u32 *ebx, u32 *ecx, u32 *edx)
{
	if (*eax != 7 || *ecx)
		complain("cpuid %#x, %u is asked for", *eax, *ecx);
	*eax = *ebx = *edx = ~0U;
	*ecx = cpuid_7_ecx;
}

static void print_in_a_line(char *to, const char *text)
{
	do
		*to++ = *text == '\n' ? ';' : *text;
	while (*text++);
}

static void same(const char *what, const char *expected)
{
	char got[sizeof(said)], wanted[sizeof(said)];

	print_in_a_line(got, said);
	print_in_a_line(wanted, expected);
	if (strcmp(got, wanted))
		complain("%s: '%s', expected '%s'", what, got, wanted);
}

static void set_memmap(const struct boot_e820_entry *map, u32 n)
{
	memset(boot_params.e820_table, 0, sizeof(boot_params.e820_table));
	boot_params.e820_entries = 0;
	memset(&pvh_boot, 0, sizeof(pvh_boot));
	n = pvh_set_memmap(&boot_params, &pvh_boot, map, n, sizeof(*map));
	pvh_count_ranges(&boot_params, &pvh_boot, __pa_symbol(&pvh_boot.e820_ext), n);
}

/* All is RAM, but page 0, the hole for ISA devices and some tables at 1 GiB. */
static void begin(void)
{
	static const struct boot_e820_entry map[] = {
		{ 0x1000, 0x9f000, E820_TYPE_RAM }, { MIB, GIB - MIB, E820_TYPE_RAM },
		{ GIB, MIB, E820_TYPE_ACPI }, { GIB + MIB, ~0ULL - GIB - MIB, E820_TYPE_RAM },
	};

	guest_unmap_all();
	guest_reset();
	memset(&boot_params, 0, sizeof(boot_params));
	memset(&pvh_start_info, 0, sizeof(pvh_start_info));
	memset(boot_command_line, 0, sizeof(boot_command_line));
	memset(pvh_rng_seed.bytes, 0, sizeof(pvh_rng_seed.bytes));
	pvh_rng_seed.data.len = pvh_rng_seed.data.next = 0;
	boot_params.hdr.setup_data = SETUP_DATA_BEFORE;
	boot_cpu_data.x86_phys_bits = 44;
	set_memmap(map, COUNT(map));
	*said = '\0';
	maps = no_map = 0;
	cpuid_7_ecx = 0;
}

/* ---- modules.c ------------------------------------------------------------------- */

#define SEED "rng-seed"

/* No module has more memory than this: nobody has business behind it. */
#define BACKED 0x1000ULL

#define MOST 5
#define NONE -1

static const struct module {
	u64 paddr, size;
	const char *cmdline;
	u64 cmdline_paddr;		/* MOD_CMDLINE(), if 0 */
} none;

/*
 * @said behind the line of the list; @seeds that are taken, "0:32" of module 0, or "0:32-8" if
 * the first 8 of these bytes are for nobody; @address: of the seed that the kernel's virtual
 * address was made of.
 */
static const struct {
	const char *what;
	struct module mod[MOST];	/* up to the last that has anything */
	int ramdisk;			/* which, or NONE */
	const char *said;
	const char *seeds;
	u64 address;
} cases[] = {
	{ "a ramdisk", { { MODULE(0), 0x1f0000, "initrd" } }, 0, "" },
	{ "another module", { { MODULE(0), 0x1000 }, { MODULE(1), 0x54321 } }, 0,
	  "keep 4100000-4154321\n" },
	{ "all with command lines",
	  { { MODULE(3), 0x1000, "initrd" }, { MODULE(2), 1, "two" }, { MODULE(1), 2, "" },
	    { MODULE(0), 3, "rng seed" }, { MODULE(4), 4, "rng-seed=1" } }, 0,
	  "keep 4200000-4200001\nkeep 9000-9004\n"
	  "keep 4100000-4100002\nkeep a000-a001\n"
	  "keep 4000000-4000003\nkeep b000-b009\n"
	  "keep 4400000-4400004\nkeep c000-c00b\n" },
	{ "touching the kernel and each other",
	  { { IMAGE - 0x1000, 0x1000 }, { IMAGE_END, 0x1000 }, { IMAGE_END + 0x1000, 1 },
	    { IMAGE_END + 0x1001, 1 } }, 0,
	  "keep 3000000-3001000\nkeep 3001000-3001001\nkeep 3001001-3001002\n" },
	{ "up to the end", { { MODULE(0), 1 }, { LIMIT - 16, 16 } }, 0,
	  CONFIG_X86_64 ? "keep ffffffffff0-100000000000\n" : "keep fffffff0-100000000\n" },

	/* What has no size is not there, but for its command line. */
	{ "the first empty", { { MODULE(0), 0, "a" }, { MODULE(1), 0x1000 } }, NONE,
	  "keep 8000-8002\nkeep 4100000-4101000\n" },
	{ "others empty, in the kernel, nowhere, in another",
	  { { MODULE(0), 1 }, { IMAGE, 0, "b" }, { ~0ULL, 0 }, { 0, 0 }, { MODULE(0), 0 } }, 0,
	  "keep 9000-9002\n" },

	{ "empty inside others, and around",
	  { { MODULE(0), 1 }, { MODULE(1), 16 }, { MODULE(1) + 8, 0 }, { MODULE(2) + 8, 0 },
	    { MODULE(2), 16 } }, 0,
	  "keep 4100000-4100010\nkeep 4200000-4200010\n" },

	/* What cannot be. */
	{ "without an address, and no ramdisk", { { MODULE(0), 0 }, { 0, 5, "b" } }, NONE,
	  "module 1 cannot be at 0, 5 bytes: it is left out\nkeep 9000-9002\n" },
	{ "without an address", { { MODULE(0), 1 }, { 0, 5 } }, 0,
	  "module 1 cannot be at 0, 5 bytes: it is left out\n" },
	{ "wraps", { { MODULE(0), 1 }, { MODULE(1), -MODULE(1) } }, 0,
	  "module 1 cannot be at 0x4100000, 18446744073641394176 bytes: it is left out\n" },
	{ "one byte beyond the end", { { MODULE(0), 1 }, { LIMIT - 15, 16, "b" } }, 0,
	  CONFIG_X86_64 ?
	  "module 1 cannot be at 0xffffffffff1, 16 bytes: it is left out\nkeep 9000-9002\n" :
	  "module 1 cannot be at 0xfffffff1, 16 bytes: it is left out\nkeep 9000-9002\n" },
	{ "behind the end", { { MODULE(0), 1 }, { 16 * TIB, 1 } }, 0,
	  "module 1 cannot be at 0x100000000000, 1 bytes: it is left out\n" },
	{ "one byte into the kernel",
	  { { MODULE(0), 1 }, { IMAGE - 15, 16 }, { IMAGE_END - 1, 16 } }, 0,
	  "module 1 cannot be at 0xfffff1, 16 bytes: it is left out\n"
	  "module 2 cannot be at 0x2ffffff, 16 bytes: it is left out\n" },
	{ "around the kernel", { { MODULE(0), 1 }, { IMAGE - 1, 64 * MIB } }, 0,
	  "module 1 cannot be at 0xffffff, 67108864 bytes: it is left out\n" },
	{ "command lines that cannot be",
	  { { MODULE(0), 1, NULL, IMAGE }, { MODULE(1), 1, NULL, LIMIT - 2047 },
	    { MODULE(2), 1, NULL, ~0ULL } }, 0,
	  CONFIG_X86_64 ?
	  "keep 4100000-4100001\n"
	  "info: the command line of module 1 cannot be at 0xffffffff801: it is left out\n"
	  "keep 4200000-4200001\n"
	  "info: the command line of module 2 cannot be at 0xffffffffffffffff: it is left out\n" :
	  "keep 4100000-4100001\n"
	  "info: the command line of module 1 cannot be at 0xfffff801: it is left out\n"
	  "keep 4200000-4200001\n"
	  "info: the command line of module 2 cannot be at 0xffffffffffffffff: it is left out\n" },
	{ "a command line up to the end", { { MODULE(0), 1 }, { MODULE(1), 1, "b", LIMIT - 2048 } },
	  0, CONFIG_X86_64 ? "keep 4100000-4100001\nkeep ffffffff800-ffffffff802\n" :
	  "keep 4100000-4100001\nkeep fffff800-fffff802\n" },

	/* Where something is. */
	{ "not in RAM", { { GIB, 16, "a" }, { GIB + 0x1000, 16, "b", GIB + 0x2000 } }, 0,
	  "module 0, from 0x40000000 to 0x40000010, is in memory of type 3, from 0x40000000 to 0x40100000\n"
	  "module 1, from 0x40001000 to 0x40001010, is in memory of type 3, from 0x40001000 to 0x40100000\n"
	  "keep 40002000-40002002\n" },
	{ "from RAM to what is none", { { MODULE(0), 1 }, { MODULE(1), GIB }, { MODULE(2), 1 } }, 0,
	  "module 1, from 0x4100000 to 0x44100000, is in memory of type 3, from 0x40000000 to 0x40100000\n"
	  "keep 4200000-4200001\n"
	  "module 2, at 0x4200000, 1 bytes, overlaps module 1\n" },
	{ "in the last page of the ramdisk",
	  { { MODULE(0), 0x801 }, { MODULE(0) + 0xfff, 1, "b", MODULE(0) + 0x900 } }, 0,
	  "keep 4000fff-4001000\n"
	  "module 1, at 0x4000fff, 1 bytes, is lost with the pages of the ramdisk, which ends at 0x4000801\n"
	  "keep 4000900-4000902\n"
	  "the command line of module 1, at 0x4000900, 2 bytes, is lost with the pages of the ramdisk, which ends at 0x4000801\n" },
	{ "its own command line there", { { MODULE(0), 0x801, "a", MODULE(0) + 0x900 } }, 0, "" },
	{ "behind the pages of the ramdisk",
	  { { MODULE(1), 0x1801 }, { MODULE(1) + 0x2000, 1 }, { MODULE(1) - 16, 16 },
	    { MODULE(0), 1 } }, 0,
	  "keep 4102000-4102001\nkeep 40ffff0-4100000\nkeep 4000000-4000001\n" },

	/* Overlaps. */
	{ "the same twice, by a byte, and inside",
	  { { MODULE(2), 1 }, { MODULE(0), 16 }, { MODULE(0), 16 }, { MODULE(0) + 15, 16 },
	    { MODULE(0) + 3, 1 } }, 0,
	  "keep 4000000-4000010\nkeep 4000000-4000010\n"
	  "module 2, at 0x4000000, 16 bytes, overlaps module 1\n"
	  "keep 400000f-400001f\n"
	  "module 3, at 0x400000f, 16 bytes, overlaps module 1\n"
	  "module 3, at 0x400000f, 16 bytes, overlaps module 2\n"
	  "keep 4000003-4000004\n"
	  "module 4, at 0x4000003, 1 bytes, overlaps module 1\n"
	  "module 4, at 0x4000003, 1 bytes, overlaps module 2\n" },
	{ "with what cannot be", { { MODULE(0), 1 }, { 0, GIB }, { MODULE(1), 1 } }, 0,
	  "module 1 cannot be at 0, 1073741824 bytes: it is left out\nkeep 4100000-4100001\n" },
	{ "what cannot be, behind", { { MODULE(0), 1 }, { MODULE(1), 1 }, { 0, GIB } }, 0,
	  "keep 4100000-4100001\nmodule 2 cannot be at 0, 1073741824 bytes: it is left out\n" },

	/* Seeds. */
	{ "a seed and a ramdisk", { { MODULE(0), 32, SEED }, { MODULE(1), 0x1000, "initrd" } },
	  1, "", "0:32" },
	{ "a ramdisk and a seed", { { MODULE(0), 16 }, { MODULE(1), 32, "a " SEED "\tb" } },
	  0, "", "1:32" },
	{ "a seed alone", { { MODULE(0), 1, SEED } }, NONE, "", "0:1" },
	{ "as much as is taken", { { MODULE(0), 512, SEED } }, NONE, "", "0:512" },
	{ "one byte more", { { MODULE(0) + 3, 513, SEED } }, NONE, "", "0:512" },
	{ "several that are too long together",
	  { { MODULE(2), 300, SEED }, { MODULE(1), 300, SEED }, { MODULE(0), 300, SEED },
	    { MODULE(3), 0x1000 }, { MODULE(4), 1 } }, 3, "keep 4400000-4400001\n",
	  "0:300 1:212 2:0" },
	{ "an empty seed and another",
	  { { MODULE(0), 16 }, { MODULE(1), 0, SEED }, { MODULE(2), 16, SEED } }, 0,
	  "keep 9000-9009\n", "2:16" },
	{ "an empty seed in front", { { MODULE(0), 0, SEED }, { MODULE(1), 16 } }, NONE,
	  "keep 8000-8009\nkeep 4100000-4100010\n" },
	{ "a seed, and the ramdisk empty",
	  { { MODULE(0), 16, SEED }, { MODULE(1) + 1, 0 }, { MODULE(1) + 2, 1 } }, NONE,
	  "keep 4100002-4100003\n", "0:16" },
	{ "a seed, and the ramdisk in the kernel",
	  { { MODULE(0), 16, SEED }, { IMAGE, 1 }, { MODULE(2), 1 } }, NONE,
	  "module 1 cannot be at 0x1000000, 1 bytes: it is left out\nkeep 4200000-4200001\n",
	  "0:16" },
	{ "words of others", { { MODULE(0), 1, "xrng-seed rng-seedx rng-see" } }, 0, "" },
	{ "seeds touching the list, command lines and the ramdisk",
	  { { MODLIST - 16, 16, SEED }, { MODLIST + 5 * 32, 16, SEED },
	    { MOD_CMDLINE(0) - 16, 16, SEED }, { MODULE(0), 1 },
	    { MODULE(0) + 1, 16, SEED } }, 3, "", "0:16 1:16 2:16 4:16" },
	{ "seeds touching the kernel",
	  { { IMAGE - 16, 16, SEED }, { IMAGE_END, 16, SEED } }, NONE, "", "0:16 1:16" },
	{ "a seed around an empty module",
	  { { MODULE(1), 1 }, { MODULE(0), 32, SEED }, { MODULE(0) + 16, 0 } }, 0, "", "1:32" },
	{ "a seed up to the end", { { LIMIT - 16, 16, SEED } }, NONE, "", "0:16" },

	/* What the address was made of is wiped, but not handed on. */
	{ "the address, of 8 bytes", { { MODULE(0), 8, SEED }, { MODULE(1), 16 } }, 1, "",
	  "0:8-8", MODULE(0) },
	{ "of 9 bytes", { { MODULE(0), 9, SEED } }, NONE, "", "0:9-8", MODULE(0) },
	{ "of 32 bytes", { { MODULE(0), 16 }, { MODULE(1), 32, SEED } }, 0, "", "1:32-8",
	  MODULE(1) },
	{ "of as much as is taken", { { MODULE(0), 512, SEED } }, NONE, "", "0:512-8", MODULE(0) },
	{ "of one byte more", { { MODULE(0), 513, SEED } }, NONE, "", "0:512-8", MODULE(0) },
	{ "of 520 bytes", { { MODULE(0), 520, SEED } }, NONE, "", "0:512-8", MODULE(0) },
	{ "of less than is used", { { MODULE(0), 5, SEED } }, NONE, "", "0:5-5", MODULE(0) },
	{ "the address, and another seed",
	  { { MODULE(0), 8, SEED }, { MODULE(1), 16, SEED } }, NONE, "", "0:8-8 1:16", MODULE(0) },
	{ "of 512, and another", { { MODULE(0), 512, SEED }, { MODULE(1), 16, SEED } }, NONE, "",
	  "0:512-8 1:8", MODULE(0) },
	{ "a seed, and the address, of 8 bytes",
	  { { MODULE(0), 7, SEED }, { MODULE(1), 8, SEED } }, NONE, "", "0:7 1:8-8", MODULE(1) },
	{ "of 9 bytes, behind a seed", { { MODULE(0), 7, SEED }, { MODULE(1), 9, SEED } }, NONE,
	  "", "0:7 1:9-8", MODULE(1) },
	{ "of 32 bytes, behind a seed", { { MODULE(0), 7, SEED }, { MODULE(1), 32, SEED } }, NONE,
	  "", "0:7 1:32-8", MODULE(1) },
	{ "of 512, behind a seed", { { MODULE(0), 7, SEED }, { MODULE(1), 512, SEED } }, NONE,
	  "", "0:7 1:505-8", MODULE(1) },
	{ "of 513, behind a seed", { { MODULE(0), 7, SEED }, { MODULE(1), 513, SEED } }, NONE,
	  "", "0:7 1:505-8", MODULE(1) },
	{ "of 520, behind a seed", { { MODULE(0), 7, SEED }, { MODULE(1), 520, SEED } }, NONE,
	  "", "0:7 1:505-8", MODULE(1) },
	{ "where little room is left", { { MODULE(0), 507, SEED }, { MODULE(1), 32, SEED } }, NONE,
	  "", "0:507 1:5-5", MODULE(1) },
	{ "between two",
	  { { MODULE(2), 3, SEED }, { MODULE(1), 12, SEED }, { MODULE(0), 32, SEED } }, NONE,
	  "", "0:3 1:12-8 2:32", MODULE(1) },
	{ "a seed that has nothing to do with it", { { MODULE(0), 32, SEED } }, NONE, "", "0:32",
	  MODULE(0) + 8 },
	{ "the address, of what is no seed", { { MODULE(0), 32 }, { MODULE(1), 32 } }, 0,
	  "keep 4100000-4100020\n", "", MODULE(1) },
#if CONFIG_X86_64
	{ "a seed 4 GiB above that", { { 4 * GIB + MODULE(0), 32, SEED } }, NONE, "", "0:32",
	  MODULE(0) },
	{ "the address, of a seed above 4 GiB", { { 4 * GIB + MODULE(0), 32, SEED } }, NONE, "",
	  "0:32-8", 4 * GIB + MODULE(0) },
	{ "a ramdisk above 4 GiB, larger than that",
	  { { MODULE(0), 16, SEED }, { 0x123456789aULL, 0x2200000011ULL } }, 1, "", "0:16" },
	{ "in the last page of one larger than 4 GiB",
	  { { TIB, 4 * GIB + 1 }, { TIB + 4 * GIB + 8, 1 } }, 0,
	  "keep 10100000008-10100000009\n"
	  "module 1, at 0x10100000008, 1 bytes, is lost with the pages of the ramdisk, which ends at 0x10100000001\n" },
	{ "others above 4 GiB",
	  { { 0x123456789aULL, 0x2200000011ULL }, { 4 * GIB - 8, 16, SEED },
	    { TIB, TIB, "c", 3 * TIB } }, 0,
	  "keep 10000000000-20000000000\nkeep 30000000000-30000000002\n", "1:16" },
#endif

#define SHARED(n) "module " #n " is a seed that shares memory with something else, and is not used\n"
	{ "a seed in the ramdisk", { { MODULE(0), 16 }, { MODULE(0) + 15, 16, SEED } }, 0,
	  SHARED(1) "module 1, at 0x400000f, 16 bytes, overlaps module 0\n" },
	{ "two seeds", { { MODULE(0), 16, SEED }, { MODULE(0) + 15, 16, SEED } }, NONE,
	  SHARED(0) SHARED(1) "module 1, at 0x400000f, 16 bytes, overlaps module 0\n" },
	{ "in the list",
	  { { MODLIST - 15, 16, SEED }, { MODLIST + 2 * 32 - 1, 16, SEED } }, NONE,
	  SHARED(0) SHARED(1) },
	{ "in command lines",
	  { { MOD_CMDLINE(1) - 15, 16, SEED }, { MOD_CMDLINE(0) + 8, 16, SEED },
	    { MODULE(0), 16 } }, 2, SHARED(0) SHARED(1) },
	{ "in its own command line", { { MODULE(0), 1 }, { MOD_CMDLINE(1) - 16, 17, SEED } }, 0,
	  SHARED(1) },
	{ "a seed that is not in RAM", { { GIB, 16, SEED }, { MODULE(0), 1 } }, 1,
	  "module 0, from 0x40000000 to 0x40000010, is in memory of type 3, from 0x40000000 to 0x40100000\n"
	  SHARED(0) },
	{ "seeds that cannot be",
	  { { MODULE(0), 1 }, { IMAGE - 15, 16, SEED }, { LIMIT, 1, SEED } }, 0,
	  SHARED(1) SHARED(2) },
	{ "seeds whose command line cannot be",
	  { { MODULE(0), 1 }, { MODULE(1), 1, SEED, IMAGE_END - 1 } }, 0,
	  "keep 4100000-4100001\n"
	  "info: the command line of module 1 cannot be at 0x2ffffff: it is left out\n" },
};

/* Of a module's memory, each byte says where it is; none is zero. */
static u8 byte_at(u64 paddr)
{
	return 1 + (paddr ^ paddr >> 8 ^ paddr >> 16 ^ paddr >> 32) % 255;
}

/* Where nothing else is. */
static void add_memory(u64 paddr, u64 size)
{
	u64 i, length;
	u8 *to;

	if (!paddr || paddr >= LIMIT || size > LIMIT - paddr)
		return;
	if (size > BACKED)
		size = BACKED;
	for (; size; paddr += length, size -= length) {
		const bool there = guest_at(paddr);

		for (length = 1; length < size; length++)
			if (!guest_at(paddr + length) == there)
				break;
		if (there)
			continue;
		to = guest_add(paddr, length);
		for (i = 0; i < length; i++)
			to[i] = byte_at(paddr + i);
	}
}

static u32 number_of(const struct module *mod)
{
	u32 nr = MOST;

	while (nr && !memcmp(&mod[nr - 1], &none, sizeof(none)))
		nr--;
	return nr;
}

static void set_ramdisk(u64 paddr, u64 size)
{
	boot_params.hdr.ramdisk_image = paddr;
	boot_params.ext_ramdisk_image = paddr >> 32;
	boot_params.hdr.ramdisk_size = size;
	boot_params.ext_ramdisk_size = size >> 32;
}

static void check_ramdisk(const char *what, u64 paddr, u64 size)
{
	CHECK_OF(what, boot_params.hdr.ramdisk_image == (u32)paddr);
	CHECK_OF(what, boot_params.ext_ramdisk_image == paddr >> 32);
	CHECK_OF(what, boot_params.hdr.ramdisk_size == (u32)size);
	CHECK_OF(what, boot_params.ext_ramdisk_size == size >> 32);
}

/* A start_info with these modules, and the ramdisk as the entry has it. */
static void add_modules(const struct module *mod, u32 nr)
{
	struct hvm_modlist_entry *list = guest_add(MODLIST, nr * sizeof(*list));
	u32 i;

	pvh_start_info.nr_modules = nr;
	pvh_start_info.modlist_paddr = MODLIST;
	for (i = 0; i < nr; i++) {
		list[i].paddr = mod[i].paddr;
		list[i].size = mod[i].size;
		list[i].cmdline_paddr = mod[i].cmdline_paddr ? mod[i].cmdline_paddr :
			mod[i].cmdline ? MOD_CMDLINE(i) : 0;
		list[i].reserved = ~0ULL;
		if (mod[i].cmdline)
			memcpy(guest_add(list[i].cmdline_paddr, strlen(mod[i].cmdline) + 1),
			       mod[i].cmdline, strlen(mod[i].cmdline) + 1);
	}
	for (i = 0; i < nr; i++)
		if (mod[i].cmdline && strstr(mod[i].cmdline, SEED))
			add_memory(mod[i].paddr, mod[i].size);
	if (mod[0].size)
		set_ramdisk(mod[0].paddr, mod[0].size);
	guest_remember();
}

/* What was taken is in setup_data, and zero where it was; all else is as it was. */
static void check_seeds(const char *what, const struct module *mod, const char *seeds)
{
	const bool linked = boot_params.hdr.setup_data == (unsigned long)&pvh_rng_seed;
	u32 i, which, size, unused, length = 0;
	int used;

	CHECK_OF(what, linked || boot_params.hdr.setup_data == SETUP_DATA_BEFORE);
	CHECK_OF(what, !linked || pvh_rng_seed.data.next == SETUP_DATA_BEFORE);
	CHECK_OF(what, linked == !!pvh_rng_seed.data.len);
	CHECK_OF(what, pvh_rng_seed.data.type == SETUP_RNG_SEED);
	for (; seeds && *seeds; seeds += used) {
		u8 *now;

		unused = 0;
		if (sscanf(seeds, "%u:%u-%u%n", &which, &size, &unused, &used) != 3 &&
		    sscanf(seeds, "%u:%u%n", &which, &size, &used) != 2)
			abort();
		now = guest_at(mod[which].paddr);

		for (i = 0; i < size; i++) {
			CHECK_OF(what, !now[i]);
			now[i] = byte_at(mod[which].paddr + i);
			if (i >= unused)
				CHECK_OF(what, pvh_rng_seed.bytes[length++] == now[i]);
		}
	}
	for (i = length; i < PVH_MAX_SEED; i++)
		CHECK_OF(what, !pvh_rng_seed.bytes[i]);
	CHECK_OF(what, pvh_rng_seed.data.len == length);
	CHECK_OF(what, !guest_changed());
}

static void modules_and_seeds(void)
{
	char expected[2048];
	unsigned int i;

	for (i = 0; i < COUNT(cases); i++) {
		const struct module *mod = cases[i].mod;
		const char *what = cases[i].what;
		u32 nr = number_of(mod);
		const struct module *ramdisk =
			cases[i].ramdisk == NONE ? &none : &mod[cases[i].ramdisk];

		begin();
		add_modules(mod, nr);
		pvh_boot.kaslr_seed = cases[i].address;
		pvh_keep_modules();
		snprintf(expected, sizeof(expected), "keep 4000-%llx\n%s",
			 MODLIST + 32 * nr, cases[i].said);
		same(what, expected);
		check_ramdisk(what, ramdisk->paddr, ramdisk->size);
		check_seeds(what, mod, cases[i].seeds);
		CHECK_OF(what, pvh_start_info.nr_modules == nr &&
			 pvh_start_info.modlist_paddr == MODLIST);
	}
}

/* Each time something else cannot be mapped. */
static void what_cannot_be_mapped(void)
{
	unsigned int i, at;

	for (i = 0; i < COUNT(cases); i++) {
		at = 0;
		do {
			begin();
			add_modules(cases[i].mod, number_of(cases[i].mod));
			pvh_boot.kaslr_seed = cases[i].address;
			no_map = ++at;
			pvh_keep_modules();
			guest_unmap_all();
			if (at == 1)
				same(cases[i].what, "");
			CHECK_OF(cases[i].what, !!pvh_rng_seed.data.len ==
				 (boot_params.hdr.setup_data != SETUP_DATA_BEFORE));
		} while (maps >= at);
	}

	/* A command line that is not known to have an end is none that is kept. */
	begin();
	add_modules((struct module []){ { MODULE(0), 1 }, { MODULE(1), 1, "b" } }, 2);
	no_map = 3;
	pvh_keep_modules();
	same("a command line", "keep 4000-4040\nkeep 4100000-4100001\n"
	     "info: the command line of module 1 cannot be at 0x9000: it is left out\n");
}

/* One that somebody else has put together, if it does not begin with the first module. */
static void another_ramdisk(void)
{
	static const struct module mod[] = {
		{ MODULE(0), 16, SEED }, { MODULE(1), 16 }, { MODULE(2) + 16, 16 }
	};
	const u64 high = CONFIG_X86_64 ? MODULE(0) + 4 * GIB : MODULE(4);

	begin();
	add_modules(mod, 3);
	set_ramdisk(MODULE(2), 32);
	pvh_keep_modules();
	same("another", "keep 4000-4060\nkeep 4100000-4100010\nkeep 4200010-4200020\n"
	     "module 2, at 0x4200010, 16 bytes, is lost with the pages of the ramdisk, which ends at 0x4200020\n");
	check_ramdisk("another", MODULE(2), 32);
	check_seeds("another", mod, "0:16");

	begin();
	add_modules(mod, 3);
	set_ramdisk(high, 32);
	pvh_keep_modules();
	check_ramdisk("above 4 GiB", high, 32);

	/* It has the seed: what is wiped there would be missing. */
	begin();
	add_modules(mod, 1);
	set_ramdisk(MODULE(0) - 16, 17);
	pvh_keep_modules();
	same("around a seed", "keep 4000-4020\n" SHARED(0));
	check_seeds("around a seed", mod, "");

	/* No module can be there, but it is not this code that leaves out a ramdisk. */
	begin();
	add_modules((struct module []){ { IMAGE, 1 } }, 1);
	set_ramdisk(IMAGE, 1);
	pvh_keep_modules();
	same("in the kernel", "keep 4000-4020\n");
	check_ramdisk("in the kernel", IMAGE, 1);
}

/* It is read as far as the kernel's own. */
static void command_lines_without_end(void)
{
	static const struct {
		u32 at;
		const char *word;
		const char *said;
		const char *seeds;
	} ends[] = {
		{ 0, "", "keep 4000-4040\nkeep 4100000-4100001\nkeep 9000-9800\n" },
		{ 2039, " rng-seed", "keep 4000-4040\n", "1:1" },
		{ 2040, " rng-seed", "keep 4000-4040\nkeep 4100000-4100001\nkeep 9000-9800\n" },
		{ 2046, "", "keep 4000-4040\nkeep 4100000-4100001\nkeep 9000-97ff\n" },
	};
	static const struct module mod[] = { { MODULE(0), 1 }, { MODULE(1), 1, NULL, 0x9000 } };
	unsigned int i;

	for (i = 0; i < COUNT(ends); i++) {
		char *text;

		begin();
		text = guest_add(0x9000, 4096);
		memset(text, 'x', 4096);
		memcpy(text + ends[i].at, ends[i].word, strlen(ends[i].word) + (ends[i].at == 2046));
		add_memory(MODULE(1), 1);
		add_modules(mod, 2);
		pvh_keep_modules();
		same("no end", ends[i].said);
		check_seeds("no end", mod, ends[i].seeds);
	}
}

static void numbers_of_modules(void)
{
	struct module mod[33];
	char expected[4096];
	u32 nr, i, length;

	for (nr = 1; nr <= 33; nr += 16) {
		begin();
		length = nr > 32 ? sprintf(expected, "start_info nr_modules is 33, modlist_paddr is 0x4000: 1 of the modules are left out\n") : 0;
		length += sprintf(expected + length, "keep 4000-%llx\n",
				  MODLIST + 32 * (nr > 32 ? 32 : nr));
		for (i = 0; i < nr; i++) {
			mod[i] = (struct module){ MODULE(i), MIB };
			if (i && i < 32)
				length += sprintf(expected + length, "keep %llx-%llx\n",
						  MODULE(i), MODULE(i + 1));
		}
		add_modules(mod, nr);
		pvh_keep_modules();
		same("numbers", expected);
		CHECK_OF("numbers", pvh_start_info.nr_modules == (nr > 32 ? 32 : nr));
	}
}

/* The ramdisk stays as the entry has it. */
static void lists_that_cannot_be(void)
{
	static const struct {
		u64 paddr;
		u32 nr;
		const char *said;
	} lists[] = {
		{ 0, 0, "" },
		{ ~0ULL, 0, "" },
		{ 0, 5, "start_info nr_modules is 5, modlist_paddr is 0: 5 of the modules are left out\n" },
		{ IMAGE_END - 32, 2, "the module list cannot be at 0x2ffffe0: it is left out\n" },
		{ IMAGE - 63, 2, "the module list cannot be at 0xffffc1: it is left out\n" },
		{ LIMIT - 63, 2, CONFIG_X86_64 ?
		  "the module list cannot be at 0xfffffffffc1: it is left out\n" :
		  "the module list cannot be at 0xffffffc1: it is left out\n" },
	};
	unsigned int i;

	for (i = 0; i < COUNT(lists); i++) {
		begin();
		pvh_start_info.modlist_paddr = lists[i].paddr;
		pvh_start_info.nr_modules = lists[i].nr;
		set_ramdisk(MODULE(0), 1);
		pvh_keep_modules();
		same("a list", lists[i].said);
		check_ramdisk("a list", MODULE(0), 1);
		CHECK_OF("a list", !maps);
		CHECK_OF("a list", pvh_start_info.nr_modules == (lists[i].paddr ? lists[i].nr : 0));
	}

	/* Where it is, and what it shares memory with. */
	begin();
	guest_add(GIB, 32);
	pvh_start_info.modlist_paddr = GIB;
	pvh_start_info.nr_modules = 1;
	set_ramdisk(GIB + 32, 1);
	pvh_keep_modules();
	same("a list",
	     "the module list, from 0x40000000 to 0x40000020, is in memory of type 3, from 0x40000000 to 0x40100000\n"
	     "keep 40000000-40000020\n");

	begin();
	guest_add(MODULE(0) + 8, 32);
	pvh_start_info.modlist_paddr = MODULE(0) + 8;
	pvh_start_info.nr_modules = 1;
	set_ramdisk(MODULE(0), 1);
	pvh_keep_modules();
	same("a list", "keep 4000008-4000028\n"
	     "the module list, at 0x4000008, 32 bytes, is lost with the pages of the ramdisk, which ends at 0x4000001\n");
}

/* ---- limits.c -------------------------------------------------------------------- */

static void ram_that_cannot_be_mapped(void)
{
	static const struct {
		struct boot_e820_entry range, becomes;
		const char *said;
	} limits[] = {
		{ { 64 * TIB - MIB, MIB, 1 }, { 64 * TIB - MIB, MIB, 1 }, "" },
		{ { 64 * TIB - MIB, MIB + 1, 1 }, { 64 * TIB - MIB, MIB, 1 },
		  "RAM from 0x3ffffff00000, 0x100001 bytes, cannot be used above 0x400000000000\n" },
		{ { 64 * TIB, 1, 1 }, { 64 * TIB, 1, 2 },
		  "RAM from 0x400000000000, 0x1 bytes, cannot be used above 0x400000000000\n" },
		{ { 64 * TIB, MIB, 3 }, { 64 * TIB, MIB, 3 }, "" },
	};
	struct boot_e820_entry map[200];
	u32 i, j, n;

	for (i = 0; i < 2 * COUNT(limits); i++) {
		/* The first one, or one that the zero page does not hold. */
		n = i % 2 ? 140 : 0;
		for (j = 0; j < n; j++)
			map[j] = (struct boot_e820_entry){ MIB + 0x2000 * j, 0x1000, 1 };
		map[n] = limits[i / 2].range;
		set_memmap(map, n + 1);
		*said = '\0';
		pvh_limit_memmap();
		same("a limit", limits[i / 2].said);
		CHECK_OF("a limit", !memcmp(pvh_range(&boot_params, &pvh_boot, n),
					    &limits[i / 2].becomes, sizeof(map[0])));
	}
}

/* Tables at 2 MiB, each of which makes two ranges more of RAM from 1 MiB on. */
static void more_ranges_than_there_is_room_for(void)
{
	static const struct {
		u32 tables;
		u64 ram_end;
		const char *said;
	} ranges[] = {
		{ 159, GIB, "" },
		{ 160, 2 * MIB + 160 * 0x2000 - 0x1000, "the memory map comes to more than 320 ranges: this kernel has no room for what is above 0x33e000\n" },
		{ 160, GIB, "the memory map comes to more than 320 ranges: this kernel has no room for what is above 0x33e000\n" },
		{ 170, GIB, "the memory map comes to more than 320 ranges: this kernel has no room for what is above 0x33e000\n" },
	};
	struct boot_e820_entry map[200];
	u32 i, j;

	for (i = 0; i < COUNT(ranges); i++) {
		for (j = 0; j < ranges[i].tables; j++)
			map[j] = (struct boot_e820_entry){ 2 * MIB + 0x2000 * j, 0x1000, 3 };
		map[j++] = (struct boot_e820_entry){ MIB, ranges[i].ram_end - MIB, 1 };
		set_memmap(map, j);
		*said = '\0';
		pvh_limit_memmap();
		same("ranges", E820_MAX_ENTRIES == 320 ? ranges[i].said : "");
	}

	/* Each overlaps the next one: it is one. */
	for (i = 0; i < 200; i++)
		map[i] = (struct boot_e820_entry){ MIB + 0x1000 * i, 0x1800, 1 };
	set_memmap(map, 200);
	*said = '\0';
	pvh_limit_memmap();
	same("in a row", "");
}

/* ---- tables.c -------------------------------------------------------------------- */

static const struct {
	const char *what;
	u64 paddr, size;
	const char *said;
} places[] = {
	{ "RAM", 0x1000, 0x1000, "" },
	{ "nothing", 0xf0000, 0, "" },
	{ "up to the hole", 0x9fff0, 16, "" },
	{ "all of the hole", 0xa0000, 0x60000, "" },
	{ "RAM and the hole", 0x9fff0, 0x60010, "" },
	{ "behind the hole", 0xffff0, 17,
	  "it, from 0xffff0 to 0x100001, has no memory at 0x100000\n" },
	{ "two ranges of RAM", 0x2ff000, 0x2000, "" },
	{ "behind RAM", 0x3ffff0, 17,
	  "it, from 0x3ffff0 to 0x400001, is in memory of type 4, from 0x400000 to 0x500000\n" },
	{ "a table's last byte", 0x4fffff, 17,
	  "it, from 0x4fffff to 0x500010, is in memory of type 4, from 0x4fffff to 0x500000\n" },
	{ "nothing is there", 0x600000, 1,
	  "it, from 0x600000 to 0x600001, has no memory at 0x600000\n" },
	{ "up to the last address", ~0ULL - 16, 16,
	  "it, from 0xffffffffffffffef to 0xffffffffffffffff, has no memory at 0xffffffffffffffef\n" },
	{ "wraps", ~0ULL - 16, 17,
	  "it, at 0xffffffffffffffef, 17 bytes, wraps past the end of the address space\n" },
	{ "tables under RAM", 0x700000, 1,
	  "it, from 0x700000 to 0x700001, is in memory of type 4, from 0x700000 to 0x710000\n" },
};

static void places_in_memory(void)
{
	static const struct boot_e820_entry map[] = {
		{ 0, 0xa0000, 1 }, { 0x300000, 0x100000, 1 }, { 0x200000, 0x100000, 1 },
		{ 0x400000, 0x100000, 4 }, { 0x500000, 0x100000, 1 },
		{ 0x700000, 0x10000, 4 }, { 0x700000, 0x100000, 1 },
	};
	unsigned int i;

	for (i = 0; i < COUNT(places); i++) {
		set_memmap(map, COUNT(map));
		*said = '\0';
		CHECK_OF(places[i].what,
			 pvh_check_place("it", places[i].paddr, places[i].size) ==
			 !*places[i].said);
		same(places[i].what, places[i].said);
	}

	/* The hole is nobody's RAM, if it is of another type neither. */
	set_memmap((struct boot_e820_entry []){ { 0x9f000, 0x2000, 3 } }, 1);
	*said = '\0';
	CHECK_OF("the hole", pvh_check_place("it", 0xa0000, 16));
	CHECK_OF("the hole", !pvh_check_place("it", 0x9fff0, 32));
	/* As whoever enters natively may have it. */
	set_memmap((struct boot_e820_entry []){ { 0xf0000, 0x20000, 2 } }, 1);
	boot_params.e820_entries = 1;
	CHECK_OF("the hole", pvh_check_place("it", 0xffff0, 16));
	CHECK_OF("the hole", !pvh_check_place("it", 0xffff0, 17));

	/* 128 ranges, and none behind them: a loader may have more elsewhere. */
	*said = '\0';
	boot_params.e820_entries = E820_MAX_ENTRIES_ZEROPAGE;
	CHECK_OF("128 ranges", pvh_check_place("it", 0x600000, 1));
	same("128 ranges", "");
	pvh_boot.e820_ext.data.len = sizeof(struct boot_e820_entry);
	CHECK_OF("129 ranges", !pvh_check_place("it", 0x600000, 1));
	same("129 ranges", "it, from 0x600000 to 0x600001, has no memory at 0x600000\n");
}

/* What start_info names, in tables at 1 GiB, or in RAM. */
static const struct {
	const char *what;
	u64 start_info, memmap, cmdline;
	u32 version;
	bool left_out;
	const char *said;
} tables[] = {
	{ "all in RAM", 0x1000, 0x3000, 0x2000, 1, false, "" },
	{ "none", 0, 0, 0, 1, false, "" },
	{ "of version 0", GIB + 0xfffe0, 0, 0, 0, false,
	  "start_info, from 0x400fffe0 to 0x40100008, is in memory of type 3, from 0x400fffe0 to 0x40100000\n" },
	{ "of version 1", GIB, 0, 0, 1, false,
	  "start_info, from 0x40000000 to 0x40000038, is in memory of type 3, from 0x40000000 to 0x40100000\n" },
	{ "the map", 0x1000, GIB - 72, 0, 1, false, "" },
	{ "a byte of the map", 0x1000, GIB - 71, 0, 1, false,
	  "the memory map, from 0x3fffffb9 to 0x40000001, is in memory of type 3, from 0x40000000 to 0x40100000\n" },
	{ "a command line", 0x1000, 0, GIB - 6, 1, false, "" },
	{ "its zero", 0x1000, 0, GIB - 5, 1, false,
	  "the command line, from 0x3ffffffb to 0x40000001, is in memory of type 3, from 0x40000000 to 0x40100000\n" },
	{ "one that cannot be", 0x1000, 0, ~0ULL, 1, true,
	  "the command line cannot be at 0xffffffffffffffff: it is left out\n" },
};

static void set_cmdline(u64 paddr, const char *text)
{
	pvh_start_info.cmdline_paddr = paddr;
	boot_params.hdr.cmd_line_ptr = (u32)paddr;
	boot_params.ext_cmd_line_ptr = paddr >> 32;
	strncpy(boot_command_line, text, COMMAND_LINE_SIZE - 1);
}

static void places_of_tables(void)
{
	unsigned int i;

	for (i = 0; i < COUNT(tables); i++) {
		begin();
		pvh_boot.start_info = tables[i].start_info;
		pvh_start_info.version = tables[i].version;
		pvh_start_info.memmap_paddr = tables[i].memmap;
		pvh_start_info.memmap_entries = 3;
		set_cmdline(tables[i].cmdline, "quiet");
		if (tables[i].left_out)
			boot_params.hdr.cmd_line_ptr = boot_params.ext_cmd_line_ptr = 0;
		pvh_check_tables();
		same(tables[i].what, tables[i].said);
		CHECK_OF(tables[i].what, !maps);
	}

	/* One at a multiple of 4 GiB. */
	begin();
	set_cmdline(4 * GIB, "quiet");
	pvh_check_tables();
	same("at 4 GiB", "");
}

/* @length letters. */
static void long_command_lines(void)
{
	char text[2050];
	u32 length;

	for (length = 2046; length <= 2048; length++) {
		begin();
		memset(text, 'x', sizeof(text));
		text[length] = '\0';
		memcpy(guest_add(MIB, length + 1), text, length + 1);
		set_cmdline(MIB, text);
		no_map = length == 2048 ? 2 : 0;
		pvh_check_tables();
		same("long", length < 2048 ? "" :
		     "the command line is longer than 2047 bytes, the rest is cut off\n");
		CHECK_OF("long", maps == (length >= 2047));
		guest_unmap_all();
	}
	/* A loader that enters natively may name another. */
	maps = 0;
	*said = '\0';
	pvh_start_info.cmdline_paddr = 3 * GIB;
	pvh_check_tables();
	same("native", "the command line is longer than 2047 bytes, the rest is cut off\n");
	guest_unmap_all();
	maps = 0;
	no_map = 1;
	*said = '\0';
	pvh_check_tables();
	same("not mapped", "");
}

/* ---- levels.c -------------------------------------------------------------------- */

static void five_levels(void)
{
	static const struct {
		const char *cmdline;
		u32 ecx;
		bool five;
	} levels[] = {
		{ "quiet", 1 << 16, true },
		{ "quiet", ~(1U << 16), false },
		{ "quiet no5lvl", 1 << 16, false },
		{ "no5lvl=1 no5lvlx xno5lvl no5lv", ~0U, true },
		{ NULL, 1 << 16, true },
	};
	const u64 paddr = CONFIG_X86_64 ? 5 * GIB : GIB;
	unsigned int i;

	for (i = 0; i < COUNT(levels); i++) {
		const char *cmdline = levels[i].cmdline;

		begin();
		cpuid_7_ecx = levels[i].ecx;
		if (cmdline) {
			boot_params.hdr.cmd_line_ptr = (u32)paddr;
			boot_params.ext_cmd_line_ptr = paddr >> 32;
			memcpy(guest_add(paddr, strlen(cmdline) + 1), cmdline, strlen(cmdline) + 1);
		}
		CHECK_OF(cmdline ? cmdline : "none",
			 pvh_5_levels(&boot_params, (const u8 *)"no5lvl") == levels[i].five);
		guest_settle();
	}
}

static const struct test tests[] = {
	TEST(modules_and_seeds),
	TEST(what_cannot_be_mapped),
	TEST(another_ramdisk),
	TEST(command_lines_without_end),
	TEST(numbers_of_modules),
	TEST(lists_that_cannot_be),
	TEST(ram_that_cannot_be_mapped),
	TEST(more_ranges_than_there_is_room_for),
	TEST(places_in_memory),
	TEST(places_of_tables),
	TEST(long_command_lines),
	TEST(five_levels),
};

int main(void)
{
	int status = run_tests(tests, COUNT(tests), begin);

	begin();
	guest_reset();
	return status;
}
