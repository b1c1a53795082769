// SPDX-License-Identifier: GPL-2.0-only
/*
 * Segments and notes of an ELF file, as used by loaders of kernels. The file is parsed
 * by libelf; sizes and offsets are checked here.
 */
#include <gelf.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "elfimage.h"
#include "machines.h"

bool is_elf(const struct bytes *file)
{
	return file->size >= SELFMAG && !memcmp(file->data, ELFMAG, SELFMAG);
}

/* Appends an element to an array of @nr elements; NULL if there is no memory. */
static void *one_more(void **array, size_t *nr, size_t size)
{
	void *larger = reallocarray(*array, *nr + 1, size);

	if (!larger)
		return NULL;
	*array = larger;
	return (char *)larger + (*nr)++ * size;
}

static bool no_memory(struct fault *why)
{
	return fault(why, "there is no memory to read its headers");
}

/* At the same place for 32 and 64 bits. */
unsigned int elf_machine(const struct bytes *file)
{
	const size_t at = offsetof(Elf64_Ehdr, e_machine);
	unsigned int machine;

	if (!within(file, at, 2))
		return EM_NONE;
	machine = little_endian(file->data + at, 2);
	return file->data[EI_DATA] == ELFDATA2MSB ? __builtin_bswap16(machine) : machine;
}

static bool check_ident(const struct bytes *file, struct fault *why)
{
	if (file->size < EI_NIDENT)
		return fault(why, "has %zu bytes, too few for an ELF header; it is truncated",
			     file->size);
	if (file->data[EI_CLASS] != ELFCLASS32 && file->data[EI_CLASS] != ELFCLASS64)
		return fault(why, "has ELF class %u; 1 (32-bit) and 2 (64-bit) are known",
			     file->data[EI_CLASS]);
	if (file->data[EI_DATA] == ELFDATA2MSB)
		return fault(why, "is a big-endian ELF file for %s; give an x86 kernel",
			     elf_machine_name(elf_machine(file)));
	if (file->data[EI_DATA] != ELFDATA2LSB)
		return fault(why, "has ELF data encoding %u, not 1 (little endian); give an x86 kernel",
			     file->data[EI_DATA]);
	return true;
}

/* Ranges that wrap end beyond any file. */
static void extend(struct elf_image *image, uint64_t offset, uint64_t size)
{
	uint64_t end;

	if (__builtin_add_overflow(offset, size, &end))
		end = UINT64_MAX;
	if (image->end < end)
		image->end = end;
}

static bool check_segment(const struct elf_image *image, size_t i, struct fault *why)
{
	const struct elf_segment *s = &image->segments[i];

	if (s->type != PT_LOAD && s->type != PT_NOTE)
		return true;
	if (!within(&image->file, s->offset, s->filesz))
		return fault(why, "has program header %zu at offset 0x%" PRIx64 " with 0x%" PRIx64 " bytes, but the file ends at 0x%zx; it is truncated or damaged",
			     i, s->offset, s->filesz, image->file.size);
	if (s->type != PT_LOAD)
		return true;
	if (s->filesz > s->memsz)
		return fault(why, "has program header %zu with 0x%" PRIx64 " bytes in the file, more than its 0x%" PRIx64 " in memory; it is damaged",
			     i, s->filesz, s->memsz);
	if (s->paddr + s->memsz < s->paddr)
		return fault(why, "has program header %zu at 0x%" PRIx64 " with 0x%" PRIx64 " bytes, beyond the address space; it is damaged",
			     i, s->paddr, s->memsz);
	return true;
}

static bool read_segments(Elf *elf, const GElf_Ehdr *header, struct elf_image *image,
			  struct fault *why)
{
	size_t size = image->bits == 64 ? sizeof(Elf64_Phdr) : sizeof(Elf32_Phdr);
	/* Not by libelf, which counts only headers within the file. */
	size_t nr = header->e_phnum;

	extend(image, 0, image->bits == 64 ? sizeof(Elf64_Ehdr) : sizeof(Elf32_Ehdr));
	image->headers_offset = header->e_phoff;
	if (!nr)
		return true;
	if (header->e_phentsize != size)
		return fault(why, "has program headers of %u bytes each (e_phentsize), not %zu; it is damaged",
			     header->e_phentsize, size);
	if (!within(&image->file, header->e_phoff, nr * size))
		return fault(why, "has %zu program headers at offset 0x%" PRIx64 ", but ends at 0x%zx; it is truncated or damaged",
			     nr, header->e_phoff, image->file.size);
	image->segments = calloc(nr, sizeof(*image->segments));
	if (!image->segments)
		return no_memory(why);
	image->nr_segments = nr;
	extend(image, header->e_phoff, nr * size);
	for (size_t i = 0; i < nr; i++) {
		GElf_Phdr p;

		if (!gelf_getphdr(elf, i, &p))
			return fault(why, "has a damaged program header %zu: %s", i, elf_errmsg(-1));
		image->segments[i] = (struct elf_segment){
			.type = p.p_type, .flags = p.p_flags, .offset = p.p_offset,
			.vaddr = p.p_vaddr, .paddr = p.p_paddr, .filesz = p.p_filesz,
			.memsz = p.p_memsz, .align = p.p_align,
		};
		if (!check_segment(image, i, why))
			return false;
		if (p.p_type == PT_LOAD || p.p_type == PT_NOTE)
			extend(image, p.p_offset, p.p_filesz);
	}
	return true;
}

/* Names of include/asm-generic/vmlinux.lds.h that no program has. */
static bool is_linux_section(const char *name)
{
	static const char *const names[] = {
		"__ksymtab", "__ksymtab_strings", ".init.text", ".init.data", ".data..percpu",
		"__param", ".pci_fixup",
	};

	for (size_t i = 0; name && i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcmp(name, names[i]))
			return true;
	return false;
}

static bool is_left_out(const GElf_Shdr *s)
{
	const uint64_t code = SHF_ALLOC | SHF_EXECINSTR;

	return s->sh_type == SHT_NOBITS && s->sh_size && (s->sh_flags & code) == code;
}

/* Sections with notes are used if no segment has any; the others tell what it is. */
static bool read_sections(Elf *elf, const GElf_Ehdr *header, struct elf_image *image,
			  struct fault *why)
{
	Elf_Scn *section = NULL;
	size_t names = 0;

	if (!header->e_shoff)
		return true;
	if (elf_getshdrstrndx(elf, &names))
		names = 0;
	if (__builtin_add_overflow(header->e_shoff, (uint64_t)header->e_shnum * header->e_shentsize,
				   &image->sections_end))
		image->sections_end = UINT64_MAX;
	extend(image, 0, image->sections_end);
	while ((section = elf_nextscn(elf, section))) {
		struct elf_segment *found;
		GElf_Shdr s;

		if (!gelf_getshdr(section, &s))
			continue;
		if (is_linux_section(elf_strptr(elf, names, s.sh_name)))
			image->nr_linux_sections++;
		if (is_left_out(&s))
			image->code_left_out = true;
		if (s.sh_type != SHT_NULL && s.sh_type != SHT_NOBITS)
			extend(image, s.sh_offset, s.sh_size);
		if (s.sh_type != SHT_NOTE || !within(&image->file, s.sh_offset, s.sh_size))
			continue;
		found = one_more((void **)&image->note_sections, &image->nr_note_sections,
				 sizeof(*found));
		if (!found)
			return no_memory(why);
		*found = (struct elf_segment){ .offset = s.sh_offset, .filesz = s.sh_size };
	}
	return true;
}

/* Some linkers fill the end of a segment with zeros. */
static bool is_padding(const uint8_t *at, size_t size)
{
	while (size && !*at)
		at++, size--;
	return !size;
}

/* Notes of a segment, read with one alignment. */
struct walk {
	size_t first;		/* in the image's */
	size_t nr;
	size_t named;		/* with a name of just its size */
	size_t end;		/* in the segment, of the last one */
};

static bool walk_notes(Elf *elf, struct elf_image *image, const struct elf_segment *s,
		       Elf_Type layout, struct walk *walk)
{
	const uint8_t *base = image->file.data + s->offset;
	Elf_Data *data = elf_getdata_rawchunk(elf, s->offset, s->filesz, layout);
	size_t next, name, desc;
	GElf_Nhdr header;

	*walk = (struct walk){ .first = image->nr_notes };
	while (data && (next = gelf_getnote(data, walk->end, &header, &name, &desc))) {
		struct elf_note *note = one_more((void **)&image->notes, &image->nr_notes,
						 sizeof(*note));

		if (!note)
			return false;
		/* Refer to the file, as libelf may use an aligned copy. */
		copy_text(note->owner, sizeof(note->owner), base + name, header.n_namesz);
		note->type = header.n_type;
		note->desc.data = (uint8_t *)base + desc;
		note->desc.size = header.n_descsz;
		walk->named += note->owner[0] && strlen(note->owner) + 1 == header.n_namesz;
		walk->end = next;
		walk->nr++;
	}
	return true;
}

/*
 * Linkers set an alignment of 8 if any note has it, and leave the others aligned to 4. What
 * can be read is shown, since each loader has its own way to read them, see loaders.c.
 */
static bool read_notes(Elf *elf, struct elf_image *image, const struct elf_segment *s,
		       struct fault *why)
{
	const uint8_t *base = image->file.data + s->offset;
	bool eight = s->align == 8;
	struct walk by_header, by_four = { 0 };

	if (!s->filesz)
		return true;
	if (!walk_notes(elf, image, s, eight ? ELF_T_NHDR8 : ELF_T_NHDR, &by_header) ||
	    (eight && !walk_notes(elf, image, s, ELF_T_NHDR, &by_four)))
		return no_memory(why);
	if (by_four.named > by_header.named) {
		fault(&image->doubt, "the notes at 0x%" PRIx64 " are aligned to 4, not to 8 as their program header says",
		      s->offset);
		memmove(image->notes + by_header.first, image->notes + by_four.first,
			by_four.nr * sizeof(*image->notes));
		by_header.nr = by_four.nr;
		by_header.end = by_four.end;
	}
	image->nr_notes = by_header.first + by_header.nr;
	if (!is_padding(base + by_header.end, s->filesz - by_header.end))
		fault(&image->doubt, "the notes at 0x%" PRIx64 " are damaged at 0x%" PRIx64,
		      s->offset, s->offset + by_header.end);
	return true;
}

static bool read_all(Elf *elf, struct elf_image *image, struct fault *why)
{
	GElf_Ehdr header;

	if (!elf || elf_kind(elf) != ELF_K_ELF || !gelf_getehdr(elf, &header))
		return fault(why, "has no whole ELF header; it is truncated or damaged");
	image->type = header.e_type;
	image->machine = header.e_machine;
	image->flags = header.e_flags;
	image->entry = header.e_entry;
	if (!read_segments(elf, &header, image, why) ||
	    !read_sections(elf, &header, image, why))
		return false;
	for (size_t i = 0; i < image->nr_segments; i++)
		if (image->segments[i].type == PT_NOTE &&
		    !read_notes(elf, image, &image->segments[i], why))
			return false;
	return true;
}

bool parse_elf(const struct bytes *file, struct elf_image *image, struct fault *why)
{
	Elf *elf;
	bool good;

	*image = (struct elf_image){ .file = *file };
	if (!is_elf(file))
		return fault(why, "is not an ELF file");
	if (!check_ident(file, why))
		return false;
	image->bits = file->data[EI_CLASS] == ELFCLASS64 ? 64 : 32;
	if (elf_version(EV_CURRENT) == EV_NONE)
		return fault(why, "cannot be read by this libelf: %s", elf_errmsg(-1));
	elf = elf_memory((char *)file->data, file->size);
	good = read_all(elf, image, why);
	elf_end(elf);
	if (!good)
		free_elf(image);
	return good;
}

void free_elf(struct elf_image *image)
{
	free(image->segments);
	free(image->note_sections);
	free(image->notes);
	*image = (struct elf_image){ 0 };
}

void find_extent(const struct elf_image *image, uint64_t *start, uint64_t *end)
{
	*start = UINT64_MAX;
	*end = 0;
	for (size_t i = 0; i < image->nr_segments; i++) {
		const struct elf_segment *s = &image->segments[i];

		if (s->type != PT_LOAD)
			continue;
		if (s->paddr < *start)
			*start = s->paddr;
		if (s->paddr + s->memsz > *end)
			*end = s->paddr + s->memsz;
	}
}

const struct elf_note *find_note(const struct elf_image *image, const char *owner,
				 uint32_t type)
{
	for (size_t i = image->nr_notes; i--;)
		if (image->notes[i].type == type && !strcmp(image->notes[i].owner, owner))
			return &image->notes[i];
	return NULL;
}

struct bytes loaded_part(const struct elf_image *elf, size_t i)
{
	const struct elf_segment *s = &elf->segments[i];

	if (s->type != PT_LOAD)
		return (struct bytes){ elf->file.data, 0 };
	return (struct bytes){ elf->file.data + s->offset, s->filesz };
}
