/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see environment.h. */
#pragma once
#define RDRAND_TRIES	10	/* as the vendors advise */

static inline bool rdrand_long(unsigned long *value)
{
	int tries = RDRAND_TRIES;
	bool good;

	do
		asm volatile("rdrand %0" : "=r" (*value), "=@ccc" (good));
	while (!good && --tries);
	return good;
}
