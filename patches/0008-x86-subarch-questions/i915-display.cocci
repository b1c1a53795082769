// SPDX-License-Identifier: GPL-2.0
// base: >= 700
// file: drivers/gpu/drm/i915/display/intel_display_utils.c hits: 2
@@
@@
-#include <asm/hypervisor.h>
+#include <asm/subarch.h>

@@
@@
-!hypervisor_is_type(X86_HYPER_NATIVE)
+!x86_fact(X86_FACT_HOST_HARDWARE)
