/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see environment.h. */
#pragma once
#ifdef __ASSEMBLER__
#define __INIT		.section .init.text, "ax"
#define __INITDATA	.section .init.data, "aw"
#else
#define __init
#define __initconst
#endif
