// SPDX-License-Identifier: GPL-2.0-only
/*
 * Decode notes of kernels: those of Xen, Linux, the tool chain and pvhwrap.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "notes.h"
#include "standalone/wrap.h"

enum kind {
	NUMBER,		/* hexadecimal, of 1 to 8 bytes */
	TEXT,
	BYTES,
	FEATURES,	/* a bit each */
	RELOCATION,	/* u32 align, min, max; the last may be left out */
	PAIRS,		/* mask and value of the page tables' entries */
};

struct known {
	const char *owner;
	uint32_t type;
	const char *name;
	enum kind kind;
};

/* include/xen/interface/elfnote.h, include/linux/build-salt.h and elfnote-lto.h */
static const struct known known[] = {
	{ "Xen", 0, "INFO", TEXT },
	{ "Xen", 1, "ENTRY", NUMBER },
	{ "Xen", 2, "HYPERCALL_PAGE", NUMBER },
	{ "Xen", 3, "VIRT_BASE", NUMBER },
	{ "Xen", 4, "PADDR_OFFSET", NUMBER },
	{ "Xen", 5, "XEN_VERSION", TEXT },
	{ "Xen", 6, "GUEST_OS", TEXT },
	{ "Xen", 7, "GUEST_VERSION", TEXT },
	{ "Xen", 8, "LOADER", TEXT },
	{ "Xen", 9, "PAE_MODE", TEXT },
	{ "Xen", XEN_NOTE_FEATURES, "FEATURES", TEXT },
	{ "Xen", 11, "BSD_SYMTAB", TEXT },
	{ "Xen", 12, "HV_START_LOW", NUMBER },
	{ "Xen", 13, "L1_MFN_VALID", PAIRS },
	{ "Xen", 14, "SUSPEND_CANCEL", NUMBER },
	{ "Xen", 15, "INIT_P2M", NUMBER },
	{ "Xen", 16, "MOD_START_PFN", NUMBER },
	{ "Xen", 17, "SUPPORTED_FEATURES", FEATURES },
	{ "Xen", XEN_NOTE_PHYS32_ENTRY, "PHYS32_ENTRY", NUMBER },
	{ "Xen", XEN_NOTE_PHYS32_RELOC, "PHYS32_RELOC", RELOCATION },
	{ "Linux", 0x100, "BUILD_SALT", TEXT },
	{ "Linux", 0x101, "LTO_INFO", NUMBER },
	{ "GNU", 1, "ABI_TAG", BYTES },
	{ "GNU", 3, "BUILD_ID", BYTES },
	{ "GNU", 5, "PROPERTY", BYTES },
	{ PVH_WRAP_NOTE_NAME, PVH_WRAP_NOTE_TABLE, "TABLE", NUMBER },
	{ PVH_WRAP_NOTE_NAME, PVH_WRAP_NOTE_VERSION, "VERSION", TEXT },
	{ PVH_WRAP_NOTE_NAME, PVH_WRAP_NOTE_SUM, "SUM", NUMBER },
};

/* include/xen/interface/features.h */
static const char *const features[] = {
	"writable_page_tables", "writable_descriptor_tables", "auto_translated_physmap",
	"supervisor_mode_kernel", "pae_pgdir_above_4gb", "mmu_pt_update_preserve_ad",
	"highmem_assist", "gnttab_map_avail_bits", "hvm_callback_vector", "hvm_safe_pvclock",
	"hvm_pirqs", "dom0", "grant_map_identity", "memory_op_vnode_supported",
	"ARM_SMCCC_supported", "linux_rsdp_unrestricted", "not_direct_mapped", "direct_mapped",
};

static void __attribute__((format(printf, 2, 3)))
append(struct note_text *text, const char *format, ...)
{
	size_t length = strlen(text->value);
	va_list args;

	va_start(args, format);
	vsnprintf(text->value + length, sizeof(text->value) - length, format, args);
	va_end(args);
}

static void append_bytes(struct note_text *text, struct bytes desc)
{
	/* Longer ones are truncated. */
	size_t shown = desc.size < 64 ? desc.size : 64;

	for (size_t i = 0; i < shown; i++)
		append(text, "%02x", desc.data[i]);
	if (shown < desc.size)
		append(text, ".. (%zu bytes)", desc.size);
}

static void append_features(struct note_text *text, struct bytes desc)
{
	uint64_t bits = little_endian(desc.data, desc.size);
	const char *between = "";

	for (size_t i = 0; i < 64; i++) {
		if (!(bits & 1ULL << i))
			continue;
		if (i < sizeof(features) / sizeof(features[0]))
			append(text, "%s%s", between, features[i]);
		else
			append(text, "%sbit%zu", between, i);
		between = " ";
	}
}

static void append_relocation(struct note_text *text, struct bytes desc)
{
	static const char *const words[] = { "align", "min", "max" };

	for (size_t i = 0; i < 3 && 4 * i + 4 <= desc.size; i++)
		append(text, "%s%s 0x%" PRIx64, i ? ", " : "", words[i],
		       little_endian(desc.data + 4 * i, 4));
}

static void append_pairs(struct note_text *text, struct bytes desc)
{
	/* Pairs of numbers with the size of the kernel's page table entries. */
	size_t size = desc.size % 16 ? 4 : 8;

	for (size_t at = 0; at + 2 * size <= desc.size; at += 2 * size)
		append(text, "%smask 0x%" PRIx64 " value 0x%" PRIx64, at ? ", " : "",
		       little_endian(desc.data + at, size),
		       little_endian(desc.data + at + size, size));
}

static const struct known *find_known(const struct elf_note *note)
{
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (known[i].type == note->type && !strcmp(known[i].owner, note->owner))
			return &known[i];
	return NULL;
}

static void append_value(struct note_text *text, enum kind kind, struct bytes desc)
{
	switch (kind) {
	case TEXT:
		copy_text(text->value, sizeof(text->value), desc.data, desc.size);
		break;
	case FEATURES:
		append_features(text, desc);
		break;
	case RELOCATION:
		append_relocation(text, desc);
		break;
	case PAIRS:
		append_pairs(text, desc);
		break;
	case NUMBER:
		if (desc.size && desc.size <= 8) {
			append(text, "0x%" PRIx64, little_endian(desc.data, desc.size));
			break;
		}
		/* fallthrough */
	case BYTES:
		append_bytes(text, desc);
		break;
	}
}

void describe_note(const struct elf_note *note, struct note_text *text)
{
	const struct known *as = find_known(note);

	text->name[0] = text->value[0] = 0;
	if (as)
		snprintf(text->name, sizeof(text->name), "%s", as->name);
	append_value(text, as ? as->kind : BYTES, note->desc);
}
