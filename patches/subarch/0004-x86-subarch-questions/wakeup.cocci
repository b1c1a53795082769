// SPDX-License-Identifier: GPL-2.0-only
// file: arch/x86/include/asm/acpi.h hits: 1
@@
@@
acpi_skip_set_wakeup_address(...)
{
-	return cpu_feature_enabled(X86_FEATURE_XENPV);
+	return !x86_fact(X86_FACT_REAL_MODE);
}
