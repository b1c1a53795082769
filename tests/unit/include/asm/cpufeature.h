/* SPDX-License-Identifier: GPL-2.0 */
/* Stands in for the kernel header of this name, see guest.h. */
extern bool cpu_has_hypervisor;
#define boot_cpu_has(feature) ((feature) == X86_FEATURE_HYPERVISOR && cpu_has_hypervisor)
#define X86_FEATURE_HYPERVISOR (4 * 32 + 31)
