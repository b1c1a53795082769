// SPDX-License-Identifier: GPL-2.0-only
// Questions about the hypervisor's ABI, and of the machine: all right.
// mode: report

#include <linux/kernel.h>
#include <xen/xen.h>

#include <asm/cpufeature.h>
#include <asm/hypervisor.h>
#include <asm/io.h>
#include <asm/x86_init.h>

extern struct {
	void (*load_gdt)(void);
} pv_cpu_ops, xen_cpu_ops;

extern struct {
	struct {
		void (*io_delay)(void);
	} cpu;
} pv_ops;

extern void probe(void);
extern void other(void);

int xen_there(void)
{
	if (!xen_domain())
		return -ENODEV;
	return 0;
}

int frontend(void)
{
	if (!xen_hvm_domain())
		return -ENODEV;
	probe();
	return 0;
}

int hypercall(void)
{
	return xen_initial_domain() ? 1 : 2;
}

void page_tables(void)
{
	if (xen_pv_domain())
		other();
	else
		probe();
}

int allowed(void)
{
	if (!xen_initial_domain())
		return -ENODEV;
	probe();
	return 0;
}

void feature(void)
{
	if (xen_pv_domain() && cpu_feature_enabled(7))
		other();
	if (hypervisor_is_type(X86_HYPER_KVM))
		probe();
}

int acpi_register_gsi_xen_hvm(void)
{
	return xen_hvm_domain();
}

int both_pv(void)
{
	return xen_pv_domain() || xen_initial_domain();
}

int asks(void)
{
	if (!x86_platform.legacy.rtc || x86_platform.legacy.no_vga)
		return 0;
	x86_platform.set_wallclock = other;
	return inb(0x70);
}

int neither(void)
{
	return !xen_pv_domain() && !xen_initial_domain();
}

void operations(void)
{
	if (!xen_pvh_domain()) {
		pv_cpu_ops = xen_cpu_ops;
		x86_platform.set_wallclock = other;
	}
	if (hypervisor_is_type(X86_HYPER_KVM)) {
		pv_cpu_ops.load_gdt = other;
		x86_init.mpparse.parse = probe;
	}
	if (xen_pv_domain()) {
		pv_ops.cpu.io_delay = other;
		x86_init.mpparse.parse = probe;
	}
}
