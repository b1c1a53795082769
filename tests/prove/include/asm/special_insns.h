/* SPDX-License-Identifier: GPL-2.0-only */
/* What window.c uses, and no unit test does. */
u32 native_cpuid_eax(u32 leaf);
unsigned long __native_read_cr3(void);
void native_write_cr3(unsigned long cr3);
