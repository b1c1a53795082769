/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which loaders take a file as a kernel to be entered by PVH, and why others do not.
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
 * struct candidate - what a loader gets to see
 * @file: the file as it is
 * @elf: what parse_elf() made of it; NULL if it is no ELF file
 * @inside: the ELF file that is packed in it, if it is a bzImage; NULL if there is none
 */
struct candidate {
	const struct bytes *file;
	const struct elf_image *elf;
	const struct elf_image *inside;
};

/**
 * loader_name() - what a loader is called
 * @loader: which
 */
const char *loader_name(enum loader loader);

/**
 * loader_takes() - whether a loader enters a kernel by PVH
 * @loader: which
 * @kernel: what it is given
 * @entry: receives the physical address that it jumps to
 * @why: receives why it does not
 *
 * Return: whether it does, if the machine has memory where the kernel goes.
 */
bool loader_takes(enum loader loader, const struct candidate *kernel, uint64_t *entry,
		  struct fault *why);

#endif
