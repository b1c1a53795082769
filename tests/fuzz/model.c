// SPDX-License-Identifier: GPL-2.0-only
/* See model.h. The steps and their order are those that pvh.rst promises. */
#include <stdlib.h>
#include <string.h>

#include "model.h"

#include "../../arch/x86/platform/pvh/pvh.h"

typedef unsigned __int128 wide;

/* Where the kernel's addresses end, whatever the CPU has. */
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
	return reachable(g, s);
}

/* Its characters, as many as count, without the NUL. */
static uint64_t text_length(const struct guest *g, uint64_t paddr)
{
	uint64_t n = 0;

	while (n < MODEL_MAX_TEXT && reachable(g, span(paddr + n, 1)) &&
	       number(g, paddr + n, 1))
		n++;
	return n;
}

/* Where it lies, with its end. */
static struct span text(const struct guest *g, uint64_t paddr)
{
	return span(paddr, text_length(g, paddr) + 1);
}

static bool has_word(const struct guest *g, uint64_t paddr, const char *word)
{
	char text[MODEL_MAX_TEXT + 1], *next = text;
	uint64_t n = text_length(g, paddr);

	guest_read(g, paddr, text, n);
	text[n] = '\0';
	/* Whatever is no more than a blank parts words. */
	for (uint64_t i = 0; i < n; i++)
		if ((uint8_t)text[i] <= ' ')
			text[i] = ' ';
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

static bool is_known(uint32_t type)
{
	static const uint32_t types[] = {
		1, 2, 3, 4, 5, 6, 7, 12, 128, 0xefffffff
	};

	for (unsigned int i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (types[i] == type)
			return true;
	return false;
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

static struct open open[MODEL_MAX_INPUT + 1];
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
void model_map(struct model *m, const struct range *entries, uint32_t n)
{
	static struct edge edges[2 * (MODEL_MAX_INPUT + 1)];
	uint32_t nr = 0, type;
	struct range *last = NULL;

	m->seen = true;
	m->bios = false;
	m->bad_ranges = 0;
	m->ranges = 0;
	nr_open = 0;
	for (uint32_t i = 0; i <= n; i++) {
		struct span s = span(0xa0000, 0x60000);

		type = 2;
		if (i < n) {
			s = span(entries[i].addr, entries[i].size);
			type = entries[i].type;
		}
		if (s.from == s.to)
			continue;
		/* The kernel has no number for the end of the last byte. */
		if (s.to == (wide)1 << 64)
			s.to--;
		if (s.to > (wide)1 << 64 || s.from == s.to) {
			m->bad_ranges++;
			continue;
		}
		if (i < n && type == 2 && s.from <= 0xf0000 && s.to >= 0x100000)
			m->bios = true;
		edges[nr++] = (struct edge){ s.from, type, 1 };
		edges[nr++] = (struct edge){ s.to, type, -1 };
	}
	qsort(edges, nr, sizeof(edges[0]), compare_edges);

	for (uint32_t e = 0; e + 1 < nr; e++) {
		wide from = edges[e].at, to = edges[e + 1].at;

		step(&edges[e]);
		if (from == to)
			continue;
		type = highest();
		if (type && !is_known(type))
			type = 2;
		if (last && last->type == type && !is_device(type)) {
			last->size += to - from;
		} else if (type) {
			last = &m->map[m->ranges++];
			*last = (struct range){ from, to - from, type };
		} else {
			last = NULL;
		}
	}
}

static uint32_t max_ranges(void)
{
	uint32_t max = E820_MAX_ENTRIES - 8;

	if (max < 128)
		max = 128;
	return max < 1024 ? max : 1024;
}

static bool memmap(struct model *m, const struct guest *g)
{
	static struct range entries[MODEL_MAX_INPUT];
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
		entries[i].addr = number(g, paddr + i * 24, 8);
		entries[i].size = number(g, paddr + i * 24 + 8, 8);
		entries[i].type = number(g, paddr + i * 24 + 16, 4);
	}
	model_map(m, entries, n);
	if (m->ranges > max_ranges())
		return REFUSE(m, PVH_MEMMAP_TOO_LONG, m->ranges, max_ranges());
	return true;
}

struct module {
	uint64_t paddr, size, cmdline;
};

/* Whether memory can be there. */
static bool possible(const struct guest *g, const struct module *this)
{
	return !this->size ||
	       (this->paddr && reachable(g, span(this->paddr, this->size)));
}

static bool meet_text(const struct guest *g, struct span s, uint64_t paddr)
{
	return paddr && text_reachable(g, paddr) && meet(s, text(g, paddr));
}

/* Is something in module @which that is needed after it was overwritten? */
static bool needed(const struct model *m, const struct guest *g,
		   const struct module *modules, uint64_t n, uint64_t which)
{
	struct span s = span(modules[which].paddr, modules[which].size);
	uint64_t cmdline = get_number(m->info + 24, 8);

	if (meet(s, span(get_number(m->info + 16, 8), n * 32)))
		return true;
	if (meet_text(g, s, cmdline))
		return true;
	for (uint64_t i = 0; i < n; i++) {
		if (meet_text(g, s, modules[i].cmdline))
			return true;
		if (i != which && possible(g, &modules[i]) &&
		    meet(s, span(modules[i].paddr, modules[i].size)))
			return true;
	}
	return false;
}

/* Whether its command line makes a seed of it. */
static bool is_seed(const struct guest *g, const struct module *this)
{
	return this->cmdline && text_reachable(g, this->cmdline) &&
	       !meet(text(g, this->cmdline), image(g)) &&
	       has_word(g, this->cmdline, "rng-seed");
}

/* What is taken of a seed is no longer where it was. */
static void add_seed(struct model *m, const struct guest *g,
		     const struct module *this)
{
	static const uint8_t zeros[MODEL_MAX_SEED];
	uint64_t size = MODEL_MAX_SEED - m->seed_size;

	if (size > this->size)
		size = this->size;
	may_read(m, this->paddr, size);
	guest_read(g, this->paddr, m->seed + m->seed_size, size);
	guest_write(&m->after, this->paddr, zeros, size);
	m->seed_size += size;
}

static bool modules(struct model *m, const struct guest *g)
{
	struct module modules[MODEL_MAX_MODULES];
	uint64_t n = get_number(m->info + 12, 4);
	uint64_t list = get_number(m->info + 16, 8);
	bool found = false;

	m->bad_modules = n;
	if (n > MODEL_MAX_MODULES)
		n = MODEL_MAX_MODULES;
	if (!list)
		n = 0;
	m->bad_modules -= n;
	put_number(m->info + 12, 4, n);
	if (!n)
		return true;
	if (!reachable(g, span(list, n * 32)))
		return REFUSE(m, PVH_BAD_MODLIST, list, n, TOP);
	may_read(m, list, n * 32);
	if (meet(span(list, n * 32), image(g)))
		return REFUSE(m, PVH_MODLIST_IN_KERNEL, list, n, g->image,
			      g->image_end);

	for (uint64_t i = 0; i < n; i++) {
		struct module *this = &modules[i];

		this->paddr = number(g, list + i * 32, 8);
		this->size = number(g, list + i * 32 + 8, 8);
		this->cmdline = number(g, list + i * 32 + 16, 8);
		if (this->cmdline)
			may_read(m, this->cmdline, MODEL_MAX_TEXT);
	}
	may_read(m, get_number(m->info + 24, 8), MODEL_MAX_TEXT);

	for (uint64_t i = 0; i < n; i++) {
		const struct module *this = &modules[i];

		if (!possible(g, this)) {
			if (!found)
				return REFUSE(m, PVH_BAD_MODULE, i, this->paddr,
					      this->size, TOP);
			continue;
		}
		if (this->size && meet(span(this->paddr, this->size), image(g)))
			return REFUSE(m, PVH_MODULE_IN_KERNEL, i, this->paddr,
				      this->size, g->image);
		if (this->size && is_seed(g, this)) {
			if (needed(m, g, modules, n, i))
				m->bad_seeds++;
			else
				add_seed(m, g, this);
		} else if (!found) {
			/* An empty first module is no ramdisk, and none is then. */
			found = this->size || !i;
			m->ramdisk = this->size ? this->paddr : 0;
			m->ramdisk_size = this->size;
		}
	}
	return true;
}

static bool cmdline(struct model *m, const struct guest *g)
{
	uint64_t paddr = get_number(m->info + 24, 8);

	if (!paddr)
		return true;
	if (!text_reachable(g, paddr))
		return true;
	may_read(m, paddr, MODEL_MAX_TEXT);
	if (meet(text(g, paddr), image(g)))
		return REFUSE(m, PVH_CMDLINE_IN_KERNEL, paddr, g->image,
			      g->image_end);
	m->cmdline = paddr;
	m->nokaslr = has_word(g, paddr, "nokaslr");
	m->no5lvl = has_word(g, paddr, "no5lvl");
	return true;
}

void model_run(struct model *m, const struct guest *g)
{
	memset(m, 0, sizeof(*m));
	guest_copy(&m->after, g);
	if (start_info(m, g) && memmap(m, g) && modules(m, g))
		cmdline(m, g);
}
