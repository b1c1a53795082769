/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see guest.h. */
static inline const char *str_yes_no(bool yes)
{
	return yes ? "yes" : "no";
}
