/* SPDX-License-Identifier: GPL-2.0-only */
/* What the samples need of it. */
#ifndef _ASM_HYPERVISOR_H
#define _ASM_HYPERVISOR_H

#include <linux/types.h>

enum x86_hypervisor_type { X86_HYPER_NATIVE, X86_HYPER_XEN_PV, X86_HYPER_KVM };

extern enum x86_hypervisor_type x86_hyper_type;

bool hypervisor_is_type(enum x86_hypervisor_type type);

#endif
