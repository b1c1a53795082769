// SPDX-License-Identifier: GPL-2.0-only
// file: arch/x86/xen/enlighten_hvm.c hits: 1
@@
@@
xen_pvh = true;
+x86_fact_absent(X86_FACT_EMULATED_DEVICES);
