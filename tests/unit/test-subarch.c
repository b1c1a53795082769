// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of subarch.c, in KTAP. It is included as it is, so that a test can see
 * who decided a fact without asking the report that is to be tested.
 *
 * What is expected of all facts stands in one line, in the order of FACTS: y or
 * n for present or absent, and who said so: table, loader, FADT, platform, or -.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guest.h"
#include "ktap.h"

#define CONFIG_DEBUG_FS 1
#if !CONFIG_X86_64
#define CONFIG_PNPBIOS 1
#endif

/* tests/mutation has others. */
#ifndef SUBARCH
#define SUBARCH "../../arch/x86/kernel/subarch.c"
#endif
#include SUBARCH
#include "../../arch/x86/platform/pvh/memmap.c"

#define FACTS	"bios_regions option_roms mptable ibft eisa rtc warm_reset " \
		"i8042 pnpbios vga vmm_firmware " \
		"emulated_devices local_apic real_mode"
#define LETTERS	"-tlfp"

struct boot_params boot_params;
char boot_command_line[COMMAND_LINE_SIZE];
struct x86_platform_ops x86_platform;
struct dentry *arch_debugfs_dir = (struct dentry *)"x86";

#define CHECK(condition, when) \
	((condition) ? (void)0 : \
	 complain("line %d: %s: %s", __LINE__, when, #condition))

static void same(const char *got, const char *expected, const char *when)
{
	if (strcmp(got, expected))
		complain("%s: '%s', expected '%s'", when, got, expected);
}

static char kernel_said[4096];

void kernel_log(const char *format, ...)
{
	size_t length = strlen(kernel_said);
	va_list args;

	va_start(args, format);
	vsnprintf(kernel_said + length, sizeof(kernel_said) - length, format,
		  args);
	va_end(args);
}

size_t scnprintf(char *buffer, size_t size, const char *format, ...)
{
	va_list args;
	size_t length;

	if (!size)
		return 0;
	va_start(args, format);
	length = vsnprintf(buffer, size, format, args);
	va_end(args);
	return length < size ? length : size - 1;
}

void seq_printf(struct seq_file *m, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	m->length += vsnprintf(m->text + m->length,
			       sizeof(m->text) - m->length, format, args);
	va_end(args);
}

/* Words are separated by blanks only here, and the last of a name counts. */
int cmdline_find_option(const char *cmdline, const char *option, char *buffer,
			int size)
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

static const char *facts_now(void)
{
	static char text[X86_NR_FACTS * 3 + 1];
	unsigned int i;

	for (i = 0; i < X86_NR_FACTS; i++) {
		text[i * 3] = x86_fact(i) ? 'y' : 'n';
		text[i * 3 + 1] = LETTERS[decided[i].by];
		text[i * 3 + 2] = ' ';
	}
	text[i * 3 - 1] = '\0';
	return text;
}

/* Whether x86_platform has what was decided of one fact. */
static void carried(enum x86_fact fact, const char *when)
{
	const struct x86_legacy_features *legacy = &x86_platform.legacy;
	int value = x86_fact(fact);

	switch (fact) {
	case X86_FACT_BIOS_REGIONS:
		CHECK(legacy->reserve_bios_regions == value, when);
		break;
	case X86_FACT_OPTION_ROMS:
		CHECK(legacy->option_roms == value, when);
		break;
	case X86_FACT_MPTABLE:
		CHECK(legacy->mptable == value, when);
		break;
	case X86_FACT_IBFT:
		CHECK(legacy->ibft == value, when);
		break;
	case X86_FACT_EISA:
		CHECK(legacy->eisa == value, when);
		break;
	case X86_FACT_RTC:
		CHECK(legacy->rtc == value, when);
		break;
	case X86_FACT_WARM_RESET:
		CHECK(legacy->warm_reset == value, when);
		break;
	case X86_FACT_I8042:
		if (value)
			CHECK(legacy->i8042 == X86_LEGACY_I8042_EXPECTED_PRESENT, when);
		else if (decided[fact].by == X86_FACT_BY_FADT)
			CHECK(legacy->i8042 == X86_LEGACY_I8042_FIRMWARE_ABSENT, when);
		else
			CHECK(legacy->i8042 == X86_LEGACY_I8042_PLATFORM_ABSENT, when);
		break;
	case X86_FACT_PNPBIOS:
		CHECK(legacy->devices.pnpbios == value, when);
		break;
	case X86_FACT_VGA:
		CHECK(legacy->no_vga == !value, when);
		break;
	default:
		break;
	}
}

/* What each early set-up does, by the test, and what was done. */
static struct {
	unsigned int pvh, mid, ce4100;
	bool too_late;
	void (*knows)(void);
} early;

static void early_setup(unsigned int *calls)
{
	unsigned int i;

	++*calls;
	for (i = 0; i < X86_NR_FACTS; i++)
		early.too_late |= decided[i].by != X86_FACT_BY_NOBODY;
	if (early.knows)
		early.knows();
}

void pvh_early_setup(void)
{
	early_setup(&early.pvh);
}

void x86_intel_mid_early_setup(void)
{
	early_setup(&early.mid);
}

void x86_ce4100_early_setup(void)
{
	early_setup(&early.ce4100);
}

/* A machine that nothing is known of. */
static void begin(void)
{
	memset(decided, 0, sizeof(decided));
	subarch_name = NULL;
	memset(&boot_params, 0, sizeof(boot_params));
	memset(boot_command_line, 0, sizeof(boot_command_line));
	memset(&x86_platform, 0x5a, sizeof(x86_platform));
	memset(&early, 0, sizeof(early));
	kernel_said[0] = '\0';
}

/* Decides, and checks what has to be so whatever is decided. */
static bool decide(const char *when)
{
	bool like_pc = x86_subarch_early_setup();
	unsigned int i;

	CHECK(!early.too_late, when);
	CHECK(early.pvh + early.mid + early.ce4100 <= 1, when);
	for (i = 0; i < X86_NR_FACTS; i++) {
		CHECK(decided[i].by != X86_FACT_BY_NOBODY, when);
		carried(i, when);
	}
	return like_pc;
}

/* What Xen's early set-up says, as pvh_early_setup() has it said. */
static void xen_domu(void)
{
	x86_fact_set(X86_FACT_EMULATED_DEVICES, false, X86_FACT_BY_LOADER);
	x86_fact_set(X86_FACT_RTC, false, X86_FACT_BY_LOADER);
	x86_fact_set(X86_FACT_I8042, false, X86_FACT_BY_LOADER);
}

static void xen_dom0(void)
{
	x86_fact_set(X86_FACT_EMULATED_DEVICES, false, X86_FACT_BY_LOADER);
	x86_fact_set(X86_FACT_IBFT, true, X86_FACT_BY_LOADER);
	x86_fact_set(X86_FACT_VGA, true, X86_FACT_BY_LOADER);
}

static void snp(void)
{
	x86_fact_absent(X86_FACT_OPTION_ROMS);
	x86_fact_absent(X86_FACT_EISA);
}

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

/*			 bios rom mpt ibf eis rtc wrm kbd pnp vga vmm emu apc rm */
#define PC_BIOS		"yl yl yl nl nt yt yl yt yl yl nt yt yt yt"
#define NO_BIOS_MP	"nl nl yl nl nt yt nl yt nl nl nt yt yt yt"
#define NO_BIOS		"nl nl nl nl nt yt nl yt nl nl nt yt yt yt"
#define DOMU		"nl nl nl nl nt nl nl nl nl nl nt nl yt yt"
#define DOM0_BIOS	"yl yl yl yl nt yt yl yt yl yl nt nl yt yt"
#define DOM0_NO_BIOS	"nl nl nl yl nt yt nl yt nl yl nt nl yt yt"

struct machine {
	const char *name;
	struct boot_e820_entry ranges[12];
	u64 rsdp;
	const char *facts;
	const char *cmdline;
	void (*knows)(void);
};

/*
 * As loaders pass them through PVH, whose entry reserves HOLE: those of
 * tests/loaders/table, and what else there may be. Xen gives dom0's by a hypercall.
 */
static const struct machine loaders[] = {
#define RANGES(...)	{ __VA_ARGS__ }
#define LOADER(name, rsdp, facts, knows, map, becomes) \
	{ name, map, rsdp, facts, NULL, knows },
#include "loaders.h"
	{ "Cloud Hypervisor, acpi=off", {
		RAM(0, 0xa0000), HIGH, RESERVED(0xe8000000, 0xf8000000),
	  }, 0xa0000, NO_BIOS_MP, "quiet acpi=off" },
	{ "Xen domU with the map of a PC", {
		LOW, EBDA, SEGMENT_F, HIGH,
	  }, 0xfc008000, "yl yl yl nl nt nl yl nl yl yl nt nl yt yt",
	  NULL, xen_domu },
	{ "Xen dom0, BIOS", {
		LOW, EBDA, SEGMENT_F, HIGH, ACPI(0x7ffdf000, 0x7fff0000),
		RESERVED(0xfec00000, 0xfec01000),
	  }, 0xf52c1, DOM0_BIOS, NULL, xen_dom0 },
	{ "Xen dom0, UEFI", {
		RAM(0, 0x9f000), RESERVED(0x9f000, 0x9f800), HIGH,
		NVS(0x7ffdf000, 0x7fff0000),
	  }, 0x7ffdf014, DOM0_NO_BIOS, NULL, xen_dom0 },
	{ "SEV-SNP", {
		LOW, EBDA, SEGMENT_F, HIGH,
	  }, 0xf52f0, "yl np yl nl np yt yl yt yl yl nt yt yt yt",
	  NULL, snp },
};

/*
 * The map of the second kernel is that of the first, sorted, and with what is
 * adjacent and alike joined. HOLE is in it, not in front of it, and where there
 * was RAM it won.
 */
static const struct machine after_kexec[] = {
	{ "QEMU pc, SeaBIOS", {
		LOW, RESERVED(0x9fc00, 0x100000), RAM(0x100000, 0x1ffe0000),
		RESERVED(0x1ffe0000, 0x20000000),
	  }, 0xf52f0, PC_BIOS },
	{ "QEMU microvm, qboot", {
		LOW, RESERVED(0x9fc00, 0xd0000), NVS(0xd0000, 0xf0000),
		SEGMENT_F, HIGH,
	  }, 0xf0010, NO_BIOS_MP },
	{ "Firecracker, no RSDP", {
		LOW, HOLE, HIGH,
	  }, 0, NO_BIOS_MP },
	{ "Cloud Hypervisor", {
		RAM(0, 0xa0000), HOLE, HIGH,
	  }, 0xa0000, NO_BIOS },
	{ "Xen domU", {
		RAM(0, 0xa0000), HOLE, RAM(0x100000, 0x20000000),
		ACPI(0xfc000000, 0xfc009040), RESERVED(0xfeff8000, 0xff000000),
	  }, 0xfc008000, DOMU, NULL, xen_domu },
	{ "a BIOS that ends a byte early", {
		LOW, EBDA, RESERVED(0xf0000, 0xfffff), HIGH,
	  }, 1, NO_BIOS_MP },
	{ "QEMU pc, SeaBIOS, after a crash", {
		RAM(0, 0x100000), RESERVED(0x9fc00, 0x100000),
		RAM(0x10000000, 0x18000000),
	  }, 0xf52f0, NO_BIOS_MP },
};

/* What is next to a PC. */
static const struct machine edges[] = {
	{ "an EBDA of two KiB", {
		RAM(0, 0x9f800), RESERVED(0x9f800, 0xa0000), SEGMENT_F,
	  }, 1, PC_BIOS },
	{ "an EBDA that begins a byte late", {
		LOW, RESERVED(0x9fc01, 0xa0000), SEGMENT_F,
	  }, 1, NO_BIOS },
	{ "an EBDA that ends a byte early", {
		LOW, RESERVED(0x9fc00, 0x9ffff), SEGMENT_F,
	  }, 1, NO_BIOS },
	{ "an EBDA that is not reserved", {
		LOW, NVS(0x9fc00, 0xa0000), SEGMENT_F,
	  }, 1, NO_BIOS },
	{ "only an EBDA", { LOW, EBDA }, 1, NO_BIOS_MP },
	{ "no EBDA", { LOW, SEGMENT_F }, 1, NO_BIOS },
	{ "a BIOS of 128 KiB", {
		LOW, EBDA, RESERVED(0xe0000, 0x100000),
	  }, 1, PC_BIOS },
	{ "a BIOS that begins a byte late", {
		LOW, EBDA, RESERVED(0xf0001, 0x100000),
	  }, 1, NO_BIOS_MP },
	{ "a BIOS that ends a byte early", {
		LOW, EBDA, RESERVED(0xf0000, 0xfffff),
	  }, 1, NO_BIOS_MP },
	{ "a BIOS and what comes behind it", {
		LOW, EBDA, RESERVED(0xf0000, 0x200000),
	  }, 1, PC_BIOS },
	{ "a BIOS that is RAM", {
		LOW, EBDA, RAM(0xf0000, 0x100000),
	  }, 1, NO_BIOS_MP },
	{ "a BIOS in tables", {
		LOW, EBDA, ACPI(0xf0000, 0x100000),
	  }, 1, NO_BIOS_MP },
	{ "all of it reserved at once", {
		LOW, RESERVED(0x9fc00, 0x100000), HIGH,
	  }, 1, PC_BIOS },
	{ "tables right below the BIOS", {
		LOW, EBDA, ACPI(0xe0000, 0xf0000), SEGMENT_F,
	  }, 1, PC_BIOS },
	{ "tables among the option ROMs", {
		LOW, EBDA, ACPI(0xdf000, 0xe0000), SEGMENT_F,
	  }, 1, NO_BIOS_MP },
	{ "NVS from the option ROMs on", {
		LOW, EBDA, NVS(0xdffff, 0xf0000), SEGMENT_F,
	  }, 1, NO_BIOS_MP },
	{ "bad RAM in an adapter", {
		LOW, EBDA, RANGE(0xa0000, 0xa1000, E820_TYPE_UNUSABLE), SEGMENT_F,
	  }, 1, NO_BIOS_MP },
	{ "RAM up to the adapters", {
		RAM(0, 0xa0000), EBDA, SEGMENT_F,
	  }, 1, PC_BIOS },
	{ "RAM a byte into the adapters", {
		RAM(0, 0xa0001), EBDA, SEGMENT_F,
	  }, 1, PC_BIOS },
	{ "a range of the adapters that is reserved", {
		LOW, EBDA, RESERVED(0xa0000, 0xc0000), SEGMENT_F,
	  }, 1, PC_BIOS },
	{ "the loader has HOLE as well", {
		LOW, EBDA, HOLE, HIGH,
	  }, 1, PC_BIOS },
	{ "an EBDA that wraps", {
		LOW, { 0x9fc00, ~0ULL, E820_TYPE_RESERVED }, SEGMENT_F,
	  }, 1, NO_BIOS },
	{ "a BIOS up to the last byte", {
		LOW, EBDA, { 0xf0000, -0xf0000ULL, E820_TYPE_RESERVED },
	  }, 1, PC_BIOS },
	{ "RAM that wraps", {
		{ 0x1000, ~0ULL, E820_TYPE_RAM }, EBDA, SEGMENT_F,
	  }, 1, PC_BIOS },
	{ "empty ranges", {
		{ 0x9fc00, 0, E820_TYPE_RESERVED }, { ~0ULL, 0, E820_TYPE_RAM },
		{ 0xf0000, 0, E820_TYPE_RESERVED },
	  }, 1, NO_BIOS },
	{ "the last byte there is", {
		{ ~0ULL, 1, E820_TYPE_RESERVED }, { ~0ULL, ~0ULL, 1 },
	  }, 1, NO_BIOS },
	{ "everything is RAM", { { 0, ~0ULL, E820_TYPE_RAM }, EBDA, SEGMENT_F },
	  1, PC_BIOS },
	{ "everything is RAM", { { 0, ~0ULL, E820_TYPE_RAM } }, 1, NO_BIOS },
	{ "everything is reserved", { { 0, ~0ULL, E820_TYPE_RESERVED } },
	  1, PC_BIOS },
	{ "no type at all", { RANGE(0x9fc00, 0x100000, 0) }, 1, NO_BIOS },
	{ "RSDP above 4 GiB", { LOW }, 0x100000000ULL, NO_BIOS },
	{ "acpi=force", { LOW }, 1, NO_BIOS_MP, "acpi=force" },
	{ "acpi= that says nothing", { LOW }, 1, NO_BIOS, "acpi=" },
	{ "acpi", { LOW }, 1, NO_BIOS, "acpi acpi_sleep=nonvs" },
	{ "pci=noacpi", { LOW }, 1, NO_BIOS_MP, "quiet pci=nomsi,noacpi" },
	{ "pci= that says nothing", { LOW }, 1, NO_BIOS, "pci=" },
	{ "pci", { LOW }, 1, NO_BIOS, "pci pcie_aspm=off noacpi=off" },
};

static void put(const struct boot_e820_entry *range)
{
	boot_params.e820_table[boot_params.e820_entries++] = *range;
}

static const struct machine *memory;
static bool backwards;
static struct pvh_boot entry;

enum pvh_bios pvh_loader_bios(void)
{
	return entry.bios;
}

/* @entered by PVH, or else by a kernel before, which has the map as it is. */
static void put_memory(bool entered)
{
	const unsigned int max = ARRAY_SIZE(memory->ranges);
	struct boot_e820_entry table[max];
	unsigned int i, n = 0;

	for (i = 0; i < max; i++) {
		const struct boot_e820_entry *range =
			&memory->ranges[backwards ? max - 1 - i : i];

		if (range->addr || range->size)
			table[n++] = *range;
	}
	memset(&entry, 0, sizeof(entry));
	if (entered) {
		n = pvh_set_memmap(&boot_params, &entry, table, n, sizeof(*table));
		pvh_count_ranges(&boot_params, &entry, 0, n);
	} else {
		memcpy(boot_params.e820_table, table, n * sizeof(*table));
		boot_params.e820_entries = n;
	}
	boot_params.acpi_rsdp_addr = memory->rsdp;
}

/* Xen's dom0 learns its map by a hypercall, in the early set-up. */
static void xen_has_the_map(void)
{
	put_memory(true);
	memory->knows();
}

static void start(const struct machine *map, bool entered)
{
	begin();
	memory = map;
	boot_params.hdr.hardware_subarch = X86_SUBARCH_PVH;
	if (map->cmdline)
		strcpy(boot_command_line, map->cmdline);
	early.knows = map->knows;
	if (entered && map->knows == xen_dom0)
		early.knows = xen_has_the_map;
	else
		put_memory(entered);
}

static void try_maps(const struct machine *maps, unsigned int nr, bool entered)
{
	unsigned int i;

	for (i = 0; i < nr; i++) {
		start(&maps[i], entered);
		CHECK(decide(maps[i].name), maps[i].name);
		same(facts_now(), maps[i].facts, maps[i].name);
		same(kernel_said, "", maps[i].name);
		CHECK(early.pvh == 1, maps[i].name);
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

static void order_of_a_map_is_nothing(void)
{
	backwards = true;
	try_maps(loaders, ARRAY_SIZE(loaders), true);
	try_maps(after_kexec, ARRAY_SIZE(after_kexec), false);
	try_maps(edges, ARRAY_SIZE(edges), true);
	backwards = false;
}

/*
 * The first kernel of a Firecracker that has an RSDP joins what is reserved
 * with HOLE, and then its map is that of SeaBIOS: from the map and the RSDP
 * alone, nobody can tell the two apart.
 */
static void joined_firecracker_is_a_pc(void)
{
	static const struct machine map = { "Firecracker, RSDP, after kexec", {
		LOW, RESERVED(0x9fc00, 0x100000), HIGH,
	}, 0xe0000, PC_BIOS };

	try_maps(&map, 1, false);
}

static void map_is_read_to_its_end_and_no_further(void)
{
	static const struct machine pc = {
		"a full map", { EBDA, SEGMENT_F }, 1, PC_BIOS
	};
	static const struct boot_e820_entry low = RAM(0x1000, 0x2000);
	static const struct boot_e820_entry none = RESERVED(0, 0);
	unsigned int i;

	start(&pc, false);
	memmove(&boot_params.e820_table[126], &boot_params.e820_table[0],
		2 * sizeof(low));
	for (i = 0; i < 126; i++)
		boot_params.e820_table[i] = low;
	boot_params.e820_entries = 128;
	decide("full");
	same(facts_now(), PC_BIOS, "full");

	/* Nobody has checked the number yet. */
	start(&pc, false);
	for (i = 0; i < 128; i++)
		boot_params.e820_table[i] = low;
	boot_params.e820_entries = 255;
	decide("more than full");
	same(facts_now(), NO_BIOS, "more than full");

	/* What was there before is not in it. */
	start(&pc, false);
	boot_params.e820_entries = 1;
	decide("the BIOS behind the end");
	same(facts_now(), NO_BIOS_MP, "the BIOS behind the end");
	start(&pc, true);
	boot_params.e820_entries = 0;
	decide("empty");
	same(facts_now(), NO_BIOS, "empty");
	/* Nor does a range without a byte reach to the end of all. */
	start(&pc, false);
	boot_params.e820_entries = 0;
	put(&none);
	decide("no byte at 0");
	same(facts_now(), NO_BIOS, "no byte at 0");
	start(&pc, true);
	boot_params.e820_entries = 0;
	boot_params.acpi_rsdp_addr = 0;
	decide("empty, no RSDP");
	same(facts_now(), NO_BIOS_MP, "empty, no RSDP");
}

/* What vgacon can use it finds there by itself. */
static void screen_info_is_not_asked(void)
{
	static const struct {
		const char *when;
		u8 type, mode, columns, lines;
	} cases[] = {
		{ "VGA, as the kernel's own setup code has it", 1, 3, 80, 25 },
		{ "VGA by its number", VIDEO_TYPE_VGAC, 3, 80, 25 },
		{ "EGA or CGA", 0, 3, 80, 25 },
		{ "monochrome", 1, 7, 80, 25 },
		{ "VESA", VIDEO_TYPE_VLFB, 0, 80, 25 },
		{ "EFI", VIDEO_TYPE_EFI, 0, 80, 25 },
	};
	static const struct machine map = { "", { LOW }, 1, NO_BIOS };
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		struct screen_info *screen = &boot_params.screen_info;

		start(&map, true);
		screen->orig_video_isVGA = cases[i].type;
		screen->orig_video_mode = cases[i].mode;
		screen->orig_video_cols = cases[i].columns;
		screen->orig_video_lines = cases[i].lines;
		decide(cases[i].when);
		same(facts_now(), NO_BIOS, cases[i].when);
	}
}

/* Rows, without evidence of anything but what the early set-up says. */
static const struct row {
	const char *when, *name;
	u32 nr;
	void (*before)(void);
	unsigned int *calls;
	bool like_pc;
	const char *facts;
} rows[] = {
	{ "pc", "pc", X86_SUBARCH_PC, NULL, NULL, true,
	  "yt yt yt yt yt yt yt yt yt yt nt yt yt yt" },
	{ "lguest", "lguest", X86_SUBARCH_LGUEST, NULL, NULL, true,
	  "nt yt yt yt yt nt yt yt nt yt nt yt yt yt" },
	{ "Xen PV", "xen", X86_SUBARCH_XEN, NULL, NULL, true,
	  "nt yt yt yt yt nl yt yt nt yt nt yt yt yt" },
	{ "intel-mid", "intel-mid", X86_SUBARCH_INTEL_MID, NULL, &early.mid, false,
	  "nt nt nt yt yt nt yt nt nt yt nt yt yt yt" },
	{ "ce4100", "ce4100", X86_SUBARCH_CE4100, NULL, &early.ce4100, false,
	  "nt nt nt yt yt nt yt nt nt yt nt yt yt yt" },
	{ "pvh", "pvh", X86_SUBARCH_PVH, NULL, &early.pvh, true, NO_BIOS },
};

static void start_row(const struct row *row)
{
	begin();
	boot_params.hdr.hardware_subarch = row->nr;
	boot_params.acpi_rsdp_addr = 1;
}

static void check_row(const struct row *row, const char *when)
{
	CHECK(decide(when) == row->like_pc, when);
	same(facts_now(), row->facts, when);
	same(subarch_name, row->name, when);
	CHECK(!row->calls || *row->calls == 1, when);
	CHECK(row->calls || !(early.pvh + early.mid + early.ce4100), when);
}

static void rows_are_as_documented(void)
{
	unsigned int i, k;

	CHECK(ARRAY_SIZE(subarchs) == ARRAY_SIZE(rows), "rows");
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		CHECK(rows[i].nr == i, rows[i].when);
		CHECK(subarchs[i].name, rows[i].when);
		for (k = 0; k < i; k++)
			CHECK(strcmp(subarchs[i].name, subarchs[k].name),
			      rows[i].when);
		CHECK(!(subarchs[i].absent & subarchs[i].evidence),
		      rows[i].when);
		CHECK(!((subarchs[i].absent | subarchs[i].evidence) >>
			X86_NR_FACTS), rows[i].when);

		start_row(&rows[i]);
		check_row(&rows[i], rows[i].when);
		same(kernel_said, "", rows[i].when);
		CHECK(boot_params.hdr.hardware_subarch == i, rows[i].when);
	}
}

/* PV code says so before the table is looked at. */
static void xen_pv(bool dom0)
{
	x86_fact_absent(X86_FACT_MPTABLE);
	x86_fact_absent(X86_FACT_LOCAL_APIC);
	x86_fact_absent(X86_FACT_REAL_MODE);
	x86_fact_absent(X86_FACT_EMULATED_DEVICES);
	x86_fact_set(X86_FACT_RTC, dom0, X86_FACT_BY_LOADER);
	if (!dom0)
		x86_fact_absent(X86_FACT_EISA);
}

static void xen_pv_by_whose_the_hardware_is(void)
{
	start_row(&rows[X86_SUBARCH_XEN]);
	xen_pv(true);
	CHECK(decide("dom0"), "dom0");
	same(facts_now(), "nt yt np yt yt yl yt yt nt yt nt np np np", "dom0");

	start_row(&rows[X86_SUBARCH_XEN]);
	xen_pv(false);
	CHECK(decide("domU"), "domU");
	same(facts_now(), "nt yt np yt np nl yt yt nt yt nt np np np", "domU");
}

/* A map that says that there is no PC is nothing to a PC. */
static void only_some_rows_want_evidence(void)
{
	static const struct boot_e820_entry ram = RAM(0, 0x8000000);
	static const struct boot_e820_entry reserved = RESERVED(0, 0x100000);
	unsigned int i;

	for (i = 0; i < X86_SUBARCH_PVH; i++) {
		if (i == X86_SUBARCH_XEN)
			continue;
		start_row(&rows[i]);
		put(&ram);
		check_row(&rows[i], rows[i].when);
		start_row(&rows[i]);
		put(&reserved);
		boot_params.acpi_rsdp_addr = 0;
		check_row(&rows[i], rows[i].when);
	}
}

static void mid_knows(void)
{
	x86_fact_present(X86_FACT_RTC);
	x86_fact_absent(X86_FACT_VGA);
	x86_fact_set(X86_FACT_LOCAL_APIC, false, X86_FACT_BY_LOADER);
}

static void early_setup_comes_before_the_table(void)
{
	const struct row *row;

	for (row = &rows[X86_SUBARCH_INTEL_MID]; row <= &rows[X86_SUBARCH_CE4100]; row++) {
		start_row(row);
		early.knows = mid_knows;
		CHECK(!decide(row->when), row->when);
		CHECK(*row->calls == 1, row->when);
		same(facts_now(), "nt nt nt yt yt yp yt nt nt np nt yt nl yt",
		     row->when);
	}
}

/* A map like a PC's is evidence, which a platform may know better. */
static void no_vga(void)
{
	x86_fact_absent(X86_FACT_VGA);
}

static void platform_knows_better_than_the_loader(void)
{
	start(&loaders[0], true);
	early.knows = no_vga;
	decide("platform");
	same(facts_now(), "yl yl yl nl nt yt yl yt yl np nt yt yt yt",
	     "platform");
}

static void unknown_numbers_are_a_pc(void)
{
	static const u32 numbers[] = { 6, 99, 0x80000000, 0xffffffff };
	struct row pc = rows[X86_SUBARCH_PC];
	char warning[100];
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(numbers); i++) {
		pc.nr = numbers[i];
		sprintf(warning, "warning: x86/subarch: hardware_subarch %u is "
			"unknown, taken as pc\n", pc.nr);
		start_row(&pc);
		check_row(&pc, warning);
		same(kernel_said, warning, "log");
	}
}

/* Of each row, by each; but no name makes up for what an entry leaves. */
static void name_overrules_the_loader(void)
{
	char warning[100];
	unsigned int by, i;

	for (by = 0; by < ARRAY_SIZE(rows); by++) {
		for (i = 0; i < ARRAY_SIZE(rows); i++) {
			bool refused = i != by && (i == X86_SUBARCH_LGUEST ||
						   i == X86_SUBARCH_XEN ||
						   i == X86_SUBARCH_PVH);
			const struct row *row = &rows[refused ? by : i];

			if (refused)
				sprintf(warning, "warning: x86/subarch: "
					"x86_subarch=%s needs an entry of its "
					"own, staying with %s\n",
					rows[i].name, rows[by].name);
			else
				sprintf(warning, "warning: x86/subarch: %s by "
					"x86_subarch=, the loader says %s\n",
					rows[i].name, rows[by].name);
			start_row(&rows[by]);
			sprintf(boot_command_line, "quiet x86_subarch=%s ro",
				rows[i].name);
			check_row(row, warning);
			same(kernel_said, warning, "log");
			CHECK(boot_params.hdr.hardware_subarch == row->nr, warning);
		}
	}

	start_row(&rows[X86_SUBARCH_PVH]);
	boot_params.hdr.hardware_subarch = 77;
	strcpy(boot_command_line, "x86_subarch=ce4100");
	check_row(&rows[X86_SUBARCH_CE4100], "an unknown number");
	same(kernel_said,
	     "warning: x86/subarch: hardware_subarch 77 is unknown, taken as pc\n"
	     "warning: x86/subarch: ce4100 by x86_subarch=, the loader says pc\n",
	     "an unknown number");
	CHECK(boot_params.hdr.hardware_subarch == X86_SUBARCH_CE4100,
	      "an unknown number");

	start_row(&rows[X86_SUBARCH_PC]);
	strcpy(boot_command_line, "x86_subarch=nonsense x86_subarch=ce4100");
	check_row(&rows[X86_SUBARCH_CE4100], "the last of two");
}

static void unknown_names_are_refused(void)
{
	static const struct {
		const char *cmdline, *named;
	} cases[] = {
		{ "x86_subarch=", "" },
		{ "x86_subarch=PVH", "PVH" },
		{ "x86_subarch=p", "p" },
		{ "x86_subarch=xenpv", "xenpv" },
		{ "x86_subarch=intel-mid2", "intel-mid2" },
		{ "x86_subarch=intel", "intel" },
		{ "x86_subarch=5", "5" },
		{ "x86_subarch=pc,xen", "pc,xen" },
		{ "x86_subarch=%s%s%n", "%s%s%n" },
		{ "x86_subarch=123456789abcdef", "123456789abcdef" },
		{ "x86_subarch=123456789abcdefg", "123456789abcdef" },
		{ "x86_subarch=pc x86_subarch=nonsense", "nonsense" },
		{ "x86_subarch", NULL },
		{ "xx86_subarch=pc", NULL },
		{ "x86_subarchs=pc", NULL },
		{ "subarch=pc", NULL },
	};
	const struct row *pvh = &rows[X86_SUBARCH_PVH];
	char warning[100];
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		warning[0] = '\0';
		if (cases[i].named)
			sprintf(warning, "warning: x86/subarch: x86_subarch=%s "
				"is unknown, staying with pvh\n", cases[i].named);
		start_row(pvh);
		strcpy(boot_command_line, cases[i].cmdline);
		check_row(pvh, cases[i].cmdline);
		same(kernel_said, warning, cases[i].cmdline);
		CHECK(boot_params.hdr.hardware_subarch == pvh->nr, cases[i].cmdline);
	}

	/* As long as a command line can be. */
	start_row(pvh);
	memset(boot_command_line, 'x', COMMAND_LINE_SIZE - 1);
	memcpy(boot_command_line, "x86_subarch=", 12);
	check_row(pvh, "over-long");
	same(kernel_said, "warning: x86/subarch: x86_subarch=xxxxxxxxxxxxxxx "
	     "is unknown, staying with pvh\n", "over-long");
}

static void parameter_is_known(void)
{
	char name[] = "pvh";

	same(parameter_name, "x86_subarch", "name");
	CHECK(parameter(name) == 0, "return value");
}

/*
 * Who said what, in turn, and what is left of it: words like those of the
 * line of facts. It is the same with every fact.
 */
static const struct {
	const char *said, *left;
} turns[] = {
	{ "yt", "yt" }, { "nt", "nt" }, { "yl", "yl" }, { "nl", "nl" },
	{ "yp", "yp" }, { "np", "np" }, { "nf", "nf" },
	/* The FADT does not give, even where nobody has spoken. */
	{ "yf", "n-" }, { "yf yt", "yt" }, { "yf nt", "nt" },
	{ "nt yf", "nt" }, { "nl yf", "nl" }, { "np yf", "np" },
	/* It takes away, whoever it was that expected something. */
	{ "yt nf", "nf" }, { "yl nf", "nf" }, { "nf yf", "nf" },
	{ "yp nf", "nf" }, { "yt yp nf", "nf" }, { "np yp nf", "nf" },
	{ "yp nt nf", "nf" }, { "yp nf nt", "nf" }, { "yp yf", "yp" },
	/* The table comes last. */
	{ "yl nt", "yl" }, { "nl yt", "nl" }, { "yp nt", "yp" },
	{ "np yt", "np" }, { "nf yt", "nf" }, { "yt nt", "yt" },
	/* The platform has the last word. */
	{ "yt np", "np" }, { "nt yp", "yp" }, { "yl np", "np" },
	{ "nl yp", "yp" }, { "nf yp", "yp" }, { "yp np", "np" },
	{ "np yp", "yp" }, { "yt nf yp", "yp" }, { "nt yp np", "np" },
	{ "yp nf yp", "yp" },
	{ "yp nl", "yp" }, { "np yl", "np" },
	{ "yt np yl", "np" },
	/* Who says the same later did not decide it. */
	{ "yt yl", "yt" }, { "yt yp", "yt" }, { "nt np", "nt" },
	{ "nl np", "nl" }, { "nt nf", "nt" }, { "np nf", "np" },
	{ "nf np", "nf" }, { "yl yp", "yl" }, { "yp yl", "yp" },
	/* What the loader says of a guess counts. */
	{ "yt nl", "nl" }, { "nt yl", "yl" },
};

static void say_in_turn(enum x86_fact fact, const char *said)
{
	for (; *said; said += said[2] ? 3 : 2)
		x86_fact_set(fact, said[0] == 'y',
			     strchr(LETTERS, said[1]) - LETTERS);
}

static void who_is_heard(void)
{
	unsigned int fact, i, other;
	char what[50];

	for (fact = 0; fact < X86_NR_FACTS; fact++) {
		for (i = 0; i < ARRAY_SIZE(turns); i++) {
			const char *left = turns[i].left;

			sprintf(what, "fact %u, %s", fact, turns[i].said);
			begin();
			say_in_turn(fact, turns[i].said);
			CHECK(x86_fact(fact) == (left[0] == 'y'), what);
			CHECK(LETTERS[decided[fact].by] == left[1], what);
			if (left[1] != '-')
				carried(fact, what);
			for (other = 0; other < X86_NR_FACTS; other++)
				CHECK(other == fact ||
				      decided[other].by == X86_FACT_BY_NOBODY,
				      what);
		}
	}
}

static void platform_speaks_for_itself(void)
{
	begin();
	x86_fact_present(X86_FACT_MPTABLE);
	x86_fact_absent(X86_FACT_REAL_MODE);
	x86_fact_present(X86_FACT_VGA);
	x86_fact_absent(X86_FACT_VGA);
	same(facts_now(), "n- n- yp n- n- n- n- n- n- np n- n- n- np",
	     "platform");
}

static void nothing_is_there_before(void)
{
	same(facts_now(), "n- n- n- n- n- n- n- n- n- n- n- n- n- n-",
	     "before");
}

static void i8042_has_three_states(void)
{
	static const struct {
		const char *said;
		enum x86_legacy_i8042_state state;
	} cases[] = {
		{ "yt", X86_LEGACY_I8042_EXPECTED_PRESENT },
		{ "nt", X86_LEGACY_I8042_PLATFORM_ABSENT },
		{ "nl", X86_LEGACY_I8042_PLATFORM_ABSENT },
		{ "np", X86_LEGACY_I8042_PLATFORM_ABSENT },
		{ "yt nf", X86_LEGACY_I8042_FIRMWARE_ABSENT },
		{ "yt nf yp", X86_LEGACY_I8042_EXPECTED_PRESENT },
		{ "yt nf np", X86_LEGACY_I8042_FIRMWARE_ABSENT },
		{ "yp nf", X86_LEGACY_I8042_FIRMWARE_ABSENT },
		{ "yt np nf", X86_LEGACY_I8042_PLATFORM_ABSENT },
		{ "nt yf", X86_LEGACY_I8042_PLATFORM_ABSENT },
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		begin();
		say_in_turn(X86_FACT_I8042, cases[i].said);
		CHECK(x86_platform.legacy.i8042 == cases[i].state, cases[i].said);
	}
}

/* The report of facts_now(), with @between before each fact. */
static void append_facts(char *to, const char *now, const char *between)
{
	static const char *const by[] = {
		"nobody", "table", "loader", "FADT", "platform"
	};
	char names[] = FACTS, *name;

	for (name = strtok(names, " "); name; name = strtok(NULL, " ")) {
		to += sprintf(to, "%s%s=%s(%s)", between, name,
			      now[0] == 'y' ? "yes" : "no",
			      by[strchr(LETTERS, now[1]) - LETTERS]);
		now += 3;
	}
}

static void check_report(const char *when)
{
	char line[4096];

	kernel_said[0] = '\0';
	CHECK(at_early() == 0, when);
	sprintf(line, "info: x86/subarch: %s,", subarch_name);
	append_facts(line + strlen(line), facts_now(), " ");
	strcat(line, "\n");
	same(kernel_said, line, when);
}

static void report_names_all(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		start_row(&rows[i]);
		decide(rows[i].when);
		check_report(rows[i].when);
	}
	start(&loaders[0], true);
	decide(loaders[0].name);
	x86_fact_set(X86_FACT_RTC, false, X86_FACT_BY_FADT);
	x86_fact_present(X86_FACT_VMM_FIRMWARE);
	check_report(loaders[0].name);
}

/* The longest name, and of each fact the longest answer and source. */
static void report_fits_its_line(void)
{
	static const char by[] = "platform";
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(sources); i++)
		CHECK(strlen(sources[i]) < sizeof(by), sources[i]);
	begin();
	subarch_name = "intel-mid";
	for (i = 0; i < X86_NR_FACTS; i++)
		x86_fact_present(i);
	check_report("by the platform");
}

static void nobody_is_named_too(void)
{
	subarch_name = "pc";
	check_report("nothing decided");
}

static const struct file_operations *debugfs_file;

struct dentry *debugfs_create_file(const char *name, unsigned int mode,
				   struct dentry *parent, void *data,
				   const struct file_operations *fops)
{
	same(name, "subarch", "debugfs");
	CHECK(mode == 0444, "debugfs");
	CHECK(parent == arch_debugfs_dir, "debugfs");
	CHECK(!data, "debugfs");
	debugfs_file = fops;
	return NULL;
}

static void debugfs_has_a_fact_a_line(void)
{
	struct seq_file m = { "", 0 };
	char expected[1024] = "pvh";

	debugfs_file = NULL;
	CHECK(at_late() == 0, "debugfs");
	if (!debugfs_file) {
		complain("debugfs: no file");
		return;
	}
	start(&loaders[3], true);
	decide(loaders[3].name);
	x86_fact_set(X86_FACT_I8042, false, X86_FACT_BY_FADT);
	x86_fact_absent(X86_FACT_EMULATED_DEVICES);
	CHECK(debugfs_file->show(&m, NULL) == 0, "debugfs");
	append_facts(expected + strlen(expected), facts_now(), "\n");
	strcat(expected, "\n");
	same(m.text, expected, "debugfs");
}

static void pnpbios_is_asked_for(void)
{
	static const char *const said[] = { "yt", "nt", "yl nf" };
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(said); i++) {
		begin();
		say_in_turn(X86_FACT_PNPBIOS, said[i]);
		CHECK(x86_pnpbios_disabled() == (i > 0), said[i]);
#ifdef CONFIG_PNPBIOS
		CHECK(arch_pnpbios_disabled() == (i > 0), said[i]);
#endif
	}
}

static const struct test tests[] = {
	TEST(maps_of_loaders),
	TEST(maps_after_kexec),
	TEST(maps_at_the_edges),
	TEST(order_of_a_map_is_nothing),
	TEST(joined_firecracker_is_a_pc),
	TEST(map_is_read_to_its_end_and_no_further),
	TEST(screen_info_is_not_asked),
	TEST(rows_are_as_documented),
	TEST(xen_pv_by_whose_the_hardware_is),
	TEST(only_some_rows_want_evidence),
	TEST(early_setup_comes_before_the_table),
	TEST(platform_knows_better_than_the_loader),
	TEST(unknown_numbers_are_a_pc),
	TEST(name_overrules_the_loader),
	TEST(unknown_names_are_refused),
	TEST(parameter_is_known),
	TEST(nothing_is_there_before),
	TEST(who_is_heard),
	TEST(platform_speaks_for_itself),
	TEST(i8042_has_three_states),
	TEST(report_names_all),
	TEST(report_fits_its_line),
	TEST(nobody_is_named_too),
	TEST(debugfs_has_a_fact_a_line),
	TEST(pnpbios_is_asked_for),
};

int main(void)
{
	return run_tests(tests, sizeof(tests) / sizeof(tests[0]), begin);
}
