/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Unified kernel images: EFI files in the format PE with a kernel, a ramdisk and a command
 * line in sections of their own, as the UAPI group specifies them.
 */
#ifndef UKI_H
#define UKI_H

#include "file.h"

#define UKI_FRONT	(64 << 10)	/* bytes of a file that all headers are in */

/**
 * struct pe - the headers of an EFI file, which may be truncated
 * @machine: COFF's number of the machine
 * @optional: offset of the optional header
 * @optional_size: its size in bytes
 * @sections: offset of the section headers
 * @nr_sections: their number
 */
struct pe {
	uint16_t machine;
	uint64_t optional;
	uint32_t optional_size;
	uint64_t sections;
	uint32_t nr_sections;
};

/**
 * find_pe() - check for an EFI file
 * @front: the file, or the first of its bytes
 * @pe: receives where its headers are, which may be outside of @front
 *
 * Return: whether it is one.
 */
bool find_pe(const struct bytes *front, struct pe *pe);

/**
 * pe_is_x86() - check whether an EFI file is for a PC
 * @pe: filled in by find_pe()
 */
bool pe_is_x86(const struct pe *pe);

/**
 * is_uki() - check for an EFI file with a kernel in a section of its own
 * @front: the file, or the first of its bytes
 */
bool is_uki(const struct bytes *front);

/**
 * struct extent - a range of a file; of size 0 if there is none
 * @offset: in bytes, from the start of the file
 * @size: in bytes
 */
struct extent {
	uint64_t offset;
	uint64_t size;
};

/* What is taken from an image, in the order in which ramdisks are joined. */
enum uki_part { UKI_KERNEL, UKI_CMDLINE, UKI_UCODE, UKI_INITRD, UKI_PARTS };

/**
 * struct uki - a parsed and checked unified kernel image
 * @parts: its sections, within the file, none over another one
 * @left_out: a list of what it has besides and cannot be kept; empty if there is nothing
 *
 * If it has several profiles, the parts are those of the first one, which is booted
 * where none is chosen.
 */
struct uki {
	struct extent parts[UKI_PARTS];
	char left_out[160];
};

/**
 * parse_uki() - parse and check a unified kernel image
 * @front: its first UKI_FRONT bytes, or all of it
 * @size: its size in bytes
 * @uki: receives the result
 * @why: receives the reason of a failure
 *
 * Return: whether it is one for x86 whose kernel, command line and ramdisks are within the
 * file.
 */
bool parse_uki(const struct bytes *front, uint64_t size, struct uki *uki, struct fault *why);

#endif
