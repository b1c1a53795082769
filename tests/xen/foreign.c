// SPDX-License-Identifier: GPL-2.0-only
/*
 * foreign write DOMAIN ADDRESS SIZE VALUE: writes that value of SIZE bytes into the
 *	memory of a domain that xl has made and not started.
 * foreign create DEVICES: asks Xen for a domain of PVH's kind with these emulated
 *	devices, XEN_X86_EMU_* of its headers, as xl does with the local APIC alone;
 *	prints what it answers, and undoes it.
 * Numbers are as in C, DOMAIN is that of xl domid.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

typedef uint16_t domain_id;

/* linux/include/uapi/xen/privcmd.h, which needs headers that are not exported. */
struct hypercall {
	uint64_t op, arg[5];
};

struct map_batch {
	unsigned int num;
	domain_id dom;
	uint64_t addr;
	const unsigned long *frames;
	int *err;
};

#define HYPERCALL	_IOC(_IOC_NONE, 'P', 0, sizeof(struct hypercall))
#define MAP_BATCH	_IOC(_IOC_NONE, 'P', 4, sizeof(struct map_batch))

/* xen/include/public/domctl.h of Xen 4.17 */
#define HYPERVISOR_DOMCTL	36
#define INTERFACE_VERSION	0x15
#define CREATE_DOMAIN		1
#define DESTROY_DOMAIN		2
#define CDF_HVM			1
#define CDF_HAP			2

struct domctl {
	uint32_t cmd, version;
	domain_id domain;
	uint16_t pad[3];
	uint32_t ssid;
	uint8_t handle[16];
	uint32_t flags, iommu_options, max_vcpus, max_evtchn_port;
	int32_t max_grant_frames, max_maptrack_frames;
	uint32_t grant_options, vmtrace_size, cpupool, emulated_devices, misc;
	uint8_t rest[128];
};

static int privcmd;

static int domctl(struct domctl *op, uint32_t cmd)
{
	struct hypercall call = { HYPERVISOR_DOMCTL, { (uintptr_t)op } };

	op->cmd = cmd;
	op->version = INTERFACE_VERSION;
	return ioctl(privcmd, HYPERCALL, &call);
}

static int create(uint32_t devices)
{
	static struct domctl op;

	/* Xen reads it at its linear address. */
	if (mlock(&op, sizeof(op))) {
		perror("mlock");
		return 1;
	}
	op.flags = CDF_HVM | CDF_HAP;
	op.max_vcpus = 1;
	op.max_grant_frames = op.max_maptrack_frames = -1;
	op.max_evtchn_port = 1023;
	op.grant_options = 2;	/* the newest version of grants */
	op.emulated_devices = devices;
	if (domctl(&op, CREATE_DOMAIN)) {
		printf("%s\n", strerror(errno));
		return 0;
	}
	printf("created\n");
	return domctl(&op, DESTROY_DOMAIN) != 0;
}

static int write_to(domain_id domain, uint64_t paddr, unsigned int size, uint64_t value)
{
	unsigned long frame = paddr >> 12, offset = paddr & 4095;
	int error = 0;
	char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, privcmd, 0);
	struct map_batch map = { 1, domain, (uintptr_t)page, &frame, &error };

	if (page == MAP_FAILED || size > sizeof(value) || offset + size > 4096 ||
	    ioctl(privcmd, MAP_BATCH, &map) || error) {
		fprintf(stderr, "page %#lx of domain %u cannot be written\n", frame, domain);
		return 1;
	}
	memcpy(page + offset, &value, size);
	return 0;
}

int main(int argc, char **argv)
{
	privcmd = open("/dev/xen/privcmd", O_RDWR);
	if (privcmd < 0)
		perror("/dev/xen/privcmd");
	else if (argc == 3 && !strcmp(argv[1], "create"))
		return create(strtoul(argv[2], NULL, 0));
	else if (argc == 6 && !strcmp(argv[1], "write"))
		return write_to(strtoul(argv[2], NULL, 0), strtoull(argv[3], NULL, 0),
				strtoul(argv[4], NULL, 0), strtoull(argv[5], NULL, 0));
	else
		fprintf(stderr, "usage: foreign write DOMAIN ADDRESS SIZE VALUE | create DEVICES\n");
	return 1;
}
