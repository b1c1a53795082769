/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Common code of the tests of start_info.c and memmap.c: a guest with a start_info and the
 * tables that a test adds to it, and their results.
 */
#ifndef START_INFO_H
#define START_INFO_H

#include "guest-memory.h"
#include "ktap.h"

#include "pvh.h"

/* The default addresses. */
#define INFO		0x1000
#define CMDLINE		0x2000
#define MODLIST		0x4000
#define MOD_CMDLINE(i)	(0x8000 + 0x1000 * (u64)(i))
#define MEMMAP		0x40000
#define IMAGE		(16 * MIB)
#define IMAGE_END	(48 * MIB)
#define MODULE(i)	(64 * MIB + MIB * (u64)(i))

/* Written down here, for PVH_MAX_RANGES itself may be wrong. */
#define MAX_RANGES	(E820_MAX_ENTRIES == 131 ? 128 : \
			 E820_MAX_ENTRIES == 320 ? 312 : \
			 E820_MAX_ENTRIES == 3200 ? 1025 : 0)

/* What was linked as setup_data before. */
#define SETUP_DATA_BEFORE	0x1234

extern struct pvh_boot *boot;
extern struct hvm_start_info copy;
extern u64 image, image_end;

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define CHECK(condition) \
	((condition) ? (void)0 : complain("line %d: %s", __LINE__, #condition))
#define CHECK_OF(what, condition) \
	((condition) ? (void)0 : \
	 complain("%s: line %d: %s", what, __LINE__, #condition))

/* A new guest without memory, and boot_params as the entry starts from. */
void begin(void);

/* The same guest once more. */
void begin_again(void);

/* The tables. */
struct hvm_start_info *add_start_info_at(u64 paddr, u32 version);
struct hvm_start_info *add_start_info(void);
struct hvm_memmap_table_entry *add_memmap(struct hvm_start_info *info,
					  u32 entries);
struct hvm_modlist_entry *add_modules(struct hvm_start_info *info, u32 nr);
void add_text(u64 paddr, const char *text);
void add_cmdline(struct hvm_start_info *info, const char *text);

/*
 * pvh_translate() of the start_info at INFO, or elsewhere. Whatever the outcome,
 * what holds always is checked.
 */
u32 translate(void);
u32 translate_at(u64 paddr);

/*
 * It boots, or is refused, with these values of its own and no others; those
 * that a refusal has in common with others of its kind are added.
 */
void boots(const char *what);
void refuses(const char *what, u32 why, u64 a, u64 b, u64 c, u64 d);
void refuses_at(u64 paddr, const char *what, u32 why,
		u64 a, u64 b, u64 c, u64 d);

/* Was this seen in this run? How many values has it, all in all? */
bool refusal_was_seen(u32 why);
unsigned int values_of(u32 why);

/* The node of this type in the list of setup_data, or NULL. */
struct setup_data *find_setup_data(u32 type);

/* The memory map as it is stored. */
u32 e820_count(void);
struct boot_e820_entry *e820(u32 n);

extern const struct suite memmap_suite, module_suite, cmdline_suite,
	place_suite;

#endif
