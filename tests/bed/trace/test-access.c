// SPDX-License-Identifier: GPL-2.0-only
/*
 * Stands in for QEMU and runs the plugin access.c over a few made-up moves of a
 * kernel; tests/scripts/trace-access knows what should come out. The arguments
 * are the plugin's own. Memory is what physical() below says.
 */
#include <stdlib.h>

#include "access.c"
#include "stand-in.h"

#define WHERE_ROM_IS	0x11ff00000ull	/* as QEMU gives it for what is seen at 0 */

struct qemu_plugin_hwaddr {
	uint64_t paddr;
	bool io;
};

static void (*at_exit)(uint64_t, void *);

/* Virtual 0xffff888000000000 on is memory from 0 on, 0xffffffffff200000 the BIOS's ROM. */
static uint64_t physical(uint64_t vaddr)
{
	if (vaddr >= 0xffffffffff200000)
		return vaddr - 0xffffffffff200000 + 0xf0000;
	return vaddr - 0xffff888000000000;
}

struct qemu_plugin_hwaddr *qemu_plugin_get_hwaddr(uint32_t info, uint64_t vaddr)
{
	static struct qemu_plugin_hwaddr hwaddr;

	(void)info;
	hwaddr.paddr = physical(vaddr);
	hwaddr.io = hwaddr.paddr >= 0xa0000 && hwaddr.paddr < 0xc0000;
	if (vaddr >= 0xffffffffff200000)
		hwaddr.paddr += WHERE_ROM_IS;
	return &hwaddr;
}

uint64_t qemu_plugin_hwaddr_phys_addr(const struct qemu_plugin_hwaddr *hwaddr)
{
	return hwaddr->paddr;
}

bool qemu_plugin_hwaddr_is_io(const struct qemu_plugin_hwaddr *hwaddr)
{
	return hwaddr->io;
}

bool qemu_plugin_translate_vaddr(uint64_t vaddr, uint64_t *paddr)
{
	*paddr = physical(vaddr);
	return true;
}

void qemu_plugin_outs(const char *text)
{
	fputs(text, stdout);
}

void qemu_plugin_register_atexit_cb(uint64_t id, void (*cb)(uint64_t, void *), void *data)
{
	(void)id;
	(void)data;
	at_exit = cb;
}

/* One block of one instruction at @ip: @code, reaching @vaddr if that is not 0. */
static void run(unsigned int cpu, uint64_t ip, const char *code, uint64_t vaddr, bool store)
{
	struct qemu_plugin_tb tb = { .insn = { .ip = ip, .code = code, .size = strlen(code) } };

	execute(cpu, &tb);
	if (vaddr && tb.insn.mem)
		tb.insn.mem(cpu, store, vaddr, tb.insn.mem_data);
}

#define KERNEL		0xffffffff81000000ull
#define PROBE		(KERNEL + 0x100)
#define OTHER		(KERNEL + 0x200)
#define MEMCPY		(KERNEL + 0x300)	/* through= is up to 0x400 */
#define MEMCHR		(KERNEL + 0x400)	/* through= is up to 0x500 */
#define MAP		0xffff888000000000ull
#define ROM		0xffffffffff200000ull

#define MOV		"\x8b\x07"
#define IN_DX		"\xec"
#define OUT_IMM		"\xe6\x70"
#define OUTW_DX		"\x66\xef"
#define MOVZX		"\x0f\xb6\xec"		/* ends in what would be a port access */

int main(int argc, char **argv)
{
	struct qemu_info info = { .target_name = "x86_64", .version = { 0, 1 } };

	if (qemu_plugin_install(1, &info, argc - 1, argv + 1))
		return 1;

	/* Its own accesses: low memory, other memory, ROM, a device. */
	run(0, PROBE, MOV, MAP + 0x40e, false);
	run(0, PROBE, MOV, MAP + 0x40e, false);
	run(0, PROBE, MOV, MAP + 0x467, true);
	run(0, PROBE, MOV, MAP + 0xfffff, false);
	run(0, PROBE, MOV, MAP + 0x100000, false);
	run(0, PROBE + 8, MOV, ROM + 0xffd9, false);
	run(0, PROBE, MOV, MAP + 0xb8000, true);

	/* Ports. */
	run(0, PROBE, IN_DX, 0, false);
	run(0, PROBE, OUT_IMM, 0, false);
	run(0, PROBE, OUTW_DX, 0, false);
	run(0, PROBE, MOVZX, 0, false);

	/* A helper for the one, interrupted by the other, which calls one as well. */
	run(0, PROBE + 16, MOV, 0, false);
	run(0, MEMCPY, MOV, MAP + 0x9fc00, false);
	run(0, OTHER, MOV, 0, false);
	run(0, MEMCHR, MOV, MAP + 0xc0000, false);
	run(0, OTHER, MOV, 0, false);
	run(0, MEMCPY + 2, MOV, MAP + 0x9fc01, false);
	/* Another CPU's helper is its own affair. */
	run(1, OTHER, MOV, 0, false);
	run(1, MEMCPY, MOV, MAP + 0x200, false);
	run(0, MEMCPY + 2, IN_DX, MAP + 0x9fc02, false);

	/* Where it is loaded it is the same code; elsewhere it is not the kernel. */
	run(0, 0x1000100, MOV, MAP + 0x500, false);
	run(0, 0xf0000, MOV, MAP + 0x500, false);
	run(0, 0xf0000, IN_DX, 0, false);
	run(0, 0x401000, IN_DX, 0, false);

	at_exit(1, NULL);
	return 0;
}
