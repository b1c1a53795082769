/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Small kernels for tests of the tools: files in the formats of real ones, without code.
 */
#ifndef SAMPLES_H
#define SAMPLES_H

#include "tools/lib/file.h"

/* The ELF files: where in the file, of both kinds. */
#define SAMPLE_TEXT		0x100
#define SAMPLE_TEXT_SIZE	0x200
#define SAMPLE_NOTES		0x300
#define SAMPLE_ENTRY_NOTE	SAMPLE_NOTES		/* header, "Xen", u64 */
#define SAMPLE_RELOC_NOTE	(SAMPLE_NOTES + 24)	/* header, "Xen", 3 u32 */
#define SAMPLE_FEATURES_NOTE	(SAMPLE_NOTES + 52)	/* header, "Xen", text of 24 */
#define SAMPLE_BUILD_NOTE	(SAMPLE_NOTES + 92)	/* header, "GNU", 20 bytes */
#define SAMPLE_SECOND_NOTES	(SAMPLE_NOTES + 128)	/* of the file with two PT_NOTE */
#define SAMPLE_PHDR(n)		(64 + 56 * (n))		/* of ELF64; of ELF32: */
#define SAMPLE_PHDR_32(n)	(52 + 32 * (n))

/* and in memory. */
#define SAMPLE_ADDRESS		0x1000000
#define SAMPLE_MEMORY		0x2000		/* bytes there */
#define SAMPLE_ENTRY		0x1000010

/* The bzImages: in the file. */
#define SAMPLE_SETUP_SECTS	2
#define SAMPLE_KERNEL		((SAMPLE_SETUP_SECTS + 1) * 512)
#define SAMPLE_PAYLOAD		0x40			/* in the kernel */
#define SAMPLE_INIT_SIZE	0x10000

/* The unified kernel image: .osrel .cmdline .linux .initrd .ucode .pcrsig .sbat */
#define SAMPLE_COFF		0x80
#define SAMPLE_SECTION(n)	(SAMPLE_COFF + 24 + 240 + 40 * (n))
#define SAMPLE_SECTIONS		7

/**
 * make_sample() - make one
 * @name: "elf64", "elf32", "elf32-short" (one note of 4 bytes, at its end), "object", "elf64-two-notes" (Xen's are last),
 *	"elf64-notes-two" (first); "bzimage-" with a
 *	format of payload_format(), "bzimage-empty" without a payload; "uki" with
 *	"bzimage-xz"
 *
 * Return: the file, to be freed; @data is NULL if there is none of that name.
 */
struct bytes make_sample(const char *name);

#define SAMPLE_UNPACKED		(SAMPLE_SECOND_NOTES + 8)	/* bytes in a payload */

/* All of them, up to a NULL. */
extern const char *const sample_names[];

#endif
