// SPDX-License-Identifier: GPL-2.0-only
/*
 * Names of the machines that a file is for.
 */
#include <elf.h>
#include <stddef.h>

#include "machines.h"

/* Those that Linux runs on, or did. Of COFF, 0 if UEFI does not have it. */
static const struct {
	uint16_t elf;
	uint16_t coff;
	const char *name;
} machines[] = {
	{ EM_X86_64, 0x8664, "x86-64" },
	{ EM_386, 0x14c, "i386" },
	{ EM_AARCH64, 0xaa64, "arm64" },
	{ EM_ARM, 0x1c2, "32-bit Arm" },
	{ EM_RISCV, 0x5064, "RISC-V" },
	{ EM_RISCV, 0x5032, "RISC-V" },
	{ 258, 0x6264, "LoongArch" },
	{ EM_IA_64, 0x200, "Itanium" },
	{ EM_PPC64, 0, "64-bit PowerPC" },
	{ EM_PPC, 0, "32-bit PowerPC" },
	{ EM_MIPS, 0, "MIPS" },
	{ EM_S390, 0, "S/390" },
	{ EM_SPARCV9, 0, "64-bit SPARC" },
	{ EM_SPARC, 0, "32-bit SPARC" },
	{ 0x9026, 0, "Alpha" },
	{ EM_PARISC, 0, "PA-RISC" },
	{ EM_68K, 0, "m68k" },
	{ EM_SH, 0, "SuperH" },
	{ EM_XTENSA, 0, "Xtensa" },
	{ EM_MICROBLAZE, 0, "MicroBlaze" },
	{ EM_OPENRISC, 0, "OpenRISC" },
	{ EM_ARC_COMPACT, 0, "ARC" },
	{ 195, 0, "ARC" },
	{ 252, 0, "C-SKY" },
	{ 164, 0, "Hexagon" },
	{ 113, 0, "Nios II" },
	{ EM_BPF, 0, "BPF" },
};

#define NR_MACHINES	(sizeof(machines) / sizeof(machines[0]))
#define UNKNOWN		"an unknown machine"

const char *elf_machine_name(uint16_t machine)
{
	for (size_t i = 0; i < NR_MACHINES; i++)
		if (machines[i].elf == machine)
			return machines[i].name;
	return UNKNOWN;
}

const char *coff_machine_name(uint16_t machine)
{
	for (size_t i = 0; i < NR_MACHINES; i++)
		if (machines[i].coff == machine && machine)
			return machines[i].name;
	return UNKNOWN;
}
