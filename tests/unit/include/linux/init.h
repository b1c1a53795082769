/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see guest.h. */
#define __init
#define __initconst
#define __initdata
#define __aligned(bytes) __attribute__((aligned(bytes)))

/* What runs by itself in the kernel, the test finds under these names. */
#define early_initcall(function) int (*const at_early)(void) = function
#define postcore_initcall(function) int (*const at_postcore)(void) = function
#define early_param(text, function)				\
	const char *const parameter_name = text;		\
	int (*const parameter)(char *value) = function
