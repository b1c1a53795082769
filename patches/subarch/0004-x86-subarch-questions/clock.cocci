// SPDX-License-Identifier: GPL-2.0-only
// file: arch/x86/xen/time.c hits: 1
@@
@@
xen_init_time_ops(...)
{
<...
-if (!xen_initial_domain())
+if (!x86_platform.legacy.rtc)
	x86_platform.set_wallclock = xen_set_wallclock;
...>
}
