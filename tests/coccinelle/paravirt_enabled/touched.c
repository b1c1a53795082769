// SPDX-License-Identifier: GPL-2.0-only
// mode: patch
// The field follows from what the guarded code touches.
#include <linux/kernel.h>

#include <asm/io.h>
#include <asm/paravirt.h>

#define TRAMPOLINE_PHYS_LOW	0x467

extern struct console { int index; } vga_con, *console;
extern struct keyboard { unsigned char i8042_status; } *keyboard;

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
