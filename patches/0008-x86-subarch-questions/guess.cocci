// SPDX-License-Identifier: GPL-2.0
// file: arch/x86/xen/enlighten_hvm.c hits: 2
@@
@@
-x86_platform.legacy.rtc || !x86_platform.legacy.no_vga
+x86_fact(X86_FACT_RTC) || x86_fact(X86_FACT_VGA)

@@
@@
xen_pvh = true;
+x86_fact_absent(X86_FACT_EMULATED_DEVICES);
