// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of arch/x86/xen/pvh.c and of pvh_on_xen(), in KTAP. The source is included
 * unchanged.
 */
#include <stdio.h>
#include <string.h>

#include <linux/kernel.h>

#include "guest.h"
#include "ktap.h"

#define CONFIG_XEN_PVH 1

/* tests/mutation has others. */
#ifndef XEN
#define XEN "../../arch/x86/xen/pvh.c"
#endif
#include XEN

struct boot_params boot_params;

#define CHECK(condition, when) \
	((condition) ? (void)0 : \
	 complain("line %d: %s: %s", __LINE__, when, #condition))

/* The hypervisor: what its CPUID leaves say, and what it is asked for, in order. */
static const char *signatures[3];
static bool hypervisor;
static unsigned int nr_cpuid;
static char calls[8];

static long result;
static u32 given, stored, room;
static bool stores;
static struct boot_e820_entry buffer[4];

static void called(char what)
{
	size_t n = strlen(calls);

	if (n < sizeof(calls) - 1)
		calls[n] = what;
}

u32 cpuid_ecx(u32 leaf)
{
	nr_cpuid++;
	CHECK(leaf == 1, "features");
	return hypervisor ? 1U << 31 : ~(1U << 31);
}

void cpuid(u32 leaf, u32 *eax, u32 *ebx, u32 *ecx, u32 *edx)
{
	u32 i = (leaf - 0x40000000) / 0x100;
	u32 words[3] = { 0 };

	nr_cpuid++;
	CHECK(!(leaf & 0xff), "leaf");
	if (leaf >= 0x40000000 && i < 3 && signatures[i])
		memcpy(words, signatures[i], sizeof(words));
	*eax = leaf + 4;
	*ebx = words[0];
	*ecx = words[1];
	*edx = words[2];
}

void xen_pvh_init(struct boot_params *params)
{
	called('i');
	CHECK(params == &boot_params, "init");
	CHECK(params->hdr.type_of_loader == 0x90, "init");
}

long HYPERVISOR_memory_op(unsigned int cmd, void *arg)
{
	struct xen_memory_map *map = arg;

	called('h');
	CHECK(cmd == XENMEM_memory_map, "hypercall");
	CHECK(map->buffer.p == buffer && map->nr_entries == room, "hypercall");
	map->nr_entries = given;
	return result;
}

struct boot_e820_entry *pvh_memmap_buffer(u32 *entries)
{
	*entries = room;
	return buffer;
}

bool pvh_store_memmap(struct boot_params *params, u32 entries)
{
	called('s');
	CHECK(params == &boot_params, "store");
	stored = entries;
	return stores;
}

/* A dom0 of Xen whose memory map can be had. */
static void begin(void)
{
	memset(&boot_params, 0, sizeof(boot_params));
	boot_params.hdr.type_of_loader = 0xb0;
	memset(signatures, 0, sizeof(signatures));
	signatures[0] = "XenVMMXenVMM";
	hypervisor = true;
	nr_cpuid = 0;
	memset(calls, 0, sizeof(calls));
	result = 0;
	given = 3;
	room = 4;
	stored = 0;
	stores = true;
}

static void dom0_gets_the_map_by_hypercall(void)
{
	CHECK(!pvh_setup_hypervisor(), "dom0");
	CHECK(!strcmp(calls, "ihs"), "dom0");
	CHECK(stored == 3, "dom0");
	CHECK(boot_params.hdr.type_of_loader == 0x90, "dom0");
}

static void map_of_the_loader_is_kept(void)
{
	boot_params.e820_entries = 1;
	CHECK(!pvh_setup_hypervisor(), "domU");
	CHECK(!strcmp(calls, "i"), "domU");
	CHECK(boot_params.e820_entries == 1, "domU");
}

static void reasons_not_to_boot(void)
{
	const char *why;

	result = -38;
	why = pvh_setup_hypervisor();
	CHECK(why && !strcmp(why, "Xen refuses to give the memory map"), "refused");
	CHECK(!strcmp(calls, "ih"), "refused");

	begin();
	stores = false;
	why = pvh_setup_hypervisor();
	CHECK(why && !strcmp(why, "the memory map of Xen has more ranges than this kernel holds"),
	      "too long");
}

static void other_hypervisors_are_left_alone(void)
{
	static const char *const others[] = {
		"KVMKVMKVM\0\0\0", "Microsoft Hv", "XenVMMXenVM", "xenVMMXenVMM",
		"\0\0\0\0\0\0\0\0\0\0\0",
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(others); i++) {
		begin();
		signatures[0] = others[i];
		/* Nor is a third place looked at. */
		signatures[2] = "XenVMMXenVMM";
		CHECK(!pvh_on_xen(), others[i]);
		CHECK(nr_cpuid == 3, others[i]);
		CHECK(!pvh_setup_hypervisor(), others[i]);
		CHECK(!*calls, others[i]);
		CHECK(boot_params.hdr.type_of_loader == 0xb0, others[i]);
	}
}

static void xen_behind_hyper_v(void)
{
	signatures[0] = "Microsoft Hv";
	signatures[1] = "XenVMMXenVMM";
	CHECK(pvh_on_xen(), "second");
	CHECK(nr_cpuid == 3, "second");
	begin();
	CHECK(pvh_on_xen(), "first");
	CHECK(nr_cpuid == 2, "first");
}

/* The leaf would be one of a CPU's own, of which anything may come. */
static void no_hypervisor_is_not_asked(void)
{
	hypervisor = false;
	CHECK(!pvh_on_xen(), "none");
	CHECK(nr_cpuid == 1, "none");
}

static const struct test tests[] = {
	TEST(dom0_gets_the_map_by_hypercall),
	TEST(map_of_the_loader_is_kept),
	TEST(reasons_not_to_boot),
	TEST(other_hypervisors_are_left_alone),
	TEST(xen_behind_hyper_v),
	TEST(no_hypervisor_is_not_asked),
};

int main(void)
{
	return run_tests(tests, ARRAY_SIZE(tests), begin);
}
