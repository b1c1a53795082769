// SPDX-License-Identifier: GPL-2.0-only
/* The kernel: loading a vmlinux or bzImage, and its notes and symbols. */
#include <linux/elf.h>

#include "inject.h"

#define NOTE_ENTRY	18		/* XEN_ELFNOTE_PHYS32_ENTRY */
#define NOTE_RELOC	19		/* XEN_ELFNOTE_PHYS32_RELOC */
#define SECTOR		512u

const struct setup_header *bzimage;
bool kernel_is_64_bit;
uint64_t e_entry;

static const char *file;
static uint32_t file_size;

struct segment {
	uint32_t type;
	uint64_t offset, vaddr, paddr, filesz, memsz, align;
};

static struct segment segments[16];
static unsigned int nr_segments;
static uint32_t reloc[3];	/* alignment, lowest and highest address */

static void find_notes(const struct segment *s)
{
	uint32_t align = s->align == 8 ? 7 : 3;
	const char *note = file + (uint32_t)s->offset;
	const char *const end = note + (uint32_t)s->filesz;

	while (end - note >= 12) {
		uint32_t head[3], name, desc;

		memcpy(head, note, sizeof(head));
		name = 12;
		desc = (name + head[0] + align) & ~align;
		if (head[0] == 4 && after(note + name, "Xen")) {
			if (head[2] == NOTE_ENTRY && head[1] >= 4)
				memcpy(&where.entry, note + desc, 4);
			if (head[2] == NOTE_RELOC && head[1] >= 12)
				memcpy(reloc, note + desc, 12);
		}
		note += (desc + head[1] + align) & ~align;
	}
}

#define read_segments(bits)						\
static void read_segments##bits(void)					\
{									\
	const Elf##bits##_Ehdr *head = (const void *)file;		\
	const Elf##bits##_Phdr *p =					\
		(const void *)(file + (uint32_t)head->e_phoff);		\
	unsigned int i;							\
									\
	if (head->e_phoff > file_size ||				\
	    head->e_phnum * sizeof(*p) > file_size - head->e_phoff ||	\
	    head->e_phnum > sizeof(segments) / sizeof(segments[0]))	\
		die("the kernel", " is cut off, e_phoff is ",		\
		    head->e_phoff);					\
	e_entry = head->e_entry;					\
	for (i = 0; i < head->e_phnum; i++, p++)			\
		segments[nr_segments++] = (struct segment) {		\
			.type = p->p_type, .offset = p->p_offset,	\
			.vaddr = p->p_vaddr, .paddr = p->p_paddr,	\
			.filesz = p->p_filesz, .memsz = p->p_memsz,	\
			.align = p->p_align,				\
		};							\
}									\
									\
static uint64_t symbol##bits(const char *name, size_t size)		\
{									\
	const Elf##bits##_Ehdr *head = (const void *)file;		\
	const Elf##bits##_Shdr *s =					\
		(const void *)(file + (uint32_t)head->e_shoff);		\
	const Elf##bits##_Sym *sym, *end;				\
	const char *strings, *is;					\
	unsigned int i;							\
	size_t n;							\
									\
	for (i = 0; i < head->e_shnum && s[i].sh_type != SHT_SYMTAB; i++) \
		;							\
	if (i == head->e_shnum)						\
		return 0;						\
	sym = (const void *)(file + (uint32_t)s[i].sh_offset);		\
	end = (const void *)((const char *)sym + (uint32_t)s[i].sh_size); \
	strings = file + (uint32_t)s[s[i].sh_link].sh_offset;		\
	for (; sym < end; sym++) {					\
		is = strings + sym->st_name;				\
		for (n = 0; n < size && is[n] == name[n]; n++)		\
			;						\
		if (n == size && !is[n])				\
			return sym->st_value;				\
	}								\
	return 0;							\
}

read_segments(32)
read_segments(64)

static uint64_t moved;

uint64_t symbol(const char *name, size_t size)
{
	uint64_t vaddr = kernel_is_64_bit ? symbol64(name, size) :
					    symbol32(name, size);
	unsigned int i;

	for (i = 0; vaddr && i < nr_segments; i++) {
		const struct segment *s = &segments[i];

		if (s->type == PT_LOAD && vaddr >= s->vaddr &&
		    vaddr - s->vaddr < s->memsz)
			return s->paddr + moved + (vaddr - s->vaddr);
	}
	return 0;
}

/* The load address of the words, if it is permitted by the notes. */
static void choose_place(void)
{
	uint64_t linked = where.kernel, to = number_of(W_AT, linked);

	if (to == linked)
		return;
	if (!reloc[0])
		die("the kernel", " has no note that lets it be loaded at ", to);
	if ((uint32_t)to & (reloc[0] - 1))
		die("the kernel", " wants a multiple of its alignment, not ", to);
	if (to < reloc[1])
		die("the kernel", " cannot be loaded as low as ", to);
	if (to + (where.end - linked) - 1 > reloc[2])
		die("the kernel", " cannot be loaded as high as ", to);
	moved = to - linked;
	where.kernel += moved;
	where.end += moved;
	where.entry += moved;
	e_entry += moved;
}

static void load_vmlinux(void)
{
	static const char zeros[PAGE * 16];
	unsigned int i;

	if (file_size < sizeof(Elf64_Ehdr) || !after(file, ELFMAG))
		die("the module", " is not an ELF file; kernel-size is ", file_size);
	kernel_is_64_bit = file[EI_CLASS] == ELFCLASS64;
	if (kernel_is_64_bit)
		read_segments64();
	else
		read_segments32();

	where.kernel = UINT64_MAX;
	for (i = 0; i < nr_segments; i++) {
		const struct segment *s = &segments[i];

		if (s->offset > file_size || s->filesz > file_size - s->offset ||
		    s->filesz > s->memsz)
			die("the kernel", " is cut off in the segment at offset ",
			    s->offset);
		if (s->type == PT_NOTE)
			find_notes(s);
		if (s->type != PT_LOAD || !s->memsz)
			continue;
		if (s->paddr < where.kernel)
			where.kernel = s->paddr;
		if (s->paddr + s->memsz > where.end)
			where.end = s->paddr + s->memsz;
	}
	if (!where.entry)
		die("the kernel", " has no note Xen of type ", NOTE_ENTRY);
	choose_place();

	for (i = 0; i < nr_segments; i++) {
		const struct segment *s = &segments[i];
		uint64_t to = s->paddr + moved + s->filesz;
		uint64_t left = s->memsz - s->filesz;

		if (s->type != PT_LOAD)
			continue;
		put(s->paddr + moved, file + (uint32_t)s->offset, s->filesz,
		    "the kernel");
		while (left) {
			uint32_t part = left < sizeof(zeros) ? left : sizeof(zeros);

			put(to, zeros, part, "the kernel");
			to += part;
			left -= part;
		}
	}
}

static void load_bzimage(void)
{
	uint32_t setup = ((bzimage->setup_sects ?: 4) + 1) * SECTOR;

	if (setup > file_size)
		die("the bzImage", " is cut off in its set-up code, of ", setup);
	if (text_of(W_AT))
		die("a bzImage", " cannot be loaded elsewhere; its address is ",
		    bzimage->pref_address);
	kernel_is_64_bit = true;
	where.entry = where.kernel = bzimage->pref_address;
	where.end = where.kernel + bzimage->init_size;
	put(where.entry, file + setup, file_size - setup, "the kernel");
}

void load_kernel(const char *image, uint32_t size)
{
	const struct boot_params *bp = (const void *)image;

	file = image;
	file_size = size;
	if (file_size > sizeof(*bp) && bp->hdr.header == HEADER_MAGIC) {
		bzimage = &bp->hdr;
		load_bzimage();
	} else {
		load_vmlinux();
	}
}
