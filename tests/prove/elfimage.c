// SPDX-License-Identifier: GPL-2.0-only
/* The headers of an ELF file. Of each, and of each section, libelf says anything. */
#include SOURCE

#include "tools.h"

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
