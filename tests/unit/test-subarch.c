// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of subarch.c, in KTAP. The source is included unchanged.
 */
#include <stdio.h>
#include <string.h>

#include "guest.h"
#include "kernel-log.h"
#include "ktap.h"

#if !CONFIG_X86_64
#define CONFIG_PNPBIOS 1
#endif

/* tests/mutation has others. */
#ifndef SUBARCH
#define SUBARCH "../../arch/x86/kernel/subarch.c"
#endif
#include SUBARCH

struct boot_params boot_params;
struct x86_platform_ops x86_platform;

#define CHECK(condition, when) \
	((condition) ? (void)0 : \
	 complain("line %d: %s: %s", __LINE__, when, #condition))

/* What the kernel's own switch gave before there was the table, and pvh. */
static const struct row {
	const char *name;
	u32 nr;
	struct x86_legacy_features legacy;
} rows[] = {
#define ROW(name, nr, bios_regions, rtc_, reset, keyboard, pnp)		\
	{ name, nr, {							\
		.reserve_bios_regions = bios_regions, .rtc = rtc_,	\
		.warm_reset = reset, .i8042 = X86_LEGACY_I8042_##keyboard, \
		.devices.pnpbios = pnp } }
	ROW("pc",	 X86_SUBARCH_PC,	1, 1, 1, EXPECTED_PRESENT, 1),
	ROW("lguest",	 X86_SUBARCH_LGUEST,	0, 1, 1, EXPECTED_PRESENT, 1),
	ROW("xen",	 X86_SUBARCH_XEN,	0, 0, 1, EXPECTED_PRESENT, 0),
	ROW("intel-mid", X86_SUBARCH_INTEL_MID,	0, 0, 1, PLATFORM_ABSENT, 0),
	ROW("ce4100",	 X86_SUBARCH_CE4100,	0, 0, 1, PLATFORM_ABSENT, 0),
	ROW("pvh",	 X86_SUBARCH_PVH,	0, 1, 0, EXPECTED_PRESENT, 0),
};

static struct x86_legacy_features seen;
static unsigned int calls;

/* As Xen's: it looks at the row, and changes what it knows better. */
static void set_legacy_features(void)
{
	calls++;
	seen = x86_platform.legacy;
	x86_platform.legacy.rtc = !x86_platform.legacy.rtc;
	x86_platform.legacy.devices.pnpbios = 1;
}

/* A machine that nothing is known of. */
static void begin(void)
{
	memset(&boot_params, 0, sizeof(boot_params));
	memset(&x86_platform, 0x5a, sizeof(x86_platform));
	x86_platform.set_legacy_features = NULL;
	taken_for = X86_SUBARCH_CE4100;
	calls = 0;
	kernel_forgets();
}

static void decide(u32 nr)
{
	begin();
	boot_params.hdr.hardware_subarch = nr;
	x86_early_init_platform_quirks();
}

static bool same(const struct x86_legacy_features *a, const struct x86_legacy_features *b)
{
	return !memcmp(a, b, sizeof(*a));
}

static void rows_are_as_before(void)
{
	unsigned int i;

	CHECK(ARRAY_SIZE(subarchs) == ARRAY_SIZE(rows), "all");
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		decide(rows[i].nr);
		CHECK(same(&x86_platform.legacy, &rows[i].legacy), rows[i].name);
		CHECK(boot_params.hdr.hardware_subarch == rows[i].nr, rows[i].name);
		kernel_says(rows[i].name, "");
	}
}

static void unknown_numbers_are_a_pc(void)
{
	static const u32 numbers[] = { 6, 7, 99, 0x80000000, 0xffffffff };
	char warning[100];
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(numbers); i++) {
		sprintf(warning, "warning: x86/subarch: hardware_subarch %u is unknown, "
			"treated as pc\n", numbers[i]);
		decide(numbers[i]);
		CHECK(same(&x86_platform.legacy, &rows[0].legacy), warning);
		CHECK(boot_params.hdr.hardware_subarch == numbers[i], warning);
		kernel_says("an unknown number", warning);
	}
}

static void platform_has_the_last_word(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		struct x86_legacy_features left = rows[i].legacy;

		left.rtc = !left.rtc;
		left.devices.pnpbios = 1;

		begin();
		boot_params.hdr.hardware_subarch = rows[i].nr;
		x86_platform.set_legacy_features = set_legacy_features;
		x86_early_init_platform_quirks();
		CHECK(calls == 1, rows[i].name);
		CHECK(same(&seen, &rows[i].legacy), rows[i].name);
		CHECK(same(&x86_platform.legacy, &left), rows[i].name);
		CHECK(x86_platform.set_legacy_features == set_legacy_features, rows[i].name);
	}
}

static void report(const char *when, const char *expected)
{
	char line[200];

	CHECK(at_early() == 0, when);
	sprintf(line, "info: x86/subarch: %s\n", expected);
	kernel_says(when, line);
}

static void report_has_what_is_left(void)
{
	static const char *const lines[] = {
		"pc, bios_regions=1 rtc=1 warm_reset=1 i8042=1 pnpbios=1 vga=1",
		"lguest, bios_regions=0 rtc=1 warm_reset=1 i8042=1 pnpbios=1 vga=1",
		"xen, bios_regions=0 rtc=0 warm_reset=1 i8042=1 pnpbios=0 vga=1",
		"intel-mid, bios_regions=0 rtc=0 warm_reset=1 i8042=0 pnpbios=0 vga=1",
		"ce4100, bios_regions=0 rtc=0 warm_reset=1 i8042=0 pnpbios=0 vga=1",
		"pvh, bios_regions=0 rtc=1 warm_reset=0 i8042=1 pnpbios=0 vga=1",
	};
	struct x86_legacy_features *legacy = &x86_platform.legacy;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(lines); i++) {
		decide(i);
		report(rows[i].name, lines[i]);
	}

	decide(X86_SUBARCH_PVH);
	legacy->i8042 = X86_LEGACY_I8042_FIRMWARE_ABSENT;
	legacy->no_vga = 1;
	report("the FADT denies", "pvh, bios_regions=0 rtc=1 warm_reset=0 i8042=0 pnpbios=0 vga=0");
	legacy->reserve_bios_regions = 1;
	legacy->rtc = 0;
	report("a platform", "pvh, bios_regions=1 rtc=0 warm_reset=0 i8042=0 pnpbios=0 vga=0");

	decide(99);
	kernel_forgets();
	report("an unknown number", lines[0]);
}

static void pnpbios_is_asked_for(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		bool disabled = !rows[i].legacy.devices.pnpbios;

		decide(rows[i].nr);
		CHECK(x86_pnpbios_disabled() == disabled, rows[i].name);
#ifdef CONFIG_PNPBIOS
		CHECK(arch_pnpbios_disabled() == disabled, rows[i].name);
#endif
		x86_platform.legacy.devices.pnpbios = disabled;
		CHECK(x86_pnpbios_disabled() == !disabled, rows[i].name);
	}
}

static const struct test tests[] = {
	TEST(rows_are_as_before),
	TEST(unknown_numbers_are_a_pc),
	TEST(platform_has_the_last_word),
	TEST(report_has_what_is_left),
	TEST(pnpbios_is_asked_for),
};

int main(void)
{
	return run_tests(tests, ARRAY_SIZE(tests), begin);
}
