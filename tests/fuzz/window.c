// SPDX-License-Identifier: GPL-2.0-only
/* See window.h. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "window.h"

#if defined(__SANITIZE_ADDRESS__) || defined(FUZZ_ASAN)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#endif

/* More in one piece than any table there is, and than a real window shows. */
#define WINDOW (2UL << 20)
#define PAGE 4096UL

/* In turn, so that what the call before returned differs from the next. */
static uint8_t *arenas[2];
static unsigned int turn;

static struct guest *guest;
static uint8_t *open_at;
static struct call calls[65536];
static unsigned int nr_calls;

static uint8_t *new_arena(void)
{
	uint8_t *arena = mmap(NULL, WINDOW + PAGE, PROT_NONE,
			      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (arena == MAP_FAILED)
		abort();
	ASAN_POISON_MEMORY_REGION(arena, WINDOW + PAGE);
	return arena;
}

/* An address at which there is not one byte. */
static void *nowhere(void)
{
	static uint8_t *arena;

	if (!arena)
		arena = new_arena();
	return arena;
}

/* The pages that the last of @size bytes of a window lie in. */
static void protect(uint8_t *at, uint64_t size, int protection)
{
	uintptr_t first = (uintptr_t)at & ~(PAGE - 1);

	if (mprotect((void *)first, (uintptr_t)at + size - first, protection))
		abort();
}

static void end_call(void)
{
	const struct call *last;

	if (!open_at)
		return;
	last = &calls[nr_calls - 1];
	guest_write(guest, last->paddr, open_at, last->size);
	ASAN_POISON_MEMORY_REGION(open_at, last->size);
	protect(open_at, last->size, PROT_NONE);
	open_at = NULL;
}

__attribute__((noreturn))
static void never(const char *why, uint64_t paddr, uint64_t size)
{
	fprintf(stderr, "call %u of pvh_memory() is for %#llx bytes at %#llx, %s\n",
		nr_calls, (unsigned long long)size, (unsigned long long)paddr, why);
	abort();
}

void *guest_memory(uint64_t paddr, uint64_t size)
{
	/* As far as the CPU has addresses: what the kernel has is not looked at. */
	uint64_t limit = 1ULL << (CONFIG_X86_64 ? guest->bits : 32);

	end_call();
	if (!paddr)
		never("where nothing is to be looked for", paddr, size);
	if (!CONFIG_X86_64 && (paddr > limit || size > limit - paddr))
		never("which a 32-bit kernel takes for another address", paddr, size);
	if (paddr > limit || size > limit - paddr)
		return NULL;
	/* Only asks whether that could be reached. */
	if (!size)
		return nowhere();
	if (size > WINDOW || nr_calls == sizeof(calls) / sizeof(calls[0]))
		never("more than is given", paddr, size);
	calls[nr_calls++] = (struct call){ paddr, size };

	if (!arenas[turn])
		arenas[turn] = new_arena();
	open_at = arenas[turn] + WINDOW - size;
	turn = !turn;
	protect(open_at, size, PROT_READ | PROT_WRITE);
	ASAN_UNPOISON_MEMORY_REGION(open_at, size);
	guest_read(guest, paddr, open_at, size);
	return open_at;
}

/* Asked for the last word of the kernel, where there may be none. */
bool guest_has_memory(uint64_t paddr)
{
	if (paddr != guest->image_end - 4)
		never("and no word of it is to be written", paddr, 4);
	return !guest->lacks_memory;
}

void window_open(struct guest *g)
{
	guest = g;
	nr_calls = 0;
	open_at = NULL;
}

unsigned int window_close(const struct call **asked)
{
	end_call();
	*asked = calls;
	return nr_calls;
}
