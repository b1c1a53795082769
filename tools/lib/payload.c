// SPDX-License-Identifier: GPL-2.0-only
/*
 * The build of Linux appends the unpacked size to the packed data, in 32 bits, for all
 * formats except gzip, which has it as its last word. A payload with another size is
 * damaged.
 */
#include <bzlib.h>
#include <lz4.h>
#include <lz4frame.h>
#include <lzma.h>
#include <lzo/lzo1x.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "payload.h"

/* Maximum for a dictionary; xz -9 needs 64 MiB, the build of Linux uses up to 128. */
#define LZMA_MEMORY	(256UL << 20)

#define LZ4_MAGIC	0x184c2102
#define LZ4_BLOCK	(8UL << 20)	/* maximum of a block in the legacy frame */

/*
 * Unpacks a payload into @out, as much as there is room for, and stores the size in
 * @got: all of the room, also on failure, if there may be more.
 */
typedef bool (*unpacker)(const struct bytes *in, const struct bytes *out, size_t *got,
			 struct fault *why);

struct format {
	const char *name;
	const char *magic;
	size_t magic_size;
	unpacker unpack;
	/* Whether the size is appended to the format. */
	bool size_appended;
};

static uint32_t be32(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | p[1] << 16 | p[2] << 8 | p[3];
}

static bool damaged(struct fault *why, const char *what)
{
	return fault(why, "its payload is damaged: %s; get the kernel again", what);
}

static bool no_memory(struct fault *why)
{
	return fault(why, "there is no memory to unpack its payload");
}

static bool unpack_gzip(const struct bytes *in, const struct bytes *out, size_t *got,
			struct fault *why)
{
	z_stream z = {
		.next_in = in->data,
		.avail_in = in->size,
		.next_out = out->data,
		.avail_out = out->size,
	};
	int result;

	if (inflateInit2(&z, 16 + MAX_WBITS) != Z_OK)
		return no_memory(why);
	result = inflate(&z, Z_FINISH);
	inflateEnd(&z);
	*got = out->size - z.avail_out;
	if (result == Z_STREAM_END || !z.avail_out)
		return true;
	if (result == Z_MEM_ERROR)
		return no_memory(why);
	return damaged(why, result == Z_BUF_ERROR ? "it ends too early" :
			    z.msg ? z.msg : "zlib cannot read it");
}

static bool unpack_bzip2(const struct bytes *in, const struct bytes *out, size_t *got,
			 struct fault *why)
{
	bz_stream b = {
		.next_in = (char *)in->data,
		.avail_in = in->size,
		.next_out = (char *)out->data,
		.avail_out = out->size,
	};
	int result;

	if (BZ2_bzDecompressInit(&b, 0, 0) != BZ_OK)
		return no_memory(why);
	result = BZ2_bzDecompress(&b);
	BZ2_bzDecompressEnd(&b);
	*got = out->size - b.avail_out;
	if (result == BZ_STREAM_END || !b.avail_out)
		return true;
	if (result == BZ_MEM_ERROR)
		return no_memory(why);
	return damaged(why, result == BZ_OK ? "it ends too early" : "libbz2 cannot read it");
}

static bool run_lzma(lzma_stream *l, const struct bytes *in, const struct bytes *out,
		     size_t *got, struct fault *why)
{
	lzma_ret result;

	l->next_in = in->data;
	l->avail_in = in->size;
	l->next_out = out->data;
	l->avail_out = out->size;
	result = lzma_code(l, LZMA_FINISH);
	*got = l->total_out;
	lzma_end(l);
	if (result == LZMA_STREAM_END || *got == out->size)
		return true;
	switch (result) {
	case LZMA_OK:
	case LZMA_BUF_ERROR:
		return damaged(why, "it ends too early");
	case LZMA_MEM_ERROR:
		return no_memory(why);
	case LZMA_MEMLIMIT_ERROR:
		return damaged(why, "its dictionary needs more than 256 MiB");
	default:
		return damaged(why, "liblzma cannot read it");
	}
}

static bool unpack_xz(const struct bytes *in, const struct bytes *out, size_t *got,
		      struct fault *why)
{
	lzma_stream l = LZMA_STREAM_INIT;

	if (lzma_stream_decoder(&l, LZMA_MEMORY, 0) != LZMA_OK)
		return no_memory(why);
	return run_lzma(&l, in, out, got, why);
}

static bool unpack_lzma(const struct bytes *in, const struct bytes *out, size_t *got,
			struct fault *why)
{
	lzma_stream l = LZMA_STREAM_INIT;

	if (lzma_alone_decoder(&l, LZMA_MEMORY) != LZMA_OK)
		return no_memory(why);
	return run_lzma(&l, in, out, got, why);
}

static bool unpack_zstd(const struct bytes *in, const struct bytes *out, size_t *got,
			struct fault *why)
{
	size_t result = ZSTD_decompress(out->data, out->size, in->data, in->size);

	*got = result;
	if (!ZSTD_isError(result))
		return true;
	*got = ZSTD_getErrorCode(result) == ZSTD_error_dstSize_tooSmall ? out->size : 0;
	return damaged(why, ZSTD_getErrorName(result));
}

/*
 * The legacy frame of lz4, as written by `lz4 -l`: a magic word, then blocks, each
 * preceded by its size. The library supports only blocks.
 */
static bool unpack_lz4(const struct bytes *in, const struct bytes *out, size_t *got,
		       struct fault *why)
{
	size_t at = 0, done = 0;

	while (at < in->size) {
		uint32_t size;
		int n;

		if (in->size - at < 4)
			return damaged(why, "it ends too early");
		size = little_endian(in->data + at, 4);
		at += 4;
		/* At the start of each frame. */
		if (size == LZ4_MAGIC)
			continue;
		if (size > in->size - at)
			return damaged(why, "a block reaches beyond its end");
		n = LZ4_decompress_safe((const char *)in->data + at, (char *)out->data + done,
					size, out->size - done);
		if (n < 0 && out->size - done < LZ4_BLOCK)
			*got = out->size;
		if (n < 0)
			return damaged(why, "liblz4 cannot read it, or it is longer than its size field");
		at += size;
		done += n;
	}
	*got = done;
	return true;
}

/* What `lz4` writes by default, in files only. */
static bool unpack_lz4_frame(const struct bytes *in, const struct bytes *out, size_t *got,
			     struct fault *why)
{
	LZ4F_dctx *context;
	size_t at = 0, hint = 1;

	if (LZ4F_isError(LZ4F_createDecompressionContext(&context, LZ4F_VERSION)))
		return no_memory(why);
	while (hint && !LZ4F_isError(hint) && *got < out->size && at < in->size) {
		size_t taken = in->size - at, made = out->size - *got;

		hint = LZ4F_decompress(context, out->data + *got, &made, in->data + at, &taken,
				       NULL);
		at += taken;
		*got += made;
	}
	LZ4F_freeDecompressionContext(context);
	if (LZ4F_isError(hint))
		return damaged(why, LZ4F_getErrorName(hint));
	return !hint || damaged(why, "it ends too early");
}

/*
 * Start of the blocks in a file of lzop; 0 if its header is truncated. The header of
 * lzop before 0.940 is not supported.
 */
static size_t lzop_blocks(const struct bytes *in)
{
	enum { VERSION = 9, FLAGS = 17, MODE = 21, HAS_FILTER = 0x800 };
	size_t at = MODE;

	if (in->size < MODE || (in->data[VERSION] << 8 | in->data[VERSION + 1]) < 0x0940)
		return 0;
	if (be32(in->data + FLAGS) & HAS_FILTER)
		at += 4;
	at += 12;			/* mode, two halves of the time */
	if (at >= in->size)
		return 0;
	at += 1 + in->data[at] + 4;	/* name, checksum */
	return at < in->size ? at : 0;
}

/* This library supports only blocks, too; the file format is that of lzop. */
static bool unpack_lzo(const struct bytes *in, const struct bytes *out, size_t *got,
		       struct fault *why)
{
	size_t at = lzop_blocks(in), done = 0;

	if (lzo_init() != LZO_E_OK)
		return fault(why, "liblzo2 does not work on this machine");
	if (!at)
		return damaged(why, "the header of lzop is not whole");
	for (;;) {
		uint32_t size, packed;
		lzo_uint n;

		if (in->size - at < 4)
			return damaged(why, "it ends too early");
		size = be32(in->data + at);
		if (!size)
			break;
		if (in->size - at < 12)
			return damaged(why, "it ends too early");
		packed = be32(in->data + at + 4);
		at += 12;		/* and a checksum */
		if (packed > in->size - at)
			return damaged(why, "a block reaches beyond its end");
		if (size > out->size - done) {
			*got = out->size;
			return damaged(why, "it is longer than its size field");
		}
		n = size;
		if (packed == size)	/* not compressed */
			memcpy(out->data + done, in->data + at, size);
		else if (lzo1x_decompress_safe(in->data + at, packed, out->data + done, &n,
					       NULL) != LZO_E_OK || n != size)
			return damaged(why, "liblzo2 cannot read it");
		at += packed;
		done += size;
	}
	*got = done;
	return true;
}

static bool unpack_none(const struct bytes *in, const struct bytes *out, size_t *got,
			struct fault *why)
{
	(void)why;
	*got = in->size < out->size ? in->size : out->size;
	memcpy(out->data, in->data, *got);
	return true;
}

/* As in Xen's domain builder, tools/libs/guest/xg_dom_bzimageloader.c. */
static const struct format formats[] = {
	{ "gzip", "\x1f\x8b", 2, unpack_gzip, false },
	{ "bzip2", "BZh", 3, unpack_bzip2, true },
	{ "xz", "\xfd" "7zXZ", 6, unpack_xz, true },
	{ "zstd", "\x28\xb5\x2f\xfd", 4, unpack_zstd, true },
	{ "lzma", "\x5d\x00", 2, unpack_lzma, true },
	{ "lzo", "\x89LZO\x00\r\n\x1a\n", 9, unpack_lzo, true },
	{ "lz4", "\x02\x21\x4c\x18", 4, unpack_lz4, true },
	{ "none", "\x7f" "ELF", 4, unpack_none, true },
};

static const struct format *find_format(const struct bytes *packed)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (packed->size >= formats[i].magic_size + 4 &&
		    !memcmp(packed->data, formats[i].magic, formats[i].magic_size))
			return &formats[i];
	return NULL;
}

const char *payload_format(const struct bytes *packed)
{
	const struct format *format = find_format(packed);

	return format ? format->name : NULL;
}

static const struct format lz4_frame = { "lz4", "\x04\x22\x4d\x18", 4, unpack_lz4_frame, false };

/* Of a file that is packed, not only of a payload. */
static const struct format *find_file_format(const struct bytes *file)
{
	const struct format *format = find_format(file);

	if (within(file, 0, lz4_frame.magic_size) &&
	    !memcmp(file->data, lz4_frame.magic, lz4_frame.magic_size))
		return &lz4_frame;
	return format && format->unpack != unpack_none ? format : NULL;
}

bool is_packed(const struct bytes *file)
{
	return find_file_format(file);
}

bool unpack_file(const struct bytes *file, struct bytes *unpacked, struct fault *why)
{
	const struct format *format = find_file_format(file);
	size_t room = file->size, got;

	/* Most formats do not tell the size before the end. */
	for (;;) {
		struct fault failed = { "" };
		struct bytes out;
		bool good;

		room = room < PAYLOAD_MAX / 8 ? 8 * room : PAYLOAD_MAX;
		out = (struct bytes){ malloc(room), room };
		if (!out.data)
			return no_memory(why);
		got = 0;
		good = format->unpack(file, &out, &got, &failed);
		if (good && got < room) {
			*unpacked = (struct bytes){ out.data, got };
			return true;
		}
		free(out.data);
		if (got < room)
			return fault(why, "%s", failed.text);
		if (room == PAYLOAD_MAX)
			return fault(why, "is packed, and has more than %lu bytes when it is not; no kernel has",
				     PAYLOAD_MAX);
	}
}

bool unpack_payload(const struct bytes *packed, size_t limit, struct bytes *unpacked,
		    struct fault *why)
{
	const struct format *format = find_format(packed);
	struct bytes in = *packed, out;
	size_t size, got = 0;
	bool good;

	*unpacked = (struct bytes){ 0 };
	if (limit > PAYLOAD_MAX)
		limit = PAYLOAD_MAX;
	size = little_endian(packed->data + packed->size - 4, 4);
	if (size > limit)
		return fault(why, "its payload has an unpacked size of %zu bytes, but there is room for %zu; get the kernel again",
			     size, limit);
	if (format->size_appended)
		in.size -= 4;
	/* One more byte, to detect data that is too long. */
	out.size = size + 1;
	out.data = malloc(out.size);
	if (!out.data)
		return no_memory(why);
	good = format->unpack(&in, &out, &got, why);
	if (good && got > size)
		good = damaged(why, "it is longer than its size field");
	if (good && got < size)
		good = fault(why, "its payload has %zu bytes unpacked, but its size field is %zu; get the kernel again",
			     got, size);
	if (!good) {
		free(out.data);
		return false;
	}
	out.size = size;
	*unpacked = out;
	return true;
}

bool is_unpackable(const struct bzimage *image)
{
	return image->payload.size && payload_format(&image->payload);
}

bool unpack_kernel(const struct bzimage *image, struct bytes *unpacked, struct fault *why)
{
	size_t room = image->init_size ? image->init_size : PAYLOAD_MAX;

	return unpack_payload(&image->payload, room, unpacked, why);
}

/* Zeros come before each of the lists, of 4 bytes an address. */
static bool are_relocs(const struct bytes *relocs)
{
	return relocs->size && relocs->size % 4 == 0 && !little_endian(relocs->data, 4);
}

static bool is_padding(const struct bytes *bytes)
{
	for (size_t i = 0; i < bytes->size; i++)
		if (bytes->data[i])
			return false;
	return true;
}

bool split_vmlinux(const struct bytes *file, struct elf_image *elf, struct bytes *relocs,
		   struct fault *why)
{
	uint64_t end;

	if (!parse_elf(file, elf, why))
		return false;
	end = elf->end;
	if (end > file->size) {
		free_elf(elf);
		return fault(why, "has 0x%zx bytes, but its ELF file ends at 0x%llx; it is damaged",
			     file->size, (unsigned long long)end);
	}
	elf->file.size = end;
	*relocs = (struct bytes){ file->data + end, file->size - end };
	if (!are_relocs(relocs) || is_padding(relocs))
		relocs->size = 0;
	return true;
}

bool split_payload(const struct bytes *unpacked, struct elf_image *elf, struct bytes *relocs,
		   struct fault *why)
{
	if (!split_vmlinux(unpacked, elf, relocs, why))
		return false;
	relocs->size = unpacked->size - elf->file.size;
	if (!relocs->size || are_relocs(relocs))
		return true;
	free_elf(elf);
	return fault(why, "has 0x%zx bytes behind its ELF file, which are no table of relocations; it is damaged",
		     relocs->size);
}
