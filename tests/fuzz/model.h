/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What start_info.c must make of a guest, worked out in another way and
 * without looking at it: slow, in plain steps, on a copy of the guest.
 */
#ifndef FUZZ_MODEL_H
#define FUZZ_MODEL_H

#include "guest.h"

#define MODEL_MAX_INPUT 1024		/* entries of a memory map */
#define MODEL_MAX_MODULES 32
#define MODEL_MAX_SEED 512
#define MODEL_MAX_TEXT 2047

/* The hole for ISA devices adds one entry, and n entries have 2n edges. */
#define MODEL_MAX_RANGES (2 * (MODEL_MAX_INPUT + 1))

struct range {
	uint64_t addr, size;
	uint32_t type;
};

struct model {
	uint32_t refusal;		/* PVH_*, or 0 */
	uint64_t values[4];		/* of its sentence */
	unsigned int nr_values;

	uint8_t info[56];		/* the copy of start_info */
	struct range map[MODEL_MAX_RANGES];
	uint32_t ranges, bad_ranges;
	uint32_t bad_modules, bad_seeds;
	bool seen, bios;		/* a map; a BIOS in it, reserved */
	uint64_t ramdisk, ramdisk_size;
	uint64_t cmdline;
	bool nokaslr, no5lvl;
	uint8_t seed[MODEL_MAX_SEED];
	uint32_t seed_size;
	struct guest after;		/* its memory at the end */

	/* All that may be asked for. */
	struct range reads[8 + MODEL_MAX_MODULES * 2];
	unsigned int nr_reads;
};

/* @m->after is to be freed by guest_free(). */
void model_run(struct model *m, const struct guest *g);

/* What becomes of @n entries, in @m's map and what goes with it. */
void model_map(struct model *m, const struct range *entries, uint32_t n);

#endif
