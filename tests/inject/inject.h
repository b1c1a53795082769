/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Declarations shared by the parts of the injector, see inject.c.
 */
#ifndef INJECT_H
#define INJECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <asm/bootparam.h>

#include <xen/interface/hvm/start_info.h>

/* For error messages. */
#define PORT_DEBUG	0xe9
/* For facts, as in the kernel's init. */
#define PORT_FACTS	0x402

static inline void put_char(char c)
{
	extern uint16_t out_port;

	__asm__ volatile("outb %0, %1" : : "a"(c), "Nd"(out_port));
}

#include "../freestanding.h"

#define PAGE		4096u
#define GIB4		(1ull << 32)

#define HEADER_MAGIC	0x53726448	/* "HdrS" */

#define MAX_MAP		2048
#define MAX_MODULES	40
#define MAX_CMDLINE	65536

/* ---- inject.c ------------------------------------------------------------ */

_Noreturn void die(const char *what, const char *more, uint64_t value);

/* ---- words.c ------------------------------------------------------------- */

/* Words with one value; the last of several counts. */
enum word {
	W_KERNEL_SIZE, W_AT,
	W_INFO, W_TABLES, W_MEMMAP, W_MODLIST, W_CMDLINE, W_MODCMD,
	W_MAGIC, W_VERSION, W_FLAGS, W_NR_MODULES, W_MODLIST_PADDR,
	W_CMDLINE_PADDR, W_RSDP_PADDR, W_MEMMAP_PADDR, W_MEMMAP_ENTRIES,
	W_RESERVED, W_REVERSED, W_SHUFFLED, W_LENGTH, W_FULL_PAGE, W_STATE, W_EBX,
	W_LONG_MODE, W_RSI, W_HEADER, W_SETUP_DATA,
	NR_WORDS
};

/* Words of which all values are used, in the order of the command line. */
enum list { L_MAP, L_MODULE, L_RAW, L_NMI, NR_LISTS };
#define MAX_LIST	40

/* The named addresses, valid after the table is placed. */
struct places {
	uint64_t kernel, end, entry, info, memmap, modlist, cmdline, modcmd;
	uint64_t top, high;	/* ends of the RAM below 4 GiB, and above */
};
extern struct places where;

/* Returns the kernel's part of @line, NULL if there is none. */
const char *parse(const char *line);
/* The text of a word, NULL if it was not given. */
const char *text_of(enum word w);
uint64_t number_of(enum word w, uint64_t otherwise);
/* The @n-th of a list, NULL after the last. */
const char *item(enum list l, unsigned int n);
/* One value at *@s, which is advanced; it must end at one of @ends. */
uint64_t value(const char **s, const char *ends);
/* Is @name among the words at @s that are separated by colons? */
bool among(const char *s, const char *name);

/* ---- memory.c ------------------------------------------------------------ */

/* A copy of QEMU's tables, as others may be placed over them. */
extern struct hvm_start_info given;
extern struct hvm_memmap_table_entry given_map[128];
extern struct hvm_modlist_entry given_module;

static inline void *at(uint64_t paddr)
{
	return (void *)(uintptr_t)paddr;
}

void take_over(const struct hvm_start_info *from_qemu);
/* Reserves memory: a write to it is an error with the text @what. */
void keep(uint64_t start, uint64_t size, const char *what);
/* Read and write any memory, also above 4 GiB; a write is verified. */
void get(void *to, uint64_t paddr, uint32_t size);
void put(uint64_t paddr, const void *from, uint64_t size, const char *what);

/* ---- kernel.c ------------------------------------------------------------ */

extern const struct setup_header *bzimage;	/* NULL if it is a vmlinux */
extern bool kernel_is_64_bit;
extern uint64_t e_entry;		/* of a vmlinux, where it is loaded */

void load_kernel(const char *file, uint32_t size);
/* Physical address of a symbol of the kernel, 0 if it does not exist. */
uint64_t symbol(const char *name, size_t size);

/* ---- map.c --------------------------------------------------------------- */

extern struct hvm_memmap_table_entry map[MAX_MAP];
extern unsigned int map_entries;

void make_map(void);
/* KiB of the map that a kernel can use, in whole pages. */
uint64_t usable_kib(void);

/* ---- modules.c ----------------------------------------------------------- */

extern struct hvm_modlist_entry modlist[MAX_MODULES];
extern unsigned int nr_modules;
extern int ramdisk;		/* the index of its module, -1 if there is none */

void make_modules(void);
/* The size of all their command lines; writes them to @place. */
uint64_t modcmd_size(void);
void place_modcmds(uint64_t place);
void tell_modules(void);

/* ---- state.c ------------------------------------------------------------- */

_Noreturn void start_vmlinux(void);
_Noreturn void start_bzimage(const struct boot_params *bp);
_Noreturn void start_long_mode(void);

#endif
