// SPDX-License-Identifier: GPL-2.0-only
// mode: patch
// What no field of x86_platform.legacy tells of.
#include <linux/kernel.h>

#include <asm/io.h>
#include <asm/paravirt.h>

#define EISA_ID_PORT	0xc80

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
