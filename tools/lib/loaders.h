/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Determine which loaders can start a file as a PVH kernel.
 */
#ifndef LOADERS_H
#define LOADERS_H

#include "bzimage.h"
#include "elfimage.h"
#include "wrapped.h"

enum loader {
	LOADER_QEMU,
	LOADER_FIRECRACKER,
	LOADER_CLOUD_HYPERVISOR,
	LOADER_LIBKRUN,
	LOADER_LINUX_LOADER,
	LOADER_XEN,
	LOADER_PVH_GRUB,
	LOADER_CROSVM,
	LOADER_OPENVMM,
	NR_LOADERS,
};

/**
 * struct host - a loader as it is used
 * @loader: the loader
 * @version: its version, by LOADER_VERSION(); 0 for the newest that is known
 * @machine: its machine, one of those that it has; NULL for any
 * @firmware: likewise, the firmware of the guest
 * @guest: the RAM of the guest and its initrd, see room.h; NULL if there is enough
 */
struct host {
	enum loader loader;
	unsigned int version;
	const char *machine;
	const char *firmware;
	const struct guest *guest;
};

#define LOADER_VERSION(major, minor)	((major) * 1000U + (minor))

/**
 * since() - check whether a loader is as new as a version
 * @host: the loader
 * @version: the version, by LOADER_VERSION()
 */
static inline bool since(const struct host *host, unsigned int version)
{
	return !host->version || host->version >= version;
}

/**
 * struct candidate - a file to be loaded
 * @file: the file
 * @elf: the result of parse_elf(); NULL if it is not an ELF file
 * @bzimage: the bzImage that it is or has in it; NULL if there is none
 * @wrapped: its data if pvhwrap made it; else NULL
 * @inside: the ELF file in the payload of a bzImage; NULL if there is none
 * @packed_with: the compression of that payload; NULL if there is no payload
 * @wrappable: whether pvhwrap makes one of it that has a PVH entry
 * @other: what it is if it is neither an ELF file nor a bzImage, as a phrase; else NULL
 */
struct candidate {
	const struct bytes *file;
	const struct elf_image *elf;
	const struct bzimage *bzimage;
	const struct wrapped *wrapped;
	const struct elf_image *inside;
	const char *packed_with;
	bool wrappable;
	const char *other;
};

/**
 * is_multiboot() - check for a header of multiboot, as QEMU does
 * @file: the file
 */
bool is_multiboot(const struct bytes *file);

/**
 * is_multiboot2() - check for a header of multiboot 2
 * @file: the file
 */
bool is_multiboot2(const struct bytes *file);

/**
 * loader_name() - get the name of a loader
 * @loader: the loader
 */
const char *loader_name(enum loader loader);

/**
 * loader_option() - get the name of a loader in options
 * @loader: the loader
 */
const char *loader_option(enum loader loader);

/**
 * parse_host() - parse a loader and how it is used
 * @text: NAME[:VERSION][,machine=MACHINE][,firmware=FIRMWARE]
 * @host: receives the result
 * @why: receives the reason of a failure
 *
 * Return: whether there is such a loader, with all that is given.
 */
bool parse_host(const char *text, struct host *host, struct fault *why);

/**
 * loader_takes() - check whether a loader enters a kernel by PVH
 * @host: the loader
 * @kernel: the file
 * @entry: receives the physical address of the entry
 * @why: receives the reason if it does not
 *
 * Return: whether it does, if the machine has memory for the kernel at its addresses.
 */
bool loader_takes(const struct host *host, const struct candidate *kernel, uint64_t *entry,
		  struct fault *why);

#endif
