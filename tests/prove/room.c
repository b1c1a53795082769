// SPDX-License-Identifier: GPL-2.0-only
/* Where an initrd has room. */
#include SOURCE

#include "tools.h"

/* More memory than any guest has; parse_memory() takes less than 1 PiB. */
#define MEMORY_MAX ((1ULL << 50) - 1)

static struct load load;

/* Any kernel that is not empty, and initrd */
static void any_load(void)
{
	__CPROVER_havoc_object(&load);
	ASSUME(load.start < load.end && load.initrd_size <= MEMORY_MAX);
	ASSUME(load.joined_size <= MEMORY_MAX && load.joined_limit <= 1ULL << 32);
}

/* All memory is in one piece, or that behind the hole is above 4 GiB. */
static bool is_ram(const struct machine *m, u64 memory, u64 from, u64 to)
{
	if (memory < m->split)
		return to <= memory;
	return to <= m->hole || (from >= 1ULL << 32 && to - (1ULL << 32) <= memory - m->hole);
}

/* Each machine: the kernel and the initrd are in RAM, and apart. */
void room_placed(void)
{
	const struct machine *m;
	u64 memory = nondet_u64(), i = nondet_u64(), initrd, end;
	struct fault why = { "" };

	any_load();
	ASSUME(memory <= MEMORY_MAX && i < sizeof(machines) / sizeof(machines[0]));
	m = &machines[i];

	if (!fits(m, &load, memory, &initrd, &why)) {
		PROVE(why.text[0]);
		return;
	}
	PROVE(!why.text[0] && load.end <= MEMORY_MAX);
	PROVE(is_ram(m, memory, 0, load.end + m->taken));
	if (!load.initrd_size) {
		PROVE(!initrd);
		return;
	}
	end = initrd + load.initrd_size;
	PROVE(end > initrd && is_ram(m, memory, initrd, end));
	PROVE(initrd >= load.end || end <= load.start);
	PROVE(m->place == TO_END || initrd % 4096 == 0);
	END();
}

/* Both ramdisks together have room in a range that is asked about, below their limit. */
void room_joined(void)
{
	u64 start = nondet_u64(), end = nondet_u64(), size;

	any_load();
	ASSUME(end <= MEMORY_MAX && load.joined_size);
	if (!is_between(start, end, &load))
		return;
	size = (load.joined_size + 4095) / 4096 * 4096;
	PROVE(start < end && size <= end - start);
	PROVE(start + size <= load.joined_limit);
	END();
}

/* In place of find_least() and fits() */
static bool is_enough;
static u64 least;

uint64_t any_least(const struct machine *m, const struct load *load)
{
	return least;
}

bool any_fits(const struct machine *m, const struct load *load, uint64_t memory,
	      uint64_t *initrd, struct fault *why)
{
	is_enough = nondet_bool();
	return is_enough || fault(why, "there is no place");
}

void find_extent(const struct elf_image *image, uint64_t *start, uint64_t *end)
{
	*start = nondet_u64();
	*end = nondet_u64();
}

/* Each loader that enters anything has a machine, and the answer is that of this one. */
void room_answered(void)
{
	static const char *const names[] = { "pc", "q35", "microvm", NULL };
	struct host host = { .version = nondet_u32() };
	struct wrapped wrapped;
	struct elf_image elf;
	const struct candidate kernel = { .elf = &elf, .wrapped = nondet_bool() ? &wrapped : NULL };
	struct guest guest = { nondet_u64(), nondet_u64(), nondet_u64() };
	struct fault why = { "" };
	struct room room;
	u32 loader = nondet_u32(), i = nondet_u32();

	ASSUME(loader <= LOADER_XEN && i < 4);
	host.loader = loader;
	host.machine = host.loader == LOADER_QEMU ? names[i] : NULL;
	least = nondet_u64();

	PROVE(find_machine(&host)->loader == host.loader);
	PROVE(has_room(&host, &kernel, &guest, &room, &why) == is_enough);
	PROVE(room.least == least && is_enough == !why.text[0]);
	END();
}
