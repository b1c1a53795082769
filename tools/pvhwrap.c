// SPDX-License-Identifier: GPL-2.0-only
/*
 * Converts a bzImage into an ELF file for PVH loaders: the entry of standalone/, the
 * unmodified kernel of the bzImage, and Xen's notes with the address of the entry. If it
 * is in a unified kernel image, its ramdisks and command line are taken as well. A vmlinux
 * is wrapped without a decompressor.
 *
 *	pvhwrap VMLINUZ -o FILE [--prepend TEXT] [--append TEXT] [--ramdisk FILE]
 *		[--subarch=pc|pvh] [--force]
 *	pvhwrap --unpack VMLINUZ -o FILE
 *	pvhwrap --verify FILE
 */
#define _GNU_SOURCE		/* asprintf() */
#include <getopt.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "lib/banner.h"
#include "lib/file.h"
#include "lib/input.h"
#include "lib/kind.h"
#include "lib/payload.h"
#include "lib/plan.h"
#include "lib/version.h"
#include "lib/xennotes.h"
#include "lib/wrapped.h"

#define MIB		0x100000U

/* The entry, by scripts/build/standalone. */
extern const uint8_t entry_blob[], entry_blob_end[];
__asm__(".section .rodata\n"
	".balign 16\n"
	"entry_blob: .incbin \"" ENTRY_BLOB "\"\n"
	"entry_blob_end:\n"
	".previous\n");

struct options {
	const char *kernel;
	const char *output;
	const char *before;
	const char *after;
	const char *ramdisk;
	const char *verify;
	bool direct;
	bool no_kaslr;
	bool unpack;
	bool force;
	uint32_t subarch;
};

/* Find a vmlinux, alone or with relocations behind it. */
static bool unpack_image(const struct bzimage *image, struct bytes *unpacked,
			 struct elf_image *elf, struct bytes *relocs, struct fault *why)
{
	struct fault inside = { "" };

	if (!image->payload.size)
		return fault(why, "has no payload_length in its setup header, so there is nothing to unpack");
	if (!payload_format(&image->payload))
		return fault(why, "has a payload in an unknown format, so it cannot be unpacked");
	if (!unpack_kernel(image, unpacked, why))
		return false;
	return split_payload(unpacked, elf, relocs, &inside) ||
	       fault(why, "has a payload that, unpacked, %s", inside.text);
}

/* Do here what else the decompressor would do at each boot. */
static bool take_vmlinux(struct plan *plan, const struct elf_image *elf, struct bytes *relocs,
			 bool no_kaslr, struct fault *why)
{
	const struct bzimage *image = &plan->image;
	struct vmlinux *vmlinux = &plan->vmlinux;

	if (!(image->xloadflags & BZIMAGE_KERNEL_64))
		return fault(why, "is a 32-bit kernel, which needs its decompressor; leave out --direct");
	if (no_kaslr)
		relocs->size = 0;
	if (!parse_vmlinux(elf, relocs, vmlinux, why))
		return false;
	if (vmlinux->start != image->pref_address)
		return fault(why, "has pref_address 0x%" PRIx64 ", but a kernel for 0x%" PRIx32 "; it is damaged",
			     image->pref_address, vmlinux->start);
	return true;
}

/* Unpack it, even if only to see whether it is damaged. */
static bool check_payload(const struct options *options, struct plan *plan,
			  struct bytes *unpacked, struct fault *damage, struct fault *why)
{
	const struct bzimage *image = &plan->image;
	struct elf_image elf;
	struct bytes relocs;
	bool good;

	if (!options->direct && !is_unpackable(image))
		return true;
	if (unpack_image(image, unpacked, &elf, &relocs, damage)) {
		good = !options->direct ||
		       take_vmlinux(plan, &elf, &relocs, options->no_kaslr, why);
		free_elf(&elf);
		return good;
	}
	if (options->direct)
		return fault(why, "%s", damage->text);
	return options->force || fault(why, "%s, or wrap it with --force", damage->text);
}

/* Alignment of other places that it runs at, if its own PVH entry tells; 0 if not. */
static uint32_t find_alignment(const struct elf_image *elf, uint32_t start)
{
	const struct elf_note *note = find_note(elf, XEN_NOTE_NAME, XEN_NOTE_PHYS32_RELOC);
	uint32_t align = note && note->desc.size >= 4 ? little_endian(note->desc.data, 4) : 0;

	return align && !(align & (align - 1)) && align >= 2 * MIB && !(start % align) ? align : 0;
}

/* A vmlinux has no setup header, and no decompressor: it is taken as by --direct. */
static bool take_elf(const struct options *options, const struct bytes *file,
		     struct plan *plan, struct fault *why)
{
	const struct bytes front = { plan->made, sizeof(plan->made) };
	struct vmlinux *vmlinux = &plan->vmlinux;
	char version[sizeof(plan->image.version)];
	struct elf_image elf;
	struct bytes relocs;
	bool good;

	if (!split_vmlinux(file, &elf, &relocs, why))
		return false;
	if (options->no_kaslr)
		relocs.size = 0;
	good = check_vmlinux(&elf, version, sizeof(version), why) &&
	       parse_vmlinux(&elf, &relocs, vmlinux, why);
	if (good) {
		make_setup_header(plan->made, vmlinux->start, vmlinux->end - vmlinux->start,
				  find_alignment(&elf, vmlinux->start));
		good = parse_setup_header(&front, &plan->image, why) &&
		       check_wrappable(&plan->image, why);
		memcpy(plan->image.version, version, sizeof(version));
	}
	free_elf(&elf);
	return good;
}

static bool take_kernel(const struct options *options, const struct input *input,
			struct plan *plan, struct bytes *unpacked, struct fault *damage,
			struct fault *why)
{
	const struct bytes *file = &input->kernel;
	struct fault inside = { "" };

	if (check_kind(file, &inside) &&
	    (!is_bzimage(file) ? take_elf(options, file, plan, &inside) :
	     parse_bzimage(file, &plan->image, &inside) && check_wrappable(&plan->image, &inside) &&
	     check_payload(options, plan, unpacked, damage, &inside)))
		return true;
	return fault(why, "%s%s", input->found_in, inside.text);
}

static bool same_file(const char *one, const char *other)
{
	struct stat a, b;

	return one && other && !is_standard(one) && !is_standard(other) &&
	       !stat(one, &a) && !stat(other, &b) &&
	       a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static const char *output_name(const char *path)
{
	return is_standard(path) ? "standard output" : path;
}

static int say(const char *path, const struct fault *why)
{
	fprintf(stderr, "pvhwrap: %s: %s\n", path, why->text);
	return 1;
}

static int say_input(const char *path, const struct fault *why)
{
	return say(input_name(path), why);
}

static int say_output(const char *path, const struct fault *why)
{
	return say(output_name(path), why);
}

static bool check_output(const struct options *options, struct fault *why)
{
	if (same_file(options->kernel, options->output) ||
	    same_file(options->ramdisk, options->output))
		return fault(why, "is also an input file; give another FILE to -o");
	return true;
}

/* What becomes one ramdisk: each begins at a multiple of 4, as Linux finds it. */
struct ramdisks {
	struct piece pieces[INPUT_RAMDISKS + 1];
	size_t nr;
	int own;		/* the descriptor of --ramdisk, or -1 */
};

static uint64_t padding(uint64_t size)
{
	return -size & 3;
}

static bool open_ramdisk(const char *path, struct ramdisks *ramdisks, struct fault *why)
{
	struct piece piece = { 0 };

	ramdisks->own = -1;
	if (!path)
		return true;
	ramdisks->own = piece.fd = open_input(path, &piece.size, why);
	ramdisks->pieces[ramdisks->nr++] = piece;
	return piece.fd >= 0;
}

/* Those that came with the kernel go in front. Return: the size of all. */
static uint64_t join_ramdisks(struct ramdisks *ramdisks, const struct input *input)
{
	uint64_t size = 0;

	memmove(ramdisks->pieces + input->nr_ramdisks, ramdisks->pieces,
		ramdisks->nr * sizeof(ramdisks->pieces[0]));
	memcpy(ramdisks->pieces, input->ramdisks, input->nr_ramdisks * sizeof(input->ramdisks[0]));
	ramdisks->nr += input->nr_ramdisks;
	for (size_t i = 0; i < ramdisks->nr; i++)
		size += padding(size) + ramdisks->pieces[i].size;
	return size;
}

/* Return: 0, or the status after a message. */
static int copy_ramdisks(const struct options *options, const struct ramdisks *ramdisks,
			 int to, uint64_t at, uint32_t *sum)
{
	struct fault unread = { "" }, unwritten = { "" };
	uint64_t done = 0;

	*sum = 0;
	for (size_t i = 0; i < ramdisks->nr; i++) {
		const struct piece *piece = &ramdisks->pieces[i];
		uint32_t added;

		*sum = crc32(*sum, (const Bytef *)"\0\0\0", padding(done));
		done += padding(done);
		if (!copy_sparse(piece, to, at + done, &added, &unread, &unwritten))
			return !unread.text[0] ? say_output(options->output, &unwritten) :
			       say_input(piece->fd == ramdisks->own ? options->ramdisk :
					 options->kernel, &unread);
		*sum = crc32_combine(*sum, added, piece->size);
		done += piece->size;
	}
	return 0;
}

/* The ramdisk first: the checksum, which is in the front, includes it. */
static int write_wrapped(const struct options *options, const struct plan *plan,
			 const struct ramdisks *ramdisks, const struct bytes *front, size_t sum_at)
{
	struct fault why = { "" };
	struct output *output = begin_output(options->output, &why);
	uint32_t sum;
	int status;

	if (!output)
		return say_output(options->output, &why);
	status = copy_ramdisks(options, ramdisks, output_fd(output), front->size, &sum);
	if (!status) {
		seal(plan, front, sum_at, sum);
		if (!write_front(output, front, &why) || !commit_output(output, &why))
			status = say_output(options->output, &why);
	}
	end_output(output);
	return status;
}

static void tell_costs(const struct options *options, const struct plan *plan,
		       uint64_t size, const struct bytes *front)
{
	const struct vmlinux *vmlinux = &plan->vmlinux;
	const char *output = output_name(options->output);
	unsigned int tenths = ((front->size + plan->ramdisk_size) * 10 + size / 2) / size;

	if (plan->image.kernel.size)
		fprintf(stderr, "pvhwrap: %s: %u.%u times as large as %s, without its signature\n",
			output, tenths / 10, tenths % 10, input_name(options->kernel));
	if (vmlinux->table.size)
		fprintf(stderr, "pvhwrap: %s: moves to one of %" PRIu32 " virtual addresses at each boot, in memory only as the loader does\n",
			output, vmlinux_slots(vmlinux));
	else
		fprintf(stderr, "pvhwrap: %s: keeps its virtual address, %s\n", output,
			options->no_kaslr ? "as --no-kaslr asks" :
			!plan->image.kernel.size ? "as there are no relocations in the file" :
			"as it has no relocations: its CONFIG_RANDOMIZE_BASE is not set");
}

/* The kernel's own command line first, so that --prepend takes precedence over it. */
static bool join_texts(const struct options *options, const struct input *input,
		       char **before, struct fault *why)
{
	const char *own = input->cmdline ? input->cmdline : "";

	if (asprintf(before, "%s%s%s", own, *own && *options->before ? " " : "",
		     options->before) >= 0)
		return true;
	*before = NULL;
	return fault(why, "there is no memory for its command line");
}

static void tell_left_out(const struct options *options, const struct input *input)
{
	struct fault what = { "" };

	if (!input->left_out[0])
		return;
	fault(&what, "some of it is left out: %s", input->left_out);
	say_input(options->kernel, &what);
}

static int wrap(const struct options *options)
{
	struct bytes unpacked = { 0 }, front = { 0 };
	struct input input = { .whole.fd = -1 };
	struct ramdisks ramdisks = { .nr = 0 };
	char *before = NULL;
	struct fault why = { "" }, damage = { "" };
	struct plan plan = {
		.after = options->after,
		.subarch = options->subarch,
		.entry = { (uint8_t *)entry_blob, entry_blob_end - entry_blob },
	};
	size_t sum_at = 0;
	int status;

	if (!check_output(options, &why))
		return say(options->output, &why);
	if (!open_ramdisk(options->ramdisk, &ramdisks, &why))
		return say_input(options->ramdisk, &why);
	if (read_input(options->kernel, &input, &why) && join_texts(options, &input, &before, &why)) {
		plan.before = before;
		plan.ramdisk_size = join_ramdisks(&ramdisks, &input);
	}
	if (why.text[0] ||
	    !take_kernel(options, &input, &plan, &unpacked, &damage, &why) ||
	    !make_plan(&plan, &why) || !make_front(&plan, &front, &sum_at, &why))
		status = say_input(options->kernel, &why);
	else
		status = write_wrapped(options, &plan, &ramdisks, &front, sum_at);
	if (!status && damage.text[0])
		say_input(options->kernel, &damage);
	if (!status)
		tell_left_out(options, &input);
	if (!status && plan.vmlinux.nr_parts)
		tell_costs(options, &plan, input.whole.size, &front);
	if (ramdisks.own >= 0)
		close(ramdisks.own);
	free(front.data);
	free_vmlinux(&plan.vmlinux);
	free(unpacked.data);
	free(before);
	free_input(&input);
	return status;
}

/* The bzImage that a file is, or that it was made of. */
static bool find_bzimage(const struct bytes *file, struct bzimage *image, struct fault *why)
{
	struct wrapped wrapped;

	if (!is_wrapped(file))
		return check_kind(file, why) && parse_bzimage(file, image, why);
	if (!parse_wrapped(file, &wrapped, why))
		return false;
	*image = wrapped.image;
	return image->kernel.size ||
	       fault(why, "was unpacked when it was made; use pvhwrap --unpack on the original");
}

/* Find the vmlinux in a bzImage, a wrapped file or one that was packed. */
static bool find_vmlinux(const struct bytes *file, bool packed, struct bytes *unpacked,
			 struct bytes *vmlinux, struct fault *why)
{
	struct elf_image elf = { 0 };
	struct bzimage image;
	struct bytes relocs;
	bool good;

	if (is_elf(file) && !is_wrapped(file))
		good = check_kind(file, why) &&
		       (packed || fault(why, "is an ELF file, with nothing in it to be unpacked")) &&
		       split_payload(file, &elf, &relocs, why);
	else
		good = find_bzimage(file, &image, why) &&
		       unpack_image(&image, unpacked, &elf, &relocs, why);
	*vmlinux = elf.file;
	free_elf(&elf);
	return good;
}

static int unpack(const struct options *options)
{
	struct bytes unpacked = { 0 }, vmlinux;
	struct fault why = { "" }, inside = { "" };
	struct input input = { .whole.fd = -1 };
	int status = 0;

	if (!check_output(options, &why))
		return say(options->output, &why);
	if (read_input(options->kernel, &input, &why) &&
	    !find_vmlinux(&input.kernel, input.packed, &unpacked, &vmlinux, &inside))
		fault(&why, "%s%s", input.found_in, inside.text);
	if (why.text[0])
		status = say_input(options->kernel, &why);
	else if (!write_file(options->output, &vmlinux, &why))
		status = say_output(options->output, &why);
	free(unpacked.data);
	free_input(&input);
	return status;
}

static void print_text(const char *what, const struct bytes *text)
{
	char line[LINUX_CMDLINE + 1];

	if (!text->size)
		return;
	copy_text(line, sizeof(line), text->data, text->size);
	printf("%-10s \"%s\"\n", what, line);
}

static void print_wrapped(const struct wrapped *w)
{
	const struct pvh_wrap *table = &w->table;

	printf("%-10s %s, protocol %u.%02u, ", "kernel",
	       w->image.version[0] ? w->image.version : "without a version",
	       w->image.protocol >> 8, w->image.protocol & 0xff);
	if (table->kernel64)
		printf("unpacked, entered at 0x%" PRIx32 "\n", table->kernel64);
	else
		printf("0x%zx bytes\n", w->image.kernel.size);
	printf("%-10s 0x%" PRIx32 ", 0x%" PRIx32 " bytes reserved\n", "loaded at",
	       table->kernel, table->kernel_size);
	printf("%-10s 0x%" PRIx32 ", the entry has 0x%" PRIx32 " bytes at 0x%" PRIx32 "\n",
	       "entered at", w->phys32_entry, table->mem_size, table->link);
	/* Where it is not moved. */
	printf("%-10s RAM up to 0x%" PRIx32 ", %" PRIu32 " MiB\n", "needs", table->end,
	       table->end / MIB + !!(table->end % MIB));
	if (w->relocatable)
		printf("%-10s by multiples of 0x%" PRIx32 ", from 0x%" PRIx32 " to 0x%" PRIx32 "\n",
		       "moved", w->align, w->min, w->max);
	else
		printf("%-10s never\n", "moved");
	printf("%-10s %s\n", "subarch", w->subarch == WRAPPED_SUBARCH_PC ? "pc" :
	       w->subarch == WRAPPED_SUBARCH_PVH ? "pvh" : "unknown");
	if (table->kernel64 && w->relocs.size)
		printf("%-10s to a random one, by a table of %zu bytes\n", "address", w->relocs.size);
	print_text("prepends", &w->before);
	print_text("appends", &w->after);
	if (w->ramdisk.size)
		printf("%-10s %zu bytes at 0x%" PRIx32 "\n", "ramdisk", w->ramdisk.size,
		       table->ramdisk);
}

static bool verify_payload(const struct bzimage *image, struct fault *why)
{
	struct bytes unpacked = { 0 }, relocs;
	struct elf_image elf = { 0 };
	bool good = !is_unpackable(image) ||
		    unpack_image(image, &unpacked, &elf, &relocs, why);

	free_elf(&elf);
	free(unpacked.data);
	return good;
}

static bool verify_file(const struct bytes *file, struct fault *why)
{
	struct wrapped wrapped;

	if (!is_wrapped(file) && is_bzimage(file))
		return fault(why, "is a bzImage, not wrapped yet");
	if (!parse_wrapped(file, &wrapped, why))
		return false;
	print_wrapped(&wrapped);
	if (!wrapped.has_sum)
		return fault(why, "has no checksum, so it cannot be verified");
	if (!wrapped.intact)
		return fault(why, "has a wrong checksum, so it was modified after it was written; wrap the kernel again");
	return verify_payload(&wrapped.image, why);
}

static int verify_view(const char *path)
{
	struct bytes file = { 0 };
	struct fault why = { "" };
	int status = 0;

	if (!view_file(path, &file, &why) || !verify_file(&file, &why))
		status = say_input(path, &why);
	end_view(&file);
	return status;
}

static int verify(const char *path)
{
	if (!sigsetjmp(file_ended, 1))
		return verify_view(path);
	return say_input(path, &file_ended_why);
}

static void usage(FILE *to)
{
	fputs("usage: pvhwrap VMLINUZ -o FILE [OPTION]...\n"
	      "       pvhwrap --unpack VMLINUZ -o FILE\n"
	      "       pvhwrap --verify FILE\n"
	      "Makes FILE, an ELF kernel with a PVH entry, from VMLINUZ: a bzImage, a unified\n"
	      "kernel image or a vmlinux, which may be packed. A name - is standard input or\n"
	      "output.\n"
	      "\n"
	      "  -o, --output=FILE    output file; replaced if it exists\n"
	      "      --prepend=TEXT   put TEXT before the loader's command line\n"
	      "      --append=TEXT    put TEXT after it\n"
	      "      --ramdisk=FILE   join this ramdisk with the loader's\n"
	      "      --subarch=pc|pvh hardware_subarch to pass to the kernel (pc)\n"
	      "      --force          wrap a kernel whose payload is damaged\n"
	      "      --unpack         write the vmlinux in VMLINUZ, without an entry\n"
	      "      --direct         unpack the kernel now, not at each boot\n"
	      "      --no-kaslr       with --direct: leave it at its virtual address\n"
	      "      --verify=FILE    read a wrapped file back and describe it\n"
	      "  -h, --help           print this\n"
	      "  -V, --version        print the version\n"
	      "\n"
	      "Exit status: 0 on success, 1 on an error of a file or the system, 2 on\n"
	      "wrong options.\n", to);
}

static int __attribute__((format(printf, 1, 2))) misused(const char *format, ...)
{
	va_list args;

	fputs("pvhwrap: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputs("; see pvhwrap --help\n", stderr);
	return 2;
}

enum { PREPEND = 256, APPEND, RAMDISK, SUBARCH, FORCE, UNPACK, DIRECT, NO_KASLR, VERIFY };

/* What getopt() says itself begins with the path of this program. */
static int wrong_option(const char *argument, bool incomplete)
{
	if (incomplete)
		return misused("option '%s' requires an argument", argument);
	if (optopt && optopt < PREPEND)
		return misused("'-%c' is not an option", optopt);
	if (optopt)
		return misused("option '%s' takes no argument", argument);
	return misused("'%s' is not an option", argument);
}

static int check_options(const struct options *options, const char *subarch, int operands)
{
	bool changes = options->before || options->after || options->ramdisk || subarch ||
		       options->direct || options->no_kaslr || options->force;

	if (options->verify) {
		if (operands || options->output || options->unpack || changes)
			return misused("--verify cannot be combined with other options");
		return 0;
	}
	if (options->unpack && changes)
		return misused("--unpack can only be combined with -o");
	if (options->direct && options->force)
		return misused("--force is for what unpacks itself, not for --direct");
	if (options->no_kaslr && !options->direct)
		return misused("--no-kaslr is for --direct only; else say nokaslr to the kernel, by --append");
	if (operands != 1)
		return misused("give one VMLINUZ, not %d", operands);
	if (!options->output)
		return misused("give the output FILE with -o");
	if (!options->output[0])
		return misused("-o is ''; give the name of a FILE");
	if (is_standard(options->kernel) && options->ramdisk && is_standard(options->ramdisk))
		return misused("VMLINUZ and the ramdisk are both standard input; give a file");
	return 0;
}

static int parse_subarch(const char *name, uint32_t *subarch)
{
	if (!strcmp(name, "pc"))
		*subarch = WRAPPED_SUBARCH_PC;
	else if (!strcmp(name, "pvh"))
		*subarch = WRAPPED_SUBARCH_PVH;
	else
		return misused("--subarch is '%s'; give pc or pvh", name);
	return 0;
}

/* Output counts only if it was written. */
static int flushed(int status)
{
	if (!fflush(stdout) && !ferror(stdout))
		return status;
	perror("pvhwrap: standard output");
	return 1;
}

static const struct option long_options[] = {
	{ "output", required_argument, NULL, 'o' },
	{ "prepend", required_argument, NULL, PREPEND },
	{ "append", required_argument, NULL, APPEND },
	{ "ramdisk", required_argument, NULL, RAMDISK },
	{ "subarch", required_argument, NULL, SUBARCH },
	{ "force", no_argument, NULL, FORCE },
	{ "unpack", no_argument, NULL, UNPACK },
	{ "direct", no_argument, NULL, DIRECT },
	{ "no-kaslr", no_argument, NULL, NO_KASLR },
	{ "verify", required_argument, NULL, VERIFY },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ 0 }
};

int main(int argc, char **argv)
{
	struct options options = { .subarch = WRAPPED_SUBARCH_PC };
	const char *subarch = NULL, **value;
	int option, status;

	while ((option = getopt_long(argc, argv, ":o:hV", long_options, NULL)) >= 0) {
		switch (option) {
		case 'o':
			value = &options.output;
			break;
		case PREPEND:
			value = &options.before;
			break;
		case APPEND:
			value = &options.after;
			break;
		case RAMDISK:
			value = &options.ramdisk;
			break;
		case SUBARCH:
			value = &subarch;
			break;
		case FORCE:
			options.force = true;
			continue;
		case UNPACK:
			options.unpack = true;
			continue;
		case DIRECT:
			options.direct = true;
			continue;
		case NO_KASLR:
			options.no_kaslr = true;
			continue;
		case VERIFY:
			value = &options.verify;
			break;
		case 'h':
			usage(stdout);
			return flushed(0);
		case 'V':
			puts("pvhwrap " TOOLS_VERSION);
			return flushed(0);
		default:
			return wrong_option(argv[optind - 1], option == ':');
		}
		if (*value)
			return misused("an option is given twice, with '%s' and '%s'", *value, optarg);
		*value = optarg;
	}
	options.kernel = optind < argc ? argv[optind] : NULL;
	status = check_options(&options, subarch, argc - optind);
	if (!status && subarch)
		status = parse_subarch(subarch, &options.subarch);
	if (status)
		return status;
	if (options.verify)
		return flushed(verify(options.verify));
	if (options.unpack)
		return unpack(&options);
	options.before = options.before ? options.before : "";
	options.after = options.after ? options.after : "";
	return wrap(&options);
}
