/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The 64-bit kernel inside a bzImage, prepared to run without its decompressor.
 */
#ifndef VMLINUX_H
#define VMLINUX_H

#include "file.h"

struct elf_image;

/* Where segments begin, of a kernel and of the file that is made of it */
#define PAGE		4096ULL

/* More segments of memory than any kernel has: their headers have to fit, see pvhwrap.c. */
#define VMLINUX_PARTS	5

/**
 * struct vmlinux_part - a segment of the kernel, in the file without zeros at its end
 * @data: its bytes, in the unpacked payload
 * @paddr: physical address as it is linked
 * @memsz: size in memory in bytes
 */
struct vmlinux_part {
	struct bytes data;
	uint32_t paddr;
	uint32_t memsz;
};

/**
 * struct vmlinux - a kernel to be loaded
 * @parts: its segments, ascending; @nr_parts: their number
 * @start: physical address of the first byte
 * @end: end of the last one, .bss and .brk included
 * @entry: physical address of its 64-bit entry
 * @table: table of relocations, struct pvh_relocs; of size 0 for a kernel that has none
 */
struct vmlinux {
	struct vmlinux_part parts[VMLINUX_PARTS];
	size_t nr_parts;
	uint32_t start;
	uint32_t end;
	uint32_t entry;
	struct bytes table;
};

/**
 * parse_vmlinux() - check the kernel of an unpacked payload, and make its table
 * @elf: the ELF file and
 * @relocs: the words behind it, as by split_payload(); the bytes of both must stay valid as
 *	long as @kernel is used
 * @kernel: receives the result, to be freed by free_vmlinux()
 * @why: receives the reason of a failure
 *
 * Return: whether it is a kernel for x86-64 that can be entered at its place, and whose
 * words can all be relocated by any offset. No word of 64 bits carries into its upper half.
 */
bool parse_vmlinux(const struct elf_image *elf, const struct bytes *relocs,
		   struct vmlinux *kernel, struct fault *why);

/**
 * vmlinux_slots() - number of virtual addresses that a kernel can be moved to
 * @kernel: the kernel
 */
uint32_t vmlinux_slots(const struct vmlinux *kernel);

/**
 * free_vmlinux() - free the memory of parse_vmlinux()
 * @kernel: filled in by parse_vmlinux(), or all zero
 */
void free_vmlinux(struct vmlinux *kernel);

#endif
