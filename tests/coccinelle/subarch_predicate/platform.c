// SPDX-License-Identifier: GPL-2.0-only
// Each kind of platform question once.
// mode: report

#include <linux/io.h>
#include <linux/kernel.h>
#include <xen/xen.h>

#include <asm/cpufeature.h>
#include <asm/hypervisor.h>
#include <asm/x86_init.h>

extern bool apic_is_disabled;
extern u32 nr_cpu_ids;
extern void probe(void);
extern void other(void);
extern void disable_cpuidle(void);

int role(void)
{
	if ((xen_pv_domain() && !xen_initial_domain()) || nr_cpu_ids > 100)
		return 0;
	return 1;
}

int role_turned(void)
{
	if (!cpu_feature_enabled(X86_FEATURE_XENPV) || xen_initial_domain())
		return -ENODEV;
	return 0;
}

void role_nested(void)
{
	if (xen_pv_domain()) {
		other();
		if (xen_initial_domain())
			probe();
		else
			other();
	}
}

int guest(void)
{
	if (cpu_feature_enabled(X86_FEATURE_HYPERVISOR) && !xen_initial_domain())
		return -ENODEV;
	return 0;
}

int any(void)
{
	return !hypervisor_is_type(X86_HYPER_NATIVE);
}

int any_variable(void)
{
	return x86_hyper_type != X86_HYPER_NATIVE;
}

int without_emulation(void)
{
	if (xen_pv_domain() || xen_pvh_domain())
		return 1;
	return 0;
}

void guess(void)
{
	if (!xen_pvh && (x86_platform.legacy.rtc || !x86_platform.legacy.no_vga))
		return;
	xen_pvh = 1;
}

int state(void)
{
	return nr_cpu_ids > 8 && !xen_pv_domain();
}

bool instead_of_state(void)
{
	if (xen_pv_domain())
		return 0;

	return apic_is_disabled;
}

int driver(void)
{
	if (xen_initial_domain())
		return -ENODEV;
	probe();
	return 0;
}

void hook(void)
{
	if (!xen_initial_domain())
		x86_platform.set_wallclock = other;
}

void hooks(void)
{
	if (xen_hvm_domain()) {
		other();
	} else {
		probe();
		x86_init.mpparse.parse = other;
	}
}

void hardware(void)
{
	if (xen_initial_domain()) {
		other();
		disable_cpuidle();
	}
}

void port(void)
{
	if (!hypervisor_is_type(X86_HYPER_KVM))
		inb(0x61);
}

int firmware(void)
{
	if (xen_hvm_domain())
		return 0;
	other();
	return memremap(0xfffd9, 4, 1) != 0;
}

int unplug_all(void)
{
	if (xen_pvh_domain())
		return 0;
	return 1;
}

int acpi_check(void)
{
	return xen_hvm_domain();
}

extern struct {
	void (*load_gdt)(void);
} pv_cpu_ops;

void mostly_hooks(void)
{
	if (xen_hvm_domain()) {
		pv_cpu_ops.load_gdt = other;
		x86_platform.set_wallclock = other;
		x86_init.mpparse.parse = other;
	}
}
