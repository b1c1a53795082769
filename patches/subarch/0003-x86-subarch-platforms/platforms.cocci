// SPDX-License-Identifier: GPL-2.0-only
// file: [< 609] arch/x86/kernel/jailhouse.c hits: 1
// file: [>= 609] arch/x86/kernel/jailhouse.c hits: 2
// file: [>= 609] arch/x86/hyperv/hv_vtl.c hits: 3
// file: arch/x86/mm/mem_encrypt_amd.c hits: 2
// file: arch/x86/platform/olpc/olpc-xo1-rtc.c hits: 1
// file: arch/x86/xen/smp_pv.c hits: 1
@@
@@
(
-x86_platform.legacy.rtc = 0;
+x86_fact_absent(X86_FACT_RTC);
|
-x86_platform.legacy.rtc = 1;
+x86_fact_present(X86_FACT_RTC);
|
-x86_platform.legacy.warm_reset = 0;
+x86_fact_absent(X86_FACT_WARM_RESET);
|
-x86_platform.legacy.i8042 = X86_LEGACY_I8042_PLATFORM_ABSENT;
+x86_fact_absent(X86_FACT_I8042);
|
-x86_platform.legacy.reserve_bios_regions = 0;
+x86_fact_absent(X86_FACT_BIOS_REGIONS);
|
-x86_platform.legacy.devices.pnpbios = 0;
+x86_fact_absent(X86_FACT_PNPBIOS);
|
-x86_init.resources.probe_roms = x86_init_noop;
+x86_fact_absent(X86_FACT_OPTION_ROMS);
|
-x86_init.mpparse.find_mptable = x86_init_noop;
+x86_fact_absent(X86_FACT_MPTABLE);
|
-x86_init.mpparse.find_smp_config = x86_init_noop;
+x86_fact_absent(X86_FACT_MPTABLE);
)
