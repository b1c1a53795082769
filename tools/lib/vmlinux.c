// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where the kernel has to be, and which of its words depend on that. The lists of words
 * are those for the decompressor: it reads them from the end, as handle_relocations() in
 * arch/x86/boot/compressed/misc.c does.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

typedef uint8_t u8;
typedef uint32_t u32;
typedef uint64_t u64;

#include "arch/x86/tools/pvh_table.h"

#include "elfimage.h"
#include "vmlinux.h"

/* The lists in the order in which they come, from the end. */
struct lists {
	struct pvh_words grow;	/* words of 32 bits, sign-extended */
	struct pvh_words shrink;	/* the same, the offset is subtracted */
	struct pvh_words wide;	/* words of 64 bits */
};

static bool no_memory(struct fault *why)
{
	return fault(why, "has so many relocations that there is no memory for them");
}

/* The table of a kernel with a PVH entry is for that entry, and outside of the kernel. */
static bool is_table(const struct bytes *data)
{
	return data->size >= sizeof(struct pvh_relocs) &&
	       little_endian(data->data, 4) == PVH_RELOCS_MAGIC;
}

static bool add_part(struct vmlinux *kernel, const struct elf_image *elf,
		     const struct elf_segment *s, struct fault *why)
{
	struct bytes data = { elf->file.data + s->offset, s->filesz };

	if (is_table(&data))
		return true;
	if (kernel->nr_parts == VMLINUX_PARTS)
		return fault(why, "has a kernel of more than %d segments, which is not known; update pvhwrap",
			     VMLINUX_PARTS);
	if (s->paddr % PAGE || s->paddr < kernel->end || s->paddr > PVH_KERNEL_SPACE ||
	    s->memsz > PVH_KERNEL_SPACE - s->paddr)
		return fault(why, "has a kernel with a segment of 0x%" PRIx64 " bytes at 0x%" PRIx64 ", behind one that ends at 0x%" PRIx32 ", where it cannot be; it is damaged",
			     s->memsz, s->paddr, kernel->end);
	while (data.size && !data.data[data.size - 1])
		data.size--;
	if (!kernel->nr_parts)
		kernel->start = s->paddr;
	kernel->parts[kernel->nr_parts++] = (struct vmlinux_part){ data, s->paddr, s->memsz };
	kernel->end = s->paddr + s->memsz;
	return true;
}

/* Where the file has a word of 32 bits; NULL if it has none there. */
static const uint8_t *word_at(const struct vmlinux *kernel, uint64_t paddr, size_t size)
{
	for (size_t i = 0; i < kernel->nr_parts; i++) {
		const struct vmlinux_part *part = &kernel->parts[i];

		if (paddr >= part->paddr && paddr - part->paddr <= part->data.size &&
		    size <= part->data.size - (paddr - part->paddr))
			return part->data.data + (paddr - part->paddr);
	}
	return NULL;
}

static bool read_parts(struct vmlinux *kernel, const struct elf_image *elf, struct fault *why)
{
	uint64_t entry = elf->entry;

	if (elf->bits != 64 || elf->machine != EM_X86_64)
		return fault(why, "has a kernel of %u bits; only one for x86-64 can be entered without its decompressor",
			     elf->bits);
	for (size_t i = 0; i < elf->nr_segments; i++)
		if (elf->segments[i].type == PT_LOAD && elf->segments[i].memsz &&
		    !add_part(kernel, elf, &elf->segments[i], why))
			return false;
	if (!word_at(kernel, entry, 1))
		return fault(why, "has a kernel that is entered at 0x%" PRIx64 ", which is in none of its segments; it is damaged",
			     entry);
	kernel->entry = entry;
	return true;
}

/* Take the last list. Its addresses become physical ones. */
static bool take_list(struct bytes *relocs, u32 *room, struct pvh_words *list,
		      struct fault *why)
{
	size_t begin = relocs->size;

	do {
		if (begin < 4)
			return fault(why, "has a table of relocations that does not begin with a zero; it is damaged");
		begin -= 4;
	} while (little_endian(relocs->data + begin, 4));
	*list = (struct pvh_words){ room, (relocs->size - begin) / 4 - 1 };
	for (size_t i = 0; i < list->count; i++)
		room[i] = little_endian(relocs->data + begin + 4 + 4 * i, 4) - (u32)PVH_KERNEL_MAP;
	relocs->size = begin;
	return true;
}

static bool check_list(const struct vmlinux *kernel, const struct pvh_words *list, u32 most,
		       struct fault *why)
{
	for (size_t i = 0; i < list->count; i++) {
		const uint8_t *word = word_at(kernel, list->at[i], 4);

		if (i && list->at[i] <= list->at[i - 1])
			return fault(why, "has relocations of the words at 0x%" PRIx32 " and 0x%" PRIx32 " in that order; it is damaged",
				     list->at[i - 1], list->at[i]);
		/* A zero may be left out of the file, and carries nothing. */
		if (word && little_endian(word, 4) > UINT32_MAX - most)
			return fault(why, "has a word at 0x%" PRIx32 " that would carry when it is moved by 0x%" PRIx32 "; give --no-kaslr",
				     list->at[i], most);
	}
	return pvh_words_fit(list, kernel->start, kernel->end) ||
	       fault(why, "has relocations up to 0x%" PRIx32 ", too close to the end of the kernel at 0x%" PRIx32 "; give --no-kaslr",
		     list->at[list->count - 1], kernel->end);
}

static int compare(const void *a, const void *b)
{
	u32 first = *(const u32 *)a, second = *(const u32 *)b;

	return (first > second) - (first < second);
}

/* Both grow by the same, in the low 32 bits. */
static struct pvh_words join(const struct lists *lists, u32 *room)
{
	size_t count = lists->grow.count + lists->wide.count;

	memcpy(room, lists->grow.at, lists->grow.count * sizeof(u32));
	memcpy(room + lists->grow.count, lists->wide.at, lists->wide.count * sizeof(u32));
	qsort(room, count, sizeof(u32), compare);
	return (struct pvh_words){ room, count };
}

static bool read_lists(struct vmlinux *kernel, struct bytes relocs, u32 *room,
		       struct lists *lists, struct fault *why)
{
	u32 most = (pvh_table_slots(kernel->end) - 1) * PVH_RELOCS_STEP;

	*lists = (struct lists){ 0 };
	if (!take_list(&relocs, room, &lists->grow, why) ||
	    !take_list(&relocs, room + lists->grow.count, &lists->wide, why))
		return false;
	if (relocs.size) {
		lists->shrink = lists->wide;
		if (!take_list(&relocs, room + lists->grow.count + lists->shrink.count,
			       &lists->wide, why))
			return false;
	}
	if (relocs.size)
		return fault(why, "has more than three lists of relocations, which is not known; update pvhwrap");
	return check_list(kernel, &lists->grow, 0, why) &&
	       check_list(kernel, &lists->shrink, 0, why) &&
	       check_list(kernel, &lists->wide, most, why);
}

static bool fill_table(struct vmlinux *kernel, const struct lists *lists, u32 *room,
		       struct fault *why)
{
	struct pvh_words added = join(lists, room);

	/* A kernel of which nothing depends on its place is none. */
	if (!added.count)
		return true;
	kernel->table.data = calloc(1, pvh_table_room(added.count + lists->shrink.count));
	if (!kernel->table.data)
		return no_memory(why);
	kernel->table.size = pvh_make_table(kernel->table.data, kernel->start, kernel->end,
					    &added, &lists->shrink);
	return kernel->table.size <= kernel->end - kernel->start ||
	       fault(why, "has a table of relocations larger than the kernel; it is damaged");
}

static bool make_table(struct vmlinux *kernel, const struct bytes *relocs, struct fault *why)
{
	size_t count = relocs->size / 4;
	u32 *room = calloc(count, 2 * sizeof(*room));
	struct lists lists;
	bool good;

	if (!room)
		return no_memory(why);
	good = read_lists(kernel, *relocs, room, &lists, why) &&
	       fill_table(kernel, &lists, room + count, why);
	free(room);
	return good;
}

bool parse_vmlinux(const struct elf_image *elf, const struct bytes *relocs,
		   struct vmlinux *kernel, struct fault *why)
{
	*kernel = (struct vmlinux){ 0 };
	if (read_parts(kernel, elf, why) && (!relocs->size || make_table(kernel, relocs, why)))
		return true;
	free_vmlinux(kernel);
	return false;
}

uint32_t vmlinux_slots(const struct vmlinux *kernel)
{
	return pvh_table_slots(kernel->end);
}

void free_vmlinux(struct vmlinux *kernel)
{
	free(kernel->table.data);
	kernel->table = (struct bytes){ 0 };
}
