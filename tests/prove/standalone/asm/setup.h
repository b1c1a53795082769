/* SPDX-License-Identifier: GPL-2.0-only */
/* A command line is shorter, too. */
#pragma once
#include_next <asm/setup.h>

#undef COMMAND_LINE_SIZE
#define COMMAND_LINE_SIZE 16
