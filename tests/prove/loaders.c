// SPDX-License-Identifier: GPL-2.0-only
/* The notes that loaders find: what pvhinfo says yes to has the note that it says. */
#include SOURCE

#include "tools.h"

/* A loader takes nothing from one to the next but where that is. */
#define NOTES 2

static struct bytes file;
static struct elf_segment s;
static struct elf_image elf;

const char *elf_machine_name(uint16_t machine)
{
	return "a machine";
}

/* A segment of notes as parse_elf() leaves it, see elf_headers() */
static void any_elf(void)
{
	file = any_file(52, FILE_MAX);
	s.type = PT_NOTE;
	s.offset = nondet_u64();
	s.filesz = nondet_u64();
	s.align = nondet_u64();
	ASSUME(is_within(&file, s.offset, s.filesz));
	elf.file = file;
	elf.bits = nondet_bool() ? 64 : 32;
}

/* The last note that was read, where, and whether it was found to be of Xen */
static struct raw_note last;
static u64 last_at;
static u32 nr_read;
static bool is_xen;

/*
 * In place of read_note(), see loaders_note(): in the file, each behind the one before, so
 * that the walk ends with the file.
 */
bool next_note(const struct bytes *in, uint64_t offset, struct raw_note *note)
{
	PROVE(in->data == file.data && (!nr_read || offset > last_at));
	if (!is_within(in, offset, 12))
		return false;
	ASSUME(nr_read < NOTES);
	nr_read++;
	last_at = offset;
	is_xen = false;
	last = (struct raw_note){ nondet_u32(), nondet_u32(), nondet_u32(), offset + 12 };
	*note = last;
	return true;
}

/* In place of is_named_xen(), see loaders_note() */
bool any_name(const struct bytes *in, const struct raw_note *note)
{
	PROVE(nr_read && note->name == last.name);
	is_xen = nondet_bool();
	return is_xen;
}

/* In place of number(): in the file; the same of the same bytes */
u64 __CPROVER_uninterpreted_number(u64 offset, u64 size);

uint64_t any_number(const struct bytes *in, uint64_t offset, size_t size)
{
	PROVE(is_within(in, offset, size));
	return __CPROVER_uninterpreted_number(offset, size);
}

/* In place of align_up(): never less, and the same of the same */
u64 __CPROVER_uninterpreted_aligned(u64 value, u64 alignment);

uint64_t aligned(uint64_t value, uint64_t alignment)
{
	u64 up = __CPROVER_uninterpreted_aligned(value, alignment);

	PROVE(alignment);
	ASSUME(up >= value && up - value < alignment);
	return up;
}

/* In place of qemu_align(), of which the sum may wrap: anything */
uint64_t qemu_aligned(const struct elf_image *image, uint64_t value, uint64_t alignment)
{
	PROVE(alignment);
	return __CPROVER_uninterpreted_aligned(value, alignment);
}

/* In place of qemu_ends(), which copies the rest of the file into a header */
bool any_end(const struct elf_image *image, const struct elf_segment *s, uint64_t offset,
	     struct fault *why)
{
	PROVE(offset >= file.size || file.size - offset < 12);
	return nondet_bool() || fault(why, "QEMU reads on");
}

/* The last note is that of Xen for the entry, and begins in the segment. */
static void prove_entry_note(void)
{
	PROVE(nr_read && last_at >= s.offset && last_at - s.offset < s.filesz);
	PROVE(last.type == 18 && is_xen);
}

void loaders_note(void)
{
	struct raw_note note;
	u64 offset = nondet_u64();

	file = any_file(0, FILE_MAX);
	if (!read_note(&file, offset, &note))
		return;
	PROVE(is_within(&file, offset, 12) && note.name == offset + 12);
	PROVE(note.name_size == number_at(file.data + offset, 4));
	PROVE(note.desc_size == number_at(file.data + offset + 4, 4));
	PROVE(note.type == number_at(file.data + offset + 8, 4));
	if (is_named_xen(&file, &note)) {
		PROVE(is_within(&file, note.name, 4));
		PROVE(number_at(file.data + note.name, 4) == 0x6e6558);
		END();
	}
}

/* Firecracker and others: the note that decides is Xen's, with the address that is said. */
void loaders_rust(void)
{
	const struct rust rust = { .old = nondet_bool() };
	struct fault why = { "" };
	bool has_entry;
	u64 entry, desc;

	any_elf();
	if (!rust_note(&elf, &s, &rust, &has_entry, &entry, &why)) {
		PROVE(why.text[0]);
		return;
	}
	PROVE(!why.text[0]);
	if (!has_entry)
		return;
	prove_entry_note();
	desc = last.name + __CPROVER_uninterpreted_aligned(4, rust.old ? s.align : 4);
	PROVE(last.name_size == 4 && last.desc_size >= 4 && is_within(&file, desc, 4));
	PROVE(entry == __CPROVER_uninterpreted_number(desc, 4));
	END();
}

/* QEMU */
void loaders_qemu(void)
{
	struct fault why = { "" };
	bool has_entry = nondet_bool(), had_entry = has_entry;
	u64 entry = nondet_u64(), was = entry, desc;

	any_elf();
	if (!qemu_note(&elf, &s, &has_entry, &entry, &why)) {
		PROVE(why.text[0]);
		return;
	}
	PROVE(!why.text[0]);
	if (!nr_read || last.type != 18) {
		PROVE(entry == was && has_entry == had_entry);
		return;
	}
	PROVE(has_entry);
	prove_entry_note();
	desc = last.name + __CPROVER_uninterpreted_aligned(last.name_size, s.align);
	PROVE(is_within(&file, desc, elf.bits / 8));
	PROVE(entry == __CPROVER_uninterpreted_number(desc, elf.bits / 8));
	END();
}

/* In place of xen_note(): what is taken is a note of Xen in the segment. */
static u32 nr_xen;

void take_xen_note(const struct bytes *in, const struct raw_note *note, uint64_t desc,
		   struct xen_notes *notes)
{
	PROVE(nr_read && note->name == last.name && note->type == last.type);
	PROVE(last_at >= s.offset && last_at - s.offset < s.filesz);
	PROVE(is_xen && desc >= note->name);
	nr_xen++;
}

void loaders_xen(void)
{
	struct xen_notes notes = { 0 };

	any_elf();
	xen_walk(&file, &s, &notes);
	PROVE(nr_xen <= nr_read);
	END();
}

/* In place of xen_knows_features() */
bool any_features(const uint8_t *text, size_t size)
{
	PROVE(size && __CPROVER_r_ok(text, size));
	return nondet_bool();
}

/* What Xen takes for the entry is of a note of this type, and the number in it. */
void loaders_xen_note(void)
{
	const struct raw_note note = { nondet_u32(), nondet_u32(), nondet_u32(), nondet_u64() };
	struct xen_notes notes = { .entry = nondet_u32() }, was = notes;
	u64 desc = nondet_u64(), size = note.desc_size;

	file = any_file(0, FILE_MAX);
	xen_note(&file, &note, desc, &notes);
	if (note.type != 18) {
		PROVE(!notes.has_entry && notes.entry == was.entry);
		return;
	}
	PROVE(notes.has_entry);
	if (size == 1 || size == 2 || size == 4 || size == 8)
		PROVE(notes.entry == (is_within(&file, desc, size) ?
				      (u32)number_at(file.data + desc, size) : 0));
	else
		PROVE(notes.wrong && !notes.entry);
	END();
}
