// SPDX-License-Identifier: GPL-2.0-only
/*
 * pvh_relocs VMLINUX RELOCS: append the table of relocations for the PVH entry to VMLINUX
 *
 * RELOCS is what the tool relocs writes for VMLINUX: lists of addresses of 32 bits, a zero
 * in front of each. The first list is of words of 64 bits, the last one of words of 32
 * bits that grow with the offset, and if there is one between, it is of those that shrink.
 *
 * The linker script has made a section for the table, and a segment for the section. Both
 * are moved to the end of the file and get the size of the table. The file has no table
 * until all of it is written.
 */
#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <linux/compiler.h>
#include <linux/elf.h>

#include <sys/mman.h>
#include <sys/stat.h>

#include "pvh_table.h"

#define SECTION			".pvh_relocs"
#define FILE_ALIGN		4096

struct file {
	const char *name;
	int fd;
	u64 size;
	void *data;
};

/* Physical addresses, as they are linked */
struct kernel {
	struct file file;
	struct elf64_hdr *header;
	struct elf64_phdr *segments;
	struct elf64_shdr *sections;
	u32 text;
	u32 end;
};

struct list {
	u32 *words;
	size_t count;
};

struct table {
	u8 *data;
	size_t size;
};

static const char *vmlinux;

static void __noreturn __printf(1, 2) die(const char *format, ...)
{
	va_list args;

	fprintf(stderr, "pvh_relocs: %s: ", vmlinux);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

static struct file open_file(const char *name, int flags)
{
	struct file file = { .name = name };
	struct stat status;

	file.fd = open(name, flags);
	if (file.fd < 0 || fstat(file.fd, &status))
		die("%s cannot be opened: %s", name, strerror(errno));
	file.size = status.st_size;
	file.data = mmap(NULL, file.size, PROT_READ | PROT_WRITE, MAP_PRIVATE, file.fd, 0);
	if (file.data == MAP_FAILED)
		die("%s cannot be read: %s", name, strerror(errno));
	return file;
}

/* The part of a file that a header names. */
static void *part(const struct file *file, u64 offset, u64 size)
{
	if (offset > file->size || size > file->size - offset)
		die("%s ends at %#llx, inside what is at %#llx", file->name,
		    (unsigned long long)file->size, (unsigned long long)offset);
	return file->data + offset;
}

static struct elf64_shdr *find_section(const struct kernel *kernel, u32 type, const char *name)
{
	u16 count = le16toh(kernel->header->e_shnum), i;
	struct elf64_shdr *names = &kernel->sections[le16toh(kernel->header->e_shstrndx)];

	for (i = 0; i < count; i++) {
		struct elf64_shdr *section = &kernel->sections[i];
		u64 at = le64toh(names->sh_offset) + le32toh(section->sh_name);

		if (le32toh(section->sh_type) == type &&
		    (!name || !strcmp(part(&kernel->file, at, 1), name)))
			return section;
	}
	die("there is no section %s of type %u", name ? name : "", type);
}

static u32 find_symbol(const struct kernel *kernel, const char *name)
{
	struct elf64_shdr *symtab = find_section(kernel, SHT_SYMTAB, NULL);
	struct elf64_shdr *strtab = &kernel->sections[le32toh(symtab->sh_link)];
	u64 size = le64toh(symtab->sh_size), i;
	struct elf64_sym *symbols = part(&kernel->file, le64toh(symtab->sh_offset), size);

	for (i = 0; i < size / sizeof(*symbols); i++) {
		u64 at = le64toh(strtab->sh_offset) + le32toh(symbols[i].st_name);

		if (!strcmp(part(&kernel->file, at, 1), name))
			return le64toh(symbols[i].st_value) - PVH_KERNEL_MAP;
	}
	die("there is no symbol %s", name);
}

static struct kernel open_kernel(const char *name)
{
	struct kernel kernel = { .file = open_file(name, O_RDWR) };
	struct elf64_hdr *header = part(&kernel.file, 0, sizeof(*header));

	if (memcmp(header->e_ident, ELFMAG, SELFMAG) ||
	    header->e_ident[EI_CLASS] != ELFCLASS64 ||
	    le16toh(header->e_machine) != EM_X86_64)
		die("this is no ELF file for x86-64");
	kernel.header = header;
	kernel.segments = part(&kernel.file, le64toh(header->e_phoff),
			       le16toh(header->e_phnum) * sizeof(struct elf64_phdr));
	kernel.sections = part(&kernel.file, le64toh(header->e_shoff),
			       le16toh(header->e_shnum) * sizeof(struct elf64_shdr));
	kernel.text = find_symbol(&kernel, "_text");
	kernel.end = find_symbol(&kernel, "_end");
	return kernel;
}

/* The low 32 bits of the word at a physical address */
static u32 word_at(const struct kernel *kernel, u32 paddr)
{
	u16 i;

	for (i = 0; i < le16toh(kernel->header->e_phnum); i++) {
		struct elf64_phdr *segment = &kernel->segments[i];
		u64 in = paddr - le64toh(segment->p_paddr);
		u64 size = le64toh(segment->p_filesz);

		if (le32toh(segment->p_type) == PT_LOAD && size >= sizeof(u32) &&
		    in <= size - sizeof(u32)) {
			u32 word;

			memcpy(&word, part(&kernel->file, le64toh(segment->p_offset) + in,
					   sizeof(word)), sizeof(word));
			return le32toh(word);
		}
	}
	die("there is nothing to relocate at %#x", paddr);
}

/* Take the last list from the end of a file. Its addresses become physical ones. */
static struct list take_list(struct file *file)
{
	u32 *all = file->data, *end = file->data + file->size, *begin = end, *word;

	do {
		if (begin == all)
			die("%s is no output of relocs", file->name);
	} while (*--begin);
	file->size = (void *)begin - file->data;

	for (word = begin + 1; word < end; word++)
		*word = le32toh(*word) - (u32)PVH_KERNEL_MAP;
	return (struct list){ begin + 1, end - begin - 1 };
}

static int compare(const void *a, const void *b)
{
	u32 first = *(const u32 *)a, second = *(const u32 *)b;

	return (first > second) - (first < second);
}

static struct list join(struct list a, struct list b)
{
	struct list all = { .count = a.count + b.count };

	all.words = malloc(all.count * sizeof(u32) + 1);
	if (!all.words)
		die("no memory for %zu relocations", all.count);
	memcpy(all.words, a.words, a.count * sizeof(u32));
	memcpy(all.words + a.count, b.words, b.count * sizeof(u32));
	qsort(all.words, all.count, sizeof(u32), compare);
	return all;
}

/* The entry adds to the low half of a word: none may carry into its upper half. */
static void check_carry(const struct kernel *kernel, struct list list, u32 offset)
{
	size_t i;

	for (i = 0; i < list.count; i++)
		if (word_at(kernel, list.words[i]) > (u32)-1 - offset)
			die("the word at %#llx cannot move by %#x; set CONFIG_PVH_RANDOMIZE_BASE=n",
			    PVH_KERNEL_MAP + list.words[i], offset);
}

static void check_place(const struct kernel *kernel, struct pvh_words words)
{
	if (!pvh_words_fit(&words, kernel->text, kernel->end))
		die("the words up to %#llx are too close to the kernel's end, at %#llx",
		    PVH_KERNEL_MAP + words.at[words.count - 1],
		    PVH_KERNEL_MAP + kernel->end);
}

static struct table make_table(const struct kernel *kernel, struct file *relocs)
{
	struct list grow, wide, shrink = { };
	struct pvh_words added, subtracted;
	struct table table;

	if (kernel->text > kernel->end || kernel->end > PVH_KERNEL_SPACE)
		die("the kernel ends at %#x, beyond its address space", kernel->end);

	grow = take_list(relocs);
	wide = take_list(relocs);
	if (relocs->size) {
		shrink = wide;
		wide = take_list(relocs);
	}
	if (relocs->size)
		die("%s has more than three lists", relocs->name);
	check_carry(kernel, wide, (pvh_table_slots(kernel->end) - 1) * PVH_RELOCS_STEP);

	grow = join(grow, wide);
	added = (struct pvh_words){ grow.words, grow.count };
	subtracted = (struct pvh_words){ shrink.words, shrink.count };
	check_place(kernel, added);
	check_place(kernel, subtracted);

	table.data = calloc(1, pvh_table_room(added.count + subtracted.count));
	if (!table.data)
		die("no memory for the table");
	table.size = pvh_make_table(table.data, kernel->text, kernel->end, &added, &subtracted);
	if (table.size > kernel->end - kernel->text)
		die("the table has %zu bytes, more than the kernel", table.size);
	return table;
}

static void put(const struct file *file, const void *data, size_t size, u64 offset)
{
	ssize_t done;

	for (; size; size -= done, data += done, offset += done) {
		done = pwrite(file->fd, data, size, offset);
		if (done <= 0)
			die("writing failed: %s", done ? strerror(errno) : "no space");
	}
}

/* The headers are changed last. */
static void append_table(const struct kernel *kernel, const struct table *table)
{
	struct elf64_shdr *section = find_section(kernel, SHT_PROGBITS, SECTION);
	struct elf64_phdr *segment = kernel->segments;
	u16 count = le16toh(kernel->header->e_phnum);
	u64 offset = (kernel->file.size + FILE_ALIGN - 1) & ~(u64)(FILE_ALIGN - 1);

	while (segment->p_type != htole32(PT_LOAD) || segment->p_vaddr != section->sh_addr)
		if (++segment == kernel->segments + count)
			die("there is no segment for section " SECTION);

	section->sh_offset = htole64(offset);
	section->sh_size = htole64(table->size);
	segment->p_offset = htole64(offset);
	segment->p_filesz = htole64(table->size);
	segment->p_memsz = htole64(table->size);
	segment->p_align = htole64(FILE_ALIGN);

	put(&kernel->file, table->data, table->size, offset);
	put(&kernel->file, section, sizeof(*section), (void *)section - kernel->file.data);
	put(&kernel->file, segment, sizeof(*segment), (void *)segment - kernel->file.data);
}

int main(int argc, char **argv)
{
	struct kernel kernel;
	struct table table;
	struct file relocs;

	if (argc != 3) {
		fprintf(stderr, "usage: pvh_relocs VMLINUX RELOCS\n");
		return 1;
	}
	vmlinux = argv[1];
	kernel = open_kernel(vmlinux);
	relocs = open_file(argv[2], O_RDONLY);
	table = make_table(&kernel, &relocs);
	append_table(&kernel, &table);
	if (close(kernel.file.fd))
		die("writing failed: %s", strerror(errno));
	return 0;
}
