// SPDX-License-Identifier: GPL-2.0-only
/*
 * platform-op NUMBER: calls that XENPF_ operation of Xen, without arguments, and prints
 * the result: a number, negative on error.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>

#define PLATFORM_OP		7
#define INTERFACE_VERSION	0x03000001

/* As in include/uapi/xen/privcmd.h. */
struct hypercall {
	uint64_t op, arg[5];
};

int main(int argc, char **argv)
{
	static struct {
		uint32_t cmd, version;
		uint8_t arg[128];
	} op = { .version = INTERFACE_VERSION };
	struct hypercall call = { PLATFORM_OP, { (uintptr_t)&op } };
	int fd = open("/proc/xen/privcmd", O_RDWR), ret;

	if (argc != 2 || fd < 0)
		return 2;
	op.cmd = atoi(argv[1]);
	ret = ioctl(fd, _IOC(_IOC_NONE, 'P', 0, sizeof(call)), &call);
	printf("%d\n", ret < 0 ? -errno : ret);
	return 0;
}
