// SPDX-License-Identifier: GPL-2.0-only
/*
 * A domain of Xen that was entered by PVH: what start_info leaves to hypercalls.
 */
#include <linux/init.h>

#include <asm/pvh.h>
#include <asm/setup.h>
#include <asm/xen/hypercall.h>
#include <asm/xen/hypervisor.h>

#include <xen/interface/memory.h>

/* A loader identity of Documentation/arch/x86/boot.rst. */
#define LOADER_XEN		0x90

/* The loader of a dom0 passes no memory map. */
static const char *__init fetch_memmap(void)
{
	struct xen_memory_map memmap;
	struct boot_e820_entry *entries;

	entries = pvh_memmap_buffer(&memmap.nr_entries);
	set_xen_guest_handle(memmap.buffer, entries);
	if (HYPERVISOR_memory_op(XENMEM_memory_map, &memmap))
		return "Xen refuses to give the memory map";
	if (!pvh_store_memmap(&boot_params, memmap.nr_entries))
		return "the memory map of Xen has more ranges than this kernel holds";
	return NULL;
}

/**
 * pvh_setup_hypervisor() - set up what the loader left to the hypervisor
 *
 * Called once boot_params is copied and early faults are handled: hypercalls can be
 * made from here on.
 *
 * Return: NULL, or why the kernel cannot boot.
 */
const char *__init pvh_setup_hypervisor(void)
{
	if (!pvh_on_xen())
		return NULL;
	boot_params.hdr.type_of_loader = LOADER_XEN;
	xen_pvh_init(&boot_params);
	return boot_params.e820_entries ? NULL : fetch_memmap();
}
