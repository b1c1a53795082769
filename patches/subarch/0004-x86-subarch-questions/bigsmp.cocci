// SPDX-License-Identifier: GPL-2.0-only
// base: >= 609
// base: < 615
// file: arch/x86/kernel/apic/probe_32.c hits: 3
@@
@@
-#include <xen/xen.h>
+#include <asm/subarch.h>

@@
@@
(
-!xen_pv_domain()
+x86_fact(X86_FACT_LOCAL_APIC)
|
-xen_pv_domain()
+!x86_fact(X86_FACT_LOCAL_APIC)
)
