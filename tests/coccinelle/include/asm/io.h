/* SPDX-License-Identifier: GPL-2.0-only */
/* What the samples need of it. */
#ifndef _ASM_IO_H
#define _ASM_IO_H

#define __va(x)		((void *)(unsigned long)(x))

unsigned char inb(unsigned short port);
void outb(unsigned char value, unsigned short port);

unsigned char CMOS_READ(unsigned char address);
void CMOS_WRITE(unsigned char value, unsigned char address);

void *early_memremap(unsigned long start, unsigned long size);
void *isa_bus_to_virt(unsigned long address);

#endif
