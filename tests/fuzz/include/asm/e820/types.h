/* SPDX-License-Identifier: GPL-2.0 */
/* That of the unit tests, for a kernel with another number of NUMA nodes. */
#include_next <asm/e820/types.h>

#undef E820_MAX_ENTRIES
#define E820_MAX_ENTRIES FUZZ_E820_MAX_ENTRIES
