// SPDX-License-Identifier: GPL-2.0-only
/* The translation of start_info, run twice. */
#include SOURCE

#include "prove.h"

#define LOW (1ULL << 32)

/* What the entry asks, each once at most in a run */
enum question {
	START_INFO_0, START_INFO, MAP, MODULE, MODULE_END, CMDLINE, HAS_MEMORY,
	RANGES, FIRST_TYPE, SECOND_TYPE, FIRST_END, QUESTIONS
};

static u64 asked[QUESTIONS], answers[QUESTIONS];
static bool is_asked[QUESTIONS], is_second;

/*
 * The second run asks what the first one has asked, so it is answered the same: memory has
 * the same bytes at an address, and a CPU the same addresses. Of memmap.c see its own proofs.
 */
static u64 answer(enum question question, u64 of)
{
	PROVE(!is_second || (is_asked[question] && asked[question] == of));
	is_asked[question] = true;
	asked[question] = of;
	return answers[question];
}

static struct hvm_start_info info;
static struct hvm_modlist_entry module;
static struct boot_e820_entry range;
static u32 pieces;

void *guest_memory(u64 paddr, u64 size)
{
	enum question question = size == HVM_START_INFO_SIZE_V0 ? START_INFO_0 :
				 size == sizeof(info) ? START_INFO :
				 size == sizeof(module) ? MODULE :
				 !size ? MODULE_END : size == 1 ? CMDLINE : MAP;
	bool is_denied = answer(question, paddr + size);

	if (is_denied && paddr + size > LOW)
		return NULL;
	return question == MODULE ? (void *)&module : (void *)&info;
}

bool guest_has_memory(u64 paddr)
{
	return answer(HAS_MEMORY, paddr);
}

u32 pvh_set_memmap(struct boot_params *params, struct pvh_boot *in, const void *table,
		   u32 entries, u32 stride)
{
	params->e820_table[0] = range;
	return answer(RANGES, entries);
}

void pvh_count_ranges(struct boot_params *params, struct pvh_boot *in, u64 ext_paddr, u32 count)
{
	params->e820_entries = count;
	params->hdr.setup_data = ext_paddr;
}

/* The kernel lies in two pieces of RAM. */
u32 pvh_memory_at(struct boot_params *params, struct pvh_boot *in, u64 addr, u64 *end)
{
	ASSUME(pieces < 2);
	*end = pieces ? U64_MAX : answers[FIRST_END];
	return answer(pieces++ ? SECOND_TYPE : FIRST_TYPE, addr);
}

static struct pvh_boot boot;
static struct hvm_start_info copy;

/* Twice the same input, twice the same output, whatever was there before. */
void start_info_twice(void)
{
	unsigned long start_info = nondet_u64(), image = nondet_u64(), image_end = nondet_u64();
	struct hvm_start_info copy_before, first_copy;
	struct pvh_boot before, first;
	u32 error, i;

	ASSUME(image && image < image_end && image_end <= LOW && image_end >= 4);
	__CPROVER_havoc_object(answers);
	__CPROVER_havoc_object(&info);
	__CPROVER_havoc_object(&module);
	__CPROVER_havoc_object(&range);
	__CPROVER_havoc_object(&boot);
	__CPROVER_havoc_object(&copy);
	before = boot;
	copy_before = copy;

	error = pvh_translate(start_info, &boot, &copy, image, image_end);
	first = boot;
	first_copy = copy;
	boot = before;
	copy = copy_before;
	pieces = 0;
	is_second = true;

	PROVE(pvh_translate(start_info, &boot, &copy, image, image_end) == error);
	for (i = 0; i < sizeof(boot) / sizeof(u64); i++)
		PROVE(((u64 *)&boot)[i] == ((u64 *)&first)[i]);
	for (i = 0; i < sizeof(copy) / sizeof(u64); i++)
		PROVE(((u64 *)&copy)[i] == ((u64 *)&first_copy)[i]);
	END();
}
