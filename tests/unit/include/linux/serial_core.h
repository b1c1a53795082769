/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see guest.h. */
#pragma once

#define UPF_BOOT_AUTOCONF (1ULL << 28)

struct uart_port {
	u64 flags;
};
