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
				return differs("guest memory at %#llx is %#x, the model says %#x",
					       (unsigned long long)r->paddr + at,
					       a[at], b[at]);
	}
	return true;
}

/* Is there a node of type @type and where? Follows the list as the kernel does. */
static const struct setup_data *node(const struct pvh_boot *boot, uint32_t type)
{
	uint64_t next = boot->params.hdr.setup_data;

	for (unsigned int n = 0; next && next != 0x1122334455ULL; n++) {
		const struct setup_data *data = (void *)(uintptr_t)next;

		if (data->type == type)
			return data;
		next = data->next;
		if (n > 2)
			break;
	}
	return NULL;
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

static bool same_map(const struct boot_params *params,
		     const struct pvh_e820_ext *ext, const struct range *map,
		     uint32_t ranges)
{
	for (uint32_t i = 0; i < ranges; i++) {
		const struct boot_e820_entry *e = entry(params, ext, i);

		if (e->addr != map[i].addr || e->size != map[i].size ||
		    e->type != map[i].type)
			return differs("range %u of the map is %#llx+%#llx type %u, the model says %#llx+%#llx type %u",
				       i, (unsigned long long)e->addr,
				       (unsigned long long)e->size, e->type,
				       (unsigned long long)map[i].addr,
				       (unsigned long long)map[i].size,
				       map[i].type);
	}
	return true;
}

/* What the kernel relies on, whatever the model says. */
static bool map_is_sane(const struct boot_params *params,
			const struct pvh_e820_ext *ext, uint32_t ranges)
{
	for (uint32_t i = 0; i < ranges; i++) {
		const struct boot_e820_entry *e = entry(params, ext, i);
		const struct boot_e820_entry *before;

		/* Not even the last byte: for the kernel that has no end. */
		if (!e->size || e->size > UINT64_MAX - e->addr)
			return differs("range %u of the map is empty or wraps", i);
		if (!i)
			continue;
		before = entry(params, ext, i - 1);
		if (e->addr <= before->addr ||
		    e->addr - before->addr < before->size)
			return differs("range %u of the map lies in or before the one before it", i);
		if (e->addr - before->addr == before->size &&
		    e->type == before->type && e->type != 12 &&
		    e->type != 0xefffffff)
			return differs("range %u of the map continues the one before it", i);
	}
	return true;
}

static bool same_map_facts(const struct pvh_boot *boot, const struct model *m)
{
	enum pvh_bios bios = PVH_BIOS_UNKNOWN;

	if (m->seen)
		bios = m->bios ? PVH_BIOS_RESERVED : PVH_BIOS_NOT_RESERVED;
	return same("bad_ranges", boot->bad_ranges, m->bad_ranges) &&
	       same("bios", boot->bios, bios);
}

/*
 * pvh_set_memmap() of entries of 20 bytes, as a hypercall gives them, in a table
 * of exactly their size.
 */
static bool set_memmap(const struct range *entries, uint32_t n,
		       const struct range *map, uint32_t ranges,
		       const struct model *m)
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
		    pvh_set_memmap(params, boot, table, n, 20), ranges) &&
	       same_map(params, &boot->e820_ext, map, ranges) &&
	       (!m || same_map_facts(boot, m));
	free(table);
	free(boot);
	free(params);
	return good;
}

static bool same_maps(const struct run *run, const struct guest *g,
		      const struct model *m)
{
	const struct pvh_boot *boot = run->boot;
	const struct setup_data *ext = node(boot, SETUP_E820_EXT);
	uint32_t here = m->ranges > E820_MAX_ENTRIES_ZEROPAGE ?
			E820_MAX_ENTRIES_ZEROPAGE : m->ranges;
	uint32_t n = get_number(m->info + 48, 4);
	struct range *entries;
	bool good;

	if (!same("e820_entries", boot->params.e820_entries, here) ||
	    !same("the size of SETUP_E820_EXT", ext ? ext->len : 0,
		  (m->ranges - here) * 20) ||
	    (ext && !same("the place of SETUP_E820_EXT", (uintptr_t)ext,
			  (uintptr_t)&boot->e820_ext)) ||
	    !same_map_facts(boot, m) ||
	    !map_is_sane(&boot->params, &boot->e820_ext, m->ranges) ||
	    !same_map(&boot->params, &boot->e820_ext, m->map, m->ranges))
		return false;
	if (!m->ranges)
		return true;

	/* The same from a hypercall; and what came out, again. */
	entries = calloc(n, sizeof(*entries));
	if (!entries)
		abort();
	for (uint32_t i = 0; i < n; i++) {
		uint8_t bytes[24];

		guest_read(g, get_number(m->info + 40, 8) + i * 24, bytes, 24);
		entries[i].addr = get_number(bytes, 8);
		entries[i].size = get_number(bytes + 8, 8);
		entries[i].type = get_number(bytes + 16, 4);
	}
	good = set_memmap(entries, n, m->map, m->ranges, m) &&
	       set_memmap(m->map, m->ranges, m->map, m->ranges, NULL);
	free(entries);
	return good;
}

static bool same_boot(const struct run *run, const struct guest *g,
		      const struct model *m)
{
	const struct pvh_boot *boot = run->boot;
	const struct boot_params *params = &boot->params;
	const struct setup_data *seed = node(boot, SETUP_RNG_SEED);
	uint32_t flags = LOADED_HIGH;

	if (!m->nokaslr)
		flags |= KASLR_FLAG;
	if (memcmp(run->copy, m->info, sizeof(m->info)))
		return differs("the copy of start_info is another");
	if (seed && memcmp(seed->data, m->seed, m->seed_size))
		return differs("the bytes of the seed are others");
	return same("bad_modules", boot->bad_modules, m->bad_modules) &&
	       same("bad_seeds", boot->bad_seeds, m->bad_seeds) &&
	       same("ramdisk_image",
		    params->hdr.ramdisk_image |
		    (uint64_t)params->ext_ramdisk_image << 32, m->ramdisk) &&
	       same("ramdisk_size",
		    params->hdr.ramdisk_size |
		    (uint64_t)params->ext_ramdisk_size << 32, m->ramdisk_size) &&
	       same("cmd_line_ptr",
		    params->hdr.cmd_line_ptr |
		    (uint64_t)params->ext_cmd_line_ptr << 32, m->cmdline) &&
	       same("loadflags", params->hdr.loadflags, flags) &&
	       same("options", boot->options,
		    (m->nokaslr ? PVH_NOKASLR : 0) |
		    (m->no5lvl ? PVH_NO5LVL : 0)) &&
	       same("acpi_rsdp_addr", params->acpi_rsdp_addr,
		    get_number(m->info + 32, 8)) &&
	       same("hardware_subarch_data", params->hdr.hardware_subarch_data,
		    (uintptr_t)run->copy) &&
	       same("the size of SETUP_RNG_SEED", seed ? seed->len : 0,
		    m->seed_size) &&
	       same_list(boot, (m->ranges > E820_MAX_ENTRIES_ZEROPAGE) +
			       !!m->seed_size) &&
	       same_maps(run, g, m);
}

static bool good(struct run *first, struct run *second, const struct guest *g,
		 const struct model *m)
{
	run(first, g);
	if (!same("the result of pvh_translate()", first->refusal, m->refusal) ||
	    !calls_are_allowed(first, m) ||
	    !same_memory(&first->guest, &m->after))
		return false;
	for (unsigned int i = 0; i < m->nr_values; i++) {
		char what[] = "boot->values[0]";

		what[13] += i;
		if (!same(what, first->boot->values[i], m->values[i]))
			return false;
	}
	if (!m->refusal && !same_boot(first, g, m))
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
	return same_memory(&first->guest, &m->after);
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
	if (!result) {
		guest_free(&m->after);
		free(m);
	}
	return is_good ? NULL : complaint;
}
