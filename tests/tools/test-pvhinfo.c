// SPDX-License-Identifier: GPL-2.0-only
/*
 * Tests of pvhinfo with small kernels: intact, truncated and modified. KTAP.
 *
 *	test-pvhinfo
 *	test-pvhinfo --write DIR	write the files, for other programs
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "samples.h"
#include "tests/unit/ktap.h"
#include "tools/lib/inspect.h"

#define PAYLOAD_AT	(SAMPLE_KERNEL + SAMPLE_PAYLOAD)

/* A number put into a file. */
struct poke {
	size_t offset;
	size_t size;
	uint64_t value;
};

static void poke(struct bytes *file, const struct poke *poke)
{
	if (poke->offset + poke->size > file->size)
		abort();
	for (size_t i = 0; i < poke->size; i++)
		file->data[poke->offset + i] = poke->value >> 8 * i;
}

/* A copy of the first bytes, with nothing behind: a sanitizer sees what reads on. */
static struct bytes prefix(const struct bytes *file, size_t size)
{
	struct bytes copy = { malloc(size), size };

	if (!copy.data)
		abort();
	memcpy(copy.data, file->data, size);
	return copy;
}

/* What a file was found to be. */
struct outcome {
	const char *wrong;
	struct fault why;
	char *json;
	char *text;
};

static void look(const struct bytes *file, struct outcome *outcome)
{
	outcome->wrong = check_inspection(file, &outcome->why, &outcome->json, &outcome->text);
}

static void forget(struct outcome *outcome)
{
	free(outcome->json);
	free(outcome->text);
}

static void expect_refusal(const struct bytes *file, const char *name, const char *sentence)
{
	struct outcome outcome;

	look(file, &outcome);
	if (outcome.wrong)
		complain("%s: %s: %s", name, outcome.wrong, outcome.why.text);
	else if (outcome.json)
		complain("%s was taken", name);
	else if (!strstr(outcome.why.text, sentence))
		complain("%s: '%s' should say '%s'", name, outcome.why.text, sentence);
	forget(&outcome);
}

/* Refused or not, as long as nothing else goes wrong. */
static void expect_sense(const struct bytes *file, const char *name)
{
	struct outcome outcome;

	look(file, &outcome);
	if (outcome.wrong)
		complain("%s: %s: %s", name, outcome.wrong, outcome.why.text);
	forget(&outcome);
}

/* @lines, one after another, are in what is said of a file. */
static void expect_lines(const struct bytes *file, const char *name, bool json,
			 const char *const *lines)
{
	struct outcome outcome;
	const char *at;

	look(file, &outcome);
	if (outcome.wrong || !outcome.json)
		complain("%s: %s %s", name, outcome.wrong ? outcome.wrong : "refused:",
			 outcome.why.text);
	at = json ? outcome.json : outcome.text;
	for (; at && *lines; lines++) {
		const char *found = strstr(at, *lines);

		if (!found)
			complain("%s: '%s' is not in what is left:\n%s", name, *lines, at);
		at = found;
	}
	forget(&outcome);
}

static void says_all_of_an_elf_file(void)
{
	static const char *const text[] = {
		"format                     vmlinux\n",
		"version                    6.6.6-sample (tests) #1\n",
		"  kind                     64-bit executable for x86-64\n",
		"  load                     0x1000000 to 0x1002000, 0x200 bytes of the file, rwx\n",
		"  Xen PHYS32_ENTRY         0x1000010\n",
		"  Xen PHYS32_RELOC         align 0x200000, min 0x1000000, max 0x3fffffff\n",
		"  Xen FEATURES             !writable_page_tables\n",
		"  GNU BUILD_ID             0102030000000000000000000000000000000000\n",
		"  QEMU                     yes, entered at 0x1000010\n",
		"  Firecracker              yes, entered at 0x1000010\n",
		"  Cloud Hypervisor         yes, entered at 0x1000010\n",
		"  Xen                      yes, entered at 0x1000010\n",
		NULL,
	};
	struct bytes file = make_sample("elf64");

	expect_lines(&file, "elf64", false, text);
	free(file.data);
}

/* The text of a version is not enough. */
static void asks_for_evidence_of_linux(void)
{
	static const char *const no_note[] = {
		"format                     elf\n"
		"warning                    it has the text of a version of Linux, and is perhaps no Linux\n",
		"ELF file", NULL,
	};
	static const char *const no_banner[] = { "format                     elf\nmemory", NULL };
	static const struct {
		struct poke poke;
		const char *sample;
		const char *const *lines;
	} cases[] = {
		{ { SAMPLE_ENTRY_NOTE + 8, 4, 17 }, "elf64", no_note },
		{ { SAMPLE_PHDR(1), 4, 3 }, "elf64-two-notes", no_note },	/* PT_INTERP */
		/* "Linux version 6.6.6-sample (tests) #1\n" at 0x120 */
		{ { 0x12e, 1, 'x' }, "elf64", no_banner },
		{ { 0x13b, 1, '[' }, "elf64", no_banner },
		{ { 0x143, 1, '0' }, "elf64", no_banner },
		{ { 0x144, 1, ' ' }, "elf64", no_banner },
		{ { 0x145, 1, ' ' }, "elf64", no_banner },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct bytes file = make_sample(cases[i].sample);

		poke(&file, &cases[i].poke);
		expect_lines(&file, cases[i].sample, false, cases[i].lines);
		free(file.data);
	}
}

static void tells_memory_and_configuration(void)
{
	static const struct {
		const char *sample;
		struct poke pokes[2];
		const char *line;
	} cases[] = {
		{ "elf64", { { 0 } }, "\nmemory                     17 MiB at least, without a ramdisk\n" },
		{ "elf64", { { SAMPLE_PHDR(0) + 40, 8, 0x100000 } }, "\nmemory                     17 MiB" },
		{ "elf64", { { SAMPLE_PHDR(0) + 40, 8, 0x100001 } }, "\nmemory                     18 MiB" },
		{ "elf64", { { SAMPLE_ENTRY_NOTE + 8, 4, 17 } }, "perhaps no Linux\nELF file\n" },
		{ "elf64", { { 0 } }, "\nbuilt with CONFIG_         PVH\nELF file\n" },
		{ "elf64", { { SAMPLE_FEATURES_NOTE + 8, 4, 1 } }, "CONFIG_         PVH XEN_PV\n" },
		{ "bzimage-xz", { { 0x260, 4, 0x123456 } }, "\nmemory                     18 MiB" },
		{ "bzimage-xz", { { 0x206, 2, 0x209 } }, "#1\nbuilt with CONFIG_" },
		{ "bzimage-xz", { { 0 } }, "CONFIG_         PVH RANDOMIZE_BASE X86_5LEVEL\n" },
		{ "bzimage-xz", { { 0x236, 2, 0x3f } }, "CONFIG_         PVH RANDOMIZE_BASE\n" },
		{ "bzimage-empty", { { 0 } }, "CONFIG_         X86_5LEVEL\n" },
		{ "bzimage-empty", { { 0x236, 2, 1 } }, "at least, without a ramdisk\nsetup header\n" },
		/* The last segment, of another kind, or the sections end with the file. */
		{ "bzimage-none", { { PAYLOAD_AT + SAMPLE_PHDR(1) + 32, 8, SAMPLE_UNPACKED - SAMPLE_NOTES } },
		  "CONFIG_         PVH X86_5LEVEL\n" },
		{ "bzimage-none", { { PAYLOAD_AT + 40, 8, SAMPLE_UNPACKED - 64 }, { PAYLOAD_AT + 58, 4, 0x00010040 } },
		  "CONFIG_         PVH X86_5LEVEL\n" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *const lines[] = { cases[i].line, NULL };
		struct bytes file = make_sample(cases[i].sample);

		poke(&file, &cases[i].pokes[0]);
		poke(&file, &cases[i].pokes[1]);
		expect_lines(&file, cases[i].sample, false, lines);
		free(file.data);
	}
}

/* A text that has no room ends with a mark. */
static void marks_a_cut(void)
{
	static const struct {
		const char *from;
		size_t room;
		const char *to;
	} cases[] = {
		{ "abcdef", 7, "abcdef" }, { "abcdefg", 7, "abcd.." }, { "abcdefgh", 7, "abcd.." },
		{ "abc", 3, "ab" }, { "abc", 1, "" }, { "abcd", 4, "a.." }, { "a\n\x7f\xe4", 9, "a???" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char to[16];

		copy_text(to, cases[i].room, (const uint8_t *)cases[i].from, strlen(cases[i].from));
		if (strcmp(to, cases[i].to))
			complain("'%s' in %zu bytes is '%s', not '%s'", cases[i].from,
				 cases[i].room, to, cases[i].to);
		copy_text(to, cases[i].room, (const uint8_t *)cases[i].from, strlen(cases[i].from) + 1);
		if (strcmp(to, cases[i].to))
			complain("'%s' with its end in %zu bytes is '%s'", cases[i].from,
				 cases[i].room, to);
	}
}

static void finds_headers_of_multiboot(void)
{
	static const char *const one[] = { "multiboot                  1\n", NULL };
	static const char *const two[] = { "multiboot                  2\n", NULL };
	static const char *const both[] = { "multiboot                  1 and 2\n", NULL };
	static const char *const none[] = { "CONFIG_         PVH\nELF file\n", NULL };
	static const struct {
		struct poke pokes[4];
		const char *const *lines;
	} cases[] = {
		{ { { 0x180, 8, 0x1badb002 }, { 0x188, 4, -0x1badb002U } }, one },
		{ { { 0x1a0, 8, 0xe85250d6 }, { 0x1a8, 4, 24 }, { 0x1ac, 4, -0xe85250d6U - 24 } }, two },
		{ { { 0x180, 8, 0x1badb002 }, { 0x188, 4, -0x1badb002U },
		    { 0x1a0, 8, 0xe85250d6 }, { 0x1ac, 4, -0xe85250d6U } }, both },
		/* Not aligned to 8, and with a wrong sum. */
		{ { { 0x1a4, 8, 0xe85250d6 }, { 0x1b0, 4, -0xe85250d6U } }, none },
		{ { { 0x1a0, 8, 0xe85250d6 }, { 0x1a8, 4, 24 }, { 0x1ac, 4, -0xe85250d6U } }, none },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct bytes file = make_sample("elf64");

		for (size_t j = 0; j < 4; j++)
			poke(&file, &cases[i].pokes[j]);
		expect_lines(&file, "multiboot", false, cases[i].lines);
		free(file.data);
	}
}

static void says_all_of_an_elf_file_in_json(void)
{
	static const char *const json[] = {
		"\"file\": \"a\\\"\\\\\\u000a\\u001b\\ufffd\xc3\xa4\"", "\"size\": 896,",
		"\"format\": \"vmlinux\"", "\"entry\": \"0x1000000\"",
		"\"phys32_entry\": \"0x1000010\"", "\"relocatable\": true",
		"\"align\": \"0x200000\"", "\"min\": \"0x1000000\"", "\"max\": \"0x3fffffff\"",
		"\"physical\": \"0x1000000\"", "\"name\": \"PHYS32_ENTRY\"",
		"\"qemu\": {", "\"takes\": true", "\"entry\": \"0x1000010\"", NULL,
	};
	struct bytes file = make_sample("elf64");

	expect_lines(&file, "elf64", true, json);
	free(file.data);
}

static void says_all_of_a_bzimage(void)
{
	static const char *const text[] = {
		"file                       a\"\\???\xc3\xa4\n",
		"format                     bzimage\n",
		"version                    6.6.6-sample (tests) #1\n",
		"  protocol                 2.15\n",
		"  loadflags                0x1: LOADED_HIGH\n",
		"  xloadflags               0x7f: KERNEL_64",
		"  relocatable              yes\n",
		"  pref_address             0x1000000\n",
		"  init_size                0x10000, up to 0x1010000\n",
		"  command line             2047 bytes at most\n",
		"  packed with              gzip\n",
		"  unpacked                 904 bytes\n",
		"  Xen PHYS32_ENTRY         0x1000010\n",
		"  QEMU                     no: ",
		"  Firecracker              no: ",
		"  Cloud Hypervisor         no: ",
		"  Xen                      yes, what is packed in it is entered at 0x1000010\n",
		NULL,
	};
	struct bytes file = make_sample("bzimage-gzip");

	expect_lines(&file, "bzimage-gzip", false, text);
	free(file.data);
}

static void unpacks_every_format(void)
{
	for (const char *const *name = sample_names; *name; name++) {
		char format[64];
		const char *const json[] = {
			"\"payload\": {", format, "\"unpacked_size\": 904,", "\"elf\": true",
			"\"phys32_entry\": \"0x1000010\"", "\"xen\": {", "\"takes\": true", NULL,
		};
		struct bytes file;

		if (strncmp(*name, "bzimage-", 8) || !strcmp(*name, "bzimage-empty"))
			continue;
		snprintf(format, sizeof(format), "\"format\": \"%s\"", *name + 8);
		file = make_sample(*name);
		expect_lines(&file, *name, true, json);
		free(file.data);
	}
}

/* Of no format, or too short for any. */
static void knows_not_every_format(void)
{
	static const struct poke pokes[] = {
		{ SAMPLE_KERNEL + SAMPLE_PAYLOAD, 4, 0x12345678 }, { 0x24c, 4, 1 },
	};
	static const char *const text[] = {
		"format                     bzimage\n",
		"  packed with              unknown\n",
		"  packed                   ", " bytes\nloadable as a PVH kernel by\n",
		"  Xen                      no: no ELF file can be unpacked", NULL,
	};
	static const char *const json[] = {
		"\"payload\": {", "\"format\": \"unknown\"", "\"size\": ", "}", "\"loaders\": {", NULL,
	};

	for (size_t i = 0; i < sizeof(pokes) / sizeof(pokes[0]); i++) {
		struct bytes file = make_sample("bzimage-gzip");

		poke(&file, &pokes[i]);
		expect_lines(&file, "unknown format", false, text);
		expect_lines(&file, "unknown format", true, json);
		free(file.data);
	}
}

static void refuses_what_is_cut_short(void)
{
	for (const char *const *name = sample_names; *name; name++) {
		struct bytes file = make_sample(*name);

		for (size_t size = 0; size < file.size; size++) {
			struct bytes part = prefix(&file, size);
			char of[64];

			snprintf(of, sizeof(of), "%s, %zu bytes of it,", *name, size);
			/* An object is an ELF header, and nothing more that matters. */
			if ((!strcmp(*name, "object") && size >= 64) ||
			    /* Of a unified kernel image, the front is looked at. */
			    (!strcmp(*name, "uki") && size >= SAMPLE_COFF + 24) ||
			    /* The last paragraph need not be whole. */
			    (file.size - size < 16 && !strncmp(*name, "bzimage", 7)))
				expect_sense(&part, of);
			else
				expect_refusal(&part, of, "");
			free(part.data);
		}
		free(file.data);
	}
}

/* Each byte set to what it is not; mostly that is refused, and often it is not. */
static void makes_sense_of_any_byte(void)
{
	static const uint8_t values[] = { 0x00, 0x7f, 0xff };

	for (const char *const *name = sample_names; *name; name++) {
		struct bytes file = make_sample(*name);

		for (size_t at = 0; at < file.size; at++) {
			uint8_t was = file.data[at];

			/* The code of the real-mode part is nobody's. */
			if (!strncmp(*name, "bzimage", 7) && at < 0x1f1)
				continue;
			for (size_t i = 0; i < sizeof(values); i++) {
				char of[64];

				if (values[i] == was)
					continue;
				snprintf(of, sizeof(of), "%s with 0x%02x at 0x%zx", *name,
					 values[i], at);
				file.data[at] = values[i];
				expect_sense(&file, of);
			}
			file.data[at] = was;
		}
		free(file.data);
	}
}

static const struct {
	const char *name;
	const char *sample;
	struct poke pokes[2];
	const char *sentence;
} refusals[] = {
	{ "no magic", "elf64", { { 0, 1, 0 } }, "is neither an ELF file nor a bzImage" },
	{ "an ELF class of its own", "elf64", { { 4, 1, 3 } }, "has ELF class 3" },
	{ "a big-endian file", "elf64", { { 5, 1, 2 }, { 18, 2, 0x1500 } }, "is a big-endian ELF file for 64-bit PowerPC; give" },
	{ "a file of no known order", "elf64", { { 5, 1, 3 } }, "has ELF data encoding 3" },
	{ "long program headers", "elf64", { { 54, 2, 57 } }, "e_phentsize" },
	{ "program headers far away", "elf64", { { 32, 8, 0x10000 } }, "program header" },
	{ "program headers where sums wrap", "elf64", { { 32, 8, -8ULL } }, "program header" },
	{ "many program headers", "elf64", { { 56, 2, 100 } }, "program headers" },
	{ "a segment beyond the file", "elf64", { { SAMPLE_PHDR(0) + 8, 8, 0x10000 } },
	  "has program header 0 at offset 0x10000 with 0x200 bytes, but the file ends at 0x380" },
	{ "a segment longer than the file", "elf64", { { SAMPLE_PHDR(0) + 32, 8, 0x1000 } },
	  "has program header 0 at offset 0x100 with 0x1000 bytes" },
	{ "a segment whose end wraps", "elf64", { { SAMPLE_PHDR(0) + 32, 8, -0x100ULL } },
	  "bytes, but the file ends at 0x380" },
	{ "notes whose end wraps", "elf64", { { SAMPLE_PHDR(1) + 32, 8, -0x100ULL } },
	  "bytes, but the file ends at 0x380" },
	{ "a segment larger than in memory", "elf64", { { SAMPLE_PHDR(0) + 40, 8, 0x1ff } },
	  "more than its 0x1ff in memory" },
	{ "a segment beyond all memory", "elf64", { { SAMPLE_PHDR(0) + 24, 8, -0x1000ULL } },
	  "beyond the address space" },
	{ "a 32-bit segment beyond the file", "elf32", { { SAMPLE_PHDR_32(0) + 4, 4, 0x10000 } },
	  "has program header 0 at offset 0x10000" },
	{ "notes beyond the file", "elf64", { { SAMPLE_PHDR(1) + 32, 8, 0x81 } },
	  "has program header 1 at offset 0x300 with 0x81 bytes" },
	{ "no HdrS", "bzimage-gzip", { { 0x203, 1, 'x' } }, "is neither" },
	{ "setup_sects beyond the file", "bzimage-gzip", { { 0x1f1, 1, 64 } }, "setup_sects 64" },
	{ "syssize beyond the file", "bzimage-gzip", { { 0x1f4, 4, 0x1000 } }, "syssize 0x1000" },
	{ "no syssize", "bzimage-gzip", { { 0x1f4, 4, 0 } }, "syssize 0" },
	{ "a payload beyond the kernel", "bzimage-gzip", { { 0x248, 4, 0x1000 } },
	  "payload_offset 0x1000" },
	{ "a payload whose end wraps", "bzimage-gzip", { { 0x24c, 4, -0x10U } }, "payload_length" },
	{ "a payload within init_size", "bzimage-gzip", { { 0x260, 4, 903 } },
	  "unpacked size of 904 bytes, but there is room for 903" },
};

static void refuses_what_is_tampered_with(void)
{
	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		struct bytes file = make_sample(refusals[i].sample);

		poke(&file, &refusals[i].pokes[0]);
		poke(&file, &refusals[i].pokes[1]);
		expect_refusal(&file, refusals[i].name, refusals[i].sentence);
		free(file.data);
	}
}

/* Where the size behind a payload is. */
static size_t size_at(const struct bytes *file)
{
	size_t length = 0;

	for (size_t i = 4; i--;)
		length = length << 8 | file->data[0x24c + i];
	return SAMPLE_KERNEL + SAMPLE_PAYLOAD + length - 4;
}

/* What can be read is shown. */
static void warns_of_notes(void)
{
	static const char *const text[] = {
		"  warning                  the notes at 0x300 are aligned to 4, not to 8 as their program header says\n",
		"  Xen PHYS32_ENTRY         0x1000010\n", "  Xen PHYS32_RELOC         align 0x200000",
		"  GNU BUILD_ID             01", "loadable", NULL,
	};
	static const char *const one[] = {
		"bytes of the file, rwx\n  Xen PHYS32_ENTRY         0x1000010\nloadable", NULL,
	};
	static const char *const cut[] = {
		"\"warning\": \"the notes at 0x300 are damaged at 0x35c", "\"PHYS32_ENTRY\"",
		"\"PHYS32_RELOC\"", "\"FEATURES\"", "]", NULL,
	};
	struct bytes file = make_sample("elf64");

	poke(&file, &(struct poke){ SAMPLE_PHDR(1) + 48, 8, 8 });
	expect_lines(&file, "notes aligned to 4", false, text);
	/* The entry alone ends at a multiple of 8 as well. */
	poke(&file, &(struct poke){ SAMPLE_PHDR(1) + 32, 8, 24 });
	expect_lines(&file, "one note", false, one);
	poke(&file, &(struct poke){ SAMPLE_PHDR(1) + 32, 8, 128 });
	poke(&file, &(struct poke){ SAMPLE_PHDR(1) + 48, 8, 4 });
	poke(&file, &(struct poke){ SAMPLE_BUILD_NOTE, 4, 0x1000 });
	expect_lines(&file, "a damaged note", true, cut);
	free(file.data);
}

/* The first bytes of files, and the name of a section of an EFI file. */
static const struct {
	size_t offset;
	const char *bytes;
	size_t size;
	const char *format;
	const char *what;
} others[] = {
	{ 0x38, "ARM\x64", 4, "image", "an Image for arm64, as of Linux, not for x86" },
	{ 0x38, "RSC\x05", 4, "image", "an Image for riscv64, as of Linux, not for x86" },
	{ 0x24, "\x18\x28\x6f\x01", 4, "image", "a Linux zImage for 32-bit Arm" },
	{ 4, "zimg", 4, "image", "a compressed EFI image" },
	{ 0, "\x27\x05\x19\x56", 4, "image", "a uImage" },
	{ 0, "\x1f\x8b\x08", 3, "packed", "packed with gzip; unpack it, or let pvhwrap do so if it is a kernel" },
	{ 0, "\xfd" "7zXZ", 5, "packed", "packed with xz; unpack it, or let pvhwrap do so if it is a kernel" },
	{ 0, "\x28\xb5\x2f\xfd", 4, "packed", "packed with zstd; unpack it, or let pvhwrap do so if it is a kernel" },
	{ 0, "\x04\x22\x4d\x18", 4, "packed", "packed with lz4; unpack it, or let pvhwrap do so if it is a kernel" },
	{ 0, "\x02\x21\x4c\x18", 4, "packed", "packed with lz4; unpack it, or let pvhwrap do so if it is a kernel" },
	{ 0, "BZh9", 4, "packed", "packed with bzip2; unpack it, or let pvhwrap do so if it is a kernel" },
	{ 0, "\x89LZO", 4, "packed", "packed with lzop; unpack it, or let pvhwrap do so if it is a kernel" },
	{ 0, "\x5d\0\0", 3, "packed", "packed with lzma; unpack it, or let pvhwrap do so if it is a kernel" },
	{ 0, "\xd0\x0d\xfe\xed", 4, "image", "a device tree" },
	{ 0, "ANDROID!", 8, "image", "a boot image for Android" },
	{ 0, "070701", 6, "archive", "a cpio archive" },
	{ 0, "!<arch>\n", 8, "archive", "an archive" },
	{ 0, "\xed\xab\xee\xdb", 4, "archive", "a package of RPM" },
	{ 0x101, "ustar", 5, "archive", "a tar archive" },
	{ 0, "#!", 2, "text", "a script" },
	{ 0x1a8, ".text\0\0", 8, "efi", "an EFI file for x86-64" },
	{ 0x1a8, ".linux\0", 8, "uki", "a unified kernel image for x86-64, which UEFI starts" },
};

/* An EFI file with two sections, unless it is some other file. */
static struct bytes make_other(size_t i)
{
	static const struct poke efi[] = {
		{ 0, 2, 0x5a4d }, { 0x3c, 4, 0x80 }, { 0x80, 4, 0x4550 }, { 0x84, 2, 0x8664 },
		{ 0x86, 2, 2 }, { 0x94, 2, 0xf0 - 0x18 + 0x10 },
	};
	struct bytes file = { calloc(1, 0x1d0), 0x1d0 };

	if (!file.data)
		abort();
	for (size_t j = 0; j < sizeof(efi) / sizeof(efi[0]); j++)
		poke(&file, &efi[j]);
	memcpy(file.data + others[i].offset, others[i].bytes, others[i].size);
	return file;
}

static void names_what_it_cannot_read(void)
{
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		char format[64], kind[128], qemu[128];
		const char *const text[] = { format, kind, qemu, NULL };
		struct bytes file = make_other(i);

		snprintf(format, sizeof(format), "format                     %s\n", others[i].format);
		snprintf(kind, sizeof(kind), "kind                       %s", others[i].what);
		snprintf(qemu, sizeof(qemu), "  QEMU                     no: it is %s", others[i].what);
		expect_lines(&file, others[i].what, false, text);
		for (size_t size = 0; size < file.size; size++) {
			struct bytes part = prefix(&file, size);

			expect_sense(&part, others[i].what);
			free(part.data);
		}
		free(file.data);
	}
}

static void refuses_payloads_of_another_size(void)
{
	for (const char *const *name = sample_names; *name; name++) {
		static const struct {
			uint64_t size;
			const char *sentence;
		} lies[] = {
			{ SAMPLE_UNPACKED - 1, "payload" },
			{ SAMPLE_UNPACKED + 1, "payload" },
			{ 0, "payload" },
			{ 0x10001, "unpacked size of 65537 bytes, but there is room for 65536" },
			{ 0xffffffff, "but there is room for 65536" },
		};
		struct bytes file = make_sample(*name);

		for (size_t i = 0; i < sizeof(lies) / sizeof(lies[0]); i++) {
			char of[64];

			if (strncmp(*name, "bzimage-", 8) || !strcmp(*name, "bzimage-empty"))
				continue;
			snprintf(of, sizeof(of), "%s of %" PRIu64 " bytes", *name, lies[i].size);
			poke(&file, &(struct poke){ size_at(&file), 4, lies[i].size });
			expect_refusal(&file, of, lies[i].sentence);
		}
		free(file.data);
	}
}

static void refuses_payloads_that_end_early(void)
{
	for (const char *const *name = sample_names; *name; name++) {
		struct bytes file = make_sample(*name);
		size_t end;

		if (strncmp(*name, "bzimage-", 8) || !strcmp(*name, "bzimage-empty")) {
			free(file.data);
			continue;
		}
		end = size_at(&file) + 4;
		/* The size stays right, and where it is looked for. */
		for (size_t less = 1; end - less > SAMPLE_KERNEL + SAMPLE_PAYLOAD + 16; less++) {
			size_t size = end - less - SAMPLE_KERNEL;
			struct bytes part;
			char of[64];

			snprintf(of, sizeof(of), "%s without its last %zu bytes", *name, less);
			poke(&file, &(struct poke){ end - less - 4, 4, SAMPLE_UNPACKED });
			poke(&file, &(struct poke){ 0x24c, 4, size - SAMPLE_PAYLOAD });
			poke(&file, &(struct poke){ 0x1f4, 4, (size + 15) / 16 });
			part = prefix(&file, end - less);
			expect_refusal(&part, of, "payload");
			free(part.data);
		}
		free(file.data);
	}
}

static void refuses_kernels_inside_that_are_damaged(void)
{
	struct bytes file = make_sample("bzimage-none");

	poke(&file, &(struct poke){ SAMPLE_KERNEL + SAMPLE_PAYLOAD + SAMPLE_PHDR(0) + 8, 8, 0x10000 });
	expect_refusal(&file, "a damaged kernel inside",
		       "has a payload that, unpacked, has program header 0 at offset 0x10000");
	free(file.data);
}

/* What each loader does with a kernel, or part of why it does not. */
#define TAKEN	"\"takes\": true"
#define NO_NOTE	"no PHYS32_ENTRY"
#define NO_END	"behind its notes and the end of the file"
#define NOWHERE	"which is in no loaded segment"
#define ARM64	"it is for arm64, not for x86 (e_machine is 183)"

static const struct verdict {
	const char *name;
	const char *sample;
	struct poke pokes[4];
	const char *words[4];		/* QEMU, Firecracker, Cloud Hypervisor, Xen */
	/* QEMU does load it, and jumps to where there is nothing. */
	bool qemu_loads;
	bool qemu_hangs;		/* or does it or not, by chance */
} verdicts[] = {
	{ "elf64", "elf64", { { 0 } }, { TAKEN, TAKEN, TAKEN, TAKEN } },
	{ "elf32", "elf32", { { 0 } }, { TAKEN, "32-bit ELF", "32-bit ELF", TAKEN } },
	{ "object", "object", { { 0 } }, { NO_NOTE, NO_NOTE, NO_NOTE, NO_NOTE } },
	{ "notes-of-xen-last", "elf64-two-notes", { { SAMPLE_SECOND_NOTES + 4, 4, 16 } },
	  { TAKEN, TAKEN, TAKEN, TAKEN } },
	/* QEMU finds the end of the others only if there is something behind the file. */
	{ "notes-at-the-end", "elf64-two-notes", { { 0 } },
	  { NO_END, TAKEN, TAKEN, TAKEN }, .qemu_hangs = true },
	{ "notes-of-xen-first", "elf64-notes-two", { { SAMPLE_SECOND_NOTES + 4, 4, 16 } },
	  { TAKEN, "not in the last of its 2", "not in the last of its 2", TAKEN } },
	/* Another kind of segment. */
	{ "notes-of-xen-only", "elf64-two-notes", { { SAMPLE_PHDR(1), 4, 6 } },
	  { TAKEN, TAKEN, TAKEN, TAKEN } },
	{ "hdrs", "elf64", { { 0x202, 4, 0x53726448 } }, { "\\\"HdrS\\\"", TAKEN, TAKEN, TAKEN } },
	{ "multiboot", "elf64", { { 0x180, 8, 0x1badb002 }, { 0x188, 4, -0x1badb002U } },
	  { "multiboot", TAKEN, TAKEN, TAKEN } },
	{ "multiboot-wrong-sum", "elf64", { { 0x180, 8, 0x1badb002 } },
	  { TAKEN, TAKEN, TAKEN, TAKEN } },
	{ "no-entry", "elf64", { { SAMPLE_ENTRY_NOTE + 8, 4, 17 } },
	  { NO_END, "Linux's 64-bit boot protocol", NO_NOTE, NO_NOTE } },
	{ "entry-of-another", "elf64", { { SAMPLE_ENTRY_NOTE + 12, 3, 0x6e6559 } },
	  { "regardless of its name", NO_NOTE, NO_NOTE, NO_NOTE }, .qemu_loads = true },
	{ "entry-zero", "elf64", { { SAMPLE_ENTRY_NOTE + 16, 8, 0 } },
	  { "0x0, which is none for QEMU", NOWHERE, NOWHERE, "0x0, which is outside of its segments" } },
	{ "entry-outside", "elf64", { { SAMPLE_ENTRY_NOTE + 16, 8, 0x900000 } },
	  { NOWHERE, NOWHERE, NOWHERE, "outside of its segments" }, .qemu_loads = true },
	{ "entry-in-bss", "elf64", { { SAMPLE_ENTRY_NOTE + 16, 8, SAMPLE_ADDRESS + 0x1000 } },
	  { NOWHERE, NOWHERE, NOWHERE, NOWHERE }, .qemu_loads = true },
	{ "short-entry", "elf64", { { SAMPLE_ENTRY_NOTE + 4, 4, 6 } },
	  { TAKEN, TAKEN, TAKEN, "size of a number" } },
	{ "not-x86", "elf64", { { 18, 2, 183 } }, { ARM64, ARM64, ARM64, ARM64 } },
	/* Of all that is wrong with it this is the first. */
	{ "not-x86-no-entry", "elf64", { { 18, 2, 183 }, { SAMPLE_ENTRY_NOTE + 8, 4, 17 } },
	  { ARM64, ARM64, ARM64, ARM64 } },
	{ "no-machine", "elf64", { { 18, 2, 0x7777 } },
	  { "for an unknown machine, not for x86 (e_machine is 30583)", "unknown", "unknown", "unknown" } },
	{ "e-flags", "elf64", { { 48, 4, 4 } }, { "e_flags 0x4", TAKEN, TAKEN, TAKEN } },
	{ "low-e-entry", "elf64", { { 24, 8, 0x1000 } },
	  { TAKEN, "below 1 MiB", "below 1 MiB", TAKEN } },
	{ "unaligned", "elf64",
	  { { SAMPLE_PHDR(0) + 24, 8, SAMPLE_ADDRESS - 0x10 },
	    { SAMPLE_ENTRY_NOTE + 16, 8, SAMPLE_ADDRESS } },
	  { TAKEN, TAKEN, TAKEN, "not aligned to a page" } },
	{ "in-the-gap", "elf64",
	  { { SAMPLE_PHDR(0) + 24, 8, 0xc0000000 }, { SAMPLE_ENTRY_NOTE + 16, 8, 0xc0000000 } },
	  { TAKEN, "between 0xc0000000 and 4 GiB", "between 0xc0000000 and 4 GiB", TAKEN } },
	/* One PT_NOTE is a PT_LOAD, within the first and in its zeros. */
	{ "overlap", "elf64-two-notes",
	  { { SAMPLE_PHDR(1), 4, 1 }, { SAMPLE_PHDR(1) + 24, 8, SAMPLE_ADDRESS + 0x10 } },
	  { "overlap in memory", TAKEN, TAKEN, TAKEN } },
	{ "overlap-of-zeros", "elf64-two-notes",
	  { { SAMPLE_PHDR(1), 4, 1 }, { SAMPLE_PHDR(1) + 24, 8, SAMPLE_ADDRESS + 0x1000 } },
	  { TAKEN, TAKEN, TAKEN, TAKEN } },
	{ "2-gib", "elf64", { { SAMPLE_PHDR(0) + 40, 8, 0x80000000 } },
	  { "0x80000000 bytes", TAKEN, TAKEN, TAKEN } },
	{ "almost-2-gib", "elf64", { { SAMPLE_PHDR(0) + 40, 8, 0x7fffffff } },
	  { TAKEN, TAKEN, TAKEN, TAKEN } },
	{ "2-gib-in-two", "elf64-two-notes",
	  { { SAMPLE_PHDR(1), 4, 1 }, { SAMPLE_PHDR(0) + 40, 8, 0x7ffffff0 } },
	  { "0x8000000c bytes", TAKEN, TAKEN, TAKEN } },
	{ "unknown-feature", "elf64", { { SAMPLE_FEATURES_NOTE + 17, 1, 'W' } },
	  { TAKEN, TAKEN, TAKEN, "requires a feature" } },
	{ "alignment-0", "elf64", { { SAMPLE_PHDR(1) + 48, 8, 0 } },
	  { "alignment 0x0", TAKEN, TAKEN, TAKEN } },
	{ "alignment-3", "elf64", { { SAMPLE_PHDR(1) + 48, 8, 3 } },
	  { NOWHERE, TAKEN, TAKEN, TAKEN }, .qemu_loads = true },
	/* The notes are aligned to 4, with and without others behind the first. */
	{ "alignment-8", "elf64", { { SAMPLE_PHDR(1) + 48, 8, 8 }, { SAMPLE_PHDR(1) + 32, 8, 24 } },
	  { NOWHERE, TAKEN, TAKEN, TAKEN }, .qemu_loads = true },
	{ "alignment-8-all", "elf64", { { SAMPLE_PHDR(1) + 48, 8, 8 } },
	  { NOWHERE, TAKEN, TAKEN, TAKEN }, .qemu_loads = true },
	/* The entry is behind a note whose end is aligned to 4 only. */
	{ "alignment-8-second", "elf64",
	  { { SAMPLE_PHDR(1) + 48, 8, 8 }, { SAMPLE_ENTRY_NOTE + 8, 4, 17 },
	    { SAMPLE_RELOC_NOTE + 4, 8, 18ULL << 32 | 8 }, { SAMPLE_RELOC_NOTE + 16, 8, SAMPLE_ENTRY } },
	  { NO_NOTE, TAKEN, TAKEN, TAKEN } },
	{ "long-name", "elf64", { { SAMPLE_ENTRY_NOTE, 4, 0x1000 } },
	  { "file ends within its PHYS32_ENTRY note", NO_NOTE, NO_NOTE, "outside of its segments" },
	  .qemu_hangs = true },
	{ "long-note", "elf64", { { SAMPLE_BUILD_NOTE + 4, 4, 0xfffffff0 } },
	  { TAKEN, TAKEN, TAKEN, TAKEN } },
	/* Rounded up to 2^32; for some loaders that is 0, and the next note is the entry. */
	{ "name-of-4-gib", "elf64",
	  { { SAMPLE_ENTRY_NOTE, 8, 12ULL << 32 | 0xfffffffd }, { SAMPLE_ENTRY_NOTE + 8, 4, 17 },
	    { SAMPLE_RELOC_NOTE + 8, 4, 18 } },
	  { NO_NOTE, "linux-loader refuses", "linux-loader refuses", "size of a number" } },
	{ "name-of-4-gib-32", "elf32",
	  { { SAMPLE_ENTRY_NOTE, 8, 12ULL << 32 | 0xfffffffd }, { SAMPLE_ENTRY_NOTE + 8, 4, 17 },
	    { SAMPLE_RELOC_NOTE + 8, 4, 18 } },
	  { NOWHERE, "32-bit ELF", "32-bit ELF", "size of a number" }, .qemu_loads = true },
	{ "note-of-0", "elf32",
	  { { SAMPLE_ENTRY_NOTE, 8, 0xfffffff0ULL << 32 | 4 }, { SAMPLE_ENTRY_NOTE + 8, 4, 17 } },
	  { "QEMU does not end", "32-bit ELF", "32-bit ELF", NO_NOTE }, .qemu_hangs = true },
	/* As in GRUB's for PV: no entry, and the last note is longer than its segment. */
	{ "notes-without-end", "elf32-short", { { SAMPLE_ENTRY_NOTE + 8, 4, 17 } },
	  { NO_END, "32-bit ELF", "32-bit ELF", NO_NOTE } },
	/* Two words are left, which are the sizes of a note. */
	{ "notes-end-with-zeros", "elf32-short",
	  { { SAMPLE_ENTRY_NOTE, 8, 0 }, { SAMPLE_ENTRY_NOTE + 8, 4, 17 }, { SAMPLE_ENTRY_NOTE + 12, 8, 0 } },
	  { NO_END, "32-bit ELF", "32-bit ELF", NO_NOTE } },
	{ "notes-end-with-sizes", "elf32-short",
	  { { SAMPLE_ENTRY_NOTE, 8, 0 }, { SAMPLE_ENTRY_NOTE + 8, 4, 17 } },
	  { NO_NOTE, "32-bit ELF", "32-bit ELF", NO_NOTE } },
	/* As in GRUB's: the last word of the file is the entry. */
	{ "entry-of-4-bytes", "elf32-short", { { 0 } }, { TAKEN, "32-bit ELF", "32-bit ELF", TAKEN } },
	{ "sections-outside", "elf64", { { 40, 8, 0x100 }, { 58, 4, 0x00640040 } },
	  { TAKEN, TAKEN, TAKEN, "section headers" } },
	{ "bzimage", "bzimage-zstd", { { 0 } },
	  { "boot protocol", "64-bit boot protocol", "32-bit boot protocol", TAKEN },
	  .qemu_loads = true },
	{ "memtest", "bzimage-empty", { { 0 } },
	  { "boot protocol", "64-bit boot protocol", "32-bit boot protocol", "no ELF file can be unpacked" },
	  .qemu_loads = true },
};

#define NR_VERDICTS	(sizeof(verdicts) / sizeof(verdicts[0]))

static struct bytes make_verdict(const struct verdict *verdict)
{
	struct bytes file = make_sample(verdict->sample);

	for (size_t i = 0; i < 4; i++)
		poke(&file, &verdict->pokes[i]);
	return file;
}

static void check_word(const struct verdict *verdict, const char *json, const char *loader,
		       const char *word)
{
	char key[32];
	const char *at, *found;

	snprintf(key, sizeof(key), "\"%s\": {", loader);
	at = strstr(json, key);
	if (!at) {
		complain("%s: nothing is said of %s", verdict->name, loader);
		return;
	}
	found = strstr(at, word);
	if (!found || found > strchr(at, '}'))
		complain("%s: '%s' should be what is said of %.*s", verdict->name, word,
			 (int)(strchr(at, '}') - at), at);
}

static void judges_loaders(void)
{
	static const char *const loaders[] = { "qemu", "firecracker", "cloud_hypervisor", "xen" };

	for (size_t i = 0; i < NR_VERDICTS; i++) {
		struct bytes file = make_verdict(&verdicts[i]);
		struct outcome outcome;

		look(&file, &outcome);
		if (outcome.wrong || !outcome.json)
			complain("%s: %s %s", verdicts[i].name, outcome.wrong ? outcome.wrong : "",
				 outcome.why.text);
		for (size_t l = 0; outcome.json && l < 4; l++)
			check_word(&verdicts[i], outcome.json, loaders[l], verdicts[i].words[l]);
		forget(&outcome);
		free(file.data);
	}
}

/* A loader as it is given to --loader, and a part of the answer. */
static const struct {
	const char *sample;
	struct poke pokes[2];
	const char *loader;
	const char *words;
} answers[] = {
	{ "elf64", { { 0 } }, "qemu", "file: yes, entered at 0x1000010\n" },
	{ "elf64", { { 0 } }, "qemu:3.1", "no: QEMU enters nothing by PVH before 4.0\n" },
	{ "elf64", { { 0 } }, "qemu:4.0", "yes" },
	{ "elf64", { { 0 } }, "qemu:10.0.2,machine=q35,firmware=seabios", "yes" },
	{ "elf64", { { 0 } }, "qemu:4.1,machine=microvm", "no: QEMU has the machine microvm since 4.2" },
	{ "elf64", { { 0 } }, "qemu:4.2,machine=microvm,firmware=qboot", "yes" },
	{ "elf64", { { 0 } }, "qemu:4.1,machine=pc", "yes" },
	{ "elf64", { { 0 } }, "qemu,firmware=ovmf", "no: OVMF does not enter a kernel by PVH" },
	{ "elf32", { { 0 } }, "qemu:5.2", "no: it is a 32-bit ELF file" },
	{ "elf32", { { 0 } }, "qemu:6.0", "yes" },
	{ "elf64", { { 0 } }, "firecracker:1.11", "no: Firecracker enters nothing by PVH before 1.12" },
	{ "elf64", { { 0 } }, "firecracker:1.12", "yes" },
	{ "bzimage-gzip", { { 0 } }, "firecracker:1.16", "no: Firecracker refuses a bzImage before 1.17" },
	{ "bzimage-gzip", { { 0 } }, "firecracker:1.17", "64-bit boot protocol; pvhwrap makes one" },
	{ "bzimage-gzip", { { 0x236, 2, 0x7e } }, "firecracker", "no: Firecracker refuses a bzImage without a 64-bit entry (xloadflags 0x7e)" },
	{ "bzimage-gzip", { { 0x206, 2, 0x209 } }, "qemu", "Linux's own boot protocol\n" },
	{ "bzimage-gzip", { { 0x211, 1, 0 } }, "qemu", "Linux's own boot protocol\n" },
	{ "elf64", { { SAMPLE_PHDR(0) + 24, 8, 0xc0000000 }, { SAMPLE_ENTRY_NOTE + 16, 8, 0xc0000000 } },
	  "firecracker:1.12", "yes, entered at 0xc0000000" },
	{ "elf64", { { SAMPLE_PHDR(0) + 24, 8, 0xc0000000 }, { SAMPLE_ENTRY_NOTE + 16, 8, 0xc0000000 } },
	  "firecracker:1.13", "no memory between 0xc0000000 and 4 GiB" },
	{ "elf64", { { SAMPLE_PHDR(0) + 24, 8, 0xd0000000 }, { SAMPLE_ENTRY_NOTE + 16, 8, 0xd0000000 } },
	  "libkrun", "no memory between 0xd0000000 and 4 GiB" },
	{ "elf64", { { SAMPLE_PHDR(0) + 24, 8, 0xd0000000 }, { SAMPLE_ENTRY_NOTE + 16, 8, 0xd0000000 } },
	  "linux-loader", "yes" },
	{ "elf64", { { 24, 8, 0x1000 } }, "libkrun", "yes" },
	{ "elf64", { { 0 } }, "libkrun:1.19", "no: libkrun enters nothing by PVH before 1.20" },
	{ "elf64", { { SAMPLE_ENTRY_NOTE + 8, 4, 17 } }, "libkrun", "at e_entry in long mode" },
	{ "bzimage-zstd", { { 0 } }, "libkrun", "no: libkrun enters what is packed" },
	{ "bzimage-zstd", { { 0 } }, "cloud-hypervisor:38.0", "no: Cloud Hypervisor before 39" },
	{ "bzimage-zstd", { { 0 } }, "cloud-hypervisor:39", "32-bit boot protocol" },
	{ "elf64", { { 0 } }, "cloud-hypervisor:0.5", "before 0.6" },
	/* linux-loader 0.9 came with Cloud Hypervisor 33. */
	{ "elf64", { { SAMPLE_PHDR(1) + 48, 8, 0 } }, "cloud-hypervisor:32", "no: its notes have alignment 0x0" },
	{ "elf64", { { SAMPLE_PHDR(1) + 48, 8, 0 } }, "cloud-hypervisor:33", "yes" },
	{ "elf64", { { SAMPLE_PHDR(1) + 48, 8, 12 } }, "linux-loader:0.8", "no: its notes have alignment 0xc" },
	{ "elf64", { { SAMPLE_PHDR(1) + 48, 8, 12 } }, "linux-loader:0.9", "yes" },
	{ "elf32", { { 0 } }, "linux-loader", "no: it is a 32-bit ELF file" },
	{ "elf64", { { 0 } }, "xen:4.9", "no: Xen enters nothing by PVH before 4.10" },
	{ "bzimage-zstd", { { 0 } }, "xen:4.14", "no: it is packed with zstd, which Xen unpacks since 4.15" },
	{ "bzimage-zstd", { { 0 } }, "xen:4.15", "yes, what is packed in it is entered at" },
	{ "bzimage-xz", { { 0 } }, "xen:4.14", "yes, what is packed in it is entered at" },
	{ "elf64", { { 0 } }, "pvh-grub", "no: the linux command of GRUB" },
	{ "elf64", { { 0 } }, "crosvm:1", "no: crosvm enters an ELF file at e_entry" },
	{ "elf64", { { 0 } }, "openvmm", "no: OpenVMM enters" },
	{ "elf64", { { 56, 2, 100 } }, "qemu", "no: it has 100 program headers" },
	{ "bzimage-gzip", { { 0x260, 4, 903 } }, "xen", "no: its payload has an unpacked size" },
};

static char *answer(const struct bytes *file, const char *loader, const struct guest *guest)
{
	struct report report = { .json = false };
	struct inspection found;
	struct fault why = { "" };
	struct host host;
	char *text = NULL;
	size_t size;
	bool whole;

	if (!parse_host(loader, &host, &why)) {
		complain("%s: %s", loader, why.text);
		return NULL;
	}
	host.guest = guest;
	report.out = open_memstream(&text, &size);
	if (!report.out)
		abort();
	whole = inspect(file, &found, &why);
	report_verdict(whole ? &found : NULL, &why, "file", loader, &host, &report);
	if (whole)
		free_inspection(&found);
	fclose(report.out);
	return text;
}

static void answers_for_one_loader(void)
{
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		struct bytes file = make_sample(answers[i].sample);
		char *text;

		poke(&file, &answers[i].pokes[0]);
		poke(&file, &answers[i].pokes[1]);
		text = answer(&file, answers[i].loader, NULL);
		if (text && !strstr(text, answers[i].words))
			complain("%s for %s: '%s' should say '%s'", answers[i].sample,
				 answers[i].loader, text, answers[i].words);
		free(text);
		free(file.data);
	}
}

/* The kernel is at 0x1000000 to 0x1002000; in MiB but for the initrd. */
static const struct {
	const char *loader;
	uint64_t kernel;	/* its bytes in memory, if not 0 */
	uint64_t memory;
	uint64_t initrd;
	uint64_t unpacked;
	const char *words;
} rooms[] = {
	{ "qemu", 0, 17, 0, 0, ": yes, entered at 0x1000010; needs 17 MiB\n" },
	{ "qemu", 0, 64, 0, 0, "; needs 17 MiB\n" },
	{ "qemu", 0, 16, 0, 0, ": no: RAM below 4 GiB ends at 0xfe0000, and the kernel needs it up to 0x1002000; give it 17 MiB\n" },
	/* Tables of SeaBIOS, and none of qboot. */
	{ "qemu", 0xe0000, 17, 0, 0, "yes" },
	{ "qemu", 0xe0001, 17, 0, 0, "ends at 0x10e0000, and the kernel needs it up to 0x10e0001; give it 18 MiB" },
	{ "qemu,machine=q35", 0xe0001, 17, 0, 0, "give it 18 MiB" },
	{ "qemu,machine=microvm", 0x100000, 17, 0, 0, "needs 17 MiB\n" },
	{ "qemu,machine=microvm", 0x100001, 17, 0, 0, "give it 18 MiB" },
	{ "firecracker", 0x100000, 17, 0, 0, "needs 17 MiB\n" },
	{ "firecracker", 0x100001, 17, 0, 0, "give it 18 MiB" },
	{ "xen", 0x100000, 17, 0, 0, "yes" },
	/* Holes: more memory may be less below 4 GiB. */
	{ "qemu,machine=q35", 0x6f000000, 4096, 0, 0, "needs 1793 MiB\n" },
	{ "qemu,machine=q35", 0x7f000000, 2815, 0, 0, "needs 2049 MiB\n" },
	{ "qemu,machine=q35", 0x7f000000, 2816, 0, 0, "no: RAM below 4 GiB ends at 0x7ffe0000, and the kernel needs it up to 0x80000000; give it 2049 MiB" },
	{ "qemu,machine=pc", 0x7f000000, 3584, 0x1000000, 0, "the initrd is at 0xbefd7000" },
	{ "qemu,machine=pc", 0x7f000000, 3583, 0x1000000, 0, "the initrd is at 0xdeed7000" },
	{ "qemu,machine=microvm", 0, 3071, 0x1000000, 0, "the initrd is at 0xbeeff000" },
	{ "qemu,machine=microvm", 0, 4096, 0x1000000, 0, "the initrd is at 0xbefff000" },
	{ "qemu:5.0,machine=microvm", 0, 4096, 0x1000000, 0, "the initrd is at 0x7efff000" },
	{ "firecracker:1.12", 0xb8000000, 4096, 0, 0, "needs 2960 MiB\n" },
	{ "firecracker:1.12", 0xc0000000, 8192, 0, 0, "needs 3088 MiB\n" },
	{ "firecracker:1.13", 0xc0000000, 8192, 0, 0, "no: RAM below 4 GiB ends at 0xc0000000, and the kernel needs it up to 0xc1000000; no memory is enough\n" },
	{ "cloud-hypervisor", 0xc0000000, 8192, 0, 0, "no memory is enough" },
	{ "libkrun", 0xc0000000, 8192, 0, 0, "yes" },
	{ "libkrun", 0xcf000001, 8192, 0, 0, "no memory is enough" },
	{ "linux-loader", 0xcf000001, 8192, 0, 0, "yes" },
	{ "xen", 0xcf000001, 8192, 0, 0, "yes" },
	{ "xen", 0xfb000001, 8192, 0, 0, "no: RAM below 4 GiB ends at 0xfc000000," },
	/* Places of the initrd. */
	{ "qemu", 0, 64, 0x1400001, 0, "; needs 37 MiB, the initrd is at 0x2bd7000\n" },
	{ "qemu", 0, 64, 0x1400000, 0, "the initrd is at 0x2bd7000\n" },
	{ "qemu,machine=microvm", 0, 64, 0x1400000, 0, "the initrd is at 0x2bff000\n" },
	{ "firecracker", 0, 64, 0x1400000, 0, "the initrd is at 0x2c00000\n" },
	{ "firecracker", 0, 64, 0x1400001, 0, "the initrd is at 0x2bff000\n" },
	{ "cloud-hypervisor", 0, 64, 0x1400001, 0, "the initrd is at 0x2bff000\n" },
	{ "linux-loader", 0, 64, 0x1400001, 0, "the initrd is at 0x2bff000\n" },
	{ "libkrun", 0, 64, 0x1400001, 0, "the initrd is at 0x2bfffff\n" },
	{ "libkrun", 0, 3328, 0x1400001, 0, "the initrd is at 0xcebfffff\n" },
	{ "libkrun", 0, 4096, 0x1400001, 0, "the initrd is at 0x12ebfffff\n" },
	{ "libkrun", 0, 3348, 0x1400000, 0, "the initrd is at 0x100000000\n" },
	{ "libkrun", 0, 3348, 0x1400001, 0, "no: there is no place for 0x1400001 bytes of the initrd, with RAM up to 0xd0000000 and the kernel up to 0x1002000; give it 37 MiB\n" },
	{ "xen", 0, 64, 0x1400000, 0, "; needs 37 MiB, the initrd is at 0x1002000\n" },
	{ "xen", 0x2001, 64, 0x1400000, 0, "the initrd is at 0x1003000\n" },
	{ "xen", 0, 32, 0xffd000, 0, "yes" },
	{ "xen", 0, 32, 0xffd001, 0, "give it 33 MiB" },
	{ "xen", 0, 64, 0x100000, 0x1400000, "; needs 37 MiB" },
	{ "xen", 0, 64, 0x1400000, 0x100000, "; needs 37 MiB" },
	{ "qemu", 0, 64, 0x100000, 0x1400000, "; needs 18 MiB" },
	/* In the kernel, or larger than all RAM. */
	{ "firecracker", 0, 32, 0xffe000, 0, "the initrd is at 0x1002000" },
	{ "firecracker", 0, 32, 0xffe001, 0, "no: there is no place for 0xffe001 bytes of the initrd, with RAM up to 0x2000000 and the kernel up to 0x1002000; give it 33 MiB\n" },
	{ "firecracker", 0, 32, 0x4000000, 0, "give it 81 MiB\n" },
	{ "qemu", 0, 17, 0x1200000, 0, "give it 35 MiB\n" },
};

static void finds_room(void)
{
	for (size_t i = 0; i < sizeof(rooms) / sizeof(rooms[0]); i++) {
		const struct guest guest = {
			rooms[i].memory << 20, rooms[i].initrd, rooms[i].unpacked,
		};
		struct bytes file = make_sample("elf64");
		char *text;

		if (rooms[i].kernel)
			poke(&file, &(struct poke){ SAMPLE_PHDR(0) + 40, 8, rooms[i].kernel });
		text = answer(&file, rooms[i].loader, &guest);
		if (text && !strstr(text, rooms[i].words))
			complain("%s with %" PRIu64 " MiB: '%s' should say '%s'", rooms[i].loader,
				 rooms[i].memory, text, rooms[i].words);
		free(text);
		free(file.data);
	}
}

static void parses_sizes_of_memory(void)
{
	static const struct {
		const char *text;
		uint64_t bytes;
	} cases[] = {
		{ "1", 1 << 20 }, { "512", 512 << 20 }, { "4k", 4096 }, { "4K", 4096 },
		{ "3M", 3 << 20 }, { "3m", 3 << 20 }, { "5G", 5ULL << 30 }, { "5g", 5ULL << 30 },
		{ "1048575G", 1048575ULL << 30 }, { "1048576", 0 }, { "99999999999999999999", 0 },
		{ "", 0 }, { "0", 0 }, { "0G", 0 }, { "M", 0 }, { "-1", 0 }, { "+1", 0 }, { " 1", 0 },
		{ "1 ", 0 }, { "1T", 0 }, { "1MB", 0 }, { "0x10", 0 }, { "1.5G", 0 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		uint64_t bytes = 0;

		if (parse_memory(cases[i].text, &bytes) != !!cases[i].bytes ||
		    (cases[i].bytes && bytes != cases[i].bytes))
			complain("'%s' is %" PRIu64 " bytes, not %" PRIu64, cases[i].text, bytes,
				 cases[i].bytes);
	}
}

static const struct {
	const char *loader;
	const char *sentence;
} misspelt[] = {
	{ "", "'' is not a loader; there are qemu, firecracker, cloud-hypervisor, libkrun, linux-loader, xen, pvh-grub, crosvm, openvmm" },
	{ "qem", "'qem' is not a loader" }, { "qemux", "'qemux' is not a loader" },
	{ "QEMU", "is not a loader" }, { "qemu:", "'' is not a version of QEMU" },
	{ "qemu:x", "'x' is not a version of QEMU" }, { "qemu:7.", "'7.' is not a version" },
	{ "qemu:7.2-rc1", "is not a version" }, { "qemu:.7", "is not a version" },
	{ "qemu:0", "is not a version" }, { "qemu:7,2", "'2' is nothing that a loader has" },
	{ "qemu:1000", "is not a version" }, { "qemu:99999999999999999999", "is not a version" },
	{ "qemu:+7", "is not a version" }, { "qemu,", "'' is nothing that a loader has" },
	{ "qemu,machine", "there are machine= and firmware=" },
	{ "qemu,machine=", "'' is not a machine of QEMU; there are pc, q35, microvm" },
	{ "qemu,machine=virt", "'virt' is not a machine of QEMU" },
	{ "qemu,firmware=uefi", "'uefi' is not a firmware of QEMU; there are seabios, qboot, ovmf" },
	{ "xen,machine=pc", "Xen has no machine to be chosen; only qemu has" },
	{ "firecracker,firmware=ovmf", "Firecracker has no firmware to be chosen" },
};

static void knows_its_loaders(void)
{
	for (size_t i = 0; i < sizeof(misspelt) / sizeof(misspelt[0]); i++) {
		struct fault why = { "" };
		struct host host;

		if (parse_host(misspelt[i].loader, &host, &why))
			complain("'%s' is taken for a loader", misspelt[i].loader);
		else if (check_sentence(&why) || !strstr(why.text, misspelt[i].sentence))
			complain("'%s': '%s' should say '%s'", misspelt[i].loader, why.text,
				 misspelt[i].sentence);
	}
}

static void begin(void)
{
}

static const struct test tests[] = {
	TEST(says_all_of_an_elf_file),
	TEST(asks_for_evidence_of_linux),
	TEST(marks_a_cut),
	TEST(tells_memory_and_configuration),
	TEST(finds_headers_of_multiboot),
	TEST(says_all_of_an_elf_file_in_json),
	TEST(says_all_of_a_bzimage),
	TEST(unpacks_every_format),
	TEST(knows_not_every_format),
	TEST(refuses_what_is_cut_short),
	TEST(makes_sense_of_any_byte),
	TEST(refuses_what_is_tampered_with),
	TEST(warns_of_notes),
	TEST(names_what_it_cannot_read),
	TEST(refuses_payloads_of_another_size),
	TEST(refuses_payloads_that_end_early),
	TEST(refuses_kernels_inside_that_are_damaged),
	TEST(judges_loaders),
	TEST(answers_for_one_loader),
	TEST(finds_room),
	TEST(parses_sizes_of_memory),
	TEST(knows_its_loaders),
};

static int write_to(const char *directory, const char *name, const char *suffix,
		    const struct bytes *file)
{
	struct fault why = { "" };
	char path[512];

	snprintf(path, sizeof(path), "%s/%s%s", directory, name, suffix);
	if (write_file(path, file, &why))
		return 0;
	fprintf(stderr, "error: %s %s\n", path, why.text);
	return 1;
}

/* NAME.yes if QEMU is said to load it, else NAME.no; and the samples as they are. */
static int write_all(const char *directory)
{
	int status = 0;

	for (size_t i = 0; i < NR_VERDICTS; i++) {
		const struct verdict *v = &verdicts[i];
		bool loads = v->qemu_loads || !strcmp(v->words[0], TAKEN);
		struct bytes file;

		if (v->qemu_hangs)
			continue;
		file = make_verdict(v);
		status |= write_to(directory, v->name, loads ? ".yes" : ".no", &file);
		free(file.data);
	}
	for (const char *const *name = sample_names; *name; name++) {
		struct bytes file = make_sample(*name);

		status |= write_to(directory, *name, "", &file);
		free(file.data);
	}
	return status;
}

int main(int argc, char **argv)
{
	if (argc == 3 && !strcmp(argv[1], "--write"))
		return write_all(argv[2]);
	return run_tests(tests, sizeof(tests) / sizeof(tests[0]), begin);
}
