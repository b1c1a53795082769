// SPDX-License-Identifier: GPL-2.0-only
/*
 * A plugin for QEMU's translator: tells tests/bed/trace-access which of the
 * kernel's instructions reach below 1 MiB of physical memory or use an I/O port.
 * It writes to QEMU's log (-d plugin), so that its lines stand among those of
 * QEMU's own tracing:
 *
 *	kernel WHO			the port access that is traced next is the kernel's
 *	low WHO BLOCK READS WRITES	at the end, of each 256 bytes of memory
 *	end				nothing is missing
 *
 * WHO is the address of the instruction. Where that lies in a function that
 * works for others (memcpy, say), it is an address in the function that called.
 *
 * Arguments, numbers as for strtoull:
 *	from=A to=B	the kernel's text; whatever runs elsewhere is not the kernel
 *	low=P		where A lies in physical memory, if it also runs there
 *	ram=BYTES	the guest's memory
 *	through=A-B	a function that works for others; as often as needed
 *
 * The guest's CPUs must share one thread: nothing here is locked.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plugin.h"

/*
 * Physical addresses of ROM come out wrong from qemu_plugin_hwaddr_phys_addr():
 * QEMU knows where the ROM is, not that it is seen below 1 MiB as well. The
 * guest's own page tables know. QEMU 10.1 has a function for plugins; before,
 * builds with loadable modules export the one that the debugger uses.
 */
bool WEAK qemu_plugin_translate_vaddr(uint64_t vaddr, uint64_t *paddr);
void WEAK *qemu_get_cpu(int index);
uint64_t WEAK cpu_get_phys_page_debug(void *cpu, uint64_t page);

#define LOW_END		0x100000
#define MAX_CPUS	64
#define MAX_HELPERS	256
#define NR_SLOTS	65536

static uint64_t from, to, low, ram;
static struct {
	uint64_t start, end;
	/* Where it was last called from, by CPU. */
	uint64_t caller[MAX_CPUS];
} helpers[MAX_HELPERS];
static unsigned int nr_helpers;
static bool data_is_copied;

/* Where each CPU last was outside all helpers. */
static uint64_t last[MAX_CPUS];

static struct slot {
	uint64_t who;
	uint32_t block;
	unsigned long reads, writes;
} slots[NR_SLOTS];
static unsigned int used;

static int helper_at(uint64_t ip)
{
	unsigned int i;

	for (i = 0; i < nr_helpers; i++)
		if (ip >= helpers[i].start && ip < helpers[i].end)
			return i;
	return -1;
}

static void in_caller(unsigned int cpu, void *ip)
{
	last[cpu % MAX_CPUS] = (uintptr_t)ip;
}

/*
 * At a helper's first instruction only: an interrupt within it moves last[], and
 * may call other helpers.
 */
static void at_helper(unsigned int cpu, void *ip)
{
	helpers[helper_at((uintptr_t)ip)].caller[cpu % MAX_CPUS] = last[cpu % MAX_CPUS];
}

static uint64_t blame(unsigned int cpu, void *ip)
{
	int helper = helper_at((uintptr_t)ip);

	return helper < 0 ? (uintptr_t)ip : helpers[helper].caller[cpu % MAX_CPUS];
}

static uint64_t walk(unsigned int cpu, uint64_t vaddr)
{
	uint64_t paddr = ~0ull;

	if (qemu_plugin_translate_vaddr)
		qemu_plugin_translate_vaddr(vaddr, &paddr);
	else
		paddr = cpu_get_phys_page_debug(qemu_get_cpu(cpu), vaddr & ~0xfffull) | (vaddr & 0xfff);
	return paddr;
}

static void on_memory(unsigned int cpu, uint32_t info, uint64_t vaddr, void *ip)
{
	struct qemu_plugin_hwaddr *hwaddr = qemu_plugin_get_hwaddr(info, vaddr);
	uint64_t paddr, who;
	uint32_t block;
	unsigned int i;

	/* Ordinary memory is by far the most; a walk for each would take long. */
	if (hwaddr && !qemu_plugin_hwaddr_is_io(hwaddr)) {
		paddr = qemu_plugin_hwaddr_phys_addr(hwaddr);
		if (paddr >= LOW_END && paddr < ram)
			return;
	}
	paddr = walk(cpu, vaddr);
	if (paddr >= LOW_END)
		return;

	who = blame(cpu, ip);
	if (!who)
		who = (uintptr_t)ip;
	block = paddr & ~0xffull;
	i = (who * 31 + (block >> 8) * 7919) % NR_SLOTS;
	while (slots[i].who && (slots[i].who != who || slots[i].block != block))
		i = (i + 1) % NR_SLOTS;
	if (!slots[i].who && ++used == NR_SLOTS) {
		/* Without the line `end` nothing of this run is believed. */
		fputs("access: too many kinds of access to low memory\n", stderr);
		exit(1);
	}
	slots[i].who = who;
	slots[i].block = block;
	if (qemu_plugin_mem_is_store(info))
		slots[i].writes++;
	else
		slots[i].reads++;
}

static void on_port(unsigned int cpu, void *ip)
{
	char text[64];

	snprintf(text, sizeof(text), "kernel 0x%llx\n", (unsigned long long)blame(cpu, ip));
	qemu_plugin_outs(text);
}

/* in, out, ins and outs */
static bool uses_port(const unsigned char *code, size_t size)
{
	size_t i = prefixes(code, size, NULL);

	if (i == size)
		return false;
	switch (code[i]) {
	case 0x6c ... 0x6f: case 0xe4 ... 0xe7: case 0xec ... 0xef:
		return true;
	}
	return false;
}

static void on_translation(uint64_t id, struct qemu_plugin_tb *tb)
{
	size_t n = qemu_plugin_tb_n_insns(tb), i, size;
	struct qemu_plugin_insn *insn;
	unsigned char buffer[MAX_CODE];
	const unsigned char *code;
	uint64_t ip;
	void *who;
	int helper;

	(void)id;
	for (i = 0; i < n; i++) {
		insn = qemu_plugin_tb_get_insn(tb, i);
		ip = qemu_plugin_insn_vaddr(insn);
		if (low && ip >= low && ip - low < to - from)
			ip += from - low;
		if (ip < from || ip >= to)
			return;
		helper = helper_at(ip);
		who = (void *)(uintptr_t)ip;
		if (helper < 0 && !i)
			qemu_plugin_register_vcpu_insn_exec_cb(insn, in_caller, NO_REGS, who);
		if (helper >= 0 && ip == helpers[helper].start)
			qemu_plugin_register_vcpu_insn_exec_cb(insn, at_helper, NO_REGS, who);
		qemu_plugin_register_vcpu_mem_cb(insn, on_memory, NO_REGS, MEM_RW, who);

		code = code_of(insn, data_is_copied, buffer, &size);
		if (uses_port(code, size))
			qemu_plugin_register_vcpu_insn_exec_cb(insn, on_port, NO_REGS, who);
	}
}

static void on_exit_of_qemu(uint64_t id, void *data)
{
	char text[128];
	unsigned int i;

	(void)id;
	(void)data;
	for (i = 0; i < NR_SLOTS; i++) {
		if (!slots[i].who)
			continue;
		snprintf(text, sizeof(text), "low 0x%llx 0x%lx %lu %lu\n", (unsigned long long)slots[i].who,
			 (unsigned long)slots[i].block, slots[i].reads, slots[i].writes);
		qemu_plugin_outs(text);
	}
	if (used < NR_SLOTS)
		qemu_plugin_outs("end\n");
}

EXPORT int qemu_plugin_install(uint64_t id, const struct qemu_info *info, int argc, char **argv)
{
	char *rest;
	int i;

	data_is_copied = info->version.cur >= 3;
	for (i = 0; i < argc; i++) {
		if (number(argv[i], "from=", &from, NULL) || number(argv[i], "to=", &to, NULL) ||
		    number(argv[i], "low=", &low, NULL) || number(argv[i], "ram=", &ram, NULL))
			continue;
		if (nr_helpers < MAX_HELPERS &&
		    number(argv[i], "through=", &helpers[nr_helpers].start, &rest) &&
		    number(rest, "-", &helpers[nr_helpers].end, NULL)) {
			nr_helpers++;
			continue;
		}
		fprintf(stderr, "access: '%s' is no argument, or one too many\n", argv[i]);
		return 1;
	}
	if (!to || !ram) {
		fputs("access: from=, to= and ram= are needed\n", stderr);
		return 1;
	}
	if (!qemu_plugin_translate_vaddr && !(qemu_get_cpu && cpu_get_phys_page_debug)) {
		fputs("access: this QEMU lets no plugin translate addresses; 7.x, 8.x and from 10.1 on do\n", stderr);
		return 1;
	}
	qemu_plugin_register_vcpu_tb_trans_cb(id, on_translation);
	qemu_plugin_register_atexit_cb(id, on_exit_of_qemu, NULL);
	return 0;
}
