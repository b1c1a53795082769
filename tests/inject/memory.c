// SPDX-License-Identifier: GPL-2.0-only
/*
 * Memory: the tables of QEMU, reserved memory, and writes to any memory, also above
 * 4 GiB, by 32-bit code.
 */
#include "inject.h"

struct hvm_start_info given;
struct hvm_memmap_table_entry given_map[128];
struct hvm_modlist_entry given_module;

void take_over(const struct hvm_start_info *from_qemu)
{
	unsigned int i;

	memcpy(&given, from_qemu, sizeof(given));
	if (given.magic != XEN_HVM_START_MAGIC_VALUE || !given.version ||
	    !given.memmap_entries)
		die("QEMU", " gave no start_info with a memory map at ",
		    (uintptr_t)from_qemu);
	if (given.memmap_entries > sizeof(given_map) / sizeof(given_map[0]))
		die("QEMU", " gave a long memory map, of ", given.memmap_entries);
	if (!given.nr_modules)
		die("QEMU", " gave no kernel, nr_modules is ", 0);
	memcpy(given_map, at(given.memmap_paddr),
	       given.memmap_entries * sizeof(*given_map));
	memcpy(&given_module, at(given.modlist_paddr), sizeof(given_module));

	where.high = GIB4;
	for (i = 0; i < given.memmap_entries; i++) {
		const struct hvm_memmap_table_entry *e = &given_map[i];

		if (e->type != XEN_HVM_MEMMAP_TYPE_RAM)
			continue;
		if (e->addr < GIB4 && e->addr + e->size > where.top)
			where.top = e->addr + e->size;
		if (e->addr + e->size > where.high)
			where.high = e->addr + e->size;
	}
}

/* ---- reserved memory ----------------------------------------------------- */

static struct {
	uint64_t start, end;
	const char *what;
} kept[8];
static unsigned int nr_kept;

static void check(uint64_t start, uint64_t size, const char *what)
{
	unsigned int i;

	for (i = 0; i < nr_kept; i++)
		if (start < kept[i].end && start + size > kept[i].start)
			die(what, kept[i].what, start);
}

void keep(uint64_t start, uint64_t size, const char *what)
{
	kept[nr_kept].start = start;
	kept[nr_kept].end = start + size;
	kept[nr_kept++].what = what;
}

/* ---- writing ------------------------------------------------------------- */

/*
 * Page tables of 2 MiB pages: an identity mapping of the low 4 GiB, except for the
 * page at WINDOW, which can map any other. It is below the firmware's ROM, where
 * there is no RAM.
 */
#define BIG_PAGE	(1u << 21)
#define WINDOW		0xfe000000u
#define PRESENT		3u	/* and writable */
#define BIG		0x80u

static uint64_t directory[4][512] __attribute__((aligned(4096)));
static uint64_t pointers[4] __attribute__((aligned(32)));

static void paging(bool on)
{
	uint32_t cr;

	if (on) {
		__asm__ volatile("mov %0, %%cr3" : : "r"(pointers) : "memory");
		__asm__ volatile("mov %%cr4, %0" : "=r"(cr));
		__asm__ volatile("mov %0, %%cr4" : : "r"(cr | 0x20)); /* PAE */
	}
	__asm__ volatile("mov %%cr0, %0" : "=r"(cr));
	cr = on ? cr | 0x80000000 : cr & 0x7fffffff;
	__asm__ volatile("mov %0, %%cr0" : : "r"(cr) : "memory");
	if (!on)
		__asm__ volatile("mov %0, %%cr4" : : "r"(0) : "memory");
}

static void map_window(uint64_t paddr)
{
	unsigned int i;

	if (!pointers[0]) {
		for (i = 0; i < 4; i++)
			pointers[i] = (uintptr_t)directory[i] | 1;
		for (i = 0; i < 2048; i++)
			directory[i >> 9][i & 511] =
				((uint64_t)i << 21) | PRESENT | BIG;
	}
	directory[WINDOW >> 30][WINDOW >> 21 & 511] =
		(paddr & ~(uint64_t)(BIG_PAGE - 1)) | PRESENT | BIG;
}

/* The address at which @paddr is mapped, up to the next multiple of 2 MiB. */
static char *look(uint64_t paddr)
{
	if (paddr < GIB4)
		return at(paddr);
	map_window(paddr);
	paging(true);
	return at(WINDOW + ((uint32_t)paddr & (BIG_PAGE - 1)));
}

static void look_away(uint64_t paddr)
{
	if (paddr >= GIB4)
		paging(false);
}

static uint32_t part_of(uint64_t paddr, uint64_t size)
{
	uint32_t part = BIG_PAGE - ((uint32_t)paddr & (BIG_PAGE - 1));

	return part < size ? part : size;
}

void get(void *to, uint64_t paddr, uint32_t size)
{
	char *t = to;

	while (size) {
		uint32_t part = part_of(paddr, size);

		memcpy(t, look(paddr), part);
		look_away(paddr);
		paddr += part;
		t += part;
		size -= part;
	}
}

static bool same(const char *a, const char *b, uint32_t size)
{
	typedef uint32_t __attribute__((aligned(1), may_alias)) word;

	for (; size >= 4; size -= 4, a += 4, b += 4)
		if (*(const word *)a != *(const word *)b)
			return false;
	while (size--)
		if (*a++ != *b++)
			return false;
	return true;
}

/* The chipset selects RAM or ROM at 0xc0000-0xfffff (PAM registers). */
static void shadow_writable(bool yes)
{
	uint32_t bus0 = 0x80000000, id, reg;

	__asm__ volatile("outl %0, %w1" : : "a"(bus0), "Nd"(0xcf8));
	__asm__ volatile("inl %w1, %0" : "=a"(id) : "Nd"(0xcfc));
	/* The q35's are at 0x90, the 440FX's at 0x59. */
	for (reg = id == 0x29c08086 ? 0x90 : 0x59, id = 0; id < 7; id++, reg++) {
		uint8_t bits = yes ? 0x33 : 0x11;

		if (!id)
			bits &= 0xf0;
		__asm__ volatile("outl %0, %w1"
				 : : "a"(bus0 | (reg & 0xfc)), "Nd"(0xcf8));
		__asm__ volatile("outb %b0, %w1"
				 : : "a"(bits), "Nd"(0xcfc + (reg & 3)));
	}
}

void put(uint64_t paddr, const void *from, uint64_t size, const char *what)
{
	const bool rom = paddr >= 0xc0000 && paddr < 0x100000;
	const char *s = from;

	if (paddr + size < paddr)
		die(what, " wraps past the end of the address space, at ", paddr);
	check(paddr, size, what);
	if (rom)
		shadow_writable(true);
	while (size) {
		uint32_t part = part_of(paddr, size);
		char *to = look(paddr);
		bool there;

		memcpy(to, s, part);
		there = same(to, s, part);
		look_away(paddr);
		if (!there)
			die(what, " does not stay in memory at ", paddr);
		paddr += part;
		s += part;
		size -= part;
	}
	if (rom)
		shadow_writable(false);
}
