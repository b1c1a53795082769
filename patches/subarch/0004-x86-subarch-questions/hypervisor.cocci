// SPDX-License-Identifier: GPL-2.0-only
// file: arch/x86/kernel/cpu/hypervisor.c hits: 1
@@
@@
x86_hyper_type = h->type;
+x86_fact_present(X86_FACT_VMM_FIRMWARE);
