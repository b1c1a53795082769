// SPDX-License-Identifier: GPL-2.0-only
/* See check.h. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "window.h"

#include "../../arch/x86/platform/pvh/pvh.h"

static char complaint[512];

__attribute__((format(printf, 1, 2)))
static bool differs(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(complaint, sizeof(complaint), format, args);
	va_end(args);
	return false;
}

static bool same(const char *what, uint64_t is, uint64_t must)
{
	return is == must ||
	       differs("%s is %#llx, the model says %#llx", what,
		       (unsigned long long)is, (unsigned long long)must);
}

/* What one run works on: allocations of its exact size, zeroed as .bss is. */
struct run {
	struct pvh_boot *boot;
	struct hvm_start_info *copy;
	struct guest guest;
	uint32_t refusal;
	const struct call *calls;
	unsigned int nr_calls;
};

/* What the entry puts there before; also seen to be kept. */
static void fresh(struct run *run)
{
	memset(run->boot, 0, sizeof(*run->boot));
	run->boot->params.hdr.loadflags = LOADED_HIGH | KASLR_FLAG;
	run->boot->params.hdr.setup_data = 0x1122334455ULL;
	memset(run->copy, 0, sizeof(*run->copy));
}

static void run(struct run *run, const struct guest *g)
{
	fresh(run);
	guest_copy(&run->guest, g);
	window_open(&run->guest);
	run->refusal = pvh_translate(g->start_info, run->boot, run->copy,
				     g->image, g->image_end);
	run->nr_calls = window_close(&run->calls);
}

/* Each call must lie within something that may be asked for. */
static bool calls_are_allowed(const struct run *run, const struct model *m)
{
	for (unsigned int i = 0; i < run->nr_calls; i++) {
		const struct call *call = &run->calls[i];
		unsigned int r;

		for (r = 0; r < m->nr_reads; r++) {
			uint64_t in = call->paddr - m->reads[r].addr;

			if (in <= m->reads[r].size &&
			    call->size <= m->reads[r].size - in)
				break;
		}
		if (r == m->nr_reads)
			return differs("memory was asked for where nothing is to be read: %#llx bytes at %#llx",
				       (unsigned long long)call->size,
				       (unsigned long long)call->paddr);
	}
	return true;
}

/* As it is seen: what another region covers does not count. */
static bool same_memory(const struct guest *is, const struct guest *must)
{
	static uint8_t a[GUEST_MAX_REGION], b[GUEST_MAX_REGION];

	for (unsigned int i = 0; i < is->nr_regions; i++) {
		const struct region *r = &is->regions[i];

		guest_read(is, r->paddr, a, r->size);
		guest_read(must, r->paddr, b, r->size);
		for (uint32_t at = 0; at < r->size; at++)
			if (a[at] != b[at])
				return differs("guest memory at %#llx is %#x, and was %#x",
					       (unsigned long long)r->paddr + at,
					       a[at], b[at]);
	}
	return true;
}

/* Does the list have as many nodes as it should, and what was there before? */
static bool same_list(const struct pvh_boot *boot, unsigned int must)
{
	uint64_t next = boot->params.hdr.setup_data;
	unsigned int n;

	for (n = 0; n <= must && next && next != 0x1122334455ULL; n++)
		next = ((const struct setup_data *)(uintptr_t)next)->next;
	return same("the number of setup_data nodes", n, must) &&
	       same("the end of the list of setup_data", next, 0x1122334455ULL);
}

static const struct boot_e820_entry *
entry(const struct boot_params *params, const struct pvh_e820_ext *ext, uint32_t n)
{
	return n < E820_MAX_ENTRIES_ZEROPAGE ?
	       &params->e820_table[n] :
	       &ext->entries[n - E820_MAX_ENTRIES_ZEROPAGE];
}

/* What the kernel relies on, whatever the model says. Copies them to @ranges. */
static bool map_is_sane(const struct boot_params *params,
			const struct pvh_e820_ext *ext, struct range *ranges,
			uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		const struct boot_e820_entry *e = entry(params, ext, i);

		ranges[i] = (struct range){ e->addr, e->size, e->type };
		/* Not even the last byte: for the kernel that has no end. */
		if (!e->size || e->size > UINT64_MAX - e->addr)
			return differs("range %u of the map is empty or wraps", i);
		if (!e->type)
			return differs("range %u of the map has no type", i);
	}
	return true;
}

static bool same_ranges(const char *what, const struct range *is, uint32_t n,
			const struct range *must, uint32_t nr)
{
	for (uint32_t i = 0; i < n && i < nr; i++)
		if (is[i].addr != must[i].addr || is[i].size != must[i].size ||
		    is[i].type != must[i].type)
			return differs("%s %u is %#llx+%#llx type %u, the model says %#llx+%#llx type %u",
				       what, i, (unsigned long long)is[i].addr,
				       (unsigned long long)is[i].size, is[i].type,
				       (unsigned long long)must[i].addr,
				       (unsigned long long)must[i].size,
				       must[i].type);
	return same(what, n, nr);
}

/* The type of @paddr in a map, and where the next of @ranges begins or ends. */
static uint32_t type_at(const struct map *map, uint64_t paddr)
{
	for (uint32_t i = 0; i < map->nr_meaning; i++)
		if (paddr >= map->meaning[i].addr &&
		    paddr - map->meaning[i].addr < map->meaning[i].size)
			return map->meaning[i].type;
	return 0;
}

static uint64_t next_edge(const struct range *ranges, uint32_t n, uint64_t paddr)
{
	uint64_t next = UINT64_MAX;

	for (uint32_t i = 0; i < n; i++) {
		uint64_t end = ranges[i].addr + ranges[i].size;

		if (ranges[i].addr > paddr && ranges[i].addr < next)
			next = ranges[i].addr;
		if (end > paddr && end < next)
			next = end;
	}
	return next;
}

static bool same_type_at(struct boot_params *params, struct pvh_boot *boot,
			 const struct range *ranges, uint32_t n,
			 const struct map *map, uint64_t paddr)
{
	uint64_t end = 0;
	uint32_t type = pvh_memory_at(params, boot, paddr, &end);

	if (type != type_at(map, paddr) || end != next_edge(ranges, n, paddr))
		return differs("pvh_memory_at(%#llx) is %u up to %#llx, the model says %u up to %#llx",
			       (unsigned long long)paddr, type,
			       (unsigned long long)end, type_at(map, paddr),
			       (unsigned long long)next_edge(ranges, n, paddr));
	return true;
}

/* How both look into a map: at each edge, of long ones at some. */
static bool can_be_looked_at(struct boot_params *params, struct pvh_boot *boot,
			     const struct range *ranges, uint32_t n,
			     const struct map *map)
{
	uint32_t step = n / 64 + 1;

	for (uint32_t i = 0; i <= n; i++) {
		struct boot_e820_entry *must = NULL;

		if (i < n)
			must = (void *)entry(params, &boot->e820_ext, i);
		if (pvh_range(params, boot, i) != must)
			return differs("pvh_range(%u) is another", i);
	}
	if (!same_type_at(params, boot, ranges, n, map, 0) ||
	    !same_type_at(params, boot, ranges, n, map, UINT64_MAX))
		return false;
	for (uint32_t i = 0; i < n; i += step) {
		uint64_t addr = ranges[i].addr, end = addr + ranges[i].size;

		if (!same_type_at(params, boot, ranges, n, map, addr) ||
		    !same_type_at(params, boot, ranges, n, map, addr - 1) ||
		    !same_type_at(params, boot, ranges, n, map, end - 1) ||
		    !same_type_at(params, boot, ranges, n, map, end))
			return false;
	}
	return true;
}

/*
 * What was stored, which fits: its order is of no account, for the kernel sorts it.
 * Copies it to @ranges.
 */
static bool same_map(struct boot_params *params, struct pvh_boot *boot,
		     const struct map *map, struct range *ranges)
{
	static struct range meaning[2 * (MODEL_MAX_RANGES + 1)];
	static struct range devices[MODEL_MAX_RANGES];
	uint32_t here = map->ranges, more = 0, nr_devices = 0;
	const struct pvh_e820_ext *ext = &boot->e820_ext;
	enum pvh_bios bios = PVH_BIOS_UNKNOWN;

	if (map->seen)
		bios = map->bios ? PVH_BIOS_RESERVED : PVH_BIOS_NOT_RESERVED;
	if (here > E820_MAX_ENTRIES_ZEROPAGE) {
		here = E820_MAX_ENTRIES_ZEROPAGE;
		more = map->ranges - here;
	}
	if (!same("bad_ranges", boot->bad_ranges, map->bad_ranges) ||
	    !same("bios", boot->bios, bios) ||
	    !same("e820_entries", params->e820_entries, here) ||
	    !same("the size of SETUP_E820_EXT", ext->data.len, more * 20) ||
	    !same("its type", ext->data.type, more ? SETUP_E820_EXT : 0) ||
	    !map_is_sane(params, ext, ranges, map->ranges))
		return false;
	for (uint32_t i = 0; i < map->ranges; i++)
		if (ranges[i].type == 12 || ranges[i].type == 0xefffffff)
			devices[nr_devices++] = ranges[i];
	return same_ranges("what the map means: range", meaning,
			   model_meaning(ranges, map->ranges, meaning),
			   map->meaning, map->nr_meaning) &&
	       same_ranges("what the map has of devices: range", devices,
			   nr_devices, map->devices, map->nr_devices) &&
	       can_be_looked_at(params, boot, ranges, map->ranges, map);
}

/*
 * pvh_set_memmap() of entries of 20 bytes, as a hypercall gives them, in a table
 * of exactly their size. @ranges receives what comes out.
 */
static bool set_memmap(const struct range *entries, uint32_t n,
		       const struct map *map, struct range *ranges)
{
	struct boot_params *params = calloc(1, sizeof(*params));
	struct pvh_boot *boot = calloc(1, sizeof(*boot));
	uint8_t *table = malloc(n * 20);
	bool good;

	if (!params || !boot || !table)
		abort();
	for (uint32_t i = 0; i < n; i++) {
		put_number(table + i * 20, 8, entries[i].addr);
		put_number(table + i * 20 + 8, 8, entries[i].size);
		put_number(table + i * 20 + 16, 4, entries[i].type);
	}
	good = same("the result of pvh_set_memmap()",
		    pvh_set_memmap(params, boot, table, n, 20), map->ranges);
	if (good && map->ranges <= PVH_MAX_RANGES) {
		pvh_count_ranges(params, boot, (uintptr_t)&boot->e820_ext, map->ranges);
		good = same_map(params, boot, map, ranges);
	}
	free(table);
	free(boot);
	free(params);
	return good;
}

static bool same_maps(struct pvh_boot *boot, const struct model *m)
{
	static struct range first[MODEL_MAX_RANGES + 1], second[MODEL_MAX_RANGES + 1];
	static struct map again;

	if (!same_map(&boot->params, boot, &m->map, first))
		return false;
	if (!m->map.seen)
		return true;
	/* The same from a hypercall; and what came out, again. */
	model_map(&again, first, m->map.ranges);
	return set_memmap(m->entries, m->nr_entries, &m->map, second) &&
	       same_ranges("what a hypercall gives: range", second,
			   m->map.ranges, first, m->map.ranges) &&
	       same_ranges("what the map means again: range", again.meaning,
			   again.nr_meaning, m->map.meaning, m->map.nr_meaning) &&
	       set_memmap(first, m->map.ranges, &again, second);
}

static bool same_boot(const struct run *run, const struct model *m)
{
	struct pvh_boot *boot = run->boot;
	const struct boot_params *params = &boot->params;
	bool extended = m->map.ranges > E820_MAX_ENTRIES_ZEROPAGE;

	if (memcmp(run->copy, m->info, sizeof(m->info)))
		return differs("the copy of start_info is another");
	return same("ramdisk_image",
		    params->hdr.ramdisk_image |
		    (uint64_t)params->ext_ramdisk_image << 32, m->ramdisk) &&
	       same("ramdisk_size",
		    params->hdr.ramdisk_size |
		    (uint64_t)params->ext_ramdisk_size << 32, m->ramdisk_size) &&
	       same("cmd_line_ptr",
		    params->hdr.cmd_line_ptr |
		    (uint64_t)params->ext_cmd_line_ptr << 32, m->cmdline) &&
	       same("loadflags", params->hdr.loadflags,
		    LOADED_HIGH | KASLR_FLAG) &&
	       same("acpi_rsdp_addr", params->acpi_rsdp_addr,
		    get_number(m->info + 32, 8)) &&
	       same("hardware_subarch_data", params->hdr.hardware_subarch_data,
		    (uintptr_t)run->copy) &&
	       same_list(boot, extended) &&
	       (!extended || same("setup_data", params->hdr.setup_data,
				  (uintptr_t)&boot->e820_ext)) &&
	       same_maps(boot, m);
}

static const char *const words[] = { "nokaslr", "no5lvl", "x", "" };

/* What others read later: whatever is there is looked at once. */
static bool same_text(const struct guest *g, uint64_t paddr)
{
	char text[MODEL_MAX_TEXT + 1];
	bool there = model_text(g, paddr, text), good = true;
	const struct call *calls;
	unsigned long size = 99;
	unsigned int nr_calls;
	struct guest copy;
	const u8 *s;

	guest_copy(&copy, g);
	window_open(&copy);
	s = pvh_string(paddr, &size);
	if (!same("whether pvh_string() has a string", !!s, there) ||
	    !same("the size of a string", size, strlen(text)) ||
	    (s && memcmp(s, text, size)))
		good = differs("the string at %#llx is another",
			       (unsigned long long)paddr);
	for (unsigned int i = 0; s && good && i < sizeof(words) / sizeof(words[0]); i++)
		good = same(words[i],
			    pvh_has_word(s, size, (const u8 *)words[i],
					 strlen(words[i])),
			    model_has_word(text, words[i]));
	nr_calls = window_close(&calls);
	if (good)
		good = same("how often a string is asked for", nr_calls, there) &&
		       same_memory(&copy, g);
	guest_free(&copy);
	return good;
}

static bool good(struct run *first, struct run *second, const struct guest *g,
		 const struct model *m)
{
	run(first, g);
	if (!same("the result of pvh_translate()", first->refusal, m->refusal) ||
	    !same("boot->start_info", first->boot->start_info, g->start_info) ||
	    !same("boot->image", first->boot->image, g->image) ||
	    !same("boot->image_end", first->boot->image_end, g->image_end) ||
	    !calls_are_allowed(first, m) ||
	    !same_memory(&first->guest, g))
		return false;
	for (unsigned int i = 0; i < m->nr_values; i++) {
		char what[] = "boot->values[0]";

		what[13] += i;
		if (!same(what, first->boot->values[i], m->values[i]))
			return false;
	}
	if (!m->refusal && !same_boot(first, m))
		return false;

	/* Again, in the same place: only then are addresses equal. */
	memcpy(second->boot, first->boot, sizeof(*first->boot));
	memcpy(second->copy, first->copy, sizeof(*first->copy));
	guest_free(&first->guest);
	run(first, g);
	if (first->refusal != m->refusal ||
	    memcmp(second->boot, first->boot, sizeof(*first->boot)) ||
	    memcmp(second->copy, first->copy, sizeof(*first->copy)))
		return differs("a second run gives another result");
	return same_memory(&first->guest, g) &&
	       same_text(g, get_number(m->info + 24, 8));
}

const char *check_guest(const struct guest *g, struct model *result)
{
	struct model *m = result ? result : malloc(sizeof(*m));
	struct run runs[2] = { 0 };
	bool is_good;

	if (!m)
		abort();
	for (unsigned int i = 0; i < 2; i++) {
		runs[i].boot = malloc(sizeof(*runs[i].boot));
		runs[i].copy = malloc(sizeof(*runs[i].copy));
		if (!runs[i].boot || !runs[i].copy)
			abort();
	}
	model_run(m, g);
	is_good = good(&runs[0], &runs[1], g, m);
	for (unsigned int i = 0; i < 2; i++) {
		guest_free(&runs[i].guest);
		free(runs[i].boot);
		free(runs[i].copy);
	}
	if (!result)
		free(m);
	return is_good ? NULL : complaint;
}
