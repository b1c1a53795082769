// SPDX-License-Identifier: GPL-2.0-only
/*
 * soft-reset DOMAIN: resets a domain that stopped for a soft reset, by which kexec
 * leaves Xen's interfaces. xl does this for HVM domains, but not for PVH domains: call
 * the reset, and allocate new event channels for xenstore and console. Xen resumes the
 * domain then, so it has to be paused before if more is to be done. Prints the
 * console's event channel, for xenstore.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

struct hypercall {
	uint64_t op, arg[5];
};

#define HYPERCALL	_IOC(_IOC_NONE, 'P', 0, sizeof(struct hypercall))

/* xen/include/public of Xen 4.17: xen.h, domctl.h, event_channel.h, hvm/ */
#define EVENT_CHANNEL_OP	32
#define HVM_OP			34
#define DOMCTL			36
#define DOMCTL_VERSION		0x15
#define SOFT_RESET		79
#define ALLOC_UNBOUND		6
#define SET_PARAM		0
#define GET_PARAM		1
#define STORE_PFN		1
#define STORE_EVTCHN		2
#define CONSOLE_EVTCHN		18

/* Accessed by Xen at their linear addresses. */
static struct {
	struct {
		uint32_t cmd, version;
		uint16_t domain;
		uint8_t rest[512];
	} domctl;
	struct {
		uint16_t domain, remote;
		uint32_t port;
	} event_channel;
	struct {
		uint16_t domain;
		uint32_t index;
		uint64_t value;
	} param;
} args;

static int privcmd;
static uint16_t domain;

static void call(const char *what, uint64_t op, uint64_t first, uint64_t second)
{
	struct hypercall call = { op, { first, second } };

	if (ioctl(privcmd, HYPERCALL, &call)) {
		fprintf(stderr, "%s: %s\n", what, strerror(errno));
		exit(1);
	}
}

static uint64_t param(const char *what, int op, uint32_t index, uint64_t value)
{
	args.param.domain = domain;
	args.param.index = index;
	args.param.value = value;
	call(what, HVM_OP, op, (uintptr_t)&args.param);
	return args.param.value;
}

/* An event channel that dom0 may bind, and its HVM param of the domain. */
static uint32_t channel(const char *what, uint32_t index)
{
	args.event_channel.domain = domain;
	args.event_channel.remote = 0;
	call(what, EVENT_CHANNEL_OP, ALLOC_UNBOUND, (uintptr_t)&args.event_channel);
	param(what, SET_PARAM, index, args.event_channel.port);
	return args.event_channel.port;
}

/* xen/include/public/io/xs_wire.h: a message and its payload. */
static void introduce(uint64_t frame, uint32_t port)
{
	struct {
		uint32_t type, request, transaction, size;
		char text[64];
	} message = { .type = 8 };
	struct sockaddr_un to = { AF_UNIX, "/run/xenstored/socket" };
	int s = socket(AF_UNIX, SOCK_STREAM, 0);

	message.size = snprintf(message.text, sizeof(message.text), "%u%c%llu%c%u%c",
				domain, 0, (unsigned long long)frame, 0, port, 0);
	if (connect(s, (struct sockaddr *)&to, sizeof(to)) ||
	    write(s, &message, 16 + message.size) != 16 + (int)message.size ||
	    read(s, &message, sizeof(message)) < 16 || message.type != 8) {
		fprintf(stderr, "xenstored does not take the domain: %s\n", message.text);
		exit(1);
	}
}

int main(int argc, char **argv)
{
	privcmd = open("/dev/xen/privcmd", O_RDWR);
	if (argc != 2 || privcmd < 0 || mlock(&args, sizeof(args))) {
		fprintf(stderr, "usage: soft-reset DOMAIN, in dom0\n");
		return 1;
	}
	domain = strtoul(argv[1], NULL, 0);
	args.domctl.cmd = SOFT_RESET;
	args.domctl.version = DOMCTL_VERSION;
	args.domctl.domain = domain;
	call("soft reset", DOMCTL, (uintptr_t)&args.domctl, 0);
	introduce(param("xenstore's page", GET_PARAM, STORE_PFN, 0),
		  channel("event channel to xenstore", STORE_EVTCHN));
	printf("%u\n", channel("event channel to the console", CONSOLE_EVTCHN));
	return 0;
}
