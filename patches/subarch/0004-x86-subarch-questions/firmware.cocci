// SPDX-License-Identifier: GPL-2.0-only
// base: present: arch/x86/kernel/acpi/boot.c: hypervisor_is_type(X86_HYPER_NATIVE)
// file: arch/x86/kernel/acpi/boot.c hits: 2
@@
@@
-#include <asm/hypervisor.h>
+#include <asm/subarch.h>

@@
@@
-!hypervisor_is_type(X86_HYPER_NATIVE)
+x86_fact(X86_FACT_VMM_FIRMWARE)
