/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Names of the machines that a file is for.
 */
#ifndef MACHINES_H
#define MACHINES_H

#include <stdint.h>

/**
 * elf_machine_name() - get the name of a machine of ELF
 * @machine: e_machine
 *
 * Return: its name; "an unknown machine" if it is none of those that Linux runs on.
 */
const char *elf_machine_name(uint16_t machine);

/**
 * coff_machine_name() - get the name of a machine of an EFI file
 * @machine: the machine of its COFF header
 *
 * Return: its name, as above.
 */
const char *coff_machine_name(uint16_t machine);

#endif
