// SPDX-License-Identifier: GPL-2.0-only
/* Whether there are 5 levels of page tables. */
#include SOURCE

#include "prove.h"

static struct boot_params params;
static u8 word[7];
static u32 ecx_of_cpu;
static bool has_word;

void native_cpuid(u32 *eax, u32 *ebx, u32 *ecx, u32 *edx)
{
	PROVE(*eax == 7 && !*ecx);
	*eax = nondet_u32();
	*ebx = nondet_u32();
	*ecx = ecx_of_cpu;
	*edx = nondet_u32();
}

bool pvh_cmdline_has(const struct boot_params *of, const u8 *wanted, unsigned long length)
{
	PROVE(of == &params && wanted == word && length == 6);
	return has_word;
}

void levels_decided(void)
{
	ecx_of_cpu = nondet_u32();
	has_word = nondet_bool();

	PROVE(pvh_5_levels(&params, word) == (ecx_of_cpu >> 16 & 1 && !has_word));
	END();
}
