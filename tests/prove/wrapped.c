// SPDX-License-Identifier: GPL-2.0-only
/* A wrapped file that is read back. Of its headers libelf says anything. */
#include SOURCE

#include "elfnotes.h"

/* Headers that are read, from any state that others leave */
#define MOST 2
/* Segments: kernel, entry and texts; each is compared with the one before. */
#define LOADS 3

static struct bytes file;
static struct view view;
static Elf *const elf = (Elf *)&view;

const char *elf_errmsg(int error)
{
	return "an error";
}

int elf_getphdrnum(Elf *of, size_t *count)
{
	PROVE(of == elf);
	*count = nondet_u64();
	ASSUME(*count <= MOST);
	return nondet_bool() ? 0 : -1;
}

static GElf_Phdr headers[MOST];

GElf_Phdr *gelf_getphdr(Elf *of, int i, GElf_Phdr *to)
{
	PROVE(of == elf && i >= 0 && i < MOST);
	*to = headers[i];
	return nondet_bool() ? to : NULL;
}

static struct bytes any_bytes(u64 size)
{
	struct bytes bytes = { malloc(size), size };

	ASSUME(bytes.data);
	return bytes;
}

static void any_view(void)
{
	file = any_file(0, FILE_MAX);
	__CPROVER_havoc_object(&view);
	view.file = &file;
	view.elf = elf;
}

/* The segments of any headers, after any others, are in the file. */
void wrapped_segments(void)
{
	struct fault why = { "" };
	u64 loads, notes, i;

	any_view();
	__CPROVER_havoc_object(headers);
	loads = view.nr_loads;
	notes = view.nr_notes;
	ASSUME(loads < 65536 && notes < 65536);
	if (!read_segments(&view, &why)) {
		PROVE(why.text[0]);
		return;
	}
	PROVE(!why.text[0] && view.nr_loads - loads + (view.nr_notes - notes) <= view.ehdr.e_phnum);
	PROVE(IMPLIES(!notes && view.nr_notes, is_within(&file, view.notes.p_offset, view.notes.p_filesz)));
	i = nondet_u64();
	ASSUME(i >= loads && i < view.nr_loads && i < MAX_LOADS);
	PROVE(view.load[i].p_type == PT_LOAD);
	PROVE(is_within(&file, view.load[i].p_offset, view.load[i].p_filesz));
	END();
}

static Elf_Data data;

Elf_Data *elf_getdata_rawchunk(Elf *of, int64_t offset, size_t size, Elf_Type type)
{
	PROVE(of == elf && offset == view.notes.p_offset && size == view.notes.p_filesz);
	data.d_buf = file.data + offset;
	data.d_size = size;
	return nondet_bool() ? &data : NULL;
}

size_t gelf_getnote(Elf_Data *of, size_t offset, GElf_Nhdr *to, size_t *name, size_t *desc)
{
	PROVE(offset == last_end);
	return of ? read_note(of->d_size, offset, to, name, desc) : 0;
}

size_t strlen(const char *text)
{
	return __CPROVER_OBJECT_SIZE(text) - 1;
}

/* Of names, and of the parts of an entry: what was compared last, and whether it is the same */
static const void *one, *other;
static u64 compared;
static bool is_same;

int memcmp(const void *a, const void *b, size_t size)
{
	PROVE(__CPROVER_r_ok(a, size) && __CPROVER_r_ok(b, size));
	one = a;
	other = b;
	compared = size;
	is_same = nondet_bool();
	return !is_same;
}

/* A note is found that has this name and type, and is in the file. */
void wrapped_note(void)
{
	const char *name = nondet_bool() ? "Xen" : "pvhwrap";
	u32 type = nondet_u32();
	u64 least = nondet_u64();
	struct bytes desc;

	any_view();
	ASSUME(is_within(&file, view.notes.p_offset, view.notes.p_filesz));
	if (!find_note(&view, name, type, least, &desc))
		return;
	PROVE(is_part(&desc, &file) && desc.size >= least && desc.size == nhdr.n_descsz);
	PROVE(nhdr.n_type == type && nhdr.n_namesz == strlen(name) + 1);
	PROVE(is_same && other == name && compared == nhdr.n_namesz);
	PROVE(one == file.data + view.notes.p_offset + last_name);
	PROVE(desc.data == file.data + view.notes.p_offset + last_desc);
	END();
}

static struct wrapped w;

/* Of the file, which may have anything */
void *memcpy(void *to, const void *from, size_t size)
{
	PROVE(__CPROVER_r_ok(from, size) && __CPROVER_w_ok(to, size));
	if (to == &w.table)
		__CPROVER_havoc_slice(&w.table, sizeof(w.table));
	return to;
}

/* In place of little_endian(), likewise */
uint64_t any_number(const uint8_t *from, size_t size)
{
	PROVE(size <= 8 && __CPROVER_r_ok(from, size));
	return nondet_u64() >> (64 - 8 * size);
}

/* In place of find_note(), see wrapped_note() */
bool any_note(const struct view *of, const char *name, uint32_t type, size_t least,
	      struct bytes *desc)
{
	u64 at = nondet_u64(), size = nondet_u64();

	if (nondet_bool())
		return false;
	ASSUME(size >= least && size && is_within(&file, at, size));
	*desc = (struct bytes){ file.data + at, size };
	return true;
}

bool parse_setup_header(const struct bytes *front, struct bzimage *image, struct fault *why)
{
	PROVE(front->size == BZIMAGE_FRONT && __CPROVER_r_ok(front->data, front->size));
	image->header = front->data + BZIMAGE_HEADER;
	image->header_size = nondet_u64();
	image->protocol = nondet_u32();
	image->init_size = nondet_u32();
	image->pref_address = nondet_u64();
	image->cmdline_size = nondet_u32();
	image->relocatable_kernel = nondet_bool();
	return nondet_bool() || fault(why, "it is damaged");
}

bool check_kernel(const struct bytes *front, struct bzimage *image, struct fault *why)
{
	PROVE(is_part(&image->kernel, &file) && __CPROVER_r_ok(front->data, front->size));
	return nondet_bool() || fault(why, "it is damaged");
}

void copy_text(char *to, size_t room, const uint8_t *from, size_t size)
{
	PROVE(room && __CPROVER_w_ok(to, room) && __CPROVER_r_ok(from, size));
}

/* A view as read_segments() leaves it, see wrapped_segments() */
static void any_segments(void)
{
	size_t i;

	any_view();
	__CPROVER_havoc_object(&w);
	view.entry = 0;
	ASSUME(view.nr_loads <= LOADS);
	for (i = 0; i < LOADS; i++)
		ASSUME(is_within(&file, view.load[i].p_offset, view.load[i].p_filesz));
}

/* Segments come one behind the other, and the entry's begins with a table that says so. */
void wrapped_table(void)
{
	const struct pvh_wrap *table = &w.table;
	struct fault why = { "" };
	u64 at = nondet_u64();
	const GElf_Phdr *phdr;

	any_segments();
	ASSUME(is_within(&file, at, 8));
	view.table_note = (struct bytes){ file.data + at, 8 };
	if (!check_elf(&view, &why) || !find_entry(&view, &why) || !read_table(&view, &w, &why)) {
		PROVE(why.text[0]);
		return;
	}
	PROVE(!why.text[0] && view.entry && view.nr_loads - view.entry <= 2);
	phdr = &view.load[view.entry];
	PROVE(phdr->p_paddr >= phdr[-1].p_paddr + phdr[-1].p_memsz && phdr->p_paddr + phdr->p_memsz <= UINT32_MAX);
	PROVE(is_part(&w.entry, &file) && w.entry.size == table->file_size);
	PROVE(table->magic == PVH_WRAP_MAGIC && table->version == PVH_WRAP_VERSION);
	PROVE(table->link == phdr->p_paddr && table->file_size <= table->mem_size && table->mem_size <= phdr->p_memsz);
	PROVE(table->entry < table->file_size && table->entry64 < table->file_size);
	PROVE(is_within(&w.entry, table->header, table->header_size));
	PROVE(is_within(&w.entry, table->low_part, table->low_part_size));
	END();
}

/* The setup header is in the entry, and the kernel in its segment, up to the low part. */
void wrapped_kernel(void)
{
	const struct pvh_wrap *table = &w.table;
	struct fault why = { "" };
	struct bytes header;

	any_segments();
	/* See wrapped_table() */
	w.entry = any_bytes(table->file_size);
	ASSUME(is_within(&w.entry, table->header, table->header_size));
	ASSUME(is_within(&w.entry, table->low_part, table->low_part_size));
	ASSUME(table->low_part_size >= sizeof(struct pvh_low));
	view.entry = 1;

	if (!read_kernel(&view, &w, &why)) {
		PROVE(why.text[0]);
		return;
	}
	PROVE(!why.text[0]);
	header = (struct bytes){ (u8 *)w.image.header, w.image.header_size };
	PROVE(is_part(&header, &w.entry) && header.size >= WRAPPED_SUBARCH + 4);
	PROVE(table->kernel == view.load[0].p_paddr);
	if (!table->kernel64) {
		PROVE(is_part(&w.image.kernel, &file));
		PROVE(w.image.kernel.size + (table->low ? table->low_part_size : 0) == view.load[0].p_filesz);
	}
	END();
}

/* What is added is in the last segment, with the size that the table has. */
void wrapped_extra(void)
{
	struct fault why = { "" };
	struct bytes bytes = { NULL, 0 };
	u32 address = nondet_u32(), size = nondet_u32();
	const GElf_Phdr *last;

	any_segments();
	ASSUME(view.nr_loads);
	last = &view.load[view.nr_loads - 1];
	view.entry = nondet_u64();
	if (!read_extra(&view, "a text", address, size, &bytes, &why)) {
		PROVE(why.text[0]);
		return;
	}
	PROVE(!why.text[0] && bytes.size == size && is_part(&bytes, &file));
	if (!size)
		return;
	PROVE(address >= last->p_paddr && bytes.data == file.data + last->p_offset + (address - last->p_paddr));
	PROVE(view.entry != view.nr_loads - 1);
	END();
}
