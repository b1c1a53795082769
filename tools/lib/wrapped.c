// SPDX-License-Identifier: GPL-2.0-only
/*
 * Read back the output of tools/pvhwrap. All data is checked, and redundant data has to
 * be consistent.
 */
#include <gelf.h>
#include <inttypes.h>
#include <string.h>
#include <zlib.h>

#include "vmlinux.h"
#include "wrapped.h"

#define MAX_LOADS	(VMLINUX_PARTS + 2)

/* Segments come in this order: those of the kernel, entry, texts and others. */
struct view {
	const struct bytes *file;	/* its data may end before its size */
	Elf *elf;
	GElf_Ehdr ehdr;
	GElf_Phdr load[MAX_LOADS];
	size_t nr_loads;
	size_t entry;			/* the number of the entry's segment */
	GElf_Phdr notes;
	size_t nr_notes;
	struct bytes table_note;
};

static struct bytes segment(const struct view *view, const GElf_Phdr *phdr)
{
	return (struct bytes){ view->file->data + phdr->p_offset, phdr->p_filesz };
}

/* Further segments are only counted, and refused by check_elf(). */
static bool read_segments(struct view *view, struct fault *why)
{
	size_t count;

	if (elf_getphdrnum(view->elf, &count))
		return fault(why, "is a damaged ELF file: %s", elf_errmsg(-1));
	/* libelf does not count headers outside of the file. */
	if (count != view->ehdr.e_phnum)
		return fault(why, "has e_phnum %u, but %zu program headers; it is truncated or damaged",
			     view->ehdr.e_phnum, count);
	for (size_t i = 0; i < count; i++) {
		GElf_Phdr phdr;

		if (!gelf_getphdr(view->elf, i, &phdr))
			return fault(why, "is a damaged ELF file: program header %zu: %s",
				     i, elf_errmsg(-1));
		if (!within(view->file, phdr.p_offset, phdr.p_filesz))
			return fault(why, "has a segment at 0x%" PRIx64 " of 0x%" PRIx64 " bytes, but ends at 0x%zx; it is truncated or damaged",
				     phdr.p_offset, phdr.p_filesz, view->file->size);
		if (phdr.p_type == PT_NOTE && !view->nr_notes++)
			view->notes = phdr;
		if (phdr.p_type == PT_LOAD && view->nr_loads++ < MAX_LOADS)
			view->load[view->nr_loads - 1] = phdr;
	}
	return true;
}

static bool open_view(const struct bytes *file, size_t in_memory, struct view *view,
		      struct fault *why)
{
	*view = (struct view){ .file = file };
	elf_version(EV_CURRENT);
	view->elf = elf_memory((char *)file->data, in_memory);
	if (!gelf_getehdr(view->elf, &view->ehdr))
		return fault(why, "is not an ELF file, so it is not wrapped");
	return read_segments(view, why);
}

/* Return: whether there is a note of that name and type, of at least @least bytes. */
static bool find_note(const struct view *view, const char *name, uint32_t type, size_t least,
		      struct bytes *desc)
{
	size_t offset = 0, next, name_at, desc_at;
	GElf_Nhdr nhdr;
	Elf_Data *data;

	data = elf_getdata_rawchunk(view->elf, view->notes.p_offset, view->notes.p_filesz,
				    ELF_T_NHDR);
	while ((next = gelf_getnote(data, offset, &nhdr, &name_at, &desc_at))) {
		offset = next;
		if (nhdr.n_type != type || nhdr.n_namesz != strlen(name) + 1 ||
		    memcmp((char *)data->d_buf + name_at, name, nhdr.n_namesz))
			continue;
		desc->data = view->file->data + view->notes.p_offset + desc_at;
		desc->size = nhdr.n_descsz;
		return desc->size >= least;
	}
	return false;
}

/* This note identifies wrapped files. */
static bool find_table_note(struct view *view, struct fault *why)
{
	return find_note(view, PVH_WRAP_NOTE_NAME, PVH_WRAP_NOTE_TABLE, 8, &view->table_note) ||
	       fault(why, "has no note \"" PVH_WRAP_NOTE_NAME "\", so it is not wrapped");
}

/* The entry's segment begins with the table. */
static bool find_entry(struct view *view, struct fault *why)
{
	uint64_t address = little_endian(view->table_note.data, 8);
	size_t extras;

	while (view->entry < view->nr_loads && view->load[view->entry].p_paddr != address)
		view->entry++;
	extras = view->nr_loads - view->entry - 1;
	if (!view->entry || view->entry == view->nr_loads || extras > 1)
		return fault(why, "has a note for a table at 0x%" PRIx64 ", but no segment begins there that is behind the kernel, and the last or the one before that; it is damaged",
			     address);
	return true;
}

static bool check_elf(const struct view *view, struct fault *why)
{
	const GElf_Ehdr *ehdr = &view->ehdr;
	uint64_t end = 0;

	if (ehdr->e_ident[EI_CLASS] != ELFCLASS64 || ehdr->e_ident[EI_DATA] != ELFDATA2LSB ||
	    ehdr->e_machine != EM_X86_64 || ehdr->e_type != ET_EXEC)
		return fault(why, "is not an ELF64 executable for x86-64; it is damaged");
	if (view->nr_notes != 1 || view->nr_loads < 2 || view->nr_loads > MAX_LOADS)
		return fault(why, "has %zu PT_NOTE and %zu PT_LOAD, not 1 and 2 to %d as wrapped files; it is damaged",
			     view->nr_notes, view->nr_loads, MAX_LOADS);
	for (size_t i = 0; i < view->nr_loads; i++) {
		const GElf_Phdr *phdr = &view->load[i];

		if (phdr->p_filesz > phdr->p_memsz || phdr->p_paddr % PAGE ||
		    phdr->p_paddr != phdr->p_vaddr || phdr->p_paddr < end ||
		    phdr->p_paddr > UINT32_MAX || phdr->p_memsz > UINT32_MAX - phdr->p_paddr)
			return fault(why, "has a segment for 0x%" PRIx64 " bytes at 0x%" PRIx64 ", behind one that ends at 0x%" PRIx64 ", where it cannot be; it is damaged",
				     phdr->p_memsz, phdr->p_paddr, end);
		end = phdr->p_paddr + phdr->p_memsz;
	}
	return true;
}

/* The table, and its fields about itself and its segment. */
static bool read_table(const struct view *view, struct wrapped *w, struct fault *why)
{
	const GElf_Phdr *phdr = &view->load[view->entry];
	const struct pvh_wrap *table = &w->table;

	w->entry = segment(view, phdr);
	if (w->entry.size < sizeof(w->table))
		return fault(why, "has an entry's segment of 0x%zx bytes at 0x%" PRIx64 ", too few for a table; it is damaged",
			     w->entry.size, phdr->p_paddr);
	memcpy(&w->table, w->entry.data, sizeof(w->table));
	if (table->magic != PVH_WRAP_MAGIC)
		return fault(why, "has no table at the start of the entry's segment; it is damaged");
	if (table->version != PVH_WRAP_VERSION)
		return fault(why, "has a table of version %" PRIu32 ", known is %u; use the pvhwrap that made it",
			     table->version, PVH_WRAP_VERSION);
	if (table->file_size != w->entry.size || table->mem_size > phdr->p_memsz ||
	    table->mem_size < table->file_size || table->link != phdr->p_paddr)
		return fault(why, "has a table for an entry of 0x%" PRIx32 " bytes at 0x%" PRIx32 ", but its segment has 0x%zx at 0x%" PRIx64 "; it is damaged",
			     table->file_size, table->link, w->entry.size, phdr->p_paddr);
	if (table->entry < sizeof(w->table) || table->entry >= table->file_size ||
	    table->entry64 < sizeof(w->table) || table->entry64 >= table->file_size ||
	    table->header < sizeof(w->table) || table->header > table->file_size ||
	    table->header_size > table->file_size - table->header)
		return fault(why, "has pvh_start at 0x%" PRIx32 ", pvh_start64 at 0x%" PRIx32 " and the setup header at 0x%" PRIx32 " of an entry of 0x%" PRIx32 " bytes; it is damaged",
			     table->entry, table->entry64, table->header, table->file_size);
	if (table->low_part < sizeof(w->table) || table->low_part > table->file_size ||
	    table->low_part_size > table->file_size - table->low_part ||
	    table->low_part_size < sizeof(struct pvh_low))
		return fault(why, "has a low part of 0x%" PRIx32 " bytes at 0x%" PRIx32 " of an entry of 0x%" PRIx32 " bytes; it is damaged",
			     table->low_part_size, table->low_part, table->file_size);
	return true;
}

uint32_t wrapped_start(const struct pvh_wrap *table)
{
	return table->low ? table->low + sizeof(struct pvh_low) : table->link + table->entry;
}

/* It ends the kernel's bytes, or replaces the first of them. */
static bool read_low_part(const struct view *view, const struct wrapped *w, struct fault *why)
{
	const struct pvh_wrap *table = &w->table;
	struct pvh_low low = { table->link - table->low, table->end - table->low };
	const GElf_Phdr *phdr = &view->load[0];
	uint64_t at = table->kernel64 ? 0 : phdr->p_filesz - table->low_part_size;
	const uint8_t *part;

	if (!table->low && !table->replaced)
		return true;
	if (phdr->p_filesz < table->low_part_size || table->low != phdr->p_paddr + at ||
	    !table->replaced != !table->kernel64)
		return fault(why, "has a low part of the entry of 0x%" PRIx32 " bytes at 0x%" PRIx32 " and bytes that it replaces at 0x%" PRIx32 ", which does not suit a kernel of 0x%" PRIx64 " bytes at 0x%" PRIx64 "; it is damaged",
			     table->low_part_size, table->low, table->replaced, phdr->p_filesz,
			     phdr->p_paddr);
	part = segment(view, phdr).data + at;
	if (memcmp(part, &low, sizeof(low)) ||
	    memcmp(part + sizeof(low), w->entry.data + table->low_part + sizeof(low),
		   table->low_part_size - sizeof(low)))
		return fault(why, "has a low part of the entry at 0x%" PRIx32 " that is not a copy of it; it is damaged",
			     table->low);
	return true;
}

static bool read_entry(const struct view *view, struct wrapped *w, struct fault *why)
{
	uint64_t start = wrapped_start(&w->table);
	uint64_t start64 = (uint64_t)w->table.link + w->table.entry64;
	struct bytes note;

	if (!find_note(view, XEN_NOTE_NAME, XEN_NOTE_PHYS32_ENTRY, 8, &note))
		return fault(why, "has no note PHYS32_ENTRY of 8 bytes; it is damaged");
	if (little_endian(note.data, 8) != start || view->ehdr.e_entry != start64)
		return fault(why, "is entered at 0x%" PRIx64 " by its note and at 0x%" PRIx64 " by its header, but pvh_start is at 0x%" PRIx64 " and pvh_start64 at 0x%" PRIx64 "; it is damaged",
			     little_endian(note.data, 8), view->ehdr.e_entry, start, start64);
	w->phys32_entry = start;
	return true;
}

/* The setup header and the kernel. */
static bool read_kernel(const struct view *view, struct wrapped *w, struct fault *why)
{
	const GElf_Phdr *phdr = &view->load[0];
	const struct pvh_wrap *table = &w->table;
	const GElf_Phdr *last = &view->load[view->entry - 1];
	uint8_t front[BZIMAGE_FRONT] = { 0 };
	struct bytes note;
	size_t size = table->header_size;

	if (size > sizeof(front) - BZIMAGE_HEADER)
		size = sizeof(front) - BZIMAGE_HEADER;
	memcpy(front + BZIMAGE_HEADER, w->entry.data + table->header, size);
	if (!parse_setup_header(&(struct bytes){ front, sizeof(front) }, &w->image, why))
		return false;
	if (w->image.header_size > size)
		w->image.header_size = size;
	if (w->image.protocol < 0x20a || w->image.header_size < WRAPPED_SUBARCH + 4)
		return fault(why, "has a setup header of protocol %u.%02u, which cannot be wrapped; it is damaged",
			     w->image.protocol >> 8, w->image.protocol & 0xff);
	if (!read_low_part(view, w, why))
		return false;
	if (!table->kernel64) {
		w->image.kernel = segment(view, phdr);
		w->image.kernel.size -= table->low ? table->low_part_size : 0;
		if (!check_kernel(&(struct bytes){ front, sizeof(front) }, &w->image, why))
			return false;
	}
	w->image.header = w->entry.data + table->header;
	w->subarch = little_endian(w->image.header + WRAPPED_SUBARCH, 4);

	if (table->kernel != phdr->p_paddr || w->image.pref_address != phdr->p_paddr ||
	    table->kernel_size > last->p_paddr + last->p_memsz - phdr->p_paddr ||
	    (!table->kernel64 && table->kernel_size != w->image.init_size) ||
	    table->cmdline_size != w->image.cmdline_size)
		return fault(why, "reserves 0x%" PRIx32 " bytes at 0x%" PRIx32 " for the kernel, whose header has init_size 0x%" PRIx32 " and pref_address 0x%" PRIx64 "; it is damaged",
			     table->kernel_size, table->kernel, w->image.init_size,
			     w->image.pref_address);
	if (!find_note(view, PVH_WRAP_NOTE_NAME, PVH_WRAP_NOTE_VERSION, 1, &note))
		return fault(why, "has no note of the kernel's version; it is damaged");
	copy_text(w->image.version, sizeof(w->image.version), note.data, note.size);
	return true;
}

/* Of a kernel without its decompressor. */
static bool check_direct(const struct view *view, struct wrapped *w, struct fault *why)
{
	const struct pvh_wrap *table = &w->table;

	if (!table->kernel64)
		return view->entry == 1 ||
		       fault(why, "has a kernel of %zu segments, but one that is to unpack itself has 1; it is damaged",
			     view->entry);
	for (size_t i = 0; i < view->entry; i++)
		if (table->kernel64 - view->load[i].p_paddr < view->load[i].p_filesz)
			return true;
	return fault(why, "has a kernel that is entered at 0x%" PRIx32 ", which is in none of its segments; it is damaged",
		     table->kernel64);
}

static bool read_relocation(const struct view *view, struct wrapped *w, struct fault *why)
{
	const GElf_Phdr *last = &view->load[view->nr_loads - 1];
	struct bytes note;

	if (w->table.end != last->p_paddr + last->p_memsz)
		return fault(why, "has a table with end 0x%" PRIx32 ", but its last segment ends at 0x%" PRIx64 "; it is damaged",
			     w->table.end, last->p_paddr + last->p_memsz);
	w->relocatable = find_note(view, XEN_NOTE_NAME, XEN_NOTE_PHYS32_RELOC, 12, &note);
	if (w->relocatable) {
		w->align = little_endian(note.data, 4);
		w->min = little_endian(note.data + 4, 4);
		w->max = little_endian(note.data + 8, 4);
	}
	if (w->table.load_mask != (w->relocatable ? w->align - 1 : UINT32_MAX) ||
	    w->relocatable != !!w->image.relocatable_kernel)
		return fault(why, "has relocatable_kernel %u and load_mask 0x%" PRIx32 ", but PHYS32_RELOC %s 0x%" PRIx32 "; it is damaged",
			     w->image.relocatable_kernel, w->table.load_mask,
			     w->relocatable ? "with alignment" : "is not there or has", w->align);
	return true;
}

static bool read_extra(const struct view *view, const char *what, uint32_t address,
		       uint32_t size, struct bytes *bytes, struct fault *why)
{
	const GElf_Phdr *phdr = &view->load[view->nr_loads - 1];

	if (!size)
		return true;
	if (view->nr_loads - 1 == view->entry || address < phdr->p_paddr ||
	    address - phdr->p_paddr > phdr->p_filesz ||
	    size > phdr->p_filesz - (address - phdr->p_paddr))
		return fault(why, "has %s of 0x%" PRIx32 " bytes at 0x%" PRIx32 ", which is in no segment; it is damaged",
			     what, size, address);
	bytes->data = view->file->data + phdr->p_offset + (address - phdr->p_paddr);
	bytes->size = size;
	return true;
}

static bool read_extras(const struct view *view, struct wrapped *w, struct fault *why)
{
	const struct pvh_wrap *table = &w->table;
	struct bytes replaced;

	return read_extra(view, "the text to prepend", table->before, table->before_size,
			  &w->before, why) &&
	       read_extra(view, "the text to append", table->after, table->after_size,
			  &w->after, why) &&
	       read_extra(view, "the ramdisk", table->ramdisk, table->ramdisk_size,
			  &w->ramdisk, why) &&
	       read_extra(view, "the table of relocations", table->relocs, table->relocs_size,
			  &w->relocs, why) &&
	       read_extra(view, "what the low part replaces", table->replaced,
			  table->replaced ? table->low_part_size : 0, &replaced, why);
}

static void check_sum(const struct view *view, struct wrapped *w)
{
	struct bytes note;

	w->has_sum = find_note(view, PVH_WRAP_NOTE_NAME, PVH_WRAP_NOTE_SUM, 4, &note);
	w->intact = w->has_sum &&
		    little_endian(note.data, 4) == wrapped_sum(view->file, note.data - view->file->data, 0, 0);
}

uint32_t wrapped_sum(const struct bytes *front, size_t at, uint32_t rest_sum,
		     uint64_t rest_size)
{
	static const uint8_t zeros[4];
	uint32_t sum = sum_bytes(0, front->data, at);

	sum = sum_bytes(sum, zeros, sizeof(zeros));
	at += sizeof(zeros);
	sum = sum_bytes(sum, front->data + at, front->size - at);
	return crc32_combine(sum, rest_sum, rest_size);
}

bool is_wrapped(const struct bytes *file)
{
	struct fault ignored = { "" };
	struct view view;
	bool found;

	found = open_view(file, file->size, &view, &ignored) && find_table_note(&view, &ignored);
	elf_end(view.elf);
	return found;
}

/* Opens @view, to be closed by the caller. */
static bool parse_view(const struct bytes *file, size_t in_memory, struct view *view,
		       struct wrapped *wrapped, struct fault *why)
{
	*wrapped = (struct wrapped){ 0 };
	return open_view(file, in_memory, view, why) && find_table_note(view, why) &&
	       check_elf(view, why) && find_entry(view, why) &&
	       read_table(view, wrapped, why) && read_entry(view, wrapped, why) &&
	       read_kernel(view, wrapped, why) && check_direct(view, wrapped, why) &&
	       read_relocation(view, wrapped, why) && read_extras(view, wrapped, why);
}

bool parse_wrapped(const struct bytes *file, struct wrapped *wrapped, struct fault *why)
{
	struct view view;
	bool good = parse_view(file, file->size, &view, wrapped, why);

	if (good)
		check_sum(&view, wrapped);
	elf_end(view.elf);
	return good;
}

bool parse_wrapped_front(const struct bytes *front, uint64_t size, struct wrapped *wrapped,
			 struct fault *why)
{
	const struct bytes file = { front->data, size };
	struct view view;
	bool good = parse_view(&file, front->size, &view, wrapped, why);

	elf_end(view.elf);
	return good;
}
