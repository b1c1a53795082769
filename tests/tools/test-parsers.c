// SPDX-License-Identifier: GPL-2.0-only
/*
 *	test-parsers WRAPPED
 *
 * Tests of the parsers of bzImages, of what is unpacked from them, and of wrapped files,
 * with invalid files. To be built
 * with sanitizers: each file is in memory of exactly its size. WRAPPED is the small
 * bzImage, wrapped with text before and after the command line and a ramdisk.
 */
#include <elf.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/tools/samples.h"
#include "tests/tools/small-bzimage.h"
#include "tests/unit/ktap.h"
#include "tools/lib/payload.h"
#include "tools/lib/uki.h"
#include "tools/lib/vmlinux.h"
#include "tools/lib/wrapped.h"

typedef uint8_t u8;
typedef uint32_t u32;
typedef uint64_t u64;

#include "arch/x86/platform/pvh/relocs.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static uint8_t small[SMALL_SIZE];
static struct bytes wrapped_file;

static struct bytes copy_of(const void *data, size_t size)
{
	/* Of 0 bytes there is nothing to be read either. */
	struct bytes copy = { malloc(size ? size : 1), size };

	memcpy(copy.data, data, size);
	return copy;
}

static bool is_inside(const struct bytes *part, const struct bytes *file)
{
	return !part->size || (part->data >= file->data && part->size <= file->size &&
			       part->data - file->data <= (ptrdiff_t)(file->size - part->size));
}

/* One line, to be put behind a name: no end of a line, no full stop. */
static bool is_sentence(const struct fault *why)
{
	size_t length = strlen(why->text);

	return length && length < sizeof(why->text) - 1 && !strchr(why->text, '\n') &&
	       why->text[length - 1] != '.';
}

static bool is_image_inside(const struct bzimage *image, const struct bytes *file)
{
	struct bytes header = { (uint8_t *)image->header, image->header_size };

	return image->header_size <= BZIMAGE_HEADER_MAX && is_inside(&header, file) && is_inside(&image->kernel, file) &&
	       is_inside(&image->payload, file) && memchr(image->version, 0, sizeof(image->version));
}

/* Return: whether it is taken, which is complained about if it points outside. */
static bool try_bzimage(const struct bytes *file, const char *what, size_t n)
{
	struct fault why = { "" };
	struct bzimage image;
	bool taken = parse_bzimage(file, &image, &why);

	if (taken && (why.text[0] || !is_image_inside(&image, file)))
		complain("%s %zu: taken, but it points outside, or '%s'", what, n, why.text);
	if (!taken && !is_sentence(&why))
		complain("%s %zu: no sentence: '%s'", what, n, why.text);
	/* What is not a bzImage at all is not taken for one. */
	if (taken && !is_bzimage(file))
		complain("%s %zu: taken, but it does not look like one", what, n);
	return taken;
}

static void bzimage_is_read(void)
{
	struct bytes file = copy_of(small, SMALL_SIZE);
	struct fault why = { "" };
	struct bzimage image;

	if (!parse_bzimage(&file, &image, &why))
		complain("not taken: %s", why.text);
	if (image.header != file.data + BZIMAGE_HEADER || image.header_size != 0x26c - 0x1f1 ||
	    image.kernel.data != file.data + SMALL_SETUP || image.kernel.size != SMALL_KERNEL ||
	    image.payload.data != image.kernel.data + SMALL_PAYLOAD_OFFSET ||
	    image.payload.size != SMALL_PAYLOAD_LENGTH)
		complain("its parts are not where they are");
	if (strcmp(image.version, SMALL_VERSION))
		complain("version '%s'", image.version);
	if (image.setup_sects != 1 || image.syssize != SMALL_KERNEL / 16 ||
	    image.protocol != 0x20f || image.loadflags != 1 || image.code32_start != 0x100000 ||
	    image.initrd_addr_max != SMALL_INITRD_ADDR_MAX ||
	    image.kernel_alignment != SMALL_ALIGNMENT || image.relocatable_kernel != 1 ||
	    image.xloadflags != 0x7f ||
	    image.cmdline_size != SMALL_CMDLINE_SIZE ||
	    image.pref_address != SMALL_PREF_ADDRESS || image.init_size != SMALL_INIT_SIZE ||
	    image.kernel_info_offset != SMALL_KERNEL_INFO)
		complain("a field is not what it is");
	free(file.data);
}

/* Fields that a protocol does not have yet hold anything. */
static void bzimage_has_fields_of_its_protocol(void)
{
	static const struct {
		uint16_t version;
		uint8_t end;	/* of the header, behind 0x202 */
	} protocols[] = {
		{ 0x200, 0x22 }, { 0x201, 0x24 }, { 0x202, 0x2a }, { 0x203, 0x2e }, { 0x204, 0x2e },
		{ 0x205, 0x33 }, { 0x206, 0x3a }, { 0x207, 0x46 }, { 0x208, 0x4e }, { 0x209, 0x56 },
		{ 0x20a, 0x62 }, { 0x20b, 0x66 }, { 0x20c, 0x66 }, { 0x20d, 0x66 }, { 0x20e, 0x66 },
		{ 0x20f, 0x6a }, { 0x210, 0x6a },
	};

	for (size_t i = 0; i < LENGTH(protocols); i++) {
		uint16_t version = protocols[i].version;
		struct bytes file = copy_of(small, SMALL_SIZE);
		struct fault why = { "" };
		struct bzimage image;

		set_field(file.data, "version", version);
		set_field(file.data, "jump_distance", protocols[i].end);
		if (!parse_bzimage(&file, &image, &why))
			complain("%x: not taken: %s", version, why.text);
		if (image.header_size != 0x11u + protocols[i].end)
			complain("%x: a header of %zu bytes", version, image.header_size);
		if (!!image.syssize != (version >= 0x204) ||
		    !!image.initrd_addr_max != (version >= 0x203) ||
		    !!image.kernel_alignment != (version >= 0x205) ||
		    !!image.relocatable_kernel != (version >= 0x205) ||
		    (image.cmdline_size != 255) != (version >= 0x206) ||
		    !!image.payload.size != (version >= 0x208) ||
		    !!image.pref_address != (version >= 0x20a) ||
		    !!image.init_size != (version >= 0x20a) ||
		    !!image.xloadflags != (version >= 0x20c) ||
		    !!image.kernel_info_offset != (version >= 0x20f))
			complain("%x: has what it cannot have, or has not what it must", version);

		set_field(file.data, "jump_distance", protocols[i].end - 1);
		if (try_bzimage(&file, "header too short for protocol", version))
			complain("%x: taken with a header that is too short", version);
		free(file.data);
	}
}

static void bzimage_truncated_anywhere(void)
{
	for (size_t size = 0; size <= SMALL_SIZE; size++) {
		struct bytes file = copy_of(small, size);
		/* the last paragraph need not be whole */
		bool whole = size > SMALL_SIZE - 16;

		if (try_bzimage(&file, "size", size) != whole)
			complain("%zu bytes of %d are %s", size, SMALL_SIZE,
				 whole ? "refused" : "taken");
		free(file.data);
	}
}

static void bzimage_with_a_signature_behind(void)
{
	struct bytes file = copy_of(small, SMALL_SIZE);
	struct fault why = { "" };
	struct bzimage image;

	file.data = realloc(file.data, SMALL_SIZE + 1000);
	file.size = SMALL_SIZE + 1000;
	memset(file.data + SMALL_SIZE, 0x5a, 1000);
	if (!parse_bzimage(&file, &image, &why) || image.kernel.size != SMALL_KERNEL)
		complain("kernel of %zu bytes, '%s'", image.kernel.size, why.text);
	free(file.data);
}

/* Every byte of the real-mode part, every value. */
static void bzimage_with_any_byte(void)
{
	struct bytes file = copy_of(small, SMALL_SIZE);

	for (size_t at = 0; at < SMALL_SETUP; at++) {
		for (unsigned int value = 0; value < 256; value++) {
			file.data[at] = value;
			try_bzimage(&file, "byte at", at);
		}
		file.data[at] = small[at];
	}
	free(file.data);
}

static const uint64_t extremes[] = {
	0, 1, 2, 15, 16, 0xff, 0x1ff, 0x200, 0xfff, 0x1000, 0x7fff, 0xffff, 0x10000, 0x7fffffff,
	0x80000000, 0xfffff000, 0xfffffff0, 0xffffffff, 0x100000000, 0xfffffffff, 0x7fffffffffffffff,
	0x8000000000000000, 0xfffffffffffff000, 0xfffffffffffffff0, 0xffffffffffffffff,
};

/* At every offset of @file up to @end, each of the extremes in each width. */
static void with_extremes(struct bytes *file, size_t end,
			  void (*try)(struct bytes *file, size_t at))
{
	for (size_t at = 0; at < end; at++) {
		for (size_t i = 0; i < LENGTH(extremes); i++) {
			for (size_t width = 1; width <= 8; width *= 2) {
				uint8_t kept[8];

				if (at + width > file->size)
					continue;
				memcpy(kept, file->data + at, width);
				memcpy(file->data + at, &extremes[i], width);
				try(file, at);
				memcpy(file->data + at, kept, width);
			}
		}
	}
}

static void try_extreme_bzimage(struct bytes *file, size_t at)
{
	try_bzimage(file, "word at", at);
}

static void bzimage_with_any_extreme(void)
{
	struct bytes file = copy_of(small, SMALL_SIZE);

	with_extremes(&file, 0x300, try_extreme_bzimage);
	free(file.data);
}

static void bzimage_that_lies(void)
{
	static const struct {
		const char *field;
		uint64_t value;
		const char *says;
	} lies[] = {
		{ "header", 0x53726449, "the word at 0x202 is 0x53726449" },
		{ "boot_flag", 0x55aa, "boot_flag at 0x1fe is 0x55aa" },
		{ "jump", 0xe9, "0xe9 for a jump" },
		{ "version", 0x1ff, "version 0x1ff of the boot protocol" },
		{ "version", 0x300, "version 0x300 of the boot protocol" },
		{ "jump_distance", 0x69, "ends at 0x26b, but protocol 2.15 needs 0x26c" },
		{ "setup_sects", 0, "syssize 0x100, so the kernel ends at 0x1a00" },
		{ "setup_sects", 9, "setup_sects 9, so the kernel begins at 0x1400" },
		{ "setup_sects", 255, "setup_sects 255" },
		{ "setup_sects", 2, "syssize 0x100, so the kernel ends at 0x1600" },
		{ "syssize", 0, "syssize 0" },
		{ "syssize", SMALL_KERNEL / 16 + 1, "syssize 0x101" },
		{ "syssize", 0xffffffff, "syssize 0xffffffff, so the kernel ends at 0x10000003f0" },
		{ "payload_offset", SMALL_KERNEL - SMALL_PAYLOAD_LENGTH + 1, "payload_offset 0x801" },
		{ "payload_offset", 0xffffffff, "payload_offset 0xffffffff" },
		{ "payload_length", SMALL_KERNEL - SMALL_PAYLOAD_OFFSET + 1, "payload_length 0xf01" },
		{ "payload_length", 0xffffffff, "payload_length 0xffffffff" },
		/* in 32 bits the end would be in the kernel */
		{ "payload_length", 0xffffff80, "payload_length 0xffffff80" },
		{ "kernel_info_offset", SMALL_KERNEL - 11, "kernel_info_offset 0xff5, but" },
		{ "kernel_info_offset", 0xffffffff, "kernel_info_offset 0xffffffff, but" },
		{ "kernel_info_offset", 4, "kernel_info_offset 0x4, where" },
		{ "kernel_version", SMALL_SETUP - 512, "kernel_version 0x200" },
		{ "kernel_version", 0x130, "kernel_version 0x130" },
		{ "kernel_version", 0xffff, "kernel_version 0xffff" },
	};

	for (size_t i = 0; i < LENGTH(lies); i++) {
		struct bytes file = copy_of(small, SMALL_SIZE);
		struct fault why = { "" };
		struct bzimage image;

		/* no end of any text in the real-mode part */
		memset(file.data + 0x320, 'x', SMALL_SETUP - 0x320);
		set_field(file.data, lies[i].field, lies[i].value);
		if (parse_bzimage(&file, &image, &why) || !strstr(why.text, lies[i].says))
			complain("%s of 0x%llx: '%s', not '%s'", lies[i].field,
				 (unsigned long long)lies[i].value, why.text, lies[i].says);
		free(file.data);
	}
}

static void bzimage_without_a_payload(void)
{
	struct bytes file = copy_of(small, SMALL_SIZE);
	struct fault why = { "" };
	struct bzimage image;

	set_field(file.data, "payload_offset", 0xffffffff);
	set_field(file.data, "payload_length", 0);
	set_field(file.data, "kernel_info_offset", 0);
	if (!parse_bzimage(&file, &image, &why) || image.payload.size)
		complain("payload of %zu bytes, '%s'", image.payload.size, why.text);
	free(file.data);
}

/* What it is called goes to a terminal. */
static void bzimage_with_an_odd_name(void)
{
	struct bytes file = copy_of(small, SMALL_SIZE);
	char *name = (char *)file.data + 0x300;
	struct fault why = { "" };
	struct bzimage image;

	memcpy(name, "a\033[2J\n\177\200\xff~ ", 12);
	if (!parse_bzimage(&file, &image, &why) || strcmp(image.version, "a?[2J????~ "))
		complain("version '%s', '%s'", image.version, why.text);
	memset(name, 'n', 0xff);
	name[0xff] = '\0';
	if (!parse_bzimage(&file, &image, &why) ||
	    strspn(image.version, "n") != sizeof(image.version) - 3 ||
	    strcmp(image.version + sizeof(image.version) - 3, ".."))
		complain("of a long version %zu, '%s'", strlen(image.version), why.text);
	set_field(file.data, "kernel_version", 0);
	if (!parse_bzimage(&file, &image, &why) || image.version[0])
		complain("of no version '%s', '%s'", image.version, why.text);
	free(file.data);
}

static void no_bzimage_at_all(void)
{
	static const char *const texts[] = { "", "x", "#!/bin/sh\n", "\177ELF" };

	for (size_t i = 0; i < LENGTH(texts); i++) {
		struct bytes file = copy_of(texts[i], strlen(texts[i]));

		if (is_bzimage(&file) || try_bzimage(&file, "text", i))
			complain("text %zu is taken for a bzImage", i);
		free(file.data);
	}
	if (is_bzimage(&wrapped_file) || try_bzimage(&wrapped_file, "wrapped", 0))
		complain("a wrapped file is taken for a bzImage");
}

/* Return: whether it is taken, and as it was written. */
static bool try_wrapped(const struct bytes *file, const char *what, size_t n, bool *intact)
{
	struct fault why = { "" };
	struct wrapped w;
	bool taken = parse_wrapped(file, &w, &why);

	*intact = taken && w.intact;
	if (taken && (why.text[0] || !is_image_inside(&w.image, file) ||
		      !is_inside(&w.entry, file) || !is_inside(&w.before, file) ||
		      !is_inside(&w.after, file) || !is_inside(&w.ramdisk, file)))
		complain("%s %zu: taken, but it points outside, or '%s'", what, n, why.text);
	if (!taken && !is_sentence(&why))
		complain("%s %zu: no sentence: '%s'", what, n, why.text);
	if (taken && !is_wrapped(file))
		complain("%s %zu: taken, but it does not look like one", what, n);
	return taken;
}

static bool is_text(const struct bytes *bytes, const char *text)
{
	return bytes->size == strlen(text) && !memcmp(bytes->data, text, bytes->size);
}

static void wrapped_is_read(void)
{
	struct fault why = { "" };
	struct wrapped w;

	if (!is_wrapped(&wrapped_file) || !parse_wrapped(&wrapped_file, &w, &why)) {
		complain("not taken: %s", why.text);
		return;
	}
	if (!w.has_sum || !w.intact)
		complain("not intact");
	if (w.image.kernel.size != SMALL_KERNEL ||
	    memcmp(w.image.kernel.data, small + SMALL_SETUP, SMALL_KERNEL) ||
	    w.image.payload.data != w.image.kernel.data + SMALL_PAYLOAD_OFFSET ||
	    w.image.payload.size != SMALL_PAYLOAD_LENGTH)
		complain("another kernel or payload");
	if (w.image.header_size != 0x26c - 0x1f1 ||
	    memcmp(w.image.header, small + BZIMAGE_HEADER, w.image.header_size))
		complain("another setup header");
	if (strcmp(w.image.version, SMALL_VERSION) || w.subarch != WRAPPED_SUBARCH_PC)
		complain("version '%s', subarch %u", w.image.version, w.subarch);
	if (!w.relocatable || w.align != SMALL_ALIGNMENT || w.min != SMALL_PREF_ADDRESS ||
	    w.max != SMALL_INITRD_ADDR_MAX)
		complain("moved by 0x%x from 0x%x to 0x%x", w.align, w.min, w.max);
	if (w.table.kernel != SMALL_PREF_ADDRESS || w.table.kernel_size != SMALL_INIT_SIZE ||
	    w.table.link != SMALL_PREF_ADDRESS + 0x11000 ||
	    w.table.low != SMALL_PREF_ADDRESS + SMALL_KERNEL ||
	    w.phys32_entry != w.table.low + sizeof(struct pvh_low) ||
	    w.table.load_mask != SMALL_ALIGNMENT - 1 || w.table.cmdline_size != SMALL_CMDLINE_SIZE)
		complain("the table says another thing");
	if (!is_text(&w.before, "first words") || !is_text(&w.after, "last words") ||
	    !is_text(&w.ramdisk, "the ramdisk\n") || w.table.ramdisk % 4096)
		complain("texts or ramdisk are others, or at 0x%x", w.table.ramdisk);
}

static void wrapped_truncated_anywhere(void)
{
	bool intact;

	for (size_t size = 0; size < wrapped_file.size; size++) {
		struct bytes file = copy_of(wrapped_file.data, size);

		if (try_wrapped(&file, "size", size, &intact))
			complain("%zu bytes of %zu are taken", size, wrapped_file.size);
		free(file.data);
	}
}

/* Nothing can change without being noticed. */
static void wrapped_with_any_byte(void)
{
	static const uint8_t changes[] = { 0x01, 0x80, 0xff };
	struct bytes file = copy_of(wrapped_file.data, wrapped_file.size);
	bool intact;

	for (size_t at = 0; at < file.size; at++) {
		for (size_t i = 0; i < sizeof(changes); i++) {
			file.data[at] ^= changes[i];
			if (try_wrapped(&file, "byte at", at, &intact) && intact)
				complain("byte 0x%zx changed, and it is as it was written", at);
			file.data[at] ^= changes[i];
		}
	}
	free(file.data);
}

/* With a right sum nothing but what it says is left to be seen through. */
static void make_sum(struct bytes *file)
{
	static const uint8_t head[] = { 8, 0, 0, 0, 4, 0, 0, 0, PVH_WRAP_NOTE_SUM, 0, 0, 0 };

	for (size_t at = 0; at + 24 <= file->size && at < 0x400; at += 4) {
		if (memcmp(file->data + at, head, sizeof(head)) ||
		    memcmp(file->data + at + 12, PVH_WRAP_NOTE_NAME, 8))
			continue;
		memcpy(file->data + at + 20, &(uint32_t){ wrapped_sum(file, at + 20, 0, 0) }, 4);
		return;
	}
}

static void try_extreme_wrapped(struct bytes *file, size_t at)
{
	bool intact;

	try_wrapped(file, "word at", at, &intact);
}

/* At every offset of a part of a wrapped file, each of the extremes as a word. */
static void wrapped_with_extremes(struct bytes *file, const uint8_t *part, size_t size)
{
	for (size_t at = part - file->data; at < part - file->data + size; at++) {
		for (size_t i = 0; i < LENGTH(extremes); i++) {
			uint8_t kept[4];

			memcpy(kept, file->data + at, 4);
			memcpy(file->data + at, &extremes[i], 4);
			try_extreme_wrapped(file, at);
			memcpy(file->data + at, kept, 4);
		}
	}
}

/* Headers, notes, the table and the setup header; what is between is plain. */
static void wrapped_with_any_extreme(void)
{
	struct bytes file = copy_of(wrapped_file.data, wrapped_file.size);
	struct fault why = { "" };
	struct wrapped w;

	with_extremes(&file, 0x340, try_extreme_wrapped);
	if (!parse_wrapped(&file, &w, &why)) {
		complain("not taken: %s", why.text);
		return;
	}
	wrapped_with_extremes(&file, w.entry.data, sizeof(w.table));
	wrapped_with_extremes(&file, w.image.header, w.image.header_size);
	free(file.data);
}

/* A wrapped file, and where to lie in it. */
struct liar {
	struct bytes file;
	Elf64_Ehdr *ehdr;
	Elf64_Phdr *phdr;
	struct pvh_wrap *table;
	uint8_t *header;
	uint8_t *notes;
};

static uint8_t *note_in(struct liar *liar, const char *name, uint32_t type)
{
	uint8_t *at = liar->notes;

	for (;;) {
		Elf64_Nhdr *nhdr = (Elf64_Nhdr *)at;

		at += sizeof(*nhdr);
		if (nhdr->n_type == type && !strcmp((char *)at, name))
			return at + ((nhdr->n_namesz + 3) & ~3);
		at += ((nhdr->n_namesz + 3) & ~3) + ((nhdr->n_descsz + 3) & ~3);
	}
}

/* The type of a note. */
static void rename_note(struct liar *l, const char *name, uint32_t type)
{
	uint8_t *desc = note_in(l, name, type);
	size_t length = (strlen(name) + 1 + 3) & ~3;

	((Elf64_Nhdr *)(desc - length))[-1].n_type = 99;
}

static void swap(struct liar *l, size_t one, size_t other)
{
	Elf64_Phdr kept = l->phdr[one];

	l->phdr[one] = l->phdr[other];
	l->phdr[other] = kept;
}

/* More than a wrapped file can have. The notes make room for their headers. */
static void add_loads(struct liar *l)
{
	memmove(l->notes + 0x80, l->notes, l->phdr[3].p_filesz);
	l->phdr[3].p_offset += 0x80;
	for (l->ehdr->e_phnum = 4; l->ehdr->e_phnum < 9; l->ehdr->e_phnum++)
		l->phdr[l->ehdr->e_phnum] = l->phdr[2];
}

/* The room behind the kernel as a segment of its own. */
static void split_kernel(struct liar *l)
{
	for (size_t i = l->ehdr->e_phnum++; i > 0; i--)
		l->phdr[i] = l->phdr[i - 1];
	l->phdr[0].p_memsz = 8192;
	l->phdr[1].p_paddr = l->phdr[1].p_vaddr = l->phdr[0].p_paddr + 8192;
	l->phdr[1].p_memsz -= 8192;
	l->phdr[1].p_filesz = 0;
}

/* The same in the other class, which all of it would fit into. */
static void make_elf32(struct liar *l)
{
	Elf64_Ehdr from = *l->ehdr;
	Elf32_Ehdr *ehdr = (Elf32_Ehdr *)l->file.data;
	Elf32_Phdr *phdr = (Elf32_Phdr *)(ehdr + 1);
	Elf64_Phdr phdrs[4];

	memcpy(phdrs, l->phdr, sizeof(phdrs));
	ehdr->e_ident[EI_CLASS] = ELFCLASS32;
	ehdr->e_entry = from.e_entry;
	ehdr->e_phoff = sizeof(*ehdr);
	ehdr->e_shoff = 0;
	ehdr->e_flags = 0;
	ehdr->e_ehsize = sizeof(*ehdr);
	ehdr->e_phentsize = sizeof(*phdr);
	ehdr->e_phnum = 4;
	ehdr->e_shentsize = ehdr->e_shnum = ehdr->e_shstrndx = 0;
	for (size_t i = 0; i < 4; i++)
		phdr[i] = (Elf32_Phdr){
			.p_type = phdrs[i].p_type, .p_flags = phdrs[i].p_flags,
			.p_offset = phdrs[i].p_offset, .p_filesz = phdrs[i].p_filesz,
			.p_vaddr = phdrs[i].p_vaddr, .p_paddr = phdrs[i].p_paddr,
			.p_memsz = phdrs[i].p_memsz, .p_align = phdrs[i].p_align,
		};
}

static uint8_t *low_part(struct liar *l)
{
	return l->file.data + l->phdr[0].p_offset + l->phdr[0].p_filesz - l->table->low_part_size;
}

static void enter_at(struct liar *l, uint64_t start)
{
	memcpy(note_in(l, "Xen", 18), &start, sizeof(start));
}

/* As if this were a kernel without its decompressor, entered at @kernel64. */
static void make_direct(struct liar *l, uint32_t kernel64)
{
	struct pvh_wrap *table = l->table;
	uint8_t *to = l->file.data + l->phdr[0].p_offset;

	memmove(to, low_part(l), table->low_part_size);
	table->low = table->kernel;
	table->replaced = l->phdr[2].p_paddr;
	table->kernel64 = kernel64;
	*(struct pvh_low *)to = (struct pvh_low){ table->link - table->low,
						  table->end - table->low };
	enter_at(l, table->low + sizeof(struct pvh_low));
}

static void set_end(struct liar *l, uint32_t end)
{
	l->table->end = end;
	((struct pvh_low *)low_part(l))->to_end = end - l->table->low;
}

#define LIE(name, change, sentence)					\
	static void name(struct liar *l) { change; }
#define LIES								\
LIE(no_elf, l->ehdr->e_ident[0] = 0, "is not an ELF file")			\
LIE(of_class_32, make_elf32(l), "not an ELF64 executable")			\
LIE(of_32_bits, l->ehdr->e_machine = EM_386, "not an ELF64 executable")	\
LIE(an_object, l->ehdr->e_type = ET_REL, "not an ELF64 executable")		\
LIE(no_note, l->phdr[3].p_type = PT_NULL, "has no note \"pvhwrap\"")	\
LIE(two_notes, swap(l, 0, 3); l->phdr[3].p_type = PT_NOTE, "has 2 PT_NOTE and 2 PT_LOAD")	\
LIE(many_loads, add_loads(l), "has 1 PT_NOTE and 8 PT_LOAD") \
LIE(one_load, l->phdr[1].p_type = l->phdr[2].p_type = PT_NULL, "has 1 PT_NOTE and 1 PT_LOAD") \
LIE(phdrs_outside, l->ehdr->e_phoff = l->file.size - 8, "has e_phnum 4, but") \
LIE(segment_outside, l->phdr[0].p_offset = l->file.size - 8, "it is truncated") \
LIE(segment_wraps, l->phdr[0].p_offset = -8ull, "it is truncated")	\
LIE(segment_is_long, l->phdr[2].p_filesz += 1, "it is truncated")	\
LIE(more_in_file, l->phdr[0].p_memsz = 16, "has a segment for 0x10 bytes") \
LIE(no_page, l->phdr[0].p_paddr += 8; l->phdr[0].p_vaddr += 8, "at 0x1000008") \
LIE(elsewhere, l->phdr[0].p_vaddr += 4096, "at 0x1000000, behind")	\
LIE(overlap, l->phdr[0].p_memsz += 4096, "behind one that ends at 0x1012000") \
LIE(high, l->phdr[2].p_paddr = l->phdr[2].p_vaddr = 1ull << 32, "at 0x100000000, behind") \
LIE(to_4_gib, l->phdr[2].p_memsz = (1ull << 32) - l->phdr[2].p_paddr, "where it cannot be") \
LIE(no_table_note, rename_note(l, "pvhwrap", PVH_WRAP_NOTE_TABLE), "no note \"pvhwrap\"") \
LIE(note_of_another, note_in(l, "pvhwrap", PVH_WRAP_NOTE_TABLE)[-2] = 'P', "no note \"pvhwrap\"") \
LIE(table_note_is_short, ((uint32_t *)note_in(l, "pvhwrap", PVH_WRAP_NOTE_TABLE))[-4] = 7, "no note \"pvhwrap\"") \
LIE(table_elsewhere, note_in(l, "pvhwrap", PVH_WRAP_NOTE_TABLE)[1] ^= 0x10, "has a note for a table at") \
LIE(small_entry, l->phdr[1].p_filesz = 111, "of 0x6f bytes")		\
LIE(no_magic, l->table->magic++, "has no table")			\
LIE(new_table, l->table->version++, "table of version 4")		\
LIE(entry_of_other_size, l->table->file_size--, "has a table for an entry of") \
LIE(entry_of_less_memory, l->table->mem_size = l->table->file_size - 1, "has a table for an entry of") \
LIE(entry_of_more_memory, l->table->mem_size += 4096, "has a table for an entry of") \
LIE(linked_elsewhere, l->table->link += 4096, "has a table for an entry of") \
LIE(entered_in_table, l->table->entry = 111, "has pvh_start at 0x6f")	\
LIE(entered_outside, l->table->entry = l->table->file_size, "has pvh_start at") \
LIE(entered64_in_table, l->table->entry64 = 111, "pvh_start64 at 0x6f")	\
LIE(entered64_outside, l->table->entry64 = l->table->file_size, "pvh_start64 at") \
LIE(header_in_table, l->table->header = 111, "the setup header at 0x6f")	\
LIE(header_outside, l->table->header = l->table->file_size + 1, "the setup header at") \
LIE(header_is_long, l->table->header_size = l->table->file_size - l->table->header + 1, "the setup header at") \
LIE(header_is_code, l->table->header = 112; l->table->header_size = 0x1000, "is not a bzImage") \
LIE(no_entry_note, rename_note(l, "Xen", 18), "has no note PHYS32_ENTRY")	\
LIE(note_enters_elsewhere, note_in(l, "Xen", 18)[0]++, "by its note")	\
LIE(note_enters_high, note_in(l, "Xen", 18)[4]++, "by its note")	\
LIE(enters_elsewhere, l->ehdr->e_entry++, "by its header")		\
LIE(low_part_in_table, l->table->low_part = 111, "a low part of 0x")	\
LIE(low_part_outside, l->table->low_part = l->table->file_size + 1, "a low part of 0x") \
LIE(low_part_is_long, l->table->low_part_size = l->table->file_size - l->table->low_part + 1, "a low part of 0x") \
LIE(low_part_is_short, l->table->low_part_size = 7, "a low part of 0x7") \
LIE(low_part_below, l->table->low = l->table->kernel - 1; note_in(l, "Xen", 18)[0] = 7; note_in(l, "Xen", 18)[1] = note_in(l, "Xen", 18)[2] = 0, "does not suit a kernel of") \
LIE(low_part_elsewhere, l->table->low++; note_in(l, "Xen", 18)[0]++, "does not suit a kernel of") \
LIE(low_part_ends_before, l->phdr[0].p_filesz++, "does not suit a kernel of") \
LIE(low_part_is_lost, l->table->low = 0, "by its note")		\
LIE(low_part_leads_elsewhere, low_part(l)[0]++, "not a copy")		\
LIE(low_part_ends_elsewhere, low_part(l)[4]++, "not a copy")		\
LIE(low_part_is_another, low_part(l)[l->table->low_part_size - 1]++, "not a copy") \
LIE(no_header, l->header[0x202 - 0x1f1] = 'h', "is not a bzImage")		\
LIE(old_header, l->header[0x206 - 0x1f1] = 9, "protocol 2.09")		\
LIE(header_is_short, l->table->header_size = 0x23d - 0x1f1, "which cannot be wrapped") \
LIE(payload_outside, l->header[0x24f - 0x1f1] = 0xff, "payload_length 0xff000800") \
LIE(kernel_elsewhere, l->table->kernel += 4096, "for the kernel")	\
LIE(kernel_prefers_other, l->header[0x25b - 0x1f1]++, "for the kernel")	\
LIE(kernel_has_less, l->table->kernel_size -= 4096, "for the kernel")	\
LIE(kernel_needs_more, l->header[0x262 - 0x1f1]++, "for the kernel")	\
LIE(segment_has_less, l->phdr[0].p_memsz = 0x2000, "for the kernel")	\
LIE(cmdline_differs, l->table->cmdline_size--, "for the kernel")	\
LIE(kernel_in_two, split_kernel(l), "kernel of 2 segments") \
LIE(entered_nowhere, make_direct(l, l->phdr[1].p_paddr), "is entered at 0x")	\
LIE(relocs_nowhere, make_direct(l, l->phdr[0].p_paddr); l->table->relocs = 16; l->table->relocs_size = 1, "the table of relocations of") \
LIE(replaced_nowhere, make_direct(l, l->phdr[0].p_paddr); l->table->replaced = 16, "what the low part replaces of") \
LIE(nothing_replaced, make_direct(l, l->phdr[0].p_paddr); l->table->replaced = 0, "does not suit a kernel of") \
LIE(replaced_in_bzimage, l->table->replaced = l->phdr[2].p_paddr, "does not suit a kernel of") \
LIE(replaced_without_low_part, l->table->low = 0; l->table->replaced = l->phdr[2].p_paddr; enter_at(l, l->table->link + l->table->entry), "does not suit a kernel of") \
LIE(no_version, rename_note(l, "pvhwrap", PVH_WRAP_NOTE_VERSION), "no note of the kernel's version") \
LIE(ends_elsewhere, set_end(l, l->table->end + 4096), "has a table with end")	\
LIE(mask_differs, l->table->load_mask >>= 1, "load_mask 0xfffff,")	\
LIE(never_moved, rename_note(l, "Xen", 19), "is not there")		\
LIE(moved_not, l->header[0x234 - 0x1f1] = 0, "relocatable_kernel 0")	\
LIE(aligned_other, note_in(l, "Xen", 19)[2]++, "PHYS32_RELOC with alignment 0x210000") \
LIE(before_elsewhere, l->table->before = l->table->link, "the text to prepend of") \
LIE(after_is_long, l->table->after_size = 0xffffffff, "the text to append of") \
LIE(ramdisk_is_long, l->table->ramdisk_size++, "the ramdisk of 0xd bytes") \
LIE(ramdisk_outside, l->table->ramdisk = 0xfffff000, "the ramdisk of")	\
LIE(ramdisk_nowhere, l->phdr[2].p_type = PT_NULL; set_end(l, l->phdr[2].p_paddr), "the text to prepend of")

LIES

#undef LIE
#define LIE(name, change, sentence) { #name, name, sentence },

static const struct {
	const char *name;
	void (*change)(struct liar *l);
	const char *says;
} lies[] = { LIES };

static void wrapped_that_lies(void)
{
	for (size_t i = 0; i < LENGTH(lies); i++) {
		struct liar l = { .file = copy_of(wrapped_file.data, wrapped_file.size) };
		struct fault why = { "" };
		struct wrapped w;

		l.ehdr = (Elf64_Ehdr *)l.file.data;
		l.phdr = (Elf64_Phdr *)(l.file.data + l.ehdr->e_phoff);
		l.table = (struct pvh_wrap *)(l.file.data + l.phdr[1].p_offset);
		l.header = (uint8_t *)l.table + l.table->header;
		l.notes = l.file.data + l.phdr[3].p_offset;
		lies[i].change(&l);
		make_sum(&l.file);
		if (parse_wrapped(&l.file, &w, &why) || !strstr(why.text, lies[i].says) ||
		    !is_sentence(&why))
			complain("%s: '%s', not '%s'", lies[i].name, why.text, lies[i].says);
		free(l.file.data);
	}
}

static void wrapped_without_a_sum(void)
{
	struct liar l = { .file = copy_of(wrapped_file.data, wrapped_file.size) };
	struct fault why = { "" };
	struct wrapped w;

	l.ehdr = (Elf64_Ehdr *)l.file.data;
	l.phdr = (Elf64_Phdr *)(l.file.data + l.ehdr->e_phoff);
	l.notes = l.file.data + l.phdr[3].p_offset;
	rename_note(&l, "pvhwrap", PVH_WRAP_NOTE_SUM);
	if (!parse_wrapped(&l.file, &w, &why) || w.has_sum || w.intact)
		complain("'%s', has_sum %d, intact %d", why.text, w.has_sum, w.intact);
	free(l.file.data);
}

static void other_files_are_not_wrapped(void)
{
	struct bytes file = copy_of(small, SMALL_SIZE);
	bool intact;

	if (is_wrapped(&file) || try_wrapped(&file, "bzImage", 0, &intact))
		complain("a bzImage is taken for a wrapped file");
	free(file.data);
	file = copy_of("x", 1);
	if (is_wrapped(&file) || try_wrapped(&file, "text", 0, &intact))
		complain("a text is taken for a wrapped file");
	free(file.data);
}

/*
 * A kernel with section headers, a section behind these and one that is not in the file,
 * and behind all that the words.
 */
static struct bytes payload_with_sections(const uint32_t *words, size_t nr_words, size_t *end)
{
	struct bytes kernel = make_sample("elf64"), file;
	Elf64_Shdr sections[3] = {
		{ .sh_type = SHT_NULL },
		{ .sh_type = SHT_PROGBITS, .sh_size = 24 },
		{ .sh_type = SHT_NOBITS, .sh_size = 0x100000 },
	};
	Elf64_Ehdr header;

	memcpy(&header, kernel.data, sizeof(header));
	header.e_shoff = kernel.size;
	header.e_shnum = LENGTH(sections);
	header.e_shentsize = sizeof(sections[0]);
	sections[1].sh_offset = kernel.size + sizeof(sections);
	*end = sections[1].sh_offset + sections[1].sh_size;

	file.size = *end + nr_words * sizeof(*words);
	file.data = calloc(1, file.size);
	memcpy(file.data, kernel.data, kernel.size);
	memcpy(file.data, &header, sizeof(header));
	memcpy(file.data + kernel.size, sections, sizeof(sections));
	memcpy(file.data + *end, words, nr_words * sizeof(*words));
	free(kernel.data);
	return file;
}

static bool try_split(const struct bytes *file, struct bytes *elf, struct bytes *relocs,
		      size_t n)
{
	struct elf_image image = { 0 };
	struct fault why = { "" };
	bool taken = split_payload(file, &image, relocs, &why);

	*elf = image.file;
	free_elf(&image);
	if (taken && (why.text[0] || elf->data != file->data || !is_inside(elf, file) ||
		      relocs->data != elf->data + elf->size ||
		      elf->size + relocs->size != file->size))
		complain("payload %zu: taken, but its parts are elsewhere, or '%s'", n, why.text);
	if (!taken && !is_sentence(&why))
		complain("payload %zu: no sentence: '%s'", n, why.text);
	return taken;
}

static const uint32_t relocations[] = { 0, 0x81000000, 0x81000008, 0, 0x81000010, 0, 0x81000020 };

static void payload_is_split(void)
{
	struct bytes elf, relocs, file = make_sample("elf64");
	size_t end = file.size;

	if (!try_split(&file, &elf, &relocs, 1) || elf.size != end || relocs.size)
		complain("a kernel without relocations: %zu, %zu", elf.size, relocs.size);
	free(file.data);

	file = payload_with_sections(relocations, LENGTH(relocations), &end);
	if (!try_split(&file, &elf, &relocs, 2) || elf.size != end ||
	    relocs.size != sizeof(relocations) ||
	    memcmp(relocs.data, relocations, sizeof(relocations)))
		complain("a kernel with relocations: %zu, %zu", elf.size, relocs.size);
	/* No table begins so. */
	file.data[end] = 1;
	if (try_split(&file, &elf, &relocs, 3))
		complain("words without a 0 before them are taken");
	free(file.data);
}

static void payload_truncated_anywhere(void)
{
	struct bytes elf, relocs, file;
	size_t end;

	file = payload_with_sections(relocations, LENGTH(relocations), &end);
	for (size_t size = 1; size < file.size; size++) {
		struct bytes part = copy_of(file.data, size);
		bool whole = size >= end && (size - end) % 4 == 0;

		if (try_split(&part, &elf, &relocs, size) != whole)
			complain("%zu bytes of %zu are %s", size, file.size,
				 whole ? "refused" : "taken");
		free(part.data);
	}
	free(file.data);
}

static void payload_with_any_header(void)
{
	struct bytes elf, relocs, file;
	size_t end;

	file = payload_with_sections(relocations, LENGTH(relocations), &end);
	for (size_t at = 0; at < end; at++) {
		uint8_t kept = file.data[at];

		for (unsigned int bit = 0; bit < 8; bit++) {
			file.data[at] = kept ^ 1 << bit;
			try_split(&file, &elf, &relocs, at);
		}
		file.data[at] = 0xff;
		try_split(&file, &elf, &relocs, at);
		file.data[at] = kept;
	}
	free(file.data);
}

/* ---- a kernel without its decompressor ------------------------------------------- */

#define KERNEL_MEMORY	0x200000
#define TEXT_WORDS	(SAMPLE_TEXT_SIZE / 4)

/* A kernel with some words that depend on its place, and zeros behind them. */
static struct bytes new_vmlinux(Elf64_Ehdr **ehdr, Elf64_Phdr **load, uint32_t **words)
{
	struct bytes file = make_sample("elf64");

	*ehdr = (Elf64_Ehdr *)file.data;
	*load = (Elf64_Phdr *)(file.data + SAMPLE_PHDR(0));
	*words = (uint32_t *)(file.data + SAMPLE_TEXT);
	(*ehdr)->e_entry = SAMPLE_ENTRY;
	(*load)->p_filesz = SAMPLE_TEXT_SIZE;
	(*load)->p_memsz = KERNEL_MEMORY;
	memset(*words, 0, SAMPLE_TEXT_SIZE);
	for (size_t i = 0; i < TEXT_WORDS / 2; i++)
		(*words)[i] = 0x81000000 + i;
	return file;
}

static const uint32_t lists[] = {
	0, 0x81000000, 0x81000010, 0, 0x81000020, 0, 0x81000004, 0x810000f0, 0x81001000,
};

static struct bytes of_words(const uint32_t *words, size_t nr)
{
	return (struct bytes){ (uint8_t *)words, nr * sizeof(*words) };
}

static bool read_vmlinux(const struct bytes *file, const struct bytes *relocs,
			 struct vmlinux *kernel, struct fault *why)
{
	struct elf_image elf = { 0 };
	bool good = parse_elf(file, &elf, why) && parse_vmlinux(&elf, relocs, kernel, why);

	free_elf(&elf);
	return good;
}

/* What a table moves, as bits by the number of a word of .text; the last is any other. */
static void read_runs(const struct pvh_relocs *table, size_t from, size_t size,
		      bool moved[TEXT_WORDS + 1])
{
	const uint8_t *run = table->runs + from, *end = run + size;
	uint64_t at = 0;

	memset(moved, 0, TEXT_WORDS + 1);
	while (run < end) {
		const struct pvh_reloc_run *head = (const void *)run;

		at += head->skip;
		for (size_t i = 0;; at += head->steps[i++]) {
			moved[at / 4 < TEXT_WORDS ? at / 4 : TEXT_WORDS] = true;
			if (i == head->more)
				break;
		}
		run = head->steps + head->more;
	}
	if (run != end)
		complain("the runs end elsewhere");
}

static void check_moved(const bool moved[TEXT_WORDS + 1], const size_t *words, size_t nr)
{
	for (size_t i = 0; i <= TEXT_WORDS; i++) {
		bool wanted = false;

		for (size_t n = 0; n < nr; n++)
			wanted |= words[n] == i;
		if (moved[i] != wanted)
			complain("word %zu is %smoved", i, moved[i] ? "" : "not ");
	}
}

static void vmlinux_is_read(void)
{
	static const size_t added[] = { 0, 4, 1, 60, TEXT_WORDS }, subtracted[] = { 8 };
	struct bytes file, relocs = of_words(lists, LENGTH(lists));
	const struct pvh_relocs *table;
	bool moved[TEXT_WORDS + 1];
	struct vmlinux kernel;
	struct fault why = { "" };
	Elf64_Ehdr *ehdr;
	Elf64_Phdr *load;
	uint32_t *words;

	file = new_vmlinux(&ehdr, &load, &words);
	if (!read_vmlinux(&file, &relocs, &kernel, &why))
		complain("%s", why.text);
	if (kernel.nr_parts != 1 || kernel.start != SAMPLE_ADDRESS ||
	    kernel.end != SAMPLE_ADDRESS + KERNEL_MEMORY || kernel.entry != SAMPLE_ENTRY ||
	    kernel.parts[0].paddr != SAMPLE_ADDRESS || kernel.parts[0].memsz != KERNEL_MEMORY)
		complain("it is at %#x to %#x", kernel.start, kernel.end);
	/* Half of it are zeros. */
	if (kernel.parts[0].data.data != (uint8_t *)words ||
	    kernel.parts[0].data.size != SAMPLE_TEXT_SIZE / 2)
		complain("%zu bytes of it are left", kernel.parts[0].data.size);
	table = (struct pvh_relocs *)kernel.table.data;
	if (kernel.table.size != table->size || table->magic != PVH_RELOCS_MAGIC ||
	    table->text != 0xffffffff81000000 || table->first ||
	    table->slots != vmlinux_slots(&kernel) ||
	    table->slots != 1 + (0x40000000 - kernel.end) / PVH_RELOCS_STEP)
		complain("its table has %u bytes for %u slots", table->size, table->slots);
	read_runs(table, 0, table->added, moved);
	check_moved(moved, added, LENGTH(added));
	read_runs(table, table->added, table->subtracted, moved);
	check_moved(moved, subtracted, LENGTH(subtracted));
	free_vmlinux(&kernel);

	/* Since Linux 6.15 there is nothing to subtract from. */
	relocs = of_words(lists + 3, LENGTH(lists) - 3);
	if (!read_vmlinux(&file, &relocs, &kernel, &why) ||
	    ((struct pvh_relocs *)kernel.table.data)->subtracted)
		complain("two lists: %s", why.text);
	free_vmlinux(&kernel);
	for (size_t n = 0; n < 4; n++) {
		static const uint32_t zeros[3];

		relocs = of_words(zeros, n);
		if (n != 1 && (!read_vmlinux(&file, &relocs, &kernel, &why) || kernel.table.size))
			complain("no relocations in %zu words: %s", n, why.text);
		free_vmlinux(&kernel);
	}
	free(file.data);
}

#define MISTAKE(name, change, sentence)					\
	static void name(Elf64_Ehdr *ehdr, Elf64_Phdr *load, uint32_t *words, uint32_t *relocs) \
	{ (void)ehdr, (void)load, (void)words, (void)relocs; change; }
#define MISTAKES								\
MISTAKE(for_another_machine, ehdr->e_machine = EM_AARCH64, "only one for x86-64")	\
MISTAKE(not_entered, ehdr->e_entry = SAMPLE_ADDRESS + SAMPLE_TEXT_SIZE / 2, "which is in none of its segments") \
MISTAKE(entered_below, ehdr->e_entry = SAMPLE_ADDRESS - 1, "which is in none of its segments") \
MISTAKE(too_high, load->p_paddr = 0x3ff00000, "where it cannot be")		\
MISTAKE(too_large, load->p_memsz = 0x40000000, "where it cannot be")		\
MISTAKE(at_no_page, load->p_paddr += 5, "bytes at 0x")		\
MISTAKE(no_zero, relocs[0] = 1, "does not begin with a zero")			\
MISTAKE(one_list, relocs[0] = relocs[3] = relocs[5] = 0x81000001, "does not begin with a zero") \
MISTAKE(four_lists, relocs[7] = 0, "more than three lists")			\
MISTAKE(not_in_order, relocs[2] = 0x80000000, "in that order")			\
MISTAKE(twice, relocs[7] = relocs[6], "in that order")				\
MISTAKE(before_the_kernel, relocs[1] = 0x80fffffc, "too close to the end")	\
MISTAKE(at_the_end, relocs[8] = 0x81200000 - 0x10000, "")			\
MISTAKE(too_close, relocs[8] = 0x81200000 - PVH_RELOCS_REACH + 1, "too close to the end") \
MISTAKE(carries, words[4] = 0xc1200001, "that would carry")			\
MISTAKE(hardly_carries_not, words[4] = 0xc11fffff, "")				\
MISTAKE(carries_in_32_bits, words[1] = words[8] = 0xffffffff, "")

MISTAKES

#undef MISTAKE
#define MISTAKE(name, change, sentence) { #name, name, sentence },

static const struct {
	const char *name;
	void (*change)(Elf64_Ehdr *ehdr, Elf64_Phdr *load, uint32_t *words, uint32_t *relocs);
	const char *says;
} mistakes[] = { MISTAKES };

static void vmlinux_with_mistakes(void)
{
	for (size_t i = 0; i < LENGTH(mistakes); i++) {
		struct bytes relocs = copy_of(lists, sizeof(lists)), file;
		struct fault why = { "" };
		struct vmlinux kernel = { .nr_parts = 0 };
		Elf64_Ehdr *ehdr;
		Elf64_Phdr *load;
		uint32_t *words;
		bool taken;

		file = new_vmlinux(&ehdr, &load, &words);
		mistakes[i].change(ehdr, load, words, (uint32_t *)relocs.data);
		taken = read_vmlinux(&file, &relocs, &kernel, &why);
		if (taken != !mistakes[i].says[0] || !strstr(why.text, mistakes[i].says))
			complain("%s: '%s', not '%s'", mistakes[i].name, why.text,
				 mistakes[i].says);
		free_vmlinux(&kernel);
		free(relocs.data);
		free(file.data);
	}
}

/* Unified kernel images */

/* Return: whether it is taken, which is complained about if it points outside. */
static bool try_uki(const struct bytes *file, const char *what, size_t n, struct uki *uki,
		    struct fault *why)
{
	/* Only the front is there, as for a file of that size. */
	bool taken = parse_uki(file, file->size, uki, why);

	*why = taken ? (struct fault){ "" } : *why;
	if (!taken && !is_sentence(why))
		complain("%s %zu: no sentence: '%s'", what, n, why->text);
	for (size_t i = 0; taken && i < UKI_PARTS; i++)
		if (!within(file, uki->parts[i].offset, uki->parts[i].size))
			complain("%s %zu: part %zu is not in the file", what, n, i);
	return taken;
}

static void uki_is_read(void)
{
	struct bytes file = make_sample("uki"), kernel = make_sample("bzimage-xz");
	struct fault why = { "" };
	struct uki uki;

	if (!is_uki(&file) || !parse_uki(&file, file.size, &uki, &why))
		complain("not taken: %s", why.text);
	if (uki.parts[UKI_CMDLINE].size != 16 || uki.parts[UKI_UCODE].size != 9 ||
	    uki.parts[UKI_INITRD].size != 10 || uki.parts[UKI_KERNEL].size != kernel.size ||
	    memcmp(file.data + uki.parts[UKI_CMDLINE].offset, "from=uki", 8) ||
	    memcmp(file.data + uki.parts[UKI_UCODE].offset, "microcode", 9) ||
	    memcmp(file.data + uki.parts[UKI_INITRD].offset, "the initrd", 10) ||
	    memcmp(file.data + uki.parts[UKI_KERNEL].offset, kernel.data, kernel.size))
		complain("its parts are not where they are");
	if (strcmp(uki.left_out, ".pcrsig"))
		complain("left out: '%s'", uki.left_out);
	free(kernel.data);
	free(file.data);
}

static void uki_truncated_anywhere(void)
{
	struct bytes whole = make_sample("uki");

	for (size_t size = 0; size < whole.size; size++) {
		struct bytes file = copy_of(whole.data, size);
		struct fault why = { "" };
		struct uki uki;

		/* Of the two sections behind .ucode, nothing is taken. */
		if (try_uki(&file, "truncated to", size, &uki, &why) !=
		    (size >= whole.size - 3 * 512 + 9))
			complain("truncated to %zu: %s", size, why.text[0] ? why.text : "taken");
		is_uki(&file);
		free(file.data);
	}
	free(whole.data);
}

static void uki_with_any_byte(void)
{
	static const uint8_t values[] = { 0, 1, 0x7f, 0x80, 0xff };
	struct bytes file = make_sample("uki");

	for (size_t at = 0; at < SAMPLE_SECTION(SAMPLE_SECTIONS); at++) {
		uint8_t was = file.data[at];

		for (size_t i = 0; i < LENGTH(values); i++) {
			struct fault why = { "" };
			struct uki uki;

			file.data[at] = values[i];
			try_uki(&file, "byte", at, &uki, &why);
			is_uki(&file);
		}
		file.data[at] = was;
	}
	free(file.data);
}

struct uki_change {
	const char *name;
	size_t at;
	const char *bytes;
	size_t size;
	const char *says;		/* or what is left out then */
	bool taken;
};

#define SECTION(n, field, bytes)	SAMPLE_SECTION(n) + (field), (bytes), sizeof(bytes) - 1
#define COFF(field, bytes)		SAMPLE_COFF + (field), (bytes), sizeof(bytes) - 1

/* A section's name, size in memory, size and offset in the file are at 0, 8, 16, 20. */
static const struct uki_change uki_changes[] = {
	{ "for arm64", COFF(4, "\x64\xaa"), "kernel image for arm64; give one for x86", false },
	{ "for i386", COFF(4, "\x4c\x01"), ".pcrsig", true },
	{ "too many sections", COFF(6, "\xff\xff"), "has 65535 section headers at 0x188", false },
	{ "no kernel", SECTION(2, 0, ".other\0"), ".linux is missing or empty", false },
	{ "empty kernel", SECTION(2, 16, "\0\0\0\0"), ".linux is missing or empty", false },
	{ "no command line", SECTION(1, 0, ".uname\0\0"), ".pcrsig", true },
	{ "two kernels", SECTION(0, 0, ".linux\0"), "has two sections .linux", false },
	{ "two ramdisks", SECTION(6, 0, ".initrd\0"), "has two sections .initrd", false },
	{ "too large", SECTION(3, 8, "\0\0\0\x40\0\0\0\0\0\0\0\x40"), "has .initrd of 0x40000000 bytes at", false },
	{ "beyond the end", SECTION(4, 20, "\0\0\0\x40"), "has .ucode of 0x9 bytes at 0x40000000", false },
	{ "beyond 32 bits", SECTION(4, 20, "\xff\xff\xff\xff"), "has .ucode of 0x9 bytes at 0xffffffff", false },
	{ "one over the other", SECTION(3, 20, "\0\x08\0\0"), "has .linux at 0x800 and .initrd at 0x800", false },
	{ "empty one in the other", SECTION(3, 16, "\0\0\0\0\0\x09\0\0"), ".pcrsig", true },
	{ "aligned in memory", SECTION(3, 8, "\0\x10\0\0"), ".pcrsig", true },
	{ "nothing to say", SECTION(5, 0, ".uname\0"), "", true },
	{ "device trees", SECTION(0, 0, ".dtbauto"), ".dtbauto, .pcrsig", true },
	{ "a signature", COFF(24 + 148, "\1"), "its signature, .pcrsig", true },
	{ "a profile", SECTION(0, 0, ".profile"), ".pcrsig", true },
	{ "a name in the other", SECTION(2, 0, ".linux1\0"), ".linux is missing or empty", false },
};

static void uki_that_is_changed(void)
{
	for (size_t i = 0; i < LENGTH(uki_changes); i++) {
		const struct uki_change *change = &uki_changes[i];
		struct bytes file = make_sample("uki");
		struct fault why = { "" };
		struct uki uki;
		bool taken;

		memcpy(file.data + change->at, change->bytes, change->size);
		taken = try_uki(&file, change->name, i, &uki, &why);
		if (taken != change->taken)
			complain("%s: %s", change->name, taken ? "taken" : why.text);
		else if (taken ? strcmp(uki.left_out, change->says) : !strstr(why.text, change->says))
			complain("%s: '%s', not '%s'", change->name, taken ? uki.left_out : why.text,
				 change->says);
		free(file.data);
	}
}

/* Its optional header is smaller. */
static void uki_of_32_bits(void)
{
	struct bytes file = make_sample("uki");
	struct fault why = { "" };
	struct uki uki;

	file.data[SAMPLE_COFF + 24] = 0x0b;
	file.data[SAMPLE_COFF + 25] = 0x01;
	file.data[SAMPLE_COFF + 24 + 132] = 1;
	if (!parse_uki(&file, file.size, &uki, &why) || strcmp(uki.left_out, "its signature, .pcrsig"))
		complain("left out: '%s' %s", uki.left_out, why.text);
	free(file.data);
}

/* Two sections of each kind, in front of all profiles and in the first two. */
static void uki_with_profiles(void)
{
	static const char names[][9] = {
		".initrd", ".linux", ".cmdline", ".profile", ".cmdline", ".profile", ".cmdline",
	};
	struct bytes file = make_sample("uki");
	struct fault why = { "" };
	struct uki uki;

	for (size_t i = 0; i < LENGTH(names); i++) {
		memset(file.data + SAMPLE_SECTION(i), 0, 8);
		memcpy(file.data + SAMPLE_SECTION(i), names[i], strlen(names[i]));
	}
	if (!parse_uki(&file, file.size, &uki, &why))
		complain("not taken: %s", why.text);
	if (uki.parts[UKI_CMDLINE].size != 9 ||
	    memcmp(file.data + uki.parts[UKI_CMDLINE].offset, "microcode", 9))
		complain("the command line is another");
	if (strcmp(uki.left_out, "all profiles but the first"))
		complain("left out: '%s'", uki.left_out);
	free(file.data);
}

static void nothing(void) { }

int main(int argc, char **argv)
{
	static const struct test bzimage[] = {
		TEST(bzimage_is_read), TEST(bzimage_has_fields_of_its_protocol),
		TEST(bzimage_truncated_anywhere), TEST(bzimage_with_a_signature_behind),
		TEST(bzimage_with_any_byte), TEST(bzimage_with_any_extreme),
		TEST(bzimage_that_lies), TEST(bzimage_without_a_payload), TEST(bzimage_with_an_odd_name), TEST(no_bzimage_at_all),
	};
	static const struct test payload[] = {
		TEST(payload_is_split), TEST(payload_truncated_anywhere),
		TEST(payload_with_any_header),
	};
	static const struct test vmlinux[] = {
		TEST(vmlinux_is_read), TEST(vmlinux_with_mistakes),
	};
	static const struct test wrapped[] = {
		TEST(wrapped_is_read), TEST(wrapped_truncated_anywhere),
		TEST(wrapped_with_any_byte), TEST(wrapped_with_any_extreme),
		TEST(wrapped_that_lies), TEST(wrapped_without_a_sum),
		TEST(other_files_are_not_wrapped),
	};
	static const struct test uki[] = {
		TEST(uki_is_read), TEST(uki_truncated_anywhere), TEST(uki_with_any_byte),
		TEST(uki_that_is_changed), TEST(uki_of_32_bits), TEST(uki_with_profiles),
	};
	static const struct suite suites[] = {
		{ "bzimage", bzimage, LENGTH(bzimage) },
		{ "uki", uki, LENGTH(uki) },
		{ "payload", payload, LENGTH(payload) },
		{ "vmlinux", vmlinux, LENGTH(vmlinux) },
		{ "wrapped", wrapped, LENGTH(wrapped) },
	};
	struct fault why = { "" };

	if (argc != 2 || !read_file(argv[1], &wrapped_file, &why)) {
		fprintf(stderr, "usage: test-parsers WRAPPED %s\n", why.text);
		return 2;
	}
	small_bzimage(small);
	return run_suites(suites, LENGTH(suites), nothing);
}
