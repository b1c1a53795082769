/* SPDX-License-Identifier: GPL-2.0-only */
/* Not checked here: boot_params is smaller, see asm/bootparam.h. Each build checks them. */
#define BUILD_BUG_ON(condition) ((void)0)
