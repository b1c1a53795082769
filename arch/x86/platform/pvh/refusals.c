// SPDX-License-Identifier: GPL-2.0-only
/*
 * The sentences of refusals.h, for fault.S.
 */
#include <linux/build_bug.h>
#include <linux/init.h>

#include "pvh.h"

static_assert(PVH_EXCEPTION == PVH_NR_EXCEPTION);
static_assert(PVH_MISALIGNED == PVH_NR_MISALIGNED);
static_assert(PVH_NO_LONG_MODE == PVH_NR_NO_LONG_MODE);

#define REFUSAL(name, sentence) \
	[name] = sentence,

const char pvh_sentences[][PVH_SENTENCE_SIZE] __initconst = {
#include "refusals.h"
};
