// SPDX-License-Identifier: GPL-2.0-only
// Each thing that only some machines have, touched unasked.
// mode: report
// file: arch/x86/kernel/sample.c

#include <linux/init.h>
#include <linux/io.h>
#include <linux/types.h>

#include <asm/x86_init.h>

#define PIC_MASTER_IMR	0x21
#define PIC_ELCR1	0x4d0
#define I8042_DATA	0x60
#define REASON_PORT	0x61
#define BIOS_KB_POINTER	0x413UL
#define ROM_START	0xc0000
#define ROM_SECOND	(ROM_START + 0x8000)

extern int nr_legacy_irqs(void);
extern unsigned int get_bios_ebda(void);

void __init clock(void)
{
	CMOS_WRITE(CMOS_READ(0xb), 0xb);
}

static __init int clock_port(void)
{
	outb(0xf, 0x70);
	return inb(0x71);
}

static int __init
keyboard(void)
{
	return inb(0x64) | inb(I8042_DATA);
}

void __init timer(void)
{
	outb(0x34, 0x43);
	outb(inb(REASON_PORT) | 3, REASON_PORT);
}

void __init pic(void)
{
	outb(0xff, PIC_MASTER_IMR);
	outb(0xff, 0xa1);
}

int __init level(unsigned int irq)
{
	unsigned int port = PIC_ELCR1 + (irq >> 3);

	return inb(port) >> (irq & 7) & 1;
}

int __init base_memory(void)
{
	return *(unsigned short *)__va(BIOS_KB_POINTER);
}

unsigned int __init ebda(void)
{
	return get_bios_ebda();
}

void *__init eisa(void)
{
	return memremap(0x0FFFD9, 4, 1);
}

u8 __init roms(void)
{
	phys_addr_t rom;
	u8 sum = 0;

	for (rom = ROM_SECOND; rom < 0xe0000; rom += 2048)
		sum += *(u8 *)early_memremap(rom, 1);
	return sum;
}

void *__init bus(phys_addr_t start)
{
	return isa_bus_to_virt(start);
}

static int scan(unsigned long base, unsigned long length)
{
	return *(u8 *)early_memremap(base, length);
}

int __init table(void)
{
	return scan(0xf0000, 0x10000);
}

void __init says_only(void)
{
	x86_platform.legacy.rtc = 0;
	x86_platform.legacy.devices.pnpbios = 0;
	CMOS_WRITE(0, 0xf);
}

int __init two(void)
{
	return inb(0x60) + *(u8 *)__va(0x40e);
}

int __init asks_another(void)
{
	return nr_legacy_irqs() ? CMOS_READ(0xb) : 0;
}

int __init levels(void)
{
	return inb(0x4d0) | inb(0x4d1) << 8;
}

int __init clock_extended(void)
{
	outb(0x10, 0x72);
	return 0;
}
