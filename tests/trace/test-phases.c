// SPDX-License-Identifier: GPL-2.0
/*
 * Stands in for QEMU and runs the plugin phases.c over a few made-up instructions;
 * tests/scripts/trace-phases knows what should come out. The arguments are the
 * plugin's own. QEMU says what is done as a line of words on standard input:
 *
 *	ADDRESS:CODE	an instruction of these bytes, in hex, is begun there
 *	r, w		a load, a store by it
 */
#include <inttypes.h>

#include "phases.c"

struct qemu_plugin_insn {
	uint64_t ip;
	unsigned char code[MAX_CODE];
	size_t size;
	void (*exec[4])(unsigned int, void *);
	void *exec_data[4];
	int nr_exec;
	void (*mem)(unsigned int, uint32_t, uint64_t, void *);
	void *mem_data;
};

struct qemu_plugin_tb {
	struct qemu_plugin_insn insn;
};

static void (*translate)(uint64_t, struct qemu_plugin_tb *);

size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *tb)
{
	(void)tb;
	return 1;
}

struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *tb, size_t n)
{
	(void)n;
	return (struct qemu_plugin_insn *)&tb->insn;
}

uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *insn)
{
	return insn->ip;
}

size_t qemu_plugin_insn_size(const struct qemu_plugin_insn *insn)
{
	return insn->size;
}

void *qemu_plugin_insn_data(const struct qemu_plugin_insn *insn, void *to, size_t size)
{
	(void)to;
	(void)size;
	return (void *)insn->code;
}

bool qemu_plugin_mem_is_store(uint32_t info)
{
	return info;
}

void qemu_plugin_register_vcpu_tb_trans_cb(uint64_t id, void (*cb)(uint64_t, struct qemu_plugin_tb *))
{
	(void)id;
	translate = cb;
}

void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *insn,
					    void (*cb)(unsigned int, void *), int flags, void *data)
{
	(void)flags;
	insn->exec[insn->nr_exec] = cb;
	insn->exec_data[insn->nr_exec++] = data;
}

void qemu_plugin_register_vcpu_mem_cb(struct qemu_plugin_insn *insn,
				      void (*cb)(unsigned int, uint32_t, uint64_t, void *),
				      int flags, int rw, void *data)
{
	(void)flags;
	(void)rw;
	insn->mem = cb;
	insn->mem_data = data;
}

static void begin(struct qemu_plugin_tb *tb, const char *word)
{
	char *hex;
	unsigned int byte;
	int i;

	memset(tb, 0, sizeof(*tb));
	tb->insn.ip = strtoull(word, &hex, 16);
	while (sscanf(++hex, "%2x", &byte) == 1) {
		tb->insn.code[tb->insn.size++] = byte;
		hex++;
	}
	translate(1, tb);
	for (i = 0; i < tb->insn.nr_exec; i++)
		tb->insn.exec[i](0, tb->insn.exec_data[i]);
}

int main(int argc, char **argv)
{
	struct qemu_info info = { .target_name = "x86_64", .version = { .min = 0, .cur = 1 } };
	struct qemu_plugin_tb tb;
	char word[64];

	if (qemu_plugin_install(1, &info, argc - 1, argv + 1))
		return 1;
	while (scanf("%63s", word) == 1) {
		if (strchr(word, ':'))
			begin(&tb, word);
		else if (tb.insn.mem)
			tb.insn.mem(0, *word == 'w', 0, tb.insn.mem_data);
	}
	return 0;
}
