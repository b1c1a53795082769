// SPDX-License-Identifier: GPL-2.0-only
// mode: patch
// The code beside the test knows as much.
#include <linux/kernel.h>

#include <asm/paravirt.h>

extern struct {
	struct { unsigned short version; } bios;
} apm_info;

extern struct {
	unsigned long long tboot_addr;
} boot_params;

struct cpu { int family; int f00f_bug; };

void map(unsigned long long address);
int board_is_broken(void);

int apm(void)
{
	if (apm_info.bios.version == 0 || paravirt_enabled() || board_is_broken())
		return -ENODEV;
	return 0;
}

void apm_exit(void)
{
	if (!apm_info.bios.version)
		return;
	if (!board_is_broken() && !paravirt_enabled())
		apm_info.bios.version = 0;
}

void tboot(void)
{
	if (!boot_params.tboot_addr)
		return;

	if (paravirt_enabled()) {
		printk("there is an address, and it is not used\n");
		return;
	}

	map(boot_params.tboot_addr);
}

void f00f(struct cpu *cpu)
{
	cpu->f00f_bug = 0;
	if (!paravirt_enabled() && cpu->family == 5)
		cpu->f00f_bug = 1;
}
