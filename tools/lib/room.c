// SPDX-License-Identifier: GPL-2.0-only
/*
 * Check whether a kernel and an initrd have room in the RAM of a guest. As in loaders.c, the
 * rules follow the source files of the loaders that are given with them.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "room.h"

#define PAGE		4096
#define MIB		((uint64_t)1 << 20)
#define GIB		((uint64_t)1 << 30)
#define MOST		(16 * GIB)	/* no file is so large that more would help */

/* Where the initrd goes. */
enum place {
	BELOW_HOLE,	/* to the end of RAM below 4 GiB, aligned to a page */
	TO_END,		/* to the end of all RAM, not aligned */
	BEHIND,		/* behind the kernel, aligned to a page */
};

#define GZIP_MAGIC	0x8b1f
#define GZIP_LEAST	18		/* header and trailer */

/*
 * Machines: how RAM is split, and what is at the end of its part below 4 GiB. The first that
 * matches is used, so that QEMU without a machine is pc.
 */
static const struct machine {
	enum loader loader;
	const char *name;	/* NULL if there is no choice */
	unsigned int first;	/* the first version of which this is true */
	uint64_t split;		/* with so much memory, */
	uint64_t hole;		/* RAM below 4 GiB ends here */
	uint64_t taken;		/* bytes at that end which are reserved by the firmware */
	uint64_t above;		/* bytes there which are not used for the initrd */
	enum place place;
} machines[] = {
	/*
	 * hw/i386/pc_piix.c, pc_q35.c and microvm.c; x86_load_linux() with acpi_data_size of
	 * pc.c. SeaBIOS reserves 128 KiB for ACPI tables, BUILD_MAX_HIGHTABLE.
	 */
	{ LOADER_QEMU, "pc", 0, 3584 * MIB, 3 * GIB, 0x20000, 0x28001, BELOW_HOLE },
	{ LOADER_QEMU, "q35", 0, 2816 * MIB, 2 * GIB, 0x20000, 0x28001, BELOW_HOLE },
	{ LOADER_QEMU, "microvm", LOADER_VERSION(5, 1), 3 * GIB, 3 * GIB, 0, 1, BELOW_HOLE },
	{ LOADER_QEMU, "microvm", 0, 2816 * MIB, 2 * GIB, 0, 1, BELOW_HOLE },
	/* initrd_load_addr() in src/vmm/src/arch/x86_64/mod.rs, MMIO32_MEM_START in layout.rs */
	{ LOADER_FIRECRACKER, NULL, LOADER_VERSION(1, 13), 3 * GIB, 3 * GIB, 0, 0, BELOW_HOLE },
	{ LOADER_FIRECRACKER, NULL, 0, 3328 * MIB, 3328 * MIB, 0, 0, BELOW_HOLE },
	/* initramfs_load_addr() in arch/src/x86_64/mod.rs */
	{ LOADER_CLOUD_HYPERVISOR, NULL, 0, 3 * GIB, 3 * GIB, 0, 0, BELOW_HOLE },
	/* arch_memory_regions() in src/arch/src/x86_64/mod.rs */
	{ LOADER_LIBKRUN, NULL, 0, 3328 * MIB, 3328 * MIB, 0, 0, TO_END },
	/* What uses it has the hole. */
	{ LOADER_LINUX_LOADER, NULL, 0, 4 * GIB, 4 * GIB, 0, 0, BELOW_HOLE },
	/*
	 * tools/libs/light/libxl_dom.c: ACPI_INFO_PHYSICAL_ADDRESS is the lowest of what is
	 * above the hole's start; xc_dom_build_image() in tools/libs/guest/xg_dom_core.c
	 */
	{ LOADER_XEN, NULL, 0, 0xfc000000, 0xfc000000, 0, 0, BEHIND },
};

static const struct machine *find_machine(const struct host *host)
{
	const struct machine *m = machines;

	while (m->loader != host->loader || !since(host, m->first) ||
	       (host->machine && strcmp(m->name, host->machine)))
		m++;
	return m;
}

uint64_t hole_below_4g(const struct host *host)
{
	return find_machine(host)->hole;
}

bool parse_memory(const char *text, uint64_t *bytes)
{
	static const char suffixes[] = "KkMmGg";
	const char *suffix;
	char *end;
	uint64_t number;

	if (*text < '0' || *text > '9')
		return false;
	number = strtoull(text, &end, 10);
	suffix = *end ? strchr(suffixes, *end++) : strchr(suffixes, 'M');
	if (!suffix || *end || number >= 1ULL << 20)
		return false;
	*bytes = number << (10 + (suffix - suffixes) / 2 * 10);
	return number;
}

/* xc_dom_check_gzip(): the last word is the size, up to 1 GiB. */
static uint64_t unpacked_size(int fd, uint64_t size)
{
	uint8_t word[4];
	uint64_t unpacked;

	if (size < GZIP_LEAST || pread(fd, word, 2, 0) != 2 ||
	    little_endian(word, 2) != GZIP_MAGIC || pread(fd, word, 4, size - 4) != 4)
		return 0;
	unpacked = little_endian(word, 4);
	return unpacked <= GIB ? unpacked : 0;
}

bool find_initrd(const char *text, struct guest *guest, struct fault *why)
{
	int fd;

	if (parse_memory(text, &guest->initrd_size))
		return true;
	fd = open_input(text, &guest->initrd_size, why);
	if (fd < 0)
		return false;
	guest->unpacked_size = unpacked_size(fd, guest->initrd_size);
	close(fd);
	return true;
}

/* What is to be placed, and where the kernel is. */
struct load {
	uint64_t start;
	uint64_t end;
	uint64_t initrd_size;
	uint64_t joined_size;	/* what the entry of a wrapped kernel needs to join ramdisks */
	uint64_t joined_limit;
};

static void make_load(const struct machine *m, const struct candidate *kernel,
		      const struct guest *guest, struct load *load)
{
	const struct elf_image *elf = kernel->elf ? kernel->elf : kernel->inside;
	const struct wrapped *w = kernel->wrapped;

	*load = (struct load){ .initrd_size = guest->initrd_size };
	find_extent(elf, &load->start, &load->end);
	if (m->place == BEHIND && guest->unpacked_size > load->initrd_size)
		load->initrd_size = guest->unpacked_size;
	/* join_ramdisks() in standalone/wrap.c */
	if (w && w->ramdisk.size && load->initrd_size) {
		load->joined_size = ((w->ramdisk.size + 3) & ~3ULL) + load->initrd_size;
		load->joined_limit = w->image.initrd_addr_max + 1ULL;
	}
}

static bool is_between(uint64_t start, uint64_t end, const struct load *load)
{
	if (end > load->joined_limit)
		end = load->joined_limit;
	end &= -(uint64_t)PAGE;
	return end > start && end - start >= ((load->joined_size + PAGE - 1) & -(uint64_t)PAGE);
}

static bool place_initrd(const struct machine *m, const struct load *load, uint64_t memory,
			 uint64_t low, uint64_t *initrd)
{
	uint64_t top = low - m->above;

	if (m->place == BEHIND) {
		*initrd = (load->end + PAGE - 1) & -(uint64_t)PAGE;
		/* A page of start_info follows. */
		return *initrd + load->initrd_size + PAGE <= low;
	}
	if (m->place == TO_END && memory > m->hole) {
		*initrd = 4 * GIB + (memory - m->hole) - load->initrd_size;
		return load->initrd_size <= memory - m->hole;
	}
	if (m->above > low || load->initrd_size >= top)
		return false;
	*initrd = top - load->initrd_size;
	if (m->place != TO_END)
		*initrd &= -(uint64_t)PAGE;
	return *initrd >= load->end;
}

static bool fits(const struct machine *m, const struct load *load, uint64_t memory,
		 uint64_t *initrd, struct fault *why)
{
	uint64_t low = memory >= m->split ? m->hole : memory;
	uint64_t ram_end = low > m->taken ? low - m->taken : 0;

	*initrd = 0;
	if (load->end > ram_end)
		return fault(why, "RAM below 4 GiB ends at 0x%" PRIx64 ", and the kernel needs it up to 0x%" PRIx64,
			     ram_end, load->end);
	if (!load->initrd_size)
		return true;
	if (!place_initrd(m, load, memory, low, initrd))
		return fault(why, "there is no place for 0x%" PRIx64 " bytes of the initrd, with RAM up to 0x%" PRIx64 " and the kernel up to 0x%" PRIx64,
			     load->initrd_size, ram_end, load->end);
	if (load->joined_size && !is_between(MIB, load->start, load) &&
	    !is_between(m->place == BEHIND ? *initrd + load->initrd_size + PAGE : load->end,
			m->place == BEHIND || *initrd > ram_end ? ram_end : *initrd, load))
		return fault(why, "there is no place below 0x%" PRIx64 " for 0x%" PRIx64 " bytes of its ramdisk and the initrd together",
			     load->joined_limit, load->joined_size);
	return true;
}

/* More is not always enough: with more, the hole may be larger. */
static uint64_t find_least(const struct machine *m, const struct load *load)
{
	struct fault ignored = { "-" };
	uint64_t memory, initrd;

	for (memory = MIB; memory <= MOST; memory += MIB)
		if (fits(m, load, memory, &initrd, &ignored))
			return memory;
	return 0;
}

bool has_room(const struct host *host, const struct candidate *kernel,
	      const struct guest *guest, struct room *room, struct fault *why)
{
	const struct machine *m = find_machine(host);
	struct fault reason = { "" };
	struct load load;

	make_load(m, kernel, guest, &load);
	room->least = find_least(m, &load);
	if (fits(m, &load, guest->memory, &room->initrd, &reason))
		return true;
	if (room->least)
		return fault(why, "%s; give it %" PRIu64 " MiB", reason.text, room->least / MIB);
	return fault(why, "%s; no memory is enough", reason.text);
}
