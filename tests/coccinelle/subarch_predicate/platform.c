// SPDX-License-Identifier: GPL-2.0
// Each kind of platform question once.
// mode: report

typedef _Bool bool;
typedef unsigned int u32;

enum x86_hypervisor_type { X86_HYPER_NATIVE, X86_HYPER_XEN_PV, X86_HYPER_KVM };

#define X86_FEATURE_XENPV	1
#define X86_FEATURE_HYPERVISOR	2
#define ENODEV			19

struct x86_platform_ops {
	void (*set_wallclock)(void);
	struct {
		int rtc;
		int no_vga;
	} legacy;
};

struct x86_init_ops {
	struct {
		void (*parse)(void);
	} mpparse;
};

extern bool xen_pv_domain(void);
extern bool xen_hvm_domain(void);
extern bool xen_pvh_domain(void);
extern bool xen_domain(void);
extern bool xen_initial_domain(void);
extern bool hypervisor_is_type(enum x86_hypervisor_type type);
extern bool cpu_feature_enabled(int feature);
extern bool x86_fact(int fact);
extern bool xen_pvh;
extern enum x86_hypervisor_type x86_hyper_type;
extern struct x86_platform_ops x86_platform;
extern struct x86_init_ops x86_init;
extern bool apic_is_disabled;
extern u32 nr_cpu_ids;
extern unsigned char inb(unsigned short port);
extern void *memremap(unsigned long start, unsigned long size, int flags);
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
