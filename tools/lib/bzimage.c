// SPDX-License-Identifier: GPL-2.0-only
/*
 * A bzImage, as the boot protocol (Documentation/arch/x86/boot.rst) describes it.
 */
#include <string.h>

#include "bzimage.h"

#define SECTOR		512
#define PARAGRAPH	16
#define NO_CMDLINE_SIZE	255	/* of protocols without cmdline_size, boot.rst */

/* A field of the header: offset, size, and the first protocol that has it. */
struct field {
	uint16_t offset;
	uint8_t size;
	uint16_t since;
};

#define SETUP_SECTS		((struct field){ 0x1f1, 1, 0x200 })
#define ROOT_FLAGS		((struct field){ 0x1f2, 2, 0x200 })
#define SYSSIZE			((struct field){ 0x1f4, 4, 0x204 })
#define BOOT_FLAG		((struct field){ 0x1fe, 2, 0x200 })
#define JUMP			((struct field){ 0x200, 1, 0x200 })
#define JUMP_DISTANCE		((struct field){ 0x201, 1, 0x200 })
#define MAGIC			((struct field){ 0x202, 4, 0x200 })
#define VERSION			((struct field){ 0x206, 2, 0x200 })
#define KERNEL_VERSION		((struct field){ 0x20e, 2, 0x200 })
#define LOADFLAGS		((struct field){ 0x211, 1, 0x200 })
#define CODE32_START		((struct field){ 0x214, 4, 0x200 })
#define INITRD_ADDR_MAX		((struct field){ 0x22c, 4, 0x203 })
#define KERNEL_ALIGNMENT	((struct field){ 0x230, 4, 0x205 })
#define RELOCATABLE_KERNEL	((struct field){ 0x234, 1, 0x205 })
#define XLOADFLAGS		((struct field){ 0x236, 2, 0x20c })
#define CMDLINE_SIZE		((struct field){ 0x238, 4, 0x206 })
#define PAYLOAD_OFFSET		((struct field){ 0x248, 4, 0x208 })
#define PAYLOAD_LENGTH		((struct field){ 0x24c, 4, 0x208 })
#define PREF_ADDRESS		((struct field){ 0x258, 8, 0x20a })
#define INIT_SIZE		((struct field){ 0x260, 4, 0x20a })
#define KERNEL_INFO_OFFSET	((struct field){ 0x268, 4, 0x20f })

#define MAGIC_HDRS		0x53726448
#define MAGIC_BOOT_FLAG		0xaa55
#define MAGIC_JUMP_SHORT	0xeb
#define JUMP_END		0x202	/* the jump is relative to this */

/* Size that is needed to determine the end of the header. */
#define HEADER_LEAST		0x208

static uint64_t get(const struct bytes *file, uint16_t protocol, struct field field)
{
	return protocol < field.since ? 0 : little_endian(file->data + field.offset, field.size);
}

/* The end of the last field that this protocol has. */
static size_t end_of_fields(uint16_t protocol)
{
	static const struct field newest[] = {
		{ 0x268, 4, 0x20f }, { 0x264, 4, 0x20b }, { 0x260, 4, 0x20a },
		{ 0x250, 8, 0x209 }, { 0x24c, 4, 0x208 }, { 0x240, 8, 0x207 },
		{ 0x238, 4, 0x206 }, { 0x234, 1, 0x205 }, { 0x22c, 4, 0x203 },
		{ 0x228, 4, 0x202 }, { 0x224, 2, 0x201 }, { 0x220, 4, 0x200 },
	};
	size_t i = 0;

	while (newest[i].since > protocol)
		i++;
	return newest[i].offset + newest[i].size;
}

static bool check_magic(const struct bytes *file, struct fault *why)
{
	if (file->size < HEADER_LEAST)
		return fault(why, "has %zu bytes, too few for a setup header; is it a whole bzImage?",
			     file->size);
	if (get(file, 0x200, MAGIC) != MAGIC_HDRS)
		return fault(why, "is not a bzImage: the word at 0x202 is 0x%x, not \"HdrS\"",
			     (unsigned int)get(file, 0x200, MAGIC));
	if (get(file, 0x200, BOOT_FLAG) != MAGIC_BOOT_FLAG)
		return fault(why, "is not a bzImage: boot_flag at 0x1fe is 0x%x, not 0xaa55",
			     (unsigned int)get(file, 0x200, BOOT_FLAG));
	return true;
}

static bool read_header(const struct bytes *file, struct bzimage *image, struct fault *why)
{
	size_t end;

	image->protocol = get(file, 0x200, VERSION);
	if (image->protocol < 0x200 || image->protocol > 0x2ff)
		return fault(why, "has version 0x%x of the boot protocol; 2.00 to 2.255 are known",
			     image->protocol);
	if (get(file, 0x200, JUMP) != MAGIC_JUMP_SHORT)
		return fault(why, "has 0x%x for a jump at 0x200, not 0xeb, so the length of its setup header is unknown",
			     (unsigned int)get(file, 0x200, JUMP));
	end = JUMP_END + get(file, 0x200, JUMP_DISTANCE);
	if (end < end_of_fields(image->protocol))
		return fault(why, "has a setup header that ends at 0x%zx, but protocol %u.%02u needs 0x%zx",
			     end, image->protocol >> 8, image->protocol & 0xff,
			     end_of_fields(image->protocol));
	if (end > file->size)
		return fault(why, "ends at 0x%zx, within its setup header, which ends at 0x%zx; it is truncated",
			     file->size, end);
	/* struct boot_params has no room for more, and none is defined. */
	if (end > BZIMAGE_HEADER + BZIMAGE_HEADER_MAX)
		end = BZIMAGE_HEADER + BZIMAGE_HEADER_MAX;
	image->header = file->data + BZIMAGE_HEADER;
	image->header_size = end - BZIMAGE_HEADER;
	return true;
}

static void read_fields(const struct bytes *file, struct bzimage *image)
{
	uint16_t protocol = image->protocol;

	image->setup_sects = get(file, protocol, SETUP_SECTS);
	if (!image->setup_sects)
		image->setup_sects = 4;
	image->syssize = get(file, protocol, SYSSIZE);
	image->loadflags = get(file, protocol, LOADFLAGS);
	image->code32_start = get(file, protocol, CODE32_START);
	image->initrd_addr_max = get(file, protocol, INITRD_ADDR_MAX);
	image->kernel_alignment = get(file, protocol, KERNEL_ALIGNMENT);
	image->relocatable_kernel = get(file, protocol, RELOCATABLE_KERNEL);
	image->xloadflags = get(file, protocol, XLOADFLAGS);
	image->cmdline_size = protocol < CMDLINE_SIZE.since ? NO_CMDLINE_SIZE :
			      get(file, protocol, CMDLINE_SIZE);
	image->pref_address = get(file, protocol, PREF_ADDRESS);
	image->init_size = get(file, protocol, INIT_SIZE);
	image->kernel_info_offset = get(file, protocol, KERNEL_INFO_OFFSET);
}

/* The real-mode part, then the protected-mode part; a signature may follow. */
static bool find_kernel(const struct bytes *file, struct bzimage *image, struct fault *why)
{
	size_t start = (image->setup_sects + 1) * SECTOR;
	uint64_t size = (uint64_t)image->syssize * PARAGRAPH;

	if (start >= file->size)
		return fault(why, "has setup_sects %u, so the kernel begins at 0x%zx, but the file ends at 0x%zx; it is truncated or damaged",
			     image->setup_sects, start, file->size);
	image->kernel.data = file->data + start;
	image->kernel.size = file->size - start;
	if (image->protocol < SYSSIZE.since)
		return true;
	if (!size)
		return fault(why, "has syssize 0, so there is no kernel in it");
	/* The last paragraph may be incomplete, as in memtest86+. */
	if (size >= image->kernel.size + PARAGRAPH)
		return fault(why, "has syssize 0x%x, so the kernel ends at 0x%llx, but the file ends at 0x%zx; it is truncated or damaged",
			     image->syssize, (unsigned long long)(start + size), file->size);
	if (size < image->kernel.size)
		image->kernel.size = size;
	return true;
}

static bool find_payload(const struct bytes *file, struct bzimage *image, struct fault *why)
{
	uint64_t offset = get(file, image->protocol, PAYLOAD_OFFSET);
	uint64_t size = get(file, image->protocol, PAYLOAD_LENGTH);

	if (!size)
		return true;
	if (offset + size > image->kernel.size)
		return fault(why, "has payload_offset 0x%llx and payload_length 0x%llx, but the kernel has 0x%zx bytes; it is damaged",
			     (unsigned long long)offset, (unsigned long long)size,
			     image->kernel.size);
	image->payload.data = image->kernel.data + offset;
	image->payload.size = size;
	return true;
}

/* kernel_info begins with the magic number "LToP" and two sizes, boot.rst. */
static bool check_kernel_info(const struct bzimage *image, struct fault *why)
{
	size_t offset = image->kernel_info_offset;

	if (!offset)
		return true;
	if (offset + 12 > image->kernel.size)
		return fault(why, "has kernel_info_offset 0x%zx, but the kernel has 0x%zx bytes; it is damaged",
			     offset, image->kernel.size);
	if (memcmp(image->kernel.data + offset, "LToP", 4))
		return fault(why, "has kernel_info_offset 0x%zx, where there is no kernel_info; it is damaged",
			     offset);
	return true;
}

static bool read_version(const struct bytes *file, struct bzimage *image, struct fault *why)
{
	size_t limit = (image->setup_sects + 1) * SECTOR;
	size_t pointer = get(file, image->protocol, KERNEL_VERSION);
	size_t start = pointer + SECTOR;

	image->version[0] = 0;
	if (!pointer)
		return true;
	if (start >= limit || !memchr(file->data + start, 0, limit - start))
		return fault(why, "has kernel_version 0x%zx, but its real-mode part has no text there; it is damaged",
			     pointer);
	copy_text(image->version, sizeof(image->version), file->data + start, limit - start);
	return true;
}

static void put(uint8_t *front, struct field field, uint64_t value)
{
	for (size_t i = 0; i < field.size; i++)
		front[field.offset + i] = value >> 8 * i;
}

void make_setup_header(uint8_t front[BZIMAGE_FRONT], uint64_t start, uint32_t size,
		       uint32_t align)
{
	/* The first protocol with xloadflags, which has no more fields than are set here. */
	const uint16_t protocol = XLOADFLAGS.since;

	memset(front, 0, BZIMAGE_FRONT);
	/* Read only unless "rw" is given, as from the build of Linux. */
	put(front, ROOT_FLAGS, 1);
	put(front, BOOT_FLAG, MAGIC_BOOT_FLAG);
	put(front, JUMP, MAGIC_JUMP_SHORT);
	put(front, JUMP_DISTANCE, end_of_fields(protocol) - JUMP_END);
	put(front, MAGIC, MAGIC_HDRS);
	put(front, VERSION, protocol);
	put(front, LOADFLAGS, BZIMAGE_LOADED_HIGH);
	put(front, INITRD_ADDR_MAX, 0x7fffffff);
	put(front, KERNEL_ALIGNMENT, align ? align : 0x200000);
	put(front, RELOCATABLE_KERNEL, !!align);
	put(front, XLOADFLAGS, BZIMAGE_KERNEL_64 | BZIMAGE_ABOVE_4G);
	put(front, CMDLINE_SIZE, 2047);
	put(front, PREF_ADDRESS, start);
	put(front, INIT_SIZE, size);
}

bool is_bzimage(const struct bytes *file)
{
	return file->size >= HEADER_LEAST && get(file, 0x200, MAGIC) == MAGIC_HDRS;
}

bool parse_setup_header(const struct bytes *front, struct bzimage *image, struct fault *why)
{
	*image = (struct bzimage){ 0 };
	if (!check_magic(front, why) || !read_header(front, image, why))
		return false;
	read_fields(front, image);
	return true;
}

bool check_kernel(const struct bytes *front, struct bzimage *image, struct fault *why)
{
	return find_payload(front, image, why) && check_kernel_info(image, why);
}

bool parse_bzimage(const struct bytes *file, struct bzimage *image, struct fault *why)
{
	return parse_setup_header(file, image, why) && find_kernel(file, image, why) &&
	       check_kernel(file, image, why) && read_version(file, image, why);
}
