// SPDX-License-Identifier: GPL-2.0-only
/* What a file is that was given for a kernel. */
#include SOURCE

#define PROVE_REASONS
#include "tools.h"

/* Bytes of a text, of which each is looked at alone */
#define SIZE 6

static struct bytes file;
static bool is_an_elf, is_a_bzimage, is_another, is_a_wrapped, is_a_text;
static u32 machine;

bool is_elf(const struct bytes *in)
{
	return is_an_elf;
}

bool is_bzimage(const struct bytes *in)
{
	return is_a_bzimage;
}

bool is_wrapped(const struct bytes *in)
{
	return is_a_wrapped;
}

bool find_other(const struct bytes *in, struct other *other)
{
	return is_another;
}

unsigned int elf_machine(const struct bytes *in)
{
	return machine;
}

const char *elf_machine_name(uint16_t of)
{
	return "a machine";
}

/* In place of is_text(), see kind_text() */
bool any_text(const struct bytes *in)
{
	return is_a_text;
}

static bool has_boot_flag(void)
{
	return file.size >= 0x200 && number_at(file.data + 0x1fe, 2) == 0xaa55;
}

/* What is said of a file is true, and a file of which nothing is said may be a kernel. */
void kind_checked(void)
{
	struct fault why = { "" };

	file = any_file(0, FILE_MAX);
	is_an_elf = nondet_bool();
	is_a_bzimage = nondet_bool();
	is_another = nondet_bool();
	is_a_wrapped = nondet_bool();
	is_a_text = nondet_bool();
	machine = nondet_u32();

	if (check_kind(&file, &why)) {
		PROVE(!why.text[0]);
		PROVE(is_a_bzimage || (is_an_elf && !is_a_wrapped && machine == EM_X86_64));
		END();
		return;
	}
	PROVE(why.text[0] && !is_a_bzimage);
	PROVE(IMPLIES(says("is already wrapped"), is_an_elf && is_a_wrapped));
	PROVE(IMPLIES(says("is the start of an ELF file"), is_an_elf && file.size < 20));
	PROVE(IMPLIES(says("is an ELF file for i386"), is_an_elf && machine == EM_386));
	PROVE(IMPLIES(says("is an ELF file for %s"), is_an_elf && machine != EM_X86_64));
	PROVE(IMPLIES(says("is %s"), is_another));
	PROVE(IMPLIES(says("is a boot sector"), has_boot_flag()));
	PROVE(IMPLIES(says("is a text"), is_a_text));
	PROVE(IMPLIES(says("has %zu bytes"), file.size < 0x206));
}

void *memchr(const void *in, int byte, size_t size)
{
	const u8 *among = in;

	PROVE(size == 4 && __CPROVER_r_ok(in, size));
	return byte == among[0] || byte == among[1] || byte == among[2] || byte == among[3] ?
	       (void *)in : NULL;
}

/* A text has no other control characters than those between lines. */
void kind_text(void)
{
	u64 i = nondet_u64();

	file = any_file(0, SIZE);
	if (!is_text(&file))
		return;
	PROVE(IMPLIES(i < file.size, file.data[i] >= ' ' || (file.data[i] >= 9 && file.data[i] <= 13)));
	END();
}
