/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Tell Linux from other programs.
 */
#ifndef BANNER_H
#define BANNER_H

#include "elfimage.h"

/**
 * find_version() - find the version of a kernel in its banner
 * @elf: the ELF file, of which only what is loaded is read
 * @version: receives the version; a bzImage has it in its header
 * @room: its size
 *
 * Return: whether there is one.
 */
bool find_version(const struct elf_image *elf, char *version, size_t room);

/**
 * is_program() - check for a program that runs under a kernel
 * @elf: the ELF file. User Mode Linux is one as well
 */
bool is_program(const struct elf_image *elf);

/**
 * is_linux() - check for the notes and sections of a kernel
 * @elf: the ELF file
 */
bool is_linux(const struct elf_image *elf);

/**
 * check_vmlinux() - check whether an ELF file for x86-64 is a kernel that can be wrapped
 * @elf: the ELF file
 * @version: receives the version of the kernel
 * @room: its size
 * @why: receives the reason if it is not
 */
bool check_vmlinux(const struct elf_image *elf, char *version, size_t room,
		   struct fault *why);

#endif
