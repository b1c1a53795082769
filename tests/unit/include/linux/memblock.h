/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see guest.h. */
void memblock_reserve(u64 paddr, u64 size);
void memblock_reserve_kern(u64 paddr, u64 size);
