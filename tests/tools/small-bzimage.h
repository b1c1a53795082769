/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A bzImage with all fields of the header, small enough for tests of each changed byte.
 */
#ifndef SMALL_BZIMAGE_H
#define SMALL_BZIMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SMALL_SETUP		1024	/* bytes of its real-mode part */
#define SMALL_KERNEL		4096	/* bytes of its protected-mode part */
#define SMALL_SIZE		(SMALL_SETUP + SMALL_KERNEL)
#define SMALL_PREF_ADDRESS	0x1000000
#define SMALL_ALIGNMENT		0x200000
#define SMALL_INIT_SIZE		0x10800	/* no whole pages */
#define SMALL_INITRD_ADDR_MAX	0x7fffffff
#define SMALL_CMDLINE_SIZE	2047
#define SMALL_PAYLOAD_OFFSET	0x100
#define SMALL_PAYLOAD_LENGTH	0x800
#define SMALL_KERNEL_INFO	0xf00
#define SMALL_VERSION		"6.99.0-small (nobody@nowhere) #1"

/**
 * small_bzimage() - make one
 * @image: receives it
 */
void small_bzimage(uint8_t image[SMALL_SIZE]);

/**
 * set_field() - change a field of its setup header, or a byte of anything
 * @image: the bzImage
 * @name: as boot.rst has it, or a number: a byte's offset
 * @value: what it becomes
 *
 * Return: whether there is such a field.
 */
bool set_field(uint8_t *image, const char *name, uint64_t value);

#endif
