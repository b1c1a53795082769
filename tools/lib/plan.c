// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where the parts of a wrapped file lie, in the file and in memory, and its bytes.
 */
#include <elf.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "plan.h"
#include "wrapped.h"

#define LOW_LIMIT	0x100000ULL	/* below that are the BIOS and its holes */

/*
 * A 32-bit kernel must be in its linear mapping, which has at least 512 MiB with every
 * split of the address space.
 */
#define HIGH_LIMIT_32	0x20000000ULL

/*
 * Order in the file: headers, notes, the entry, the kernel, texts and ramdisk. QEMU
 * treats a file with "HdrS" at 0x202 as a bzImage, so there are always zeros. It searches
 * for a multiboot header in the entry only, see entry.lds.
 */
#define NOTES_AT	0x208
#define ENTRY_AT	0x400

static uint64_t round_up(uint64_t value, uint64_t to)
{
	return (value + to - 1) & -to;
}

static uint64_t part_end(const struct part *part)
{
	return part->address + part->mem_size;
}

bool check_wrappable(const struct bzimage *image, struct fault *why)
{
	uint32_t align = image->kernel_alignment;

	if (image->protocol < 0x20a)
		return fault(why, "has protocol %u.%02u, which has no pref_address and init_size; 2.10 is the oldest that can be wrapped (iPXE and memdisk begin in 16-bit code, and need a BIOS)",
			     image->protocol >> 8, image->protocol & 0xff);
	if (!(image->loadflags & BZIMAGE_LOADED_HIGH))
		return fault(why, "has loadflags 0x%x: it is a zImage, to be loaded below 1 MiB; only a bzImage can be wrapped",
			     image->loadflags);
	if (image->init_size < image->kernel.size)
		return fault(why, "has init_size 0x%" PRIx32 ", but the kernel alone has 0x%zx bytes; it is damaged",
			     image->init_size, image->kernel.size);
	if (image->pref_address < LOW_LIMIT || image->pref_address % PAGE ||
	    image->pref_address >= PVH_WINDOW)
		return fault(why, "has pref_address 0x%" PRIx64 "; only whole pages from 1 MiB to 0x%x can be entered by PVH",
			     image->pref_address, PVH_WINDOW);
	if (!image->relocatable_kernel)
		return true;
	if (!align || align & (align - 1) || align < PAGE)
		return fault(why, "has kernel_alignment 0x%" PRIx32 ", which is not a power of two of at least a page; it is damaged",
			     align);
	if (image->pref_address % align)
		return fault(why, "has pref_address 0x%" PRIx64 ", which is not a multiple of kernel_alignment 0x%" PRIx32 "; it is damaged",
			     image->pref_address, align);
	return true;
}

/*
 * A 32-bit kernel asks for start_info before it could access it, and another kernel than
 * Linux does not know the subarch. Whether a kernel has it cannot be seen.
 */
static bool check_subarch(const struct plan *plan, struct fault *why)
{
	if (plan->subarch != WRAPPED_SUBARCH_PVH)
		return true;
	if (!(plan->image.xloadflags & BZIMAGE_KERNEL_64))
		return fault(why, "has xloadflags 0x%x: it is a 32-bit kernel, which cannot use --subarch=pvh; give --subarch=pc",
			     plan->image.xloadflags);
	if (!plan->image.payload.size && !plan->vmlinux.nr_parts)
		return fault(why, "has payload_length 0: it is not Linux, and cannot use --subarch=pvh; give --subarch=pc");
	return true;
}

/* The entry separates the texts from the loader's command line by blanks. */
static bool check_texts(const struct plan *plan, struct fault *why)
{
	size_t before = strlen(plan->before), after = strlen(plan->after);
	size_t size = before + !!before + after + !!after;
	size_t limit = plan->image.cmdline_size < LINUX_CMDLINE ? plan->image.cmdline_size :
		       LINUX_CMDLINE;

	if (size > limit)
		return fault(why, "supports a command line of %zu bytes, but the texts before and after it need %zu with separating blanks; shorten them",
			     limit, size);
	return true;
}

/*
 * Texts first, then the table of relocations and what the low part replaces, and the
 * ramdisk at the next page.
 */
static void plan_extras(struct plan *plan)
{
	struct pvh_wrap *table = &plan->table;
	struct part *part = &plan->extras_part;
	uint64_t at = part->address;

	table->before_size = strlen(plan->before);
	table->after_size = strlen(plan->after);
	if (table->before_size)
		table->before = at;
	at += table->before_size;
	if (table->after_size)
		table->after = at;
	at += table->after_size;
	if (plan->vmlinux.table.size) {
		at = round_up(at, 8);
		table->relocs = at;
		table->relocs_size = plan->vmlinux.table.size;
		at += table->relocs_size;
	}
	if (plan->vmlinux.nr_parts && table->low) {
		table->replaced = at;
		at += table->low_part_size;
	}
	if (plan->ramdisk_size) {
		at = round_up(at, PAGE);
		table->ramdisk = at;
		table->ramdisk_size = plan->ramdisk_size;
		at += plan->ramdisk_size;
	}
	part->file_size = at - part->address;
	part->mem_size = round_up(part->file_size, PAGE);
}

static bool plan_limits(struct plan *plan, struct fault *why)
{
	const struct bzimage *image = &plan->image;
	uint64_t start = image->pref_address, end = part_end(&plan->extras_part);
	uint64_t limit = PVH_WINDOW, ramdisk_end = plan->table.ramdisk + plan->ramdisk_size;

	if (!(image->xloadflags & BZIMAGE_KERNEL_64) && image->relocatable_kernel)
		limit = HIGH_LIMIT_32;
	if (end > PVH_WINDOW)
		return fault(why, "has pref_address 0x%" PRIx64 " and init_size 0x%" PRIx32 ", so that with entry and ramdisk it ends at 0x%" PRIx64 "; 32-bit code reaches to 0x%x only",
			     start, image->init_size, end, PVH_WINDOW);
	if (plan->ramdisk_size && ramdisk_end - 1 > image->initrd_addr_max)
		return fault(why, "has initrd_addr_max 0x%" PRIx32 ", but the ramdisk would end at 0x%" PRIx64 "; give a smaller one",
			     image->initrd_addr_max, ramdisk_end);
	if (plan->ramdisk_size && limit > (uint64_t)image->initrd_addr_max + 1)
		limit = (uint64_t)image->initrd_addr_max + 1;
	if (limit < end)
		limit = end;
	plan->min = start;
	plan->max = limit - 1;
	return true;
}

static struct part *add_kernel_part(struct plan *plan, uint64_t offset,
				    const struct bytes *data, uint64_t address, uint64_t mem_size)
{
	struct part *part = &plan->kernel_parts[plan->nr_kernel_parts];

	*part = (struct part){ round_up(offset, 16), data->size, address, mem_size };
	plan->kernel_data[plan->nr_kernel_parts++] = *data;
	return part;
}

/* At byte @at of the first part, if there is @room for it from there on. */
static void plan_low_part(struct plan *plan, uint64_t at, uint64_t room)
{
	struct pvh_wrap *table = &plan->table;
	const struct part *part = &plan->kernel_parts[0];

	if (room < table->low_part_size)
		return;
	table->low = part->address + at;
	plan->low_offset = part->offset + at;
}

/* Return: the last part. */
static struct part *plan_kernel(struct plan *plan, uint64_t offset)
{
	const struct bzimage *image = &plan->image;
	const struct vmlinux *vmlinux = &plan->vmlinux;
	struct part *part = NULL;

	if (!vmlinux->nr_parts) {
		part = add_kernel_part(plan, offset, &image->kernel, image->pref_address,
				       round_up(image->init_size, PAGE));
		plan_low_part(plan, image->kernel.size,
			      image->init_size - image->kernel.size);
		if (plan->table.low)
			part->file_size += plan->table.low_part_size;
		return part;
	}
	for (size_t i = 0; i < vmlinux->nr_parts; i++) {
		const struct vmlinux_part *from = &vmlinux->parts[i];

		part = add_kernel_part(plan, offset, &from->data, from->paddr, from->memsz);
		offset = part->offset + part->file_size;
	}
	plan_low_part(plan, 0, vmlinux->parts[0].data.size);
	return part;
}

bool make_plan(struct plan *plan, struct fault *why)
{
	const struct bzimage *image = &plan->image;
	const struct vmlinux *vmlinux = &plan->vmlinux;
	struct pvh_wrap *table = &plan->table;
	struct part *entry = &plan->entry_part, *extras = &plan->extras_part, *last;

	if (!check_subarch(plan, why) || !check_texts(plan, why))
		return false;
	memcpy(table, plan->entry.data, sizeof(*table));
	entry->offset = ENTRY_AT;
	entry->file_size = table->file_size;
	last = plan_kernel(plan, entry->offset + entry->file_size);
	extras->offset = round_up(last->offset + last->file_size, 16);

	entry->address = round_up(part_end(last), PAGE);
	entry->mem_size = round_up(table->mem_size, PAGE);
	extras->address = part_end(entry);
	plan_extras(plan);
	if (!plan_limits(plan, why))
		return false;

	table->link = entry->address;
	table->kernel = image->pref_address;
	table->kernel_size = image->init_size;
	if (vmlinux->nr_parts) {
		table->kernel_size = vmlinux->end - vmlinux->start;
		table->kernel64 = vmlinux->entry;
	}
	table->load_mask = image->relocatable_kernel ? image->kernel_alignment - 1 : UINT32_MAX;
	table->end = part_end(extras);
	table->cmdline_size = image->cmdline_size;
	return true;
}

/* Appends a note. */
static uint8_t *add_note(uint8_t *to, const char *name, uint32_t type, const void *desc,
			 size_t size)
{
	Elf64_Nhdr nhdr = { strlen(name) + 1, size, type };

	memcpy(to, &nhdr, sizeof(nhdr));
	to += sizeof(nhdr);
	memcpy(to, name, nhdr.n_namesz);
	to += round_up(nhdr.n_namesz, 4);
	memcpy(to, desc, size);
	return to + round_up(size, 4);
}

/* Return: the end of the notes; the last four bytes are for the checksum. */
static uint8_t *add_notes(const struct plan *plan, uint8_t *to)
{
	uint64_t entry = wrapped_start(&plan->table), table = plan->table.link;
	uint32_t reloc[] = { plan->image.kernel_alignment, plan->min, plan->max };

	to = add_note(to, XEN_NOTE_NAME, XEN_NOTE_PHYS32_ENTRY, &entry, sizeof(entry));
	if (plan->image.relocatable_kernel)
		to = add_note(to, XEN_NOTE_NAME, XEN_NOTE_PHYS32_RELOC, reloc, sizeof(reloc));
	to = add_note(to, PVH_WRAP_NOTE_NAME, PVH_WRAP_NOTE_TABLE, &table, sizeof(table));
	to = add_note(to, PVH_WRAP_NOTE_NAME, PVH_WRAP_NOTE_VERSION, plan->image.version,
		      strlen(plan->image.version) + 1);
	return add_note(to, PVH_WRAP_NOTE_NAME, PVH_WRAP_NOTE_SUM, &(uint32_t){ 0 }, 4);
}

static Elf64_Phdr load_header(const struct part *part, uint32_t flags)
{
	return (Elf64_Phdr){
		.p_type = PT_LOAD, .p_flags = flags,
		.p_offset = part->offset, .p_filesz = part->file_size,
		.p_vaddr = part->address, .p_paddr = part->address, .p_memsz = part->mem_size,
		/*
		 * Loaders copy and do not map the file, so it needs no padding to pages.
		 * Prefer 0 to 1, which means the same.
		 */
		.p_align = 0,
	};
}

static void add_headers(const struct plan *plan, struct bytes *file, const uint8_t *notes_end)
{
	uint64_t notes_size = notes_end - (file->data + NOTES_AT);
	Elf64_Phdr phdr[VMLINUX_PARTS + 3];
	Elf64_Ehdr ehdr = {
		.e_ident = { ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELFCLASS64, ELFDATA2LSB, EV_CURRENT },
		.e_type = ET_EXEC, .e_machine = EM_X86_64, .e_version = EV_CURRENT,
		.e_entry = plan->table.link + plan->table.entry64,
		.e_phoff = sizeof(ehdr), .e_ehsize = sizeof(ehdr),
		.e_phentsize = sizeof(phdr[0]),
	};

	for (size_t i = 0; i < plan->nr_kernel_parts; i++)
		phdr[ehdr.e_phnum++] = load_header(&plan->kernel_parts[i], PF_R | PF_W | PF_X);
	phdr[ehdr.e_phnum++] = load_header(&plan->entry_part, PF_R | PF_W | PF_X);
	if (plan->extras_part.file_size)
		phdr[ehdr.e_phnum++] = load_header(&plan->extras_part, PF_R);
	phdr[ehdr.e_phnum++] = (Elf64_Phdr){
		.p_type = PT_NOTE, .p_flags = PF_R, .p_offset = NOTES_AT,
		.p_filesz = notes_size, .p_memsz = notes_size, .p_align = 4,
	};
	memcpy(file->data, &ehdr, sizeof(ehdr));
	memcpy(file->data + sizeof(ehdr), phdr, ehdr.e_phnum * sizeof(phdr[0]));
}

static void add_entry(const struct plan *plan, uint8_t *to)
{
	const struct pvh_wrap *table = &plan->table;
	size_t size = plan->image.header_size;

	/* Fields beyond the room of the entry are newer than it, and not needed to boot. */
	if (size > table->header_size)
		size = table->header_size;
	memcpy(to, plan->entry.data, plan->entry.size);
	memcpy(to, table, sizeof(*table));
	memcpy(to + table->header, plan->image.header, size);
	memcpy(to + table->header + WRAPPED_SUBARCH, &plan->subarch, 4);
}

static void add_low_part(const struct plan *plan, uint8_t *to)
{
	const struct pvh_wrap *table = &plan->table;
	struct pvh_low low = { table->link - table->low, table->end - table->low };

	memcpy(to, plan->entry.data + table->low_part, table->low_part_size);
	memcpy(to, &low, sizeof(low));
}

static void add_extras(const struct plan *plan, uint8_t *to)
{
	const struct pvh_wrap *table = &plan->table;

	memcpy(to, plan->before, table->before_size);
	memcpy(to + table->before_size, plan->after, table->after_size);
	if (table->relocs_size)
		memcpy(to + (table->relocs - plan->extras_part.address),
		       plan->vmlinux.table.data, table->relocs_size);
	if (table->replaced)
		memcpy(to + (table->replaced - plan->extras_part.address),
		       plan->kernel_data[0].data, table->low_part_size);
}

bool make_front(const struct plan *plan, struct bytes *front, size_t *sum_at,
		struct fault *why)
{
	const struct part *last = plan->extras_part.file_size ? &plan->extras_part :
				  &plan->kernel_parts[plan->nr_kernel_parts - 1];
	struct wrapped wrapped;
	uint8_t *notes_end;

	front->size = last->offset + last->file_size - plan->ramdisk_size;
	front->data = calloc(1, front->size);
	if (!front->data)
		return fault(why, "results in a file of %zu bytes, for which there is no memory",
			     front->size);

	notes_end = add_notes(plan, front->data + NOTES_AT);
	*sum_at = notes_end - 4 - front->data;
	add_headers(plan, front, notes_end);
	for (size_t i = 0; i < plan->nr_kernel_parts; i++)
		memcpy(front->data + plan->kernel_parts[i].offset, plan->kernel_data[i].data,
		       plan->kernel_data[i].size);
	if (plan->table.low)
		add_low_part(plan, front->data + plan->low_offset);
	add_entry(plan, front->data + plan->entry_part.offset);
	if (plan->extras_part.file_size)
		add_extras(plan, front->data + plan->extras_part.offset);
	return parse_wrapped_front(front, front->size + plan->ramdisk_size, &wrapped, why);
}

void seal(const struct plan *plan, const struct bytes *front, size_t sum_at,
	  uint32_t ramdisk_sum)
{
	uint32_t sum = wrapped_sum(front, sum_at, ramdisk_sum, plan->ramdisk_size);

	memcpy(front->data + sum_at, &sum, 4);
}
