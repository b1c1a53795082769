/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see environment.h. */
#pragma once
#define ISA_START_ADDRESS	0x000a0000
#define ISA_END_ADDRESS		0x00100000

/* What a kernel for many NUMA nodes keeps, as distributions build it. */
#define E820_MAX_ENTRIES	3200

#define E820_TYPE_RAM		1
#define E820_TYPE_RESERVED	2

/* What a wrapped kernel may know of types that ACPI does not define. */
#define E820_TYPE_PRAM		12
#define E820_TYPE_RESERVED_KERN	128
#define E820_TYPE_SOFT_RESERVED	0xefffffff
