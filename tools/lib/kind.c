// SPDX-License-Identifier: GPL-2.0-only
/*
 * Kinds of files that are given for a bzImage by mistake, by their magic numbers.
 */
#include <string.h>

#include "elfimage.h"
#include "kind.h"
#include "wrapped.h"

#define LEAST		0x206		/* end of "HdrS" */

#define FOR_X86		"; give a bzImage, which is for x86"
#define UNPACK		"; unpack it, and see with pvhinfo what is in it"
#define GIVE		"; give a bzImage"

struct kind {
	uint32_t offset;
	uint8_t size;
	const char *magic;
	const char *what;
};

/* The first that fits is right: of images for other machines many look like EFI files. */
static const struct kind kinds[] = {
	{ 0x38, 4, "ARM\x64", "is an Image for arm64, where there is no PVH" FOR_X86 },
	{ 0x38, 4, "RSC\x05", "is an Image for RISC-V, where there is no PVH" FOR_X86 },
	{ 0x24, 4, "\x18\x28\x6f\x01", "is a zImage for ARM, where there is no PVH" FOR_X86 },
	{ 4, 4, "zimg", "is a packed EFI image for a machine other than x86" FOR_X86 },
	{ 0, 4, "\x27\x05\x19\x56", "is an image for U-Boot" GIVE },
	{ 0, 4, "\xd0\x0d\xfe\xed", "is a device tree, or an image for U-Boot" GIVE },
	{ 0, 8, "ANDROID!", "is a boot image for Android; give the bzImage in it" },
	{ 0, 6, "070701", "is a cpio archive, perhaps a ramdisk for --ramdisk" GIVE },
	{ 0, 6, "070702", "is a cpio archive, perhaps a ramdisk for --ramdisk" GIVE },
	{ 0, 2, "\x1f\x8b", "is compressed with gzip" UNPACK },
	{ 0, 6, "\xfd" "7zXZ", "is compressed with xz" UNPACK },
	{ 0, 4, "\x28\xb5\x2f\xfd", "is compressed with zstd" UNPACK },
	{ 0, 4, "\x02\x21\x4c\x18", "is compressed with lz4" UNPACK },
	{ 0, 4, "\x04\x22\x4d\x18", "is compressed with lz4" UNPACK },
	{ 0, 3, "BZh", "is compressed with bzip2" UNPACK },
	{ 0, 3, "\x5d\0", "is compressed with lzma" UNPACK },
	{ 0, 4, "\x89LZO", "is compressed with lzo" UNPACK },
	{ 0, 8, "!<arch>\n", "is an archive, perhaps a package of Debian; give the bzImage in it" },
	{ 0, 4, "\xed\xab\xee\xdb", "is a package of RPM; give the bzImage in it" },
	{ 257, 5, "ustar", "is a tar archive; give the bzImage in it" },
	{ 0x8001, 5, "CD001", "is the image of a CD; give the bzImage on it" },
	{ 0, 2, "#!", "is a script" GIVE },
	{ 0, 2, "MZ", "is an EFI or DOS program without a setup header of Linux" GIVE },
	{ 0x1fe, 2, "\x55\xaa", "is a boot sector or the image of a disk; give the bzImage on it" },
};

static bool refuse_elf(const struct bytes *file, struct fault *why)
{
	const size_t at = offsetof(Elf64_Ehdr, e_machine);
	bool big_endian = file->size > EI_DATA && file->data[EI_DATA] == ELFDATA2MSB;
	unsigned int machine;

	if (is_wrapped(file))
		return fault(why, "is already wrapped; give the bzImage that it was made of, or see with pvhwrap --verify what is in it");
	if (file->size < at + 2)
		return fault(why, "is the start of an ELF file" GIVE);
	machine = little_endian(file->data + at, 2);
	if (big_endian)
		machine = __builtin_bswap16(machine);
	if (machine != EM_X86_64 && machine != EM_386)
		return fault(why, "is an ELF file for another machine (e_machine %u)" FOR_X86,
			     machine);
	return fault(why, "is an ELF file, which has no setup header to be wrapped with; give a bzImage, or see with pvhinfo which loaders take it as it is");
}

static bool is_text(const struct bytes *file)
{
	size_t size = file->size < 512 ? file->size : 512;

	for (size_t i = 0; i < size; i++)
		if (file->data[i] < ' ' && !memchr("\t\n\r\f", file->data[i], 4))
			return false;
	return true;
}

bool refuse_kind(const struct bytes *file, struct fault *why)
{
	if (is_elf(file))
		return refuse_elf(file, why);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (within(file, kinds[i].offset, kinds[i].size) &&
		    !memcmp(file->data + kinds[i].offset, kinds[i].magic, kinds[i].size))
			return fault(why, "%s", kinds[i].what);
	if (is_text(file))
		return fault(why, "is a text" GIVE);
	if (file->size < LEAST)
		return fault(why, "has %zu bytes, too few for a setup header; is it a whole bzImage?",
			     file->size);
	return fault(why, "is not a bzImage: it has no \"HdrS\" at 0x202, where Linux has it, and is nothing else that is known");
}
