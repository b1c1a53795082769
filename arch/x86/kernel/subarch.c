// SPDX-License-Identifier: GPL-2.0-only
/*
 * How the kernel was entered, and what follows from it.
 *
 * hardware_subarch says by which door the kernel came in. What there is behind
 * the door, of those things that no table or bus enumerates before they are
 * needed, is decided here, once, and asked for by name everywhere else.
 */
#define pr_fmt(fmt) "x86/subarch: " fmt

#include <linux/bits.h>
#include <linux/cache.h>
#include <linux/debugfs.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/pnp.h>
#include <linux/seq_file.h>
#include <linux/sizes.h>
#include <linux/string.h>
#include <linux/string_helpers.h>

#include <asm/cmdline.h>
#include <asm/e820/types.h>
#include <asm/pvh.h>
#include <asm/setup.h>
#include <asm/subarch.h>
#include <asm/x86_init.h>

/* The facts: their names, and the field of x86_platform that carries them. */
static const struct {
	const char *name;
	int *legacy;
} facts[X86_NR_FACTS] = {
	[X86_FACT_BIOS_REGIONS] = {
		"bios_regions", &x86_platform.legacy.reserve_bios_regions },
	[X86_FACT_OPTION_ROMS] = {
		"option_roms", &x86_platform.legacy.option_roms },
	[X86_FACT_MPTABLE] = { "mptable", &x86_platform.legacy.mptable },
	[X86_FACT_IBFT] = { "ibft", &x86_platform.legacy.ibft },
	[X86_FACT_EISA] = { "eisa", &x86_platform.legacy.eisa },
	[X86_FACT_RTC] = { "rtc", &x86_platform.legacy.rtc },
	[X86_FACT_WARM_RESET] = {
		"warm_reset", &x86_platform.legacy.warm_reset },
	[X86_FACT_I8042] = { "i8042", (int *)&x86_platform.legacy.i8042 },
	[X86_FACT_PNPBIOS] = {
		"pnpbios", &x86_platform.legacy.devices.pnpbios },
	[X86_FACT_VGA] = { "vga", &x86_platform.legacy.no_vga },
	[X86_FACT_VMM_FIRMWARE] = { "vmm_firmware" },
	[X86_FACT_EMULATED_DEVICES] = { "emulated_devices" },
	[X86_FACT_LOCAL_APIC] = { "local_apic" },
	[X86_FACT_REAL_MODE] = { "real_mode" },
};

static const char * const sources[] = {
	[X86_FACT_BY_NOBODY] = "nobody",
	[X86_FACT_BY_TABLE] = "table",
	[X86_FACT_BY_LOADER] = "loader",
	[X86_FACT_BY_FADT] = "FADT",
	[X86_FACT_BY_PLATFORM] = "platform",
};

static struct {
	bool present;
	enum x86_fact_source by;
} decided[X86_NR_FACTS] __ro_after_init;

static const char *subarch_name __ro_after_init;

/**
 * struct x86_subarch - what a subarch takes for granted
 * @name: as x86_subarch= has it
 * @absent: bits of enum x86_fact: it has no such thing
 * @evidence: it has the thing only where there is evidence of it. All others
 *	are taken to be there
 * @early_setup: called before the facts are decided
 * @like_pc: to be set up like a PC in what @early_setup leaves alone
 * @own_entry: needs what only its own entry, or its loader, leaves
 */
struct x86_subarch {
	const char *name;
	u32 absent;
	u32 evidence;
	void (*early_setup)(void);
	bool like_pc;
	bool own_entry;
};

#define F(fact)		BIT(X86_FACT_##fact)

/* What the BIOS of a PC leaves in low memory. */
#define BIOS		(F(BIOS_REGIONS) | F(OPTION_ROMS) | F(MPTABLE) | \
			 F(PNPBIOS))

static const struct x86_subarch subarchs[] __initconst = {
	[X86_SUBARCH_PC] = {
		.name = "pc",
		.absent = F(VMM_FIRMWARE),
		.like_pc = true,
	},
	[X86_SUBARCH_LGUEST] = {
		.name = "lguest",
		.absent = F(BIOS_REGIONS) | F(RTC) | F(PNPBIOS) |
			  F(VMM_FIRMWARE),
		.like_pc = true,
		.own_entry = true,
	},
	[X86_SUBARCH_XEN] = {
		.name = "xen",
		.absent = F(BIOS_REGIONS) | F(PNPBIOS) | F(VMM_FIRMWARE),
		.evidence = F(RTC),
		.like_pc = true,
		.own_entry = true,
	},
	[X86_SUBARCH_INTEL_MID] = {
		.name = "intel-mid",
		.absent = BIOS | F(RTC) | F(I8042) | F(VMM_FIRMWARE),
		.early_setup = x86_intel_mid_early_setup,
	},
	[X86_SUBARCH_CE4100] = {
		.name = "ce4100",
		.absent = BIOS | F(RTC) | F(I8042) | F(VMM_FIRMWARE),
		.early_setup = x86_ce4100_early_setup,
	},
	[X86_SUBARCH_PVH] = {
		.name = "pvh",
		.absent = F(EISA) | F(VMM_FIRMWARE),
		.evidence = F(BIOS_REGIONS) | F(OPTION_ROMS) | F(MPTABLE) |
			    F(IBFT) | F(WARM_RESET) | F(PNPBIOS) | F(VGA),
		.early_setup = pvh_early_setup,
		.like_pc = true,
		.own_entry = true,
	},
};

/**
 * x86_fact() - whether something is there, as far as is known
 * @fact: the thing
 *
 * Nothing is there before x86_subarch_early_setup().
 */
bool x86_fact(enum x86_fact fact)
{
	return decided[fact].present;
}
EXPORT_SYMBOL_GPL(x86_fact);

/**
 * x86_fact_set() - say whether something is there
 * @fact: the thing
 * @present: whether it is there
 * @by: who says so
 *
 * To be called while the kernel boots. A platform may say so at any time. What
 * somebody had evidence of, the table does not overrule. The FADT takes away
 * what was expected, by a platform as well; it does not give.
 */
void x86_fact_set(enum x86_fact fact, bool present, enum x86_fact_source by)
{
	enum x86_fact_source was = decided[fact].by;
	int value = present;

	if (was != X86_FACT_BY_NOBODY &&
	    (by == X86_FACT_BY_TABLE || decided[fact].present == present ||
	     (was == X86_FACT_BY_PLATFORM && by == X86_FACT_BY_LOADER)))
		return;
	if (by == X86_FACT_BY_FADT && present)
		return;

	decided[fact].present = present;
	decided[fact].by = by;

	if (fact == X86_FACT_VGA)
		value = !present;
	else if (fact == X86_FACT_I8042)
		value = present ? X86_LEGACY_I8042_EXPECTED_PRESENT :
			by == X86_FACT_BY_FADT ?
				X86_LEGACY_I8042_FIRMWARE_ABSENT :
				X86_LEGACY_I8042_PLATFORM_ABSENT;
	if (facts[fact].legacy)
		*facts[fact].legacy = value;
}

/* Where a PC has its EBDA, at the end of base memory, and its BIOS. */
#define EBDA_LAST_KIB		(ISA_START_ADDRESS - SZ_1K)
#define OPTION_ROMS_END		0xe0000

/*
 * What the loader passed says of the things that nothing enumerates in time.
 *
 * A PC's BIOS reserves the end of base memory and its own segment, and leaves
 * the space between them to adapters and their ROMs. A VMM may have something
 * in either place, an MP table or its ACPI tables, but not so much like a PC.
 */
static u32 __init find_evidence(void)
{
	bool entered = pvh_loader_bios() != PVH_BIOS_UNKNOWN;
	bool ebda = false, bios = false, tables = false;
	char option[2];
	u32 found = 0, entries, i;

	/* Whoever enters natively with this subarch counts as he likes. */
	entries = min_t(u32, boot_params.e820_entries,
			E820_MAX_ENTRIES_ZEROPAGE);
	for (i = 0; i < entries; i++) {
		const struct boot_e820_entry *range = &boot_params.e820_table[i];
		u64 start = range->addr, last = start + range->size - 1;

		if (!range->size)
			continue;
		if (range->type != E820_TYPE_RESERVED) {
			/* RAM there gives way to what the PVH entry reserved. */
			if (entered && range->type == E820_TYPE_RAM)
				continue;
			tables |= start < OPTION_ROMS_END &&
				  last >= ISA_START_ADDRESS;
			continue;
		}
		ebda |= start <= EBDA_LAST_KIB && last >= ISA_START_ADDRESS - 1;
		bios |= start <= PVH_BIOS_SEGMENT && last >= ISA_END_ADDRESS - 1;
	}
	/* The PVH entry reserved it, whatever the loader had done. */
	if (pvh_loader_bios() == PVH_BIOS_NOT_RESERVED)
		bios = false;

	bios = bios && ebda && !tables;
	if (bios)
		found |= F(BIOS_REGIONS) | F(OPTION_ROMS) | F(WARM_RESET) |
			 F(PNPBIOS) | F(VGA);

	/* An MP table counts where there is no MADT, or it shall not be used. */
	if (ebda || !boot_params.acpi_rsdp_addr ||
	    cmdline_find_option(boot_command_line, "acpi", option, sizeof(option)) > 0 ||
	    cmdline_find_option(boot_command_line, "pci", option, sizeof(option)) > 0)
		found |= F(MPTABLE);

	return found;
}

/* Which row is meant, by the loader or by whoever debugs this. */
static const struct x86_subarch *__init find_subarch(void)
{
	u32 nr = boot_params.hdr.hardware_subarch;
	char name[16];
	u32 i;

	if (nr >= ARRAY_SIZE(subarchs)) {
		pr_warn("hardware_subarch %u is unknown, taken as %s\n", nr,
			subarchs[X86_SUBARCH_PC].name);
		nr = X86_SUBARCH_PC;
	}

	if (cmdline_find_option(boot_command_line, "x86_subarch", name,
				sizeof(name)) < 0)
		return &subarchs[nr];

	for (i = 0; i < ARRAY_SIZE(subarchs); i++) {
		if (strcmp(name, subarchs[i].name))
			continue;
		if (subarchs[i].own_entry && i != nr) {
			pr_warn("x86_subarch=%s needs an entry of its own, staying with %s\n",
				name, subarchs[nr].name);
			return &subarchs[nr];
		}
		pr_warn("%s by x86_subarch=, the loader says %s\n", name,
			subarchs[nr].name);
		boot_params.hdr.hardware_subarch = i;
		return &subarchs[i];
	}
	pr_warn("x86_subarch=%s is unknown, staying with %s\n", name,
		subarchs[nr].name);
	return &subarchs[nr];
}

/**
 * x86_subarch_early_setup() - early set-up of how the kernel was entered
 *
 * Called once boot_params is copied and before setup_arch(). Decides all facts,
 * as far as they can be known before ACPI.
 *
 * Return: whether the rest is to be set up like on a PC, too.
 */
bool __init x86_subarch_early_setup(void)
{
	const struct x86_subarch *subarch = find_subarch();
	enum x86_fact fact;
	u32 found;

	subarch_name = subarch->name;
	if (subarch->early_setup)
		subarch->early_setup();

	found = find_evidence();
	for (fact = 0; fact < X86_NR_FACTS; fact++) {
		u32 bit = BIT(fact);

		if (decided[fact].by == X86_FACT_BY_NOBODY &&
		    (subarch->evidence & bit))
			x86_fact_set(fact, found & bit, X86_FACT_BY_LOADER);
		else
			x86_fact_set(fact, !(subarch->absent & bit),
				     X86_FACT_BY_TABLE);
	}

	return subarch->like_pc;
}

/* It is acted on too early for a handler, but it is not for init either. */
static int __init x86_subarch_param(char *name)
{
	return 0;
}
early_param("x86_subarch", x86_subarch_param);

/*
 * ACPI has been read, other CPUs are still to be started: the facts are what
 * they will be, but for a driver of an odd machine.
 */
static int __init x86_subarch_report(void)
{
	char line[512];
	size_t length = 0;
	enum x86_fact fact;

	for (fact = 0; fact < X86_NR_FACTS; fact++)
		length += scnprintf(line + length, sizeof(line) - length,
				    " %s=%s(%s)", facts[fact].name,
				    str_yes_no(x86_fact(fact)), sources[decided[fact].by]);
	pr_info("%s,%s\n", subarch_name, line);
	return 0;
}
early_initcall(x86_subarch_report);

#ifdef CONFIG_DEBUG_FS
static int x86_subarch_show(struct seq_file *m, void *unused)
{
	enum x86_fact fact;

	seq_printf(m, "%s\n", subarch_name);
	for (fact = 0; fact < X86_NR_FACTS; fact++)
		seq_printf(m, "%s=%s(%s)\n", facts[fact].name, str_yes_no(x86_fact(fact)),
			   sources[decided[fact].by]);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(x86_subarch);

static int __init x86_subarch_debugfs(void)
{
	debugfs_create_file("subarch", 0444, arch_debugfs_dir, NULL,
			    &x86_subarch_fops);
	return 0;
}
late_initcall(x86_subarch_debugfs);
#endif

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
