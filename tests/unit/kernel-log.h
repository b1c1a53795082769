/* SPDX-License-Identifier: GPL-2.0-only */
/* The log of a kernel source that runs on the host: each line begins with its level. */
#ifndef KERNEL_LOG_H
#define KERNEL_LOG_H

/* Complains unless exactly this was printed since the last call. */
void kernel_says(const char *what, const char *expected);

/* Empties the log. */
void kernel_forgets(void);

#endif
