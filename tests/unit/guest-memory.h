/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Guest memory on the host: some regions at chosen physical addresses.
 * guest_memory() returns a copy of exactly the requested bytes. It is valid until
 * the next call, by which it is written back. Bytes between regions may be
 * requested, but neither read nor written.
 */
#ifndef GUEST_MEMORY_H
#define GUEST_MEMORY_H

#include "guest.h"

#define MIB (1ULL << 20)
#define GIB (1ULL << 30)
#define TIB (1ULL << 40)

/* What the kernel can reach ends here, and is all that a region may be in. */
#define GUEST_LIMIT (CONFIG_X86_64 ? 64 * TIB : 4 * GIB)

/*
 * An empty guest. A 64-bit CPU addresses more than the kernel reaches: what is
 * asked for there is not refused by guest_memory().
 */
void guest_reset(void);

/* This CPU addresses less. */
void guest_set_limit(u64 limit);

/* Behind that no memory keeps anything, as guest_has_memory() says. */
void guest_end_memory(u64 paddr);

/* Zeroed memory of the guest; it does not overlap what is there already. */
void *guest_add(u64 paddr, u64 size);

/* Memory of the guest as it is now, or NULL where there is no region. */
void *guest_at(u64 paddr);

/* Ends what guest_memory() returned last; complains if it was misused. */
void guest_settle(void);

/*
 * early_memremap() and its reverse: copies like that, several at a time, and whether
 * there are any left.
 */
void *guest_map(u64 paddr, u64 size);
void guest_unmap(void *host, u64 size);
void guest_unmap_all(void);

/* For guest_changed(): how the memory is now. */
void guest_remember(void);
bool guest_changed(void);

#endif
