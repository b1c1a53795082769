// SPDX-License-Identifier: GPL-2.0-only
/*
 * What a subarch takes for granted.
 *
 * hardware_subarch says by which door the kernel was entered. What there is behind
 * the door ACPI and PCI tell, mostly. This table has the rest: what is needed, or
 * would be probed for, before a table or a bus tells of it.
 */
#define pr_fmt(fmt) "x86/subarch: " fmt

#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/pnp.h>
#include <linux/printk.h>

#include <asm/setup.h>
#include <asm/x86_init.h>

/**
 * struct x86_subarch - what a subarch takes for granted
 * @name: for the boot log
 * @legacy: what is there; of what a row does not name there is none. Each fact is
 *	here because somebody asks for it:
 *	reserve_bios_regions, the words of a BIOS data area: what is no such word
 *	costs up to half a MiB of RAM, or has an MP table searched for anywhere.
 *	rtc, a CMOS clock: without one, its ports are polled for a second.
 *	warm_reset, the CMOS and the vector by which a BIOS starts a CPU: four
 *	accesses to ports and three writes to somebody's memory for each CPU.
 *	i8042, a keyboard controller: 33 accesses to ports without one.
 *	devices.pnpbios, a Plug and Play BIOS: 64 KiB are searched for it.
 *	no_vga is only ever set by the FADT
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
	/* Whether it has a clock its set_legacy_features() says. */
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
	/* What a BIOS has, pvh_find_legacy() gives it where the loader shows one. */
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
 * x86_early_init_platform_quirks() - take what the subarch takes for granted
 *
 * Called once boot_params is copied, before any other set-up of a subarch, which
 * may change it. The FADT takes away later what it denies.
 */
void __init x86_early_init_platform_quirks(void)
{
	u32 nr = boot_params.hdr.hardware_subarch;

	if (nr >= ARRAY_SIZE(subarchs)) {
		pr_warn("hardware_subarch %u is unknown, taken as %s\n", nr,
			subarchs[X86_SUBARCH_PC].name);
		nr = X86_SUBARCH_PC;
	}
	taken_for = nr;
	x86_platform.legacy = subarchs[nr].legacy;

	if (x86_platform.set_legacy_features)
		x86_platform.set_legacy_features();
}

/* ACPI has been read: this is what the machine is taken for. */
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
 * x86_pnpbios_disabled() - whether there is known to be no Plug and Play BIOS
 *
 * For who asks it of the machine's age: it has been absent from new ones.
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
