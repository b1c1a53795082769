// SPDX-License-Identifier: GPL-2.0-only
/*
 * Small kernels for tests of the tools: files in the formats of real ones, without code.
 */
#include <bzlib.h>
#include <elf.h>
#include <lz4.h>
#include <lzma.h>
#include <lzo/lzo1x.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "samples.h"

#define ROOM	0x4000		/* more than any of them has */

const char *const sample_names[] = {
	"elf64", "elf32", "elf32-short", "elf64-two-notes", "elf64-notes-two", "object",
	"bzimage-gzip", "bzimage-bzip2", "bzimage-lzma", "bzimage-xz", "bzimage-lzo", "bzimage-lz4", "bzimage-zstd",
	"bzimage-none", "bzimage-empty", "uki", NULL,
};

/* A file that grows. */
struct writer {
	uint8_t bytes[ROOM];
	size_t size;
};

static void put(struct writer *w, const void *bytes, size_t size)
{
	if (w->size + size > sizeof(w->bytes))
		abort();
	memcpy(w->bytes + w->size, bytes, size);
	w->size += size;
}

static void put_number(struct writer *w, uint64_t value, size_t size)
{
	while (size--) {
		uint8_t byte = value;

		put(w, &byte, 1);
		value >>= 8;
	}
}

static void put_big(struct writer *w, uint64_t value, size_t size)
{
	while (size--) {
		uint8_t byte = value >> 8 * size;

		put(w, &byte, 1);
	}
}

static void fill_to(struct writer *w, size_t offset)
{
	while (w->size < offset)
		put_number(w, 0, 1);
}

static void set(struct writer *w, size_t offset, uint64_t value, size_t size)
{
	struct writer number = { .size = 0 };

	put_number(&number, value, size);
	memcpy(w->bytes + offset, number.bytes, size);
}

/* ELF */

static void put_note(struct writer *w, const char *owner, uint32_t type, const void *desc,
		     size_t size)
{
	put_number(w, strlen(owner) + 1, 4);
	put_number(w, size, 4);
	put_number(w, type, 4);
	put(w, owner, strlen(owner) + 1);
	fill_to(w, (w->size + 3) & ~3UL);
	put(w, desc, size);
	fill_to(w, (w->size + 3) & ~3UL);
}

static void put_notes(struct writer *w)
{
	uint64_t entry = SAMPLE_ENTRY;
	uint32_t reloc[3] = { 0x200000, SAMPLE_ADDRESS, 0x3fffffff };
	char features[24] = "!writable_page_tables";
	uint8_t id[20] = { 1, 2, 3 };

	put_note(w, "Xen", 18, &entry, sizeof(entry));
	put_note(w, "Xen", 19, reloc, sizeof(reloc));
	put_note(w, "Xen", 10, features, sizeof(features));
	put_note(w, "GNU", 3, id, sizeof(id));
}

static void put_text(struct writer *w)
{
	fill_to(w, SAMPLE_TEXT);
	put(w, "\xfa\xf4\xeb\xfd", 4);		/* cli; hlt; and again */
	fill_to(w, SAMPLE_TEXT + 0x20);
	put(w, "Linux version 6.6.6-sample (tests) #1\n", 39);
	fill_to(w, SAMPLE_NOTES);
}

static void put_phdr_64(struct writer *w, uint32_t type, uint32_t flags, uint64_t offset,
			uint64_t address, uint64_t filesz, uint64_t memsz, uint64_t align)
{
	Elf64_Phdr p = {
		.p_type = type, .p_flags = flags, .p_offset = offset, .p_vaddr = address,
		.p_paddr = address, .p_filesz = filesz, .p_memsz = memsz, .p_align = align,
	};

	put(w, &p, sizeof(p));
}

enum notes { NO_NOTES, ONE_PART, XEN_LAST, XEN_FIRST };

static void put_elf_64(struct writer *w, enum notes notes)
{
	Elf64_Ehdr e = {
		.e_ident = { ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELFCLASS64, ELFDATA2LSB, EV_CURRENT },
		.e_type = notes ? ET_EXEC : ET_REL,
		.e_machine = EM_X86_64,
		.e_version = EV_CURRENT,
		.e_entry = SAMPLE_ADDRESS,
		.e_phoff = sizeof(e),
		.e_ehsize = sizeof(e),
		.e_phentsize = sizeof(Elf64_Phdr),
		.e_phnum = notes == NO_NOTES ? 0 : notes == ONE_PART ? 2 : 3,
	};
	size_t size = SAMPLE_SECOND_NOTES - SAMPLE_NOTES;

	put(w, &e, sizeof(e));
	put_phdr_64(w, PT_LOAD, PF_R | PF_W | PF_X, SAMPLE_TEXT, SAMPLE_ADDRESS,
		    SAMPLE_TEXT_SIZE, SAMPLE_MEMORY, 0x200000);
	if (notes == XEN_LAST)
		put_phdr_64(w, PT_NOTE, PF_R, SAMPLE_SECOND_NOTES, 0, 28, 28, 4);
	put_phdr_64(w, PT_NOTE, PF_R, SAMPLE_NOTES, 0, size, size, 4);
	if (notes == XEN_FIRST)
		put_phdr_64(w, PT_NOTE, PF_R, SAMPLE_SECOND_NOTES, 0, 28, 28, 4);
	put_text(w);
	put_notes(w);
	if (notes == XEN_LAST || notes == XEN_FIRST)
		put_note(w, "Linux", 0x100, "sample", 7);
}

static void put_phdr_32(struct writer *w, uint32_t type, uint32_t offset, uint32_t address,
			uint32_t filesz, uint32_t memsz)
{
	Elf32_Phdr p = {
		.p_type = type, .p_flags = PF_R | PF_W | PF_X, .p_offset = offset,
		.p_vaddr = address, .p_paddr = address, .p_filesz = filesz,
		.p_memsz = memsz, .p_align = 4,
	};

	put(w, &p, sizeof(p));
}

static void put_elf_32(struct writer *w, bool only_entry)
{
	Elf32_Ehdr e = {
		.e_ident = { ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELFCLASS32, ELFDATA2LSB, EV_CURRENT },
		.e_type = ET_EXEC,
		.e_machine = EM_386,
		.e_version = EV_CURRENT,
		.e_entry = SAMPLE_ADDRESS,
		.e_phoff = sizeof(e),
		.e_ehsize = sizeof(e),
		.e_phentsize = sizeof(Elf32_Phdr),
		.e_phnum = 2,
	};
	size_t notes = only_entry ? 20 : SAMPLE_SECOND_NOTES - SAMPLE_NOTES;
	uint32_t entry = SAMPLE_ENTRY;

	put(w, &e, sizeof(e));
	put_phdr_32(w, PT_LOAD, SAMPLE_TEXT, SAMPLE_ADDRESS, SAMPLE_TEXT_SIZE, SAMPLE_MEMORY);
	put_phdr_32(w, PT_NOTE, SAMPLE_NOTES, 0, notes, notes);
	put_text(w);
	if (only_entry)
		put_note(w, "Xen", 18, &entry, sizeof(entry));
	else
		put_notes(w);
}

/* Payloads. What cannot be packed is a bug of the tests. */

static void pack_gzip(struct writer *out, const struct writer *in)
{
	z_stream z = {
		.next_in = (uint8_t *)in->bytes, .avail_in = in->size,
		.next_out = out->bytes + out->size, .avail_out = ROOM - out->size,
	};

	if (deflateInit2(&z, 9, Z_DEFLATED, 16 + MAX_WBITS, 9, Z_DEFAULT_STRATEGY) != Z_OK ||
	    deflate(&z, Z_FINISH) != Z_STREAM_END)
		abort();
	out->size += z.total_out;
	deflateEnd(&z);
}

static void pack_bzip2(struct writer *out, const struct writer *in)
{
	unsigned int size = ROOM - out->size;

	if (BZ2_bzBuffToBuffCompress((char *)out->bytes + out->size, &size, (char *)in->bytes,
				     in->size, 9, 0, 0) != BZ_OK)
		abort();
	out->size += size;
}

static void run_lzma(lzma_stream *l, struct writer *out, const struct writer *in)
{
	l->next_in = in->bytes;
	l->avail_in = in->size;
	l->next_out = out->bytes + out->size;
	l->avail_out = ROOM - out->size;
	if (lzma_code(l, LZMA_FINISH) != LZMA_STREAM_END)
		abort();
	out->size += l->total_out;
	lzma_end(l);
}

static void pack_xz(struct writer *out, const struct writer *in)
{
	lzma_stream l = LZMA_STREAM_INIT;

	if (lzma_easy_encoder(&l, 0, LZMA_CHECK_CRC32) != LZMA_OK)
		abort();
	run_lzma(&l, out, in);
}

static void pack_lzma(struct writer *out, const struct writer *in)
{
	lzma_stream l = LZMA_STREAM_INIT;
	lzma_options_lzma options;

	/* As `lzma` writes it: 0x5d, 0, .. */
	lzma_lzma_preset(&options, 0);
	options.dict_size = 1 << 16;
	if (lzma_alone_encoder(&l, &options) != LZMA_OK)
		abort();
	run_lzma(&l, out, in);
}

static void pack_zstd(struct writer *out, const struct writer *in)
{
	size_t size = ZSTD_compress(out->bytes + out->size, ROOM - out->size, in->bytes,
				    in->size, 19);

	if (ZSTD_isError(size))
		abort();
	out->size += size;
}

static void pack_lz4(struct writer *out, const struct writer *in)
{
	size_t header = out->size;

	put_number(out, 0x184c2102, 4);
	put_number(out, 0, 4);
	out->size += LZ4_compress_default((const char *)in->bytes, (char *)out->bytes + out->size,
					  in->size, ROOM - out->size);
	set(out, header + 4, out->size - header - 8, 4);
}

/* What lzop writes: header, one block, and one that was left as it is. */
static void pack_lzo(struct writer *out, const struct writer *in)
{
	static uint8_t work[LZO1X_1_MEM_COMPRESS];
	const size_t second = 16, first = in->size - second;
	uint8_t packed[ROOM];
	lzo_uint size = 0;

	if (lzo_init() != LZO_E_OK || lzo1x_1_compress(in->bytes, first, packed, &size, work))
		abort();
	put(out, "\x89LZO\x00\r\n\x1a\n", 9);
	put_big(out, 0x1030, 2);		/* its version */
	put_big(out, 0x20a0, 2);		/* the library's */
	put_big(out, 0x0940, 2);		/* needed */
	put_big(out, 3, 1);			/* lzo1x_999 */
	put_big(out, 9, 1);			/* level */
	put_big(out, 0x03000001, 4);		/* flags: adler32 of blocks, Unix */
	put_big(out, 0100644, 4);		/* mode */
	put_big(out, 0, 8);			/* time */
	put_big(out, 0, 1);			/* no name */
	put_big(out, 0, 4);			/* checksum */
	put_big(out, first, 4);
	put_big(out, size, 4);
	put_big(out, 0, 4);			/* checksum */
	put(out, packed, size);
	put_big(out, second, 4);
	put_big(out, second, 4);
	put_big(out, 0, 4);
	put(out, in->bytes + first, second);
	put_big(out, 0, 4);
}

static void pack_none(struct writer *out, const struct writer *in)
{
	put(out, in->bytes, in->size);
}

static const struct {
	const char *name;
	void (*pack)(struct writer *out, const struct writer *in);
} formats[] = {
	{ "gzip", pack_gzip },
	{ "bzip2", pack_bzip2 },
	{ "lzma", pack_lzma },
	{ "xz", pack_xz },
	{ "lzo", pack_lzo },
	{ "lz4", pack_lz4 },
	{ "zstd", pack_zstd },
	{ "none", pack_none },
};

/* A kernel and what Linux puts behind it before it is packed: relocations. */
static void put_payload(struct writer *w, const char *format)
{
	struct writer kernel = { .size = 0 };

	put_elf_64(&kernel, ONE_PART);
	put_number(&kernel, 0, 8);
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (strcmp(formats[i].name, format))
			continue;
		formats[i].pack(w, &kernel);
		if (strcmp(format, "gzip"))
			put_number(w, kernel.size, 4);
	}
}

static void put_bzimage(struct writer *w, const char *format)
{
	size_t payload, end;

	fill_to(w, SAMPLE_KERNEL);
	set(w, 0x1f1, SAMPLE_SETUP_SECTS, 1);
	set(w, 0x1fe, 0xaa55, 2);
	set(w, 0x200, 0x6aeb, 2);		/* a jump to 0x26c */
	memcpy(w->bytes + 0x202, "HdrS", 4);
	set(w, 0x206, 0x20f, 2);
	set(w, 0x20e, 0x300 - 0x200, 2);	/* kernel_version */
	strcpy((char *)w->bytes + 0x300, "6.6.6-sample (tests) #1");
	set(w, 0x211, 1, 1);			/* LOADED_HIGH */
	set(w, 0x214, 0x100000, 4);
	set(w, 0x22c, 0x7fffffff, 4);
	set(w, 0x230, 0x200000, 4);
	set(w, 0x234, 1, 1);
	set(w, 0x235, 21, 1);
	set(w, 0x236, 0x7f, 2);
	set(w, 0x238, 2047, 4);
	set(w, 0x258, SAMPLE_ADDRESS, 8);
	set(w, 0x260, SAMPLE_INIT_SIZE, 4);
	fill_to(w, SAMPLE_KERNEL + SAMPLE_PAYLOAD);
	payload = w->size;
	if (strcmp(format, "empty"))
		put_payload(w, format);
	end = w->size;
	set(w, 0x248, end > payload ? SAMPLE_PAYLOAD : 0, 4);
	set(w, 0x24c, end - payload, 4);
	fill_to(w, (end + 15) & ~15UL);
	set(w, 0x1f4, (w->size - SAMPLE_KERNEL) / 16, 4);
}

/* Unified kernel images. */

/* Fills in a header, and adds the content: the file is aligned to 512, with odd bytes. */
static void put_section(struct writer *w, size_t n, const char *name, const void *content,
			size_t size)
{
	size_t header = SAMPLE_SECTION(n);

	strncpy((char *)w->bytes + header, name, 8);
	set(w, header + 8, size, 4);			/* in memory */
	set(w, header + 12, 0x10000 * (n + 1), 4);	/* at */
	set(w, header + 16, (size + 511) & ~511UL, 4);
	set(w, header + 20, w->size, 4);
	put(w, content, size);
	while (w->size % 512)
		put_number(w, 0xee, 1);
}

static void put_uki(struct writer *w)
{
	struct writer kernel = { .size = 0 };

	put_bzimage(&kernel, "xz");
	fill_to(w, SAMPLE_SECTION(SAMPLE_SECTIONS));
	fill_to(w, (w->size + 511) & ~511UL);
	memcpy(w->bytes, "MZ", 2);
	set(w, 0x3c, SAMPLE_COFF, 4);
	memcpy(w->bytes + SAMPLE_COFF, "PE\0\0", 4);
	set(w, SAMPLE_COFF + 4, 0x8664, 2);
	set(w, SAMPLE_COFF + 6, SAMPLE_SECTIONS, 2);
	set(w, SAMPLE_COFF + 20, SAMPLE_SECTION(0) - SAMPLE_COFF - 24, 2);
	set(w, SAMPLE_COFF + 24, 0x20b, 2);
	put_section(w, 0, ".osrel", "ID=tests\n", 9);
	put_section(w, 1, ".cmdline", "from=uki\nquiet \n", 16);
	put_section(w, 2, ".linux", kernel.bytes, kernel.size);
	put_section(w, 3, ".initrd", "the initrd", 10);
	put_section(w, 4, ".ucode", "microcode", 9);
	put_section(w, 5, ".pcrsig", "{}", 2);
	put_section(w, 6, ".sbat", "sbat,1\n", 7);
}

struct bytes make_sample(const char *name)
{
	struct writer w = { .size = 0 };
	struct bytes file;

	if (!strcmp(name, "elf64"))
		put_elf_64(&w, ONE_PART);
	else if (!strcmp(name, "elf64-two-notes"))
		put_elf_64(&w, XEN_LAST);
	else if (!strcmp(name, "elf64-notes-two"))
		put_elf_64(&w, XEN_FIRST);
	else if (!strcmp(name, "object"))
		put_elf_64(&w, NO_NOTES);
	else if (!strcmp(name, "elf32"))
		put_elf_32(&w, false);
	else if (!strcmp(name, "elf32-short"))
		put_elf_32(&w, true);
	else if (!strcmp(name, "uki"))
		put_uki(&w);
	else if (!strncmp(name, "bzimage-", 8))
		put_bzimage(&w, name + 8);
	else
		return (struct bytes){ 0 };
	file.data = malloc(w.size);
	file.size = w.size;
	if (!file.data)
		abort();
	memcpy(file.data, w.bytes, w.size);
	return file;
}
