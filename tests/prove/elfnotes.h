/* SPDX-License-Identifier: GPL-2.0-only */
/* What libelf says of notes, for the harnesses of what asks it. */
#ifndef PROVE_ELFNOTES_H
#define PROVE_ELFNOTES_H

#include "tools.h"

/* Notes that are read at most */
#define NOTES 2

/* The last one */
static GElf_Nhdr nhdr;
static u64 nr_read, last_end, last_name, last_desc;

/* A note, if there is another one: it is in the data of @size bytes, behind the last one. */
static size_t read_note(u64 size, size_t offset, GElf_Nhdr *to, size_t *name, size_t *desc)
{
	u64 next = nondet_u64();

	PROVE(offset == last_end);
	if (nr_read == NOTES || nondet_bool())
		return 0;
	nr_read++;
	__CPROVER_havoc_object(&nhdr);
	*to = nhdr;
	last_name = *name = offset + 12;
	last_desc = *desc = nondet_u64();
	ASSUME(next <= size && last_desc <= next && nhdr.n_descsz <= next - last_desc);
	ASSUME(last_desc >= last_name && nhdr.n_namesz <= last_desc - last_name);
	last_end = next;
	return next;
}

#endif
