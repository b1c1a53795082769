/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The expected result of start_info.c for a guest, from an independent
 * implementation: slow, in simple steps, on a copy of the guest.
 */
#ifndef FUZZ_MODEL_H
#define FUZZ_MODEL_H

#include "guest.h"

#define MODEL_MAX_INPUT 1024		/* entries of a memory map */
#define MODEL_MAX_TEXT 2047

/* The hole for ISA devices is another range. */
#define MODEL_MAX_RANGES (MODEL_MAX_INPUT + 1)

struct range {
	uint64_t addr, size;
	uint32_t type;
};

/* What must become of a memory map. */
struct map {
	bool seen, bios;		/* there is one; with a BIOS, reserved */
	uint32_t ranges, bad_ranges;	/* that are stored; that wrap */

	/*
	 * Which type each byte has, in whatever order the ranges are: sorted, none
	 * over another, and none continues one of its type. n ranges have 2n edges.
	 */
	struct range meaning[2 * (MODEL_MAX_RANGES + 1)];
	uint32_t nr_meaning;

	/* Those of which each stays as it is, in their order. */
	struct range devices[MODEL_MAX_RANGES];
	uint32_t nr_devices;
};

struct model {
	uint32_t refusal;		/* PVH_*, or 0 */
	uint64_t values[4];		/* of its sentence */
	unsigned int nr_values;

	uint8_t info[56];		/* the copy of start_info */
	struct range entries[MODEL_MAX_INPUT];
	uint32_t nr_entries;
	struct map map;
	uint64_t ramdisk, ramdisk_size;
	uint64_t cmdline;

	/* All that may be asked for. */
	struct range reads[8];
	unsigned int nr_reads;
};

void model_run(struct model *m, const struct guest *g);

/* What becomes of @n entries, at most MODEL_MAX_RANGES. */
void model_map(struct map *map, const struct range *entries, uint32_t n);

/* What @n ranges mean, none of which is empty or wraps; returns how many come out. */
uint32_t model_meaning(const struct range *ranges, uint32_t n,
		       struct range *meaning);

/*
 * The text at @paddr, as much of it as counts; @text has MODEL_MAX_TEXT + 1 bytes.
 * False if there can be none; @text is empty then.
 */
bool model_text(const struct guest *g, uint64_t paddr, char *text);
bool model_has_word(const char *text, const char *word);

#endif
