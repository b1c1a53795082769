/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see guest.h. */
#define PAGE_ALIGN(address) (((address) + 0xfff) & ~0xfffULL)

/* Where the kernel is loaded is the test's, all else is where the host has it. */
#define __pa_symbol(symbol) symbol_paddr((unsigned long)(symbol))
u64 symbol_paddr(unsigned long symbol);
