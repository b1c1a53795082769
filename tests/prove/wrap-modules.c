// SPDX-License-Identifier: GPL-2.0-only
/* The modules of a loader, as the stand-alone entry reads and wipes them. */
#include SOURCE

#include <asm/setup.h>

#include "prove.h"

#define TOP (1ULL << 46)
#define NR_MODULES 2
#define NR_BYTES 4

static struct hvm_start_info info;
static struct hvm_modlist_entry list[NR_MODULES];
static u8 bytes[NR_BYTES];
static u64 bytes_paddr, reach;

/* The list, what a module begins with, or nothing at an end of one */
void *pvh_phys(u64 paddr, u64 size)
{
	u64 at = paddr - info.modlist_paddr;

	if (!size)
		return paddr > reach ? NULL : (void *)1;
	if (size == sizeof(list[0])) {
		PROVE(!(at % sizeof(list[0])) && at < sizeof(list));
		return &list[at ? 1 : 0];
	}
	PROVE(size <= NR_BYTES);
	bytes_paddr = paddr;
	return bytes;
}

static u64 string_paddr[2 + NR_MODULES];
static u32 string_size[2 + NR_MODULES], nr_strings;

const u8 *pvh_string(u64 paddr, unsigned long *size)
{
	u32 i = nr_strings++;

	*size = nondet_u32();
	ASSUME(*size < COMMAND_LINE_SIZE && (!*size || paddr < TOP));
	string_paddr[i] = paddr;
	string_size[i] = *size + 1;
	return NULL;
}

static bool has_word;

bool pvh_has_word(const u8 *s, unsigned long size, const u8 *word, unsigned long length)
{
	PROVE(size + 1 == string_size[0] && length == 8 && word[0] == 'r' && word[7] == 'd');
	return has_word;
}

static void any_list(void)
{
	__CPROVER_havoc_object(list);
	info.modlist_paddr = nondet_u64();
	info.nr_modules = nondet_u32();
	info.cmdline_paddr = nondet_u64();
	reach = nondet_u64();
	ASSUME(reach >= 1ULL << 32 && reach <= TOP);
	ASSUME(info.modlist_paddr && info.modlist_paddr < TOP && info.nr_modules <= NR_MODULES);
}

/* A module is the list's, and there if its bytes may be memory. */
void module_read(void)
{
	struct hvm_modlist_entry module;
	u32 i = nondet_u32();
	bool is_there;
	u64 end;

	any_list();
	ASSUME(i < info.nr_modules);
	is_there = wrap_get_module(&module, &info, i);
	end = list[i].paddr + list[i].size;
	PROVE(module.paddr == list[i].paddr && module.size == list[i].size);
	PROVE(module.cmdline_paddr == list[i].cmdline_paddr);
	PROVE(is_there == (list[i].paddr && list[i].size && end >= list[i].size && end <= reach));

	has_word = nondet_bool();
	PROVE(wrap_is_seed(&module) == (module.size && has_word));
	PROVE(string_paddr[0] == module.cmdline_paddr);

	info.nr_modules = nondet_u32();
	i = wrap_nr_modules(&info);
	PROVE(i <= 32 && (i == info.nr_modules || (i == 32 && info.nr_modules > i)));
	info.modlist_paddr = 0;
	PROVE(!wrap_nr_modules(&info));
	END();
}

static bool is_in(u64 at, u64 start, u64 size)
{
	return at - start < size;
}

/* No byte of a module that shares no memory is the list's, a command line's or another one's. */
void module_shared(void)
{
	u32 i = nondet_u32(), other;
	struct hvm_modlist_entry module;
	u64 at = nondet_u64();

	any_list();
	ASSUME(i < info.nr_modules && wrap_get_module(&module, &info, i));
	ASSUME(is_in(at, module.paddr, module.size));

	if (!shares_memory(&info, i, &module)) {
		other = 1 - i;
		PROVE(!is_in(at, info.modlist_paddr, info.nr_modules * sizeof(list[0])));
		PROVE(nr_strings == 1 + info.nr_modules && string_paddr[0] == info.cmdline_paddr);
		for (u32 n = 0; n < nr_strings; n++) {
			PROVE(!n || string_paddr[n] == list[n - 1].cmdline_paddr);
			PROVE(!is_in(at, string_paddr[n], string_size[n]));
		}
		if (other < info.nr_modules && wrap_get_module(&module, &info, other))
			PROVE(!is_in(at, module.paddr, module.size));
	}
	END();
}

static bool is_seed[NR_MODULES], is_shared[NR_MODULES];
static u32 asked;

/* In place of wrap_is_seed() */
bool any_seed(const struct hvm_modlist_entry *module)
{
	return is_seed[asked];
}

/* In place of shares_memory() */
bool any_shared(const struct hvm_start_info *from, u32 i, const struct hvm_modlist_entry *module)
{
	return is_shared[i];
}

/* In place of wrap_get_module(): there is one, and it is there. */
bool first_module(struct hvm_modlist_entry *module, const struct hvm_start_info *from, u32 i)
{
	PROVE(i < from->nr_modules);
	asked = i;
	*module = list[i];
	return i == 0;
}

/*
 * With any seeds taken before: as much of one as there is room for is taken, and no more of
 * it is left in memory. What is no seed, or shares memory, stays.
 */
void module_seeds(void)
{
	struct boot_params params = { .hdr.setup_data = nondet_u64() };
	u32 before = nondet_u32(), room, i;
	u64 next = params.hdr.setup_data;
	u8 was[NR_BYTES];
	bool is_taken;

	any_list();
	__CPROVER_havoc_object(bytes);
	for (i = 0; i < NR_BYTES; i++)
		was[i] = bytes[i];
	is_seed[0] = nondet_bool();
	is_shared[0] = nondet_bool();
	ASSUME(before <= sizeof(pvh_rng_seed.bytes) && list[0].size);
	pvh_rng_seed.data.len = before;
	room = sizeof(pvh_rng_seed.bytes) - before;
	if (room > list[0].size)
		room = list[0].size;
	ASSUME(room <= NR_BYTES);

	wrap_take_seeds(&params, &info);

	is_taken = info.nr_modules && is_seed[0] && !is_shared[0];
	PROVE(pvh_rng_seed.data.len == before + (is_taken ? room : 0));
	PROVE(!is_taken || !room || bytes_paddr == list[0].paddr);
	for (i = 0; i < NR_BYTES; i++)
		PROVE(bytes[i] == (is_taken && i < room ? 0 : was[i]));
	if (pvh_rng_seed.data.len) {
		PROVE(params.hdr.setup_data == (unsigned long)&pvh_rng_seed);
		PROVE(pvh_rng_seed.data.next == next && pvh_rng_seed.data.type == SETUP_RNG_SEED);
	} else {
		PROVE(params.hdr.setup_data == next);
	}
	END();
}

/* A seed that was used lacks what was used of it, which is wiped; all else stays. */
void module_cut(void)
{
	struct hvm_modlist_entry was[NR_MODULES];
	u64 paddr = nondet_u64();
	bool is_cut;
	u32 i, n;

	any_list();
	__CPROVER_havoc_object(bytes);
	for (i = 0; i < NR_MODULES; i++) {
		was[i] = list[i];
		is_shared[i] = nondet_bool();
	}
	wrap_cut_seed(&info, paddr, NR_BYTES);

	for (i = 0, n = 0; i < NR_MODULES; i++) {
		is_cut = list[i].size != was[i].size;
		n += is_cut;
		PROVE(list[i].cmdline_paddr == was[i].cmdline_paddr);
		PROVE(list[i].size == was[i].size - (is_cut ? NR_BYTES : 0));
		PROVE(list[i].paddr == was[i].paddr + (is_cut ? NR_BYTES : 0));
		PROVE(!is_cut || (i < info.nr_modules && was[i].paddr == paddr && !is_shared[i]));
	}
	PROVE(n <= 1);
	for (i = 0; i < NR_BYTES; i++)
		PROVE(!n || (!bytes[i] && bytes_paddr == paddr));
	END();
}
