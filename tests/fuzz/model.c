// SPDX-License-Identifier: GPL-2.0-only
/* See model.h. The steps and their order are those of pvh.rst. */
#include <stdlib.h>
#include <string.h>

#include "model.h"

#include "../../arch/x86/platform/pvh/pvh.h"

typedef unsigned __int128 wide;

/* The end of the kernel's physical addresses, for any CPU. */
#define TOP (1ULL << (CONFIG_X86_64 ? 46 : 32))

/* In 128 bits nothing wraps. */
struct span {
	wide from, to;
};

static struct span span(uint64_t paddr, uint64_t size)
{
	return (struct span){ paddr, (wide)paddr + size };
}

/* What is empty meets nothing, wherever it is. */
static bool meet(struct span a, struct span b)
{
	return a.from < a.to && b.from < b.to && a.from < b.to && b.from < a.to;
}

#define REFUSE(m, why, ...)						\
	refuse(m, why, (const uint64_t[]){ __VA_ARGS__ },		\
	       sizeof((const uint64_t[]){ __VA_ARGS__ }) / 8)

/* Returns false, for its callers to return as well. */
static bool refuse(struct model *m, uint32_t why, const uint64_t *values,
		   unsigned int nr)
{
	m->refusal = why;
	m->nr_values = nr;
	memcpy(m->values, values, nr * sizeof(*values));
	return false;
}

static void may_read(struct model *m, uint64_t paddr, uint64_t size)
{
	m->reads[m->nr_reads++] = (struct range){ paddr, size, 0 };
}

static struct span image(const struct guest *g)
{
	return span(g->image, g->image_end - g->image);
}

static bool reachable(const struct guest *g, struct span s)
{
	return s.to <= guest_limit(g);
}

static uint64_t number(const struct guest *g, uint64_t paddr, unsigned int size)
{
	uint8_t bytes[8];

	guest_read(g, paddr, bytes, size);
	return get_number(bytes, size);
}

/*
 * A text is looked at in one piece: as much of it as the kernel keeps, or up to
 * where no kernel can look. A CPU that has fewer addresses must reach all that.
 */
static bool text_reachable(const struct guest *g, uint64_t paddr)
{
	struct span s = span(paddr, MODEL_MAX_TEXT);

	if (paddr < TOP && s.to > TOP)
		s.to = TOP;
	return paddr && reachable(g, s);
}

bool model_text(const struct guest *g, uint64_t paddr, char *text)
{
	uint64_t n = 0;

	text[0] = '\0';
	if (!text_reachable(g, paddr))
		return false;
	while (n < MODEL_MAX_TEXT && reachable(g, span(paddr + n, 1)) &&
	       number(g, paddr + n, 1))
		n++;
	guest_read(g, paddr, text, n);
	text[n] = '\0';
	return true;
}

bool model_has_word(const char *text, const char *word)
{
	char copy[MODEL_MAX_TEXT + 1], *next = copy;

	strcpy(copy, text);
	/* Whatever is no more than a blank parts words. */
	for (char *c = copy; *c; c++)
		if ((uint8_t)*c <= ' ')
			*c = ' ';
	while (next) {
		char *this = strsep(&next, " ");

		if (!strcmp(this, word))
			return true;
	}
	return false;
}

static bool start_info(struct model *m, const struct guest *g)
{
	uint64_t paddr = g->start_info;
	wide top = (wide)1 << 32;
	unsigned int size;

	for (size = 40; ; size = 56) {
		struct span info = span(paddr, size);

		if (!paddr || info.to > top)
			return REFUSE(m, PVH_BAD_START_INFO, paddr);
		may_read(m, paddr, size);
		if (meet(info, image(g)))
			return REFUSE(m, PVH_START_INFO_IN_KERNEL, paddr,
				      g->image, g->image_end);
		if (size == 56)
			break;
		if (number(g, paddr, 4) != 0x336ec578)
			return REFUSE(m, PVH_BAD_MAGIC, number(g, paddr, 4));
		if (!number(g, paddr + 4, 4))
			break;
	}
	/* But for what is reserved. */
	guest_read(g, paddr, m->info, size == 56 ? 52 : size);
	return true;
}

/* From @at on there is one range more of @type, or one less. */
struct edge {
	wide at;
	uint32_t type;
	int step;
};

static int compare_edges(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

/* Legacy persistent memory and soft reserved memory. */
static bool is_device(uint32_t type)
{
	return type == 12 || type == 0xefffffff;
}

/* How many ranges of a type lie around the place that is looked at. */
struct open {
	uint32_t type;
	int count;
};

static struct open open[MODEL_MAX_RANGES + 1];
static unsigned int nr_open;

static void step(const struct edge *edge)
{
	unsigned int i;

	for (i = 0; i < nr_open && open[i].type != edge->type; i++)
		;
	if (i == nr_open)
		open[nr_open++] = (struct open){ edge->type, 0 };
	open[i].count += edge->step;
}

static uint32_t highest(void)
{
	uint32_t type = 0;

	for (unsigned int i = 0; i < nr_open; i++)
		if (open[i].count && open[i].type > type)
			type = open[i].type;
	return type;
}

/*
 * Go up from edge to edge, and keep how many ranges of each type there are:
 * between two edges the highest type of which there is one counts.
 */
uint32_t model_meaning(const struct range *ranges, uint32_t n,
		       struct range *meaning)
{
	static struct edge edges[2 * (MODEL_MAX_RANGES + 1)];
	struct range *last = NULL;
	uint32_t nr = 0, type;

	nr_open = 0;
	for (uint32_t i = 0; i < n; i++) {
		struct span s = span(ranges[i].addr, ranges[i].size);

		edges[nr++] = (struct edge){ s.from, ranges[i].type, 1 };
		edges[nr++] = (struct edge){ s.to, ranges[i].type, -1 };
	}
	qsort(edges, nr, sizeof(edges[0]), compare_edges);

	n = 0;
	for (uint32_t e = 0; e + 1 < nr; e++) {
		wide from = edges[e].at, to = edges[e + 1].at;

		step(&edges[e]);
		if (from == to)
			continue;
		type = highest();
		if (last && last->type == type) {
			last->size += to - from;
		} else if (type) {
			last = &meaning[n++];
			*last = (struct range){ from, to - from, type };
		} else {
			last = NULL;
		}
	}
	return n;
}

static uint32_t max_ranges(void)
{
	uint32_t max = E820_MAX_ENTRIES - 8;

	if (max < 128)
		max = 128;
	return max < MODEL_MAX_RANGES ? max : MODEL_MAX_RANGES;
}

/* Of ranges that continue each other in their order, the kernel gets one. */
static uint32_t count_ranges(const struct range *ranges, uint32_t n)
{
	struct span last = { 0, 0 };
	uint32_t type = 0, count = 0;

	for (uint32_t i = 0; i < n; i++) {
		struct span s = span(ranges[i].addr, ranges[i].size);

		if (type == ranges[i].type && !is_device(type) &&
		    (s.from == last.to || s.to == last.from)) {
			if (s.from < last.from)
				last.from = s.from;
			else
				last.to = s.to;
			continue;
		}
		/* What is not kept nothing is joined to. */
		if (count++ < max_ranges()) {
			last = s;
			type = ranges[i].type;
		}
	}
	return count;
}

void model_map(struct map *map, const struct range *entries, uint32_t n)
{
	static struct range good[MODEL_MAX_RANGES + 1];
	uint32_t nr = 0;

	memset(map, 0, sizeof(*map));
	map->seen = true;
	for (uint32_t i = 0; i < n; i++) {
		struct span s = span(entries[i].addr, entries[i].size);
		uint32_t type = entries[i].type;

		/* The kernel has no number for the end of the last byte. */
		if (s.to == (wide)1 << 64)
			s.to--;
		if (s.from >= s.to || !type)
			continue;
		if (s.to > (wide)1 << 64) {
			map->bad_ranges++;
			continue;
		}
		if (type == 2 && s.from <= 0xf0000 && s.to >= 0x100000)
			map->bios = true;
		good[nr++] = (struct range){ s.from, s.to - s.from, type };
		if (is_device(type))
			map->devices[map->nr_devices++] = good[nr - 1];
	}
	good[nr++] = (struct range){ 0xa0000, 0x60000, 2 };
	map->ranges = count_ranges(good, nr);
	map->nr_meaning = model_meaning(good, nr, map->meaning);
}

static bool memmap(struct model *m, const struct guest *g)
{
	uint64_t paddr = get_number(m->info + 40, 8);
	uint64_t n = get_number(m->info + 48, 4);
	struct span table = span(paddr, n * 24);

	if (!paddr || !n)
		return true;
	if (n > MODEL_MAX_INPUT)
		return REFUSE(m, PVH_BAD_MEMMAP_ENTRIES, n, MODEL_MAX_INPUT);
	if (!reachable(g, table))
		return REFUSE(m, PVH_BAD_MEMMAP, paddr, n, TOP);
	may_read(m, paddr, n * 24);
	if (meet(table, image(g)))
		return REFUSE(m, PVH_MEMMAP_IN_KERNEL, paddr, n, g->image,
			      g->image_end);

	for (uint64_t i = 0; i < n; i++) {
		m->entries[i].addr = number(g, paddr + i * 24, 8);
		m->entries[i].size = number(g, paddr + i * 24 + 8, 8);
		m->entries[i].type = number(g, paddr + i * 24 + 16, 4);
	}
	m->nr_entries = n;
	model_map(&m->map, m->entries, n);
	if (m->map.ranges > max_ranges())
		return REFUSE(m, PVH_MEMMAP_TOO_LONG, m->map.ranges,
			      max_ranges());
	return true;
}

/* Where there is no memory, the map must call all of the kernel's RAM. */
static bool ram(struct model *m, const struct guest *g)
{
	uint64_t end = g->image;

	if (!m->map.seen || !g->lacks_memory)
		return true;
	for (uint32_t i = 0; i < m->map.nr_meaning; i++) {
		const struct range *r = &m->map.meaning[i];

		if (r->type == 1 && r->addr <= g->image &&
		    g->image - r->addr < r->size)
			end = r->addr + r->size;
	}
	return end >= g->image_end ||
	       REFUSE(m, PVH_KERNEL_BEYOND_RAM, g->image, g->image_end, end);
}

/* Of the modules, only the first is of interest. */
static bool ramdisk(struct model *m, const struct guest *g)
{
	uint64_t n = get_number(m->info + 12, 4);
	uint64_t list = get_number(m->info + 16, 8);
	uint64_t paddr, size;

	if (!n || !list)
		return true;
	if (!reachable(g, span(list, 32)))
		return REFUSE(m, PVH_BAD_MODLIST, list, n, TOP);
	may_read(m, list, 32);
	if (meet(span(list, 32), image(g)))
		return REFUSE(m, PVH_MODLIST_IN_KERNEL, list, n, g->image,
			      g->image_end);

	paddr = number(g, list, 8);
	size = number(g, list + 8, 8);
	if (!size)
		return true;
	if (!paddr || !reachable(g, span(paddr, size)))
		return REFUSE(m, PVH_BAD_MODULE, 0, paddr, size, TOP);
	if (meet(span(paddr, size), image(g)))
		return REFUSE(m, PVH_MODULE_IN_KERNEL, 0, paddr, size, g->image);
	m->ramdisk = paddr;
	m->ramdisk_size = size;
	return true;
}

static bool cmdline(struct model *m, const struct guest *g)
{
	uint64_t paddr = get_number(m->info + 24, 8);

	if (!paddr || !reachable(g, span(paddr, 1)))
		return true;
	may_read(m, paddr, 1);
	if (meet(span(paddr, 1), image(g)))
		return REFUSE(m, PVH_CMDLINE_IN_KERNEL, paddr, g->image,
			      g->image_end);
	m->cmdline = paddr;
	return true;
}

void model_run(struct model *m, const struct guest *g)
{
	memset(m, 0, sizeof(*m));
	if (start_info(m, g) && memmap(m, g) && ram(m, g) && ramdisk(m, g))
		cmdline(m, g);
}
