/* SPDX-License-Identifier: GPL-2.0-only */
/* The environment of the stand-alone entry, with a guest memory as that of the unit tests. */
#ifndef PROVE_STANDALONE_H
#define PROVE_STANDALONE_H

typedef __UINT16_TYPE__ u16;

#define pvh_memory(paddr, size) guest_memory(paddr, size)
#define pvh_has_memory(paddr) guest_has_memory(paddr)

#include "../../../standalone/environment.h"

void *guest_memory(u64 paddr, u64 size);
bool guest_has_memory(u64 paddr);

#endif
