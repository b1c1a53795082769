/* SPDX-License-Identifier: GPL-2.0-only */
/* What the samples need of it. */
#ifndef _LINUX_INIT_H
#define _LINUX_INIT_H

#define __init
#define __initconst

#endif
