// SPDX-License-Identifier: GPL-2.0-only
/* See guest.h. */
#include <stdlib.h>
#include <string.h>

#include "guest.h"

#define HEADER 20
#define REGION_HEADER 10

/* CPUs have 36 to 52. */
#define NR_BITS 17

uint64_t get_number(const uint8_t *bytes, unsigned int size)
{
	uint64_t value = 0;

	while (size--)
		value = value << 8 | bytes[size];
	return value;
}

void put_number(uint8_t *bytes, unsigned int size, uint64_t value)
{
	for (; size; size--, value >>= 8)
		*bytes++ = value;
}

struct region *guest_add(struct guest *g, uint64_t paddr, uint32_t size)
{
	struct region *r;

	if (g->nr_regions == GUEST_MAX_REGIONS)
		return NULL;
	r = &g->regions[g->nr_regions++];
	r->paddr = paddr;
	r->size = 0;
	r->bytes = NULL;
	guest_resize(r, size);
	return r;
}

void guest_resize(struct region *r, uint32_t size)
{
	/* Memory ends where addresses do. */
	if (size && size - 1 > UINT64_MAX - r->paddr)
		size = UINT64_MAX - r->paddr + 1;
	if (size > GUEST_MAX_REGION)
		size = GUEST_MAX_REGION;
	r->bytes = realloc(r->bytes, size + 1);
	if (!r->bytes)
		abort();
	if (size > r->size)
		memset(r->bytes + r->size, 0xff, size - r->size);
	r->size = size;
}

void guest_decode(struct guest *g, const uint8_t *data, size_t size)
{
	uint8_t header[HEADER] = { 0 };
	uint64_t image_size;

	memcpy(header, data, size < HEADER ? size : HEADER);
	memset(g, 0, sizeof(*g));
	g->start_info = get_number(header, 8);
	/* A kernel is entered below 4 GiB. */
	g->image = get_number(header + 8, 4);
	image_size = get_number(header + 12, 4);
	if (!image_size)
		image_size = 1;
	g->image_end = g->image + image_size;
	if (g->image_end > 1ULL << 32)
		g->image_end = 1ULL << 32;
	g->bits = 36 + get_number(header + 16, 4) % NR_BITS;
	g->lacks_memory = get_number(header + 16, 4) / NR_BITS % 2;

	for (size_t at = HEADER; at + REGION_HEADER < size;) {
		uint64_t paddr = get_number(data + at, 8);
		size_t n = get_number(data + at + 8, 2);
		struct region *r;

		at += REGION_HEADER;
		if (n > size - at)
			n = size - at;
		r = guest_add(g, paddr, n);
		if (!r)
			break;
		memcpy(r->bytes, data + at, r->size);
		at += n;
	}
}

size_t guest_encode(const struct guest *g, uint8_t *data, size_t max)
{
	size_t at = HEADER;

	if (max < HEADER)
		return 0;
	put_number(data, 8, g->start_info);
	put_number(data + 8, 4, g->image);
	put_number(data + 12, 4, g->image_end - g->image);
	put_number(data + 16, 4, g->bits - 36 + (g->lacks_memory ? NR_BITS : 0));

	for (unsigned int i = 0; i < g->nr_regions; i++) {
		const struct region *r = &g->regions[i];

		if (at + REGION_HEADER + r->size > max)
			return 0;
		put_number(data + at, 8, r->paddr);
		put_number(data + at + 8, 2, r->size);
		memcpy(data + at + REGION_HEADER, r->bytes, r->size);
		at += REGION_HEADER + r->size;
	}
	return at;
}

void guest_copy(struct guest *to, const struct guest *from)
{
	*to = *from;
	to->nr_regions = 0;
	for (unsigned int i = 0; i < from->nr_regions; i++) {
		const struct region *r = &from->regions[i];

		memcpy(guest_add(to, r->paddr, r->size)->bytes, r->bytes, r->size);
	}
}

void guest_free(struct guest *g)
{
	while (g->nr_regions)
		free(g->regions[--g->nr_regions].bytes);
}

/*
 * What @r has of the @size bytes at @paddr: returns how many, @in_region and
 * @in_range say from where.
 */
static uint64_t common(const struct region *r, uint64_t paddr, uint64_t size,
		       uint64_t *in_region, uint64_t *in_range)
{
	uint64_t first = r->paddr > paddr ? r->paddr : paddr;
	uint64_t last;

	if (!r->size || !size)
		return 0;
	last = r->paddr + (r->size - 1);
	if (paddr + (size - 1) < last)
		last = paddr + (size - 1);
	if (first > last)
		return 0;
	*in_region = first - r->paddr;
	*in_range = first - paddr;
	return last - first + 1;
}

void guest_read(const struct guest *g, uint64_t paddr, void *to, uint64_t size)
{
	uint64_t in_region, in_range, n;

	memset(to, 0xff, size);
	for (unsigned int i = 0; i < g->nr_regions; i++) {
		const struct region *r = &g->regions[i];

		n = common(r, paddr, size, &in_region, &in_range);
		if (n)
			memcpy((uint8_t *)to + in_range, r->bytes + in_region, n);
	}
}

void guest_write(struct guest *g, uint64_t paddr, const void *from,
		 uint64_t size)
{
	uint64_t in_region, in_range, n;

	/* Into all that overlap, so that what is seen is what was written. */
	for (unsigned int i = 0; i < g->nr_regions; i++) {
		const struct region *r = &g->regions[i];

		n = common(r, paddr, size, &in_region, &in_range);
		if (n)
			memcpy(r->bytes + in_region,
			       (const uint8_t *)from + in_range, n);
	}
}

uint64_t guest_limit(const struct guest *g)
{
	unsigned int bits = g->bits;

	if (!CONFIG_X86_64)
		bits = 32;
	else if (bits > 46)
		bits = 46;
	return 1ULL << bits;
}
