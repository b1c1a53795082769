/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see environment.h. */
#define __packed __attribute__((packed))
