/* SPDX-License-Identifier: GPL-2.0-only */
/* A kernel that keeps a short command line: a solver takes as long for each byte of one. */
#pragma once

#include <asm/bootparam.h>

#define COMMAND_LINE_SIZE 16

#define X86_SUBARCH_PVH 5

extern struct boot_params boot_params;
extern char boot_command_line[COMMAND_LINE_SIZE];
