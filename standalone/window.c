// SPDX-License-Identifier: GPL-2.0-only
/*
 * Access to memory above 4 GiB from 32-bit code. PAE tables with pages of 2 MiB map
 * the low 4 GiB one to one, except for the last two pages, which map memory above.
 * Few loaders use it, so the tables are only set up when needed.
 */
#include <linux/sizes.h>

#include <asm/processor-flags.h>

#include "window.h"

#define PAGE_2M		0x200000ULL
#define PAGE_FLAGS	0x83		/* present, writable, 2 MiB */
#define TABLE_FLAGS	0x01
#define ENTRIES		2048

#define CPUID_PAE	(1 << 6)	/* cpuid 1 edx */

static u64 pages[ENTRIES] __attribute__((aligned(4096)));
static u64 directories[4] __attribute__((aligned(32)));

static bool is_open(void)
{
	u32 cr0;

	asm volatile("mov %%cr0, %0" : "=r" (cr0));
	return cr0 & X86_CR0_PG;
}

static void open_window(void)
{
	u32 i;

	for (i = 0; i < ENTRIES; i++)
		pages[i] = i * PAGE_2M + PAGE_FLAGS;
	for (i = 0; i < 4; i++)
		directories[i] = (unsigned long)&pages[i * 512] + TABLE_FLAGS;

	asm volatile("mov %0, %%cr4\n\t"
		     "mov %1, %%cr3\n\t"
		     "mov %2, %%cr0"
		     : : "r" (X86_CR4_PAE), "r" (directories),
			 "r" (X86_CR0_PG | X86_CR0_PE) : "memory");
}

/**
 * pvh_window() - map memory above 4 GiB, or memory that the window hides
 * @paddr: physical address
 * @size: size in bytes, at most 2 MiB
 *
 * Return: the memory, until the next call; NULL if the CPU does not support the address.
 */
void *pvh_window(u64 paddr, u64 size)
{
	u64 page = paddr & -PAGE_2M;
	u32 bits = 36, edx;

	if (!is_open()) {
		/* The window is not set up, so it hides nothing. */
		if (paddr + size <= SZ_4G)
			return (void *)(unsigned long)paddr;
		pvh_cpuid(1, &edx);
		if (!(edx & CPUID_PAE))
			return NULL;
	}
	if (pvh_cpuid(0x80000000, &edx) >= 0x80000008)
		bits = pvh_cpuid(0x80000008, &edx) & 0xff;
	if ((paddr + size - 1) >> bits)
		return NULL;
	if (!is_open())
		open_window();

	pages[ENTRIES - 2] = page + PAGE_FLAGS;
	pages[ENTRIES - 1] = page + PAGE_2M + PAGE_FLAGS;
	asm volatile("mov %0, %%cr3" : : "r" (directories) : "memory");
	return (void *)(unsigned long)(PVH_WINDOW + (u32)(paddr - page));
}

/**
 * pvh_close_window() - disable paging, as required by the boot protocol
 */
void pvh_close_window(void)
{
	if (!is_open())
		return;
	asm volatile("mov %0, %%cr0\n\t"
		     "mov %1, %%cr4"
		     : : "r" (X86_CR0_PE), "r" (0) : "memory");
}

/* CPUs before the Pentium may not have CPUID; then this flag cannot be changed. */
static bool has_cpuid(void)
{
	u32 flags, changed;

	asm volatile("pushf\n\t"
		     "pop %0\n\t"
		     "mov %0, %1\n\t"
		     "xor %2, %1\n\t"
		     "push %1\n\t"
		     "popf\n\t"
		     "pushf\n\t"
		     "pop %1\n\t"
		     "push %0\n\t"
		     "popf"
		     : "=&r" (flags), "=&r" (changed) : "i" (X86_EFLAGS_ID) : "cc");
	return (flags ^ changed) & X86_EFLAGS_ID;
}

/**
 * pvh_cpuid() - execute CPUID, if the CPU has it
 * @leaf: the leaf; subleaf 0 is used
 * @edx: receives %edx, or 0
 *
 * Not inlined, so that there is one CPUID to look for in tests/tools/entry.
 *
 * Return: %eax, or 0.
 */
noinline u32 pvh_cpuid(u32 leaf, u32 *edx)
{
	u32 eax = leaf, ebx, ecx = 0;

	*edx = 0;
	if (!has_cpuid())
		return 0;
	asm volatile("cpuid" : "+a" (eax), "=b" (ebx), "+c" (ecx), "=d" (*edx));
	return eax;
}

/* Compilers may call it as well, to copy a structure. */
void *memcpy(void *to, const void *from, size_t size)
{
	void *at = to;

	asm volatile("rep movsb"
		     : "+D" (at), "+S" (from), "+c" (size) : : "memory");
	return to;
}
