// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of legacy.c, in KTAP. The source is included unchanged, for kernels with all of the
 * options that it checks, and without each of them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guest.h"
#include "kernel-log.h"
#include "ktap.h"

/* tests/mutation has others. */
#ifndef LEGACY
#define LEGACY "../../arch/x86/platform/pvh/legacy.c"
#endif
#include LEGACY
#include "../../arch/x86/platform/pvh/memmap.c"

#define CHECK(condition, when) \
	((condition) ? (void)0 : \
	 complain("line %d: %s: %s", __LINE__, when, #condition))

/* What this kernel can find out, and what it then leaves alone. */
#define HAS_ACPI	IS_ENABLED(CONFIG_ACPI)
#define HAS_PCI		IS_ENABLED(CONFIG_PCI)
#define HAS_MPTABLE	(HAS_ACPI && IS_ENABLED(CONFIG_X86_MPPARSE))
#define HAS_SERIAL	(HAS_ACPI && IS_BUILTIN(CONFIG_SERIAL_8250) && \
			 IS_BUILTIN(CONFIG_SERIAL_8250_PNP))

struct boot_params boot_params;
char boot_command_line[COMMAND_LINE_SIZE];
struct x86_platform_ops x86_platform;
struct hvm_start_info pvh_start_info;
struct pvh_boot pvh_boot;
int smp_found_config;
bool mp_found_pci;

/* What a kernel without an option does not have, legacy.c is not linked with. */
#ifndef CONFIG_PCI
#define pci_probe probe_of_nobody
#endif
unsigned int pci_probe;

/* What ACPI is there. */
static struct acpi {
	bool disabled, reduced, bridge;
	u32 boot_flags;
} acpi;

/* Its DSDT and SSDTs, how many were asked for, and how many were not put back. */
static struct aml {
	char signature[5];
	u32 length;
	const char *text;	/* the last of its bytes, behind zeroes */
	bool broken;
} tables[4];
static unsigned int nr_tables, asked, held;

#ifdef CONFIG_ACPI
int acpi_disabled;
u8 acpi_gbl_reduced_hardware;
struct acpi_table_fadt acpi_gbl_FADT;

static struct aml *find_table(const char *signature, u32 instance)
{
	unsigned int i;

	if (acpi_disabled)
		complain("a table is asked for without ACPI");
	for (i = 0; i < nr_tables; i++)
		if (!memcmp(tables[i].signature, signature, 4) && !--instance)
			return &tables[i];
	return NULL;
}

acpi_status acpi_get_table_header(char *signature, u32 instance, struct acpi_table_header *header)
{
	struct aml *aml = find_table(signature, instance);

	if (!aml)
		return 5;
	header->length = aml->length;
	return 0;
}

acpi_status acpi_get_table(char *signature, u32 instance, struct acpi_table_header **table)
{
	struct aml *aml = find_table(signature, instance);
	size_t text;

	if (!aml || aml->broken)
		return 5;
	if (aml->length > (NR_FIX_BTMAPS - 1) * PAGE_SIZE)
		complain("a table of %u bytes is mapped", aml->length);
	asked++;
	held++;
	/* Exactly as long as it is, so that a sanitizer sees what is behind it. */
	*table = calloc(1, aml->length);
	(*table)->length = aml->length;
	text = aml->text ? strlen(aml->text) : 0;
	memcpy((char *)*table + aml->length - text, aml->text ?: "", text);
	return 0;
}

void acpi_put_table(struct acpi_table_header *table)
{
	held--;
	free(table);
}
#endif

static void (*configurator)(int port, struct uart_port *up, u32 *capabilities);

void serial8250_set_isa_configurator(void (*configure)(int port, struct uart_port *up,
						       u32 *capabilities))
{
	configurator = configure;
}

struct boot_e820_entry *pvh_memmap_entry(u32 i)
{
	return pvh_range(&boot_params, &pvh_boot, i);
}

/* Words are separated by blanks only here, and the last of a name counts. */
int cmdline_find_option(const char *cmdline, const char *option, char *buffer, int size)
{
	size_t length = strlen(option);
	int found = -1;

	buffer[0] = '\0';
	while (*cmdline) {
		size_t word = strcspn(cmdline, " ");

		if (word > length && !strncmp(cmdline, option, length) &&
		    cmdline[length] == '=') {
			int kept;

			found = word - length - 1;
			kept = found < size ? found : size - 1;
			memcpy(buffer, cmdline + length + 1, kept);
			buffer[kept] = '\0';
		}
		cmdline += word;
		cmdline += strspn(cmdline, " ");
	}
	return found;
}

/* The initial values of a kernel, and a field that legacy.c must not change. */
#define PROBE	(PCI_PROBE_BIOS | PCI_PROBE_CONF1 | PCI_PROBE_CONF2 | PCI_PROBE_MMCONF | \
		 0x10000)
#define PORTS	(PCI_PROBE_BIOS | PCI_PROBE_CONF1 | PCI_PROBE_CONF2)

/* A machine that nothing is known of. */
static void begin(void)
{
	memset(&boot_params, 0, sizeof(boot_params));
	memset(boot_command_line, 0, sizeof(boot_command_line));
	memset(&x86_platform, 0x5a, sizeof(x86_platform));
	memset(&pvh_start_info, 0, sizeof(pvh_start_info));
	memset(&pvh_boot, 0, sizeof(pvh_boot));
	memset(&acpi, 0, sizeof(acpi));
	pci_probe = PROBE;
	smp_found_config = 0;
	mp_found_pci = false;
	nr_tables = asked = held = 0;
	configurator = NULL;
	await_tables = false;
#ifdef CONFIG_PCI
	pci_deferred = false;
#endif
	kernel_forgets();
}

/* ---- What a BIOS has ----------------------------------------------------------- */

/* From the first byte of a range to the one behind its last. */
#define RANGE(start, end, type)	{ start, (end) - (start), type }
#define RAM(start, end)		RANGE(start, end, E820_TYPE_RAM)
#define RESERVED(start, end)	RANGE(start, end, E820_TYPE_RESERVED)
#define ACPI(start, end)	RANGE(start, end, E820_TYPE_ACPI)
#define NVS(start, end)		RANGE(start, end, E820_TYPE_NVS)
#define HOLE			RESERVED(0xa0000, 0x100000)

#define EBDA			RESERVED(0x9fc00, 0xa0000)
#define SEGMENT_F		RESERVED(0xf0000, 0x100000)
#define LOW			RAM(0, 0x9fc00)
#define HIGH			RAM(0x100000, 0x8000000)

struct machine {
	const char *name;
	bool bios;
	struct boot_e820_entry ranges[12];
};

/*
 * As loaders pass them through PVH, whose entry reserves HOLE: those of
 * tests/loaders/table, and those that Xen gives dom0 by a hypercall.
 */
static const struct machine loaders[] = {
#define RANGES(...)	{ __VA_ARGS__ }
#define LOADER(name, bios, map, becomes) { name, bios, map },
#include "loaders.h"
	{ "Xen domU with the map of a PC", true, {
		LOW, EBDA, SEGMENT_F, HIGH } },
	{ "Xen dom0, BIOS", true, {
		LOW, EBDA, SEGMENT_F, HIGH, ACPI(0x7ffdf000, 0x7fff0000),
		RESERVED(0xfec00000, 0xfec01000) } },
	{ "Xen dom0, UEFI", false, {
		RAM(0, 0x9f000), RESERVED(0x9f000, 0x9f800), HIGH,
		NVS(0x7ffdf000, 0x7fff0000) } },
};

/*
 * The map of the second kernel is that of the first, sorted, and with what is
 * adjacent and alike joined. HOLE is in it, not in front of it, and where there
 * was RAM it won. The first kernel of a Firecracker that has an RSDP joins what is
 * reserved with HOLE, and then its map is that of SeaBIOS.
 */
static const struct machine after_kexec[] = {
	{ "QEMU pc, SeaBIOS", true, {
		LOW, RESERVED(0x9fc00, 0x100000), RAM(0x100000, 0x1ffe0000),
		RESERVED(0x1ffe0000, 0x20000000) } },
	{ "QEMU microvm, qboot", false, {
		LOW, RESERVED(0x9fc00, 0xd0000), NVS(0xd0000, 0xf0000),
		SEGMENT_F, HIGH } },
	{ "Firecracker, no RSDP", false, { LOW, HOLE, HIGH } },
	{ "Firecracker, RSDP", true, { LOW, RESERVED(0x9fc00, 0x100000), HIGH } },
	{ "Cloud Hypervisor", false, { RAM(0, 0xa0000), HOLE, HIGH } },
	{ "Xen domU", false, {
		RAM(0, 0xa0000), HOLE, RAM(0x100000, 0x20000000),
		ACPI(0xfc000000, 0xfc009040), RESERVED(0xfeff8000, 0xff000000) } },
	{ "RAM a byte into the adapters", false, {
		RAM(0, 0xa0001), EBDA, SEGMENT_F, HIGH } },
	{ "a BIOS that begins a byte late", false, {
		LOW, EBDA, RESERVED(0xf0001, 0x100000), HIGH } },
	{ "a BIOS that ends a byte early", false, {
		LOW, EBDA, RESERVED(0xf0000, 0xfffff), HIGH } },
	{ "an EBDA that wraps", false, {
		LOW, { 0x9fc00, ~0ULL, E820_TYPE_RESERVED }, SEGMENT_F } },
	{ "QEMU pc, SeaBIOS, after a crash", false, {
		RAM(0, 0x100000), RESERVED(0x9fc00, 0x100000),
		RAM(0x10000000, 0x18000000) } },
};

/* What is next to a PC. */
static const struct machine edges[] = {
	{ "an EBDA of two KiB", true, {
		RAM(0, 0x9f800), RESERVED(0x9f800, 0xa0000), SEGMENT_F } },
	{ "an EBDA that begins a byte late", false, {
		LOW, RESERVED(0x9fc01, 0xa0000), SEGMENT_F } },
	{ "an EBDA that ends a byte early", false, {
		LOW, RESERVED(0x9fc00, 0x9ffff), SEGMENT_F } },
	{ "an EBDA that is not reserved", false, {
		LOW, NVS(0x9fc00, 0xa0000), SEGMENT_F } },
	{ "only an EBDA", false, { LOW, EBDA } },
	{ "no EBDA", false, { LOW, SEGMENT_F } },
	{ "a BIOS of 128 KiB", true, {
		LOW, EBDA, RESERVED(0xe0000, 0x100000) } },
	{ "a BIOS that begins a byte late", false, {
		LOW, EBDA, RESERVED(0xf0001, 0x100000) } },
	{ "a BIOS that ends a byte early", false, {
		LOW, EBDA, RESERVED(0xf0000, 0xfffff) } },
	{ "a BIOS and what comes behind it", true, {
		LOW, EBDA, RESERVED(0xf0000, 0x200000) } },
	{ "a BIOS that is RAM", false, { LOW, EBDA, RAM(0xf0000, 0x100000) } },
	{ "a BIOS in tables", false, { LOW, EBDA, ACPI(0xf0000, 0x100000) } },
	{ "all of it reserved at once", true, {
		LOW, RESERVED(0x9fc00, 0x100000), HIGH } },
	{ "tables right below the BIOS", true, {
		LOW, EBDA, ACPI(0xe0000, 0xf0000), SEGMENT_F } },
	{ "tables right below the adapters", true, {
		RAM(0, 0x9f000), ACPI(0x9f000, 0xa0000), EBDA, SEGMENT_F } },
	{ "tables a byte into the adapters", false, {
		RAM(0, 0x9f000), ACPI(0x9f000, 0xa0001), EBDA, SEGMENT_F } },
	{ "tables among the option ROMs", false, {
		LOW, EBDA, ACPI(0xdf000, 0xe0000), SEGMENT_F } },
	{ "NVS from the option ROMs on", false, {
		LOW, EBDA, NVS(0xdffff, 0xf0000), SEGMENT_F } },
	{ "bad RAM in an adapter", false, {
		LOW, EBDA, RANGE(0xa0000, 0xa1000, E820_TYPE_UNUSABLE), SEGMENT_F } },
	{ "RAM up to the adapters", true, { RAM(0, 0xa0000), EBDA, SEGMENT_F } },
	{ "RAM a byte into the adapters", true, { RAM(0, 0xa0001), EBDA, SEGMENT_F } },
	{ "a range of the adapters that is reserved", true, {
		LOW, EBDA, RESERVED(0xa0000, 0xc0000), SEGMENT_F } },
	{ "the loader has HOLE as well", true, { LOW, EBDA, HOLE, HIGH } },
	{ "an EBDA that wraps", false, {
		LOW, { 0x9fc00, ~0ULL, E820_TYPE_RESERVED }, SEGMENT_F } },
	{ "a BIOS up to the last byte", true, {
		LOW, EBDA, { 0xf0000, -0xf0000ULL, E820_TYPE_RESERVED } } },
	{ "empty ranges", false, {
		{ 0x9fc00, 0, E820_TYPE_RESERVED }, { ~0ULL, 0, E820_TYPE_RAM },
		{ 0xf0000, 0, E820_TYPE_RESERVED } } },
	{ "the last byte there is", false, {
		{ ~0ULL, 1, E820_TYPE_RESERVED }, { ~0ULL, ~0ULL, E820_TYPE_RAM } } },
	{ "everything is RAM, but for a PC", true, {
		{ 0, ~0ULL, E820_TYPE_RAM }, EBDA, SEGMENT_F } },
	{ "everything is RAM", false, { { 0, ~0ULL, E820_TYPE_RAM } } },
	{ "everything is reserved", true, { { 0, ~0ULL, E820_TYPE_RESERVED } } },
	{ "no type at all", false, { RANGE(0x9fc00, 0x100000, 0) } },
};

/* @entered by PVH, or else by a kernel before, which has the map as it is. */
static void put_memory(const struct boot_e820_entry *ranges, u32 n, bool entered)
{
	if (entered) {
		n = pvh_set_memmap(&boot_params, &pvh_boot, ranges, n, sizeof(*ranges));
		pvh_count_ranges(&boot_params, &pvh_boot, 0, n);
	} else {
		memcpy(boot_params.e820_table, ranges, n * sizeof(*ranges));
		boot_params.e820_entries = n;
	}
}

static void put_machine(const struct machine *machine, bool entered, bool backwards)
{
	struct boot_e820_entry ranges[ARRAY_SIZE(machine->ranges)];
	unsigned int i, n = 0;

	for (i = 0; i < ARRAY_SIZE(ranges); i++) {
		const struct boot_e820_entry *range =
			&machine->ranges[backwards ? ARRAY_SIZE(ranges) - 1 - i : i];

		if (range->addr || range->size)
			ranges[n++] = *range;
	}
	put_memory(ranges, n, entered);
}

/* Three features are decided, and nothing else. */
static void find(bool bios, const char *when)
{
	struct x86_platform_ops expected;

	memset(&expected, 0x5a, sizeof(expected));
	expected.legacy.reserve_bios_regions = bios;
	expected.legacy.warm_reset = bios;
	expected.legacy.devices.pnpbios = bios;

	pvh_find_legacy();
	CHECK(!memcmp(&x86_platform, &expected, sizeof(expected)), when);
}

static void try_maps(const struct machine *machines, unsigned int nr, bool entered)
{
	unsigned int i;

	for (i = 0; i < 2 * nr; i++) {
		const struct machine *machine = &machines[i / 2];

		begin();
		put_machine(machine, entered, i % 2);
		find(machine->bios, machine->name);
		kernel_says(machine->name, "");
	}
}

static void maps_of_loaders(void)
{
	try_maps(loaders, ARRAY_SIZE(loaders), true);
}

static void maps_after_kexec(void)
{
	try_maps(after_kexec, ARRAY_SIZE(after_kexec), false);
}

static void maps_at_the_edges(void)
{
	try_maps(edges, ARRAY_SIZE(edges), true);
}

static const struct boot_e820_entry ebda = EBDA, segment_f = SEGMENT_F;

/* RAM that has nothing to say, in pieces. */
static void fill(struct boot_e820_entry *ranges, u32 n)
{
	while (n--) {
		ranges[n].addr = 0x200000 + n * 0x2000;
		ranges[n].size = 0x1000;
		ranges[n].type = E820_TYPE_RAM;
	}
}

/* Nobody has checked the number yet, if it is not the entry's. */
static void native_map_is_read_to_its_end_and_no_further(void)
{
	static const struct boot_e820_entry empty = RESERVED(0, 0);
	struct boot_e820_entry *table = boot_params.e820_table, behind[2] = { ebda, segment_f };
	unsigned int n;

	for (n = 2; n <= E820_MAX_ENTRIES_ZEROPAGE; n++) {
		begin();
		fill(table, E820_MAX_ENTRIES_ZEROPAGE);
		table[n - 2] = ebda;
		table[n - 1] = segment_f;
		boot_params.e820_entries = n;
		find(true, "the last two");
		/* What was there before is not in it. */
		boot_params.e820_entries = n - 1;
		find(false, "the BIOS behind the end");
	}

	for (n = E820_MAX_ENTRIES_ZEROPAGE; n <= 255; n++) {
		begin();
		fill(table, E820_MAX_ENTRIES_ZEROPAGE);
		memcpy((u8 *)&boot_params + offsetof(struct boot_params, e820_table) +
		       sizeof(boot_params.e820_table), behind, sizeof(behind));
		boot_params.e820_entries = n;
		find(false, "a BIOS behind the zero page's");
		table[0] = ebda;
		table[E820_MAX_ENTRIES_ZEROPAGE - 1] = segment_f;
		find(true, "more than the zero page holds");
	}

	begin();
	find(false, "no map");
	put_memory(&empty, 1, false);
	find(false, "no byte at 0");
}

static void ranges_in_setup_data(void)
{
	static const struct boot_e820_entry tables = ACPI(0xc0000, 0xd0000);
	struct boot_e820_entry ranges[PVH_MAX_RANGES];
	unsigned int n;

	/* The entry adds the hole for ISA devices. */
	for (n = E820_MAX_ENTRIES_ZEROPAGE - 3; n <= PVH_MAX_RANGES - 4; n++) {
		begin();
		fill(ranges, n);
		ranges[n] = ebda;
		ranges[n + 1] = segment_f;
		put_memory(ranges, n + 2, true);
		CHECK(pvh_memmap_entry(n + 2) && !pvh_memmap_entry(n + 3), "the last");
		find(true, "a BIOS behind the zero page's");

		begin();
		ranges[n + 2] = tables;
		put_memory(ranges, n + 3, true);
		find(false, "tables behind the zero page's");

		begin();
		fill(ranges, n + 3);
		ranges[0] = ebda;
		ranges[n + 2] = segment_f;
		put_memory(ranges, n + 3, true);
		find(true, "a BIOS in both");
	}
}

/* ---- The command line ---------------------------------------------------------- */

static void put_bios(bool bios)
{
	static const struct machine some[] = {
		{ "", false, { LOW, HIGH } }, { "", true, { LOW, EBDA, SEGMENT_F, HIGH } },
	};

	put_machine(&some[bios], true, false);
}

/* A VMM that has no BIOS, and a start_info. */
static void put_vmm(void)
{
	put_bios(false);
	boot_params.hdr.hardware_subarch_data = 0x1000;
}

static void what_is_taken_for_a_pc(void)
{
	static const struct {
		const char *cmdline, *unknown;
	} cases[] = {
		{ "x86_subarch=pc" },
		{ "quiet x86_subarch=pc ro" },
		{ "x86_subarch=xen x86_subarch=pc" },
		{ "x86_subarch=pc x86_subarch=xen", "xen" },
		{ "x86_subarch=", "" },
		{ "x86_subarch=PC", "PC" },
		{ "x86_subarch=p", "p" },
		{ "x86_subarch=pcs", "pcs" },
		{ "x86_subarch=pc,xen", "pc,xen" },
		{ "x86_subarch=pvh", "pvh" },
		{ "x86_subarch=0", "0" },
		{ "x86_subarch=%s%s%n", "%s%s%n" },
		{ "x86_subarch=123456789abcdef", "123456789abcdef" },
		{ "x86_subarch=123456789abcdefg", "123456789abcdef" },
	};
	static const char *const others[] = {
		"", "x86_subarch", "xx86_subarch=pc", "x86_subarchs=pc", "subarch=pc", "pc",
	};
	char said[100];
	unsigned int i;

	for (i = 0; i < 2 * ARRAY_SIZE(cases); i++) {
		const char *unknown = cases[i / 2].unknown, *cmdline = cases[i / 2].cmdline;

		if (unknown)
			sprintf(said, "warning: PVH: x86_subarch=%s is unknown, give pc\n", unknown);
		else
			strcpy(said, "warning: PVH: taken for a PC, by x86_subarch=\n");
		begin();
		put_bios(i % 2);
		strcpy(boot_command_line, cmdline);
		find(i % 2 || !unknown, cmdline);
		kernel_says(cmdline, said);
	}
	for (i = 0; i < ARRAY_SIZE(others); i++) {
		begin();
		put_bios(false);
		strcpy(boot_command_line, others[i]);
		find(false, others[i]);
		kernel_says(others[i], "");
	}

	/* As long as a command line can be. */
	begin();
	put_bios(false);
	memset(boot_command_line, 'x', COMMAND_LINE_SIZE - 1);
	memcpy(boot_command_line, "x86_subarch=", 12);
	find(false, "over-long");
	kernel_says("over-long",
		    "warning: PVH: x86_subarch=xxxxxxxxxxxxxxx is unknown, give pc\n");
}

static void parameter_is_known(void)
{
	char name[] = "pc";

	CHECK(!strcmp(parameter_name, "x86_subarch"), parameter_name);
	CHECK(parameter(name) == 0, "return value");
}

/* ---- What waits for the tables, and what they say ------------------------------ */

#define NO_BRIDGE	"info: PVH: no PCI by ports: the ACPI tables name no host bridge\n"
#define NO_BUS		"info: PVH: no PCI by ports: the MP table has no such bus\n"

/* What ACPI says: no PCI, and no serial port but what the namespace has. */
static const struct acpi neither = { .reduced = true };

static void settle(const struct acpi *what)
{
	acpi = *what;
	if (!nr_tables)
		tables[nr_tables++] = (struct aml){
			"DSDT", 100, acpi.bridge ? "\x41\xd0\x0a\x08" : "\x41\xd0\x05\x01",
		};
#ifdef CONFIG_ACPI
	acpi_disabled = what->disabled;
	acpi_gbl_reduced_hardware = what->reduced;
	acpi_gbl_FADT.boot_flags = what->boot_flags;
#endif
	pvh_update_legacy();
	CHECK(!held, "a table that is kept");
}

static void settle_by_mptable(const char *when)
{
#ifdef CONFIG_PCI
	CHECK(at_postcore() == 0, when);
#endif
}

/* The MP table has no PCI either, but nobody shall ask. */
static void nothing_more(const char *when)
{
	unsigned int was = pci_probe;

	boot_params.acpi_rsdp_addr = 0;
	smp_found_config = 1;
	mp_found_pci = false;
	settle_by_mptable(when);
	CHECK(pci_probe == was, when);
	kernel_says(when, "");
}

static void who_waits_for_the_tables(void)
{
	static const struct {
		const char *what;
		bool bios, no_start_info;
		u32 flags;
		const char *cmdline;
		bool pci, serial;
	} cases[] = {
		{ "a VMM", false, false, 0, "", true, true },
		{ "a VMM with all flags but one", false, false, ~SIF_INITDOMAIN, "", true, true },
		{ "Xen's hardware domain", false, false, SIF_INITDOMAIN, "", false, false },
		{ "all flags", false, false, ~0U, "", false, false },
		{ "after kexec", false, true, 0, "", false, false },
		{ "a BIOS", true, false, 0, "", false, false },
		{ "taken for a PC", false, false, 0, "x86_subarch=pc", false, false },
		{ "an unknown name", false, false, 0, "x86_subarch=xen", true, true },
		{ "pci=", false, false, 0, "quiet pci=nomsi ro", false, true },
		{ "pci= of one letter", false, false, 0, "pci=x", false, true },
		{ "acpi=", false, false, 0, "acpi=force", false, true },
		{ "both", false, false, 0, "pci=nomsi acpi=force", false, true },
		{ "pci= that says nothing", false, false, 0, "pci=", true, true },
		{ "acpi= that says nothing", false, false, 0, "acpi=", true, true },
		{ "other words", false, false, 0,
		  "pci acpi noacpi acpi_sleep=nonvs pcie_aspm=off xpci=off xacpi=off", true, true },
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		const char *what = cases[i].what;
		bool pci = cases[i].pci && HAS_PCI, absent = pci && HAS_ACPI;

		begin();
		put_vmm();
		if (cases[i].bios) {
			memset(&boot_params, 0, sizeof(boot_params));
			put_bios(true);
			boot_params.hdr.hardware_subarch_data = 0x1000;
		}
		if (cases[i].no_start_info)
			boot_params.hdr.hardware_subarch_data = 0;
		pvh_start_info.flags = cases[i].flags;
		strcpy(boot_command_line, cases[i].cmdline);
		pvh_find_legacy();
		kernel_forgets();
		CHECK(pci_probe == (pci ? PROBE | PCI_PROBE_NOEARLY : PROBE), what);

		settle(&neither);
		CHECK(pci_probe == (absent ? PROBE & ~PORTS :
				    pci ? PROBE | PCI_PROBE_NOEARLY : PROBE), what);
		CHECK(asked == absent, what);
		CHECK(!!configurator == (cases[i].serial && HAS_SERIAL), what);
		kernel_says(what, absent ? NO_BRIDGE : "");
		if (HAS_ACPI || !pci)
			nothing_more(what);
	}
}

/* Whatever else is in it, only what is settled changes. */
static const unsigned int probes[] = {
	PROBE, PORTS, ~(unsigned int)PCI_PROBE_NOEARLY, PCI_PROBE_BIOS, PCI_PROBE_CONF1,
	PCI_PROBE_CONF2, PCI_PROBE_MMCONF, 0,
};

static void what_acpi_says(void)
{
	static const struct {
		const char *what;
		struct acpi acpi;
		bool absent, left;
	} cases[] = {
		{ "QEMU microvm", { false, true, false, 0 }, true, true },
		{ "Cloud Hypervisor", { false, true, true, 0 }, false, true },
		{ "Xen", { false, false, false, 0 }, true, false },
		{ "another VMM", { false, false, true, 0 }, false, false },
		{ "legacy devices", { false, true, false, ACPI_FADT_LEGACY_DEVICES }, true, false },
		{ "legacy devices and PCI", { false, true, true, ACPI_FADT_LEGACY_DEVICES },
		  false, false },
		{ "all other flags", { false, true, false, 0xfffe }, true, true },
		{ "all flags", { false, true, false, 0xffff }, true, false },
		{ "not reduced, legacy devices", { false, false, false, 0xffff }, true, false },
	};
	unsigned int i;

	if (!HAS_ACPI)
		return;
	for (i = 0; i < ARRAY_SIZE(cases) * ARRAY_SIZE(probes); i++) {
		const char *what = cases[i / ARRAY_SIZE(probes)].what;
		bool absent = cases[i / ARRAY_SIZE(probes)].absent;
		unsigned int probe = probes[i % ARRAY_SIZE(probes)];

		begin();
		put_vmm();
		pci_probe = probe;
		pvh_find_legacy();
		CHECK(pci_probe == (HAS_PCI ? probe | PCI_PROBE_NOEARLY : probe), what);
		settle(&cases[i / ARRAY_SIZE(probes)].acpi);
		CHECK(pci_probe == (absent && HAS_PCI ? probe & ~PORTS : probe), what);
		CHECK(asked == HAS_PCI, what);
		CHECK(!!configurator == (cases[i / ARRAY_SIZE(probes)].left && HAS_SERIAL), what);
		kernel_says(what, absent && HAS_PCI ? NO_BRIDGE : "");
		nothing_more(what);
	}
}

static void what_names_a_host_bridge(void)
{
	/* As much as is mapped at once, and more. */
	enum { MOST = (NR_FIX_BTMAPS - 1) * PAGE_SIZE };
	static const struct {
		const char *what;
		struct aml tables[4];
		bool absent;
	} cases[] = {
		{ "nothing", { { "DSDT", 36 } }, true },
		{ "PNP0A03", { { "DSDT", 99, "\x41\xd0\x0a\x03" } }, false },
		{ "PNP0A08", { { "DSDT", 99, "\x41\xd0\x0a\x08" } }, false },
		{ "PNP0A08 in the middle", { { "DSDT", 99, "\x41\xd0\x0a\x08-" } }, false },
		{ "a container", { { "DSDT", 99, "\x41\xd0\x0a\x06" } }, true },
		{ "another maker's", { { "DSDT", 99, "\x41\xd1\x0a\x08" } }, true },
		{ "another kind", { { "DSDT", 99, "\x41\xd0\x0b\x08" } }, true },
		{ "cut short", { { "DSDT", 99, "\x41\xd0\x0a" } }, true },
		{ "in letters", { { "DSDT", 99, "PNP0A03" } }, false },
		{ "in letters, the last", { { "DSDT", 99, "PNP0A0" } }, false },
		{ "in letters, cut short", { { "DSDT", 99, "PNP0A" } }, true },
		{ "other letters", { { "DSDT", 99, "PNP0B00" } }, true },
		{ "in an SSDT", { { "DSDT", 36 }, { "SSDT", 99, "PNP0A08" } }, false },
		{ "in the last SSDT",
		  { { "DSDT", 36 }, { "SSDT", 50 }, { "SSDT", 60 }, { "SSDT", 99, "\x41\xd0\x0a\x03" } },
		  false },
		{ "in no SSDT",
		  { { "DSDT", 36 }, { "SSDT", 50 }, { "SSDT", 60 }, { "SSDT", 99 } }, true },
		{ "SSDTs first", { { "SSDT", 50 }, { "DSDT", 99, "PNP0A08" } }, false },
		{ "no DSDT", { { "SSDT", 50 } }, false },
		{ "a large one", { { "DSDT", MOST } }, true },
		{ "a large one with a bridge", { { "DSDT", MOST, "PNP0A08" } }, false },
		{ "too large a one", { { "DSDT", MOST + 1 } }, false },
		{ "too large an SSDT", { { "DSDT", 36 }, { "SSDT", MOST + 1 } }, false },
		{ "one that cannot be mapped", { { "DSDT", 36, .broken = true } }, false },
		{ "an SSDT that cannot", { { "DSDT", 36 }, { "SSDT", 36, .broken = true } }, false },
	};
	unsigned int i;

	if (!HAS_ACPI || !HAS_PCI)
		return;
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		begin();
		put_vmm();
		memcpy(tables, cases[i].tables, sizeof(tables));
		while (nr_tables < ARRAY_SIZE(tables) && tables[nr_tables].length)
			nr_tables++;
		pvh_find_legacy();
		settle(&neither);
		CHECK(pci_probe == (cases[i].absent ? PROBE & ~PORTS : PROBE), cases[i].what);
		kernel_says(cases[i].what, cases[i].absent ? NO_BRIDGE : "");
	}
}

static void what_an_mptable_says(void)
{
	static const struct {
		const char *what;
		u64 rsdp;
		bool found, pci, absent;
	} cases[] = {
		{ "no PCI", 0, true, false, true },
		{ "PCI", 0, true, true, false },
		{ "no MP table", 0, false, false, false },
		{ "ACPI tables as well, no PCI", 0xe0000, true, false, false },
		{ "ACPI tables above 4 GiB, no PCI", 0x100000000ULL, true, false, false },
		{ "ACPI tables as well, PCI", 0xe0000, true, true, false },
		{ "only ACPI tables", 0xe0000, false, false, false },
	};
	/* ACPI is switched off, whatever its tables would have said. */
	static const struct acpi off = { .disabled = true, .reduced = true };
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(cases) * ARRAY_SIZE(probes); i++) {
		const char *what = cases[i / ARRAY_SIZE(probes)].what;
		bool absent = cases[i / ARRAY_SIZE(probes)].absent && HAS_MPTABLE && HAS_PCI;
		unsigned int probe = probes[i % ARRAY_SIZE(probes)];

		begin();
		put_vmm();
		boot_params.acpi_rsdp_addr = cases[i / ARRAY_SIZE(probes)].rsdp;
		pci_probe = probe;
		pvh_find_legacy();
		settle(&off);
		CHECK(pci_probe == (HAS_PCI ? probe | PCI_PROBE_NOEARLY : probe), what);
		CHECK(!configurator, what);
		kernel_says(what, "");

		smp_found_config = cases[i / ARRAY_SIZE(probes)].found;
		mp_found_pci = cases[i / ARRAY_SIZE(probes)].pci;
		settle_by_mptable(what);
		CHECK(pci_probe == (absent ? probe & ~PORTS : probe), what);
		kernel_says(what, absent ? NO_BUS : "");
		nothing_more(what);
	}
}

/* CONFIG_CMDLINE is there only when the tables are, and was acted on. */
static void what_is_said_too_late(void)
{
	static const struct {
		const char *cmdline;
		bool counts, no_early;
	} cases[] = {
		{ "quiet ro", false, false },
		{ "pci", false, false },
		{ "pci= acpi=", false, false },
		{ "pci=nomsi", true, false },
		{ "acpi=force", true, false },
		{ "pci=nomsi acpi=force", true, false },
		{ "pci=noearly", true, true },
		{ "pci=nomsi,noearly", true, true },
		{ "pci=noearly pci=nomsi", true, true },
	};
	static const struct acpi off = { .disabled = true };
	unsigned int i;

	for (i = 0; i < 2 * ARRAY_SIZE(cases); i++) {
		bool by_acpi = i % 2, no_early = cases[i / 2].no_early && HAS_PCI;
		const char *what = cases[i / 2].cmdline;
		bool absent = !cases[i / 2].counts && HAS_PCI && HAS_MPTABLE;

		if (by_acpi && !HAS_ACPI)
			continue;
		if (by_acpi)
			absent = !cases[i / 2].counts && HAS_PCI;
		begin();
		put_vmm();
		pvh_find_legacy();
		strcpy(boot_command_line, what);
		smp_found_config = 1;
		settle(by_acpi ? &neither : &off);
		if (!by_acpi)
			settle_by_mptable(what);
		CHECK(pci_probe == ((absent ? PROBE & ~PORTS : PROBE) |
				    (no_early ? PCI_PROBE_NOEARLY : 0)), what);
		CHECK(!!configurator == (by_acpi && HAS_SERIAL), what);
		kernel_says(what, !absent ? "" : by_acpi ? NO_BRIDGE : NO_BUS);
		nothing_more(what);
	}
}

static void first_serial_port_is_probed(void)
{
	static const u64 flags[] = {
		0, UPF_BOOT_AUTOCONF, ~0ULL, ~UPF_BOOT_AUTOCONF, UPF_BOOT_AUTOCONF | 1ULL << 63,
	};
	unsigned int i;
	int port;

	if (!HAS_SERIAL)
		return;
	put_vmm();
	pvh_find_legacy();
	settle(&neither);
	if (!configurator) {
		complain("nobody is told");
		return;
	}
	for (i = 0; i < ARRAY_SIZE(flags); i++) {
		for (port = 0; port < 32; port++) {
			struct uart_port up = { flags[i] };
			u32 capabilities = 0x5a5a5a5a;

			configurator(port, &up, &capabilities);
			CHECK(up.flags == (port ? flags[i] & ~UPF_BOOT_AUTOCONF : flags[i]),
			      port ? "another" : "the first");
			CHECK(capabilities == 0x5a5a5a5a, "capabilities");
		}
	}
}

static const struct test tests[] = {
	TEST(maps_of_loaders),
	TEST(maps_after_kexec),
	TEST(maps_at_the_edges),
	TEST(native_map_is_read_to_its_end_and_no_further),
	TEST(ranges_in_setup_data),
	TEST(what_is_taken_for_a_pc),
	TEST(parameter_is_known),
	TEST(who_waits_for_the_tables),
	TEST(what_acpi_says),
	TEST(what_names_a_host_bridge),
	TEST(what_an_mptable_says),
	TEST(what_is_said_too_late),
	TEST(first_serial_port_is_probed),
};

int main(void)
{
	return run_tests(tests, ARRAY_SIZE(tests), begin);
}
