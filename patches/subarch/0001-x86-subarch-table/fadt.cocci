// SPDX-License-Identifier: GPL-2.0-only
// file: arch/x86/kernel/acpi/boot.c hits: 4
@@
@@
acpi_parse_fadt(...)
{
<...
(
-x86_platform.legacy.i8042 = X86_LEGACY_I8042_FIRMWARE_ABSENT;
+x86_fact_set(X86_FACT_I8042, false, X86_FACT_BY_FADT);
|
-x86_platform.legacy.devices.pnpbios = 0;
+x86_fact_set(X86_FACT_PNPBIOS, false, X86_FACT_BY_FADT);
|
-x86_platform.legacy.rtc = 0;
+x86_fact_set(X86_FACT_RTC, false, X86_FACT_BY_FADT);
|
-x86_platform.legacy.no_vga = 1;
+x86_fact_set(X86_FACT_VGA, false, X86_FACT_BY_FADT);
)
...>
}
