/* SPDX-License-Identifier: GPL-2.0-only */
/* As few ranges as for the other proofs, see tests/prove/include/asm/bootparam.h. */
#pragma once
#include_next <asm/e820/types.h>

#undef E820_MAX_ENTRIES
#define E820_MAX_ENTRIES 12
