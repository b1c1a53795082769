// SPDX-License-Identifier: GPL-2.0-only
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
#include "stand-in.h"

static void begin(struct qemu_plugin_tb *tb, const char *word)
{
	static unsigned char code[MAX_CODE];
	unsigned int byte;
	char *hex;

	memset(tb, 0, sizeof(*tb));
	tb->insn.code = code;
	tb->insn.ip = strtoull(word, &hex, 16);
	while (sscanf(++hex, "%2x", &byte) == 1) {
		code[tb->insn.size++] = byte;
		hex++;
	}
	execute(0, tb);
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
