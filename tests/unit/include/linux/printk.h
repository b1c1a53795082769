/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see guest.h. */
/* The log is the test's: each line begins with its level. */
__attribute__((format(printf, 1, 2))) void kernel_log(const char *format, ...);
#define pr_info(format, ...) kernel_log("info: " pr_fmt(format), ##__VA_ARGS__)
#define pr_warn(format, ...) kernel_log("warning: " pr_fmt(format), ##__VA_ARGS__)
