// SPDX-License-Identifier: GPL-2.0-only
/*
 * Say what a file is that was given for a kernel.
 */
#include <string.h>

#include "bzimage.h"
#include "elfimage.h"
#include "kind.h"
#include "machines.h"
#include "others.h"
#include "wrapped.h"

#define LEAST		0x206		/* end of "HdrS" */

static bool check_elf(const struct bytes *file, struct fault *why)
{
	unsigned int machine = elf_machine(file);

	if (is_wrapped(file))
		return fault(why, "is already wrapped; give the bzImage that it was made of, or see with pvhwrap --verify what is in it");
	if (file->size < offsetof(Elf64_Ehdr, e_machine) + 2)
		return fault(why, "is the start of an ELF file; give a bzImage");
	if (machine == EM_386)
		return fault(why, "is an ELF file for i386; only a kernel of 64 bits can be entered without its decompressor, so give the bzImage");
	return machine == EM_X86_64 ||
	       fault(why, "is an ELF file for %s (e_machine %u); give a bzImage, which is for x86",
		     elf_machine_name(machine), machine);
}

static bool is_text(const struct bytes *file)
{
	size_t size = file->size < 512 ? file->size : 512;

	for (size_t i = 0; i < size; i++)
		if (file->data[i] < ' ' && !memchr("\t\n\r\f", file->data[i], 4))
			return false;
	return true;
}

bool check_kind(const struct bytes *file, struct fault *why)
{
	struct other other;

	if (is_bzimage(file))
		return true;
	if (is_elf(file))
		return check_elf(file, why);
	if (find_other(file, &other))
		return fault(why, "is %s; give a bzImage", other.what);
	if (within(file, 0x1fe, 2) && little_endian(file->data + 0x1fe, 2) == 0xaa55)
		return fault(why, "is a boot sector or the image of a disk; give the bzImage on it");
	if (is_text(file))
		return fault(why, "is a text; give a bzImage");
	if (file->size < LEAST)
		return fault(why, "has %zu bytes, too few for a setup header; is it a whole bzImage?",
			     file->size);
	return fault(why, "is not a bzImage: it has no \"HdrS\" at 0x202, where Linux has it, and is nothing else that is known");
}
