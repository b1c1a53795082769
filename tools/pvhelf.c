// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reads a kernel's ELF file like a PVH loader, and makes variants of it for
 * the boot tests.
 *
 *	pvhelf info FILE			program headers and PVH notes
 *	pvhelf addr SYMBOL FILE			addresses of a symbol
 *	pvhelf shift DELTA IN OUT		the same kernel, loaded elsewhere
 *	pvhelf poke SYMBOL[+OFF] HEX IN OUT	bytes overwritten at a symbol
 *	pvhelf seal IN OUT			a poked table of relocations made valid
 *	pvhelf slots FILE			number of offsets in the table
 *	pvhelf slot N IN OUT			one offset only in the table; -1: the last
 *	pvhelf move OFFSET IN OUT		the kernel moved as the table tells
 *
 * QEMU ignores PHYS32_RELOC; `shift` moves the physical addresses in the
 * program headers and in PHYS32_ENTRY instead, which to the kernel is the same
 * as being relocated by the loader. The notes in memory are not changed, as a
 * kernel may read them: the loader reads a copy.
 *
 * The file is patched as bytes, as libelf would change its layout on writing.
 */
#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "standalone/wrap.h"

#define XEN_ELFNOTE_PHYS32_ENTRY	18
#define XEN_ELFNOTE_PHYS32_RELOC	19

struct image {
	const char *path;
	unsigned char *bytes;
	size_t size;
	Elf *elf;
	GElf_Ehdr ehdr;
	size_t nr_phdrs;
};

/* Offsets of the descriptors of the PVH notes in the file; size 0: no such note. */
struct pvh_notes {
	size_t entry_off, entry_size;
	size_t reloc_off, reloc_size;
	unsigned int segments;
	uint64_t align;
};

static void __attribute__((noreturn, format(printf, 1, 2))) die(const char *fmt, ...)
{
	va_list ap;

	fputs("error: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(1);
}

static uint64_t get_le(const unsigned char *p, size_t size)
{
	uint64_t v = 0;

	while (size--)
		v = v << 8 | p[size];
	return v;
}

static void put_le(unsigned char *p, size_t size, uint64_t v)
{
	for (; size--; v >>= 8)
		*p++ = v;
}

static uint64_t parse_number(const char *what, const char *text)
{
	char *end;
	unsigned long long v;

	errno = 0;
	v = strtoull(text, &end, 0);
	if (errno || end == text || *end || *text == '-')
		die("%s is '%s'; give a number, as in 0x2000000", what, text);
	return v;
}

/* Is [off, off + size) inside the file? A range that wraps is not. */
static int in_file(const struct image *im, uint64_t off, uint64_t size)
{
	return off <= im->size && size <= im->size - off;
}

static void load(struct image *im, const char *path)
{
	struct stat st;
	size_t have = 0;
	int fd = open(path, O_RDONLY);

	if (fd < 0 || fstat(fd, &st))
		die("%s cannot be read: %s", path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		die("%s is not a regular file; give a vmlinux", path);
	im->path = path;
	im->size = st.st_size;
	im->bytes = malloc(im->size + 1);
	if (!im->bytes)
		die("%s has %zu bytes, more than there is memory", path, im->size);
	while (have < im->size) {
		ssize_t n = read(fd, im->bytes + have, im->size - have);

		if (n <= 0)
			die("%s cannot be read: %s", path, n ? strerror(errno) : "it shrank");
		have += n;
	}
	close(fd);

	if (elf_version(EV_CURRENT) == EV_NONE)
		die("libelf: %s", elf_errmsg(-1));
	if (im->size < EI_NIDENT || memcmp(im->bytes, ELFMAG, SELFMAG))
		die("%s is not an ELF file; give a vmlinux, not a bzImage", path);
	if (im->bytes[EI_DATA] != ELFDATA2LSB)
		die("%s is not little-endian (EI_DATA is %u); give an x86 vmlinux",
		    path, im->bytes[EI_DATA]);
	im->elf = elf_memory((char *)im->bytes, im->size);
	if (!im->elf || elf_kind(im->elf) != ELF_K_ELF || !gelf_getehdr(im->elf, &im->ehdr) ||
	    elf_getphdrnum(im->elf, &im->nr_phdrs))
		die("%s is a damaged ELF file: %s", path, elf_errmsg(-1));
	if (!im->nr_phdrs)
		die("%s has no program headers; give a vmlinux, not an object file", path);
	if (!in_file(im, im->ehdr.e_phoff, (uint64_t)im->nr_phdrs * im->ehdr.e_phentsize))
		die("%s ends before its program headers do; build it again", path);
}

static GElf_Phdr phdr(const struct image *im, size_t i)
{
	GElf_Phdr ph;

	if (!gelf_getphdr(im->elf, i, &ph))
		die("%s: program header %zu: %s", im->path, i, elf_errmsg(-1));
	if ((ph.p_type == PT_LOAD || ph.p_type == PT_NOTE) && !in_file(im, ph.p_offset, ph.p_filesz))
		die("%s ends before the segment of program header %zu does; build it again",
		    im->path, i);
	return ph;
}

static void find_notes(const struct image *im, struct pvh_notes *notes)
{
	memset(notes, 0, sizeof(*notes));
	for (size_t i = 0; i < im->nr_phdrs; i++) {
		GElf_Phdr ph = phdr(im, i);
		Elf_Data *data;
		size_t off = 0, next, name, desc;
		GElf_Nhdr nh;

		if (ph.p_type != PT_NOTE)
			continue;
		notes->segments++;
		notes->align = ph.p_align;
		data = elf_getdata_rawchunk(im->elf, ph.p_offset, ph.p_filesz,
					    ph.p_align == 8 ? ELF_T_NHDR8 : ELF_T_NHDR);
		if (!data)
			continue;
		while ((next = gelf_getnote(data, off, &nh, &name, &desc)) > 0) {
			const unsigned char *base = data->d_buf;

			off = next;
			if (nh.n_namesz != 4 || memcmp(base + name, "Xen", 4))
				continue;
			if (nh.n_type == XEN_ELFNOTE_PHYS32_ENTRY) {
				notes->entry_off = ph.p_offset + desc;
				notes->entry_size = nh.n_descsz;
			} else if (nh.n_type == XEN_ELFNOTE_PHYS32_RELOC) {
				notes->reloc_off = ph.p_offset + desc;
				notes->reloc_size = nh.n_descsz;
			}
		}
	}
	if (notes->entry_size && notes->entry_size != 4 && notes->entry_size != 8)
		die("%s: the PHYS32_ENTRY note has %zu bytes; 4 or 8 are allowed",
		    im->path, notes->entry_size);
}

static uint64_t find_symbol(const struct image *im, const char *name)
{
	Elf_Scn *scn = NULL;
	uint64_t value = 0;
	int found = 0;

	while ((scn = elf_nextscn(im->elf, scn))) {
		GElf_Shdr sh;
		Elf_Data *data;

		if (!gelf_getshdr(scn, &sh) || sh.sh_type != SHT_SYMTAB || !sh.sh_entsize)
			continue;
		data = elf_getdata(scn, NULL);
		if (!data)
			continue;
		for (size_t i = 0; i < data->d_size / sh.sh_entsize; i++) {
			GElf_Sym sym;
			const char *s;

			if (!gelf_getsym(data, i, &sym) || sym.st_shndx == SHN_UNDEF)
				continue;
			s = elf_strptr(im->elf, sh.sh_link, sym.st_name);
			if (!s || strcmp(s, name))
				continue;
			if (found && sym.st_value != value)
				die("%s has more than one symbol '%s'; give one that is unique",
				    im->path, name);
			value = sym.st_value;
			found = 1;
		}
	}
	if (!found)
		die("%s has no symbol '%s'; see nm for those it has", im->path, name);
	return value;
}

/* The PT_LOAD with a virtual address; -1: none. */
static int segment_of(const struct image *im, uint64_t vaddr, GElf_Phdr *ph)
{
	for (size_t i = 0; i < im->nr_phdrs; i++) {
		*ph = phdr(im, i);
		if (ph->p_type == PT_LOAD && vaddr >= ph->p_vaddr &&
		    vaddr - ph->p_vaddr < ph->p_memsz)
			return i;
	}
	return -1;
}

/* Writes a temporary file and renames it, so that there is never a partial kernel. */
static void save(const struct image *im, const char *path)
{
	size_t len = strlen(path) + sizeof(".XXXXXX");
	char *tmp = malloc(len);
	size_t done = 0;
	mode_t mask = umask(0);
	int fd;

	umask(mask);
	if (!tmp)
		die("no memory");
	snprintf(tmp, len, "%s.XXXXXX", path);
	fd = mkstemp(tmp);
	if (fd < 0)
		die("%s cannot be written: %s", path, strerror(errno));
	while (done < im->size) {
		ssize_t n = write(fd, im->bytes + done, im->size - done);

		if (n <= 0) {
			int err = n ? errno : ENOSPC;

			unlink(tmp);
			die("%s cannot be written: %s", path, strerror(err));
		}
		done += n;
	}
	if (fchmod(fd, 0666 & ~mask) || close(fd) || rename(tmp, path)) {
		int err = errno;

		unlink(tmp);
		die("%s cannot be written: %s", path, strerror(err));
	}
	free(tmp);
}

static int cmd_info(const char *path)
{
	struct image im;
	struct pvh_notes notes;

	load(&im, path);
	find_notes(&im, &notes);
	printf("class=%d\n", im.ehdr.e_ident[EI_CLASS] == ELFCLASS64 ? 64 : 32);
	printf("e_entry=0x%" PRIx64 "\n", im.ehdr.e_entry);
	for (size_t i = 0; i < im.nr_phdrs; i++) {
		GElf_Phdr ph = phdr(&im, i);

		if (ph.p_type == PT_LOAD)
			printf("load vaddr=0x%" PRIx64 " paddr=0x%" PRIx64 " filesz=0x%" PRIx64
			       " memsz=0x%" PRIx64 "\n",
			       ph.p_vaddr, ph.p_paddr, ph.p_filesz, ph.p_memsz);
	}
	printf("note_segments=%u\n", notes.segments);
	if (notes.segments)
		printf("note_align=%" PRIu64 "\n", notes.align);
	if (notes.entry_size) {
		printf("phys32_entry=0x%" PRIx64 "\n",
		       get_le(im.bytes + notes.entry_off, notes.entry_size));
		printf("phys32_entry_size=%zu\n", notes.entry_size);
	}
	if (notes.reloc_size) {
		static const char *const word[] = { "align", "min", "max" };

		/* All three words are optional, with defaults in the loader. */
		printf("phys32_reloc=yes\n");
		for (size_t i = 0; i < 3 && (i + 1) * 4 <= notes.reloc_size; i++)
			printf("phys32_reloc_%s=0x%" PRIx64 "\n", word[i],
			       get_le(im.bytes + notes.reloc_off + i * 4, 4));
	}
	return 0;
}

static int cmd_addr(const char *symbol, const char *path)
{
	struct image im;
	GElf_Phdr ph;
	uint64_t v;

	load(&im, path);
	v = find_symbol(&im, symbol);
	if (segment_of(&im, v, &ph) < 0)
		die("%s: symbol '%s' (0x%" PRIx64 ") is in no loaded segment", path, symbol, v);
	printf("vaddr=0x%" PRIx64 "\npaddr=0x%" PRIx64 "\n", v, v - ph.p_vaddr + ph.p_paddr);
	return 0;
}

/* Points program header @i to a copy of its notes. Returns @off in the copy. */
static size_t copy_notes(struct image *im, size_t i, size_t off)
{
	GElf_Phdr ph = phdr(im, i);
	unsigned char *raw = im->bytes + im->ehdr.e_phoff + i * im->ehdr.e_phentsize;
	size_t to = (im->size + 7) & ~(size_t)7, size = to + ph.p_filesz;
	unsigned char *bytes;

	if (im->ehdr.e_ident[EI_CLASS] == ELFCLASS64)
		put_le(raw + offsetof(Elf64_Phdr, p_offset), 8, to);
	else
		put_le(raw + offsetof(Elf32_Phdr, p_offset), 4, to);
	bytes = realloc(im->bytes, size); /* libelf still uses the old one */
	if (!bytes)
		die("no memory");
	memset(bytes + im->size, 0, to - im->size);
	memcpy(bytes + to, bytes + ph.p_offset, ph.p_filesz);
	im->bytes = bytes;
	im->size = size;
	return to + (off - ph.p_offset);
}

static int cmd_shift(const char *delta_text, const char *in, const char *out)
{
	struct image im;
	struct pvh_notes notes;
	uint64_t delta = parse_number("DELTA", delta_text);
	size_t note = 0, off;
	uint64_t entry;

	load(&im, in);
	find_notes(&im, &notes);
	if (!notes.entry_size)
		die("%s has no PHYS32_ENTRY note; it is not built with CONFIG_PVH", in);
	for (size_t i = 0; i < im.nr_phdrs; i++) {
		unsigned char *raw = im.bytes + im.ehdr.e_phoff + i * im.ehdr.e_phentsize;
		GElf_Phdr ph = phdr(&im, i);

		if (ph.p_type == PT_NOTE && notes.entry_off >= ph.p_offset &&
		    notes.entry_off - ph.p_offset < ph.p_filesz)
			note = i;
		if (ph.p_type != PT_LOAD)
			continue;
		if (delta > UINT32_MAX || ph.p_paddr + ph.p_memsz + delta > UINT32_MAX)
			die("DELTA 0x%" PRIx64 " moves a segment at 0x%" PRIx64
			    " above 4 GiB; a PVH kernel must lie below", delta, ph.p_paddr);
		if (im.ehdr.e_ident[EI_CLASS] == ELFCLASS64)
			put_le(raw + offsetof(Elf64_Phdr, p_paddr), 8, ph.p_paddr + delta);
		else
			put_le(raw + offsetof(Elf32_Phdr, p_paddr), 4, ph.p_paddr + delta);
	}
	off = copy_notes(&im, note, notes.entry_off);
	entry = get_le(im.bytes + off, notes.entry_size);
	put_le(im.bytes + off, notes.entry_size, entry + delta);
	save(&im, out);
	return 0;
}

static int cmd_poke(const char *where, const char *hex, const char *in, const char *out)
{
	struct image im;
	GElf_Phdr ph;
	char *symbol = strdup(where), *plus;
	uint64_t offset = 0, v;
	size_t n = strlen(hex) / 2;

	if (!symbol)
		die("no memory");
	plus = strchr(symbol, '+');
	if (plus) {
		*plus = 0;
		offset = parse_number("the offset", plus + 1);
	}
	if (!n || strlen(hex) % 2 || strspn(hex, "0123456789abcdefABCDEF") != strlen(hex))
		die("HEX is '%s'; give bytes as pairs of hexadecimal digits, as in 0f0b", hex);
	load(&im, in);
	v = find_symbol(&im, symbol) + offset;
	if (segment_of(&im, v, &ph) < 0)
		die("%s: %s (0x%" PRIx64 ") is in no loaded segment", in, where, v);
	v -= ph.p_vaddr;
	if (v > ph.p_filesz || n > ph.p_filesz - v)
		die("%s: %s has no bytes in the file (bss?)", in, where);
	for (size_t i = 0; i < n; i++) {
		char byte[3] = { hex[2 * i], hex[2 * i + 1], 0 };

		im.bytes[ph.p_offset + v + i] = strtoul(byte, NULL, 16);
	}
	save(&im, out);
	free(symbol);
	return 0;
}

/* The bytes of the file that are loaded at a physical address. */
static unsigned char *loaded_at(const struct image *im, uint64_t paddr)
{
	for (size_t i = 0; i < im->nr_phdrs; i++) {
		GElf_Phdr ph = phdr(im, i);

		if (ph.p_type == PT_LOAD && paddr >= ph.p_paddr && ph.p_filesz >= 4 &&
		    paddr - ph.p_paddr <= ph.p_filesz - 4)
			return im->bytes + ph.p_offset + (paddr - ph.p_paddr);
	}
	die("%s has nothing to load at 0x%" PRIx64, im->path, paddr);
}

/* ---- the table of relocations, see arch/x86/platform/pvh/relocs.h ------------- */

#define RELOCS_ADDED		16
#define RELOCS_SUBTRACTED	20
#define RELOCS_FIRST		24
#define RELOCS_SLOTS		28
#define RELOCS_HEADER		32
#define RELOCS_STEP		0x200000u

/* What pvhwrap --direct has added; NULL if this is no such file. */
static unsigned char *find_added_relocs(const struct image *im, size_t *size)
{
	struct pvh_wrap wrap;

	for (size_t i = 0; i < im->nr_phdrs; i++) {
		GElf_Phdr ph = phdr(im, i);

		if (ph.p_type != PT_LOAD || ph.p_filesz < sizeof(wrap))
			continue;
		memcpy(&wrap, im->bytes + ph.p_offset, sizeof(wrap));
		if (wrap.magic != PVH_WRAP_MAGIC || !wrap.relocs)
			continue;
		*size = wrap.relocs_size;
		return loaded_at(im, wrap.relocs);
	}
	return NULL;
}

/* The segment of the table, and the table in it. */
static unsigned char *find_relocs(const struct image *im, size_t *size)
{
	unsigned char *added = find_added_relocs(im, size);
	GElf_Phdr ph;

	if (added)
		return added;
	if (segment_of(im, find_symbol(im, "pvh_relocs"), &ph) < 0 ||
	    ph.p_filesz < RELOCS_HEADER + 8 || ph.p_filesz % 8)
		die("%s has no table of relocations", im->path);
	*size = ph.p_filesz;
	return im->bytes + ph.p_offset;
}

static void seal(unsigned char *table, size_t size)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < size - 8; i += 8) {
		hash ^= get_le(table + i, 8);
		hash = (hash << 7 | hash >> 57) * 0x9e3779b97f4a7c15;
	}
	put_le(table + size - 8, 8, hash);
}

static int cmd_seal(const char *in, const char *out)
{
	struct image im;
	unsigned char *table;
	size_t size;

	load(&im, in);
	table = find_relocs(&im, &size);
	seal(table, size);
	save(&im, out);
	return 0;
}

static int cmd_slots(const char *path)
{
	struct image im;
	size_t size;

	load(&im, path);
	printf("%" PRIu64 "\n", get_le(find_relocs(&im, &size) + RELOCS_SLOTS, 4));
	return 0;
}

static int cmd_slot(const char *text, const char *in, const char *out)
{
	long slot = strtol(text, NULL, 0);
	struct image im;
	unsigned char *table;
	size_t size;
	long slots;

	load(&im, in);
	table = find_relocs(&im, &size);
	slots = get_le(table + RELOCS_SLOTS, 4);
	if (slot < 0)
		slot += slots;
	if (slot < 0 || slot >= slots)
		die("N is '%s'; this kernel has %ld slots", text, slots);
	put_le(table + RELOCS_FIRST, 4, slot * RELOCS_STEP);
	put_le(table + RELOCS_SLOTS, 4, 1);
	seal(table, size);
	save(&im, out);
	return 0;
}

static void move_words(const struct image *im, const unsigned char *run, size_t size,
		       uint32_t offset)
{
	const unsigned char *end = run + size;
	uint64_t paddr = phdr(im, 0).p_paddr;

	while (run < end) {
		size_t more = run[4];

		paddr += get_le(run, 4);
		run += 5;
		for (;;) {
			unsigned char *word = loaded_at(im, paddr);

			put_le(word, 4, get_le(word, 4) + offset);
			if (!more--)
				break;
			paddr += *run++;
		}
	}
}

static int cmd_move(const char *text, const char *in, const char *out)
{
	uint32_t offset = parse_number("OFFSET", text);
	struct image im;
	unsigned char *table;
	size_t size, added;

	load(&im, in);
	table = find_relocs(&im, &size);
	added = get_le(table + RELOCS_ADDED, 4);
	move_words(&im, table + RELOCS_HEADER, added, offset);
	move_words(&im, table + RELOCS_HEADER + added, get_le(table + RELOCS_SUBTRACTED, 4),
		   -offset);
	save(&im, out);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 3 && !strcmp(argv[1], "info"))
		return cmd_info(argv[2]);
	if (argc == 4 && !strcmp(argv[1], "addr"))
		return cmd_addr(argv[2], argv[3]);
	if (argc == 5 && !strcmp(argv[1], "shift"))
		return cmd_shift(argv[2], argv[3], argv[4]);
	if (argc == 6 && !strcmp(argv[1], "poke"))
		return cmd_poke(argv[2], argv[3], argv[4], argv[5]);
	if (argc == 4 && !strcmp(argv[1], "seal"))
		return cmd_seal(argv[2], argv[3]);
	if (argc == 3 && !strcmp(argv[1], "slots"))
		return cmd_slots(argv[2]);
	if (argc == 5 && !strcmp(argv[1], "slot"))
		return cmd_slot(argv[2], argv[3], argv[4]);
	if (argc == 5 && !strcmp(argv[1], "move"))
		return cmd_move(argv[2], argv[3], argv[4]);
	fputs("usage: pvhelf info FILE\n"
	      "       pvhelf addr SYMBOL FILE\n"
	      "       pvhelf shift DELTA IN OUT\n"
	      "       pvhelf poke SYMBOL[+OFF] HEXBYTES IN OUT\n"
	      "       pvhelf seal IN OUT\n"
	      "       pvhelf slots FILE\n"
	      "       pvhelf slot N IN OUT\n"
	      "       pvhelf move OFFSET IN OUT\n", stderr);
	return 2;
}
