// SPDX-License-Identifier: GPL-2.0-only
/* Guest memory on the host, see guest-memory.h. */
#include <stdlib.h>
#include <string.h>

#include "guest-memory.h"
#include "ktap.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(start, size) ((void)(start), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(start, size) ((void)(start), (void)(size))
#endif

/* Between regions, and behind what was given back: neither zero nor a letter. */
#define NOTHING 0xa5
#define STALE 0x5a

/* More in one piece the kernel's window does not show. */
#define LARGEST (2 * MIB)
/* Nor is more mapped early. */
#define LARGEST_MAP 0x40000

static struct region {
	u64 paddr, size;
	u8 *host, *before;
} regions[64];
static unsigned int nr_regions;
static u64 limit, end_of_memory;

/*
 * What guest_memory() returned last, and behind that what guest_map() did: as many as
 * the kernel maps early at a time.
 */
static struct view {
	u64 paddr, size;
	u8 *host, *before;
} views[1 + 8];

void guest_reset(void)
{
	guest_settle();
	while (nr_regions) {
		free(regions[--nr_regions].host);
		free(regions[nr_regions].before);
	}
	limit = CONFIG_X86_64 ? 1ULL << 52 : 4 * GIB;
	end_of_memory = 4 * GIB;
}

void guest_set_limit(u64 new_limit)
{
	limit = new_limit;
}

void guest_end_memory(u64 paddr)
{
	end_of_memory = paddr;
}

bool guest_has_memory(u64 paddr)
{
	return paddr < end_of_memory;
}

void *guest_add(u64 paddr, u64 size)
{
	struct region *r = &regions[nr_regions];
	unsigned int i;

	for (i = 0; i < nr_regions; i++)
		if (regions[i].paddr - paddr < size ||
		    paddr - regions[i].paddr < regions[i].size)
			abort();
	if (++nr_regions > sizeof(regions) / sizeof(regions[0]))
		abort();
	r->paddr = paddr;
	r->size = size;
	r->host = calloc(1, size);
	r->before = NULL;
	if (!r->host)
		abort();
	return r->host;
}

void *guest_at(u64 paddr)
{
	unsigned int i;

	for (i = 0; i < nr_regions; i++)
		if (paddr - regions[i].paddr < regions[i].size)
			return regions[i].host + (paddr - regions[i].paddr);
	return NULL;
}

void guest_remember(void)
{
	struct region *r;

	for (r = regions; r < regions + nr_regions; r++) {
		free(r->before);
		r->before = malloc(r->size);
		if (!r->before)
			abort();
		memcpy(r->before, r->host, r->size);
	}
}

bool guest_changed(void)
{
	struct region *r;

	for (r = regions; r < regions + nr_regions; r++)
		if (memcmp(r->before, r->host, r->size))
			return true;
	return false;
}

/* How much of @r the view shows; where that begins in both. */
static u64 shown(const struct view *view, const struct region *r, u64 *in_region,
		 u64 *in_view)
{
	u64 start = r->paddr > view->paddr ? r->paddr : view->paddr;
	u64 end = r->paddr + r->size;

	if (end > view->paddr + view->size)
		end = view->paddr + view->size;
	if (end <= start)
		return 0;
	*in_region = start - r->paddr;
	*in_view = start - view->paddr;
	return end - start;
}

/* What was not written is left as it is now: another view may show it. */
static void close_view(struct view *view)
{
	u64 in_region, in_view, i;
	struct region *r;

	if (!view->host)
		return;
	ASAN_UNPOISON_MEMORY_REGION(view->host, view->size);
	for (r = regions; r < regions + nr_regions; r++) {
		u64 size = shown(view, r, &in_region, &in_view);

		if (!size)
			continue;
		for (i = 0; i < size; i++)
			if (view->host[in_view + i] != view->before[in_view + i])
				r->host[in_region + i] = view->host[in_view + i];
		memset(view->host + in_view, NOTHING, size);
	}
	for (i = 0; i < view->size; i++)
		if (view->host[i] != NOTHING)
			complain("%#llx was written, where nothing is",
				 (unsigned long long)(view->paddr + i));
	memset(view->host, STALE, view->size);
	free(view->host);
	free(view->before);
	view->host = NULL;
}

static void open_view(struct view *view, u64 paddr, u64 size)
{
	u64 in_region, in_view, here;
	bool found = false;
	struct region *r;

	view->paddr = paddr;
	view->size = size;
	view->host = malloc(size + !size);
	view->before = malloc(size + !size);
	if (!view->host || !view->before)
		abort();
	memset(view->host, NOTHING, size);
	for (r = regions; r < regions + nr_regions; r++) {
		here = shown(view, r, &in_region, &in_view);
		if (!here)
			continue;
		memcpy(view->host + in_view, r->host + in_region, here);
		found = true;
	}
	if (!found && size)
		complain("memory that is not there was asked for: %#llx",
			 (unsigned long long)paddr);
	memcpy(view->before, view->host, size);

	/* The sanitizer is to see who looks between regions. */
	ASAN_POISON_MEMORY_REGION(view->host, size);
	for (r = regions; r < regions + nr_regions; r++) {
		here = shown(view, r, &in_region, &in_view);
		if (here)
			ASAN_UNPOISON_MEMORY_REGION(view->host + in_view, here);
	}
}

void guest_settle(void)
{
	close_view(&views[0]);
}

void *guest_memory(u64 paddr, u64 size)
{
	guest_settle();
	if (!paddr || paddr > GUEST_LIMIT || size > GUEST_LIMIT - paddr)
		complain("%#llx bytes at %#llx were asked for, which the kernel does not reach",
			 (unsigned long long)size, (unsigned long long)paddr);
	/* No pointer says where 4 GiB are. */
	if (!CONFIG_X86_64 && paddr == 4 * GIB)
		return NULL;
	/* Nothing at all may also lie behind the end. */
	if (paddr > limit || size > limit - paddr)
		return NULL;
	if (size > LARGEST) {
		complain("%#llx bytes at %#llx were asked for",
			 (unsigned long long)size, (unsigned long long)paddr);
		return NULL;
	}
	open_view(&views[0], paddr, size);
	return views[0].host;
}

void *guest_map(u64 paddr, u64 size)
{
	unsigned int i = 1;

	while (i < sizeof(views) / sizeof(views[0]) && views[i].host)
		i++;
	if (i == sizeof(views) / sizeof(views[0]) || !size || size > LARGEST_MAP) {
		complain("%#llx bytes at %#llx cannot be mapped early",
			 (unsigned long long)size, (unsigned long long)paddr);
		return NULL;
	}
	open_view(&views[i], paddr, size);
	return views[i].host;
}

void guest_unmap(void *host, u64 size)
{
	unsigned int i;

	for (i = 1; i < sizeof(views) / sizeof(views[0]); i++)
		if (host && views[i].host == host && views[i].size == size)
			break;
	if (i == sizeof(views) / sizeof(views[0]))
		complain("%#llx bytes were unmapped that were not mapped so",
			 (unsigned long long)size);
	else
		close_view(&views[i]);
}

void guest_unmap_all(void)
{
	unsigned int i;

	for (i = 1; i < sizeof(views) / sizeof(views[0]); i++) {
		if (views[i].host)
			complain("%#llx bytes at %#llx are still mapped",
				 (unsigned long long)views[i].size,
				 (unsigned long long)views[i].paddr);
		close_view(&views[i]);
	}
}
