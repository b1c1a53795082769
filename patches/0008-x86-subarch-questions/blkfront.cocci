// SPDX-License-Identifier: GPL-2.0
// file: drivers/block/xen-blkfront.c hits: 2
@@
@@
-xen_hvm_domain()
+xen_emulated_devices()
