/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see environment.h. */
#pragma once
#define SYM_L_GLOBAL(name)	.globl name; .hidden name;
#define SYM_L_LOCAL(name)
#define SYM_ANY(name)		SYM_L_GLOBAL(name) name:
#define SYM_CODE_START(name)		SYM_ANY(name)
#define SYM_CODE_START_LOCAL(name)	name:
#define SYM_CODE_END(name)		.type name, @function; .size name, . - name
#define SYM_INNER_LABEL(name, linkage)	linkage(name) name:
#define SYM_DATA(name, ...)		SYM_ANY(name) __VA_ARGS__
#define SYM_DATA_LOCAL(name, ...)	name: __VA_ARGS__
#define SYM_DATA_START_LOCAL(name)	name:
#define SYM_DATA_END(name)		.type name, @object; .size name, . - name
#define SYM_DATA_END_LABEL(name, linkage, label) \
	linkage(label) label: SYM_DATA_END(name)
