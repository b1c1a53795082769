// SPDX-License-Identifier: GPL-2.0-only
/*
 * Parse and describe a file with a kernel in any supported format.
 */
#define _GNU_SOURCE		/* memmem() */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "banner.h"
#include "inspect.h"
#include "machines.h"
#include "notes.h"
#include "payload.h"
#include "plan.h"

#define NOTE_ENTRY	1	/* of Xen, for PV */
#define PROTOCOL_SUBARCH	0x207	/* the first with hardware_subarch */

/* Gathering */

static bool inspect_payload(struct inspection *found, struct fault *why)
{
	const struct bzimage *image = found->bzimage;
	struct fault inside = { "" };

	if (!image->payload.size)
		return true;
	found->packed_with = payload_format(&image->payload);
	if (!found->packed_with)
		return true;
	if (!unpack_kernel(image, &found->unpacked, why))
		return false;
	if (!is_elf(&found->unpacked))
		return true;
	if (!parse_elf(&found->unpacked, &found->inside, &inside))
		return fault(why, "has a payload that, unpacked, %s", inside.text);
	found->has_inside = true;
	return true;
}

static bool inspect_elf(struct inspection *found, struct fault *why)
{
	if (!parse_elf(&found->file, &found->elf, why))
		return false;
	found->has_elf = true;
	if (!is_wrapped(&found->file))
		return true;
	if (!parse_wrapped(&found->file, &found->wrapped, why))
		return false;
	found->has_wrapped = true;
	found->bzimage = &found->wrapped.image;
	return true;
}

bool is_readable(const struct bytes *front)
{
	return is_elf(front) || is_bzimage(front);
}

static bool inspect_any(struct inspection *found, struct fault *why)
{
	if (is_elf(&found->file)) {
		if (!inspect_elf(found, why))
			return false;
	} else if (is_bzimage(&found->file)) {
		if (!parse_bzimage(&found->file, &found->own, why))
			return false;
		found->bzimage = &found->own;
	} else if (!find_other(&found->file, &found->other)) {
		return fault(why, "is neither an ELF file nor a bzImage; give a vmlinux, a vmlinuz or what pvhwrap wrote");
	}
	return !found->bzimage || inspect_payload(found, why);
}

/* As pvhwrap decides it, but for what is found only when the file is made. */
static bool is_wrappable(const struct inspection *found)
{
	struct fault ignored = { "" };
	char version[2];

	if (found->bzimage)
		return check_wrappable(found->bzimage, &ignored);
	return found->has_elf && found->elf.machine == EM_X86_64 &&
	       check_vmlinux(&found->elf, version, sizeof(version), &ignored);
}

bool inspect(const struct bytes *file, struct inspection *found, struct fault *why)
{
	*found = (struct inspection){ .file = *file, .size = file->size };
	if (!inspect_any(found, why)) {
		free_inspection(found);
		return false;
	}
	found->wrappable = is_wrappable(found);
	return true;
}

void free_inspection(struct inspection *found)
{
	free_elf(&found->elf);
	free_elf(&found->inside);
	free(found->unpacked.data);
	*found = (struct inspection){ 0 };
}

/* Describing */

/* libkrun gets its kernel from a shared library, by a function of this name. */
static bool is_libkrunfw(const struct inspection *found)
{
	static const char function[] = "krunfw_get_kernel";

	if (!found->has_elf || found->elf.type != ET_DYN || is_program(&found->elf))
		return false;
	for (size_t i = 0; i < found->elf.nr_segments; i++) {
		struct bytes part = loaded_part(&found->elf, i);

		if (memmem(part.data, part.size, function, sizeof(function)))
			return true;
	}
	return false;
}

static const char *type_name(uint16_t type)
{
	switch (type) {
	case ET_EXEC:
		return "executable";
	case ET_DYN:
		return "shared object";
	case ET_REL:
		return "object file";
	default:
		return "file";
	}
}

static void report_segment(const struct elf_segment *s, struct report *report)
{
	char rights[4] = {
		s->flags & PF_R ? 'r' : '-', s->flags & PF_W ? 'w' : '-',
		s->flags & PF_X ? 'x' : '-',
	};

	report_item(report);
	report_line(report, "load", "0x%" PRIx64 " to 0x%" PRIx64 ", 0x%" PRIx64 " bytes of the file, %s",
		    s->paddr, s->paddr + s->memsz, s->filesz, rights);
	report_address(report, "physical", NULL, s->paddr);
	report_address(report, "virtual", NULL, s->vaddr);
	report_number(report, "file_size", NULL, s->filesz, NULL);
	report_number(report, "memory_size", NULL, s->memsz, NULL);
	report_text(report, "rights", NULL, rights);
	report_item_end(report);
}

static void report_note(const struct elf_note *note, struct report *report)
{
	struct note_text text;
	char label[72];

	describe_note(note, &text);
	if (text.name[0])
		snprintf(label, sizeof(label), "%s %s", note->owner, text.name);
	else
		snprintf(label, sizeof(label), "%s type %" PRIu32, note->owner, note->type);
	report_item(report);
	report_line(report, label, "%s", text.value);
	report_text(report, "owner", NULL, note->owner);
	report_number(report, "type", NULL, note->type, NULL);
	report_text(report, "name", NULL, text.name);
	report_text(report, "value", NULL, text.value);
	report_item_end(report);
}

/* Entry and relocation. In text, they are listed with the notes. */
static void report_pvh(const struct elf_image *elf, struct report *report)
{
	const struct elf_note *entry = find_note(elf, XEN_NOTE_NAME, XEN_NOTE_PHYS32_ENTRY);
	const struct elf_note *move = find_note(elf, XEN_NOTE_NAME, XEN_NOTE_PHYS32_RELOC);
	static const char *const words[] = { "align", "min", "max" };

	if (!entry)
		return;
	report_address(report, "phys32_entry", NULL,
		       little_endian(entry->desc.data, entry->desc.size));
	report_flag(report, "relocatable", NULL, move);
	/* Words at the end are optional. The loader has defaults for them. */
	for (size_t i = 0; move && i < 3 && 4 * i + 4 <= move->desc.size; i++)
		report_address(report, words[i], NULL,
			       little_endian(move->desc.data + 4 * i, 4));
}

static void report_elf(const struct elf_image *elf, struct report *report)
{
	report_line(report, "kind", "%u-bit %s for %s", elf->bits, type_name(elf->type),
		    elf_machine_name(elf->machine));
	report_number(report, "bits", NULL, elf->bits, NULL);
	report_number(report, "type", NULL, elf->type, NULL);
	report_number(report, "machine", NULL, elf->machine, NULL);
	report_address(report, "entry", "entry of ELF", elf->entry);
	report_pvh(elf, report);
	report_list(report, "segments");
	for (size_t i = 0; i < elf->nr_segments; i++)
		if (elf->segments[i].type == PT_LOAD)
			report_segment(&elf->segments[i], report);
	report_list_end(report);
	if (elf->doubt.text[0])
		report_text(report, "warning", "warning", elf->doubt.text);
	report_list(report, "notes");
	for (size_t i = 0; i < elf->nr_notes; i++)
		report_note(&elf->notes[i], report);
	report_list_end(report);
}

/* Names of bits. Bits without a name are not shown. */
static void report_bits(struct report *report, const char *key, const char *label,
			const char *const *names, uint32_t bits)
{
	char text[160] = "none";
	size_t length = 0;

	for (size_t i = 0; i < 8; i++)
		if (bits & 1U << i && names[i])
			length += snprintf(text + length, sizeof(text) - length, "%s%s",
					   length ? " " : "", names[i]);
	report_line(report, label, "0x%" PRIx32 ": %s", bits, text);
	report_address(report, key, NULL, bits);
}

static const char *const loadflags[8] = {
	"LOADED_HIGH", "KASLR", NULL, NULL, NULL, "QUIET", "KEEP_SEGMENTS", "CAN_USE_HEAP",
};

static const char *const xloadflags[8] = {
	"KERNEL_64", "CAN_BE_LOADED_ABOVE_4G", "EFI_HANDOVER_32", "EFI_HANDOVER_64",
	"EFI_KEXEC", "5LEVEL", "5LEVEL_ENABLED", "MEM_ENCRYPTION",
};

/* Load addresses that Linux's boot protocol allows. */
static void report_place(const struct bzimage *image, struct report *report)
{
	report_flag(report, "relocatable_kernel", "relocatable", image->relocatable_kernel);
	if (image->protocol >= 0x205)
		report_address(report, "kernel_alignment", "kernel_alignment",
			       image->kernel_alignment);
	if (image->protocol < 0x20a)
		return;
	report_address(report, "pref_address", "pref_address", image->pref_address);
	report_line(report, "init_size", "0x%" PRIx32 ", up to 0x%" PRIx64, image->init_size,
		    image->pref_address + image->init_size);
	report_address(report, "init_size", NULL, image->init_size);
}

static void report_header(const struct bzimage *image, struct report *report)
{
	const size_t subarch = 0x23c - BZIMAGE_HEADER;
	char protocol[16];

	snprintf(protocol, sizeof(protocol), "%u.%02u", image->protocol >> 8,
		 image->protocol & 0xff);
	report_open(report, "setup_header", "setup header");
	report_text(report, "protocol", "protocol", protocol);
	report_number(report, "setup_sects", "setup_sects", image->setup_sects, NULL);
	if (image->kernel.size)
		report_number(report, "kernel_size", "kernel", image->kernel.size, "bytes");
	report_bits(report, "loadflags", "loadflags", loadflags, image->loadflags);
	report_bits(report, "xloadflags", "xloadflags", xloadflags, image->xloadflags);
	report_address(report, "code32_start", "code32_start", image->code32_start);
	report_place(image, report);
	report_address(report, "initrd_addr_max", "initrd_addr_max", image->initrd_addr_max);
	report_number(report, "cmdline_size", "command line", image->cmdline_size, "bytes at most");
	if (image->protocol >= PROTOCOL_SUBARCH && image->header_size >= subarch + 4)
		report_number(report, "hardware_subarch", "hardware_subarch",
			      little_endian(image->header + subarch, 4), NULL);
	report_close(report);
}

/* A text that was added by pvhwrap, if any. */
static void report_extra(struct report *report, const char *key, const char *label,
			 const struct bytes *bytes)
{
	char text[2048];

	if (!bytes->size)
		return;
	/* Not by copy_text(): it may be UTF-8. */
	snprintf(text, sizeof(text), "%.*s", (int)bytes->size, (const char *)bytes->data);
	report_text(report, key, label, text);
}

static void report_wrapped(const struct wrapped *w, struct report *report)
{
	report_open(report, "wrapped", "wrapped by pvhwrap");
	report_address(report, "kernel", "kernel at", w->table.kernel);
	report_address(report, "kernel_room", "bytes for it", w->table.kernel_size);
	if (w->table.kernel64) {
		report_address(report, "kernel64", "unpacked, entered at", w->table.kernel64);
		report_number(report, "relocs_size", "relocations", w->relocs.size, "bytes");
	}
	report_address(report, "table", "entry at", w->table.link);
	report_number(report, "entry_size", "bytes of it", w->entry.size, NULL);
	report_extra(report, "before", "prepends", &w->before);
	report_extra(report, "after", "appends", &w->after);
	if (w->ramdisk.size)
		report_number(report, "ramdisk_size", "ramdisk", w->ramdisk.size, "bytes");
	report_line(report, "intact", w->intact ? "yes" : w->has_sum ? "no, wrong checksum" : "unknown, no checksum");
	if (w->has_sum)
		report_flag(report, "intact", NULL, w->intact);
	report_close(report);
}

static void report_unpacked(const struct inspection *found, struct report *report)
{
	report_number(report, "unpacked_size", "unpacked", found->unpacked.size, "bytes");
	report_flag(report, "elf", "an ELF file", found->has_inside);
	if (found->has_inside)
		report_elf(&found->inside, report);
}

static void report_payload(const struct inspection *found, struct report *report)
{
	if (!found->bzimage || !found->bzimage->payload.size)
		return;
	report_open(report, "payload", "packed in it");
	report_text(report, "format", "packed with",
		    found->packed_with ? found->packed_with : "unknown");
	report_number(report, "size", "packed", found->bzimage->payload.size, "bytes");
	if (found->packed_with)
		report_unpacked(found, report);
	report_close(report);
}

/* A dom0 gets its memory map by hypercall only, which the entry does not do. */
static bool is_only_domu(const struct host *host, const struct inspection *found)
{
	return host->loader == LOADER_XEN && found && found->has_wrapped;
}

/* What a loader does with a file; @why is the reason if it does not take it. */
struct answer {
	bool enters;		/* by PVH */
	bool takes;		/* and has room for it */
	uint64_t entry;
	struct room room;
	struct fault why;
};

static void ask_loader(const struct host *host, const struct inspection *found,
		       struct answer *answer)
{
	struct candidate kernel = {
		.file = &found->file,
		.elf = found->has_elf ? &found->elf : NULL,
		.bzimage = found->bzimage,
		.wrapped = found->has_wrapped ? &found->wrapped : NULL,
		.inside = found->has_inside ? &found->inside : NULL,
		.packed_with = found->packed_with,
		.wrappable = found->wrappable,
		.other = found->other.format ? found->other.what : NULL,
	};

	*answer = (struct answer){ 0 };
	answer->enters = loader_takes(host, &kernel, &answer->entry, &answer->why);
	answer->takes = answer->enters &&
			(!host->guest || has_room(host, &kernel, host->guest, &answer->room,
						  &answer->why));
}

/* A sentence for people. */
static void print_answer(const struct host *host, const struct inspection *found,
			 const struct answer *answer, char *text, size_t room)
{
	const struct guest *guest = host->guest;
	size_t length;

	if (!answer->takes) {
		snprintf(text, room, "no: %s", answer->why.text);
		return;
	}
	length = snprintf(text, room, "yes, %sentered at 0x%" PRIx64,
			  is_only_domu(host, found) ? "as domU, " :
			  found->has_elf ? "" : "what is packed in it is ", answer->entry);
	if (guest)
		length += snprintf(text + length, room - length, "; needs %" PRIu64 " MiB",
				   answer->room.least >> 20);
	if (guest && guest->initrd_size)
		snprintf(text + length, room - length, ", the initrd is at 0x%" PRIx64,
			 answer->room.initrd);
}

static void report_room(const struct guest *guest, const struct answer *answer,
			struct report *report)
{
	report_flag(report, "fits", NULL, answer->takes);
	if (answer->room.least)
		report_number(report, "least_memory", NULL, answer->room.least, NULL);
	if (answer->takes && guest->initrd_size)
		report_address(report, "initrd", NULL, answer->room.initrd);
}

static void report_answer(const struct host *host, const struct inspection *found,
			  const struct answer *answer, struct report *report)
{
	report_flag(report, "takes", NULL, answer->takes);
	if (answer->takes)
		report_address(report, "entry", NULL, answer->entry);
	else
		report_text(report, "why", NULL, answer->why.text);
	if (answer->enters && host->guest)
		report_room(host->guest, answer, report);
	if (answer->takes && is_only_domu(host, found))
		report_flag(report, "dom0", NULL, false);
}

static void report_loader(enum loader loader, const struct inspection *found,
			  const struct guest *guest, struct report *report)
{
	struct host host = { .loader = loader, .guest = guest };
	struct answer answer;
	char text[sizeof(answer.why.text) + 64], key[32];

	ask_loader(&host, found, &answer);
	print_answer(&host, found, &answer, text, sizeof(text));
	report_text(report, NULL, loader_name(loader), text);
	if (!report->json)
		return;
	/* A key is a word for jq and others. */
	snprintf(key, sizeof(key), "%s", loader_option(loader));
	for (char *dash = key; (dash = strchr(dash, '-'));)
		*dash = '_';
	report_open(report, key, NULL);
	report_answer(&host, found, &answer, report);
	report_close(report);
}

/* The end of the kernel in memory, without a ramdisk: there has to be RAM up to it. */
static uint64_t end_in_memory(const struct inspection *found)
{
	const struct bzimage *image = found->bzimage;
	uint64_t start, end;

	if (!found->has_elf)
		return image ? image->pref_address + image->init_size : 0;
	if (!find_note(&found->elf, XEN_NOTE_NAME, XEN_NOTE_PHYS32_ENTRY))
		return 0;
	find_extent(&found->elf, &start, &end);
	return end;
}

static void report_memory(const struct inspection *found, struct report *report)
{
	uint64_t end = end_in_memory(found);

	if (!end)
		return;
	report_line(report, "memory", "%" PRIu64 " MiB at least, without a ramdisk",
		    (end >> 20) + !!(end & 0xfffff));
	report_number(report, "least_memory", NULL, end, NULL);
}

/* Those for the decompressor are behind the ELF file, those of pvhwrap --direct in it. */
static bool has_relocations(const struct inspection *found)
{
	if (found->has_wrapped && found->wrapped.table.kernel64)
		return found->wrapped.relocs.size;
	return found->has_inside && found->inside.bits == 64 &&
	       found->inside.end < found->unpacked.size;
}

/* What a file of Linux tells of its configuration: only what is there, nothing of the rest. */
static void report_config(const struct inspection *found, struct report *report)
{
	const struct elf_image *elf = found->has_inside ? &found->inside :
				      found->bzimage ? NULL : &found->elf;
	char text[64] = "";

	if (elf && find_note(elf, XEN_NOTE_NAME, XEN_NOTE_PHYS32_ENTRY))
		strcat(text, " PVH");
	if (elf && find_note(elf, XEN_NOTE_NAME, NOTE_ENTRY))
		strcat(text, " XEN_PV");
	if (has_relocations(found))
		strcat(text, " RANDOMIZE_BASE");
	if (found->bzimage && found->bzimage->xloadflags & BZIMAGE_5LEVEL_ENABLED)
		strcat(text, " X86_5LEVEL");
	if (text[0])
		report_text(report, "config", "built with CONFIG_", text + 1);
}

/* With @version for what the file itself is. */
static const char *format_of(const struct inspection *found, const char *version)
{
	if (found->other.format)
		return found->other.format;
	if (found->has_wrapped)
		return "wrapped";
	if (found->bzimage)
		return "bzimage";
	return version[0] && is_linux(&found->elf) ? "vmlinux" : "elf";
}

static void report_format(const struct inspection *found, const char *path,
			  struct report *report)
{
	const struct elf_image *elf = found->has_inside ? &found->inside :
				      found->has_elf ? &found->elf : NULL;
	char version[256] = "";
	const char *format;

	if (found->bzimage)
		snprintf(version, sizeof(version), "%s", found->bzimage->version);
	if (!version[0] && elf)
		find_version(elf, version, sizeof(version));
	format = format_of(found, version);
	report_text(report, "file", "file", path);
	report_number(report, "size", "size", found->size, "bytes");
	report_text(report, "format", "format", format);
	if (found->other.format)
		report_text(report, "kind", "kind", found->other.what);
	if (is_libkrunfw(found))
		report_text(report, "kind", "kind", "a shared library with a kernel for libkrun, which is not started by PVH");
	else if (!strcmp(format, "elf") && version[0])
		report_text(report, "warning", "warning", "it has the text of a version of Linux, and is perhaps no Linux");
	else if (version[0])
		report_text(report, "version", "version", version);
	report_memory(found, report);
	if (found->bzimage || !strcmp(format, "vmlinux"))
		report_config(found, report);
}

void report_inspection(const struct inspection *found, const char *path,
		       const struct guest *guest, struct report *report)
{
	report_begin(report);
	report_format(found, path, report);
	if (is_multiboot(&found->file) || is_multiboot2(&found->file))
		report_text(report, "multiboot", "multiboot",
			    !is_multiboot2(&found->file) ? "1" :
			    is_multiboot(&found->file) ? "1 and 2" : "2");
	if (found->has_elf) {
		report_open(report, "elf", "ELF file");
		report_elf(&found->elf, report);
		report_close(report);
	}
	if (found->has_wrapped)
		report_wrapped(&found->wrapped, report);
	if (found->bzimage)
		report_header(found->bzimage, report);
	report_payload(found, report);
	report_open(report, "loaders", "loadable as a PVH kernel by");
	for (enum loader loader = 0; loader < NR_LOADERS; loader++)
		report_loader(loader, found, guest, report);
	report_close(report);
	report_end(report);
}

bool report_verdict(const struct inspection *found, const struct fault *damage,
		    const char *path, const char *spec, const struct host *host,
		    struct report *report)
{
	struct answer answer = { 0 };
	char text[sizeof(answer.why.text) + 64];

	if (found)
		ask_loader(host, found, &answer);
	else	/* Sentences go on after the name of the file, or say "its payload". */
		fault(&answer.why, "%s%s", strncmp(damage->text, "its ", 4) ? "it " : "",
		      damage->text);
	print_answer(host, found, &answer, text, sizeof(text));
	report_begin(report);
	report_text(report, "file", NULL, path);
	report_text(report, "loader", NULL, spec);
	report_answer(host, found, &answer, report);
	if (!report->json) {
		put_plain(report->out, path);
		fprintf(report->out, ": %s\n", text);
	}
	report_end(report);
	return answer.takes;
}
