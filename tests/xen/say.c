// SPDX-License-Identifier: GPL-2.0-only
/*
 * Copies its input to I/O port 0x402, which is written to a file by QEMU's
 * isa-debugcon: reports of dom0 that do not depend on its consoles.
 */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
	static char text[1 << 16];
	int port = open("/dev/port", O_WRONLY);
	size_t n, i;

	while ((n = fread(text, 1, sizeof(text), stdin)) > 0)
		for (i = 0; i < n; i++)
			/* A write of more bytes is to the ports that follow. */
			if (pwrite(port, &text[i], 1, 0x402) != 1) {
				perror("/dev/port");
				return 1;
			}
	return 0;
}
