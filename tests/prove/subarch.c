// SPDX-License-Identifier: GPL-2.0-only
/* Who decides on a legacy feature: the table, and above it the platform. */
#include SOURCE

#include "prove.h"

struct boot_params boot_params;
struct x86_platform_ops x86_platform;

void kernel_log(const char *format, ...)
{
}

static struct x86_legacy_features seen, said;
static u32 calls;

/* A platform may set anything, and sees what the table has. */
static void platform(void)
{
	calls++;
	seen = x86_platform.legacy;
	x86_platform.legacy = said;
}

static bool is_same(const struct x86_legacy_features *a, const struct x86_legacy_features *b)
{
	return a->i8042 == b->i8042 && a->rtc == b->rtc && a->warm_reset == b->warm_reset &&
	       a->no_vga == b->no_vga && a->reserve_bios_regions == b->reserve_bios_regions &&
	       a->devices.pnpbios == b->devices.pnpbios;
}

void subarch_decided(void)
{
	u32 nr = nondet_u32(), known = nr < ARRAY_SIZE(subarchs) ? nr : X86_SUBARCH_PC;
	bool has_platform = nondet_bool();

	__CPROVER_havoc_object(&x86_platform);
	__CPROVER_havoc_object(&said);
	x86_platform.set_legacy_features = has_platform ? platform : NULL;
	boot_params.hdr.hardware_subarch = nr;

	x86_early_init_platform_quirks();

	PROVE(boot_params.hdr.hardware_subarch == nr && taken_for == known);
	PROVE(calls == has_platform);
	PROVE(is_same(has_platform ? &seen : &x86_platform.legacy, &subarchs[known].legacy));
	PROVE(!has_platform || is_same(&x86_platform.legacy, &said));
	PROVE(x86_pnpbios_disabled() == !x86_platform.legacy.devices.pnpbios);
	END();
}
