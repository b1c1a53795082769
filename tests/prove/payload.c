// SPDX-License-Identifier: GPL-2.0-only
/* The room that a payload is unpacked to, and what is in it. */
#include SOURCE

#include "tools.h"

static struct bytes file;
static size_t nr_unpacked;

static bool any_unpack(const struct bytes *in, const struct bytes *out, size_t *got,
		       struct fault *why)
{
	PROVE(is_part(in, &file) && __CPROVER_w_ok(out->data, out->size));
	*got = nondet_u64();
	ASSUME(*got <= out->size);
	nr_unpacked = *got;
	return nondet_bool() || fault(why, "it is damaged");
}

/* In place of find_format() and find_file_format() */
static struct format any = { "any", "any", 3, any_unpack };

const struct format *any_format(const struct bytes *packed)
{
	any.size_appended = nondet_bool();
	return &any;
}

/* What is unpacked has the size that is appended, which is within the limit. */
void payload_unpacked(void)
{
	u64 limit = nondet_u64(), size;
	struct fault why = { "" };
	struct bytes unpacked;

	file = any_file(6, FILE_MAX);
	size = number_at(file.data + file.size - 4, 4);
	if (!unpack_payload(&file, limit, &unpacked, &why)) {
		PROVE(why.text[0] && !unpacked.data && !unpacked.size);
		return;
	}
	PROVE(!why.text[0] && unpacked.size == size && size <= limit && size <= PAYLOAD_MAX);
	PROVE(nr_unpacked == size);
	PROVE(__CPROVER_r_ok(unpacked.data, unpacked.size));
	END();
}

/* A file is unpacked into room enough, or refused in the end. */
void payload_file(void)
{
	struct fault why = { "" };
	struct bytes unpacked;

	file = any_file(4, FILE_MAX);
	if (!unpack_file(&file, &unpacked, &why)) {
		PROVE(why.text[0]);
		return;
	}
	PROVE(!why.text[0] && unpacked.size < PAYLOAD_MAX && unpacked.size == nr_unpacked);
	PROVE(__CPROVER_r_ok(unpacked.data, unpacked.size));
	END();
}

/* In place of parse_elf(), and of is_padding() */
bool parse_elf(const struct bytes *in, struct elf_image *elf, struct fault *why)
{
	*elf = (struct elf_image){ 0 };
	if (nondet_bool())
		return fault(why, "it is damaged");
	elf->file = *in;
	elf->end = nondet_u64();
	return true;
}

void free_elf(struct elf_image *elf)
{
	*elf = (struct elf_image){ 0 };
}

bool any_padding(const struct bytes *bytes)
{
	PROVE(is_part(bytes, &file));
	return nondet_bool();
}

/* The ELF file and what is behind it are the file, without a gap. */
void payload_split(void)
{
	struct bytes relocs;
	struct elf_image elf;
	struct fault why = { "" };

	file = any_file(0, FILE_MAX);
	if (!split_payload(&file, &elf, &relocs, &why)) {
		PROVE(why.text[0] && !elf.file.data);
		return;
	}
	PROVE(elf.file.data == file.data && elf.file.size == elf.end);
	PROVE(is_part(&relocs, &file) && elf.file.size + relocs.size == file.size);
	PROVE(!relocs.size || (relocs.size % 4 == 0 && !number_at(relocs.data, 4)));
	END();
}
