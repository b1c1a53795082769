// SPDX-License-Identifier: GPL-2.0-only
// What asks, comes later, or touches something else.
// mode: report
// file: arch/x86/kernel/sample.c

#include <linux/init.h>
#include <linux/io.h>
#include <linux/types.h>

#include <asm/x86_init.h>

#define PIC_MASTER_IMR	0x21
#define APIC_BASE	0xfee00000

extern int nr_legacy_irqs(void);

void __init clock(void)
{
	if (x86_platform.legacy.rtc)
		CMOS_WRITE(0, 0xf);
}

int __init keyboard(void)
{
	return x86_platform.legacy.i8042 == X86_LEGACY_I8042_EXPECTED_PRESENT ? inb(0x64) : 0;
}

void __init pic(void)
{
	if (!nr_legacy_irqs())
		return;
	outb(0xff, PIC_MASTER_IMR);
}

int __init nested(void)
{
	if (!x86_platform.legacy.devices.pnpbios)
		return 0;
	return *(u8 *)__va(0xf0000);
}

static int scan(unsigned long base, unsigned long length)
{
	if (!x86_platform.legacy.reserve_bios_regions)
		return 0;
	return *(u8 *)early_memremap(base, length);
}

int __init table(void)
{
	return scan(0xf0000, 0x10000);
}

int later(void)
{
	return CMOS_READ(0xb);
}

void __init other_ports(void)
{
	outb(0, 0x80);
	outb(0x64, 0x3f8);
	outb(0x70, 0xcf9);
}

void *__init other_memory(phys_addr_t start)
{
	phys_addr_t high = APIC_BASE;

	return __va(start) ? memremap(high, 4096, 1) : early_memremap(0x100000, 4);
}

int __init ask_for_pic_only(void)
{
	return nr_legacy_irqs() ? inb(0x21) : 0;
}
