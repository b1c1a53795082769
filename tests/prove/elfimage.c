// SPDX-License-Identifier: GPL-2.0-only
/* The headers of an ELF file. Of each, and of each section, libelf says anything. */
#include SOURCE

#include "elfnotes.h"

/* Program headers, and sections */
#define MOST 1

static struct bytes file;
static struct elf_image image;

/* Of the four bytes that an ELF file begins with, without a loop */
int memcmp(const void *a, const void *b, size_t size)
{
	PROVE(size == 4 && __CPROVER_r_ok(a, size));
	return number_at(a, 4) != number_at(b, 4);
}

/* What libelf says */
static GElf_Ehdr header;
static GElf_Phdr headers[MOST];
static GElf_Shdr sections[MOST];
static size_t nr_sections;

unsigned int elf_version(unsigned int version)
{
	return nondet_u32();
}

const char *elf_errmsg(int error)
{
	return "an error";
}

const char *elf_machine_name(uint16_t machine)
{
	return "a machine";
}

Elf *elf_memory(char *from, size_t size)
{
	PROVE(from == (char *)file.data && size == file.size);
	return nondet_bool() ? (Elf *)&header : NULL;
}

int elf_end(Elf *elf)
{
	return 0;
}

Elf_Kind elf_kind(Elf *elf)
{
	PROVE(elf);
	return nondet_bool() ? ELF_K_ELF : ELF_K_NONE;
}

GElf_Ehdr *gelf_getehdr(Elf *elf, GElf_Ehdr *to)
{
	PROVE(elf);
	*to = header;
	return nondet_bool() ? to : NULL;
}

GElf_Phdr *gelf_getphdr(Elf *elf, int i, GElf_Phdr *to)
{
	PROVE(elf && i >= 0 && i < header.e_phnum);
	*to = headers[i];
	return nondet_bool() ? to : NULL;
}

int elf_getshdrstrndx(Elf *elf, size_t *index)
{
	*index = nondet_u64();
	return nondet_bool() ? 0 : -1;
}

/* There is an end of them. */
Elf_Scn *elf_nextscn(Elf *elf, Elf_Scn *section)
{
	if (nr_sections == MOST || nondet_bool())
		return NULL;
	return (Elf_Scn *)&sections[nr_sections++];
}

GElf_Shdr *gelf_getshdr(Elf_Scn *section, GElf_Shdr *to)
{
	*to = *(const GElf_Shdr *)section;
	return nondet_bool() ? to : NULL;
}

char *elf_strptr(Elf *elf, size_t section, size_t offset)
{
	return nondet_bool() ? "a name" : NULL;
}

/* No more are used than were asked for, see gelf_getphdr(). */
void *calloc(size_t nr, size_t size)
{
	static struct elf_segment segments[MOST];

	PROVE(nr == header.e_phnum && size == sizeof(*segments));
	return nondet_bool() ? segments : NULL;
}

void free(void *memory)
{
}

void *reallocarray(void *old, size_t nr, size_t size)
{
	return nr > SIZE_MAX / size ? NULL : realloc(old, nr * size);
}

/* In place of one_more(), see elf_one_more() */
void *take_section(void **array, size_t *nr, size_t size)
{
	static struct elf_segment segments[MOST];

	PROVE(size == sizeof(*segments) && *nr < MOST);
	*array = segments;
	return nondet_bool() ? &segments[(*nr)++] : NULL;
}

/* In place of read_notes(), which is given what is in the file */
bool any_notes(Elf *elf, struct elf_image *image, const struct elf_segment *s, struct fault *why)
{
	PROVE(s->type == PT_NOTE && is_within(&file, s->offset, s->filesz));
	return nondet_bool() || fault(why, "there is no memory");
}

bool any_name(const char *name)
{
	return nondet_bool();
}

static void prove_segment(size_t i)
{
	const struct elf_segment *s = &image.segments[i];
	const GElf_Phdr *p = &headers[i];

	PROVE(s->type == p->p_type && s->flags == p->p_flags && s->offset == p->p_offset);
	PROVE(s->vaddr == p->p_vaddr && s->paddr == p->p_paddr && s->align == p->p_align);
	PROVE(s->filesz == p->p_filesz && s->memsz == p->p_memsz);
	if (s->type == PT_LOAD || s->type == PT_NOTE) {
		PROVE(is_within(&file, s->offset, s->filesz));
		PROVE(image.end >= s->offset + s->filesz);
	}
	if (s->type == PT_LOAD)
		PROVE(s->filesz <= s->memsz && s->memsz <= UINT64_MAX - s->paddr);
}

static void prove_image(void)
{
	size_t i;

	PROVE(number_at(file.data, 4) == 0x464c457f);
	PROVE(image.bits == (file.data[4] == 2 ? 64 : 32) && file.data[4] <= 2 && file.data[5] == 1);
	PROVE(image.entry == header.e_entry && image.machine == header.e_machine);
	PROVE(image.type == header.e_type && image.flags == header.e_flags);
	PROVE(image.nr_segments == header.e_phnum && image.end >= (image.bits == 64 ? 64 : 52));
	if (image.nr_segments) {
		u64 size = image.nr_segments * (image.bits == 64 ? 56 : 32);

		PROVE(image.headers_offset == header.e_phoff);
		PROVE(is_within(&file, header.e_phoff, size) && image.end >= header.e_phoff + size);
	}
	for (i = 0; i < MOST; i++) {
		if (i < image.nr_segments)
			prove_segment(i);
		if (i < image.nr_note_sections)
			PROVE(is_within(&file, image.note_sections[i].offset,
					image.note_sections[i].filesz));
	}
}

void elf_headers(void)
{
	struct fault why = { "" };

	file = any_file(0, FILE_MAX);
	__CPROVER_havoc_object(&header);
	__CPROVER_havoc_object(headers);
	__CPROVER_havoc_object(sections);
	ASSUME(header.e_phnum <= MOST);

	if (!parse_elf(&file, &image, &why)) {
		PROVE(why.text[0] && !image.nr_segments && !image.segments);
		return;
	}
	PROVE(!why.text[0]);
	prove_image();
	END();
}

/* One more than there are: with room for it, behind them */
void elf_one_more(void)
{
	size_t nr = nondet_u64(), was = nr;
	void *array, *one;

	ASSUME(nr < 4);
	array = nr ? malloc(nr * 8) : NULL;
	ASSUME(!nr || array);
	one = one_more(&array, &nr, 8);
	PROVE(nr == was + !!one);
	ASSUME(one);
	PROVE(__CPROVER_w_ok(array, nr * 8) && one == (char *)array + was * 8);
	END();
}

/* The notes of a segment */
static struct elf_segment s;
static struct elf_note notes[3 * NOTES];

/* In place of one_more() for notes: room for the last one */
static struct elf_note last;

void *take_note(void **array, size_t *nr, size_t size)
{
	PROVE(array == (void **)&image.notes && size == sizeof(last));
	if (nondet_bool())
		return NULL;
	++*nr;
	return &last;
}

Elf_Data *elf_getdata_rawchunk(Elf *elf, int64_t offset, size_t size, Elf_Type type)
{
	static Elf_Data data;

	PROVE(offset == s.offset && size == s.filesz);
	PROVE(type == ELF_T_NHDR || type == ELF_T_NHDR8);
	return nondet_bool() ? &data : NULL;
}

size_t gelf_getnote(Elf_Data *data, size_t offset, GElf_Nhdr *to, size_t *name, size_t *desc)
{
	PROVE(data);
	return read_note(s.filesz, offset, to, name, desc);
}

static u64 nr_copied;

void copy_text(char *to, size_t room, const uint8_t *from, size_t size)
{
	PROVE(from == file.data + s.offset + last_name && size == nhdr.n_namesz);
	PROVE(__CPROVER_w_ok(to, room) && __CPROVER_r_ok(from, size));
	nr_copied++;
}

size_t strlen(const char *text)
{
	return nondet_u8() % 32;
}

static void any_segment_of_notes(void)
{
	file = any_file(52, FILE_MAX);
	image.file = file;
	s.type = PT_NOTE;
	s.offset = nondet_u64();
	s.filesz = nondet_u64();
	s.align = nondet_u64();
	ASSUME(is_within(&file, s.offset, s.filesz));
	image.nr_notes = nondet_u64();
	ASSUME(image.nr_notes <= NOTES);
}

/* Each note that libelf finds is kept, with what is in the segment. */
void elf_walked(void)
{
	u64 before;
	struct walk walk;

	any_segment_of_notes();
	before = image.nr_notes;
	if (!walk_notes((Elf *)&header, &image, &s, ELF_T_NHDR, &walk)) {
		PROVE(image.nr_notes < before + nr_read);
		return;
	}
	PROVE(walk.first == before && walk.nr == nr_read && walk.end == last_end);
	PROVE(image.nr_notes == before + nr_read && nr_copied == nr_read && walk.named <= walk.nr);
	if (!nr_read)
		return;
	PROVE(last.type == nhdr.n_type && last.desc.size == nhdr.n_descsz);
	PROVE(last.desc.data == file.data + s.offset + last_desc && is_part(&last.desc, &file));
	END();
}

/* In place of walk_notes(): notes that have its number for a type */
static u32 nr_walks;
static struct walk walks[2];

bool any_walk(Elf *elf, struct elf_image *in, const struct elf_segment *of, Elf_Type layout,
	      struct walk *walk)
{
	u64 i, nr = nondet_u64();

	PROVE(nr_walks < 2 && in == &image && of == &s);
	PROVE(layout == (s.align == 8 && !nr_walks ? ELF_T_NHDR8 : ELF_T_NHDR));
	ASSUME(nr <= NOTES);
	*walk = (struct walk){ image.nr_notes, nr, nondet_u64(), nondet_u64() };
	ASSUME(walk->named <= nr && walk->end <= s.filesz);
	image.notes = notes;
	for (i = 0; i < NOTES; i++)
		if (i < nr)
			notes[image.nr_notes++].type = 100 * nr_walks + i;
	walks[nr_walks++] = *walk;
	return nondet_bool();
}

/* In place of is_padding(): of what no note is in */
static bool has_padding;

bool any_padding(const uint8_t *at, size_t size)
{
	PROVE(__CPROVER_r_ok(at, size) && at + size == file.data + s.offset + s.filesz);
	has_padding = nondet_bool();
	return has_padding;
}

/* Of what is moved, the type tells which note it is. */
void *memmove(void *to, const void *from, size_t size)
{
	struct elf_note *one = to;
	const struct elf_note *other = from;
	u64 i;

	PROVE(one <= other && size % sizeof(*one) == 0);
	for (i = 0; i < NOTES; i++)
		if (i < size / sizeof(*one))
			one[i].type = other[i].type;
	return to;
}

/* The notes are those of one walk, the one that knows more names; and behind those before. */
void elf_notes(void)
{
	struct fault why = { "" };
	u64 before, i = nondet_u64();
	const struct walk *walk;
	u32 which;

	any_segment_of_notes();
	before = image.nr_notes;
	notes[0].type = 1000;
	if (!read_notes((Elf *)&header, &image, &s, &why)) {
		PROVE(why.text[0]);
		return;
	}
	PROVE(!why.text[0] && nr_walks == (!s.filesz ? 0 : s.align == 8 ? 2 : 1));
	PROVE(!before || notes[0].type == 1000);
	if (!nr_walks) {
		PROVE(image.nr_notes == before);
		return;
	}
	which = walks[1].named > walks[0].named;
	walk = &walks[which];
	PROVE(image.nr_notes == before + walk->nr);
	PROVE(IMPLIES(i < walk->nr, notes[before + i].type == 100 * which + i));
	PROVE(!image.doubt.text[0] == (!which && has_padding));
	END();
}
