// SPDX-License-Identifier: GPL-2.0-only
/*
 * Legacy features of the subarchs.
 *
 * hardware_subarch tells how the kernel was entered. Most hardware is enumerated by
 * ACPI and PCI. The table below describes features which are needed, or would be
 * probed for, before they can be enumerated.
 */
#define pr_fmt(fmt) "x86/subarch: " fmt

#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/pnp.h>
#include <linux/printk.h>

#include <asm/setup.h>
#include <asm/x86_init.h>

/**
 * struct x86_subarch - legacy features of a subarch
 * @name: for the boot log
 * @legacy: features that are present. A feature that a row does not set is absent.
 *	If a feature is set but the hardware is absent, the cost is, for
 *	reserve_bios_regions (a BIOS data area), up to half a MiB of RAM, or a search
 *	for an MP table at an arbitrary address;
 *	rtc (a CMOS clock), one second of polling its ports;
 *	warm_reset (the CMOS and the vector by which a BIOS starts a CPU), four port
 *	accesses and three writes to memory in use by others for each CPU;
 *	i8042 (a keyboard controller), 33 port accesses;
 *	devices.pnpbios (a Plug and Play BIOS), a search through 64 KiB.
 *	no_vga is only set by the FADT
 */
struct x86_subarch {
	const char *name;
	struct x86_legacy_features legacy;
};

static const struct x86_subarch subarchs[] __initconst = {
	[X86_SUBARCH_PC] = {
		.name = "pc",
		.legacy = {
			.reserve_bios_regions = 1,
			.rtc = 1,
			.warm_reset = 1,
			.i8042 = X86_LEGACY_I8042_EXPECTED_PRESENT,
			.devices.pnpbios = 1,
		},
	},
	[X86_SUBARCH_LGUEST] = {
		.name = "lguest",
		.legacy = {
			.rtc = 1,
			.warm_reset = 1,
			.i8042 = X86_LEGACY_I8042_EXPECTED_PRESENT,
			.devices.pnpbios = 1,
		},
	},
	/* rtc is set by its set_legacy_features(). */
	[X86_SUBARCH_XEN] = {
		.name = "xen",
		.legacy = {
			.warm_reset = 1,
			.i8042 = X86_LEGACY_I8042_EXPECTED_PRESENT,
		},
	},
	[X86_SUBARCH_INTEL_MID] = {
		.name = "intel-mid",
		.legacy = {
			.warm_reset = 1,
			.i8042 = X86_LEGACY_I8042_PLATFORM_ABSENT,
		},
	},
	[X86_SUBARCH_CE4100] = {
		.name = "ce4100",
		.legacy = {
			.warm_reset = 1,
			.i8042 = X86_LEGACY_I8042_PLATFORM_ABSENT,
		},
	},
	/* The features of a BIOS are set by pvh_find_legacy(). */
	[X86_SUBARCH_PVH] = {
		.name = "pvh",
		.legacy = {
			.rtc = 1,
			.i8042 = X86_LEGACY_I8042_EXPECTED_PRESENT,
		},
	},
};

static u32 taken_for __initdata;

/**
 * x86_early_init_platform_quirks() - set the legacy features of the subarch
 *
 * Called once boot_params is copied, before any other setup of a subarch, which
 * may change them. Features that the FADT denies are cleared later.
 */
void __init x86_early_init_platform_quirks(void)
{
	u32 nr = boot_params.hdr.hardware_subarch;

	if (nr >= ARRAY_SIZE(subarchs)) {
		pr_warn("hardware_subarch %u is unknown, treated as %s\n", nr,
			subarchs[X86_SUBARCH_PC].name);
		nr = X86_SUBARCH_PC;
	}
	taken_for = nr;
	x86_platform.legacy = subarchs[nr].legacy;

	if (x86_platform.set_legacy_features)
		x86_platform.set_legacy_features();
}

/* ACPI has been read, so the features are final. */
static int __init x86_subarch_report(void)
{
	const struct x86_legacy_features *legacy = &x86_platform.legacy;

	pr_info("%s, bios_regions=%d rtc=%d warm_reset=%d i8042=%d pnpbios=%d vga=%d\n",
		subarchs[taken_for].name, legacy->reserve_bios_regions, legacy->rtc,
		legacy->warm_reset,
		legacy->i8042 == X86_LEGACY_I8042_EXPECTED_PRESENT,
		legacy->devices.pnpbios, !legacy->no_vga);
	return 0;
}
early_initcall(x86_subarch_report);

/**
 * x86_pnpbios_disabled() - whether a Plug and Play BIOS is known to be absent
 *
 * Also used to detect old machines, as new ones have none.
 */
bool __init x86_pnpbios_disabled(void)
{
	return !x86_platform.legacy.devices.pnpbios;
}

#ifdef CONFIG_PNPBIOS
/**
 * arch_pnpbios_disabled() - the same, for the pnpbios driver
 */
bool __init arch_pnpbios_disabled(void)
{
	return x86_pnpbios_disabled();
}
#endif
