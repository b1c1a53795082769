/* SPDX-License-Identifier: GPL-2.0-only */
/* What the samples need of it. */
#ifndef _XEN_XEN_H
#define _XEN_XEN_H

#include <linux/types.h>

extern bool xen_pvh;

bool xen_domain(void);
bool xen_pv_domain(void);
bool xen_hvm_domain(void);
bool xen_pvh_domain(void);
bool xen_initial_domain(void);

#endif
