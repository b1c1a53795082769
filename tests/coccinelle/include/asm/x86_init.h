/* SPDX-License-Identifier: GPL-2.0-only */
/* What the samples need of it. */
#ifndef _ASM_X86_INIT_H
#define _ASM_X86_INIT_H

#define X86_LEGACY_I8042_EXPECTED_PRESENT	2

extern struct x86_platform_ops {
	void (*set_wallclock)(void);
	struct x86_legacy_features {
		int i8042;
		int rtc;
		int warm_reset;
		int no_vga;
		int reserve_bios_regions;
		struct {
			int pnpbios;
		} devices;
	} legacy;
} x86_platform;

extern struct x86_init_ops {
	struct {
		void (*parse)(void);
	} mpparse;
} x86_init;

#endif
