// SPDX-License-Identifier: GPL-2.0-only
/* Common code of the tests of pvh_randomize(), see kaslr-boot.h. */
#include <string.h>

#include <asm/archrandom.h>
#include <asm/msr.h>
#include <linux/processor.h>

#include "kaslr-boot.h"

struct cpu cpu;
struct pvh_boot boot;
struct hvm_start_info info;
const struct pvh_relocs *relocs;

void native_cpuid(u32 *eax, u32 *ebx, u32 *ecx, u32 *edx)
{
	if (*eax != 1 || *ecx)
		complain("cpuid %#x, %u is asked for", *eax, *ecx);
	*eax = *ebx = ~0U;
	*ecx = cpu.ecx;
	*edx = cpu.edx;
}

/* A number that is not random is there as well if it fails. */
bool rdrand_long(unsigned long *number)
{
	if (!(cpu.ecx & HAS_RDRAND))
		complain("a CPU without RDRAND is asked for a number");
	*number = cpu.rdrand;
	return !cpu.rdrand_fails;
}

u64 rdtsc(void)
{
	if (!(cpu.edx & HAS_TSC))
		complain("a CPU without a TSC is asked for the time");
	return cpu.tsc;
}

void begin_boot(void)
{
	const u8 steps[] = { 4, 200 };

	begin();
	new_kernel(REACH + 77);
	add_run(0, NULL, 0);
	add_run(7, steps, 2);
	subtract();
	add_run(14, steps, 1);
	relocs = put_table();

	memset(&cpu, 0, sizeof(cpu));
	cpu.ecx = ~HAS_RDRAND;
	cpu.edx = ~HAS_TSC;
	memset(&info, 0, sizeof(info));
	memset(&boot, 0, sizeof(boot));
	boot.image = kernel();
	boot.image_end = KERNEL_END;
	boot.text = TEXT;
	memcpy(boot.nokaslr, "nokaslr", 8);
	memcpy(boot.rng_seed, "rng-seed", 9);
}

void set_cmdline(u64 paddr, const char *text)
{
	boot.params.hdr.cmd_line_ptr = paddr;
	boot.params.ext_cmd_line_ptr = paddr >> 32;
	memcpy(guest_add(paddr, strlen(text) + 1), text, strlen(text) + 1);
}

u64 seed_at(u64 paddr)
{
	return (paddr + 1) * 0xd1342543de82ef95;
}

/* Behind what is used, and behind the end, there is something else. */
static void add_seed_memory(u64 paddr, u64 size)
{
	const u64 seed = seed_at(paddr);
	u8 *to = guest_add(paddr, size < 64 ? size : 64);

	memset(to, 0x77, size < 64 ? size : 64);
	memcpy(to, &seed, size < 8 ? size : 8);
}

static bool can_be(const struct module *mod)
{
	return mod->paddr && mod->paddr < 64 * TIB && mod->size &&
	       mod->paddr + 8 <= 64 * TIB;
}

void add_modules(u64 at, const struct module *mod, u32 nr)
{
	struct hvm_modlist_entry *list = guest_add(at, nr * sizeof(*list));
	u32 i;

	info.modlist_paddr = at;
	info.nr_modules = nr;
	for (i = 0; i < nr; i++) {
		u64 cmdline = mod[i].cmdline_paddr ? mod[i].cmdline_paddr :
			      mod[i].cmdline ? MOD_CMDLINE(i) : 0;

		list[i] = (struct hvm_modlist_entry){ mod[i].paddr, mod[i].size, cmdline, ~0ULL };
		if (mod[i].cmdline)
			memcpy(guest_add(cmdline, strlen(mod[i].cmdline) + 1), mod[i].cmdline,
			       strlen(mod[i].cmdline) + 1);
		if (mod[i].cmdline && strstr(mod[i].cmdline, SEED) && can_be(&mod[i]))
			add_seed_memory(mod[i].paddr, mod[i].size);
	}
}

void add_seed(u64 seed)
{
	add_modules(MODLIST, &(const struct module){ MODULE(0), 8, SEED }, 1);
	memcpy(guest_at(MODULE(0)), &seed, sizeof(seed));
}

u32 randomize(const char *what, enum pvh_kaslr expected, u32 sources)
{
	const u32 was = word_at(0);
	u32 moved;

	guest_remember();
	CHECK_OF(what, !pvh_randomize(&boot, &info, relocs));
	guest_settle();
	CHECK_OF(what, !guest_changed());
	CHECK_OF(what, boot.kaslr == expected);
	CHECK_OF(what, boot.kaslr_sources == sources);
	CHECK_OF(what, !boot.values[0] && !boot.values[1] && !boot.values[2] && !boot.values[3]);
	CHECK_OF(what, sources & FROM_SEED || !boot.kaslr_seed);
	moved = word_at(0) - was;
	if (expected == PVH_KASLR_ON)
		expect_moved(moved);
	CHECK_OF(what, is_as_expected());
	CHECK_OF(what, moved % STEP == 0 && moved / STEP < 493);
	return moved;
}

u32 moved_by(u64 seed)
{
	begin_boot();
	add_seed(seed);
	return randomize("a seed alone", PVH_KASLR_ON, FROM_SEED);
}
