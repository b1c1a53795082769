/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see guest.h. */
#pragma once

#include <stddef.h>

struct seq_file {
	char text[1024];
	size_t length;
};

struct file_operations {
	int (*show)(struct seq_file *m, void *unused);
};

__attribute__((format(printf, 2, 3)))
void seq_printf(struct seq_file *m, const char *format, ...);

#define DEFINE_SHOW_ATTRIBUTE(name)				\
	static const struct file_operations name##_fops = {	\
		.show = name##_show,				\
	}
