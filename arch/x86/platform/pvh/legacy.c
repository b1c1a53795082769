// SPDX-License-Identifier: GPL-2.0-only
/*
 * Legacy devices of a machine that was entered by PVH.
 *
 * A VMM without firmware may have far fewer devices than a PC, and no table enumerates
 * them in time. A device that is present must not be missed, so only evidence of its
 * absence counts.
 */
#define pr_fmt(fmt) "PVH: " fmt

#include <linux/acpi.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/serial_8250.h>
#include <linux/serial_core.h>
#include <linux/sizes.h>
#include <linux/string.h>

#include <asm/cmdline.h>
#include <asm/e820/types.h>
#include <asm/fixmap.h>
#include <asm/mpspec.h>
#include <asm/pci_x86.h>
#include <asm/pvh.h>
#include <asm/setup.h>
#include <asm/x86_init.h>

#include <xen/interface/xen.h>

#include "pvh.h"

/* The EBDA of a PC, at the end of base memory, and its option ROMs */
#define EBDA_LAST_KIB		(ISA_START_ADDRESS - SZ_1K)
#define OPTION_ROMS_END		0xe0000

/*
 * The BIOS of a PC reserves the end of base memory and its own segment, and leaves the
 * space in between to adapters and their ROMs. A VMM may use either place, for an MP
 * table or its ACPI tables, but not all three in this way.
 */
static bool __init has_bios(void)
{
	bool entered = pvh_boot.bios != PVH_BIOS_UNKNOWN;
	bool ebda = false, bios = false, tables = false;
	const struct boot_e820_entry *range;
	u32 i;

	for (i = 0; (range = pvh_memmap_entry(i)); i++) {
		u64 start = range->addr, last = start + range->size - 1;

		if (!range->size)
			continue;
		if (range->type != E820_TYPE_RESERVED) {
			/* The PVH entry has reserved the hole for ISA devices over RAM. */
			if (entered && range->type == E820_TYPE_RAM)
				continue;
			tables |= start < OPTION_ROMS_END &&
				  last >= ISA_START_ADDRESS;
			continue;
		}
		ebda |= start <= EBDA_LAST_KIB && last >= ISA_START_ADDRESS - 1;
		bios |= start <= PVH_BIOS_SEGMENT && last >= ISA_END_ADDRESS - 1;
	}
	/* The loader has not reserved it, only the PVH entry. */
	if (pvh_boot.bios == PVH_BIOS_NOT_RESERVED)
		bios = false;

	return bios && ebda && !tables;
}

/* Parsed earlier by forced_to_pc(). This keeps it from being passed to init. */
static int __init x86_subarch_param(char *name)
{
	return 0;
}
early_param("x86_subarch", x86_subarch_param);

static bool __init forced_to_pc(void)
{
	char name[16];

	if (cmdline_find_option(boot_command_line, "x86_subarch", name, sizeof(name)) < 0)
		return false;
	if (strcmp(name, "pc")) {
		pr_warn("x86_subarch=%s is unknown, give pc\n", name);
		return false;
	}
	pr_warn("taken for a PC, by x86_subarch=\n");
	return true;
}

/* There is no BIOS: wait for ACPI or the MP table. */
static bool await_tables __initdata;

#ifdef CONFIG_PCI
/* Access to PCI configuration space by ports, or by a BIOS that uses them. */
#define PCI_BY_PORTS	(PCI_PROBE_BIOS | PCI_PROBE_CONF1 | PCI_PROBE_CONF2)

static bool pci_deferred __initdata;

static bool __init has_option(const char *option)
{
	char value[2];

	return cmdline_find_option(boot_command_line, option, value, sizeof(value)) > 0;
}

/*
 * Before the ACPI tables are parsed, the ports are read to detect chipsets with quirks.
 * If an option for PCI or ACPI is given, nothing changes.
 */
static void __init pci_defer(void)
{
	if (has_option("pci") || has_option("acpi"))
		return;
	pci_probe |= PCI_PROBE_NOEARLY;
	pci_deferred = true;
}

static void __init pci_decide(bool absent, const char *why)
{
	pci_deferred = false;
	/* Options of CONFIG_CMDLINE are known only now, pci=noearly included. */
	if (has_option("pci") || has_option("acpi"))
		absent = false;
	if (!strstr(boot_command_line, "noearly"))
		pci_probe &= ~PCI_PROBE_NOEARLY;
	if (!absent)
		return;
	pci_probe &= ~PCI_BY_PORTS;
	pr_info("no PCI by ports: %s\n", why);
}

#ifdef CONFIG_ACPI
/* A larger table does not fit into an early mapping at any alignment. */
#define AML_MAX		((NR_FIX_BTMAPS - 1) * PAGE_SIZE)

/*
 * Search for the ID of a PCI or PCI Express host bridge, encoded or as a string. A table
 * without these bytes has no such device.
 */
static bool __init has_host_bridge_id(const u8 *aml, u32 length)
{
	static const u8 number[] __initconst = { 0x41, 0xd0, 0x0a };
	u32 i;

	for (i = 0; i + 4 <= length; i++)
		if (!memcmp(&aml[i], number, sizeof(number)) &&
		    (aml[i + 3] == 0x03 || aml[i + 3] == 0x08))
			return true;
	for (i = 0; i + 6 <= length; i++)
		if (!memcmp(&aml[i], "PNP0A0", 6))
			return true;
	return false;
}

/* Whether the table with number @i may have a host bridge, and whether it exists. */
static bool __init table_has_host_bridge(char *signature, u32 i, bool *there)
{
	struct acpi_table_header header, *table;
	bool bridge = true;

	*there = ACPI_SUCCESS(acpi_get_table_header(signature, i, &header));
	if (!*there)
		return false;
	if (header.length <= AML_MAX &&
	    ACPI_SUCCESS(acpi_get_table(signature, i, &table))) {
		bridge = has_host_bridge_id((const u8 *)table, table->length);
		acpi_put_table(table);
	}
	return bridge;
}

static bool __init acpi_has_host_bridge(void)
{
	bool there;
	u32 i;

	if (table_has_host_bridge(ACPI_SIG_DSDT, 1, &there) || !there)
		return true;
	for (i = 1; there; i++)
		if (table_has_host_bridge(ACPI_SIG_SSDT, i, &there))
			return true;
	return false;
}

static void __init pci_decide_by_acpi(void)
{
	if (pci_deferred)
		pci_decide(!acpi_has_host_bridge(), "the ACPI tables name no host bridge");
}
#endif

/*
 * Without ACPI: the MP table lists each bus. If there are ACPI tables as well, a VMM may
 * list its buses only there, so the MP table is no evidence if they were not parsed.
 */
static int __init pci_decide_by_mptable(void)
{
	if (pci_deferred)
		pci_decide(IS_ENABLED(CONFIG_ACPI) && IS_ENABLED(CONFIG_X86_MPPARSE) &&
			   !boot_params.acpi_rsdp_addr && smp_found_config && !mp_found_pci,
			   "the MP table has no such bus");
	return 0;
}
postcore_initcall(pci_decide_by_mptable);
#else
static void __init pci_defer(void) { }
static inline void pci_decide_by_acpi(void) { }
#endif

#if defined(CONFIG_ACPI) && IS_BUILTIN(CONFIG_SERIAL_8250) && defined(CONFIG_SERIAL_8250_PNP)
/*
 * The first port may be the console. 8250_pnp probes ports of the ACPI namespace anyway,
 * and gives them the same names.
 */
static void skip_serial_port(int port, struct uart_port *up, u32 *capabilities)
{
	if (port)
		up->flags &= ~UPF_BOOT_AUTOCONF;
}

static void __init skip_serial_ports(void)
{
	serial8250_set_isa_configurator(skip_serial_port);
}
#else
static inline void skip_serial_ports(void) { }
#endif

/**
 * pvh_find_legacy() - decide on legacy devices by the memory map
 *
 * Called once the memory map is known, from the loader or by hypercall.
 */
void __init pvh_find_legacy(void)
{
	bool bios = forced_to_pc() || has_bios();

	x86_platform.legacy.reserve_bios_regions = bios;
	x86_platform.legacy.warm_reset = bios;
	x86_platform.legacy.devices.pnpbios = bios;

	/* A hardware domain has the devices of the host; after kexec there is no start_info. */
	await_tables = !bios && boot_params.hdr.hardware_subarch_data &&
			   !(pvh_start_info.flags & SIF_INITDOMAIN);
	if (await_tables)
		pci_defer();
}

#ifdef CONFIG_ACPI
/**
 * pvh_update_legacy() - decide on legacy devices by the ACPI tables
 *
 * Called once the static tables can be read, and before PCI is probed.
 *
 * With ACPI, PCI is found by host bridges in the namespace only.
 * Hardware-reduced ACPI enumerates all devices: without ACPI_FADT_LEGACY_DEVICES there
 * are no other serial ports.
 */
void __init pvh_update_legacy(void)
{
	if (!await_tables || acpi_disabled)
		return;
	pci_decide_by_acpi();
	if (acpi_gbl_reduced_hardware &&
	    !(acpi_gbl_FADT.boot_flags & ACPI_FADT_LEGACY_DEVICES))
		skip_serial_ports();
}
#endif
