// SPDX-License-Identifier: GPL-2.0-only
/*
 * Recognize files that are given for kernels by mistake, or that have one in them.
 */
#include <stdio.h>
#include <string.h>

#include "machines.h"
#include "others.h"
#include "uki.h"

#define MAGIC(text)	(text), sizeof(text) - 1
#define PACKED(with)	"packed", "packed with " with "; unpack it, or let pvhwrap do so if it is a kernel"

/* The first that matches is taken: Images are EFI files as well. */
static const struct {
	size_t offset;
	const char *magic;
	size_t size;
	const char *format;
	const char *what;
} magics[] = {
	/* Documentation/arch/arm64/booting.rst, Documentation/arch/riscv/boot-image-header.rst */
	{ 0x38, MAGIC("ARM\x64"), "image", "an Image for arm64, as of Linux, not for x86" },
	{ 0x38, MAGIC("RSC\x05"), "image", "an Image for riscv64, as of Linux, not for x86" },
	/* arch/arm/boot/compressed/head.S */
	{ 0x24, MAGIC("\x18\x28\x6f\x01"), "image", "a Linux zImage for 32-bit Arm, not for x86" },
	/* drivers/firmware/efi/libstub/zboot-header.S */
	{ 4, MAGIC("zimg"), "image", "a compressed EFI image of Linux, for another machine than x86" },
	{ 0, MAGIC("\x27\x05\x19\x56"), "image", "a uImage, for U-Boot only" },
	{ 0, MAGIC("\x1f\x8b\x08"), PACKED("gzip") },
	{ 0, MAGIC("\xfd" "7zXZ"), PACKED("xz") },
	{ 0, MAGIC("\x28\xb5\x2f\xfd"), PACKED("zstd") },
	{ 0, MAGIC("\x04\x22\x4d\x18"), PACKED("lz4") },
	{ 0, MAGIC("\x02\x21\x4c\x18"), PACKED("lz4") },
	{ 0, MAGIC("BZh"), PACKED("bzip2") },
	{ 0, MAGIC("\x5d\0\0"), PACKED("lzma") },
	{ 0, MAGIC("\x89LZO"), PACKED("lzop") },
	{ 0, MAGIC("\xd0\x0d\xfe\xed"), "image", "a device tree, or an image for U-Boot" },
	{ 0, MAGIC("ANDROID!"), "image", "a boot image for Android, which has a kernel in it" },
	{ 0, MAGIC("070701"), "archive", "a cpio archive, perhaps a ramdisk" },
	{ 0, MAGIC("070702"), "archive", "a cpio archive, perhaps a ramdisk" },
	{ 0, MAGIC("!<arch>\n"), "archive", "an archive, perhaps a package of Debian" },
	{ 0, MAGIC("\xed\xab\xee\xdb"), "archive", "a package of RPM" },
	{ 257, MAGIC("ustar"), "archive", "a tar archive" },
	{ 0x8001, MAGIC("CD001"), "disk", "the image of a CD" },
	{ 0, MAGIC("#!"), "text", "a script" },
};

static bool has(const struct bytes *file, uint64_t offset, const char *magic, size_t size)
{
	return within(file, offset, size) && !memcmp(file->data + offset, magic, size);
}

static bool find_efi(const struct bytes *file, struct other *other)
{
	struct pe pe;

	if (!find_pe(file, &pe))
		return false;
	if (is_uki(file)) {
		other->format = "uki";
		snprintf(other->what, sizeof(other->what), "a unified kernel image for %s, which UEFI starts%s",
			 coff_machine_name(pe.machine),
			 pe_is_x86(&pe) ? "; pvhwrap takes what is in it" : "");
	} else {
		other->format = "efi";
		snprintf(other->what, sizeof(other->what), "an EFI file for %s without a setup header of Linux, which only UEFI starts",
			 coff_machine_name(pe.machine));
	}
	return true;
}

bool find_other(const struct bytes *file, struct other *other)
{
	*other = (struct other){ NULL, "" };
	for (size_t i = 0; i < sizeof(magics) / sizeof(magics[0]); i++) {
		if (!has(file, magics[i].offset, magics[i].magic, magics[i].size))
			continue;
		other->format = magics[i].format;
		snprintf(other->what, sizeof(other->what), "%s", magics[i].what);
		return true;
	}
	return find_efi(file, other);
}
