// SPDX-License-Identifier: GPL-2.0
// file: drivers/gpu/drm/i915/i915_utils.h hits: 2
@@
@@
-#include <asm/hypervisor.h>
+#include <asm/subarch.h>

@@
@@
-!hypervisor_is_type(X86_HYPER_NATIVE)
+!x86_fact(X86_FACT_HOST_HARDWARE)
