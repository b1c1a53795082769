// SPDX-License-Identifier: GPL-2.0-only
// base: >= 609
// file: arch/x86/kernel/cpu/topology.c hits: 1
@@
@@
restrict_to_up(...)
{
<...
-xen_pv_domain()
+!x86_fact(X86_FACT_LOCAL_APIC)
...>
}
