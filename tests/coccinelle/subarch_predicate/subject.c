// SPDX-License-Identifier: GPL-2.0
// In code about firmware each predicate is a question about it.
// mode: report
// file: arch/x86/kernel/acpi/boot.c

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

int usable(void)
{
	return xen_hvm_domain() ? 1 : 2;
}
