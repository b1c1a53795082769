// SPDX-License-Identifier: GPL-2.0-only
/*
 * Converts a bzImage into an ELF file for PVH loaders: the entry of standalone/, the
 * unmodified kernel of the bzImage, and Xen's notes with the address of the entry.
 *
 *	pvhwrap VMLINUZ -o FILE [--prepend TEXT] [--append TEXT] [--ramdisk FILE]
 *		[--subarch=pc|pvh] [--force]
 *	pvhwrap --unpack VMLINUZ -o FILE
 *	pvhwrap --verify FILE
 */
#include <elf.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/bzimage.h"
#include "lib/file.h"
#include "lib/kind.h"
#include "lib/payload.h"
#include "lib/version.h"
#include "lib/vmlinux.h"
#include "lib/wrapped.h"

#define PAGE		4096ULL
#define MIB		0x100000U
#define LOW_LIMIT	0x100000ULL	/* below that are the BIOS and its holes */
#define LINUX_CMDLINE	2047		/* maximum in the entry, without NUL */

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

/* The entry, by scripts/build/standalone. */
extern const uint8_t entry_blob[], entry_blob_end[];
__asm__(".section .rodata\n"
	".balign 16\n"
	"entry_blob: .incbin \"" ENTRY_BLOB "\"\n"
	"entry_blob_end:\n"
	".previous\n");

struct options {
	const char *kernel;
	const char *output;
	const char *before;
	const char *after;
	const char *ramdisk;
	const char *verify;
	bool direct;
	bool no_kaslr;
	bool unpack;
	bool force;
	uint32_t subarch;
};

/* One PT_LOAD: bytes in the file at @offset, and room in memory at @address. */
struct part {
	uint64_t offset;
	uint64_t file_size;
	uint64_t address;
	uint64_t mem_size;
};

/*
 * The kernel is that of the bzImage, which unpacks itself, in one segment; or what has been
 * unpacked here, @vmlinux, in its own.
 */
struct plan {
	const struct options *options;
	struct bzimage image;
	struct bytes unpacked;
	struct vmlinux vmlinux;
	struct bytes entry;
	uint64_t ramdisk_size;
	struct part kernel_parts[VMLINUX_PARTS];
	struct bytes kernel_data[VMLINUX_PARTS];
	size_t nr_kernel_parts;
	uint64_t low_offset;		/* in the file */
	struct part entry_part;
	struct part extras_part;	/* of size 0 if there are none */
	struct pvh_wrap table;
	uint32_t min, max;
};

static uint64_t round_up(uint64_t value, uint64_t to)
{
	return (value + to - 1) & -to;
}

static uint64_t part_end(const struct part *part)
{
	return part->address + part->mem_size;
}

/* Check the fields of the boot protocol that the entry and PVH loaders use. */
static bool check_image(const struct bzimage *image, struct fault *why)
{
	uint32_t align = image->kernel_alignment;

	if (image->protocol < 0x20a)
		return fault(why, "has protocol %u.%02u, which has no pref_address and init_size; 2.10 is the oldest that can be wrapped",
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

static bool unpack_image(const struct bzimage *image, struct bytes *unpacked,
			 struct bytes *elf, struct bytes *relocs, struct fault *why)
{
	if (!image->payload.size)
		return fault(why, "has no payload_length in its setup header, so there is nothing to unpack");
	if (!payload_format(&image->payload))
		return fault(why, "has a payload in an unknown format, so it cannot be unpacked");
	return unpack_kernel(image, unpacked, why) && split_payload(unpacked, elf, relocs, why);
}

/* Do here what else the decompressor would do at each boot. */
static bool take_vmlinux(struct plan *plan, const struct bytes *elf, struct bytes *relocs,
			 struct fault *why)
{
	const struct bzimage *image = &plan->image;
	struct vmlinux *vmlinux = &plan->vmlinux;

	if (!(image->xloadflags & BZIMAGE_KERNEL_64))
		return fault(why, "is a 32-bit kernel, which needs its decompressor; leave out --direct");
	if (plan->options->no_kaslr)
		relocs->size = 0;
	if (!parse_vmlinux(elf, relocs, vmlinux, why))
		return false;
	if (vmlinux->start != image->pref_address)
		return fault(why, "has pref_address 0x%" PRIx64 ", but a kernel for 0x%" PRIx32 "; it is damaged",
			     image->pref_address, vmlinux->start);
	return true;
}

/*
 * Unpack it, even if only to see whether it is damaged. Of a payload in another format the
 * kernel alone can tell.
 */
static bool check_payload(struct plan *plan, struct fault *damage, struct fault *why)
{
	const struct bzimage *image = &plan->image;
	const struct options *options = plan->options;
	struct bytes elf, relocs;

	if (!options->direct && (!image->payload.size || !payload_format(&image->payload)))
		return true;
	if (unpack_image(image, &plan->unpacked, &elf, &relocs, damage))
		return !options->direct || take_vmlinux(plan, &elf, &relocs, why);
	if (options->direct)
		return fault(why, "%s", damage->text);
	return options->force || fault(why, "%s, or wrap it with --force", damage->text);
}

/*
 * A 32-bit kernel asks for start_info before it could access it, and another kernel than
 * Linux does not know the subarch. Whether a kernel has it cannot be seen.
 */
static bool check_subarch(const struct plan *plan, struct fault *why)
{
	if (plan->options->subarch != WRAPPED_SUBARCH_PVH)
		return true;
	if (!(plan->image.xloadflags & BZIMAGE_KERNEL_64))
		return fault(why, "has xloadflags 0x%x: it is a 32-bit kernel, which cannot use --subarch=pvh; give --subarch=pc",
			     plan->image.xloadflags);
	if (!plan->image.payload.size)
		return fault(why, "has payload_length 0: it is not Linux, and cannot use --subarch=pvh; give --subarch=pc");
	return true;
}

/* The entry separates the texts from the loader's command line by blanks. */
static bool check_texts(const struct plan *plan, struct fault *why)
{
	size_t before = strlen(plan->options->before), after = strlen(plan->options->after);
	size_t size = before + !!before + after + !!after;
	size_t limit = plan->image.cmdline_size < LINUX_CMDLINE ? plan->image.cmdline_size :
		       LINUX_CMDLINE;

	if (size > limit)
		return fault(why, "supports a command line of %zu bytes, but --prepend and --append need %zu with separating blanks; shorten them",
			     limit, size);
	return true;
}

/* Texts first, then the table of relocations, and the ramdisk at the next page. */
static void plan_extras(struct plan *plan)
{
	struct pvh_wrap *table = &plan->table;
	struct part *part = &plan->extras_part;
	uint64_t at = part->address;

	table->before_size = strlen(plan->options->before);
	table->after_size = strlen(plan->options->after);
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

/* If nothing is in the @room behind the first @size bytes of a part. */
static void plan_low_part(struct plan *plan, struct part *part, uint64_t size, uint64_t room)
{
	struct pvh_wrap *table = &plan->table;

	if (table->low || room < table->low_part_size)
		return;
	table->low = part->address + size;
	plan->low_offset = part->offset + size;
	part->file_size = size + table->low_part_size;
	if (part->mem_size < part->file_size)
		part->mem_size = part->file_size;
}

/* Return: the last part. */
static struct part *plan_kernel(struct plan *plan, uint64_t offset)
{
	const struct bzimage *image = &plan->image;
	const struct vmlinux *vmlinux = &plan->vmlinux;
	struct part *part = NULL;

	if (!plan->options->direct) {
		part = add_kernel_part(plan, offset, &image->kernel, image->pref_address,
				       round_up(image->init_size, PAGE));
		plan_low_part(plan, part, image->kernel.size,
			      image->init_size - image->kernel.size);
		return part;
	}
	for (size_t i = 0; i < vmlinux->nr_parts; i++) {
		const struct vmlinux_part *from = &vmlinux->parts[i];

		part = add_kernel_part(plan, offset, &from->data, from->paddr, from->memsz);
		/* Between .text and .rodata, for example; the last one ends with .bss. */
		if (i + 1 < vmlinux->nr_parts)
			plan_low_part(plan, part, from->memsz, from[1].paddr - part_end(part));
		offset = part->offset + part->file_size;
	}
	return part;
}

static bool make_plan(struct plan *plan, struct fault *why)
{
	const struct bzimage *image = &plan->image;
	const struct vmlinux *vmlinux = &plan->vmlinux;
	struct pvh_wrap *table = &plan->table;
	struct part *entry = &plan->entry_part, *extras = &plan->extras_part, *last;

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
	if (plan->options->direct) {
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
	memcpy(to + table->header + WRAPPED_SUBARCH, &plan->options->subarch, 4);
}

static void add_low_part(const struct plan *plan, uint8_t *to)
{
	const struct pvh_wrap *table = &plan->table;
	struct pvh_low low = { table->link - table->low, table->end - table->low };

	memcpy(to, plan->entry.data + table->low_part, table->low_part_size);
	memcpy(to, &low, sizeof(low));
}

static void add_texts(const struct plan *plan, uint8_t *to)
{
	const struct pvh_wrap *table = &plan->table;

	memcpy(to, plan->options->before, table->before_size);
	memcpy(to + table->before_size, plan->options->after, table->after_size);
	if (table->relocs_size)
		memcpy(to + (table->relocs - plan->extras_part.address),
		       plan->vmlinux.table.data, table->relocs_size);
}

/*
 * Makes all of the file but the ramdisk, which is its end. Reads the result back, so that
 * --verify accepts all output; the checksum, at @sum_at, is added by seal().
 */
static bool make_front(const struct plan *plan, struct bytes *front, size_t *sum_at,
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
		add_texts(plan, front->data + plan->extras_part.offset);
	return parse_wrapped_front(front, front->size + plan->ramdisk_size, &wrapped, why);
}

static void seal(const struct plan *plan, const struct bytes *front, size_t sum_at,
		 uint32_t ramdisk_sum)
{
	uint32_t sum = wrapped_sum(front, sum_at, ramdisk_sum, plan->ramdisk_size);

	memcpy(front->data + sum_at, &sum, 4);
}

/* Return: whether it is a vmlinux, alone or with relocations behind it. */
static bool same_file(const char *one, const char *other)
{
	struct stat a, b;

	return one && other && !is_standard(one) && !is_standard(other) &&
	       !stat(one, &a) && !stat(other, &b) &&
	       a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static int say(const char *path, const struct fault *why)
{
	fprintf(stderr, "pvhwrap: %s: %s\n", path, why->text);
	return 1;
}

static int say_input(const char *path, const struct fault *why)
{
	return say(is_standard(path) ? "standard input" : path, why);
}

static int say_output(const char *path, const struct fault *why)
{
	return say(is_standard(path) ? "standard output" : path, why);
}

static bool check_output(const struct options *options, struct fault *why)
{
	if (same_file(options->kernel, options->output) ||
	    same_file(options->ramdisk, options->output))
		return fault(why, "is also an input file; give another FILE to -o");
	return true;
}

static bool parse_kernel(const struct bytes *file, struct bzimage *image, struct fault *why)
{
	if (!is_bzimage(file))
		return refuse_kind(file, why);
	return parse_bzimage(file, image, why);
}

/* The ramdisk first: the checksum, which is in the front, includes it. */
static int write_wrapped(const struct plan *plan, int ramdisk, const struct bytes *front,
			 size_t sum_at)
{
	const struct options *options = plan->options;
	struct fault unread = { "" }, why = { "" };
	struct output *output = begin_output(options->output, &why);
	uint32_t sum = 0;
	int status = 0;

	if (!output)
		return say_output(options->output, &why);
	if (!plan->ramdisk_size || copy_sparse(ramdisk, plan->ramdisk_size, output_fd(output),
					       front->size, &sum, &unread, &why)) {
		seal(plan, front, sum_at, sum);
		if (!write_front(output, front, &why) || !commit_output(output, &why))
			status = say_output(options->output, &why);
	} else {
		status = unread.text[0] ? say_input(options->ramdisk, &unread) :
			 say_output(options->output, &why);
	}
	end_output(output);
	return status;
}

static void tell_costs(const struct plan *plan, const struct bytes *kernel,
		       const struct bytes *front)
{
	const struct vmlinux *vmlinux = &plan->vmlinux;
	unsigned int tenths = ((front->size + plan->ramdisk_size) * 10 + kernel->size / 2) / kernel->size;

	fprintf(stderr, "pvhwrap: %s: %u.%u times as large as %s, without its signature\n",
		plan->options->output, tenths / 10, tenths % 10, plan->options->kernel);
	if (vmlinux->table.size)
		fprintf(stderr, "pvhwrap: %s: moves to one of %" PRIu32 " virtual addresses at each boot, in memory only as the loader does\n",
			plan->options->output, vmlinux_slots(vmlinux));
	else
		fprintf(stderr, "pvhwrap: %s: keeps its virtual address, %s\n", plan->options->output,
			plan->options->no_kaslr ? "as --no-kaslr asks" :
			"as it has no relocations: its CONFIG_RANDOMIZE_BASE is not set");
}

static int wrap(const struct options *options)
{
	struct bytes kernel = { 0 }, front = { 0 };
	struct fault why = { "" }, damage = { "" };
	struct plan plan = {
		.options = options,
		.entry = { (uint8_t *)entry_blob, entry_blob_end - entry_blob },
	};
	int status, ramdisk = -1;
	size_t sum_at = 0;

	if (!check_output(options, &why))
		return say(options->output, &why);
	if (options->ramdisk) {
		ramdisk = open_input(options->ramdisk, &plan.ramdisk_size, &why);
		if (ramdisk < 0)
			return say_input(options->ramdisk, &why);
	}
	if (!read_file(options->kernel, &kernel, &why) ||
	    !parse_kernel(&kernel, &plan.image, &why) || !check_image(&plan.image, &why) ||
	    !check_payload(&plan, &damage, &why) || !check_subarch(&plan, &why) || !check_texts(&plan, &why) ||
	    !make_plan(&plan, &why) || !make_front(&plan, &front, &sum_at, &why))
		status = say_input(options->kernel, &why);
	else
		status = write_wrapped(&plan, ramdisk, &front, sum_at);
	if (!status && damage.text[0])
		say_input(options->kernel, &damage);
	if (!status && options->direct)
		tell_costs(&plan, &kernel, &front);
	if (ramdisk >= 0)
		close(ramdisk);
	free(front.data);
	free_vmlinux(&plan.vmlinux);
	free(plan.unpacked.data);
	free(kernel.data);
	return status;
}

/* Find the vmlinux in a bzImage or a wrapped file. */
static bool find_vmlinux(const struct bytes *file, struct bytes *unpacked,
			 struct bytes *vmlinux, struct fault *why)
{
	struct wrapped wrapped;
	struct bzimage image;
	struct bytes relocs;

	if (is_wrapped(file)) {
		if (!parse_wrapped(file, &wrapped, why))
			return false;
		image = wrapped.image;
	} else if (!parse_kernel(file, &image, why)) {
		return false;
	}
	if (!image.kernel.size)
		return fault(why, "was unpacked when it was made; use pvhwrap --unpack on the original");
	return unpack_image(&image, unpacked, vmlinux, &relocs, why);
}

static int unpack(const struct options *options)
{
	struct bytes file = { 0 }, unpacked = { 0 }, vmlinux;
	struct fault why = { "" };
	int status = 0;

	if (!check_output(options, &why))
		return say(options->output, &why);
	if (!read_file(options->kernel, &file, &why) ||
	    !find_vmlinux(&file, &unpacked, &vmlinux, &why))
		status = say_input(options->kernel, &why);
	else if (!write_file(options->output, &vmlinux, &why))
		status = say_output(options->output, &why);
	free(unpacked.data);
	free(file.data);
	return status;
}

static void print_text(const char *what, const struct bytes *text)
{
	char line[LINUX_CMDLINE + 1];

	if (!text->size)
		return;
	copy_text(line, sizeof(line), text->data, text->size);
	printf("%-10s \"%s\"\n", what, line);
}

static void print_wrapped(const struct wrapped *w)
{
	const struct pvh_wrap *table = &w->table;

	printf("%-10s %s, protocol %u.%02u, ", "kernel",
	       w->image.version[0] ? w->image.version : "without a version",
	       w->image.protocol >> 8, w->image.protocol & 0xff);
	if (table->kernel64)
		printf("unpacked, entered at 0x%" PRIx32 "\n", table->kernel64);
	else
		printf("0x%zx bytes\n", w->image.kernel.size);
	printf("%-10s 0x%" PRIx32 ", 0x%" PRIx32 " bytes reserved\n", "loaded at",
	       table->kernel, table->kernel_size);
	printf("%-10s 0x%" PRIx32 ", the entry has 0x%" PRIx32 " bytes at 0x%" PRIx32 "\n",
	       "entered at", w->phys32_entry, table->mem_size, table->link);
	/* Where it is not moved. */
	printf("%-10s RAM up to 0x%" PRIx32 ", %" PRIu32 " MiB\n", "needs", table->end,
	       table->end / MIB + !!(table->end % MIB));
	if (w->relocatable)
		printf("%-10s by multiples of 0x%" PRIx32 ", from 0x%" PRIx32 " to 0x%" PRIx32 "\n",
		       "moved", w->align, w->min, w->max);
	else
		printf("%-10s never\n", "moved");
	printf("%-10s %s\n", "subarch", w->subarch == WRAPPED_SUBARCH_PC ? "pc" :
	       w->subarch == WRAPPED_SUBARCH_PVH ? "pvh" : "unknown");
	if (table->kernel64 && w->relocs.size)
		printf("%-10s to a random one, by a table of %zu bytes\n", "address", w->relocs.size);
	print_text("prepends", &w->before);
	print_text("appends", &w->after);
	if (w->ramdisk.size)
		printf("%-10s %zu bytes at 0x%" PRIx32 "\n", "ramdisk", w->ramdisk.size,
		       table->ramdisk);
}

static bool verify_payload(const struct bzimage *image, struct fault *why)
{
	struct bytes unpacked = { 0 }, elf, relocs;
	bool good = !image->payload.size || !payload_format(&image->payload) ||
		    unpack_image(image, &unpacked, &elf, &relocs, why);

	free(unpacked.data);
	return good;
}

static bool verify_file(const struct bytes *file, struct fault *why)
{
	struct wrapped wrapped;

	if (!is_wrapped(file) && is_bzimage(file))
		return fault(why, "is a bzImage, not wrapped yet");
	if (!parse_wrapped(file, &wrapped, why))
		return false;
	print_wrapped(&wrapped);
	if (!wrapped.has_sum)
		return fault(why, "has no checksum, so it cannot be verified");
	if (!wrapped.intact)
		return fault(why, "has a wrong checksum, so it was modified after it was written; wrap the kernel again");
	return verify_payload(&wrapped.image, why);
}

static int verify(const char *path)
{
	struct bytes file = { 0 };
	struct fault why = { "" };
	int status = 0;

	if (!read_file(path, &file, &why) || !verify_file(&file, &why))
		status = say_input(path, &why);
	free(file.data);
	return status;
}

static void usage(FILE *to)
{
	fputs("usage: pvhwrap VMLINUZ -o FILE [OPTION]...\n"
	      "       pvhwrap --unpack VMLINUZ -o FILE\n"
	      "       pvhwrap --verify FILE\n"
	      "Makes FILE, an ELF kernel with a PVH entry, from the bzImage VMLINUZ. A name\n"
	      "- is standard input or output.\n"
	      "\n"
	      "  -o, --output=FILE    output file; replaced if it exists\n"
	      "      --prepend=TEXT   put TEXT before the loader's command line\n"
	      "      --append=TEXT    put TEXT after it\n"
	      "      --ramdisk=FILE   put this ramdisk before the loader's\n"
	      "      --subarch=pc|pvh hardware_subarch to pass to the kernel (pc)\n"
	      "      --force          wrap a kernel whose payload is damaged\n"
	      "      --unpack         write the vmlinux in VMLINUZ, without an entry\n"
	      "      --direct         unpack the kernel now, not at each boot\n"
	      "      --no-kaslr       with --direct: leave it at its virtual address\n"
	      "      --verify=FILE    read a wrapped file back and describe it\n"
	      "  -h, --help           print this\n"
	      "  -V, --version        print the version\n"
	      "\n"
	      "Exit status: 0 on success, 1 on an error of a file or the system, 2 on\n"
	      "wrong options.\n", to);
}

static int __attribute__((format(printf, 1, 2))) misused(const char *format, ...)
{
	va_list args;

	fputs("pvhwrap: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputs("; see pvhwrap --help\n", stderr);
	return 2;
}

enum { PREPEND = 256, APPEND, RAMDISK, SUBARCH, FORCE, UNPACK, DIRECT, NO_KASLR, VERIFY };

/* What getopt() says itself begins with the path of this program. */
static int wrong_option(const char *argument, bool incomplete)
{
	if (incomplete)
		return misused("option '%s' requires an argument", argument);
	if (optopt && optopt < PREPEND)
		return misused("'-%c' is not an option", optopt);
	if (optopt)
		return misused("option '%s' takes no argument", argument);
	return misused("'%s' is not an option", argument);
}

static int check_options(const struct options *options, const char *subarch, int operands)
{
	bool changes = options->before || options->after || options->ramdisk || subarch ||
		       options->direct || options->no_kaslr || options->force;

	if (options->verify) {
		if (operands || options->output || options->unpack || changes)
			return misused("--verify cannot be combined with other options");
		return 0;
	}
	if (options->unpack && changes)
		return misused("--unpack can only be combined with -o");
	if (options->direct && options->force)
		return misused("--force is for what unpacks itself, not for --direct");
	if (options->no_kaslr && !options->direct)
		return misused("--no-kaslr is for --direct only; else say nokaslr to the kernel, by --append");
	if (operands != 1)
		return misused("give one VMLINUZ, not %d", operands);
	if (!options->output)
		return misused("give the output FILE with -o");
	if (!options->output[0])
		return misused("-o is ''; give the name of a FILE");
	if (is_standard(options->kernel) && options->ramdisk && is_standard(options->ramdisk))
		return misused("VMLINUZ and the ramdisk are both standard input; give a file");
	return 0;
}

static int parse_subarch(const char *name, uint32_t *subarch)
{
	if (!strcmp(name, "pc"))
		*subarch = WRAPPED_SUBARCH_PC;
	else if (!strcmp(name, "pvh"))
		*subarch = WRAPPED_SUBARCH_PVH;
	else
		return misused("--subarch is '%s'; give pc or pvh", name);
	return 0;
}

/* Output counts only if it was written. */
static int flushed(int status)
{
	if (!fflush(stdout) && !ferror(stdout))
		return status;
	perror("pvhwrap: standard output");
	return 1;
}

static const struct option long_options[] = {
	{ "output", required_argument, NULL, 'o' },
	{ "prepend", required_argument, NULL, PREPEND },
	{ "append", required_argument, NULL, APPEND },
	{ "ramdisk", required_argument, NULL, RAMDISK },
	{ "subarch", required_argument, NULL, SUBARCH },
	{ "force", no_argument, NULL, FORCE },
	{ "unpack", no_argument, NULL, UNPACK },
	{ "direct", no_argument, NULL, DIRECT },
	{ "no-kaslr", no_argument, NULL, NO_KASLR },
	{ "verify", required_argument, NULL, VERIFY },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ 0 }
};

int main(int argc, char **argv)
{
	struct options options = { .subarch = WRAPPED_SUBARCH_PC };
	const char *subarch = NULL, **value;
	int option, status;

	while ((option = getopt_long(argc, argv, ":o:hV", long_options, NULL)) >= 0) {
		switch (option) {
		case 'o':
			value = &options.output;
			break;
		case PREPEND:
			value = &options.before;
			break;
		case APPEND:
			value = &options.after;
			break;
		case RAMDISK:
			value = &options.ramdisk;
			break;
		case SUBARCH:
			value = &subarch;
			break;
		case FORCE:
			options.force = true;
			continue;
		case UNPACK:
			options.unpack = true;
			continue;
		case DIRECT:
			options.direct = true;
			continue;
		case NO_KASLR:
			options.no_kaslr = true;
			continue;
		case VERIFY:
			value = &options.verify;
			break;
		case 'h':
			usage(stdout);
			return flushed(0);
		case 'V':
			puts("pvhwrap " TOOLS_VERSION);
			return flushed(0);
		default:
			return wrong_option(argv[optind - 1], option == ':');
		}
		if (*value)
			return misused("an option is given twice, with '%s' and '%s'", *value, optarg);
		*value = optarg;
	}
	options.kernel = optind < argc ? argv[optind] : NULL;
	status = check_options(&options, subarch, argc - optind);
	if (!status && subarch)
		status = parse_subarch(subarch, &options.subarch);
	if (status)
		return status;
	if (options.verify)
		return flushed(verify(options.verify));
	if (options.unpack)
		return unpack(&options);
	options.before = options.before ? options.before : "";
	options.after = options.after ? options.after : "";
	return wrap(&options);
}
