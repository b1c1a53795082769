/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see guest.h. */
/* Returns the length of the value, which may be longer than the buffer, or -1. */
int cmdline_find_option(const char *cmdline, const char *option, char *buffer,
			int size);

/* Where the word is, from 1 on, or 0. */
int cmdline_find_option_bool(const char *cmdline, const char *option);
