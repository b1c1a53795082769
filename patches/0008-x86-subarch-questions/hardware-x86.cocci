// SPDX-License-Identifier: GPL-2.0
// file: arch/x86/pci/xen.c hits: 2
// file: arch/x86/xen/enlighten_pvh.c hits: 2
// file: arch/x86/xen/enlighten_pv.c hits: 1
@@
@@
(
xen_setup_pci_msi
|
pci_xen_init
|
pvh_arch_setup
|
xen_pvh_init
|
xen_start_kernel
)
 (...)
{
<...
(
 x86_fact_set(X86_FACT_HOST_HARDWARE, xen_initial_domain(), ...)
|
-xen_initial_domain()
+xen_hardware_domain()
)
...>
}
