// SPDX-License-Identifier: GPL-2.0-only
/*
 * hvm STORE CONSOLE: reports the CPUID leaves of Xen, and whether the kernel uses the
 * pages of the HVM params for xenstore and the console, given as their frame numbers:
 * the last messages must be in them. Reports lines hvm.KEY=VALUE.
 */
#include <cpuid.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The beginning of both pages; see xs_wire.h and console.h of Xen's public headers. */
struct store_page {
	char req[1024], rsp[1024];
};

struct console_page {
	char in[1024], out[2048];
};

/* has: whether TEXT is in the ring, also across its end. */
static int has(const volatile char *ring, size_t size, const char *text)
{
	size_t start, i, n = strlen(text);

	for (start = 0; start < size; start++) {
		for (i = 0; i < n && ring[(start + i) % size] == text[i]; i++)
			;
		if (i == n)
			return 1;
	}
	return 0;
}

static const volatile void *page(const char *frame)
{
	int mem = open("/dev/mem", O_RDONLY);
	void *p = mmap(NULL, 4096, PROT_READ, MAP_SHARED, mem, strtoull(frame, NULL, 0) << 12);

	if (p == MAP_FAILED) {
		perror(frame);
		exit(1);
	}
	return p;
}

int main(int argc, char **argv)
{
	unsigned int base, id[3], max, a, b, c, d;
	const volatile struct console_page *console;
	const volatile struct store_page *store;
	char text[32];

	if (argc != 3)
		return 2;
	for (base = 0x40000000; base < 0x40010000; base += 0x100) {
		__cpuid(base, max, id[0], id[1], id[2]);
		if (!memcmp(id, "XenVMMXenVMM", 12))
			break;
	}
	if (base == 0x40010000)
		return 1;
	printf("hvm.leaf=0x%x\n", base);
	__cpuid(base + 1, a, b, c, d);
	printf("hvm.xen=%u.%u\n", a >> 16, a & 0xffff);
	__cpuid(base + 2, a, b, c, d);
	printf("hvm.hypercall_pages=%u\nhvm.hypercall_msr=0x%x\n", a, b);
	__cpuid_count(base + 4, 0, a, b, c, d);
	if (a & 1 << 4)
		printf("hvm.domid=%u\n", c);

	store = page(argv[1]);
	console = page(argv[2]);
	/* The caller has read this from xenstore. */
	printf("hvm.store_page=%s\n", has(store->req, sizeof(store->req), "console/ring-ref") ? "used" : "not used");
	snprintf(text, sizeof(text), "hvm.said=%x", (unsigned int)getpid() * 2654435761u);
	puts(text);
	fflush(stdout);
	printf("hvm.console_page=%s\n", has(console->out, sizeof(console->out), text) ? "used" : "not used");
	return 0;
}
