// SPDX-License-Identifier: GPL-2.0-only
/* The segments of a kernel that is to run without its decompressor, and its relocations. */
#include SOURCE

#include "tools.h"

/* Bytes of a segment that may be zeros at its end */
#define BYTES 4
/* Words of relocations, of which each is looked at alone */
#define WORDS 4

static struct bytes file;
static struct vmlinux kernel;
static struct elf_image elf;
static struct fault why;

static u64 end_of(const struct vmlinux_part *part)
{
	return (u64)part->paddr + part->memsz;
}

/* A segment, after any others: it lies behind them, and no byte is lost that is no zero. */
void vmlinux_part(void)
{
	struct elf_segment s = { .offset = nondet_u64(), .filesz = nondet_u64(),
				 .paddr = nondet_u64(), .memsz = nondet_u64() };
	u64 nr = nondet_u64(), i = nondet_u64();
	const struct vmlinux_part *part;
	u32 end, start;

	file = any_file(64, FILE_MAX);
	elf.file = file;
	__CPROVER_havoc_object(&kernel);
	kernel.nr_parts = nr;
	end = kernel.end;
	start = kernel.start;
	ASSUME(nr <= VMLINUX_PARTS && end <= PVH_KERNEL_SPACE);
	ASSUME(is_within(&file, s.offset, s.filesz) && s.filesz <= BYTES && s.filesz <= s.memsz);

	if (!add_part(&kernel, &elf, &s, &why)) {
		PROVE(why.text[0] && kernel.nr_parts == nr);
		return;
	}
	PROVE(!why.text[0]);
	if (kernel.nr_parts == nr)
		return;
	part = &kernel.parts[nr];
	PROVE(nr < VMLINUX_PARTS && kernel.nr_parts == nr + 1);
	PROVE(part->paddr == s.paddr && part->memsz == s.memsz && s.paddr % PAGE == 0 && s.paddr >= end);
	PROVE(kernel.end == end_of(part) && kernel.end <= PVH_KERNEL_SPACE);
	PROVE(kernel.start == (nr ? start : part->paddr));
	PROVE(part->data.data == file.data + s.offset && part->data.size <= s.filesz);
	PROVE(IMPLIES(i >= part->data.size && i < s.filesz, !file.data[s.offset + i]));
	END();
}

/* A word is in a part, at its address, or is not in the file. */
void vmlinux_word(void)
{
	u64 paddr = nondet_u64(), size = nondet_u64(), i = nondet_u64();
	const struct vmlinux_part *part;
	const u8 *word;

	__CPROVER_havoc_object(&kernel);
	kernel.nr_parts = 2;
	kernel.parts[0].data = any_file(0, FILE_MAX);
	kernel.parts[1].data = any_file(0, FILE_MAX);
	ASSUME(i < 2 && size && size <= 4 && end_of(&kernel.parts[0]) <= kernel.parts[1].paddr);
	ASSUME(kernel.parts[0].data.size <= kernel.parts[0].memsz);
	part = &kernel.parts[i];
	word = word_at(&kernel, paddr, size);
	PROVE(!word || __CPROVER_r_ok(word, size));
	if (paddr < part->paddr || !is_within(&part->data, paddr - part->paddr, size))
		return;
	PROVE(word == part->data.data + (paddr - part->paddr));
	END();
}

/* In place of check_list() */
bool any_check(const struct vmlinux *of, const struct pvh_words *list, u32 most, struct fault *to)
{
	PROVE(!list->count || __CPROVER_r_ok(list->at, list->count * sizeof(u32)));
	return nondet_bool() || fault(to, "it is damaged");
}

static u32 relocs[WORDS], room[WORDS];

static bool has(const struct pvh_words *list, u32 word)
{
	u64 i;

	for (i = 0; i < WORDS; i++)
		if (i < list->count && list->at[i] == word)
			return true;
	return false;
}

/* All words are in a list, without the zeros between these, and nothing else. */
void vmlinux_lists(void)
{
	struct bytes words = { (u8 *)relocs, sizeof(relocs) };
	struct lists lists;
	u64 i = nondet_u64();

	__CPROVER_havoc_object(relocs);
	__CPROVER_havoc_object(&kernel);
	ASSUME(kernel.end <= PVH_KERNEL_SPACE && i < WORDS);
	if (!read_lists(&kernel, words, room, &lists, &why)) {
		PROVE(why.text[0]);
		return;
	}
	PROVE(!why.text[0] && !relocs[0]);
	PROVE(lists.grow.count + lists.shrink.count + lists.wide.count <= WORDS - 2);
	PROVE(!relocs[i] || has(&lists.grow, relocs[i] - (u32)PVH_KERNEL_MAP) ||
	      has(&lists.shrink, relocs[i] - (u32)PVH_KERNEL_MAP) ||
	      has(&lists.wide, relocs[i] - (u32)PVH_KERNEL_MAP));
	END();
}

/* In place of word_at(), see vmlinux_word() */
static u32 word;
static bool is_there;

const uint8_t *any_word(const struct vmlinux *of, uint64_t paddr, size_t size)
{
	PROVE(size == 4);
	is_there = nondet_bool();
	word = nondet_u32();
	return is_there ? (const u8 *)&word : NULL;
}

/* The words ascend, within the kernel; the last one does not carry. */
void vmlinux_checked(void)
{
	struct pvh_words list = { room, nondet_u64() };
	u32 most = nondet_u32();

	__CPROVER_havoc_object(room);
	__CPROVER_havoc_object(&kernel);
	ASSUME(list.count <= WORDS);
	if (!check_list(&kernel, &list, most, &why)) {
		PROVE(why.text[0]);
		return;
	}
	PROVE(!why.text[0]);
	if (!list.count)
		return;
	PROVE(list.count < 2 || room[0] < room[1]);
	PROVE(list.count < 3 || room[1] < room[2]);
	PROVE(room[0] >= kernel.start && room[list.count - 1] < kernel.end);
	PROVE(!is_there || (u64)word + most <= UINT32_MAX);
	END();
}
