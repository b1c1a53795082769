/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see environment.h. */
#pragma once
#define ISA_START_ADDRESS	0x000a0000
#define ISA_END_ADDRESS		0x00100000

/* As in kernels of distributions, which support many NUMA nodes. */
#define E820_MAX_ENTRIES	3200

#define E820_TYPE_RAM		1
#define E820_TYPE_RESERVED	2

/* Types that ACPI does not define, but a wrapped kernel may use. */
#define E820_TYPE_PRAM		12
#define E820_TYPE_RESERVED_KERN	128
#define E820_TYPE_SOFT_RESERVED	0xefffffff
