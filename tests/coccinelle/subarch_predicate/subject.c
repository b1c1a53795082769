// SPDX-License-Identifier: GPL-2.0-only
// In code about firmware each predicate is a question about it.
// mode: report
// file: arch/x86/kernel/acpi/boot.c

#include <xen/xen.h>

int usable(void)
{
	return xen_hvm_domain() ? 1 : 2;
}
