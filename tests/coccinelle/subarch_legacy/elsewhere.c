// SPDX-License-Identifier: GPL-2.0
// Not under arch/x86.
// mode: report
// file: drivers/firmware/sample.c

#define __init

typedef unsigned char u8;
typedef unsigned long phys_addr_t;

struct legacy_devices {
	int pnpbios;
};

struct x86_platform_ops {
	struct {
		int rtc;
		int reserve_bios_regions;
		struct legacy_devices devices;
	} legacy;
};

extern struct x86_platform_ops x86_platform;
extern int x86_fact(int fact);
extern int nr_legacy_irqs(void);
extern u8 inb(unsigned short port);
extern void outb(u8 value, unsigned short port);
extern u8 CMOS_READ(u8 address);
extern void CMOS_WRITE(u8 value, u8 address);
extern void *__va(phys_addr_t address);
extern void *isa_bus_to_virt(phys_addr_t address);
extern void *memremap(phys_addr_t start, unsigned long size, int flags);
extern void *early_memremap(phys_addr_t start, unsigned long size);
extern unsigned int get_bios_ebda(void);

#define PIC_MASTER_IMR	0x21
#define PIC_ELCR1	0x4d0
#define I8042_DATA	0x60
#define REASON_PORT	0x61
#define BIOS_KB_POINTER	0x413UL
#define ROM_START	0xc0000
#define ROM_SECOND	(ROM_START + 0x8000)
#define APIC_BASE	0xfee00000

void *__init table(void)
{
	return memremap(0xf0000, 0x10000, 1);
}
