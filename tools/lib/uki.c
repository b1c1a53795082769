// SPDX-License-Identifier: GPL-2.0-only
/*
 * Read the headers of a unified kernel image. Its content is in the sections' bytes in
 * the file: the stub finds it in memory, where UEFI has copied it to.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "machines.h"
#include "uki.h"

/* COFF: the machine, the number of sections, the size of what precedes their headers. */
#define COFF_MACHINE	4
#define COFF_SECTIONS	6
#define COFF_OPTIONAL	20
#define COFF_SIZE	24
#define COFF_AMD64	0x8664
#define COFF_I386	0x014c

/* The optional header of PE32+ and, smaller by 16 bytes, of PE32. */
#define MAGIC_32	0x010b
#define SIGNATURE_SIZE	148	/* of the data directory that tells where signatures are */

/* A section's header. */
#define NAME_SIZE	8
#define VIRTUAL_SIZE	8
#define FILE_SIZE	16
#define FILE_OFFSET	20
#define SECTION_SIZE	40

static const char *const part_names[UKI_PARTS] = {
	[UKI_KERNEL] = ".linux", [UKI_CMDLINE] = ".cmdline",
	[UKI_UCODE] = ".ucode", [UKI_INITRD] = ".initrd",
};

/* What the stub measures, installs or shows. Texts about the file are not missed. */
static const char *const others[] = {
	".dtb", ".dtbauto", ".hwids", ".efifw", ".pcrsig", ".pcrpkey", ".splash",
};

#define NR_OTHERS	(sizeof(others) / sizeof(others[0]))

bool find_pe(const struct bytes *front, struct pe *pe)
{
	uint64_t coff;

	if (!within(front, 0, 0x40) || memcmp(front->data, "MZ", 2))
		return false;
	coff = little_endian(front->data + 0x3c, 4);
	if (!within(front, coff, COFF_SIZE) || memcmp(front->data + coff, "PE\0\0", 4))
		return false;
	pe->machine = little_endian(front->data + coff + COFF_MACHINE, 2);
	pe->nr_sections = little_endian(front->data + coff + COFF_SECTIONS, 2);
	pe->optional = coff + COFF_SIZE;
	pe->optional_size = little_endian(front->data + coff + COFF_OPTIONAL, 2);
	pe->sections = pe->optional + pe->optional_size;
	return true;
}

bool pe_is_x86(const struct pe *pe)
{
	return pe->machine == COFF_AMD64 || pe->machine == COFF_I386;
}

static bool is_named(const uint8_t *section, const char *name)
{
	return !strncmp((const char *)section, name, NAME_SIZE);
}

bool is_uki(const struct bytes *front)
{
	struct pe pe;

	if (!find_pe(front, &pe))
		return false;
	for (uint64_t at = pe.sections; pe.nr_sections--; at += SECTION_SIZE)
		if (within(front, at, SECTION_SIZE) &&
		    is_named(front->data + at, part_names[UKI_KERNEL]))
			return true;
	return false;
}

static bool is_signed(const struct bytes *front, const struct pe *pe)
{
	uint64_t at = SIGNATURE_SIZE;

	if (within(front, pe->optional, 2) &&
	    little_endian(front->data + pe->optional, 2) == MAGIC_32)
		at -= 16;
	return at + 4 <= pe->optional_size && little_endian(front->data + pe->optional + at, 4);
}

/* The size in memory is what there is, without what aligns the file; 0 means the same. */
static struct extent content_of(const uint8_t *section)
{
	uint64_t memory = little_endian(section + VIRTUAL_SIZE, 4);
	struct extent content = {
		little_endian(section + FILE_OFFSET, 4), little_endian(section + FILE_SIZE, 4),
	};

	if (memory && memory < content.size)
		content.size = memory;
	/* An empty one is nowhere. */
	if (!content.size)
		content.offset = 0;
	return content;
}

static bool take_part(struct uki *uki, enum uki_part part, const uint8_t *section,
		      uint64_t size, struct fault *why)
{
	struct extent content = content_of(section);

	if (content.size > size || content.offset > size - content.size)
		return fault(why, "has %s of 0x%" PRIx64 " bytes at 0x%" PRIx64 ", but ends at 0x%" PRIx64 "; it is truncated or damaged",
			     part_names[part], content.size, content.offset, size);
	uki->parts[part] = content;
	return true;
}

static void leave_out(struct uki *uki, const char *what)
{
	size_t length = strlen(uki->left_out);

	snprintf(uki->left_out + length, sizeof(uki->left_out) - length, "%s%s",
		 length ? ", " : "", what);
}

/* What a section is, up to the end of the first profile. */
static bool read_section(struct uki *uki, const uint8_t *section, unsigned int profile,
			 unsigned int taken_by[UKI_PARTS], bool left_out[NR_OTHERS],
			 uint64_t size, struct fault *why)
{
	for (size_t i = 0; i < NR_OTHERS; i++)
		left_out[i] |= is_named(section, others[i]);
	for (size_t i = 0; i < UKI_PARTS; i++) {
		if (!is_named(section, part_names[i]))
			continue;
		/* Profile 1 has its own in place of those in front of all profiles. */
		if (taken_by[i] == profile + 1)
			return fault(why, "has two sections %s; it is damaged", part_names[i]);
		taken_by[i] = profile + 1;
		return take_part(uki, i, section, size, why);
	}
	return true;
}

static bool read_sections(struct uki *uki, const uint8_t *section, uint32_t nr, uint64_t size,
			  struct fault *why)
{
	unsigned int profile = 0, taken_by[UKI_PARTS] = { 0 };
	bool left_out[NR_OTHERS] = { false };

	for (; nr--; section += SECTION_SIZE) {
		profile += is_named(section, ".profile");
		if (profile <= 1 &&
		    !read_section(uki, section, profile, taken_by, left_out, size, why))
			return false;
	}
	for (size_t i = 0; i < NR_OTHERS; i++)
		if (left_out[i])
			leave_out(uki, others[i]);
	if (profile > 1)
		leave_out(uki, "all profiles but the first");
	return true;
}

static bool check_overlap(const struct uki *uki, struct fault *why)
{
	for (size_t i = 0; i < UKI_PARTS; i++) {
		const struct extent *a = &uki->parts[i];

		for (size_t j = 0; j < i; j++) {
			const struct extent *b = &uki->parts[j];

			if (a->offset < b->offset + b->size && b->offset < a->offset + a->size)
				return fault(why, "has %s at 0x%" PRIx64 " and %s at 0x%" PRIx64 ", one over the other; it is damaged",
					     part_names[j], b->offset, part_names[i], a->offset);
		}
	}
	return true;
}

bool parse_uki(const struct bytes *front, uint64_t size, struct uki *uki, struct fault *why)
{
	struct pe pe;

	*uki = (struct uki){ 0 };
	if (!find_pe(front, &pe))
		return fault(why, "is not an EFI file");
	if (!pe_is_x86(&pe))
		return fault(why, "is a unified kernel image for %s; give one for x86",
			     coff_machine_name(pe.machine));
	if (!within(front, pe.sections, (uint64_t)pe.nr_sections * SECTION_SIZE))
		return fault(why, "has %" PRIu32 " section headers at 0x%" PRIx64 ", which do not end within the first 0x%zx bytes; it is truncated or damaged",
			     pe.nr_sections, pe.sections, front->size);
	if (is_signed(front, &pe))
		leave_out(uki, "its signature");
	if (!read_sections(uki, front->data + pe.sections, pe.nr_sections, size, why) ||
	    !check_overlap(uki, why))
		return false;
	return uki->parts[UKI_KERNEL].size ||
	       fault(why, "has no kernel: its .linux is missing or empty; get it again");
}
