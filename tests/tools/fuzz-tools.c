// SPDX-License-Identifier: GPL-2.0-only
/*
 * The functions for libFuzzer, for both tools: any file is inspected by the functions
 * of pvhinfo, and a bzImage is wrapped by those of pvhwrap; the result must be what
 * pvhwrap reports.
 *
 * libFuzzer's own mutations rarely change only a field of a header, as those below do.
 */
#define _GNU_SOURCE
#include <elf.h>
#include <zlib.h>

/* All of it is static, but for this. */
#define main	pvhwrap_main
#include "tools/pvhwrap.c"
#undef main

#include "check.h"
#include "samples.h"
#include "tests/fuzz/limit.h"
#include "tools/lib/inspect.h"
#include "tools/lib/loaders.h"
#include "tools/lib/uki.h"

#define GROWTH	20480		/* pvhwrap's promise, beside texts and ramdisk */

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned int seed);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void __attribute__((noreturn, format(printf, 1, 2))) wrong(const char *format, ...)
{
	va_list args;

	fputs("wrong: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	abort();
}

/* Everything that points into a file. */
static void check_inside(const struct bytes *file, const char *what, const uint8_t *data,
			 size_t size)
{
	if (size && (data < file->data || size > file->size ||
		     data - file->data > (ptrdiff_t)(file->size - size)))
		wrong("%s, %zu bytes, is not in the file", what, size);
}

static void check_bzimage(const struct bytes *file, const struct bzimage *image)
{
	if (image->header_size > BZIMAGE_HEADER_MAX)
		wrong("the setup header has %zu bytes", image->header_size);
	check_inside(file, "setup header", image->header, image->header_size);
	check_inside(file, "kernel", image->kernel.data, image->kernel.size);
	check_inside(&image->kernel, "payload", image->payload.data, image->payload.size);
}

static void fuzz_pvhinfo(const struct bytes *file)
{
	struct fault why;
	char *json, *text;
	const char *fault = check_inspection(file, &why, &json, &text);

	if (fault)
		wrong("%s: %s", fault, why.text);
	free(json);
	free(text);
}

/* What --verify reads. */
static void fuzz_wrapped(const struct bytes *file)
{
	struct fault why = { "" };
	struct wrapped w;

	if (!parse_wrapped(file, &w, &why)) {
		const char *fault = check_sentence(&why);

		if (fault)
			wrong("%s: %s", fault, why.text);
		return;
	}
	check_bzimage(file, &w.image);
	check_inside(file, "entry", w.entry.data, w.entry.size);
	check_inside(file, "text before", w.before.data, w.before.size);
	check_inside(file, "text behind", w.after.data, w.after.size);
	check_inside(file, "ramdisk", w.ramdisk.data, w.ramdisk.size);
}

/* The kernel is in there as it was, and all loaders take what it is in now. */
static void check_wrapped(const struct plan *plan, const struct bytes *file, size_t size)
{
	struct inspection found;
	struct fault why = { "" };
	const struct bytes *kernel = &found.wrapped.image.kernel;
	size_t own = plan->extras_part.file_size ? plan->extras_part.file_size + 16 : 0;

	/* Not by inspect(): the payload may be anything. */
	found = (struct inspection){ .file = *file };
	if (!parse_wrapped(file, &found.wrapped, &why) || !found.wrapped.intact ||
	    !parse_elf(file, &found.elf, &why))
		wrong("the wrapped file %s", why.text[0] ? why.text : "has a wrong checksum");
	if (plan->vmlinux.nr_parts) {
		check_inside(file, "relocations", found.wrapped.relocs.data,
			     found.wrapped.relocs.size);
	} else {
		check_inside(file, "wrapped kernel", kernel->data, kernel->size);
		if (kernel->size != plan->image.kernel.size ||
		    memcmp(kernel->data, plan->image.kernel.data, kernel->size))
			wrong("the wrapped kernel is another");
		if (file->size > size + GROWTH + own)
			wrong("a bzImage of %zu bytes becomes %zu", size, file->size);
	}
	/* The others enter nothing by PVH. */
	for (enum loader loader = 0; loader <= LOADER_XEN; loader++) {
		struct candidate candidate = { .file = file, .elf = &found.elf };
		struct host host = { .loader = loader };
		uint64_t entry;

		if (loader_takes(&host, &candidate, &entry, &why)) {
			if (entry != found.wrapped.phys32_entry)
				wrong("%s enters it at 0x%" PRIx64, loader_name(loader), entry);
			continue;
		}
		/* That is where the kernel wants to be, and how much it asks for. */
		if (!strstr(why.text, "where there is no memory between") &&
		    !strstr(why.text, "QEMU supports less than 2 GiB"))
			wrong("%s does not take it: %s", loader_name(loader), why.text);
		why.text[0] = 0;
	}
	free_elf(&found.elf);
}

static void fuzz_pvhwrap(const struct bytes *file, bool direct)
{
	/* Which options there are follows from the file. */
	static const uint8_t ramdisk[5000];
	unsigned int dice = file->data[file->size / 2] ^ file->data[file->size / 3];
	struct options options = { .direct = direct, .no_kaslr = dice & 16, .force = true };
	struct plan plan = {
		.before = dice & 1 ? "before" : "",
		.after = dice & 2 ? "after" : "",
		.subarch = dice & 4 ? WRAPPED_SUBARCH_PVH : WRAPPED_SUBARCH_PC,
		.entry = { (uint8_t *)entry_blob, entry_blob_end - entry_blob },
		.ramdisk_size = dice & 8 ? 1 + dice * 19 : 0,
	};
	struct input input = { .kernel = *file, .found_in = "" };
	struct fault why = { "" }, damage = { "" };
	struct bytes unpacked = { 0 }, made = { 0 };
	size_t sum_at;
	bool taken = take_kernel(&options, &input, &plan, &unpacked, &damage, &why);

	if (taken && is_bzimage(file))
		check_bzimage(file, &plan.image);
	if (taken && make_plan(&plan, &why)) {
		if (!make_front(&plan, &made, &sum_at, &why))
			wrong("pvhwrap cannot make it: %s", why.text);
		seal(&plan, &made, sum_at, crc32(0, ramdisk, plan.ramdisk_size));
		made.data = realloc(made.data, made.size + plan.ramdisk_size);
		if (!made.data)
			abort();
		memcpy(made.data + made.size, ramdisk, plan.ramdisk_size);
		made.size += plan.ramdisk_size;
		check_wrapped(&plan, &made, file->size);
		fuzz_pvhinfo(&made);
	} else {
		const char *fault = check_sentence(&why);

		if (fault)
			wrong("%s: %s", fault, why.text);
	}
	free(made.data);
	free_vmlinux(&plan.vmlinux);
	free(unpacked.data);
}

/* What is in a unified kernel image; its kernel is another file. */
static void fuzz_uki(const struct bytes *file)
{
	struct fault why = { "" };
	struct uki uki;

	if (parse_uki(file, file->size, &uki, &why)) {
		for (size_t i = 0; i < UKI_PARTS; i++)
			if (!within(file, uki.parts[i].offset, uki.parts[i].size))
				wrong("part %zu is not in the file", i);
		if (strlen(uki.left_out) == sizeof(uki.left_out) - 1)
			wrong("what is left out is cut off: %s", uki.left_out);
	} else if (check_sentence(&why)) {
		wrong("%s: %s", check_sentence(&why), why.text);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bytes file = { malloc(size ? size : 1), size };

	if (!file.data)
		abort();
	memcpy(file.data, data, size);
	limit_input(INPUT_SECONDS);
	fuzz_pvhinfo(&file);
	if (is_bzimage(&file) || is_elf(&file)) {
		fuzz_pvhwrap(&file, false);
		fuzz_pvhwrap(&file, true);
	}
	if (is_wrapped(&file))
		fuzz_wrapped(&file);
	if (is_uki(&file))
		fuzz_uki(&file);
	limit_input(0);
	free(file.data);
	return 0;
}

static uint64_t state;

/* xorshift64: all that a run does follows from libFuzzer's seed. */
static uint64_t dice(uint64_t sides)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state % sides;
}

struct field {
	uint16_t offset;
	uint8_t size;
};

#define FIELD(type, field)	{ offsetof(type, field), sizeof(((type *)0)->field) }

static const struct field elf64_fields[] = {
	FIELD(Elf64_Ehdr, e_type), FIELD(Elf64_Ehdr, e_machine), FIELD(Elf64_Ehdr, e_entry),
	FIELD(Elf64_Ehdr, e_phoff), FIELD(Elf64_Ehdr, e_shoff), FIELD(Elf64_Ehdr, e_flags),
	FIELD(Elf64_Ehdr, e_ehsize), FIELD(Elf64_Ehdr, e_phentsize), FIELD(Elf64_Ehdr, e_phnum),
	FIELD(Elf64_Ehdr, e_shentsize), FIELD(Elf64_Ehdr, e_shnum), FIELD(Elf64_Ehdr, e_shstrndx),
};

static const struct field elf32_fields[] = {
	FIELD(Elf32_Ehdr, e_type), FIELD(Elf32_Ehdr, e_machine), FIELD(Elf32_Ehdr, e_entry),
	FIELD(Elf32_Ehdr, e_phoff), FIELD(Elf32_Ehdr, e_shoff), FIELD(Elf32_Ehdr, e_flags),
	FIELD(Elf32_Ehdr, e_ehsize), FIELD(Elf32_Ehdr, e_phentsize), FIELD(Elf32_Ehdr, e_phnum),
	FIELD(Elf32_Ehdr, e_shentsize), FIELD(Elf32_Ehdr, e_shnum), FIELD(Elf32_Ehdr, e_shstrndx),
};

static const struct field segment64_fields[] = {
	FIELD(Elf64_Phdr, p_type), FIELD(Elf64_Phdr, p_flags), FIELD(Elf64_Phdr, p_offset),
	FIELD(Elf64_Phdr, p_vaddr), FIELD(Elf64_Phdr, p_paddr), FIELD(Elf64_Phdr, p_filesz),
	FIELD(Elf64_Phdr, p_memsz), FIELD(Elf64_Phdr, p_align),
};

static const struct field segment32_fields[] = {
	FIELD(Elf32_Phdr, p_type), FIELD(Elf32_Phdr, p_flags), FIELD(Elf32_Phdr, p_offset),
	FIELD(Elf32_Phdr, p_vaddr), FIELD(Elf32_Phdr, p_paddr), FIELD(Elf32_Phdr, p_filesz),
	FIELD(Elf32_Phdr, p_memsz), FIELD(Elf32_Phdr, p_align),
};

/* The setup header, Documentation/arch/x86/boot.rst. */
static const struct field bzimage_fields[] = {
	{ 0x1f1, 1 }, { 0x1f4, 4 }, { 0x1fe, 2 }, { 0x201, 1 }, { 0x206, 2 }, { 0x20e, 2 },
	{ 0x211, 1 }, { 0x214, 4 }, { 0x22c, 4 }, { 0x230, 4 }, { 0x234, 1 }, { 0x235, 1 },
	{ 0x236, 2 }, { 0x238, 4 }, { 0x23c, 4 }, { 0x248, 4 }, { 0x24c, 4 }, { 0x258, 8 },
	{ 0x260, 4 }, { 0x264, 4 }, { 0x268, 4 },
};

/* Of a unified kernel image: where its headers are, and a section's. */
static const struct field efi_fields[] = {
	{ 0x3c, 4 }, { SAMPLE_COFF + 4, 2 }, { SAMPLE_COFF + 6, 2 }, { SAMPLE_COFF + 20, 2 },
	{ SAMPLE_COFF + 24, 2 }, { SAMPLE_COFF + 24 + 148, 4 },
};

static const struct field section_fields[] = {
	{ 0, 4 }, { 4, 4 }, { 8, 4 }, { 16, 4 }, { 20, 4 },
};

#define PICK(fields)	(fields)[dice(sizeof(fields) / sizeof((fields)[0]))]

static uint64_t get(const uint8_t *data, size_t size)
{
	uint64_t value = 0;

	while (size--)
		value = value << 8 | data[size];
	return value;
}

/* Borders: of the file, of a page, of 32 bits, of what it was. */
static uint64_t other_value(uint64_t was, size_t size)
{
	static const uint64_t values[] = {
		0, 1, 2, 3, 4, 5, 8, 64, 56, 0x1000, 0x100000, 0x1000000, 0x7fffffff,
		0x80000000, 0xc0000000, 0xfffff000, 0xffffffff, 0x100000000, -1ULL, -8ULL,
		0x8000000000000000,
	};

	switch (dice(5)) {
	case 0:
		return PICK(values);
	case 1:
		return PICK(values) + was;
	case 2:
		return size - was + dice(17) - 8;
	case 3:
		return was ^ 1ULL << dice(64);
	default:
		return was + dice(17) - 8;
	}
}

static void change(uint8_t *data, size_t size, size_t base, struct field field)
{
	size_t at = base + field.offset;
	uint64_t value;

	if (at > size || field.size > size - at)
		return;
	value = other_value(get(data + at, field.size), size);
	for (size_t i = 0; i < field.size; i++)
		data[at + i] = value >> 8 * i;
}

/* A word of the notes: they are somewhere at these. */
static void change_note(uint8_t *data, size_t size, size_t start)
{
	change(data, size, start + 4 * dice(48), (struct field){ 0, 4 });
}

static void change_elf(uint8_t *data, size_t size)
{
	bool narrow = data[EI_CLASS] == ELFCLASS32;
	size_t segment = dice(4);

	switch (dice(4)) {
	case 0:
		change(data, size, 0, narrow ? PICK(elf32_fields) : PICK(elf64_fields));
		break;
	case 1:
		change_note(data, size, 0x300);		/* of the samples */
		break;
	case 2:
		change_note(data, size, 0x208);		/* of pvhwrap */
		break;
	default:
		if (narrow)
			change(data, size, sizeof(Elf32_Ehdr) + segment * sizeof(Elf32_Phdr),
			       PICK(segment32_fields));
		else
			change(data, size, sizeof(Elf64_Ehdr) + segment * sizeof(Elf64_Phdr),
			       PICK(segment64_fields));
	}
}

static const uint8_t *find(const uint8_t *data, size_t size, uint64_t magic)
{
	for (size_t at = 0; at + 8 <= size; at += 4)
		if (get(data + at, 8) == magic)
			return data + at;
	return NULL;
}

/* Of a wrapped file the table, or the header that it says to be behind it. */
static void change_table(uint8_t *data, size_t size)
{
	const uint8_t *table = find(data, size, PVH_WRAP_MAGIC);
	struct pvh_wrap as_is;

	if (!table || sizeof(as_is) > size - (table - data))
		return;
	memcpy(&as_is, table, sizeof(as_is));
	if (dice(2))
		change(data, size, table - data + 8 + 4 * dice((sizeof(as_is) - 8) / 4),
		       (struct field){ 0, 4 });
	else
		change(data, size, table - data + as_is.header - BZIMAGE_HEADER,
		       PICK(bzimage_fields));
}

/* A section's name becomes another's, too. */
static void change_uki(uint8_t *data, size_t size)
{
	size_t to = SAMPLE_SECTION(dice(SAMPLE_SECTIONS));
	size_t from = SAMPLE_SECTION(dice(SAMPLE_SECTIONS));

	if (!dice(4))
		change(data, size, 0, PICK(efi_fields));
	else if (dice(3))
		change(data, size, to, PICK(section_fields));
	else if (to + 8 <= size && from + 8 <= size)
		memmove(data + to, data + from, 8);
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned int seed)
{
	state = seed * 0x9e3779b97f4a7c15ULL + 1;
	if (size < 64 || !dice(4))
		return LLVMFuzzerMutate(data, size, max);
	do {
		if (!memcmp(data, "MZ", 2))
			change_uki(data, size);
		else if (memcmp(data, ELFMAG, SELFMAG))
			change(data, size, 0, PICK(bzimage_fields));
		else if (dice(3))
			change_elf(data, size);
		else
			change_table(data, size);
	} while (dice(2));
	return size;
}
