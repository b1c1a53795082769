// SPDX-License-Identifier: GPL-2.0-only
/* See seeds.h. */
#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "seeds.h"

#include "../../arch/x86/platform/pvh/pvh.h"

/* As the unit tests list them. */
static const struct {
	const char *name;
	uint32_t code;
} refusals[] = {
#define REFUSAL(name, values) { #name, name },
#include "start-info-refusals.h"
};

static const char *path;
static unsigned int line_number;

__attribute__((noreturn))
static void bad(const char *why, const char *word)
{
	fprintf(stderr, "error: %s line %u: %s '%s'; tests/fuzz/README.md has the words\n",
		path, line_number, why, word);
	exit(2);
}

static struct region *here(struct seed *seed)
{
	if (!seed->guest.nr_regions)
		bad("there is no 'at' in front of", seed->name);
	return &seed->guest.regions[seed->guest.nr_regions - 1];
}

static void append(struct seed *seed, const void *bytes, size_t n)
{
	struct region *r = here(seed);
	uint32_t at = r->size;

	guest_resize(r, at + n);
	if (r->size != at + n)
		bad("a region has no room for more in", seed->name);
	memcpy(r->bytes + at, bytes, n);
}

static void append_number(struct seed *seed, unsigned int size, uint64_t value)
{
	uint8_t bytes[8];

	put_number(bytes, size, value);
	append(seed, bytes, size);
}

static void append_range(struct seed *seed, uint64_t addr, uint64_t size,
			 uint64_t type)
{
	append_number(seed, 8, addr);
	append_number(seed, 8, size);
	append_number(seed, 4, type);
	append_number(seed, 4, 0);
}

static void begin(struct seed *seed, const char *name)
{
	memset(seed, 0, sizeof(*seed));
	snprintf(seed->name, sizeof(seed->name), "%s", name);
	/* As a kernel of 16 MiB is loaded where it is linked. */
	seed->guest.image = 0x1000000;
	seed->guest.image_end = 0x2000000;
	seed->guest.bits = 46;
}

/* The rest of a line: blanks at its ends do not count. */
static char *trimmed(char *s)
{
	char *end;

	s += strspn(s, " \t");
	end = s + strlen(s);
	while (end > s && isspace((unsigned char)end[-1]))
		*--end = '\0';
	return s;
}

/* The numbers in @s: as many as there are must be @min to @max. */
static void numbers(char *s, uint64_t *to, unsigned int min, unsigned int max)
{
	unsigned int n = 0;
	char *end;

	for (; *(s = trimmed(s)); s = end) {
		if (n == max)
			bad("there are too many numbers:", s);
		to[n++] = strtoull(s, &end, 0);
		if (end == s)
			bad("this is no number:", s);
	}
	if (n < min)
		bad("a number is missing in", s);
}

/* Is an outcome for kernels of @kind for this one? The last that is, counts. */
static bool is_meant(const char *kind)
{
	unsigned long n = strtoul(kind, NULL, 10);

	return !*kind || n == (CONFIG_X86_64 ? 64 : 32) || n == PVH_MAX_RANGES;
}

static void word(struct seed *seed, const char *name, char *rest)
{
	uint64_t n[8] = { 0 };

	if (!strcmp(name, "start")) {
		numbers(rest, n, 1, 1);
		seed->guest.start_info = n[0];
	} else if (!strcmp(name, "image")) {
		numbers(rest, n, 2, 2);
		seed->guest.image = n[0];
		seed->guest.image_end = n[1];
	} else if (!strcmp(name, "bits")) {
		numbers(rest, n, 1, 1);
		seed->guest.bits = n[0];
	} else if (!strcmp(name, "lacks-memory")) {
		numbers(rest, n, 0, 0);
		seed->guest.lacks_memory = true;
	} else if (!strcmp(name, "at")) {
		numbers(rest, n, 1, 1);
		if (!guest_add(&seed->guest, n[0], 0))
			bad("there are too many regions in", seed->name);
	} else if (!strcmp(name, "info")) {
		numbers(rest, n, 6, 8);
		append_number(seed, 4, XEN_HVM_START_MAGIC_VALUE);
		append_number(seed, 4, n[0]);
		append_number(seed, 4, n[1]);
		append_number(seed, 4, n[2]);
		append_number(seed, 8, n[3]);
		append_number(seed, 8, n[4]);
		append_number(seed, 8, n[5]);
		if (!n[0])
			return;
		append_number(seed, 8, n[6]);
		append_number(seed, 4, n[7]);
		append_number(seed, 4, 0);
	} else if (!strcmp(name, "range")) {
		numbers(rest, n, 3, 3);
		append_range(seed, n[0], n[1], n[2]);
	} else if (!strcmp(name, "span")) {
		numbers(rest, n, 3, 3);
		append_range(seed, n[0], n[1] - n[0], n[2]);
	} else if (!strcmp(name, "ranges")) {
		numbers(rest, n, 5, 6);
		for (uint64_t i = 0; i < n[0]; i++)
			append_range(seed, n[1] + i * n[2], n[3],
				     n[4] + (n[5] > n[4] ? i % (n[5] - n[4] + 1) : 0));
	} else if (!strcmp(name, "module")) {
		numbers(rest, n, 2, 3);
		append_number(seed, 8, n[0]);
		append_number(seed, 8, n[1]);
		append_number(seed, 8, n[2]);
		append_number(seed, 8, 0);
	} else if (!strcmp(name, "text")) {
		append(seed, rest, strlen(rest) + 1);
	} else if (!strcmp(name, "letters")) {
		append(seed, rest, strlen(rest));
	} else if (!strcmp(name, "fill")) {
		numbers(rest, n, 2, 2);
		while (n[0]--)
			append_number(seed, 1, n[1]);
	} else if (!strcmp(name, "bytes")) {
		for (char *s = strtok(rest, " "); s; s = strtok(NULL, " "))
			append_number(seed, 1, strtoul(s, NULL, 16));
	} else if (!strcmp(name, "u32")) {
		numbers(rest, n, 1, 1);
		append_number(seed, 4, n[0]);
	} else if (!strcmp(name, "u64")) {
		numbers(rest, n, 1, 1);
		append_number(seed, 8, n[0]);
	} else if (!strncmp(name, "expect", 6)) {
		if (is_meant(name + 6))
			snprintf(seed->expect, sizeof(seed->expect), "%s", rest);
	} else {
		bad("there is no word", name);
	}
}

bool seed_read(struct seed *seed, FILE *file, const char *from)
{
	/* The line that begins the next seed was read with the one before it. */
	static char ahead[sizeof(seed->name)];
	char line[4096], *rest, *name;
	bool found = false;

	path = from;
	if (!ftell(file)) {
		line_number = 0;
		ahead[0] = '\0';
	}
	if (ahead[0]) {
		begin(seed, ahead);
		ahead[0] = '\0';
		found = true;
	}
	while (fgets(line, sizeof(line), file)) {
		line_number++;
		name = trimmed(line);
		if (!*name || *name == '#')
			continue;
		rest = name + strcspn(name, " \t");
		if (*rest)
			*rest++ = '\0';
		rest = trimmed(rest);
		if (!strcmp(name, "seed")) {
			if (found) {
				snprintf(ahead, sizeof(ahead), "%s", rest);
				return true;
			}
			begin(seed, rest);
			found = true;
		} else if (!found) {
			bad("there is no 'seed' in front of", name);
		} else {
			word(seed, name, rest);
		}
	}
	return found;
}

void seed_outcome(const struct guest *g, const struct model *m, char *text,
		  size_t size)
{
	char cmdline[MODEL_MAX_TEXT + 1];
	unsigned int i, n = 0;
	const char *name = NULL;

	if (!m->refusal) {
		n = snprintf(text, size, "boots %u", m->map.ranges);
		if (m->ramdisk_size)
			n += snprintf(text + n, size - n, " ramdisk %#" PRIx64
				      "+%#" PRIx64, m->ramdisk, m->ramdisk_size);
		if (m->map.bad_ranges)
			n += snprintf(text + n, size - n, " bad %u",
				      m->map.bad_ranges);
		if (!m->cmdline)
			return;
		n += snprintf(text + n, size - n, " cmdline");
		model_text(g, m->cmdline, cmdline);
		if (model_has_word(cmdline, "nokaslr"))
			n += snprintf(text + n, size - n, " nokaslr");
		if (model_has_word(cmdline, "no5lvl"))
			n += snprintf(text + n, size - n, " no5lvl");
		return;
	}
	for (i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++)
		if (refusals[i].code == m->refusal)
			name = refusals[i].name;
	n = snprintf(text, size, "%s", name);
	for (i = 0; i < m->nr_values; i++)
		n += snprintf(text + n, size - n, " %#" PRIx64, m->values[i]);
}

static void print_bytes(FILE *to, const uint8_t *bytes, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		fprintf(to, "%s%02x", i % 24 ? " " : i ? "\nbytes " : "bytes ",
			bytes[i]);
	if (n)
		fputc('\n', to);
}

/* The structure at @at of @r in words: returns its size, 0 if it is none. */
static uint32_t describe(char *text, size_t size, const struct guest *g,
			 const uint64_t info[10], const struct region *r,
			 uint32_t at)
{
	uint64_t paddr = r->paddr + at;
	const uint8_t *b = r->bytes + at;
	uint32_t left = r->size - at;
	unsigned int n;

	if (paddr == g->start_info && left >= 56 && info[1] &&
	    info[0] == XEN_HVM_START_MAGIC_VALUE && !info[9]) {
		n = snprintf(text, size, "info");
		for (unsigned int i = 1; i < 9; i++)
			n += snprintf(text + n, size - n, " %#" PRIx64, info[i]);
		return 56;
	}
	if (paddr - info[7] < info[8] * 24 && !((paddr - info[7]) % 24) &&
	    left >= 24 && !get_number(b + 20, 4)) {
		snprintf(text, size, "range %#" PRIx64 " %#" PRIx64 " %" PRIu64,
			 get_number(b, 8), get_number(b + 8, 8),
			 get_number(b + 16, 4));
		return 24;
	}
	if (paddr - info[4] < info[3] * 32 && !((paddr - info[4]) % 32) &&
	    left >= 32 && !get_number(b + 24, 8)) {
		snprintf(text, size, "module %#" PRIx64 " %#" PRIx64 " %#" PRIx64,
			 get_number(b, 8), get_number(b + 8, 8),
			 get_number(b + 16, 8));
		return 32;
	}
	return 0;
}

void seed_print(const struct guest *g, FILE *to)
{
	static const unsigned int sizes[] = { 4, 4, 4, 4, 8, 8, 8, 8, 4, 4 };
	uint64_t info[10];
	uint64_t at = g->start_info;

	for (unsigned int i = 0; i < 10; i++) {
		uint8_t bytes[8];

		guest_read(g, at, bytes, sizes[i]);
		info[i] = get_number(bytes, sizes[i]);
		at += sizes[i];
	}
	fprintf(to, "seed found\nstart %#" PRIx64 "\nimage %#" PRIx64 " %#" PRIx64
		"\nbits %u\n%s", g->start_info, g->image, g->image_end, g->bits,
		g->lacks_memory ? "lacks-memory\n" : "");
	for (unsigned int i = 0; i < g->nr_regions; i++) {
		const struct region *r = &g->regions[i];
		uint32_t printed = 0, b = 0, n;
		char text[200];

		fprintf(to, "at %#" PRIx64 "\n", r->paddr);
		while (b < r->size) {
			n = describe(text, sizeof(text), g, info, r, b);
			if (!n) {
				b++;
				continue;
			}
			print_bytes(to, r->bytes + printed, b - printed);
			fprintf(to, "%s\n", text);
			b += n;
			printed = b;
		}
		print_bytes(to, r->bytes + printed, r->size - printed);
	}
}
