// SPDX-License-Identifier: GPL-2.0-only
/* The messages of the kernel, see kernel-log.h. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <linux/printk.h>

#include "kernel-log.h"
#include "ktap.h"

static char said[4096];

void kernel_log(const char *format, ...)
{
	size_t length = strlen(said);
	va_list args;

	va_start(args, format);
	vsnprintf(said + length, sizeof(said) - length, format, args);
	va_end(args);
}

void kernel_says(const char *what, const char *expected)
{
	if (strcmp(said, expected))
		complain("%s: '%s' is said, expected '%s'", what, said, expected);
	kernel_forgets();
}

void kernel_forgets(void)
{
	*said = '\0';
}
