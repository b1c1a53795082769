/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see guest.h. */
#ifndef PROCESSOR_H
#define PROCESSOR_H

extern struct cpuinfo_x86 {
	u8 x86_phys_bits;
} boot_cpu_data;

void native_cpuid(u32 *eax, u32 *ebx, u32 *ecx, u32 *edx);
u32 cpuid_ecx(u32 leaf);
void cpuid(u32 leaf, u32 *eax, u32 *ebx, u32 *ecx, u32 *edx);

#endif
