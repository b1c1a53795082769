/* SPDX-License-Identifier: GPL-2.0-only */
/* What the samples need of it. */
#ifndef _ASM_CPUFEATURE_H
#define _ASM_CPUFEATURE_H

#include <linux/types.h>

#define X86_FEATURE_XENPV	1
#define X86_FEATURE_HYPERVISOR	2

bool cpu_feature_enabled(int feature);

#endif
