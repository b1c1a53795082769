/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What QEMU has for both of the plugins here, for tests of them: a block of one
 * instruction is made up, translated, and executed.
 */
struct qemu_plugin_insn {
	uint64_t ip;
	const void *code;
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

static void execute(unsigned int cpu, struct qemu_plugin_tb *tb)
{
	int i;

	translate(1, tb);
	for (i = 0; i < tb->insn.nr_exec; i++)
		tb->insn.exec[i](cpu, tb->insn.exec_data[i]);
}

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
