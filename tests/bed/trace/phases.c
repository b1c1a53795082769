// SPDX-License-Identifier: GPL-2.0-only
/*
 * A plugin for QEMU's translator: tells scripts/bench/ways how far it is from one
 * place in a boot to the next. As soon as the last is reached it writes a line for
 * each, of numbers in decimal:
 *
 *	INSTRUCTIONS ROUNDS NANOSECONDS
 *
 * INSTRUCTIONS have been begun since the reset of the machine, an instruction with
 * a rep prefix once, as a processor's own counter has it. ROUNDS is how often such
 * ones went round beyond their first time: to QEMU, and in the time that it takes,
 * each round is an instruction. How many it makes of them internally depends on its
 * version and mode; here they are counted by their accesses to memory.
 * NANOSECONDS is the processor time that the guest's processor has taken.
 *
 * Arguments, numbers as for strtoull:
 *	at=A		an address to be passed; as often as needed, in that order
 *	out=FILE	the file, without a comma in its name
 *	count=1		count; without, only times are told, and are not disturbed
 *
 * One CPU only: nothing here is locked. A rep that faults and is taken up again
 * counts as two.
 */
#include <stdio.h>
#include <time.h>

#include "plugin.h"

#define MAX_PLACES	16

static uint64_t places[MAX_PLACES];
static struct {
	uint64_t instructions, rounds, time;
} seen[MAX_PLACES];
static uint64_t nr_places, passed, count;
static const char *out;
static bool data_is_copied;

static uint64_t instructions;
static uint64_t rounds;
static uint64_t reps;		/* that had a round */
static uintptr_t last_rep;	/* the instruction before was a rep, there */
static bool no_round_yet, half_a_round;

static uint64_t now(void)
{
	struct timespec t;

	/* Each of the guest's CPUs has a thread, which calls this. */
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return t.tv_sec * 1000000000ull + t.tv_nsec;
}

static void write_all(void)
{
	FILE *file = fopen(out, "w");
	uint64_t i;
	int error;

	for (i = 0; file && i < nr_places; i++)
		fprintf(file, "%llu %llu %llu\n", (unsigned long long)seen[i].instructions,
			(unsigned long long)seen[i].rounds, (unsigned long long)seen[i].time);
	error = !file || ferror(file);
	if (!file || fclose(file) || error) {
		fprintf(stderr, "phases: %s cannot be written\n", out);
		exit(1);
	}
}

static void at_place(unsigned int cpu, void *address)
{
	(void)cpu;
	if (passed == nr_places || places[passed] != (uintptr_t)address)
		return;
	seen[passed].instructions = instructions;
	seen[passed].rounds = rounds - reps;
	seen[passed].time = now();
	if (++passed == nr_places)
		write_all();
}

static void on_instruction(unsigned int cpu, void *none)
{
	(void)cpu;
	(void)none;
	instructions++;
	last_rep = 0;
}

/* Before each round; QEMU jumps from the end of a round to the same instruction. */
static void on_rep(unsigned int cpu, void *address)
{
	(void)cpu;
	if (last_rep == (uintptr_t)address)
		return;
	instructions++;
	last_rep = (uintptr_t)address;
	no_round_yet = true;
	half_a_round = false;
}

/*
 * Which accesses are a round of the string instruction with an opcode. cmps has
 * two that are alike, of which the second counts.
 */
enum access { NO_STRING, LOAD, STORE, TWO_LOADS };

static enum access access_of_string(unsigned char opcode)
{
	switch (opcode) {
	case 0x6c ... 0x6d:	/* ins */
	case 0xa4 ... 0xa5:	/* movs */
	case 0xaa ... 0xab:	/* stos */
		return STORE;
	case 0x6e ... 0x6f:	/* outs */
	case 0xac ... 0xaf:	/* lods, scas */
		return LOAD;
	case 0xa6 ... 0xa7:	/* cmps */
		return TWO_LOADS;
	}
	return NO_STRING;
}

/* For all accesses: QEMU 7.2 takes loads for stores if only some are asked for. */
static void on_access(unsigned int cpu, uint32_t info, uint64_t vaddr, void *kind)
{
	enum access access = (uintptr_t)kind;

	(void)cpu;
	(void)vaddr;
	if (qemu_plugin_mem_is_store(info) != (access == STORE))
		return;
	if (access == TWO_LOADS) {
		half_a_round = !half_a_round;
		if (half_a_round)
			return;
	}
	rounds++;
	if (no_round_yet) {
		no_round_yet = false;
		reps++;
	}
}

static void count_instruction(struct qemu_plugin_insn *insn, void *address)
{
	unsigned char buffer[MAX_CODE];
	bool rep = false;
	size_t size;
	const unsigned char *code = code_of(insn, data_is_copied, buffer, &size);
	size_t i = prefixes(code, size, &rep);
	enum access access = rep && i < size ? access_of_string(code[i]) : NO_STRING;

	if (access == NO_STRING) {
		qemu_plugin_register_vcpu_insn_exec_cb(insn, on_instruction, NO_REGS, NULL);
		return;
	}
	qemu_plugin_register_vcpu_insn_exec_cb(insn, on_rep, NO_REGS, address);
	qemu_plugin_register_vcpu_mem_cb(insn, on_access, NO_REGS, MEM_RW, (void *)(uintptr_t)access);
}

static void on_translation(uint64_t id, struct qemu_plugin_tb *tb)
{
	size_t n = qemu_plugin_tb_n_insns(tb), i, p;
	struct qemu_plugin_insn *insn;
	uint64_t ip;

	(void)id;
	if (passed == nr_places)
		return;
	for (i = 0; i < n; i++) {
		insn = qemu_plugin_tb_get_insn(tb, i);
		ip = qemu_plugin_insn_vaddr(insn);
		for (p = 0; p < nr_places && places[p] != ip; p++)
			;
		if (p < nr_places)
			qemu_plugin_register_vcpu_insn_exec_cb(insn, at_place, NO_REGS, (void *)(uintptr_t)ip);
		if (count)
			count_instruction(insn, (void *)(uintptr_t)ip);
	}
}

EXPORT int qemu_plugin_install(uint64_t id, const struct qemu_info *info, int argc, char **argv)
{
	int i;

	data_is_copied = info->version.cur >= 3;
	for (i = 0; i < argc; i++) {
		if (nr_places < MAX_PLACES && number(argv[i], "at=", &places[nr_places], NULL))
			nr_places++;
		else if (!strncmp(argv[i], "out=", 4))
			out = strdup(argv[i] + 4);
		else if (!number(argv[i], "count=", &count, NULL)) {
			fprintf(stderr, "phases: '%s' is no argument, or one too many\n", argv[i]);
			return 1;
		}
	}
	if (!nr_places || !out) {
		fputs("phases: at= and out= are needed\n", stderr);
		return 1;
	}
	qemu_plugin_register_vcpu_tb_trans_cb(id, on_translation);
	return 0;
}
