// SPDX-License-Identifier: GPL-2.0-only
// base: >= 609
// file: arch/x86/kernel/cpu/vmware.c hits: 1
@@
@@
-x86_init.mpparse.find_mptable = mpparse_find_mptable;
+x86_fact_present(X86_FACT_MPTABLE);
