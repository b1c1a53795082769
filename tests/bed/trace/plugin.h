/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What plugins for QEMU's translator are made of. QEMU's packages ship no
 * header, so what is used of the interface is declared here, as documented in
 * QEMU's "TCG Plugins".
 */
#ifndef TRACE_PLUGIN_H
#define TRACE_PLUGIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* tests/bed/plugin knows which version this QEMU accepts. */
#ifndef API_VERSION
#define API_VERSION	1
#endif

#define EXPORT		__attribute__((visibility("default")))
#define WEAK		__attribute__((weak))

struct qemu_plugin_tb;
struct qemu_plugin_insn;
struct qemu_plugin_hwaddr;

/* The beginning of it, which all versions have in common. */
struct qemu_info {
	const char *target_name;
	struct {
		int min;
		int cur;
	} version;
};

enum { NO_REGS = 0 };
enum { MEM_RW = 3 };

size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *tb);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *tb, size_t n);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *insn);
size_t qemu_plugin_insn_size(const struct qemu_plugin_insn *insn);
/* Returns a pointer up to version 2; from 3 on it fills a buffer. */
void *qemu_plugin_insn_data(const struct qemu_plugin_insn *insn, void *to, size_t size);
struct qemu_plugin_hwaddr *qemu_plugin_get_hwaddr(uint32_t info, uint64_t vaddr);
uint64_t qemu_plugin_hwaddr_phys_addr(const struct qemu_plugin_hwaddr *hwaddr);
bool qemu_plugin_hwaddr_is_io(const struct qemu_plugin_hwaddr *hwaddr);
bool qemu_plugin_mem_is_store(uint32_t info);
void qemu_plugin_outs(const char *text);
void qemu_plugin_register_vcpu_tb_trans_cb(uint64_t id, void (*cb)(uint64_t, struct qemu_plugin_tb *));
void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *insn,
					    void (*cb)(unsigned int, void *), int flags, void *data);
void qemu_plugin_register_vcpu_mem_cb(struct qemu_plugin_insn *insn,
				      void (*cb)(unsigned int, uint32_t, uint64_t, void *),
				      int flags, int rw, void *data);
void qemu_plugin_register_atexit_cb(uint64_t id, void (*cb)(uint64_t, void *), void *data);

EXPORT int qemu_plugin_version = API_VERSION;

#define MAX_CODE	16

/* The bytes of an instruction: in @buffer, or where QEMU has them. */
static inline const unsigned char *code_of(const struct qemu_plugin_insn *insn, bool copied,
					   unsigned char buffer[MAX_CODE], size_t *size)
{
	const void *code;

	*size = qemu_plugin_insn_size(insn);
	if (*size > MAX_CODE)
		*size = MAX_CODE;
	code = qemu_plugin_insn_data(insn, buffer, *size);
	return copied ? buffer : code;
}

/* How many bytes of an instruction come before its opcode; @rep: one repeats it. */
static inline size_t prefixes(const unsigned char *code, size_t size, bool *rep)
{
	size_t i;

	for (i = 0; i < size; i++) {
		switch (code[i]) {
		case 0xf2: case 0xf3:
			if (rep)
				*rep = true;
			continue;
		case 0x26: case 0x2e: case 0x36: case 0x3e:
		case 0x64 ... 0x67:
		/* REX, and on a 32-bit CPU instructions of one byte */
		case 0x40 ... 0x4f:
			continue;
		}
		break;
	}
	return i;
}

/* The number behind @key in @arg, and what follows it in @rest. */
static inline bool number(const char *arg, const char *key, uint64_t *value, char **rest)
{
	size_t len = strlen(key);
	char *end;

	if (strncmp(arg, key, len))
		return false;
	*value = strtoull(arg + len, &end, 0);
	if (rest)
		*rest = end;
	return rest || !*end;
}

#endif
