/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Determine which loaders can start a file as a PVH kernel.
 */
#ifndef LOADERS_H
#define LOADERS_H

#include "elfimage.h"

enum loader {
	LOADER_QEMU,
	LOADER_FIRECRACKER,
	LOADER_CLOUD_HYPERVISOR,
	LOADER_XEN,
	NR_LOADERS,
};

/**
 * struct candidate - a file to be loaded
 * @file: the file
 * @elf: the result of parse_elf(); NULL if it is not an ELF file
 * @inside: the ELF file in the payload of a bzImage; NULL if there is none
 */
struct candidate {
	const struct bytes *file;
	const struct elf_image *elf;
	const struct elf_image *inside;
};

/**
 * loader_name() - get the name of a loader
 * @loader: the loader
 */
const char *loader_name(enum loader loader);

/**
 * loader_takes() - check whether a loader enters a kernel by PVH
 * @loader: the loader
 * @kernel: the file
 * @entry: receives the physical address of the entry
 * @why: receives the reason if it does not
 *
 * Return: whether it does, if the machine has memory for the kernel at its addresses.
 */
bool loader_takes(enum loader loader, const struct candidate *kernel, uint64_t *entry,
		  struct fault *why);

#endif
