// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of kaslr.c, in KTAP: when a kernel is moved, and what decides where it goes; and the
 * suites for what that is made of, kaslr-*.c.
 */
#include <string.h>

#include "kaslr-boot.h"

/* ---- whether to move ------------------------------------------------------------- */

static void what_the_command_line_says(void)
{
	static const struct {
		const char *cmdline;
		enum pvh_kaslr kaslr;
	} lines[] = {
		{ "", PVH_KASLR_ON },
		{ "nokaslr", PVH_KASLR_OFF },
		{ "quiet nokaslr console=ttyS0", PVH_KASLR_OFF },
		{ "quiet\tnokaslr\n", PVH_KASLR_OFF },
		{ "kaslr nokasl nokaslrx xnokaslr nokaslr=1 no kaslr", PVH_KASLR_ON },
	};
	static const u64 places[] = { CMDLINE, 3 * GIB, 5 * GIB, 4 * GIB };
	u32 i, j;

	for (i = 0; i < COUNT(lines); i++)
		for (j = 0; j < COUNT(places); j++) {
			const bool on = lines[i].kaslr == PVH_KASLR_ON;

			begin_boot();
			cpu.edx |= HAS_TSC;
			set_cmdline(places[j], lines[i].cmdline);
			randomize(lines[i].cmdline, lines[i].kaslr, on ? FROM_TSC : 0);
		}
	begin_boot();
	cpu.edx |= HAS_TSC;
	randomize("no command line", PVH_KASLR_ON, FROM_TSC);
}

/* Whoever does not want it is not told that there is no table either. */
static void who_cannot_be_moved(void)
{
	begin_boot();
	cpu.edx |= HAS_TSC;
	table->magic++;
	seal();
	randomize("no table", PVH_KASLR_NO_TABLE, 0);

	begin_boot();
	cpu.edx |= HAS_TSC;
	table->runs[0]++;
	randomize("a damaged table", PVH_KASLR_NO_TABLE, 0);

	/* One that is too small for all of its runs. */
	begin_boot();
	cpu.edx |= HAS_TSC;
	boot.image += 78;
	randomize("a small kernel", PVH_KASLR_NO_TABLE, 0);

	begin_boot();
	cpu.edx |= HAS_TSC;
	table->magic++;
	boot.text++;
	set_cmdline(CMDLINE, "nokaslr");
	randomize("no table, nokaslr", PVH_KASLR_OFF, 0);

	begin_boot();
	cpu.edx |= HAS_TSC;
	boot.text += STEP;
	randomize("moved", PVH_KASLR_MOVED, 0);
	boot.text = TEXT - STEP;
	boot.kaslr = 0;
	randomize("moved down", PVH_KASLR_MOVED, 0);
	boot.text = TEXT ^ 1ULL << 32;
	boot.kaslr = 0;
	randomize("elsewhere", PVH_KASLR_MOVED, 0);
}

/* The values are those of the sentence: where the table is, and the kernel. */
static void tables_that_lead_out_of_the_kernel(void)
{
	static const struct {
		u32 why;
		unsigned int values;
	} refusals[] = {
		/* Written by tests/unit/lib.sh, of kaslr.c. */
#define REFUSAL(name, values) { name, values },
#include "kaslr-refusals.h"
#undef REFUSAL
	};
	u32 i;

	CHECK(COUNT(refusals) == 1 && refusals[0].why == PVH_BAD_RELOCS &&
	      refusals[0].values == 3);
	for (i = 0; i < 2; i++) {
		begin_boot();
		new_kernel(REACH + 1);
		if (i)
			subtract();
		add_run(2, NULL, 0);
		relocs = put_table();
		boot.image = kernel();
		cpu.edx |= HAS_TSC;
		CHECK(pvh_randomize(&boot, &info, relocs) == PVH_BAD_RELOCS);
		CHECK(boot.values[0] == (unsigned long)relocs && boot.values[1] == boot.image &&
		      boot.values[2] == boot.image_end && !boot.values[3]);
		CHECK(boot.image == KERNEL_END - REACH - 1 && boot.image_end == KERNEL_END);
		CHECK(boot.kaslr != PVH_KASLR_ON);
		CHECK(is_as_expected());
	}
}

/* ---- numbers --------------------------------------------------------------------- */

/* A seed, a number of RDRAND and a time stamp. Not all of them are for the kernel. */
static void set_numbers(const u64 *numbers, u32 sources)
{
	begin_boot();
	if (sources & FROM_SEED)
		add_seed(numbers[0]);
	cpu.rdrand = numbers[1];
	if (sources & FROM_RDRAND)
		cpu.ecx |= HAS_RDRAND;
	cpu.tsc = numbers[2];
	if (sources & FROM_TSC)
		cpu.edx |= HAS_TSC;
}

static u32 moved_by_all(const u64 *numbers, u32 sources)
{
	set_numbers(numbers, sources);
	return randomize("numbers", sources ? PVH_KASLR_ON : PVH_KASLR_NOT_RANDOM, sources);
}

/* One alone is as good as all of them, which is seen by different numbers. */
static void each_source(void)
{
	u64 numbers[3];
	u32 sources, i, differ;

	for (sources = 0; sources < 8; sources++) {
		for (i = differ = 0; i < 20; i++) {
			numbers[0] = any_64();
			numbers[1] = any_64();
			numbers[2] = any_64();
			differ += moved_by_all(numbers, sources) != moved_by_all(numbers, 7);
		}
		CHECK(sources == 7 ? !differ : differ > 15);
	}

	begin_boot();
	cpu.ecx |= HAS_RDRAND;
	cpu.rdrand_fails = true;
	cpu.rdrand = 1;
	randomize("RDRAND fails", PVH_KASLR_NOT_RANDOM, 0);
	cpu.edx |= HAS_TSC;
	boot.kaslr = 0;
	i = randomize("RDRAND fails, TSC", PVH_KASLR_ON, FROM_TSC);
	CHECK(i == moved_by_all((const u64 []){ 0, 0, 0 }, FROM_TSC));
}

/* Whatever the other bits are: no source hides what another one has. */
static void each_bit_of_a_source(void)
{
	u32 bit, trial, source, differ;

	for (source = 0; source < 3; source++)
		for (bit = 0; bit < 64; bit++) {
			for (trial = differ = 0; trial < 8; trial++) {
				u64 numbers[] = { any_64(), any_64(), any_64() };
				u32 moved = moved_by_all(numbers, 7);

				numbers[source] ^= 1ULL << bit;
				differ += moved_by_all(numbers, 7) != moved;
			}
			if (differ < 6)
				complain("bit %u of number %u decides in %u of 8 cases", bit,
					 source, differ);
		}
}

/* What a loader passes differs between machines, and helps where little else does. */
static void boot_params_decide(void)
{
	const u32 cmdline = offsetof(struct boot_params, hdr.cmd_line_ptr);
	const u32 ext_cmdline = offsetof(struct boot_params, ext_cmd_line_ptr);
	u32 at, trial;
	bool differs;

	for (at = 0; at < sizeof(boot.params); at += at % 64 ? 1 : 7) {
		if (at - cmdline < 4 || at - ext_cmdline < 4)
			continue;
		differs = false;
		for (trial = 0; trial < 8 && !differs; trial++) {
			u64 numbers[] = { any_64(), any_64(), any_64() };
			u32 moved = moved_by_all(numbers, 7);

			set_numbers(numbers, 7);
			((u8 *)&boot.params)[at] = 1 << any(8);
			differs = randomize("boot_params", PVH_KASLR_ON, 7) != moved;
		}
		if (!differs)
			complain("byte %#x of boot_params decides nothing", at);
	}
}

static const struct test tests[] = {
	TEST(what_the_command_line_says),
	TEST(who_cannot_be_moved),
	TEST(tables_that_lead_out_of_the_kernel),
	TEST(each_source),
	TEST(each_bit_of_a_source),
	TEST(boot_params_decide),
};

int main(void)
{
	const struct suite suites[] = {
		header_suite, relocate_suite, choice_suite,
		{ "randomize", tests, COUNT(tests) }, seed_suite,
	};
	int status = run_suites(suites, COUNT(suites), begin);

	begin();
	return status;
}
