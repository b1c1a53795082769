// SPDX-License-Identifier: GPL-2.0-only
/*
 * The injector, a PVH loader for tests. QEMU starts it as a PVH kernel, with the
 * kernel under test as its module; it loads that kernel and passes data that
 * QEMU would not pass. The data is described by words on the injector's command
 * line before ` -- `; the text after it is the kernel's command line. Without
 * ` -- ` the kernel has none; if nothing follows, it is empty.
 *
 * A VALUE is a number (0x.., or decimal; with a suffix K, M, G or T), the name of
 * an address, or several of them with + and - between. Names: kernel and end, of
 * its image; entry; info, memmap, modlist, cmdline, modcmd, of the tables, which
 * are placed in this order, so that a name is valid after its table is placed;
 * top and high, the ends of the RAM below 4 GiB and above; @SYMBOL, of the kernel
 * (@THIS~THAT: the first of them that exists).
 * A PLACE is a physical address anywhere in the guest's memory, also above 4 GiB
 * and in ROM; places may overlap.
 *
 *   kernel-size=N   the module is a vmlinux or bzImage of N bytes and, from the
 *                   next multiple of 4096 on, the kernel's ramdisk
 *   at=PLACE        load the kernel there, if its notes permit that
 *   info=PLACE      start_info (0x50000)
 *   tables=PLACE    the tables that it points to, unless they have a place of
 *                   their own, one after the other (0x50100, or behind
 *                   boot_params)
 *   modlist= memmap= modcmd= cmdline=PLACE
 *                   the module list, the memory map, the modules' command
 *                   lines and the command line
 *   magic= version= flags= nr_modules= modlist_paddr= cmdline_paddr=
 *   rsdp_paddr= memmap_paddr= memmap_entries=VALUE
 *                   the value of this field of start_info
 *   reserved=VALUE  the value of the reserved fields of all three structures
 *   map=ADDR:SIZE:TYPE[:COUNT:STEP]
 *                   an entry of the memory map, or COUNT of them, STEP bytes
 *                   apart; SIZE can be `..END`. The map consists of all such
 *                   words; map=qemu is the map of QEMU
 *   reversed=1 shuffled=N
 *                   the map in reverse order, or in random order with the seed N
 *   module=initrd[/PLACE][=TEXT]
 *   module=pattern:SIZE[/PLACE][=TEXT]
 *                   a module: the ramdisk, or a pattern that is checked by the
 *                   init, with a command line (_ for a blank). Default: the
 *                   ramdisk, if QEMU passed one
 *   raw=I.paddr=VALUE  raw=I.size=VALUE  raw=I.cmdline=VALUE
 *                   the value of this field of the I-th entry of the module list
 *   length=N        the command line padded to N bytes; its last word is END
 *   full-page=1     the command line padded with blanks to the end of its page,
 *                   without a NUL, and more text on the next page
 *   state=A:B:..    invalid values of registers, df, esp, selectors, idt, cr2 (see
 *                   state.c), or dirty for all of them
 *   ebx=VALUE       the value of ebx, instead of the address of start_info
 *   nmi=N           an NMI N instructions after the entry; up to three
 *   profile=NAME    the words for the data of a real loader (tests/loaders/table)
 *   long-mode=1     enter e_entry by the 64-bit boot protocol: long mode, the first 1 GiB
 *                   mapped, rsi with the address of boot_params, which is where
 *                   start_info would be; state= knows selectors, cr4 and la57 then
 *   rsi=VALUE header=VALUE setup_data=VALUE
 *                   the value of rsi, and of these fields of boot_params
 *
 * A vmlinux is started through its PVH entry. A bzImage is started through the
 * 32-bit boot protocol (Documentation/arch/x86/boot.rst) with X86_SUBARCH_PVH and
 * the address of start_info.
 *
 * The facts that the kernel should report are written to port 0x402, as by the init:
 *   inject.ram_kib   the RAM of the memory map in whole pages
 *   inject.modules   the expected data.modules of tests/boot/init.c
 *   inject.ramdisk   its address, 0x0 if there is none
 *   inject.entered   1, the kernel is entered
 * Errors are written to port 0xe9, in a line that begins with "inject: ", and end
 * the boot.
 *
 * No libc, and no 64-bit division: libgcc for -m32 need not be installed.
 */
#include "inject.h"

#define INFO_DEFAULT	0x50000
#define TABLES_DEFAULT	(INFO_DEFAULT + (number_of(W_LONG_MODE, 0) ? PAGE : 0x100))
#define LOADER_UNKNOWN	0xff
#define SUBARCH_PVH	5

extern const char image_start[], image_end[];

uint16_t out_port = PORT_DEBUG;

void die(const char *what, const char *more, uint64_t number)
{
	out_port = PORT_DEBUG;
	put_string("inject: ");
	put_string(what);
	put_string(more);
	put_hex(number);
	put_string(". Halted.\n");
	for (;;)
		__asm__ volatile("cli; hlt");
}

/* ---- the kernel's command line ------------------------------------------- */

static char cmdline[MAX_CMDLINE + PAGE + 1];
static uint32_t cmdline_size;	/* with the NUL; 0 if there is none */

static void copy_cmdline(const char *from)
{
	if (!from)
		return;
	cmdline_size = length(from) + 1;
	memcpy(cmdline, from, cmdline_size);
}

/* Called after it is placed, as full-page depends on its address. */
static void fill_cmdline(void)
{
	static const char end[] = " END", more[] = "goes=on\n";
	uint32_t n = number_of(W_LENGTH, 0), i;

	if (n > MAX_CMDLINE)
		die("length", " can be at most ", MAX_CMDLINE);
	if (n > cmdline_size + sizeof(end)) {
		cmdline[cmdline_size - 1] = ' ';
		memset(cmdline + cmdline_size, 'x', n - cmdline_size);
		memcpy(cmdline + n - (sizeof(end) - 1), end, sizeof(end));
		cmdline_size = n + 1;
	}
	if (number_of(W_FULL_PAGE, 0)) {
		n = PAGE - ((uint32_t)where.cmdline & (PAGE - 1));
		if (n < cmdline_size)
			die("the command line", " is longer than its page, of ", n);
		memset(cmdline + cmdline_size - 1, ' ', n - (cmdline_size - 1));
		for (i = 0; i < PAGE; i++)
			cmdline[n + i] = more[i % (sizeof(more) - 1)];
		cmdline_size = n + PAGE;
	}
}

/* ---- its start_info ------------------------------------------------------ */

static struct hvm_start_info made;

static uint64_t up(uint64_t size)
{
	return (size + 7) & ~7ull;
}

static uint64_t place(enum word w, uint64_t *next, uint64_t size)
{
	uint64_t paddr;

	if (text_of(w))
		return number_of(w, 0);
	paddr = *next;
	*next = up(paddr + size);
	return paddr;
}

static void make_start_info(void)
{
	uint64_t next;

	where.info = number_of(W_INFO, INFO_DEFAULT);
	next = number_of(W_TABLES, TABLES_DEFAULT);
	make_map();
	make_modules();
	where.modlist = place(W_MODLIST, &next, nr_modules * sizeof(*modlist));
	where.memmap = place(W_MEMMAP, &next, map_entries * sizeof(*map));
	where.modcmd = place(W_MODCMD, &next, modcmd_size());
	where.cmdline = place(W_CMDLINE, &next, cmdline_size);

	put(where.memmap, map, map_entries * sizeof(*map), "the memory map");
	place_modcmds(where.modcmd);
	put(where.modlist, modlist, nr_modules * sizeof(*modlist),
	    "the module list");
	if (cmdline_size) {
		fill_cmdline();
		put(where.cmdline, cmdline, cmdline_size, "the command line");
	}

	made.magic = number_of(W_MAGIC, XEN_HVM_START_MAGIC_VALUE);
	made.version = number_of(W_VERSION, 1);
	made.flags = number_of(W_FLAGS, 0);
	made.nr_modules = number_of(W_NR_MODULES, nr_modules);
	made.modlist_paddr = number_of(W_MODLIST_PADDR,
				       nr_modules ? where.modlist : 0);
	made.cmdline_paddr = number_of(W_CMDLINE_PADDR,
				       cmdline_size ? where.cmdline : 0);
	made.rsdp_paddr = number_of(W_RSDP_PADDR, given.rsdp_paddr);
	made.memmap_paddr = number_of(W_MEMMAP_PADDR, where.memmap);
	made.memmap_entries = number_of(W_MEMMAP_ENTRIES, map_entries);
	made.reserved = number_of(W_RESERVED, 0);
	/* Version 0 is shorter: the memory after it may be another table. */
	put(where.info, &made, made.version ? sizeof(made) :
	    offsetof(struct hvm_start_info, memmap_paddr), "start_info");
}

/* ---- boot_params ------------------------------------------------------- */

#define BOOT_FLAG	0xaa55
#define ANY_ALIGNMENT	0x1000000	/* must not be 0 */

static struct boot_params bzimage_params;

/* What any loader fills in. */
static void fill_boot_params(struct boot_params *bp)
{
	uint32_t i;

	bp->hdr.type_of_loader = LOADER_UNKNOWN;
	bp->hdr.cmd_line_ptr = made.cmdline_paddr;
	bp->ext_cmd_line_ptr = made.cmdline_paddr >> 32;
	if (ramdisk >= 0) {
		bp->hdr.ramdisk_image = modlist[ramdisk].paddr;
		bp->hdr.ramdisk_size = modlist[ramdisk].size;
		bp->ext_ramdisk_image = modlist[ramdisk].paddr >> 32;
		bp->ext_ramdisk_size = modlist[ramdisk].size >> 32;
	}
	bp->acpi_rsdp_addr = made.rsdp_paddr;

	if (map_entries > E820_MAX_ENTRIES_ZEROPAGE)
		die("boot_params", " takes fewer entries than ", map_entries);
	bp->e820_entries = map_entries;
	for (i = 0; i < map_entries; i++) {
		/* The types have the same numbers. */
		bp->e820_table[i].addr = map[i].addr;
		bp->e820_table[i].size = map[i].size;
		bp->e820_table[i].type = map[i].type;
	}
}

/* The fields of the 32-bit boot protocol besides start_info. */
static void fill_bzimage_params(struct boot_params *bp)
{
	uint32_t header = (uintptr_t)&bzimage->header + bzimage->jump / 256 -
			  (uintptr_t)bzimage;

	/* The jump in the header is to the end of the header. */
	memcpy(&bp->hdr, bzimage, header);
	fill_boot_params(bp);
	bp->hdr.code32_start = where.entry;
	bp->hdr.hardware_subarch = SUBARCH_PVH;
	bp->hdr.hardware_subarch_data = where.info;
}

/* As linux-loader's users do for an ELF file, which has no setup header. */
static void put_long_mode_params(void)
{
	static struct boot_params bp;

	fill_boot_params(&bp);
	bp.hdr.boot_flag = BOOT_FLAG;
	bp.hdr.header = number_of(W_HEADER, HEADER_MAGIC);
	bp.hdr.cmdline_size = cmdline_size;
	bp.hdr.kernel_alignment = ANY_ALIGNMENT;
	bp.hdr.setup_data = number_of(W_SETUP_DATA, 0);
	put(where.info, &bp, sizeof(bp), "boot_params");
}

/* ---- all of it ----------------------------------------------------------- */

static void fact(const char *key, uint64_t number)
{
	put_string(key);
	put_hex(number);
	put_char('\n');
}

static void tell(void)
{
	out_port = PORT_FACTS;
	put_char('\n');
	fact("inject.ram_kib=", usable_kib());
	tell_modules();
	fact("inject.ramdisk=", ramdisk < 0 ? 0 : modlist[ramdisk].paddr);
	put_string("inject.entered=1\n");
	out_port = PORT_DEBUG;
}

_Noreturn void start(const struct hvm_start_info *from_qemu);
_Noreturn void start(const struct hvm_start_info *from_qemu)
{
	static char words[8192];
	uint32_t size;

	take_over(from_qemu);
	if (given.cmdline_paddr) {
		size = length(at(given.cmdline_paddr)) + 1;
		if (size > sizeof(words))
			die("the command line", " is longer than ", sizeof(words));
		memcpy(words, at(given.cmdline_paddr), size);
		copy_cmdline(parse(words));
	}
	keep(given_module.paddr, given_module.size,
	     " would overwrite the injector's module, at ");
	keep((uintptr_t)image_start, image_end - image_start,
	     " would overwrite the injector, at ");

	size = number_of(W_KERNEL_SIZE, 0);
	if (size > given_module.size)
		die("kernel-size", " must be at most the module's size ",
		    given_module.size);
	load_kernel(at(given_module.paddr), size);
	make_start_info();
	tell();
	if (bzimage) {
		fill_bzimage_params(&bzimage_params);
		start_bzimage(&bzimage_params);
	}
	if (number_of(W_LONG_MODE, 0)) {
		put_long_mode_params();
		start_long_mode();
	}
	start_vmlinux();
}
