/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see guest.h. */
#define X86_FEATURE_HYPERVISOR (4 * 32 + 31)
