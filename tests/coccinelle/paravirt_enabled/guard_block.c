// SPDX-License-Identifier: GPL-2.0-only
// mode: patch
// The test has what it is about inside, on either side of an else.
#include <linux/kernel.h>

#include <asm/io.h>
#include <asm/paravirt.h>

int pnpbios_probe(void);
void i8042_flush(void);
void other(void);

void statement(void)
{
	if (!paravirt_enabled())
		i8042_flush();
	other();
}

void block(void)
{
	int node;

	if (!paravirt_enabled()) {
		node = pnpbios_probe();
		if (node)
			other();
	}
}

void with_else(void)
{
	if (paravirt_enabled())
		other();
	else
		outb(0xfe, 0x64);
}

/* Two questions in one function: each is about what it guards. */
void two(void)
{
	if (!paravirt_enabled())
		CMOS_READ(0x0f);

	if (!paravirt_enabled())
		pnpbios_probe();
}
