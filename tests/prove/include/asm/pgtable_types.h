/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What window.c uses, with tables of 8 entries, and flags of an entry that are below the address
 * of one: a solver takes as long for each byte of a table.
 */
#pragma once

#define PAGE_SIZE 64UL
#define PAGE_MASK (~(PAGE_SIZE - 1))
#define PMD_SIZE 0x200000UL
#define PMD_MASK (~(PMD_SIZE - 1))
#define _PAGE_PSE 0x80
#define _KERNPG_TABLE_NOENC 0x23
