/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see guest.h. */
#ifdef CONFIG_PNPBIOS
bool arch_pnpbios_disabled(void);
#endif
