/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see guest.h. */
#pragma once

enum x86_legacy_i8042_state {
	X86_LEGACY_I8042_PLATFORM_ABSENT,
	X86_LEGACY_I8042_FIRMWARE_ABSENT,
	X86_LEGACY_I8042_EXPECTED_PRESENT,
};

struct x86_legacy_features {
	enum x86_legacy_i8042_state i8042;
	int rtc, warm_reset, no_vga, reserve_bios_regions;
	struct {
		int pnpbios;
	} devices;
};

extern struct x86_platform_ops {
	struct x86_legacy_features legacy;
	void (*set_legacy_features)(void);
} x86_platform;
