/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _ASM_X86_SUBARCH_H
#define _ASM_X86_SUBARCH_H

#include <linux/init.h>
#include <linux/types.h>

/**
 * enum x86_fact - what there is on this machine, of what nothing enumerates in
 *	time
 *
 * A fact that is present may be probed for; one that is absent is not touched.
 * Documentation/arch/x86/subarch.rst says who decides each.
 *
 * @X86_FACT_BIOS_REGIONS: a BIOS data area (0x400) and the EBDA that it names.
 *	In x86_platform.legacy.reserve_bios_regions, asked by
 *	reserve_bios_regions() and by whoever else reads or writes them
 * @X86_FACT_OPTION_ROMS: ROM images between 0xc0000 and 0xfffff.
 *	In x86_platform.legacy.option_roms, asked by probe_roms()
 * @X86_FACT_MPTABLE: an MP table. In x86_platform.legacy.mptable, asked by the
 *	search for it
 * @X86_FACT_IBFT: an iSCSI boot firmware table in low memory.
 *	In x86_platform.legacy.ibft, asked by setup_arch()
 * @X86_FACT_EISA: an EISA bus, which its ID at 0xfffd9 confirms.
 *	In x86_platform.legacy.eisa, asked by eisa_bus_probe()
 * @X86_FACT_RTC: a CMOS with a clock, ports 0x70 and 0x71.
 *	In x86_platform.legacy.rtc, asked by arch/x86/kernel/rtc.c and Xen's
 *	clock
 * @X86_FACT_WARM_RESET: the shutdown code in CMOS and the vector in the BIOS
 *	data area with which a CPU can be restarted.
 *	In x86_platform.legacy.warm_reset, asked by smpboot.c and reboot.c
 * @X86_FACT_I8042: a keyboard controller.
 *	In x86_platform.legacy.i8042, asked by the i8042 driver
 * @X86_FACT_PNPBIOS: a Plug and Play BIOS.
 *	In x86_platform.legacy.devices.pnpbios, asked by the pnpbios driver
 * @X86_FACT_VGA: a VGA adapter may be probed for, whether it was set up or not.
 *	Inverted in x86_platform.legacy.no_vga, asked by Xen's guess whether a
 *	guest is PVH. vgacon goes by screen_info alone
 * @X86_FACT_VMM_FIRMWARE: the ACPI tables are made by a VMM
 * @X86_FACT_EMULATED_DEVICES: there are emulated devices, which Xen lets a
 *	guest unplug
 * @X86_FACT_LOCAL_APIC: CPUs are enumerated and started through local APICs
 * @X86_FACT_REAL_MODE: a CPU that wakes up does so in real mode, at an address
 *	that the kernel chooses
 * @X86_NR_FACTS: how many there are
 */
enum x86_fact {
	X86_FACT_BIOS_REGIONS,
	X86_FACT_OPTION_ROMS,
	X86_FACT_MPTABLE,
	X86_FACT_IBFT,
	X86_FACT_EISA,
	X86_FACT_RTC,
	X86_FACT_WARM_RESET,
	X86_FACT_I8042,
	X86_FACT_PNPBIOS,
	X86_FACT_VGA,
	X86_FACT_VMM_FIRMWARE,
	X86_FACT_EMULATED_DEVICES,
	X86_FACT_LOCAL_APIC,
	X86_FACT_REAL_MODE,
	X86_NR_FACTS
};

/**
 * enum x86_fact_source - who decided a fact
 * @X86_FACT_BY_NOBODY: not decided yet
 * @X86_FACT_BY_TABLE: the subarch takes it for granted
 * @X86_FACT_BY_LOADER: evidence in what the loader passed
 * @X86_FACT_BY_FADT: the boot architecture flags of ACPI's FADT
 * @X86_FACT_BY_PLATFORM: code of a platform or of a hypervisor
 */
enum x86_fact_source {
	X86_FACT_BY_NOBODY,
	X86_FACT_BY_TABLE,
	X86_FACT_BY_LOADER,
	X86_FACT_BY_FADT,
	X86_FACT_BY_PLATFORM,
};

bool x86_fact(enum x86_fact fact);
void x86_fact_set(enum x86_fact fact, bool present, enum x86_fact_source by);

/**
 * x86_fact_absent() - a platform says that it has no such thing
 * @fact: the thing
 */
static inline void x86_fact_absent(enum x86_fact fact)
{
	x86_fact_set(fact, false, X86_FACT_BY_PLATFORM);
}

/**
 * x86_fact_present() - a platform says that it has it
 * @fact: the thing
 */
static inline void x86_fact_present(enum x86_fact fact)
{
	x86_fact_set(fact, true, X86_FACT_BY_PLATFORM);
}

bool __init x86_subarch_early_setup(void);

#endif /* _ASM_X86_SUBARCH_H */
