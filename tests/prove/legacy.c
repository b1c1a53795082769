// SPDX-License-Identifier: GPL-2.0-only
/* Legacy devices: what the memory map, options and tables say of them, in any combination. */
#include SOURCE
#undef pr_fmt
#include "../../arch/x86/kernel/subarch.c"

#include "prove.h"

#define NR_RANGES 3

struct boot_params boot_params;
struct x86_platform_ops x86_platform;
struct hvm_start_info pvh_start_info;
struct pvh_boot pvh_boot;
struct acpi_table_fadt acpi_gbl_FADT;
char boot_command_line[COMMAND_LINE_SIZE];
int acpi_disabled, smp_found_config;
bool mp_found_pci;
u8 acpi_gbl_reduced_hardware;
unsigned int pci_probe;

static struct boot_e820_entry ranges[NR_RANGES];

void kernel_log(const char *format, ...)
{
}

struct boot_e820_entry *pvh_memmap_entry(u32 i)
{
	return i < NR_RANGES ? &ranges[i] : NULL;
}

static bool has_byte(const struct boot_e820_entry *range, u64 paddr)
{
	return range->addr <= paddr && paddr < range->addr + range->size;
}

/*
 * A BIOS has reserved its segment and the end of base memory, each by one range, and has
 * nothing but RAM in between. What the entry has reserved itself does not count.
 */
void legacy_bios(void)
{
	bool segment = false, ebda = false, between = false;
	u32 i;

	__CPROVER_havoc_object(ranges);
	pvh_boot.bios = nondet_u32();
	ASSUME(pvh_boot.bios <= PVH_BIOS_NOT_RESERVED);
	for (i = 0; i < NR_RANGES; i++) {
		const struct boot_e820_entry *range = &ranges[i];
		u64 end = range->addr + range->size;

		ASSUME(end >= range->addr);
		if (range->type == 2) {
			segment |= has_byte(range, 0xf0000) && has_byte(range, 0xfffff);
			ebda |= has_byte(range, 0x9fc00) && has_byte(range, 0x9ffff);
		} else if (range->type != 1 || pvh_boot.bios == PVH_BIOS_UNKNOWN) {
			between |= range->size && range->addr < 0xe0000 && end > 0xa0000;
		}
	}

	PROVE(has_bios() == (segment && ebda && !between && pvh_boot.bios != PVH_BIOS_NOT_RESERVED));
	END();
}

static char name[16];
static int name_length;

int cmdline_find_option(const char *cmdline, const char *option, char *buffer, int size)
{
	PROVE(cmdline == boot_command_line && size == sizeof(name));
	memcpy(buffer, name, sizeof(name));
	return name_length;
}

/* It is taken for a PC by the one value, complete. */
void legacy_forced(void)
{
	__CPROVER_havoc_object(name);
	name[sizeof(name) - 1] = '\0';
	name_length = nondet_u32();

	PROVE(forced_to_pc() == (name_length >= 0 && name[0] == 'p' && name[1] == 'c' && !name[2]));
	END();
}

#define AML 8

/* An ID is found exactly if it is there, and nothing is read behind the table. */
void legacy_aml(void)
{
	static const u8 text[] = { 'P', 'N', 'P', '0', 'A', '0' };
	static u8 aml[AML];
	u32 length = nondet_u32(), i;
	bool is_there = false;
	const u8 *at;

	__CPROVER_havoc_object(aml);
	ASSUME(length <= AML);
	at = aml + AML - length;
	for (i = 0; i < length; i++, at++) {
		is_there |= i + 4 <= length && at[0] == 0x41 && at[1] == 0xd0 && at[2] == 0x0a &&
			    (at[3] == 3 || at[3] == 8);
		is_there |= i + 6 <= length && at[0] == text[0] && at[1] == text[1] && at[2] == text[2] &&
			    at[3] == text[3] && at[4] == text[4] && at[5] == text[5];
	}

	PROVE(has_host_bridge_id(aml + AML - length, length) == is_there);
	END();
}

/* The DSDT and the SSDTs behind it */
#define NR_TABLES 3
static struct acpi_table_header headers[NR_TABLES];
static bool is_mapped[NR_TABLES], has_id[NR_TABLES];
static u32 nr_tables, tables_held;

static u32 table_number(const char *signature, u32 instance)
{
	PROVE(signature[0] == 'D' || signature[0] == 'S');
	PROVE(instance >= 1 && (signature[0] == 'S' || instance == 1));
	return signature[0] == 'D' ? 0 : instance;
}

acpi_status acpi_get_table_header(char *signature, u32 instance, struct acpi_table_header *header)
{
	u32 i = table_number(signature, instance);

	if (i >= nr_tables)
		return 1 + nondet_u8();
	*header = headers[i];
	return 0;
}

acpi_status acpi_get_table(char *signature, u32 instance, struct acpi_table_header **table)
{
	u32 i = table_number(signature, instance);

	PROVE(i < nr_tables && headers[i].length <= (NR_FIX_BTMAPS - 1) * PAGE_SIZE);
	if (!is_mapped[i])
		return 1 + nondet_u8();
	tables_held++;
	*table = &headers[i];
	return 0;
}

void acpi_put_table(struct acpi_table_header *table)
{
	tables_held--;
}

/* In place of has_host_bridge_id() */
bool any_id(const u8 *aml, u32 length)
{
	u32 i;

	for (i = 0; i < nr_tables; i++)
		if (aml == (u8 *)&headers[i]) {
			PROVE(length == headers[i].length);
			return has_id[i];
		}
	PROVE(!"a table");
	return false;
}

/* A host bridge is absent if all tables could be read, and none has one. */
void legacy_tables(void)
{
	bool is_absent;
	u32 i;

	__CPROVER_havoc_object(headers);
	__CPROVER_havoc_object(is_mapped);
	__CPROVER_havoc_object(has_id);
	nr_tables = nondet_u32();
	ASSUME(nr_tables <= NR_TABLES);
	is_absent = nr_tables;
	for (i = 0; i < nr_tables; i++)
		is_absent &= headers[i].length <= (NR_FIX_BTMAPS - 1) * PAGE_SIZE && is_mapped[i] && !has_id[i];

	PROVE(acpi_has_host_bridge() == !is_absent);
	PROVE(!tables_held);
	END();
}

static struct x86_legacy_features said;
static bool is_forced, is_bios, has_bridge, has_pci, has_acpi, has_noearly;
static void (*configurator)(int port, struct uart_port *up, u32 *capabilities);

/* What a platform says */
static void platform(void)
{
	x86_platform.legacy = said;
}

/* In place of forced_to_pc(), has_bios(), has_option() and acpi_has_host_bridge() */
bool any_forced(void)
{
	return is_forced;
}

bool any_bios(void)
{
	return is_bios;
}

bool any_option(const char *option)
{
	return option[0] == 'p' ? has_pci : has_acpi;
}

bool any_bridge(void)
{
	PROVE(!acpi_disabled);
	return has_bridge;
}

char *strstr(const char *text, const char *word)
{
	PROVE(text == boot_command_line && word[0] == 'n' && word[6] == 'y' && !word[7]);
	return has_noearly ? boot_command_line : NULL;
}

void serial8250_set_isa_configurator(void (*configure)(int, struct uart_port *, u32 *))
{
	configurator = configure;
}

static void prove_serial(bool is_skipped)
{
	struct uart_port port = { nondet_u64() }, was = port;
	int number = nondet_u32();

	PROVE(!!configurator == is_skipped);
	if (!configurator)
		return;
	configurator(number, &port, NULL);
	PROVE(port.flags == (number ? was.flags & ~(1ULL << 28) : was.flags));
}

/*
 * Of a BIOS decide the command line and the loader's map, of everything else the platform,
 * and where it says nothing the table. The FADT takes ports from 8250 and PCI only, ACPI
 * goes before the MP table, and options before both.
 */
void legacy_decided(void)
{
	bool has_platform = nondet_bool(), bios, awaits, deferred, absent;
	unsigned int was = nondet_u32();

	__CPROVER_havoc_object(&said);
	__CPROVER_havoc_object(&pvh_start_info);
	__CPROVER_havoc_object(&boot_params);
	is_forced = nondet_bool();
	is_bios = nondet_bool();
	has_pci = nondet_bool();
	has_acpi = nondet_bool();
	pci_probe = was;
	x86_platform.set_legacy_features = has_platform ? platform : NULL;
	boot_params.hdr.hardware_subarch = X86_SUBARCH_PVH;

	x86_early_init_platform_quirks();
	pvh_find_legacy();

	bios = is_forced || is_bios;
	awaits = !bios && boot_params.hdr.hardware_subarch_data && !(pvh_start_info.flags & 2);
	deferred = awaits && !has_pci && !has_acpi;
	PROVE(pci_probe == (deferred ? was | PCI_PROBE_NOEARLY : was));

	/* The rest of the command line gets known, and more options with it. */
	has_pci |= nondet_bool();
	has_acpi |= nondet_bool();
	has_noearly = nondet_bool();
	has_bridge = nondet_bool();
	acpi_disabled = nondet_bool();
	acpi_gbl_reduced_hardware = nondet_bool();
	acpi_gbl_FADT.boot_flags = nondet_u32();
	smp_found_config = nondet_bool();
	mp_found_pci = nondet_bool();
	if (nondet_bool())
		pvh_update_legacy();
	else
		ASSUME(acpi_disabled);
	PROVE(!pci_decide_by_mptable());

	absent = acpi_disabled ? !boot_params.acpi_rsdp_addr && smp_found_config && !mp_found_pci : !has_bridge;
	if (deferred) {
		unsigned int probe = has_noearly ? was | PCI_PROBE_NOEARLY : was & ~PCI_PROBE_NOEARLY;

		PROVE(pci_probe == (absent && !has_pci && !has_acpi ? probe & ~7 : probe));
	} else {
		PROVE(pci_probe == was);
	}
	PROVE(x86_platform.legacy.reserve_bios_regions == bios && x86_platform.legacy.warm_reset == bios);
	PROVE(x86_platform.legacy.devices.pnpbios == bios);
	PROVE(x86_platform.legacy.rtc == (has_platform ? said.rtc : 1));
	PROVE(x86_platform.legacy.i8042 == (has_platform ? said.i8042 : X86_LEGACY_I8042_EXPECTED_PRESENT));
	PROVE(x86_platform.legacy.no_vga == (has_platform ? said.no_vga : 0));
	prove_serial(awaits && !acpi_disabled && acpi_gbl_reduced_hardware && !(acpi_gbl_FADT.boot_flags & 1));
	END();
}
