/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see guest.h. */
#include <linux/serial_core.h>

void serial8250_set_isa_configurator(void (*configure)(int port, struct uart_port *up,
						       u32 *capabilities));
