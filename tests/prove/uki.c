// SPDX-License-Identifier: GPL-2.0-only
/* The headers of a unified kernel image, and what is in its sections. */
#include SOURCE

#include "tools.h"

const char *coff_machine_name(uint16_t machine)
{
	return "a machine";
}

/* Any text in any sentence: what is left out is a list of constants. */
int snprintf(char *to, size_t room, const char *format, ...)
{
	PROVE(__CPROVER_w_ok(to, room));
	to[0] = '.';
	return 1;
}

size_t strlen(const char *text)
{
	return nondet_u8() % sizeof(((struct uki *)0)->left_out);
}

/* Where PE says that they are */
void uki_headers(void)
{
	struct bytes front = any_file(0, UKI_FRONT);
	struct pe pe;
	u64 coff;

	if (!find_pe(&front, &pe))
		return;
	PROVE(front.size >= 0x40 && front.data[0] == 'M' && front.data[1] == 'Z');
	coff = number_at(front.data + 0x3c, 4);
	PROVE(is_within(&front, coff, 24) && !memcmp(front.data + coff, "PE\0\0", 4));
	PROVE(pe.machine == number_at(front.data + coff + 4, 2));
	PROVE(pe.nr_sections == number_at(front.data + coff + 6, 2));
	PROVE(pe.optional == coff + 24 && pe.optional_size == number_at(front.data + coff + 20, 2));
	PROVE(pe.sections == pe.optional + pe.optional_size);
	/* Asked of headers that are whole */
	if (is_within(&front, pe.sections, 0))
		is_signed(&front, &pe);
	END();
}

/* In place of read_section(), see uki_section() */
static const u8 *sections;
static u32 nr_taken;

bool take_section(struct uki *uki, const uint8_t *section, unsigned int profile,
		  unsigned int taken_by[UKI_PARTS], bool left_out[NR_OTHERS], uint64_t size,
		  struct fault *why)
{
	PROVE(__CPROVER_r_ok(section, 40) && section == sections + 40 * nr_taken);
	nr_taken++;
	return nondet_bool() || fault(why, "it is damaged");
}

/* Each section of a table is looked at, and nothing else, if there is one profile. */
void uki_table(void)
{
	static u8 table[3 * 40];
	struct uki uki = { 0 };
	struct fault why = { "" };
	u32 nr = nondet_u32();
	u64 i;

	__CPROVER_havoc_object(table);
	ASSUME(nr <= 3);
	for (i = 0; i < 3; i++)
		table[40 * i + 1] = 'a';
	sections = table + sizeof(table) - 40 * nr;

	if (read_sections(&uki, sections, nr, nondet_u64(), &why))
		PROVE(nr_taken == nr);
	else
		PROVE(why.text[0]);
	END();
}

static bool is_text(const u8 *name, const char *text)
{
	size_t i;

	for (i = 0; i < 8 && name[i] == (u8)text[i]; i++)
		if (!text[i])
			return true;
	return i == 8;
}

/*
 * Any section, after any others: a part is in the file, and is what the section says; of
 * the same profile it may be there once.
 */
void uki_section(void)
{
	static const char *const names[] = { ".linux", ".cmdline", ".ucode", ".initrd" };
	struct uki uki, was;
	struct fault why = { "" };
	unsigned int profile = nondet_u32(), taken_by[UKI_PARTS], before[UKI_PARTS];
	bool left_out[NR_OTHERS] = { false }, good;
	u64 size = nondet_u64(), part = nondet_u64(), in_file, in_memory, at;
	u8 section[40];

	__CPROVER_havoc_object(&uki);
	__CPROVER_havoc_object(taken_by);
	ASSUME(profile <= 1 && part < UKI_PARTS && size <= FILE_MAX);
	was = uki;
	memcpy(before, taken_by, sizeof(before));

	good = read_section(&uki, section, profile, taken_by, left_out, size, &why);

	in_file = number_at(section + 16, 4);
	in_memory = number_at(section + 8, 4);
	if (in_memory && in_memory < in_file)
		in_file = in_memory;
	at = in_file ? number_at(section + 20, 4) : 0;
	PROVE(good || why.text[0]);
	if (!is_text(section, names[part])) {
		PROVE(uki.parts[part].size == was.parts[part].size &&
		      uki.parts[part].offset == was.parts[part].offset);
	} else if (good) {
		const struct extent *is = &uki.parts[part];

		PROVE(before[part] != profile + 1 && taken_by[part] == profile + 1);
		PROVE(is->size == in_file && is->offset == at && at + in_file <= size);
		END();
	} else {
		PROVE(before[part] == profile + 1 || at + in_file > size);
	}
}

/* In place of find_pe(), see uki_headers() */
bool any_pe(const struct bytes *front, struct pe *pe)
{
	pe->machine = nondet_u32();
	pe->optional = nondet_u32();
	pe->optional_size = nondet_u32() & 0xffff;
	pe->sections = pe->optional + pe->optional_size;
	pe->nr_sections = nondet_u32() & 0xffff;
	return nondet_bool();
}

/* In place of read_sections(): any parts that uki_section() leaves */
bool any_sections(struct uki *uki, const uint8_t *section, uint32_t nr, uint64_t size,
		  struct fault *why)
{
	size_t i;

	PROVE(!nr || __CPROVER_r_ok(section, nr * 40));
	for (i = 0; i < UKI_PARTS; i++) {
		uki->parts[i] = (struct extent){ nondet_u64(), nondet_u64() };
		ASSUME(uki->parts[i].offset <= size && uki->parts[i].size <= size - uki->parts[i].offset);
	}
	return nondet_bool() || fault(why, "it is damaged");
}

/* Of any file: a kernel, and no part over another one */
void uki_parsed(void)
{
	struct bytes front = any_file(0, UKI_FRONT);
	u64 size = nondet_u64(), i = nondet_u64(), j = nondet_u64(), at = nondet_u64();
	struct fault why = { "" };
	struct uki uki;

	ASSUME(size >= front.size && size <= FILE_MAX && i < UKI_PARTS && j < i);
	if (!parse_uki(&front, size, &uki, &why)) {
		PROVE(why.text[0]);
		return;
	}
	PROVE(uki.parts[UKI_KERNEL].size);
	PROVE(!(at >= uki.parts[i].offset && at - uki.parts[i].offset < uki.parts[i].size &&
		at >= uki.parts[j].offset && at - uki.parts[j].offset < uki.parts[j].size));
	END();
}
