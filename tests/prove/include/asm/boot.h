/* SPDX-License-Identifier: GPL-2.0-only */
/* What pvh.c uses, and no unit test does. */
#pragma once

#include <linux/build_bug.h>
#include <linux/pgtable.h>

#define NORMAL_VGA 0xffff
#define LOADED_HIGH 1
#define KASLR_FLAG 2
#define PAGE_SIZE 4096
#define __ro_after_init
#define __noreturn __attribute__((noreturn))
#define __va(paddr) virtual_address(paddr)

struct setup_of_oem {
	struct {
		void (*arch_setup)(void);
	} oem;
};

extern struct setup_of_oem x86_init;

void *virtual_address(u64 paddr);
void outb(u8 value, unsigned int port);
void x86_configure_nx(void);
