// SPDX-License-Identifier: GPL-2.0-only
// The same lines in the other modes.
// mode: org context
// file: arch/x86/kernel/sample.c

#define __init

extern unsigned char inb(unsigned short port);
extern unsigned char CMOS_READ(unsigned char address);

int __init keyboard(void)
{
	if (inb(0x64) & 1)
		return inb(0x60);
	return CMOS_READ(0xb);
}
