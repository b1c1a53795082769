// SPDX-License-Identifier: GPL-2.0
// Questions about the hypervisor's ABI, and facts asked: all right.
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
	if (!x86_platform.legacy.rtc || !x86_fact(3))
		return 0;
	x86_platform.set_wallclock = other;
	return inb(0x70);
}

int neither(void)
{
	return !xen_pv_domain() && !xen_initial_domain();
}
