// SPDX-License-Identifier: GPL-2.0-only
/* What becomes of the modules: of any list, strings and memory. */
#include SOURCE

#include "prove.h"

#define MOST 3
#define SEED_PADDR 0x1234560

struct boot_params boot_params;
struct hvm_start_info pvh_start_info;
struct pvh_boot pvh_boot;
struct cpuinfo_x86 boot_cpu_data;
char _text[1], _end[1];

static u64 image, image_end;
static struct hvm_modlist_entry list[MOST];
static u32 warnings, notes;

u64 symbol_paddr(unsigned long symbol)
{
	return symbol == (unsigned long)_text ? image :
	       symbol == (unsigned long)_end ? image_end : SEED_PADDR;
}

void kernel_log(const char *format, ...)
{
	if (format[0] == 'w')
		warnings++;
	else
		notes++;
}

size_t scnprintf(char *buffer, size_t size, const char *format, ...)
{
	return 0;
}

/* Whether this CPU has it, outside of the kernel */
static bool can_be(u64 paddr, u64 size)
{
	u64 limit = 1ULL << (CONFIG_X86_64 ? boot_cpu_data.x86_phys_bits : 32);

	return paddr && paddr < limit && size <= limit - paddr &&
	       !(paddr < image_end && paddr + size > image);
}

static u64 end(const struct hvm_modlist_entry *module)
{
	return module->paddr + module->size;
}

static u64 set_ramdisk(void)
{
	return boot_params.hdr.ramdisk_image | (u64)boot_params.ext_ramdisk_image << 32;
}

static u64 set_ramdisk_size(void)
{
	return boot_params.hdr.ramdisk_size | (u64)boot_params.ext_ramdisk_size << 32;
}

/* Any list, kernel and CPU */
static void begin(void)
{
	image = nondet_u64();
	image_end = nondet_u64();
	ASSUME(image && image < image_end);
	__CPROVER_havoc_object(list);
	__CPROVER_havoc_object(&boot_params);
	boot_cpu_data.x86_phys_bits = nondet_u8();
	ASSUME(boot_cpu_data.x86_phys_bits >= 36 && boot_cpu_data.x86_phys_bits <= 52);
	modules = list;
	nr_modules = nondet_u32();
	ASSUME(nr_modules <= MOST);
}

/* What is mapped lies at the end of its object, and there is one at a time. */
#define MEMORY (PVH_MAX_MODULES * sizeof(struct hvm_modlist_entry))
static u8 memory[MEMORY];
static u8 *mapped;
static u64 mapped_paddr, mapped_size;
static bool is_denied;

void *early_memremap(u64 paddr, unsigned long size)
{
	PROVE(!mapped && size && size <= MEMORY);
	PROVE(can_be(paddr, size));
	is_denied = nondet_bool();
	if (is_denied)
		return NULL;
	mapped_paddr = paddr;
	mapped_size = size;
	mapped = memory + MEMORY - size;
	return mapped;
}

void early_memunmap(void *from, unsigned long size)
{
	PROVE(mapped && from == mapped && size == mapped_size);
	mapped = NULL;
}

size_t strnlen(const char *s, size_t size)
{
	size_t length = 0;

	while (length < size && s[length])
		length++;
	return length;
}

static bool has_word;

int cmdline_find_option_bool(const char *cmdline, const char *option)
{
	PROVE(cmdline == (char *)mapped && mapped_size == COMMAND_LINE_SIZE);
	PROVE(mapped_paddr == list[0].cmdline_paddr);
	return has_word;
}

/* The size of a string, and whether a module is a seed. */
void modules_strings(void)
{
	const u8 *s = memory + MEMORY - COMMAND_LINE_SIZE;
	u64 paddr = nondet_u64(), i = nondet_u64(), size;

	begin();
	__CPROVER_havoc_object(memory);
	size = string_size(paddr);
	PROVE(!size == (!can_be(paddr, COMMAND_LINE_SIZE) || is_denied));
	if (size) {
		PROVE(mapped_paddr == paddr && size <= COMMAND_LINE_SIZE);
		PROVE(IMPLIES(i < size - 1, s[i]));
		PROVE(size == COMMAND_LINE_SIZE || !s[size - 1]);
	}
	PROVE(!mapped);

	has_word = nondet_bool();
	is_denied = false;
	PROVE(is_seed(0) == (can_be(list[0].cmdline_paddr, COMMAND_LINE_SIZE) && !is_denied &&
			     list[0].size && has_word));
	PROVE(!mapped);
	END();
}

static bool seeds[MOST];
static u64 sizes[MOST];
static u32 strings;

/* In place of is_seed() and string_size() */
bool any_seed(u32 i)
{
	PROVE(i < nr_modules);
	return i < MOST && seeds[i];
}

u64 any_size(u64 paddr)
{
	PROVE(strings < nr_modules && paddr == list[strings].cmdline_paddr);
	return strings < MOST ? sizes[strings++] : 0;
}

static bool share_a_byte(u64 paddr, u64 paddr_end, u64 other, u64 other_end)
{
	return paddr < paddr_end && other < other_end && paddr < other_end && other < paddr_end;
}

/* Nothing is wiped that is still needed, and no seed is left for another reason. */
void modules_shared(void)
{
	u32 i = nondet_u32(), j;
	bool is_shared;
	u64 list_end;

	begin();
	__CPROVER_havoc_object(sizes);
	pvh_start_info.modlist_paddr = nondet_u64();
	list_end = pvh_start_info.modlist_paddr + nr_modules * sizeof(*list);
	ASSUME(can_be(pvh_start_info.modlist_paddr, nr_modules * sizeof(*list)));
	ASSUME(nr_modules <= 2 && i < nr_modules && can_be(list[i].paddr, list[i].size));
	ramdisk = nondet_u64();
	ramdisk_end = nondet_u64();
	ASSUME(ramdisk <= ramdisk_end);

	is_shared = share_a_byte(list[i].paddr, end(&list[i]), ramdisk, ramdisk_end);
	is_shared |= share_a_byte(list[i].paddr, end(&list[i]), pvh_start_info.modlist_paddr, list_end);
	for (j = 0; j < nr_modules; j++) {
		u64 s = list[j].cmdline_paddr;

		/* See modules_strings; a module that cannot be is not looked at. */
		ASSUME(sizes[j] <= COMMAND_LINE_SIZE && (!sizes[j] || can_be(s, COMMAND_LINE_SIZE)));
		ASSUME(end(&list[j]) >= list[j].paddr);
		is_shared |= share_a_byte(list[i].paddr, end(&list[i]), s, s + sizes[j]);
		is_shared |= j != i && share_a_byte(list[i].paddr, end(&list[i]), list[j].paddr, end(&list[j]));
	}

	PROVE(shares_memory(i) == is_shared);
	END();
}

static bool is_shared, is_placed, is_placed_asked;
static u64 copied, wiped;
static const u8 *copied_from;
static u8 *copied_to;

/* In place of shares_memory() */
bool any_shared(u32 i)
{
	PROVE(i == 0 && can_be(list[0].paddr, list[0].size));
	return is_shared;
}

static u32 checks, reservations;
static u64 checked[2], checked_size[2], reserved[2], reserved_size[2];

bool pvh_check_place(const char *what, u64 paddr, u64 size)
{
	PROVE(checks < 2);
	if (checks < 2) {
		checked[checks] = paddr;
		checked_size[checks] = size;
	}
	checks++;
	return is_placed;
}

void *memcpy(void *to, const void *from, size_t size)
{
	PROVE(mapped && !wiped);
	copied_to = to;
	copied_from = from;
	copied = size;
	return to;
}

void explicit_bzero(void *from, size_t size)
{
	PROVE(from == mapped && size <= mapped_size);
	wiped = size;
}

/*
 * Of any seed, behind any others: it is copied, but for the bytes that the kernel's address
 * was made of, wiped where it was, and the node is in the list of setup_data once.
 */
void modules_seed(void)
{
	u64 next = nondet_u64(), was_next = nondet_u64(), size, used = 0;
	u32 length = nondet_u32();

	begin();
	nr_modules = 1;
	is_shared = nondet_bool();
	is_placed = nondet_bool();
	ASSUME(length <= PVH_MAX_SEED);
	pvh_rng_seed.data.len = length;
	pvh_rng_seed.data.next = was_next;
	boot_params.hdr.setup_data = next;
	pvh_boot.kaslr_seed = nondet_u64();
	size = list[0].size < PVH_MAX_SEED - length ? list[0].size : PVH_MAX_SEED - length;
	if (list[0].paddr == pvh_boot.kaslr_seed)
		used = size < 8 ? size : 8;

	take_seed("a seed", 0);

	if (!can_be(list[0].paddr, list[0].size) || is_shared || !is_placed) {
		PROVE(warnings == 1 && !mapped_size);
		size = used = 0;
	} else {
		PROVE(!warnings && checks == 1);
		PROVE(checked[0] == list[0].paddr && checked_size[0] == list[0].size);
	}
	if (mapped_size) {
		PROVE(mapped_paddr == list[0].paddr && wiped == size);
		PROVE(copied == size - used && copied_from == memory + MEMORY - size + used);
		PROVE(copied_to == pvh_rng_seed.bytes + length && copied <= PVH_MAX_SEED - length);
	} else {
		PROVE(!size || is_denied);
		size = used = 0;
	}
	PROVE(!mapped && pvh_rng_seed.data.len == length + size - used);
	if (!length && size > used) {
		PROVE(boot_params.hdr.setup_data == SEED_PADDR && pvh_rng_seed.data.next == next);
	} else {
		PROVE(boot_params.hdr.setup_data == next && pvh_rng_seed.data.next == was_next);
	}
	END();
}

void memblock_reserve(u64 paddr, u64 size)
{
	PROVE(reservations < 2 && size && can_be(paddr, size));
	if (reservations < 2) {
		reserved[reservations] = paddr;
		reserved_size[reservations] = size;
	}
	reservations++;
}

static u32 seeds_taken;

/* In place of take_seed() */
void seed_taken(const char *what, u32 i)
{
	PROVE(i == 0 && seeds[0]);
	seeds_taken++;
}

/* It is one of the ramdisk's pages, which are freed with it. */
static u32 is_lost(u64 paddr, u64 size)
{
	return share_a_byte(paddr, paddr + size, ramdisk, (ramdisk_end + 4095) / 4096 * 4096);
}

/*
 * Of any module: it is kept exactly where it is, if it can be there and is in RAM, and so is its
 * string, if that can be there.
 */
void modules_kept(void)
{
	u64 paddr, size, s;
	u32 n = 0, m = 0, said = 0;
	bool is_ramdisk;

	begin();
	nr_modules = 1;
	__CPROVER_havoc_object(seeds);
	__CPROVER_havoc_object(sizes);
	is_placed = nondet_bool();
	ramdisk = nondet_u64();
	ramdisk_end = nondet_u64();
	/* An empty one has no pages, but may be warned of. */
	ASSUME((!ramdisk && !ramdisk_end) || (ramdisk < ramdisk_end && ramdisk_end < 1ULL << 52));
	paddr = list[0].paddr;
	size = list[0].size;
	s = list[0].cmdline_paddr;
	is_ramdisk = ramdisk && paddr == ramdisk;
	ASSUME(sizes[0] <= COMMAND_LINE_SIZE && (!sizes[0] || can_be(s, COMMAND_LINE_SIZE)));

	keep_module(0);

	if (seeds[0]) {
		PROVE(seeds_taken == 1 && !reservations && !warnings && !checks);
		END();
		return;
	}
	PROVE(!seeds_taken);
	if (is_ramdisk || (size && can_be(paddr, size))) {
		PROVE(checks > m && checked[m] == paddr && checked_size[m] == size);
		m++;
	} else {
		said += size > 0;
	}
	if (!is_ramdisk && size && can_be(paddr, size) && is_placed) {
		PROVE(reservations > n && reserved[n] == paddr && reserved_size[n] == size);
		said += is_lost(paddr, size);
		n++;
	}
	s = is_ramdisk ? 0 : s;
	if (s && sizes[0]) {
		PROVE(reservations > n && reserved[n] == s && reserved_size[n] == sizes[0]);
		said += is_lost(s, sizes[0]);
		n++;
	}
	PROVE(checks == m && reservations == n && warnings == said && notes == (s && !sizes[0]));
	END();
}

/* Each pair that shares memory is warned of. */
void modules_overlap(void)
{
	u32 i = nondet_u32(), j, said = 0;

	begin();
	ASSUME(i < nr_modules);
	for (j = 0; j < i; j++)
		said += can_be(list[i].paddr, list[i].size) && can_be(list[j].paddr, list[j].size) &&
			share_a_byte(list[i].paddr, end(&list[i]), list[j].paddr, end(&list[j]));

	check_overlaps(i);

	PROVE(warnings == said);
	END();
}

/* The ramdisk is the first module that is no seed; that of a native loader stays. */
void modules_ramdisk(void)
{
	u64 was, was_size;
	u32 first;

	begin();
	__CPROVER_havoc_object(seeds);
	was = set_ramdisk();
	was_size = set_ramdisk_size();
	for (first = 0; first < nr_modules && seeds[first]; first++)
		;

	skip_seeds();

	if (!first || list[0].paddr != was)
		PROVE(set_ramdisk() == was && set_ramdisk_size() == was_size);
	else if (first < nr_modules && list[first].size && can_be(list[first].paddr, list[first].size))
		PROVE(set_ramdisk() == list[first].paddr && set_ramdisk_size() == list[first].size);
	else
		PROVE(!set_ramdisk() && !set_ramdisk_size());
	END();
}

static u32 kept, compared, skipped;

/* In place of keep_module(), check_overlaps() and skip_seeds() */
void one_kept(u32 i)
{
	PROVE(i == kept && compared == kept && skipped == 1 && reservations == 1);
	if (!i)
		PROVE(ramdisk == set_ramdisk() && ramdisk_end == ramdisk + set_ramdisk_size());
	kept++;
}

void one_compared(u32 i)
{
	PROVE(i == compared && kept == i + 1);
	compared++;
}

void ramdisk_set(void)
{
	PROVE(modules == (void *)mapped && !skipped);
	__CPROVER_havoc_object(&boot_params);
	skipped++;
}

/* Of any number of modules, at any place: the list is kept, and each module is once. */
void modules_listed(void)
{
	u64 paddr = nondet_u64();
	u32 number = nondet_u32(), most;

	begin();
	modules = NULL;
	pvh_start_info.modlist_paddr = paddr;
	pvh_start_info.nr_modules = number;
	most = !paddr ? 0 : number < 32 ? number : 32;

	pvh_keep_modules();

	PROVE(pvh_start_info.nr_modules == most && !mapped);
	PROVE(IMPLIES(most < number, warnings));
	if (most && can_be(paddr, 32 * most) && !is_denied) {
		PROVE(mapped_paddr == paddr && mapped_size == 32 * most);
		PROVE(reservations == 1 && reserved[0] == paddr && reserved_size[0] == 32 * most);
		PROVE(checks == 1 && checked[0] == paddr && checked_size[0] == 32 * most);
		PROVE(kept == most && compared == most);
	} else {
		PROVE(!kept && !reservations && !skipped);
		PROVE(IMPLIES(most && !is_denied, warnings));
	}
	END();
}
