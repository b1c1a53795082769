// SPDX-License-Identifier: GPL-2.0
// file: drivers/acpi/acpi_pad.c hits: 1
// file: [< 609] drivers/acpi/processor_pdc.c hits: 1
// file: [>= 609] drivers/acpi/acpi_processor.c hits: 1
// file: drivers/gpu/drm/amd/amdgpu/amdgpu_virt.c hits: 1
// file: drivers/input/misc/xen-kbdfront.c hits: 1
// file: drivers/pci/xen-pcifront.c hits: 1
// file: drivers/video/fbdev/xen-fbfront.c hits: 1
// file: drivers/xen/dbgp.c hits: 1
@@
@@
-xen_initial_domain()
+xen_hardware_domain()
