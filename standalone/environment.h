/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Definitions that the entry needs, when built without the kernel. The stand-alone
 * entry is 32-bit code, runs at any address, and without paging unless a loader has
 * put tables above 4 GiB. This file is included in front of each source file;
 * struct boot_params is taken from the kernel's UAPI headers.
 */
#ifndef ENVIRONMENT_H
#define ENVIRONMENT_H

#define PVH_STANDALONE
#define PVH_BASE	9999	/* as for the newest kernel */
#define CONFIG_X86_32 1

#ifndef __ASSEMBLER__

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint8_t u8;
typedef uint32_t u32;
typedef uint64_t u64;

#define U64_MAX		UINT64_MAX

#ifndef __always_inline
#define __always_inline	inline __attribute__((always_inline))
#endif
#define noinline	__attribute__((noinline))

/* Support tables at the same addresses as in a 64-bit kernel. */
#define IS_ENABLED(option)	1

#ifndef pvh_memory
#include "window.h"

#define pvh_memory(paddr, size)	seen_at(paddr, size)

static __always_inline void *seen_at(u64 paddr, u64 size)
{
	if (paddr + size <= PVH_WINDOW)
		return (void *)(unsigned long)paddr;
	return pvh_window(paddr, size);
}
#endif

#endif /* __ASSEMBLER__ */

#endif /* ENVIRONMENT_H */
