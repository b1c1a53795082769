// SPDX-License-Identifier: GPL-2.0-only
// base: >= 609
// file: arch/x86/kernel/acpi/boot.c hits: 1
@@
@@
-!hypervisor_is_type(X86_HYPER_NATIVE)
+x86_fact(X86_FACT_VMM_FIRMWARE)
