/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see guest.h. */
#pragma once

#define ISA_START_ADDRESS 0x000a0000
#define ISA_END_ADDRESS 0x00100000
/* A kernel with 64 NUMA nodes, unless another is meant. */
#ifndef E820_MAX_ENTRIES
#define E820_MAX_ENTRIES 320
#endif

enum e820_type {
	E820_TYPE_RAM = 1,
	E820_TYPE_RESERVED,
	E820_TYPE_ACPI,
	E820_TYPE_NVS,
	E820_TYPE_UNUSABLE,
	E820_TYPE_PRAM = 12,
	E820_TYPE_RESERVED_KERN = 128,
	E820_TYPE_SOFT_RESERVED = 0xefffffff,
};
