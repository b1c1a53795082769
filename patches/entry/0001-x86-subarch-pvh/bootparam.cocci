// SPDX-License-Identifier: GPL-2.0-only
// file: arch/x86/include/uapi/asm/bootparam.h hits: 1
@@
@@
enum x86_hardware_subarch {
	...,
	X86_SUBARCH_CE4100,
+	X86_SUBARCH_PVH,
	X86_NR_SUBARCHS,
};
