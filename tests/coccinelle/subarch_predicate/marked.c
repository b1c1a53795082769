// SPDX-License-Identifier: GPL-2.0-only
// The same lines in the other modes.
// mode: org context

typedef _Bool bool;

extern bool xen_pv_domain(void);
extern bool xen_initial_domain(void);
extern bool hypervisor_is_type(int type);

#define X86_HYPER_NATIVE 0

int role(void)
{
	if (xen_pv_domain() &&
	    !xen_initial_domain())
		return 0;
	return 1;
}

int any(void)
{
	return !hypervisor_is_type(X86_HYPER_NATIVE);
}

int abi(void)
{
	return xen_pv_domain();
}
