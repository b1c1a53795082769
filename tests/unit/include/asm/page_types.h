/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see guest.h. */
#define __START_KERNEL_map 0xffffffff80000000UL

/* With CONFIG_RANDOMIZE_BASE */
#define KERNEL_IMAGE_SIZE (1024 * 1024 * 1024)
