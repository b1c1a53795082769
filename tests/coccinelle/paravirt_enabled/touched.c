// SPDX-License-Identifier: GPL-2.0-only
// mode: patch
// The fact follows from what the guarded code touches.
#include <linux/kernel.h>

#include <asm/io.h>
#include <asm/paravirt.h>

#define EISA_ID_PORT		0xc80
#define TRAMPOLINE_PHYS_LOW	0x467

extern struct console { int index; } vga_con, *console;
extern struct keyboard { unsigned char i8042_status; } *keyboard;

void default_find_smp_config(void);
void find_ibft_region(void);
int romchecksum(const unsigned char *rom);

void option_roms(void)
{
	if (!paravirt_enabled())
		romchecksum(__va(0xc8000));
	if (!paravirt_enabled())
		*(unsigned short *)__va(0xc8000) = 0;
}

void mptable(void)
{
	if (!paravirt_enabled())
		default_find_smp_config();
}

void ibft(void)
{
	if (!paravirt_enabled())
		find_ibft_region();
}

void eisa(void)
{
	if (!paravirt_enabled())
		inb(EISA_ID_PORT);
	if (!paravirt_enabled())
		outb(0xff, 0xc80);
}

void vga(void)
{
	if (!paravirt_enabled())
		console = &vga_con;
	if (!paravirt_enabled())
		*(unsigned short *)__va(0xb8000) = 0x0741;
	if (!paravirt_enabled())
		outb(0x11, 0x3d4);
}

/* Its code is in the CMOS, its vector in the BIOS data area. */
void warm_reset(void)
{
	if (paravirt_enabled())
		return;
	outb(0x0f, 0x70);
	outb(0x0a, 0x71);
	*(unsigned short *)__va(TRAMPOLINE_PHYS_LOW) = 0;
	*(unsigned short *)__va(0x469) = 0x1000;
}

void member(void)
{
	if (!paravirt_enabled())
		keyboard->i8042_status = 0;
}
