// SPDX-License-Identifier: GPL-2.0
/*
 * A PVH loader for tests. QEMU starts it in the kernel's place, over PVH, with
 * the kernel under test as its module; it loads that kernel and hands it a
 * start_info that QEMU would never make. What it shall look like is said in
 * words on the injector's own command line, in front of ` -- `; what follows
 * is the kernel's:
 *
 *   kernel-size=N   the module is a vmlinux or bzImage of N bytes and, from the
 *                   next multiple of 4096 on, the kernel's ramdisk
 *   entries=N       cut the largest RAM range above 1 MiB into so many adjacent
 *                   ones that the memory map has N entries
 *   reversed=1      the map begins with its last range
 *   info=ADDR       where start_info and all that it points at are placed;
 *                   without it in low memory, which the kernel leaves alone, so
 *                   that the tables can still be read from user space
 *   magic=X version=N   these in start_info
 *
 * A vmlinux is started through its PVH entry. A bzImage is started through the
 * 32-bit boot protocol (Documentation/arch/x86/boot.rst) by a loader that says
 * X86_SUBARCH_PVH and leaves start_info to the kernel.
 *
 * Whatever cannot be done is said on port 0xe9, in a line that begins with
 * "inject: ", and ends the boot.
 *
 * No libc, and no 64-bit division: libgcc for -m32 need not be installed.
 */
#include <stddef.h>
#include <stdint.h>

#include <asm/bootparam.h>
#include <linux/elf.h>

#include <xen/interface/hvm/start_info.h>

#include "../freestanding.h"

#define PORT_DEBUG	0xe9
#define PAGE		4096u
#define LOW_MEMORY	0x100000	/* 1 MiB */
#define INFO_DEFAULT	0x50000
#define NOTE_ENTRY	18		/* XEN_ELFNOTE_PHYS32_ENTRY */
#define SECTOR		512u
#define HEADER_MAGIC	0x53726448	/* "HdrS" */
#define LOADER_UNKNOWN	0xff
#define SUBARCH_PVH	5
#define BOOT_CS		0x10
#define BOOT_DS		0x18

__asm__(".section .note.Xen, \"a\", @note\n"
	".balign 4\n"
	".long 4, 8, 18\n"
	".asciz \"Xen\"\n"
	/* QEMU reads eight bytes */
	".long _start, 0\n"
	".text\n"
	".globl _start\n"
	"_start:\n"
	"	mov $stack_end, %esp\n"
	"	push %ebx\n"
	"	call start\n"
	".bss\n"
	".balign 16\n"
	"	.fill 8192\n"
	"stack_end:\n"
	".text\n");

extern const char image_start[], image_end[];

/* ---- saying why not ------------------------------------------------------ */

static void put_char(char c)
{
	__asm__ volatile("outb %0, %1" : : "a"(c), "Nd"((uint16_t)PORT_DEBUG));
}

static _Noreturn void die(const char *what, const char *more, uint64_t value)
{
	put_string("inject: ");
	put_string(what);
	put_string(more);
	put_hex(value);
	put_string(". Halted.\n");
	for (;;)
		__asm__ volatile("cli; hlt");
}

/* ---- the command line ---------------------------------------------------- */

static struct {
	uint32_t kernel_size, entries, reversed, info, magic, version;
} want = {
	.info = INFO_DEFAULT,
	.magic = XEN_HVM_START_MAGIC_VALUE,
	.version = 1,
};

static const char *number(const char *key, const char *s, uint32_t *value)
{
	const char *const word = s;
	const char *digits = after(s, "0x");
	uint32_t base = digits ? 16 : 10, v = 0, d;

	if (digits)
		s = digits;
	for (; *s && *s != ' '; s++) {
		if (*s >= '0' && *s <= '9')
			d = *s - '0';
		else if (*s >= 'a' && *s <= 'f')
			d = *s - 'a' + 10;
		else
			d = base;
		if (d >= base || __builtin_mul_overflow(v, base, &v) ||
		    __builtin_add_overflow(v, d, &v))
			die(key, " is no 32-bit number from its byte ",
			    s - word);
	}
	*value = v;
	return s;
}

/* Returns the kernel's part of @s, NULL if there is none. */
static const char *parse(const char *s)
{
	static const struct {
		const char *key;
		uint32_t *value;
	} words[] = {
		{ "kernel-size=", &want.kernel_size },
		{ "entries=", &want.entries },
		{ "reversed=", &want.reversed },
		{ "info=", &want.info },
		{ "magic=", &want.magic },
		{ "version=", &want.version },
	};
	const char *const line = s;
	const char *rest;
	unsigned int i;

	for (;;) {
		while (*s == ' ')
			s++;
		if (!*s)
			return NULL;
		rest = after(s, "--");
		if (rest && (!*rest || *rest == ' '))
			return *rest && rest[1] ? rest + 1 : NULL;
		for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
			rest = after(s, words[i].key);
			if (rest)
				break;
		}
		if (!rest)
			die("the command line", " has an unknown word at byte ",
			    s - line);
		s = number(words[i].key, rest, words[i].value);
	}
}

/* ---- memory -------------------------------------------------------------- */

static const struct hvm_start_info *given;

static void *at(uint64_t paddr)
{
	return (void *)(uintptr_t)paddr;
}

/* What must not be written over; the longest list there can be is short. */
static struct {
	uint64_t start, end;
	const char *overlap;
} taken[32];
static unsigned int nr_taken;

/* Take memory, if it is RAM and nobody else's; @overlap is told to the next. */
static void take(uint64_t start, uint64_t size, const char *what,
		 const char *overlap)
{
	const struct hvm_memmap_table_entry *e = at(given->memmap_paddr);
	uint64_t end = start + size;
	unsigned int i;

	for (i = 0; i < given->memmap_entries; i++, e++)
		if (e->type == XEN_HVM_MEMMAP_TYPE_RAM && start >= e->addr &&
		    end >= start && end <= e->addr + e->size)
			break;
	if (i == given->memmap_entries || end > UINT32_MAX)
		die(what, " does not fit into one range of RAM, at ", start);
	for (i = 0; i < nr_taken; i++)
		if (start < taken[i].end && end > taken[i].start)
			die(what, taken[i].overlap, start);
	if (nr_taken == sizeof(taken) / sizeof(taken[0]))
		die(what, " has too many segments, behind ", nr_taken);
	taken[nr_taken].start = start;
	taken[nr_taken].end = end;
	taken[nr_taken++].overlap = overlap;
}

/* ---- the kernel ---------------------------------------------------------- */

struct segment {
	uint32_t type;
	uint64_t offset, paddr, filesz, memsz, align;
};

static const char *file;
static uint32_t file_size;
static uint32_t entry;

static void find_entry(const struct segment *s)
{
	uint32_t align = s->align == 8 ? 7 : 3;
	const char *note = file + (uint32_t)s->offset;
	const char *const end = note + (uint32_t)s->filesz;

	while (end - note >= 12) {
		uint32_t head[3], name, desc;

		memcpy(head, note, sizeof(head));
		name = 12;
		desc = (name + head[0] + align) & ~align;
		if (head[2] == NOTE_ENTRY && head[0] == 4 && head[1] >= 4 &&
		    after(note + name, "Xen"))
			memcpy(&entry, note + desc, sizeof(entry));
		note += (desc + head[1] + align) & ~align;
	}
}

static void load_segment(const struct segment *s)
{
	if (s->offset > file_size || s->filesz > file_size - s->offset ||
	    s->filesz > s->memsz)
		die("the kernel", " is cut off in the segment at offset ",
		    s->offset);
	if (s->type == PT_NOTE)
		find_entry(s);
	if (s->type != PT_LOAD || !s->memsz)
		return;
	take(s->paddr, s->memsz, "the kernel", " overlaps the kernel, at ");
	memcpy(at(s->paddr), file + (uint32_t)s->offset, s->filesz);
	memset(at(s->paddr + s->filesz), 0, s->memsz - s->filesz);
}

#define load_segments(bits)						\
static void load_segments##bits(void)					\
{									\
	const Elf##bits##_Ehdr *head = (const void *)file;		\
	const Elf##bits##_Phdr *p =					\
		(const void *)(file + (uint32_t)head->e_phoff);		\
	unsigned int i;							\
									\
	if (head->e_phoff > file_size ||				\
	    head->e_phnum * sizeof(*p) > file_size - head->e_phoff)	\
		die("the kernel", " is cut off, e_phoff is ",		\
		    head->e_phoff);					\
	for (i = 0; i < head->e_phnum; i++, p++) {			\
		struct segment s = {					\
			.type = p->p_type, .offset = p->p_offset,	\
			.paddr = p->p_paddr, .filesz = p->p_filesz,	\
			.memsz = p->p_memsz, .align = p->p_align,	\
		};							\
									\
		load_segment(&s);					\
	}								\
}

load_segments(32)
load_segments(64)

/* A bzImage's header; NULL if the file is none. */
static const struct setup_header *bzimage;

static void load_bzimage(void)
{
	uint32_t setup = ((bzimage->setup_sects ?: 4) + 1) * SECTOR;

	if (setup > file_size)
		die("the bzImage", " is cut off in its set-up code, of ", setup);
	entry = bzimage->pref_address;
	take(entry, bzimage->init_size, "the kernel", " overlaps the kernel, at ");
	memcpy(at(entry), file + setup, file_size - setup);
}

static void load_kernel(void)
{
	const struct boot_params *bp = (const void *)file;

	if (file_size > sizeof(*bp) && bp->hdr.header == HEADER_MAGIC) {
		bzimage = &bp->hdr;
		load_bzimage();
		return;
	}
	if (file_size < sizeof(Elf64_Ehdr) || !after(file, ELFMAG))
		die("the module", " is no ELF file; kernel-size is ",
		    file_size);
	if (file[EI_CLASS] == ELFCLASS64)
		load_segments64();
	else
		load_segments32();
	if (!entry)
		die("the kernel", " has no note Xen of type ", NOTE_ENTRY);
}

/* ---- its start_info ------------------------------------------------------ */

/* The given map, with the largest range of RAM cut into pieces. */
static uint32_t make_map(struct hvm_memmap_table_entry *to, uint32_t entries)
{
	const struct hvm_memmap_table_entry *from = at(given->memmap_paddr);
	uint32_t n = given->memmap_entries, largest = n, pieces, i, j;
	struct hvm_memmap_table_entry *const map = to;

	for (i = 0; i < n; i++)
		if (from[i].type == XEN_HVM_MEMMAP_TYPE_RAM &&
		    from[i].addr >= LOW_MEMORY &&
		    (largest == n || from[i].size > from[largest].size))
			largest = i;
	if (largest == n)
		die("the map", " has no RAM above ", LOW_MEMORY);
	pieces = entries - (n - 1);

	for (i = 0; i < n; i++) {
		uint64_t addr = from[i].addr, left = from[i].size, size;

		j = i == largest ? pieces : 1;
		size = (uint64_t)((uint32_t)(left / PAGE) / j) * PAGE;
		if (i == largest && !size)
			die("the largest range", " has fewer pages than ",
			    pieces);
		for (; j; j--, to++) {
			*to = from[i];
			to->addr = addr;
			to->size = j == 1 ? left : size;
			addr += to->size;
			left -= to->size;
		}
	}

	n = to - map;
	for (i = 0; want.reversed && i < n / 2; i++) {
		const struct hvm_memmap_table_entry e = map[i];

		map[i] = map[n - 1 - i];
		map[n - 1 - i] = e;
	}
	return n;
}

static uint32_t up(uint32_t size)
{
	return (size + 7) & ~7u;
}

/* ---- starting the kernel ------------------------------------------------- */

/* What the 32-bit boot protocol wants to know besides start_info. */
static void fill(struct boot_params *bp, const struct hvm_start_info *made)
{
	const struct hvm_modlist_entry *module = at(made->modlist_paddr);
	const struct hvm_memmap_table_entry *map = at(made->memmap_paddr);
	uint32_t header = (uintptr_t)&bzimage->header + bzimage->jump / 256 -
			  (uintptr_t)bzimage;
	uint32_t i;

	memset(bp, 0, sizeof(*bp));
	/* The jump in the header is over all of it that there is. */
	memcpy(&bp->hdr, bzimage, header);
	bp->hdr.type_of_loader = LOADER_UNKNOWN;
	bp->hdr.code32_start = entry;
	bp->hdr.cmd_line_ptr = made->cmdline_paddr;
	if (made->nr_modules) {
		bp->hdr.ramdisk_image = module->paddr;
		bp->hdr.ramdisk_size = module->size;
	}
	bp->hdr.hardware_subarch = SUBARCH_PVH;
	bp->hdr.hardware_subarch_data = (uintptr_t)made;
	bp->acpi_rsdp_addr = made->rsdp_paddr;

	if (made->memmap_entries > E820_MAX_ENTRIES_ZEROPAGE)
		die("a bzImage", " takes fewer entries than ",
		    made->memmap_entries);
	bp->e820_entries = made->memmap_entries;
	for (i = 0; i < made->memmap_entries; i++) {
		/* The types have the same numbers. */
		bp->e820_table[i].addr = map[i].addr;
		bp->e820_table[i].size = map[i].size;
		bp->e820_table[i].type = map[i].type;
	}
}

static _Noreturn void start_bzimage(const struct boot_params *bp)
{
	/* Flat segments, where the protocol says they are. */
	static const uint64_t gdt[] = {
		[BOOT_CS / 8] = 0x00cf9a000000ffff,
		[BOOT_DS / 8] = 0x00cf92000000ffff,
	};
	const struct {
		uint16_t limit;
		uint32_t base;
	} __attribute__((packed)) gdtr = { sizeof(gdt) - 1, (uintptr_t)gdt };

	__asm__ volatile("cli; cld\n"
			 "	lgdt %0\n"
			 "	mov %1, %%ds\n"
			 "	mov %1, %%es\n"
			 "	mov %1, %%ss\n"
			 "	mov %2, %%eax\n"
			 "	xor %%ebx, %%ebx\n"
			 "	xor %%edi, %%edi\n"
			 "	xor %%ebp, %%ebp\n"
			 "	push %3\n"
			 "	push %%eax\n"
			 "	lret"
			 : : "m"(gdtr), "r"(BOOT_DS), "m"(entry),
			     "i"(BOOT_CS), "S"(bp) : "memory");
	__builtin_unreachable();
}

_Noreturn void start(const struct hvm_start_info *info);
_Noreturn void start(const struct hvm_start_info *info)
{
	const struct hvm_modlist_entry *given_module;
	struct hvm_memmap_table_entry *map;
	struct hvm_modlist_entry *module;
	uint32_t initrd, cmdline_size = 0;
	struct hvm_start_info *made;
	const char *cmdline = NULL;
	char *place;

	given = info;
	if (given->magic != XEN_HVM_START_MAGIC_VALUE || !given->version ||
	    !given->memmap_entries)
		die("QEMU", " gave no start_info with a memory map at ",
		    (uintptr_t)given);
	if (!given->nr_modules)
		die("QEMU", " gave no kernel, nr_modules is ", 0);
	if (given->cmdline_paddr)
		cmdline = parse(at(given->cmdline_paddr));
	if (cmdline)
		cmdline_size = length(cmdline) + 1;
	/* QEMU's own tables are below, and still needed */
	if (want.info < INFO_DEFAULT)
		die("info", " must be at least ", INFO_DEFAULT);
	if (!want.entries)
		want.entries = given->memmap_entries;
	if (want.entries < given->memmap_entries)
		die("entries", " must be at least QEMU's ",
		    given->memmap_entries);
	if (want.entries > UINT16_MAX)
		die("entries", " can be at most ", UINT16_MAX);

	given_module = at(given->modlist_paddr);
	take(given_module->paddr, given_module->size, "the module",
	     " overlaps the module, at ");
	take((uintptr_t)image_start, image_end - image_start, "the injector",
	     " overlaps the injector, at ");

	file = at(given_module->paddr);
	file_size = want.kernel_size;
	if (file_size > given_module->size)
		die("kernel-size", " must be at most the module's size ",
		    given_module->size);
	load_kernel();

	/* The order of what is placed, each at a multiple of 8 */
	take(want.info, up(sizeof(*made)) + up(sizeof(*module)) +
	     want.entries * sizeof(*map) + up(cmdline_size) +
	     sizeof(struct boot_params), "start_info", "");
	place = at(want.info);
	made = (void *)place;
	place += up(sizeof(*made));
	module = (void *)place;
	place += up(sizeof(*module));
	map = (void *)place;

	memset(made, 0, sizeof(*made));
	made->magic = want.magic;
	made->version = want.version;
	made->rsdp_paddr = given->rsdp_paddr;
	made->memmap_paddr = (uintptr_t)map;
	made->memmap_entries = make_map(map, want.entries);
	place += made->memmap_entries * sizeof(*map);
	if (cmdline) {
		memcpy(place, cmdline, cmdline_size);
		made->cmdline_paddr = (uintptr_t)place;
	}

	initrd = (file_size + PAGE - 1) & ~(PAGE - 1);
	if (initrd < given_module->size) {
		memset(module, 0, sizeof(*module));
		module->paddr = given_module->paddr + initrd;
		module->size = given_module->size - initrd;
		made->modlist_paddr = (uintptr_t)module;
		made->nr_modules = 1;
	}

	if (bzimage) {
		struct boot_params *bp = (void *)(place + up(cmdline_size));

		fill(bp, made);
		start_bzimage(bp);
	}
	__asm__ volatile("cld; jmp *%0" : : "a"(entry), "b"(made) : "memory");
	__builtin_unreachable();
}
