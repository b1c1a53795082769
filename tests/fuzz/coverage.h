/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * To be included in front of start_info.c when coverage is measured: a function
 * that is compiled into its callers would be counted once for each, with
 * branches among them that this caller can never take.
 */
#include <sys/cdefs.h>

#undef __always_inline
#define __always_inline __inline
