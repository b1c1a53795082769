// SPDX-License-Identifier: GPL-2.0-only
/*
 * PVH after the entry: what is left to do once the kernel runs where it is
 * linked, and what the entry fills in.
 */
#define pr_fmt(fmt) "PVH: " fmt

#include <linux/cache.h>
#include <linux/cpufeature.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/processor.h>
#include <linux/string.h>

#include <asm/boot.h>
#include <asm/e820/types.h>
#include <asm/proto.h>
#include <asm/pvh.h>
#include <asm/sections.h>
#include <asm/setup.h>
#include <asm/x86_init.h>

#include <asm/xen/hypervisor.h>

#include "pvh.h"

/* Boot loader identities, Documentation/arch/x86/boot.rst */
#define LOADER_XEN		0x90
#define LOADER_QEMU		0xb0	/* what the kernel always said away from Xen */

/*
 * The start_info of this boot. hardware_subarch_data names it for whoever
 * comes later, so it stays. Written by the entry, before .bss is cleared.
 */
struct hvm_start_info pvh_start_info __ro_after_init;

/*
 * What boot.rst asks of a loader and what start_info does not decide. The
 * entry starts from it; it is gone with the other init data.
 */
struct pvh_boot pvh_boot __initdata __aligned(8) = {
	.params.hdr = {
		.vid_mode = NORMAL_VGA,
		.boot_flag = 0xaa55,
		.header = 0x53726448,	/* "HdrS" */
		.version = 0x020f,
		.type_of_loader = LOADER_QEMU,
		.loadflags = LOADED_HIGH |
			     (IS_ENABLED(CONFIG_RANDOMIZE_BASE) ? KASLR_FLAG : 0),
		.cmdline_size = COMMAND_LINE_SIZE - 1,
		.hardware_subarch = X86_SUBARCH_PVH,
	},
};

/* No console is registered yet: the debug port and COM1 are what there is. */
static void __init say(const char *text)
{
	for (; *text; text++) {
		outb(*text, PVH_DEBUG_PORT);
		outb(*text, PVH_COM1);
	}
}

static void __init __noreturn say_halted(void)
{
	say(". Halted.\r\n");
	for (;;)
		asm volatile("cli; hlt");
}

static void __init __noreturn pvh_halt(const char *why)
{
	say("PVH: ");
	say(why);
	say_halted();
}

static void __init __noreturn halt_without_memmap(const char *why)
{
	say("PVH: start_info ");
	say(why);
	say(", and no Xen is there to ask");
	say_halted();
}

#ifdef CONFIG_X86_64
#define memmap_buffer	((struct boot_e820_entry *)pvh_page_tables)
#else
static struct boot_e820_entry memmap_buffer[PVH_MAX_MEMMAP] __initdata;
#endif

/**
 * pvh_memmap_buffer() - where to put a memory map before pvh_store_memmap()
 * @entries: receives how many it can take
 */
struct boot_e820_entry *__init pvh_memmap_buffer(u32 *entries)
{
	BUILD_BUG_ON(PVH_MAX_MEMMAP * sizeof(struct boot_e820_entry) >
		     PVH_NR_PAGE_TABLES * PAGE_SIZE);

	*entries = PVH_MAX_MEMMAP;
	return memmap_buffer;
}

/**
 * pvh_store_memmap() - give a memory map to boot_params
 * @params: as copied by the native entry
 * @entries: how many are in pvh_memmap_buffer()
 */
void __init pvh_store_memmap(struct boot_params *params, u32 entries)
{
	entries = pvh_set_memmap(params, &pvh_boot, memmap_buffer, entries,
				 sizeof(*memmap_buffer));
	if (entries > PVH_MAX_RANGES)
		pvh_halt("the memory map of Xen has more ranges than this kernel holds");
	if (entries > E820_MAX_ENTRIES_ZEROPAGE)
		params->hdr.setup_data = __pa_symbol(&pvh_boot.e820_ext);
}

/**
 * pvh_loader_bios() - what the loader's memory map said of a BIOS
 *
 * The entry reserves the hole for ISA devices itself, and joins that with what
 * the loader reserved.
 */
enum pvh_bios __init pvh_loader_bios(void)
{
	return pvh_boot.bios;
}

/**
 * pvh_memmap_entry() - a range of the memory map, wherever boot_params has it
 * @i: its number
 *
 * Return: the range; NULL behind the last one.
 */
struct boot_e820_entry *__init pvh_memmap_entry(u32 i)
{
	struct pvh_e820_ext *ext = &pvh_boot.e820_ext;

	if (i < boot_params.e820_entries)
		return &boot_params.e820_table[i];
	i -= boot_params.e820_entries;
	if (i < ext->data.len / sizeof(ext->entries[0]))
		return &ext->entries[i];
	return NULL;
}

/**
 * pvh_memmap_split() - make two ranges of the memory map out of one
 * @i: its number; the second one comes behind it
 * @size: of the first one, in bytes
 *
 * Return: false if there is no room for one more range. Then nothing changes.
 */
bool __init pvh_memmap_split(u32 i, u64 size)
{
	struct pvh_e820_ext *ext = &pvh_boot.e820_ext;
	struct boot_e820_entry *entry;
	u32 ranges = 0;

	while (pvh_memmap_entry(ranges))
		ranges++;
	if (ranges >= PVH_MAX_RANGES)
		return false;

	if (boot_params.e820_entries < E820_MAX_ENTRIES_ZEROPAGE) {
		boot_params.e820_entries++;
	} else {
		if (!ext->data.len) {
			ext->data.type = SETUP_E820_EXT;
			ext->data.next = boot_params.hdr.setup_data;
			boot_params.hdr.setup_data = __pa_symbol(ext);
		}
		ext->data.len += sizeof(ext->entries[0]);
	}
	for (; ranges > i; ranges--)
		*pvh_memmap_entry(ranges) = *pvh_memmap_entry(ranges - 1);

	entry = pvh_memmap_entry(i + 1);
	entry->addr += size;
	entry->size -= size;
	pvh_memmap_entry(i)->size = size;
	return true;
}

/*
 * What setup_data of ours held has been read, and is about to be freed: nobody
 * shall find it through boot_params then. It is linked in front of all else.
 */
static int __init pvh_unlink_setup_data(void)
{
	struct setup_header *hdr = &boot_params.hdr;

	for (;;) {
		if (hdr->setup_data == __pa_symbol(&pvh_boot.rng_seed))
			hdr->setup_data = pvh_boot.rng_seed.data.next;
		else if (hdr->setup_data == __pa_symbol(&pvh_boot.e820_ext))
			hdr->setup_data = pvh_boot.e820_ext.data.next;
		else
			return 0;
	}
}
early_initcall(pvh_unlink_setup_data);

/*
 * A loader may set X86_SUBARCH_PVH itself and enter natively; then its
 * start_info is still to be copied. There is none after kexec.
 */
static void __init find_start_info(void)
{
	u64 data = boot_params.hdr.hardware_subarch_data;

	if (data == __pa_symbol(&pvh_start_info))
		return;
	boot_params.hdr.hardware_subarch_data = 0;
	if (!data)
		return;
#ifdef CONFIG_X86_64
	if (data < MAXMEM - sizeof(pvh_start_info)) {
		const struct hvm_start_info *info = __va(data);

		if (info->magic == XEN_HVM_START_MAGIC_VALUE) {
			memcpy(&pvh_start_info, info, info->version ?
			       sizeof(*info) : HVM_START_INFO_SIZE_V0);
			pvh_limit_modules(&pvh_boot, &pvh_start_info);
			boot_params.hdr.hardware_subarch_data =
				__pa_symbol(&pvh_start_info);
			return;
		}
	}
#endif
	pr_warn("no start_info at hardware_subarch_data %#llx, going on without\n",
		data);
}

/*
 * Xen's CPUID leaves are the first of the hypervisor's, or the second where it
 * shows those of Hyper-V as well. Each leaf asked for may be a VM exit, hence
 * no search through all of them.
 */
static bool __init running_on_xen(void)
{
	u32 base, max, signature[3];

	if (!(cpuid_ecx(1) & BIT(X86_FEATURE_HYPERVISOR & 31)))
		return false;
	for (base = 0x40000000; base <= 0x40000100; base += 0x100) {
		cpuid(base, &max, &signature[0], &signature[1], &signature[2]);
		if (!memcmp(signature, "XenVMMXenVMM", sizeof(signature)))
			return true;
	}
	return false;
}

/* More ranges than these may be in setup_data, and there be RAM. */
static bool __init has_ram(void)
{
	u32 i;

	for (i = 0; i < boot_params.e820_entries; i++)
		if (boot_params.e820_table[i].type == E820_TYPE_RAM)
			return true;
	return i == E820_MAX_ENTRIES_ZEROPAGE;
}

/*
 * Whether the kernel can address that. The entry has seen to it for what it follows
 * itself; a module but the ramdisk is nothing to refuse a boot for.
 */
static bool __init addressable(u64 paddr, u64 size)
{
	u64 limit = 1ULL << (IS_ENABLED(CONFIG_X86_64) ?
			     boot_cpu_data.x86_phys_bits : 32);

	return paddr && paddr < limit && size <= limit - paddr;
}

/* A loader that enters natively keeps what is more than 128 ranges elsewhere. */
static bool __init all_ranges_are_known(void)
{
	return boot_params.e820_entries < E820_MAX_ENTRIES_ZEROPAGE ||
	       pvh_boot.e820_ext.data.len;
}

/*
 * What the loader put somewhere else than into RAM may be over tables of the
 * firmware, or not be there at all. Nobody allocates what is in the hole for ISA
 * devices, and there is firmware whose stack is there, with the module list.
 */
static void __init check_place(const char *what, u64 paddr, u64 size)
{
	u64 end = paddr + size;
	const struct boot_e820_entry *range;
	u32 i;

	for (i = 0; (range = pvh_memmap_entry(i)); i++) {
		u64 range_end = range->addr + range->size;

		if (range_end <= paddr || range->addr > paddr)
			continue;
		if (range->type != E820_TYPE_RAM &&
		    (paddr < ISA_START_ADDRESS ||
		     min(range_end, end) > ISA_END_ADDRESS))
			break;
		if (range_end >= end)
			return;
		paddr = range_end;
	}
	if (range)
		pr_warn("%s, from %#llx to %#llx, is in memory of type %u, from %#llx to %#llx\n",
			what, end - size, end, range->type, range->addr,
			range->addr + range->size);
	else if (all_ranges_are_known())
		pr_warn("%s, from %#llx to %#llx, has no memory at %#llx\n", what,
			end - size, end, paddr);
}

/* The kernel has cut off what it does not keep, and says nothing of that. */
static void __init check_cmdline_end(u64 paddr)
{
	char *end;

	if (strlen(boot_command_line) < COMMAND_LINE_SIZE - 1)
		return;
	end = early_memremap(paddr + COMMAND_LINE_SIZE - 1, 1);
	if (!end)
		return;
	if (*end)
		pr_warn("the command line is longer than %d bytes, the rest is cut off\n",
			COMMAND_LINE_SIZE - 1);
	early_memunmap(end, 1);
}

/* These have been copied, and need not stay. */
static void __init check_tables(void)
{
	struct hvm_start_info *info = &pvh_start_info;

	if (pvh_boot.start_info)
		check_place("start_info", pvh_boot.start_info,
			    info->version ? sizeof(*info) : HVM_START_INFO_SIZE_V0);
	if (info->memmap_paddr)
		check_place("the memory map", info->memmap_paddr,
			    info->memmap_entries *
			    sizeof(struct hvm_memmap_table_entry));
	if (!info->cmdline_paddr)
		return;
	if (!boot_params.hdr.cmd_line_ptr && !boot_params.ext_cmd_line_ptr) {
		pr_warn("the command line cannot be at %#llx: it is left out\n",
			info->cmdline_paddr);
		return;
	}
	check_place("the command line", info->cmdline_paddr,
		    strlen(boot_command_line) + 1);
	check_cmdline_end(info->cmdline_paddr);
}

/* Where the ramdisk is; it is freed with what else is in its last page. */
static u64 ramdisk __initdata, ramdisk_end __initdata;

static void __init keep(const char *what, u64 paddr, u64 size)
{
#if PVH_BASE >= 616
	/* As the ramdisk: what overlaps may not be reserved in two ways. */
	memblock_reserve_kern(paddr, size);
#else
	memblock_reserve(paddr, size);
#endif
	check_place(what, paddr, size);
	if (paddr < PAGE_ALIGN(ramdisk_end) && paddr + size > ramdisk)
		pr_warn("%s, at %#llx, %llu bytes, is lost with the pages of the ramdisk, which ends at %#llx\n",
			what, paddr, size, ramdisk_end);
}

/* The string at @paddr stays where it is. */
static void __init keep_string(const char *what, u64 paddr)
{
	char *s = early_memremap(paddr, COMMAND_LINE_SIZE);

	if (!s)
		return;
	keep(what, paddr, strnlen(s, COMMAND_LINE_SIZE - 1) + 1);
	early_memunmap(s, COMMAND_LINE_SIZE);
}

/* Of the ramdisk nothing is kept, its command line neither. */
static void __init keep_module(u32 i, const struct hvm_modlist_entry *mod)
{
	bool is_ramdisk = ramdisk && mod->paddr == ramdisk;
	u64 cmdline = mod->cmdline_paddr;
	char what[40];

	scnprintf(what, sizeof(what), "module %u", i);
	if (is_ramdisk)
		check_place(what, mod->paddr, mod->size);
	else if (mod->size && addressable(mod->paddr, mod->size))
		keep(what, mod->paddr, mod->size);
	else if (mod->size)
		pr_warn("%s cannot be at %#llx, %llu bytes: it is left out\n",
			what, mod->paddr, mod->size);

	if (!cmdline)
		return;
	scnprintf(what, sizeof(what), "the command line of module %u", i);
	if (!addressable(cmdline, COMMAND_LINE_SIZE) ||
	    (cmdline >= __pa_symbol(_text) && cmdline < __pa_symbol(_end)))
		pr_warn("%s cannot be at %#llx: it is left out\n", what, cmdline);
	else if (!is_ramdisk)
		keep_string(what, cmdline);
}

/* Each pair once. */
static void __init check_overlaps(const struct hvm_modlist_entry *mod, u32 nr)
{
	u32 i, j;

	for (i = 0; i < nr; i++)
		for (j = 0; j < i; j++)
			if (addressable(mod[i].paddr, mod[i].size) &&
			    addressable(mod[j].paddr, mod[j].size) &&
			    mod[i].size && mod[j].size &&
			    mod[i].paddr < mod[j].paddr + mod[j].size &&
			    mod[j].paddr < mod[i].paddr + mod[i].size)
				pr_warn("module %u, at %#llx, %llu bytes, overlaps module %u\n",
					i, mod[i].paddr, mod[i].size, j);
}

/*
 * The module list stays as the loader made it, and so do the modules, with their
 * command lines: whoever knows what they are finds them by start_info. Only the
 * ramdisk is kept, and freed, by others, up to the end of its last page; there its
 * own command line may be.
 */
static void __init keep_modules(void)
{
	u32 i, nr = pvh_start_info.nr_modules;
	u64 modlist = pvh_start_info.modlist_paddr;
	u64 size = nr * sizeof(struct hvm_modlist_entry);
	const struct hvm_modlist_entry *mod;

	if (pvh_boot.bad_modules)
		pr_warn("start_info nr_modules is %u, modlist_paddr is %#llx: %u of the modules are left out\n",
			nr + pvh_boot.bad_modules, modlist, pvh_boot.bad_modules);
	if (pvh_boot.bad_seeds)
		pr_warn("%u seeds share memory with something else that the loader passed, and are not used\n",
			pvh_boot.bad_seeds);
	if (!nr)
		return;
	if (!addressable(modlist, size)) {
		pr_warn("the module list cannot be at %#llx: it is left out\n",
			modlist);
		return;
	}

	mod = early_memremap(modlist, size);
	if (!mod)
		return;
	ramdisk = boot_params.hdr.ramdisk_image |
		  (u64)boot_params.ext_ramdisk_image << 32;
	if (ramdisk)
		ramdisk_end = ramdisk + (boot_params.hdr.ramdisk_size |
					 (u64)boot_params.ext_ramdisk_size << 32);
	keep("the module list", modlist, size);
	for (i = 0; i < nr; i++)
		keep_module(i, &mod[i]);
	check_overlaps(mod, nr);
	early_memunmap((void *)mod, size);
}

#ifdef CONFIG_X86_64
/* Of RAM beyond what page tables can map the kernel makes nothing but faults. */
static void __init limit_ram(void)
{
	struct boot_e820_entry *range;
	u32 i;

	for (i = 0; (range = pvh_memmap_entry(i)); i++) {
		if (range->type != E820_TYPE_RAM ||
		    range->addr + range->size <= MAXMEM)
			continue;
		pr_warn("RAM from %#llx, %#llx bytes, cannot be used above %#lx\n",
			range->addr, range->size, MAXMEM);
		if (range->addr < MAXMEM)
			range->size = MAXMEM - range->addr;
		else
			range->type = E820_TYPE_RESERVED;
	}
}
#else
/* The kernel does so itself. */
static void __init limit_ram(void) { }
#endif

bool pvh_entered __initdata;

static void (*arch_setup)(void) __initdata;

/*
 * Nothing of the memory map has been read yet, but what the CPU is. Whatever is
 * mapped early has the NX bit set, which is reserved on a CPU that has none, until
 * x86_configure_nx() was called; setup_arch() does so only behind the first that
 * read setup_data.
 */
static void __init pvh_arch_setup(void)
{
	x86_configure_nx();
	limit_ram();
	check_tables();
	keep_modules();
	arch_setup();
}

/**
 * pvh_early_setup() - early set-up of X86_SUBARCH_PVH
 *
 * Called once boot_params is copied and early faults are handled, before
 * setup_arch(): hypercalls can be made from here on. What the loader left to
 * the hypervisor is fetched now.
 */
void __init pvh_early_setup(void)
{
	pvh_entered = true;
	find_start_info();

	if (running_on_xen()) {
		if (!IS_ENABLED(CONFIG_XEN_PVH))
			pvh_halt("this is Xen, and the kernel is built without CONFIG_XEN_PVH");
		boot_params.hdr.type_of_loader = LOADER_XEN;
		xen_pvh_init(&boot_params);
		if (!boot_params.e820_entries)
			mem_map_via_hcall(&boot_params);
	}

	if (!boot_params.e820_entries) {
		if (!pvh_start_info.version)
			halt_without_memmap("version is 0, which has no memory map");
		if (!pvh_start_info.memmap_entries)
			halt_without_memmap("memmap_entries is 0");
		halt_without_memmap("memmap_paddr is 0");
	}
	if (!has_ram())
		pvh_halt("the memory map has no RAM");

	if (pvh_boot.bad_ranges)
		pr_warn("%u ranges of the memory map wrap past the end of the address space and are left out\n",
			pvh_boot.bad_ranges);

	arch_setup = x86_init.oem.arch_setup;
	x86_init.oem.arch_setup = pvh_arch_setup;
}
