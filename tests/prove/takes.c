// SPDX-License-Identifier: GPL-2.0-only
/*
 * What is made of the notes that loaders find: the answer whether a loader takes a file. The
 * walks of the notes are in loaders.c.
 */
#include SOURCE

#define PROVE_REASONS
#include "tools.h"

/* Segments of each file; what is asked of them is asked of each, or of each two. */
#define SEGMENTS 2

/* The names of machines, firmwares and formats have at most 8 bytes. */
int strcmp(const char *a, const char *b)
{
	return characters(a, 0) != characters(b, 0);
}

/* Of four bytes, or of whatever a feature is, see takes_features() */
int memcmp(const void *a, const void *b, size_t size)
{
	PROVE(__CPROVER_r_ok(a, size) && __CPROVER_r_ok(b, size));
	return size == 4 ? number_at(a, 4) != number_at(b, 4) : nondet_bool();
}

static struct bytes file;
static struct elf_image image;
static struct elf_segment segments[SEGMENTS], note_sections[1];
static struct candidate kernel;
static struct host host;

/* An ELF file as parse_elf() leaves it, see elf_headers() */
static void any_elf(void)
{
	size_t i;

	__CPROVER_havoc_object(&image);
	__CPROVER_havoc_object(segments);
	__CPROVER_havoc_object(note_sections);
	image.file = file;
	image.segments = segments;
	image.note_sections = note_sections;
	ASSUME(image.nr_segments <= SEGMENTS && image.nr_note_sections <= 1);
	ASSUME(image.bits == 64 || image.bits == 32);
	for (i = 0; i < SEGMENTS; i++) {
		const struct elf_segment *s = &segments[i];

		ASSUME(s->filesz <= FILE_MAX);
		ASSUME(s->type != PT_LOAD || (s->filesz <= s->memsz && s->memsz <= UINT64_MAX - s->paddr));
	}
}

const char *elf_machine_name(uint16_t machine)
{
	return "a machine";
}

static u64 hole;

uint64_t hole_below_4g(const struct host *of)
{
	PROVE(of == &host);
	return hole;
}

/* The note that libelf has found, if any */
static bool has_note;

const struct elf_note *find_note(const struct elf_image *image, const char *owner, uint32_t type)
{
	static struct elf_note note;

	PROVE(image == kernel.elf && type == 18);
	has_note = nondet_bool();
	return has_note ? &note : NULL;
}

/* The last walk of notes, the last one that found an entry, and that. */
static const struct elf_segment *walked, *found_in;
static u64 found;
static bool is_wrong;

/* In place of each walk: it finds an entry in the segment, or none, or something is wrong. */
static bool walk(const struct elf_image *elf, const struct elf_segment *s)
{
	PROVE(elf == &image);
	PROVE(s == note_sections || (s < segments + image.nr_segments && s->type == PT_NOTE));
	walked = s;
	if (nondet_bool())
		return false;
	found_in = s;
	found = nondet_u64();
	return true;
}

bool any_rust_note(const struct elf_image *elf, const struct elf_segment *s,
		   const struct rust *rust, bool *has_entry, uint64_t *entry, struct fault *why)
{
	PROVE(rust->hole == hole);
	*has_entry = walk(elf, s);
	found &= UINT32_MAX;
	if (*has_entry)
		*entry = found;
	is_wrong = nondet_bool();
	return !is_wrong || fault(why, "the notes are wrong");
}

bool any_qemu_note(const struct elf_image *elf, const struct elf_segment *s,
		   bool *has_entry, uint64_t *entry, struct fault *why)
{
	if (walk(elf, s)) {
		*has_entry = true;
		*entry = found;
	}
	is_wrong = nondet_bool();
	return !is_wrong || fault(why, "the notes are wrong");
}

void any_xen_walk(const struct bytes *in, const struct elf_segment *s, struct xen_notes *notes)
{
	PROVE(in == &image.file && (s->offset || s == note_sections));
	notes->nr += nondet_u8();
	if (walk(&image, s)) {
		notes->nr++;
		notes->has_entry = true;
		notes->entry = found;
	}
	found &= UINT32_MAX;
	if (nondet_bool()) {
		is_wrong = true;
		notes->wrong = "its notes are wrong";
	}
}

/* In place of is_multiboot(), see takes_multiboot() */
static bool has_multiboot;

bool any_multiboot(const struct bytes *in)
{
	PROVE(in == &file);
	has_multiboot = nondet_bool();
	return has_multiboot;
}

/* In place of qemu_size_fits() and qemu_overlaps(), see takes_qemu_memory() */
static bool fits, overlaps;

bool any_size(const struct elf_image *elf, struct fault *why)
{
	fits = nondet_bool();
	return fits || fault(why, "the sizes are too large");
}

bool any_overlap(const struct elf_image *elf, struct fault *why)
{
	overlaps = nondet_bool();
	return overlaps && !fault(why, "segments overlap");
}

/* In place of xen_check_addresses(), see takes_xen_memory() */
static bool has_addresses;

bool any_addresses(const struct elf_image *elf, uint32_t entry, struct fault *why)
{
	PROVE(entry == found);
	has_addresses = nondet_bool();
	return has_addresses || fault(why, "other addresses");
}

/* In place of check_entry(), see takes_entry() */
static bool is_loaded;
static u64 checked;

bool any_check(const struct elf_image *elf, uint64_t entry, struct fault *why)
{
	PROVE(elf == &image);
	checked = entry;
	is_loaded = nondet_bool();
	return is_loaded || fault(why, "the entry is nowhere");
}

static bool is_older(u32 major, u32 minor)
{
	return host.version && host.version < major * 1000 + minor;
}

/* What parse_host() and inspect() leave */
static void any_host(void)
{
	static const char *const machine[] = { "pc", "q35", "microvm", NULL };
	static const char *const firmware[] = { "seabios", "qboot", "ovmf", NULL };
	u32 loader = nondet_u32(), i = nondet_u32(), j = nondet_u32();

	ASSUME(loader < NR_LOADERS && i < 4 && j < 4);
	host = (struct host){ loader, nondet_u32(), NULL, NULL, NULL };
	if (loader == LOADER_QEMU) {
		host.machine = machine[i];
		host.firmware = firmware[j];
	}
	hole = nondet_u64();
}

static struct bzimage bzimage;

static void any_kernel(void)
{
	static struct elf_image empty;
	bool is_elf = nondet_bool(), is_bzimage = nondet_bool();

	file = any_file(0, FILE_MAX);
	any_elf();
	__CPROVER_havoc_object(&bzimage);
	kernel = (struct candidate){ .file = &file, .wrappable = nondet_bool() };
	kernel.elf = is_elf ? &image : NULL;
	kernel.bzimage = is_bzimage ? &bzimage : NULL;
	kernel.other = !is_elf && !is_bzimage ? "something else" : NULL;
	kernel.packed_with = !is_bzimage ? NULL : nondet_bool() ? "zstd" : "gzip";
	/* Of a file that was wrapped nobody asks what is inside. */
	kernel.inside = !is_bzimage || nondet_bool() ? NULL : is_elf ? &empty : &image;
}

static bool is_rust(void)
{
	return host.loader >= LOADER_FIRECRACKER && host.loader <= LOADER_LINUX_LOADER;
}

/* In the file, or what the file is */
static bool has_elf(void)
{
	return kernel.elf || kernel.inside;
}

static bool is_for_x86(void)
{
	return image.machine == 3 || image.machine == 62;
}

static bool has_notes(size_t i)
{
	return i < image.nr_segments && segments[i].type == PT_NOTE;
}

static bool is_in_the_hole(size_t i)
{
	const struct elf_segment *s = &segments[i];

	return i < image.nr_segments && s->type == PT_LOAD && s->filesz &&
	       s->paddr < 1ULL << 32 && s->paddr + s->filesz > hole;
}

/* The entry that is printed is the one of the note that this loader takes. */
static void prove_yes(u64 entry)
{
	PROVE(has_elf() && is_for_x86() && !is_wrong && !kernel.other && (kernel.elf || host.loader == LOADER_XEN));
	PROVE(found_in && entry == (u32)found && is_loaded && checked == entry);
	PROVE(!host.version || host.version >= loaders[host.loader].first);
	if (is_rust())
		PROVE(found_in == &segments[has_notes(1)] && found_in != note_sections);
	if (host.loader == LOADER_QEMU)
		PROVE(found && found_in != note_sections);
}

/* A reason that begins so is true, if it was said. */
#define REASON(text, is_true)			\
	do {					\
		if (says(text)) {		\
			PROVE(is_true);		\
			is_known = true;	\
		}				\
	} while (0)

static void prove_reason(void)
{
	bool is_known = false;

	REASON("it is %s", kernel.other);
	REASON("it is for %s, not for x86", !is_for_x86());
	REASON("it has debug information", kernel.elf && image.code_left_out);
	REASON("%s enters nothing by PVH before", host.version && host.version < loaders[host.loader].first);
	REASON("it has no PHYS32_ENTRY note", !found_in || (is_rust() && found_in != walked));
	REASON("the entry is nowhere", found_in && checked == (u32)found && !is_loaded);
	REASON("PHYS32_ENTRY is 0x0", found_in && !found);
	REASON("the notes are wrong", is_wrong);

	/* QEMU */
	REASON("QEMU has the machine microvm", host.machine[0] == 'm' && is_older(4, 2));
	REASON("OVMF does not enter", host.firmware[0] == 'o');
	REASON("QEMU enters a bzImage", !kernel.elf);
	REASON("it is a 32-bit ELF file, of", image.bits == 32 && is_older(6, 0));
	REASON("it has \"HdrS\" at offset 0x202", is_within(&file, 0x202, 4) &&
	       number_at(file.data + 0x202, 4) == 0x53726448);
	REASON("it has a multiboot header", has_multiboot);
	REASON("QEMU refuses e_flags", image.flags & 0x10004);
	REASON("the sizes are too large", !fits);
	REASON("segments overlap", overlaps);

	/* Those by linux-loader */
	REASON("it is a 32-bit ELF file; only", image.bits == 32);
	REASON("its program headers are at", image.headers_offset < 64);
	REASON("its e_entry is", image.entry < 1 << 20);
	REASON("its program header %zu loads", is_in_the_hole(0) || is_in_the_hole(1));
	REASON("its PHYS32_ENTRY note is not in", has_note && found_in != walked &&
	       has_notes(0) && has_notes(1));
	REASON("linux-loader has no PVH entry", !kernel.elf);
	REASON("libkrun enters what is packed", !kernel.elf);
	REASON("Firecracker refuses a bzImage b", !kernel.elf && is_older(1, 17));
	REASON("Firecracker refuses a bzImage w", !kernel.elf && !(bzimage.xloadflags & 1));
	REASON("Firecracker enters a bzImage", !kernel.elf && !is_older(1, 17));
	REASON("Cloud Hypervisor before 39", !kernel.elf && is_older(39, 0));
	REASON("Cloud Hypervisor enters a bz", !kernel.elf && !is_older(39, 0));

	/* Xen, and the sentence of its notes or of a loader without PVH */
	REASON("its section headers end", image.sections_end > file.size);
	REASON("no ELF file can be unpacked", !has_elf());
	REASON("it is packed with zstd", kernel.packed_with[0] == 'z' && is_older(4, 15));
	REASON("other addresses", !has_addresses);
	if (!is_known)
		PROVE(says("%s") && (host.loader > LOADER_XEN || (host.loader == LOADER_XEN && is_wrong)));
}

void takes_answered(void)
{
	struct fault why = { "" };
	u64 entry;

	any_host();
	any_kernel();
	if (loader_takes(&host, &kernel, &entry, &why)) {
		PROVE(!why.text[0]);
		prove_yes(entry);
		END();
		return;
	}
	PROVE(why.text[0]);
	prove_reason();
}

/* The entry has 32 bits, and is in the file's part of a segment; or the reason is true. */
void takes_entry(void)
{
	struct fault why = { "" };
	u64 entry = nondet_u64();
	bool is_in = false;
	size_t i;

	any_elf();
	for (i = 0; i < SEGMENTS; i++)
		if (i < image.nr_segments && segments[i].type == PT_LOAD)
			is_in |= entry >= segments[i].paddr && entry < segments[i].paddr + segments[i].filesz;
	if (check_entry(&image, entry, &why)) {
		PROVE(!why.text[0] && is_in && entry == (u32)entry);
		END();
	} else {
		PROVE(!is_in || entry != (u32)entry);
	}
	PROVE(check_machine(&image, &why) == is_for_x86());
}

static bool is_in_file(const struct elf_segment *s, u64 at)
{
	return at >= s->paddr && at < s->paddr + s->filesz;
}

/* Some of the file, and any memory: zeros of both may overlap. */
static bool touches(const struct elf_segment *a, const struct elf_segment *b)
{
	return a->paddr < b->paddr + b->memsz && b->paddr < a->paddr + a->filesz;
}

/* No byte of the file is loaded over another one; what is said to overlap does. */
void takes_qemu_memory(void)
{
	const struct elf_segment *a = &segments[0], *b = &segments[1];
	struct fault why = { "" };
	u64 at = nondet_u64();

	any_elf();
	ASSUME(image.nr_segments == 2 && a->type == PT_LOAD && b->type == PT_LOAD);
	if (!qemu_size_fits(&image, &why)) {
		PROVE(why.text[0] && (unsigned __int128)a->memsz + b->memsz > INT32_MAX);
	} else if (qemu_overlaps(&image, &why)) {
		PROVE(why.text[0] && (touches(a, b) || touches(b, a)));
	} else {
		PROVE(!why.text[0] && a->filesz + b->filesz <= INT32_MAX);
		PROVE(!is_in_file(a, at) || !is_in_file(b, at));
		END();
	}
}

static bool xen_loads(size_t i)
{
	return i < image.nr_segments && segments[i].type == PT_LOAD && segments[i].flags & 7;
}

/* The entry is between the segments that are loaded, which begin with a page. */
void takes_xen_memory(void)
{
	bool is_above = false, is_below = false, is_unaligned = false;
	struct fault why = { "" };
	u32 entry = nondet_u32();
	size_t i;

	any_elf();
	for (i = 0; i < SEGMENTS; i++) {
		is_above |= xen_loads(i) && entry >= segments[i].paddr;
		is_below |= xen_loads(i) && entry <= segments[i].paddr + segments[i].memsz;
		is_unaligned |= xen_loads(i) && segments[i].paddr % 4096;
	}
	if (xen_check_addresses(&image, entry, &why)) {
		PROVE(!why.text[0] && is_above && is_below);
		PROVE(!is_unaligned || (xen_loads(0) && xen_loads(1)));
		END();
	} else {
		PROVE(says("PHYS32_ENTRY is 0x%") ? !is_above || !is_below : is_unaligned);
	}
}

static u32 word(u64 at)
{
	return number_at(file.data + at, 4);
}

static bool is_header(u64 at)
{
	return is_within(&file, at, 12) && word(at) == 0x1badb002 &&
	       !(u32)(word(at) + word(at + 4) + word(at + 8));
}

static bool is_header_2(u64 at)
{
	return is_within(&file, at, 16) && word(at) == 0xe85250d6 &&
	       !(u32)(word(at) + word(at + 4) + word(at + 8) + word(at + 12));
}

/* A header is found exactly if there is one. */
void takes_multiboot(void)
{
	file = any_file(0, 24);
	PROVE(is_multiboot(&file) == (is_header(0) || is_header(4) || is_header(8) || is_header(12)));
	PROVE(is_multiboot2(&file) == (is_header_2(0) || is_header_2(8)));
	END();
}

/* Bytes of a text of them: one, two or three names */
#define FEATURES 5

/* Of constants */
size_t strlen(const char *text)
{
	return __CPROVER_OBJECT_SIZE(text) - 1;
}

/* The last bytes of a file, whatever they are: the search ends there. */
void takes_features(void)
{
	u8 text[FEATURES];
	u64 size = nondet_u64();

	ASSUME(size && size <= FEATURES);
	xen_knows_features(text + FEATURES - size, size);
	END();
}
