/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see guest.h. */
#include <asm/bootparam.h>

#define COMMAND_LINE_SIZE 2048

/* The series adds it to enum x86_hardware_subarch, which the host's copy of
 * the header is older than.
 */
#define X86_SUBARCH_PVH 5

extern struct boot_params boot_params;
extern char boot_command_line[COMMAND_LINE_SIZE];
