// SPDX-License-Identifier: GPL-2.0-only
// mode: patch
// The test leaves the function before the code that it is about.
#include <linux/kernel.h>
#include <linux/init.h>

#include <asm/io.h>
#include <asm/paravirt.h>

#define BIOS_LOWMEM_KILOBYTES	0x413

unsigned long lowmem;
unsigned char floppies;

void __init find_end_of_low_memory(void)
{
	unsigned short kilobytes;

	if (paravirt_enabled())
		return;

	kilobytes = *(unsigned short *)__va(BIOS_LOWMEM_KILOBYTES);
	lowmem = kilobytes << 10;
}

int __init count_floppies(void)
{
	if (unlikely(paravirt_enabled())) {
		printk("no CMOS to look into\n");
		return -ENODEV;
	}

	floppies = CMOS_READ(0x10);
	return 0;
}

int __init find_clock(int wanted)
{
	int ret = -ENODEV;

	if (!wanted)
		goto out;
	if (paravirt_enabled())
		goto out;

	outb(0x0d, 0x70);
	ret = inb(0x71);
out:
	return ret;
}
