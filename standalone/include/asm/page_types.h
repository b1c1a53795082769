/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see environment.h. */
#pragma once
#define __START_KERNEL_map	0xffffffff80000000ULL
#define KERNEL_IMAGE_SIZE	0x40000000
