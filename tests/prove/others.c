// SPDX-License-Identifier: GPL-2.0-only
/* What a file is that is no kernel. */
#include SOURCE

#include "tools.h"

static struct bytes file;

/* Of magic numbers, which have up to 8 bytes; whether the last one was there */
static bool is_magic;

int memcmp(const void *a, const void *b, size_t size)
{
	PROVE(size && size <= 8 && __CPROVER_r_ok(a, size) && __CPROVER_r_ok(b, size));
	is_magic = number_at(a, size) == number_at(b, size);
	return !is_magic;
}

int snprintf(char *to, size_t room, const char *format, ...)
{
	PROVE(room && __CPROVER_w_ok(to, room));
	return nondet_u32();
}

const char *coff_machine_name(uint16_t machine)
{
	return "a machine";
}

static bool has_pe;

bool find_pe(const struct bytes *front, struct pe *pe)
{
	PROVE(front == &file);
	has_pe = nondet_bool();
	return has_pe;
}

bool is_uki(const struct bytes *front)
{
	PROVE(front == &file && has_pe);
	return nondet_bool();
}

bool pe_is_x86(const struct pe *pe)
{
	return nondet_bool();
}

/* It has the magic number of what it is said to be, where that has it; or a header of PE. */
void others_found(void)
{
	struct other other;
	u64 i = nondet_u64();

	file = any_file(0, 0x9000);
	ASSUME(i < sizeof(magics) / sizeof(magics[0]));
	if (!find_other(&file, &other)) {
		PROVE(!other.format && !has_pe);
		PROVE(!has(&file, magics[i].offset, magics[i].magic, magics[i].size));
		return;
	}
	PROVE(other.format && (is_magic || has_pe));
	END();
}
