// SPDX-License-Identifier: GPL-2.0
// base: >= 609
// file: arch/x86/include/asm/acpi.h hits: 1
@@
@@
arch_acpi_set_proc_cap_bits(...)
{
<...
-xen_initial_domain()
+xen_hardware_domain()
...>
}
