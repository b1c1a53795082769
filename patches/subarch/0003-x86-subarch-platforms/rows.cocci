// SPDX-License-Identifier: GPL-2.0-only
// file: arch/x86/platform/intel-mid/intel-mid.c hits: 3
// file: [< 609] arch/x86/platform/ce4100/ce4100.c hits: 2
// file: [>= 609] arch/x86/platform/ce4100/ce4100.c hits: 1
@@
@@
(
-x86_init.resources.probe_roms = x86_init_noop;
|
-x86_init.mpparse.find_mptable = x86_init_noop;
|
-x86_init.mpparse.find_smp_config = x86_init_noop;
|
-x86_platform.legacy.rtc = 1;
+x86_fact_present(X86_FACT_RTC);
)
