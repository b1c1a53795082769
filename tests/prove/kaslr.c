// SPDX-License-Identifier: GPL-2.0-only
/* The choice of a random address, of any seed, table and CPU. */
#include SOURCE

#include "prove.h"

#include <asm/page_types.h>

static struct pvh_boot boot;
static struct hvm_start_info info;
static struct pvh_relocs relocs;

/*
 * One of the offsets of the table, whatever is random. The kernel has room at each of them,
 * see pvh_relocs_intact().
 */
void kaslr_offset(void)
{
	u64 room = nondet_u64();
	u32 offset;

	__CPROVER_havoc_object(&relocs);
	ASSUME(relocs.slots && !(relocs.first % PVH_RELOCS_STEP) && room < KERNEL_IMAGE_SIZE);
	ASSUME(relocs.first + (relocs.slots - 1ULL) * PVH_RELOCS_STEP <= room);

	offset = pvh_choose_offset(&relocs, nondet_u64());

	PROVE(offset >= relocs.first && !(offset % PVH_RELOCS_STEP));
	PROVE((offset - relocs.first) / PVH_RELOCS_STEP < relocs.slots);
	PROVE(offset <= room);
	END();
}

/* The module that was read last; what was read lasts until something else is. */
static struct hvm_modlist_entry module, seen;
static bool has_string, has_word, has_seed, is_denied;
static u32 modules;
static u64 seed;
static u8 string[1];

static bool is_candidate(void)
{
	return modules && seen.size >= 8 && has_string && has_word && has_seed;
}

void *pvh_phys(u64 paddr, u64 size)
{
	static u64 bytes;

	__CPROVER_havoc_object(&module);
	if (size != sizeof(module)) {
		PROVE(size == 8 && paddr == seen.paddr && seen.size >= 8 && has_string && has_word);
		bytes = seed;
		return has_seed ? &bytes : NULL;
	}
	PROVE(!is_candidate() && !is_denied);
	PROVE(modules < info.nr_modules && paddr == info.modlist_paddr + 32 * modules);
	is_denied = nondet_bool();
	has_string = nondet_bool();
	has_word = nondet_bool();
	has_seed = nondet_bool();
	seed = nondet_u64();
	modules++;
	seen = module;
	return is_denied ? NULL : &module;
}

const u8 *pvh_string(u64 paddr, unsigned long *size)
{
	PROVE(paddr == seen.cmdline_paddr);
	__CPROVER_havoc_object(&module);
	*size = sizeof(string);
	return has_string ? string : NULL;
}

bool pvh_has_word(const u8 *s, unsigned long size, const u8 *word, unsigned long length)
{
	PROVE(s == string && size == sizeof(string) && word == boot.rng_seed && length == 8);
	return has_word;
}

/* The first eight bytes of the first seed that has so many and can be read */
void kaslr_seed(void)
{
	u64 bytes;
	bool taken;

	__CPROVER_havoc_object(&info);
	taken = take_seed(&boot, &info, &bytes);

	if (taken)
		PROVE(is_candidate() && !is_denied && bytes == seed && boot.kaslr_seed == seen.paddr);
	else
		PROVE(!boot.kaslr_seed &&
		      (is_denied || (!is_candidate() && modules == (info.nr_modules < 32 ? info.nr_modules : 32))));
	END();
}

/* The sources of two boots, and which of both it is */
static struct sources {
	u64 hash, seed, number, tsc;
} sources[2];
static u32 this, ecx_of_cpu, edx_of_cpu;
static bool is_seeded, has_number;

/* In place of take_seed() */
bool any_seed(struct pvh_boot *of, const struct hvm_start_info *from, u64 *bytes)
{
	PROVE(of == &boot && from == &info);
	*bytes = sources[this].seed;
	return is_seeded;
}

u64 pvh_hash(const void *data, unsigned long size)
{
	PROVE(data == &boot.params && size == sizeof(boot.params));
	return sources[this].hash;
}

void native_cpuid(u32 *eax, u32 *ebx, u32 *ecx, u32 *edx)
{
	PROVE(*eax == 1 && !*ecx);
	*eax = nondet_u32();
	*ebx = nondet_u32();
	*ecx = ecx_of_cpu;
	*edx = edx_of_cpu;
}

bool rdrand_long(unsigned long *number)
{
	PROVE(ecx_of_cpu >> 30 & 1);
	*number = has_number ? sources[this].number : 0;
	return has_number;
}

u64 rdtsc(void)
{
	PROVE(edx_of_cpu >> 4 & 1);
	return sources[this].tsc;
}

/* The same sources make the same number, and if one alone is another, so is the number. */
void kaslr_sources(void)
{
	bool has_rdrand, has_tsc;
	u32 differ;
	u64 first, second;

	__CPROVER_havoc_object(sources);
	ecx_of_cpu = nondet_u32();
	edx_of_cpu = nondet_u32();
	is_seeded = nondet_bool();
	has_number = nondet_bool();
	has_rdrand = ecx_of_cpu >> 30 & 1 && has_number;
	has_tsc = edx_of_cpu >> 4 & 1;

	first = random_bits(&boot, &info);
	PROVE(boot.kaslr_sources == (is_seeded ? 1 : 0) + (has_rdrand ? 2 : 0) + (has_tsc ? 4 : 0));
	this = 1;
	second = random_bits(&boot, &info);

	differ = sources[0].hash != sources[1].hash;
	differ += is_seeded && sources[0].seed != sources[1].seed;
	differ += has_rdrand && sources[0].number != sources[1].number;
	differ += has_tsc && sources[0].tsc != sources[1].tsc;
	PROVE(IMPLIES(!differ, first == second));
	PROVE(IMPLIES(differ == 1, first != second));
	END();
}

static bool has_nokaslr, is_intact, is_relocated;
static u32 offset, moves;

/* These stand for start_info.c and relocate.c, and for what is above. */
bool pvh_cmdline_has(const struct boot_params *params, const u8 *word, unsigned long length)
{
	PROVE(params == &boot.params && word == boot.nokaslr && length == 7);
	return has_nokaslr;
}

bool pvh_relocs_intact(const struct pvh_relocs *table, unsigned long size)
{
	PROVE(table == &relocs && size == boot.image_end - boot.image);
	return is_intact;
}

u64 any_random(struct pvh_boot *of, const struct hvm_start_info *from)
{
	PROVE(of == &boot && from == &info);
	return seed;
}

u32 any_offset(const struct pvh_relocs *table, u64 random)
{
	PROVE(table == &relocs && random == seed);
	return offset;
}

bool pvh_relocate(const struct pvh_relocs *table, unsigned long kernel, unsigned long size, u32 by)
{
	PROVE(table == &relocs && kernel == boot.image && kernel + size == boot.image_end && by == offset);
	moves++;
	return is_relocated;
}

/* The kernel moves unless there is a reason, which is said. */
void kaslr_moved(void)
{
	bool can_move;
	u32 error;

	__CPROVER_havoc_object(&boot);
	__CPROVER_havoc_object(&relocs);
	ASSUME(boot.image < boot.image_end);
	has_nokaslr = nondet_bool();
	is_intact = nondet_bool();
	is_relocated = nondet_bool();
	seed = nondet_u64();
	offset = nondet_u32();
	can_move = !has_nokaslr && is_intact && boot.text == relocs.text && boot.kaslr_sources;

	error = pvh_randomize(&boot, &info, &relocs);

	PROVE(moves == can_move && error == (can_move && !is_relocated ? PVH_BAD_RELOCS : 0));
	if (error)
		PROVE(boot.values[0] == (unsigned long)&relocs && boot.values[1] == boot.image &&
		      boot.values[2] == boot.image_end);
	else if (can_move)
		PROVE(boot.kaslr == PVH_KASLR_ON);
	else if (has_nokaslr)
		PROVE(boot.kaslr == PVH_KASLR_OFF);
	else if (!is_intact)
		PROVE(boot.kaslr == PVH_KASLR_NO_TABLE);
	else if (boot.text != relocs.text)
		PROVE(boot.kaslr == PVH_KASLR_MOVED);
	else
		PROVE(boot.kaslr == PVH_KASLR_NOT_RANDOM);
	END();
}
