// SPDX-License-Identifier: GPL-2.0
// file: arch/x86/kernel/x86_init.c hits: 1
@@
identifier node;
@@
x86_wallclock_init(...)
{
	struct device_node *node = ...;
	if (...) { ... }
+
+	if (node || x86_platform.legacy.rtc)
+		return;
+	if (x86_platform.get_wallclock == mach_get_cmos_time)
+		x86_platform.get_wallclock = get_rtc_noop;
+	if (x86_platform.set_wallclock == mach_set_cmos_time)
+		x86_platform.set_wallclock = set_rtc_noop;
}
