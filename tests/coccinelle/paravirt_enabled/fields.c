// SPDX-License-Identifier: GPL-2.0-only
// mode: patch
// Fields that are no plain yes or no, where what is around binds tighter as well.
#include <linux/kernel.h>

#include <asm/io.h>
#include <asm/paravirt.h>

extern struct console { int index; } vga_con, *console;

void other(void);

int keyboard(int a)
{
	if (paravirt_enabled())
		other();
	else
		inb(0x64);
	if (!!paravirt_enabled())
		other();
	else
		inb(0x64);
	if (!paravirt_enabled() || (a && !(paravirt_enabled())))
		inb(0x64);
	if ((int)!paravirt_enabled())
		inb(0x64);
	if ((int)paravirt_enabled())
		other();
	else
		inb(0x64);
	if (a & !paravirt_enabled())
		inb(0x64);
	if (a == !paravirt_enabled())
		inb(0x64);
	if (paravirt_enabled() == 0)
		inb(0x64);
	return paravirt_enabled() == true ? 0 : inb(0x64);
}

void screen(int a)
{
	if (!paravirt_enabled() && a)
		console = &vga_con;
	if (paravirt_enabled())
		console = 0;
	else
		console = &vga_con;
	if (!!paravirt_enabled() == a)
		console = &vga_con;
}
