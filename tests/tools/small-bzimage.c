// SPDX-License-Identifier: GPL-2.0-only
/* See small-bzimage.h. */
#include <stdlib.h>
#include <string.h>

#include "small-bzimage.h"

#define VERSION_AT	0x300

static const struct {
	const char *name;
	uint16_t offset;
	uint8_t size;
} fields[] = {
	{ "setup_sects", 0x1f1, 1 },
	{ "syssize", 0x1f4, 4 },
	{ "boot_flag", 0x1fe, 2 },
	{ "jump", 0x200, 1 },
	{ "jump_distance", 0x201, 1 },
	{ "header", 0x202, 4 },
	{ "version", 0x206, 2 },
	{ "kernel_version", 0x20e, 2 },
	{ "loadflags", 0x211, 1 },
	{ "code32_start", 0x214, 4 },
	{ "initrd_addr_max", 0x22c, 4 },
	{ "kernel_alignment", 0x230, 4 },
	{ "relocatable_kernel", 0x234, 1 },
	{ "min_alignment", 0x235, 1 },
	{ "xloadflags", 0x236, 2 },
	{ "cmdline_size", 0x238, 4 },
	{ "hardware_subarch", 0x23c, 4 },
	{ "payload_offset", 0x248, 4 },
	{ "payload_length", 0x24c, 4 },
	{ "pref_address", 0x258, 8 },
	{ "init_size", 0x260, 4 },
	{ "kernel_info_offset", 0x268, 4 },
};

bool set_field(uint8_t *image, const char *name, uint64_t value)
{
	char *end;
	unsigned long offset = strtoul(name, &end, 0);

	if (end != name && !*end && offset < SMALL_SIZE) {
		image[offset] = value;
		return true;
	}
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (strcmp(fields[i].name, name))
			continue;
		for (size_t byte = 0; byte < fields[i].size; byte++, value >>= 8)
			image[fields[i].offset + byte] = value;
		return true;
	}
	return false;
}

void small_bzimage(uint8_t image[SMALL_SIZE])
{
	/* Bytes that tell where they are from. */
	for (size_t i = 0; i < SMALL_SIZE; i++)
		image[i] = i * 7 + i / 256;
	memset(image + 0x1f1, 0, 0x26c - 0x1f1);
	set_field(image, "setup_sects", SMALL_SETUP / 512 - 1);
	set_field(image, "syssize", SMALL_KERNEL / 16);
	set_field(image, "boot_flag", 0xaa55);
	set_field(image, "jump", 0xeb);
	set_field(image, "jump_distance", 0x26c - 0x202);
	set_field(image, "header", 0x53726448);
	set_field(image, "version", 0x20f);
	set_field(image, "kernel_version", VERSION_AT - 512);
	set_field(image, "loadflags", 1);
	set_field(image, "code32_start", 0x100000);
	set_field(image, "initrd_addr_max", SMALL_INITRD_ADDR_MAX);
	set_field(image, "kernel_alignment", SMALL_ALIGNMENT);
	set_field(image, "relocatable_kernel", 1);
	set_field(image, "min_alignment", 21);
	set_field(image, "xloadflags", 0x7f);
	set_field(image, "cmdline_size", SMALL_CMDLINE_SIZE);
	set_field(image, "payload_offset", SMALL_PAYLOAD_OFFSET);
	set_field(image, "payload_length", SMALL_PAYLOAD_LENGTH);
	set_field(image, "pref_address", SMALL_PREF_ADDRESS);
	set_field(image, "init_size", SMALL_INIT_SIZE);
	set_field(image, "kernel_info_offset", SMALL_KERNEL_INFO);
	strcpy((char *)image + VERSION_AT, SMALL_VERSION);
	memcpy(image + SMALL_SETUP + SMALL_KERNEL_INFO, "LToP\x10\0\0\0\x10\0\0", 12);
}
