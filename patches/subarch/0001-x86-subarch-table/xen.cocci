// SPDX-License-Identifier: GPL-2.0-only
// file: arch/x86/xen/enlighten_pv.c hits: 3
@@
@@
-static void __init xen_dom0_set_legacy_features(void)
-{
-...
-}

@@
@@
-static void __init xen_domu_set_legacy_features(void)
-{
-...
-}

@@
@@
-x86_platform.set_legacy_features = xen_dom0_set_legacy_features;

@@
@@
-x86_platform.set_legacy_features = xen_domu_set_legacy_features;
