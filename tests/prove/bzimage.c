// SPDX-License-Identifier: GPL-2.0-only
/* The setup header of a bzImage, by the structure that Linux has for it. */
#include <asm/bootparam.h>

#include SOURCE

#include "tools.h"

static struct bytes file;
static struct bzimage image;
static const uint8_t *text;
static bool has_end;

void copy_text(char *to, size_t room, const uint8_t *from, size_t size)
{
	PROVE(to == image.version && room == sizeof(image.version));
	PROVE(__CPROVER_r_ok(from, size) && from + size <= image.kernel.data);
	text = from;
}

/* A text has an end in the file. */
void *memchr(const void *from, int byte, size_t size)
{
	PROVE(!byte && __CPROVER_r_ok(from, size));
	has_end = nondet_bool();
	return has_end ? (void *)from : NULL;
}

static void prove_fields(const struct setup_header *header)
{
	const uint16_t protocol = header->version;

	PROVE(image.protocol == protocol && protocol >= 0x200 && protocol < 0x300);
	PROVE(image.setup_sects == (header->setup_sects ? header->setup_sects : 4));
	PROVE(image.loadflags == header->loadflags);
	PROVE(image.code32_start == header->code32_start);
	PROVE(image.syssize == (protocol < 0x204 ? 0 : header->syssize));
	PROVE(image.initrd_addr_max == (protocol < 0x203 ? 0 : header->initrd_addr_max));
	PROVE(image.kernel_alignment == (protocol < 0x205 ? 0 : header->kernel_alignment));
	PROVE(image.relocatable_kernel == (protocol < 0x205 ? 0 : header->relocatable_kernel));
	PROVE(image.cmdline_size == (protocol < 0x206 ? 255 : header->cmdline_size));
	PROVE(image.pref_address == (protocol < 0x20a ? 0 : header->pref_address));
	PROVE(image.init_size == (protocol < 0x20a ? 0 : header->init_size));
	PROVE(image.xloadflags == (protocol < 0x20c ? 0 : header->xloadflags));
	PROVE(image.kernel_info_offset == (protocol < 0x20f ? 0 : header->kernel_info_offset));
}

static void prove_parts(const struct setup_header *header)
{
	const struct bytes part = { (u8 *)image.header, image.header_size };
	u64 start = (image.setup_sects + 1) * 512, size = image.syssize * 16ULL;

	PROVE(is_part(&part, &file) && image.header == (u8 *)header);
	PROVE(part.size <= 0x290 - 0x1f1);
	PROVE(is_part(&image.kernel, &file) && image.kernel.size);
	PROVE(image.kernel.data == file.data + start);
	if (size)
		PROVE(image.kernel.size == (start + size > file.size ? file.size - start : size));
	else
		PROVE(image.protocol < 0x204 && start + image.kernel.size == file.size);
	PROVE(is_part(&image.payload, &image.kernel));
	if (image.protocol < 0x208)
		PROVE(!image.payload.size);
	else
		PROVE(image.payload.size == header->payload_length);
	if (image.payload.size)
		PROVE(image.payload.data == image.kernel.data + header->payload_offset);
}

void bzimage_parsed(void)
{
	const struct setup_header *header;
	struct fault why = { "" };

	file = any_file(0, FILE_MAX);

	if (!parse_bzimage(&file, &image, &why)) {
		PROVE(why.text[0]);
		return;
	}
	PROVE(is_bzimage(&file) && !why.text[0]);
	header = (void *)(file.data + 0x1f1);
	PROVE(header->boot_flag == 0xaa55 && header->header == 0x53726448);
	prove_fields(header);
	prove_parts(header);
	if (header->kernel_version)
		PROVE(has_end && text == file.data + 0x200 + header->kernel_version);
	else
		PROVE(!text && !image.version[0]);
	END();
}

/* What is made for a vmlinux is a header, and says what was given. */
void bzimage_made(void)
{
	u32 size = nondet_u32(), align = nondet_u32();
	u64 start = nondet_u64();
	struct fault why = { "" };

	file = any_file(BZIMAGE_FRONT, BZIMAGE_FRONT);
	make_setup_header(file.data, start, size, align);
	PROVE(parse_setup_header(&file, &image, &why));
	prove_fields((void *)(file.data + 0x1f1));
	PROVE(image.pref_address == start && image.init_size == size);
	PROVE(image.relocatable_kernel == !!align);
	PROVE(image.kernel_alignment == (align ? align : 0x200000));
	PROVE(image.xloadflags == 3 && image.protocol == 0x20c);
	END();
}
