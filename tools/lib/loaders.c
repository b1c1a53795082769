// SPDX-License-Identifier: GPL-2.0-only
/*
 * Determine which loaders can start a file as a PVH kernel. The rules follow the source
 * files of the loaders that are given with them. Without a version they are those of the
 * newest one that was read: QEMU 10, linux-loader 0.14, Firecracker 1.17, Cloud Hypervisor
 * 53, libkrun of May 2026, Xen 4.20, GRUB 2.12, crosvm and OpenVMM of August 2026.
 *
 * Each loader parses the notes differently, so they are parsed here for each loader. A
 * loader may not find an entry that another one finds.
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "loaders.h"
#include "machines.h"
#include "plan.h"
#include "room.h"

#define NOTE_HEADER	12	/* sizes of name and descriptor, type */
#define MIB		(1ULL << 20)
#define GIB		(1ULL << 30)

/* A note, as in the file. */
struct raw_note {
	uint32_t name_size;
	uint32_t desc_size;
	uint32_t type;
	size_t name;
};

static uint64_t number(const struct bytes *file, uint64_t offset, size_t size)
{
	return little_endian(file->data + offset, size);
}

static uint64_t align_up(uint64_t value, uint64_t alignment)
{
	return (value + alignment - 1) / alignment * alignment;
}

static bool read_note(const struct bytes *file, uint64_t offset, struct raw_note *note)
{
	if (!within(file, offset, NOTE_HEADER))
		return false;
	note->name_size = number(file, offset, 4);
	note->desc_size = number(file, offset + 4, 4);
	note->type = number(file, offset + 8, 4);
	note->name = offset + NOTE_HEADER;
	return true;
}

static bool is_named_xen(const struct bytes *file, const struct raw_note *note)
{
	return within(file, note->name, sizeof(XEN_NOTE_NAME)) &&
	       !memcmp(file->data + note->name, XEN_NOTE_NAME, sizeof(XEN_NOTE_NAME));
}

static const char *advice(const struct candidate *kernel)
{
	return kernel->wrappable ? "; pvhwrap makes one that it enters by PVH" : "";
}

static bool has_no_entry(const struct candidate *kernel, const char *otherwise,
			 struct fault *why)
{
	return fault(why, "it has no PHYS32_ENTRY note%s%s", otherwise, advice(kernel));
}

/* The entry has 32 bits in the ABI, and must be in a segment with data in the file. */
static bool check_entry(const struct elf_image *elf, uint64_t entry, struct fault *why)
{
	if (entry > UINT32_MAX)
		return fault(why, "PHYS32_ENTRY is 0x%" PRIx64 ", beyond 4 GiB", entry);
	for (size_t i = 0; i < elf->nr_segments; i++) {
		const struct elf_segment *s = &elf->segments[i];

		if (s->type == PT_LOAD && entry >= s->paddr && entry - s->paddr < s->filesz)
			return true;
	}
	return fault(why, "PHYS32_ENTRY is 0x%" PRIx64 ", which is in no loaded segment", entry);
}

/* Only QEMU checks the machine, but the entry is x86 code for all loaders. */
static bool check_machine(const struct elf_image *elf, struct fault *why)
{
	if (elf->machine == EM_X86_64 || elf->machine == EM_386)
		return true;
	return fault(why, "it is for %s, not for x86 (e_machine is %u)",
		     elf_machine_name(elf->machine), elf->machine);
}

/*
 * QEMU, hw/i386/x86.c (since 9.1 x86-common.c), include/hw/elf_ops.h and
 * hw/i386/multiboot.c
 */

#define QEMU_HEADER		8192	/* start of the file, which QEMU checks first */
#define MULTIBOOT_HEADER	48
#define MULTIBOOT_MAGIC		0x1badb002

/* load_multiboot(): with a valid checksum, other formats are not tried. */
bool is_multiboot(const struct bytes *file)
{
	for (size_t i = 0; i < QEMU_HEADER - MULTIBOOT_HEADER && within(file, i, 12); i += 4)
		if (number(file, i, 4) == MULTIBOOT_MAGIC &&
		    !(uint32_t)(MULTIBOOT_MAGIC + number(file, i + 4, 4) + number(file, i + 8, 4)))
			return true;
	return false;
}

/* "Multiboot2 Specification version 2.0", 3.1.1 */
bool is_multiboot2(const struct bytes *file)
{
	for (size_t i = 0; i < 32768 && within(file, i, 16); i += 8)
		if (number(file, i, 4) == 0xe85250d6 &&
		    !(uint32_t)(number(file, i, 4) + number(file, i + 4, 4) +
				number(file, i + 8, 4) + number(file, i + 12, 4)))
			return true;
	return false;
}

/*
 * load_elf(): memory of a segment beyond its data in the file is not counted if it
 * overlaps another segment.
 */
static uint64_t qemu_size(const struct elf_image *elf, size_t i)
{
	const struct elf_segment *s = &elf->segments[i];

	for (size_t j = 0; j < elf->nr_segments; j++) {
		const struct elf_segment *other = &elf->segments[j];

		if (j != i && other->type == PT_LOAD &&
		    other->paddr < s->paddr + s->memsz &&
		    s->paddr + s->filesz < other->paddr + other->memsz)
			return s->filesz;
	}
	return s->memsz;
}

/* rom_check_and_register_reset(), hw/core/loader.c */
static bool qemu_overlaps(const struct elf_image *elf, struct fault *why)
{
	for (size_t i = 0; i < elf->nr_segments; i++) {
		const struct elf_segment *a = &elf->segments[i];
		uint64_t a_size = a->type == PT_LOAD ? qemu_size(elf, i) : 0;

		for (size_t j = 0; j < i && a_size; j++) {
			const struct elf_segment *b = &elf->segments[j];
			uint64_t b_size = b->type == PT_LOAD ? qemu_size(elf, j) : 0;

			if (b_size && a->paddr < b->paddr + b_size && b->paddr < a->paddr + a_size)
				return !fault(why, "its program headers %zu and %zu overlap in memory, at 0x%" PRIx64 " and 0x%" PRIx64,
					      j, i, b->paddr, a->paddr);
		}
	}
	return false;
}

/* load_elfboot() stores the sum of the sizes, returned by load_elf(), in an int. */
static bool qemu_size_fits(const struct elf_image *elf, struct fault *why)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < elf->nr_segments; i++)
		if (elf->segments[i].type == PT_LOAD)
			sum += qemu_size(elf, i);
	return sum <= INT32_MAX ||
	       fault(why, "its segments have 0x%" PRIx64 " bytes in memory, but QEMU supports less than 2 GiB", sum);
}

/* Sums have the size of an address in the file. */
static uint64_t qemu_sum(const struct elf_image *elf, uint64_t value)
{
	return elf->bits == 32 ? (uint32_t)value : value;
}

static uint64_t qemu_align(const struct elf_image *elf, uint64_t value, uint64_t alignment)
{
	return qemu_sum(elf, value + alignment - 1) / alignment * alignment;
}

static uint64_t qemu_note_size(const struct elf_image *elf, const struct elf_segment *s,
			       uint32_t name_size, uint32_t desc_size)
{
	return qemu_sum(elf, NOTE_HEADER + qemu_align(elf, name_size, s->align) +
			qemu_align(elf, desc_size, s->align));
}

/*
 * Whether it ends at the end of the file, of which the last page is filled with zeros. If it
 * does not, each of these is a note, up to what is mapped behind them, if anything is.
 */
static bool qemu_ends(const struct elf_image *elf, const struct elf_segment *s, uint64_t offset,
		      struct fault *why)
{
	uint8_t header[NOTE_HEADER] = { 0 };

	if (offset < elf->file.size)
		memcpy(header, elf->file.data + offset, elf->file.size - offset);
	if (qemu_note_size(elf, s, little_endian(header, 4), little_endian(header + 4, 4)) > s->filesz)
		return true;
	return fault(why, "QEMU reads on behind its notes and the end of the file, where it crashes or finds none");
}

/*
 * get_elf_note_type() compares types only, uses the alignment of the segment, and ends
 * at a note that is longer than the segment: without PHYS32_ENTRY it reads past the end
 * of the segment.
 */
static bool qemu_note(const struct elf_image *elf, const struct elf_segment *s,
		      bool *has_entry, uint64_t *entry, struct fault *why)
{
	uint64_t offset = s->offset, desc, size;
	struct raw_note note;

	if (!s->filesz)
		return true;
	if (!s->align || s->align > UINT32_MAX)
		return fault(why, "its notes have alignment 0x%" PRIx64 ", which QEMU does not handle",
			     s->align);
	for (;;) {
		if (!read_note(&elf->file, offset, &note))
			return qemu_ends(elf, s, offset, why);
		desc = note.name + qemu_align(elf, note.name_size, s->align);
		if (note.type == XEN_NOTE_PHYS32_ENTRY)
			break;
		size = qemu_note_size(elf, s, note.name_size, note.desc_size);
		if (size > s->filesz)
			return true;
		if (!size)
			return fault(why, "the sizes of its note at 0x%" PRIx64 " wrap to 0, and QEMU does not end",
				     offset);
		offset += size;
	}
	if (offset >= s->offset + s->filesz || !is_named_xen(&elf->file, &note))
		return fault(why, "QEMU uses the first note of type 18 as PHYS32_ENTRY, regardless of its name, and the one at offset 0x%" PRIx64 " is not Xen's",
			     offset);
	/* It passes the low 32 bits to its option ROM. */
	if (!within(&elf->file, desc, elf->bits / 8))
		return fault(why, "the file ends within its PHYS32_ENTRY note");
	*has_entry = true;
	*entry = number(&elf->file, desc, elf->bits / 8);
	return true;
}

static bool qemu_takes_elf(const struct candidate *kernel, uint64_t *entry, struct fault *why)
{
	const struct elf_image *elf = kernel->elf;
	bool has_entry = false;

	if (within(kernel->file, 0x202, 4) && !memcmp(kernel->file->data + 0x202, "HdrS", 4))
		return fault(why, "it has \"HdrS\" at offset 0x202, so QEMU treats it as a bzImage");
	if (is_multiboot(kernel->file))
		return fault(why, "it has a multiboot header in its first 8 KiB, which QEMU prefers");
	/* load_elfboot() checks e_flags for multiboot's flag for valid addresses. */
	if (elf->flags & 0x00010004)
		return fault(why, "QEMU refuses e_flags 0x%x", elf->flags);
	if (!qemu_size_fits(elf, why) || qemu_overlaps(elf, why))
		return false;
	for (size_t i = 0; i < elf->nr_segments; i++)
		if (elf->segments[i].type == PT_NOTE &&
		    !qemu_note(elf, &elf->segments[i], &has_entry, entry, why))
			return false;
	if (!has_entry)
		return has_no_entry(kernel, "", why);
	if (!*entry)
		return fault(why, "PHYS32_ENTRY is 0x0, which is none for QEMU");
	*entry &= UINT32_MAX;
	return true;
}

/* The firmware starts it: SeaBIOS by the option ROM pvh.bin, qboot itself. */
static bool qemu_takes(const struct host *host, const struct candidate *kernel,
		       uint64_t *entry, struct fault *why)
{
	/* hw/i386/microvm.c */
	if (host->machine && !strcmp(host->machine, "microvm") &&
	    !since(host, LOADER_VERSION(4, 2)))
		return fault(why, "QEMU has the machine microvm since 4.2");
	/* OvmfPkg/Library/X86QemuLoadImageLib: images for EFI and bzImages only */
	if (host->firmware && !strcmp(host->firmware, "ovmf"))
		return fault(why, "OVMF does not enter a kernel by PVH, and starts its shell instead");
	if (!kernel->elf)
		return fault(why, "QEMU enters a bzImage by Linux's own boot protocol%s",
			     advice(kernel));
	/* load_elf32() took the notes for those of a 64-bit file. */
	if (kernel->elf->bits == 32 && !since(host, LOADER_VERSION(6, 0)))
		return fault(why, "it is a 32-bit ELF file, of which QEMU reads the notes since 6.0");
	return qemu_takes_elf(kernel, entry, why);
}

/*
 * Firecracker, Cloud Hypervisor and libkrun, by the crate linux-loader:
 * src/loader/elf/mod.rs (until 0.11 src/loader/x86_64/elf/mod.rs)
 */

/*
 * What the users of the crate add: the lowest e_entry, the start of the hole below 4 GiB,
 * what they do without the note, and whether the crate is older than 0.9.
 */
struct rust {
	uint64_t lowest_entry;
	uint64_t hole;
	const char *otherwise;
	bool old;
};

/* parse_elf_note(): aligned to 4 since 0.9, before that to what the segment says. */
static bool rust_note(const struct elf_image *elf, const struct elf_segment *s,
		      const struct rust *rust, bool *has_entry, uint64_t *entry,
		      struct fault *why)
{
	uint64_t end = s->offset + s->filesz, offset = s->offset, desc;
	uint64_t align = rust->old ? s->align : 4;
	struct raw_note note;

	*has_entry = false;
	if (!align || align & (align - 1) || align > UINT32_MAX)
		return fault(why, "its notes have alignment 0x%" PRIx64 ", which linux-loader before 0.9 refuses",
			     align);
	while (offset < end) {
		if (!read_note(&elf->file, offset, &note))
			return fault(why, "the file ends within its notes");
		desc = note.name + align_up(note.name_size, align);
		if (note.type == XEN_NOTE_PHYS32_ENTRY && note.name_size == sizeof(XEN_NOTE_NAME) &&
		    is_named_xen(&elf->file, &note)) {
			if (note.desc_size < 4 || !within(&elf->file, desc, 4))
				return fault(why, "its PHYS32_ENTRY note has %u bytes, less than an address",
					     note.desc_size);
			*has_entry = true;
			*entry = number(&elf->file, desc, 4);
			return true;
		}
		if (align_up(note.name_size, align) > UINT32_MAX ||
		    align_up(note.desc_size, align) > UINT32_MAX)
			return fault(why, "its note at 0x%" PRIx64 " has sizes 0x%x and 0x%x, which linux-loader refuses",
				     offset, note.name_size, note.desc_size);
		offset = desc + align_up(note.desc_size, align);
	}
	return true;
}

static bool rust_loads(const struct elf_image *elf, const struct rust *rust,
		       bool *has_entry, uint64_t *entry, size_t *note_segments,
		       struct fault *why)
{
	*has_entry = false;
	*note_segments = 0;
	if (elf->bits != 64)
		return fault(why, "it is a 32-bit ELF file; only 64-bit ones are supported");
	if (elf->headers_offset < sizeof(Elf64_Ehdr))
		return fault(why, "its program headers are at offset 0x%" PRIx64 ", within the ELF header",
			     elf->headers_offset);
	if (elf->entry < rust->lowest_entry)
		return fault(why, "its e_entry is 0x%" PRIx64 ", below 1 MiB", elf->entry);
	for (size_t i = 0; i < elf->nr_segments; i++) {
		const struct elf_segment *s = &elf->segments[i];

		if (s->type == PT_NOTE) {
			/* The last PT_NOTE decides, even if it does not have the note. */
			if (!rust_note(elf, s, rust, has_entry, entry, why))
				return false;
			++*note_segments;
		} else if (s->type == PT_LOAD && s->filesz && s->paddr < 4 * GIB &&
			   s->paddr + s->filesz > rust->hole) {
			return fault(why, "its program header %zu loads 0x%" PRIx64 " to 0x%" PRIx64 ", where there is no memory between 0x%" PRIx64 " and 4 GiB",
				     i, s->paddr, s->paddr + s->filesz, rust->hole);
		}
	}
	return true;
}

static bool rust_takes(const struct candidate *kernel, const struct rust *rust,
		       uint64_t *entry, struct fault *why)
{
	const struct elf_note *note = find_note(kernel->elf, XEN_NOTE_NAME, XEN_NOTE_PHYS32_ENTRY);
	size_t note_segments;
	bool has_entry;

	if (!rust_loads(kernel->elf, rust, &has_entry, entry, &note_segments, why))
		return false;
	if (has_entry)
		return true;
	if (note && note_segments > 1)
		return fault(why, "its PHYS32_ENTRY note is not in the last of its %zu segments with notes%s",
			     note_segments, rust->otherwise);
	return has_no_entry(kernel, rust->otherwise, why);
}

static bool linux_loader_takes(const struct host *host, const struct candidate *kernel,
			       uint64_t *entry, struct fault *why)
{
	struct rust rust = {
		.hole = hole_below_4g(host), .otherwise = "", .old = !since(host, LOADER_VERSION(0, 9)),
	};

	if (!kernel->elf)
		return fault(why, "linux-loader has no PVH entry for a bzImage%s", advice(kernel));
	return rust_takes(kernel, &rust, entry, why);
}

/* load_kernel() in src/vmm/src/arch/x86_64/mod.rs */
static bool firecracker_takes(const struct host *host, const struct candidate *kernel,
			      uint64_t *entry, struct fault *why)
{
	struct rust rust = {
		.lowest_entry = MIB,
		.hole = hole_below_4g(host),
		.otherwise = ", so Firecracker enters it by Linux's 64-bit boot protocol",
	};

	if (kernel->elf)
		return rust_takes(kernel, &rust, entry, why);
	if (!since(host, LOADER_VERSION(1, 17)))
		return fault(why, "Firecracker refuses a bzImage before 1.17%s", advice(kernel));
	if (!(kernel->bzimage->xloadflags & BZIMAGE_KERNEL_64))
		return fault(why, "Firecracker refuses a bzImage without a 64-bit entry (xloadflags 0x%x)%s",
			     kernel->bzimage->xloadflags, advice(kernel));
	return fault(why, "Firecracker enters a bzImage by Linux's 64-bit boot protocol%s",
		     advice(kernel));
}

/* load_kernel() in vmm/src/vm.rs; HIGH_RAM_START in arch/src/x86_64/layout.rs */
static bool cloud_hypervisor_takes(const struct host *host, const struct candidate *kernel,
				   uint64_t *entry, struct fault *why)
{
	struct rust rust = {
		.lowest_entry = MIB, .hole = hole_below_4g(host), .otherwise = "",
		.old = !since(host, LOADER_VERSION(33, 0)),
	};

	if (kernel->elf)
		return rust_takes(kernel, &rust, entry, why);
	if (!since(host, LOADER_VERSION(39, 0)))
		return fault(why, "Cloud Hypervisor before 39 does not enter a bzImage by PVH%s",
			     advice(kernel));
	return fault(why, "Cloud Hypervisor enters a bzImage by Linux's 32-bit boot protocol%s",
		     advice(kernel));
}

/* load_external_kernel() in src/vmm/src/builder.rs */
static bool libkrun_takes(const struct host *host, const struct candidate *kernel,
			  uint64_t *entry, struct fault *why)
{
	const struct rust rust = {
		.hole = hole_below_4g(host),
		.otherwise = ", so libkrun enters it at e_entry in long mode",
	};

	if (!kernel->elf)
		return fault(why, "libkrun enters what is packed in a bzImage at e_entry in long mode%s",
			     advice(kernel));
	return rust_takes(kernel, &rust, entry, why);
}

/*
 * Xen: libelf, xen/common/libelf/libelf-dominfo.c and others, which is used by the
 * hypervisor for dom0 and by the tools for domUs.
 */

struct xen_notes {
	unsigned int nr;
	bool has_entry;
	uint32_t entry;
	const char *wrong;
};

static const char *const xen_features[] = {
	"writable_page_tables", "writable_descriptor_tables", "auto_translated_physmap",
	"supervisor_mode_kernel", "pae_pgdir_above_4gb", "hvm_callback_vector", "dom0",
};

/* elf_xen_parse_features(): "a|!b" means that a and b are supported, b is required. */
static bool xen_knows_features(const uint8_t *text, size_t size)
{
	size_t length;

	for (size_t at = 0; at < size && text[at]; at += length + 1) {
		size_t i, nr = sizeof(xen_features) / sizeof(xen_features[0]);

		for (length = 0; at + length < size && text[at + length] && text[at + length] != '|';)
			length++;
		if (text[at] == '!') {
			for (i = 0; i < nr; i++)
				if (strlen(xen_features[i]) == length - 1 &&
				    !memcmp(text + at + 1, xen_features[i], length - 1))
					break;
			if (i == nr)
				return false;
		}
		if (at + length >= size || !text[at + length])
			break;
	}
	return true;
}

/* elf_xen_parse_note() */
static void xen_note(const struct bytes *file, const struct raw_note *note, uint64_t desc,
		     struct xen_notes *notes)
{
	notes->nr++;
	switch (note->type) {
	case XEN_NOTE_PHYS32_ENTRY:
		/* elf_note_numeric() supports these sizes, and returns 0 for others. */
		notes->has_entry = true;
		notes->entry = 0;
		if (note->desc_size == 1 || note->desc_size == 2 || note->desc_size == 4 ||
		    note->desc_size == 8) {
			if (within(file, desc, note->desc_size))
				notes->entry = number(file, desc, note->desc_size);
		} else {
			notes->wrong = "its PHYS32_ENTRY note does not have the size of a number";
		}
		break;
	case XEN_NOTE_FEATURES:
		/* A NUL-terminated string, independent of its size. */
		if (desc < file->size && !xen_knows_features(file->data + desc, file->size - desc))
			notes->wrong = "its FEATURES note requires a feature that Xen does not support";
		break;
	}
}

/* elf_xen_parse_notes(): always aligned to 4, the size of the name is not checked. */
static void xen_walk(const struct bytes *file, const struct elf_segment *s,
		     struct xen_notes *notes)
{
	uint64_t offset = s->offset, end = s->offset + s->filesz, desc;
	struct raw_note note;

	while (offset < end && read_note(file, offset, &note)) {
		/* Rounded in an unsigned int. */
		desc = note.name + (uint32_t)align_up(note.name_size, 4);
		if (is_named_xen(file, &note))
			xen_note(file, &note, desc, notes);
		offset = desc + (uint32_t)align_up(note.desc_size, 4);
	}
}

/* elf_xen_parse() */
static void xen_find_notes(const struct elf_image *elf, struct xen_notes *notes)
{
	*notes = (struct xen_notes){ 0 };
	for (size_t i = 0; i < elf->nr_segments; i++)
		if (elf->segments[i].type == PT_NOTE && elf->segments[i].offset)
			xen_walk(&elf->file, &elf->segments[i], notes);
	for (size_t i = 0; i < elf->nr_note_sections && !notes->nr; i++)
		xen_walk(&elf->file, &elf->note_sections[i], notes);
}

/* elf_xen_addr_calc_check(), and xc_dom_alloc_pad() for the start of a domU's kernel */
static bool xen_check_addresses(const struct elf_image *elf, uint32_t entry, struct fault *why)
{
	uint64_t start = UINT64_MAX, end = 0;

	for (size_t i = 0; i < elf->nr_segments; i++) {
		const struct elf_segment *s = &elf->segments[i];

		if (s->type != PT_LOAD || !(s->flags & (PF_R | PF_W | PF_X)))
			continue;
		if (s->paddr < start)
			start = s->paddr;
		if (s->paddr + s->memsz > end)
			end = s->paddr + s->memsz;
	}
	if (entry < start || entry > end)
		return fault(why, "PHYS32_ENTRY is 0x%x, which is outside of its segments", entry);
	if (start & 0xfff)
		return fault(why, "it is to be loaded at 0x%" PRIx64 ", which is not aligned to a page, as a domU's kernel must be",
			     start);
	return true;
}

static bool xen_takes_elf(const struct candidate *kernel, const struct elf_image *elf,
			  uint64_t *entry, struct fault *why)
{
	struct xen_notes notes;

	/* elf_init() */
	if (elf->sections_end > elf->file.size)
		return fault(why, "its section headers end at 0x%" PRIx64 ", beyond the file",
			     elf->sections_end);
	xen_find_notes(elf, &notes);
	if (!notes.has_entry)
		return has_no_entry(kernel, "", why);
	*entry = notes.entry;
	if (notes.wrong)
		return fault(why, "%s", notes.wrong);
	return xen_check_addresses(elf, notes.entry, why);
}

/*
 * xen/arch/x86/bzimage.c, tools/libs/guest/xg_dom_bzimageloader.c: the kernel inside, which
 * is unpacked from zstd since 4.15
 */
static bool xen_takes(const struct host *host, const struct candidate *kernel,
		      uint64_t *entry, struct fault *why)
{
	const struct elf_image *elf = kernel->elf ? kernel->elf : kernel->inside;

	if (!elf)
		return fault(why, "no ELF file can be unpacked from it, which Xen requires in a bzImage");
	if (!kernel->elf && !strcmp(kernel->packed_with, "zstd") &&
	    !since(host, LOADER_VERSION(4, 15)))
		return fault(why, "it is packed with zstd, which Xen unpacks since 4.15");
	return xen_takes_elf(kernel, elf, entry, why) && check_entry(elf, *entry, why);
}

static const char *const qemu_machines[] = { "pc", "q35", "microvm", NULL };
static const char *const qemu_firmwares[] = { "seabios", "qboot", "ovmf", NULL };

/* A loader without a function enters nothing by PVH; what it does is its sentence. */
static const struct {
	const char *name;
	const char *option;
	unsigned int first;		/* version with PVH */
	const char *const *machines;
	const char *const *firmwares;
	bool (*takes)(const struct host *host, const struct candidate *kernel,
		      uint64_t *entry, struct fault *why);
	const char *instead;
} loaders[NR_LOADERS] = {
	[LOADER_QEMU] = {
		"QEMU", "qemu", LOADER_VERSION(4, 0), qemu_machines, qemu_firmwares, qemu_takes, NULL,
	},
	[LOADER_FIRECRACKER] = {
		"Firecracker", "firecracker", LOADER_VERSION(1, 12), NULL, NULL, firecracker_takes, NULL,
	},
	[LOADER_CLOUD_HYPERVISOR] = {
		"Cloud Hypervisor", "cloud-hypervisor", LOADER_VERSION(0, 6), NULL, NULL,
		cloud_hypervisor_takes, NULL,
	},
	/* In its sources since May 2026, and not in 1.19. */
	[LOADER_LIBKRUN] = {
		"libkrun", "libkrun", LOADER_VERSION(1, 20), NULL, NULL, libkrun_takes, NULL,
	},
	[LOADER_LINUX_LOADER] = {
		"linux-loader", "linux-loader", LOADER_VERSION(0, 2), NULL, NULL, linux_loader_takes, NULL,
	},
	[LOADER_XEN] = { "Xen", "xen", LOADER_VERSION(4, 10), NULL, NULL, xen_takes, NULL },
	/* grub-core/loader/i386/linux.c, for the platform i386-xen_pvh as for others */
	[LOADER_PVH_GRUB] = {
		"PVH GRUB", "pvh-grub", 0, NULL, NULL, NULL,
		"the linux command of GRUB in a PVH domain enters bzImages only, by Linux's 32-bit boot protocol",
	},
	/* load_kernel() in x86_64/src/lib.rs */
	[LOADER_CROSVM] = {
		"crosvm", "crosvm", 0, NULL, NULL, NULL,
		"crosvm enters an ELF file at e_entry, in long mode if it is a 64-bit one, and a bzImage by Linux's own boot protocol",
	},
	/* vm/loader/src/linux.rs */
	[LOADER_OPENVMM] = {
		"OpenVMM", "openvmm", 0, NULL, NULL, NULL,
		"OpenVMM enters an ELF file at e_entry and a bzImage by Linux's 64-bit boot protocol",
	},
};

const char *loader_name(enum loader loader)
{
	return loaders[loader].name;
}

const char *loader_option(enum loader loader)
{
	return loaders[loader].option;
}

static bool is_word(const char *text, size_t size, const char *word)
{
	return strlen(word) == size && !memcmp(text, word, size);
}

/* Adds a word to a list in a sentence. */
static void add_word(char *list, size_t room, const char *word)
{
	size_t length = strlen(list);

	snprintf(list + length, room - length, "%s%s", length ? ", " : "", word);
}

static bool find_loader(const char *text, size_t size, struct host *host, struct fault *why)
{
	char list[128] = "";

	for (enum loader i = 0; i < NR_LOADERS; i++) {
		host->loader = i;
		if (is_word(text, size, loaders[i].option))
			return true;
		add_word(list, sizeof(list), loaders[i].option);
	}
	return fault(why, "'%.*s' is not a loader; there are %s", (int)(size < 40 ? size : 40), text,
		     list);
}

/* Numbers with dots: two count. */
static bool parse_version(const char *text, size_t size, struct host *host, struct fault *why)
{
	char *end = (char *)text;
	unsigned long part[2] = { 0 };
	size_t i = 0;

	while (i < 16 && isdigit((unsigned char)*end)) {
		unsigned long number = strtoul(end, &end, 10);

		if (number > 999)
			break;
		if (i < 2)
			part[i] = number;
		i++;
		if (end == text + size) {
			host->version = LOADER_VERSION(part[0], part[1]);
			if (host->version)
				return true;
			break;
		}
		if (*end++ != '.')
			break;
	}
	return fault(why, "'%.*s' is not a version of %s; give numbers such as 4.20",
		     (int)(size < 40 ? size : 40), text, loaders[host->loader].name);
}

static bool find_choice(const char *what, const char *const *choices, enum loader loader,
			const char *text, size_t size, const char **choice, struct fault *why)
{
	char list[64] = "";

	if (!choices)
		return fault(why, "%s has no %s to be chosen; only %s has", loaders[loader].name, what,
			     loaders[LOADER_QEMU].option);
	for (; *choices; choices++) {
		*choice = *choices;
		if (is_word(text, size, *choices))
			return true;
		add_word(list, sizeof(list), *choices);
	}
	return fault(why, "'%.*s' is not a %s of %s; there are %s", (int)(size < 40 ? size : 40), text,
		     what, loaders[loader].name, list);
}

static bool parse_choice(const char *text, size_t size, struct host *host, struct fault *why)
{
	if (size >= 8 && !memcmp(text, "machine=", 8))
		return find_choice("machine", loaders[host->loader].machines, host->loader, text + 8,
				   size - 8, &host->machine, why);
	if (size >= 9 && !memcmp(text, "firmware=", 9))
		return find_choice("firmware", loaders[host->loader].firmwares, host->loader, text + 9,
				   size - 9, &host->firmware, why);
	return fault(why, "'%.*s' is nothing that a loader has; there are machine= and firmware=",
		     (int)(size < 40 ? size : 40), text);
}

bool parse_host(const char *text, struct host *host, struct fault *why)
{
	size_t size = strcspn(text, ",:");

	*host = (struct host){ 0 };
	if (!find_loader(text, size, host, why))
		return false;
	text += size;
	if (*text == ':') {
		size = strcspn(++text, ",");
		if (!parse_version(text, size, host, why))
			return false;
		text += size;
	}
	while (*text++ == ',') {
		size = strcspn(text, ",");
		if (!parse_choice(text, size, host, why))
			return false;
		text += size;
	}
	return true;
}

bool loader_takes(const struct host *host, const struct candidate *kernel, uint64_t *entry,
		  struct fault *why)
{
	const struct elf_image *elf = kernel->elf ? kernel->elf : kernel->inside;
	unsigned int first = loaders[host->loader].first;

	*entry = 0;
	if (kernel->other)
		return fault(why, "it is %s", kernel->other);
	if (elf && !check_machine(elf, why))
		return false;
	if (kernel->elf && kernel->elf->code_left_out)
		return fault(why, "it has debug information and no code; give the file that it was made from");
	if (!loaders[host->loader].takes)
		return fault(why, "%s", loaders[host->loader].instead);
	if (!since(host, first))
		return fault(why, "%s enters nothing by PVH before %u.%u", loaders[host->loader].name,
			     first / 1000, first % 1000);
	if (!loaders[host->loader].takes(host, kernel, entry, why))
		return false;
	return !kernel->elf || check_entry(kernel->elf, *entry, why);
}
