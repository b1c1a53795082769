// SPDX-License-Identifier: GPL-2.0-only
/*
 * Determine which loaders can start a file as a PVH kernel. The rules follow the source
 * files of the loaders that are given with them, in QEMU 7.2 to 10, the crate
 * linux-loader 0.13 (Firecracker from 1.12 on, Cloud Hypervisor), and Xen 4.16 to 4.20.
 *
 * Each loader parses the notes differently, so they are parsed here for each loader. A
 * loader may not find an entry that another one finds.
 */
#include <inttypes.h>
#include <string.h>

#include "loaders.h"

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

static bool has_no_entry(struct fault *why)
{
	return fault(why, "it has no PHYS32_ENTRY note");
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
	return fault(why, "it is for another machine than x86 (e_machine is %u)", elf->machine);
}

/*
 * QEMU, hw/i386/x86.c (since 9.1 x86-common.c), include/hw/elf_ops.h and
 * hw/i386/multiboot.c
 */

#define QEMU_HEADER		8192	/* start of the file, which QEMU checks first */
#define MULTIBOOT_HEADER	48
#define MULTIBOOT_MAGIC		0x1badb002

/* load_multiboot(): with a valid checksum, other formats are not tried. */
static bool is_multiboot(const struct bytes *file)
{
	for (size_t i = 0; i < QEMU_HEADER - MULTIBOOT_HEADER && within(file, i, 12); i += 4)
		if (number(file, i, 4) == MULTIBOOT_MAGIC &&
		    !(uint32_t)(MULTIBOOT_MAGIC + number(file, i + 4, 4) + number(file, i + 8, 4)))
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

/*
 * get_elf_note_type() compares types only, uses the alignment of the segment, and ends
 * at a note that is longer than the segment: without PHYS32_ENTRY it reads past the end
 * of the segment.
 */
static bool qemu_note(const struct elf_image *elf, const struct elf_segment *s,
		      uint64_t *entry, struct fault *why)
{
	uint64_t offset = s->offset, desc, size;
	struct raw_note note;

	if (!s->filesz)
		return true;
	if (!s->align || s->align > UINT32_MAX)
		return fault(why, "its notes have alignment 0x%" PRIx64 ", which QEMU does not handle",
			     s->align);
	for (;;) {
		/* QEMU reads past the end of the file, where no note was ever seen. */
		if (!read_note(&elf->file, offset, &note))
			return true;
		desc = note.name + align_up(note.name_size, s->align);
		if (note.type == XEN_NOTE_PHYS32_ENTRY)
			break;
		size = desc - offset + align_up(note.desc_size, s->align);
		if (size > s->filesz)
			return true;
		offset += size;
	}
	if (offset >= s->offset + s->filesz || !is_named_xen(&elf->file, &note))
		return fault(why, "QEMU uses the first note of type 18 as PHYS32_ENTRY, regardless of its name, and the one at offset 0x%" PRIx64 " is not Xen's",
			     offset);
	/* QEMU reads a size_t, and passes the low 32 bits to its option ROM. */
	if (!within(&elf->file, desc, 8))
		return fault(why, "the file ends within its PHYS32_ENTRY note");
	*entry = number(&elf->file, desc, elf->bits / 8);
	return true;
}

static bool qemu_takes_elf(const struct candidate *kernel, uint64_t *entry, struct fault *why)
{
	const struct elf_image *elf = kernel->elf;

	*entry = 0;
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
		    !qemu_note(elf, &elf->segments[i], entry, why))
			return false;
	if (!*entry)
		return has_no_entry(why);
	*entry &= UINT32_MAX;
	return true;
}

static bool qemu_takes(const struct candidate *kernel, uint64_t *entry, struct fault *why)
{
	if (!kernel->elf)
		return fault(why, "QEMU enters a bzImage by Linux's own boot protocol; pvhwrap makes one that it enters by PVH");
	return qemu_takes_elf(kernel, entry, why);
}

/*
 * Firecracker and Cloud Hypervisor, by the crate linux-loader:
 * src/loader/x86_64/elf/mod.rs
 */

#define RUST_LOWEST_ENTRY	MIB	/* HIMEM_START, HIGH_RAM_START in their layout.rs */
#define RUST_HOLE		(3 * GIB)	/* no memory from here to 4 GiB */

/* parse_elf_note(): always aligned to 4, since linux-loader 0.9. */
static bool rust_note(const struct elf_image *elf, const struct elf_segment *s,
		      bool *has_entry, uint64_t *entry, struct fault *why)
{
	uint64_t end = s->offset + s->filesz, offset = s->offset, desc;
	struct raw_note note;

	*has_entry = false;
	while (offset < end) {
		if (!read_note(&elf->file, offset, &note))
			return fault(why, "the file ends within its notes");
		desc = note.name + align_up(note.name_size, 4);
		if (note.type == XEN_NOTE_PHYS32_ENTRY && note.name_size == sizeof(XEN_NOTE_NAME) &&
		    is_named_xen(&elf->file, &note)) {
			if (note.desc_size < 4 || !within(&elf->file, desc, 4))
				return fault(why, "its PHYS32_ENTRY note has %u bytes, less than an address",
					     note.desc_size);
			*has_entry = true;
			*entry = number(&elf->file, desc, 4);
			return true;
		}
		offset = desc + align_up(note.desc_size, 4);
	}
	return true;
}

static bool rust_loads(const struct elf_image *elf, bool *has_entry, uint64_t *entry,
		       size_t *note_segments, struct fault *why)
{
	*has_entry = false;
	*note_segments = 0;
	if (elf->bits != 64)
		return fault(why, "it is a 32-bit ELF file; only 64-bit ones are supported");
	if (elf->headers_offset < sizeof(Elf64_Ehdr))
		return fault(why, "its program headers are at offset 0x%" PRIx64 ", within the ELF header",
			     elf->headers_offset);
	if (elf->entry < RUST_LOWEST_ENTRY)
		return fault(why, "its e_entry is 0x%" PRIx64 ", below 1 MiB", elf->entry);
	for (size_t i = 0; i < elf->nr_segments; i++) {
		const struct elf_segment *s = &elf->segments[i];

		if (s->type == PT_NOTE) {
			/* The last PT_NOTE decides, even if it does not have the note. */
			if (!rust_note(elf, s, has_entry, entry, why))
				return false;
			++*note_segments;
		} else if (s->type == PT_LOAD && s->filesz && s->paddr < 4 * GIB &&
			   s->paddr + s->filesz > RUST_HOLE) {
			return fault(why, "its program header %zu loads 0x%" PRIx64 " to 0x%" PRIx64 ", where there is no memory between 3 and 4 GiB",
				     i, s->paddr, s->paddr + s->filesz);
		}
	}
	return true;
}

static bool rust_takes(const struct candidate *kernel, uint64_t *entry, struct fault *why,
		       const char *otherwise)
{
	const struct elf_note *note = find_note(kernel->elf, XEN_NOTE_NAME, XEN_NOTE_PHYS32_ENTRY);
	size_t note_segments;
	bool has_entry;

	if (!rust_loads(kernel->elf, &has_entry, entry, &note_segments, why))
		return false;
	if (has_entry)
		return true;
	if (note && note_segments > 1)
		return fault(why, "its PHYS32_ENTRY note is not in the last of its %zu segments with notes%s",
			     note_segments, otherwise);
	return fault(why, "it has no PHYS32_ENTRY note%s", otherwise);
}

/* load_kernel() in src/vmm/src/arch/x86_64/mod.rs */
static bool firecracker_takes(const struct candidate *kernel, uint64_t *entry,
			      struct fault *why)
{
	if (!kernel->elf)
		return fault(why, "Firecracker enters a bzImage, if its version knows them, by Linux's 64-bit boot protocol; pvhwrap makes one that it enters by PVH");
	return rust_takes(kernel, entry, why,
			  ", so Firecracker enters it by Linux's 64-bit boot protocol");
}

/* load_kernel() in vmm/src/vm.rs */
static bool cloud_hypervisor_takes(const struct candidate *kernel, uint64_t *entry,
				   struct fault *why)
{
	if (!kernel->elf)
		return fault(why, "Cloud Hypervisor enters a bzImage, if its version knows them, by Linux's 32-bit boot protocol; pvhwrap makes one that it enters by PVH");
	return rust_takes(kernel, entry, why, "");
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
		desc = note.name + align_up(note.name_size, 4);
		if (is_named_xen(file, &note))
			xen_note(file, &note, desc, notes);
		offset = desc + align_up(note.desc_size, 4);
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

static bool xen_takes_elf(const struct elf_image *elf, uint64_t *entry, struct fault *why)
{
	struct xen_notes notes;

	/* elf_init() */
	if (elf->sections_end > elf->file.size)
		return fault(why, "its section headers end at 0x%" PRIx64 ", beyond the file",
			     elf->sections_end);
	xen_find_notes(elf, &notes);
	if (!notes.has_entry)
		return has_no_entry(why);
	*entry = notes.entry;
	if (notes.wrong)
		return fault(why, "%s", notes.wrong);
	return xen_check_addresses(elf, notes.entry, why);
}

/* xen/arch/x86/bzimage.c, tools/libs/guest/xg_dom_bzimageloader.c: the kernel inside */
static bool xen_takes(const struct candidate *kernel, uint64_t *entry, struct fault *why)
{
	const struct elf_image *elf = kernel->elf ? kernel->elf : kernel->inside;

	if (!elf)
		return fault(why, "no ELF file can be unpacked from it, which Xen requires in a bzImage");
	return xen_takes_elf(elf, entry, why) && check_machine(elf, why) &&
	       check_entry(elf, *entry, why);
}

static const struct {
	const char *name;
	bool (*takes)(const struct candidate *kernel, uint64_t *entry, struct fault *why);
} loaders[NR_LOADERS] = {
	[LOADER_QEMU] = { "QEMU", qemu_takes },
	[LOADER_FIRECRACKER] = { "Firecracker", firecracker_takes },
	[LOADER_CLOUD_HYPERVISOR] = { "Cloud Hypervisor", cloud_hypervisor_takes },
	[LOADER_XEN] = { "Xen", xen_takes },
};

const char *loader_name(enum loader loader)
{
	return loaders[loader].name;
}

bool loader_takes(enum loader loader, const struct candidate *kernel, uint64_t *entry,
		  struct fault *why)
{
	*entry = 0;
	if (!loaders[loader].takes(kernel, entry, why))
		return false;
	return !kernel->elf || (check_machine(kernel->elf, why) &&
				check_entry(kernel->elf, *entry, why));
}
