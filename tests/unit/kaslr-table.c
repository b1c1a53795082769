// SPDX-License-Identifier: GPL-2.0-only
/* Common code of the tests of relocate.c and kaslr.c, see kaslr-table.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "kaslr-table.h"

#define PAGE		0x1000

struct pvh_relocs *table;

static u8 *kernel_memory, *table_memory;
static u32 kernel_size;

/* What the kernel was and is to be, with all of the memory in front of it. */
static u8 before[KERNEL_ROOM], expected[KERNEL_ROOM];

/* The table before it is put anywhere, and what its runs name. */
static u8 runs[TABLE_ROOM];
static u32 runs_size, added;
static struct word {
	u32 at;
	bool subtracted;
} words[TABLE_ROOM];
static u32 nr_words, position;
static bool subtracting;

/*
 * The sanitizer keeps its own data around 4 GiB, but for addresses that nobody has. It must
 * not make those a guard of its own.
 */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "protect_shadow_gap=0";
}

u64 any_64(void)
{
	static u64 state = 1;

	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return state ^ state >> 29;
}

u32 any(u32 limit)
{
	return (any_64() >> 32) * limit >> 32;
}

static void *map(u64 at, u64 size, int rights, int flags, int fd)
{
	void *memory = mmap((void *)(unsigned long)at, size, rights, flags, fd, 0);

	if (memory == MAP_FAILED)
		abort();
	return memory;
}

/* Memory at @at for the entry, and elsewhere for the test. */
static u8 *map_twice(u64 at, u64 size, int rights)
{
	FILE *file = tmpfile();
	int fd = file ? fileno(file) : -1;
	u8 *memory;

	if (fd < 0 || ftruncate(fd, size))
		abort();
	map(at, size, rights, MAP_SHARED | MAP_FIXED, fd);
	memory = map(0, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd);
	fclose(file);
	return memory;
}

/* Nothing but the sanitizer is there, see above. */
static void map_all(void)
{
	const u64 start = KERNEL_END - KERNEL_ROOM - PAGE;
	u32 i;

	map(start, TABLE_END + PAGE - start, PROT_NONE,
	    MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1);
	kernel_memory = map_twice(KERNEL_END - KERNEL_ROOM, KERNEL_ROOM, PROT_READ | PROT_WRITE);
	table_memory = map_twice(TABLE_END - TABLE_ROOM, TABLE_ROOM, PROT_READ);
	for (i = 0; i < KERNEL_ROOM; i++)
		before[i] = any(256);
}

void begin(void)
{
	if (!kernel_memory)
		map_all();
	guest_reset();
}

unsigned long kernel(void)
{
	return KERNEL_END - kernel_size;
}

void new_kernel(u32 size)
{
	kernel_size = size;
	memcpy(kernel_memory, before, KERNEL_ROOM);
	memcpy(expected, before, KERNEL_ROOM);
	runs_size = added = nr_words = position = 0;
	subtracting = false;
}

void add_runs(const void *from, u32 size)
{
	if (size > sizeof(runs) - runs_size)
		abort();
	memcpy(runs + runs_size, from, size);
	runs_size += size;
	if (!subtracting)
		added = runs_size;
}

void add_run(u32 skip, const u8 *steps, u32 more)
{
	const u8 head[] = { skip, skip >> 8, skip >> 16, skip >> 24, more };
	u32 i;

	add_runs(head, sizeof(head));
	if (more)
		add_runs(steps, more);
	position += skip;
	for (i = 0; i <= more; i++) {
		if (nr_words == COUNT(words))
			abort();
		if (i)
			position += steps[i - 1];
		words[nr_words++] = (struct word){ position, subtracting };
	}
}

void subtract(void)
{
	subtracting = true;
	position = 0;
}

static u64 word_of_table(u32 i)
{
	u64 word;

	memcpy(&word, (u8 *)table + 8 * i, sizeof(word));
	return word;
}

u64 sum_step(u64 sum)
{
	return (sum << 7 | sum >> 57) * 0x9e3779b97f4a7c15;
}

/* With a size that leaves no room for the sum, it has none. */
void seal(void)
{
	u32 last = (table->size + 7) / 8, i;
	u64 sum = 0;

	if (last < LEAST / 8 || last > (TABLE_ROOM - ((u8 *)table - table_memory)) / 8)
		return;
	for (i = 0; i < last - 1; i++)
		sum = sum_step(sum ^ word_of_table(i));
	memcpy((u8 *)table + 8 * i, &sum, sizeof(sum));
}

/* In front of the table there is something else. */
const struct pvh_relocs *put_table(void)
{
	const u32 size = HEADER + (runs_size + 7) / 8 * 8 + 8;

	memset(table_memory, 0xa5, TABLE_ROOM - size);
	table = (void *)(table_memory + TABLE_ROOM - size);
	memset(table, 0, size);
	table->magic = 0x52485650;
	table->size = size;
	table->text = TEXT;
	table->added = added;
	table->subtracted = runs_size - added;
	table->slots = 493;
	memcpy(table->runs, runs, runs_size);
	seal();
	return (const void *)(TABLE_END - size);
}

/* No word is expected to be moved outside of the kernel. */
static bool expect_word(u32 at, u32 offset)
{
	u8 *bytes = expected + KERNEL_ROOM - kernel_size + at;
	u32 i, word = 0;

	if (at > kernel_size - 4)
		return false;
	for (i = 0; i < 4; i++)
		word |= (u32)bytes[i] << 8 * i;
	word += offset;
	for (i = 0; i < 4; i++)
		bytes[i] = word >> 8 * i;
	return true;
}

void expect_moved(u32 offset)
{
	u32 i;

	for (i = 0; i < nr_words; i++)
		if (!expect_word(words[i].at, words[i].subtracted ? -offset : offset))
			abort();
}

/* No run may begin closer than REACH to the end, however short it is. */
static bool expect_list(const u8 *list, u32 size, u32 offset)
{
	u64 at = 0;
	u32 i = 0, more;

	while (i < size) {
		if (size - i < 5)
			return false;
		at += list[i] | list[i + 1] << 8 | list[i + 2] << 16 | (u32)list[i + 3] << 24;
		more = list[i + 4];
		i += 5;
		if (more > size - i || at > kernel_size - REACH)
			return false;
		expect_word(at, offset);
		for (; more; more--) {
			at += list[i++];
			expect_word(at, offset);
		}
	}
	return true;
}

bool expect_table(u32 offset)
{
	return expect_list(runs, added, offset) &&
	       expect_list(runs + added, runs_size - added, -offset);
}

bool nothing_in_front_has_changed(void)
{
	return !memcmp(kernel_memory, before, KERNEL_ROOM - kernel_size);
}

bool is_as_expected(void)
{
	return !memcmp(kernel_memory, expected, KERNEL_ROOM);
}

u32 word_at(u32 offset)
{
	u32 word;

	memcpy(&word, kernel_memory + KERNEL_ROOM - kernel_size + offset, sizeof(word));
	return word;
}
