// SPDX-License-Identifier: GPL-2.0-only
/* What pvhinfo says of a file, and that it is what was found. */
#include SOURCE

#include <stdarg.h>

#define PROVE_REASONS
#include "tools.h"

static struct bytes file;
static struct inspection found;

/* What the parts of the file are, see inspect_found() */
static bool is_an_elf, is_a_bzimage, is_a_wrapped, is_another, has_format, has_an_elf;
static bool is_read;

bool is_elf(const struct bytes *in)
{
	if (in->data == file.data)
		return is_an_elf;
	PROVE(in == &found.unpacked && is_read);
	return has_an_elf;
}

bool is_bzimage(const struct bytes *in)
{
	PROVE(in->data == file.data);
	return is_a_bzimage;
}

bool is_wrapped(const struct bytes *in)
{
	PROVE(in->data == file.data && is_an_elf);
	return is_a_wrapped;
}

/* Whether a parser takes what it is given; what it leaves then is proven of each. */
static bool parsed(struct fault *why)
{
	return nondet_bool() || fault(why, "it is damaged");
}

bool parse_elf(const struct bytes *in, struct elf_image *image, struct fault *why)
{
	PROVE(is_elf(in));
	return parsed(why);
}

bool parse_wrapped(const struct bytes *in, struct wrapped *wrapped, struct fault *why)
{
	PROVE(is_wrapped(in));
	wrapped->image.payload.size = nondet_u64();
	return parsed(why);
}

bool parse_bzimage(const struct bytes *in, struct bzimage *image, struct fault *why)
{
	PROVE(is_bzimage(in));
	image->payload.size = nondet_u64();
	return parsed(why);
}

bool find_other(const struct bytes *in, struct other *other)
{
	other->format = is_another ? "another" : NULL;
	return is_another;
}

const char *payload_format(const struct bytes *payload)
{
	PROVE(payload->size);
	return has_format ? "a format" : NULL;
}

bool unpack_kernel(const struct bzimage *image, struct bytes *unpacked, struct fault *why)
{
	PROVE(has_format && image == found.bzimage);
	is_read = parsed(why);
	return is_read;
}

bool check_wrappable(const struct bzimage *image, struct fault *why)
{
	PROVE(image == found.bzimage);
	return parsed(why);
}

bool check_vmlinux(const struct elf_image *elf, char *version, size_t room, struct fault *why)
{
	PROVE(found.has_elf && elf == &found.elf && __CPROVER_w_ok(version, room));
	return parsed(why);
}

static u32 nr_freed;

void free_elf(struct elf_image *image)
{
	PROVE(image == &found.elf || image == &found.inside);
	nr_freed++;
}

void free(void *memory)
{
	PROVE(memory == found.unpacked.data);
	nr_freed++;
}

/* What a file is that was taken: takes.c begins with that. */
void inspect_found(void)
{
	struct fault why = { "" };

	file = any_file(0, FILE_MAX);
	is_an_elf = nondet_bool();
	is_a_bzimage = nondet_bool();
	is_a_wrapped = nondet_bool();
	is_another = nondet_bool();
	has_format = nondet_bool();
	has_an_elf = nondet_bool();

	if (!inspect(&file, &found, &why)) {
		PROVE(why.text[0] && nr_freed == 3 && !found.file.data);
		return;
	}
	PROVE(!why.text[0] && !nr_freed && found.size == file.size);
	PROVE(found.has_elf == is_an_elf && found.has_wrapped == (is_an_elf && is_a_wrapped));
	PROVE(found.bzimage == (found.has_wrapped ? &found.wrapped.image :
				!is_an_elf && is_a_bzimage ? &found.own : NULL));
	PROVE(found.has_elf || found.bzimage || found.other.format);
	PROVE(IMPLIES(found.other.format, !found.has_elf && !found.bzimage));
	PROVE(IMPLIES(found.has_inside, is_read && has_an_elf && found.packed_with));
	END();
}

/* What the loader and its memory are said to do */
static bool takes, fits;
static u64 entry_of_loader;
static struct guest guest;

bool loader_takes(const struct host *host, const struct candidate *kernel, uint64_t *entry,
		  struct fault *why)
{
	PROVE(kernel->file == &found.file && kernel->bzimage == found.bzimage);
	PROVE(kernel->elf == (found.has_elf ? &found.elf : NULL));
	PROVE(kernel->inside == (found.has_inside ? &found.inside : NULL));
	PROVE(kernel->wrapped == (found.has_wrapped ? &found.wrapped : NULL));
	PROVE(kernel->packed_with == found.packed_with && kernel->wrappable == found.wrappable);
	PROVE(kernel->other == (found.other.format ? found.other.what : NULL));
	*entry = entry_of_loader;
	return takes || fault(why, "no loader takes it");
}

bool has_room(const struct host *host, const struct candidate *kernel, const struct guest *with,
	      struct room *room, struct fault *why)
{
	PROVE(with == &guest && takes);
	return fits || fault(why, "it has no room");
}

/* Two texts, or numbers, of which none has more than 20 digits, and a few words */
int snprintf(char *to, size_t room, const char *format, ...)
{
	size_t length = nondet_u32();
	va_list args;

	if (characters(format, 0) == characters("%s%s", 0)) {
		va_start(args, format);
		length = __CPROVER_OBJECT_SIZE(va_arg(args, char *)) - 1;
		length += __CPROVER_OBJECT_SIZE(va_arg(args, char *)) - 1;
		va_end(args);
	}
	PROVE(room && __CPROVER_w_ok(to, room));
	ASSUME(length < 80);
	return length;
}

int strncmp(const char *a, const char *b, size_t size)
{
	PROVE(size == 4);
	return nondet_bool();
}

void report_begin(struct report *report)
{
}

void report_end(struct report *report)
{
}

void put_plain(FILE *out, const char *text)
{
}

int fprintf(FILE *out, const char *format, ...)
{
	return nondet_u32();
}

void report_number(struct report *report, const char *key, const char *label, uint64_t number,
		   const char *unit)
{
}

/* What is reported; others than these are of no interest here. */
static bool said_takes, has_takes, has_entry, has_why;

void report_flag(struct report *report, const char *key, const char *label, bool value)
{
	if (key[0] != 't')
		return;
	PROVE(!has_takes);
	has_takes = true;
	said_takes = value;
}

void report_address(struct report *report, const char *key, const char *label, uint64_t address)
{
	if (key[0] != 'e')
		return;
	PROVE(!has_entry && address == entry_of_loader);
	has_entry = true;
}

void report_text(struct report *report, const char *key, const char *label, const char *text)
{
	if (key[0] != 'w')
		return;
	PROVE(!has_why && text[0]);
	has_why = true;
}

/* The answer is the loader's: with the entry, or with a reason. */
void inspect_answered(void)
{
	bool is_found = nondet_bool(), has_guest = nondet_bool(), is_yes;
	u32 loader = nondet_u32();
	const struct fault damage = { "damaged" };
	struct report report = { .json = nondet_bool() };
	struct host host = { .guest = has_guest ? &guest : NULL };

	ASSUME(loader < NR_LOADERS);
	host.loader = loader;
	__CPROVER_havoc_object(&found);
	__CPROVER_havoc_object(&guest);
	takes = nondet_bool();
	fits = nondet_bool();
	entry_of_loader = nondet_u64();

	is_yes = report_verdict(is_found ? &found : NULL, &damage, "a file", "a loader", &host, &report);
	PROVE(is_yes == (is_found && takes && (!has_guest || fits)));
	PROVE(has_takes && said_takes == is_yes && has_entry == is_yes && has_why == !is_yes);
	END();
}

void report_line(struct report *report, const char *label, const char *format, ...)
{
}

/* All bits have room for their names. */
void inspect_bits(void)
{
	struct report report = { .json = nondet_bool() };

	report_bits(&report, "key", "label", nondet_bool() ? loadflags : xloadflags, nondet_u32());
	END();
}
