// SPDX-License-Identifier: GPL-2.0-only
/*
 * The stand-alone entry. Each of its steps is proven alone, with any values of what others
 * have left; functions that are proven elsewhere are replaced by what is proven of them.
 */
#include SOURCE

#include "prove.h"

#define TOP (1ULL << 46)
#define LOW (1ULL << 32)

const struct pvh_wrap pvh_wrap;
const u8 pvh_header[PVH_WRAP_HEADER_SIZE];
struct pvh_rng_seed pvh_rng_seed;

static struct hvm_start_info info;
static u64 image, image_end;

/* Nodes of setup_data, and no more behind the last */
#define NR_NODES 2
static struct kept nodes[NR_NODES];
static u64 node_paddr[NR_NODES];
static u32 nr_nodes;

void *guest_memory(u64 paddr, u64 size)
{
	PROVE(paddr && paddr <= TOP && size <= TOP - paddr);
	if (size == sizeof(struct kept)) {
		if (nr_nodes == NR_NODES)
			return NULL;
		node_paddr[nr_nodes] = paddr;
		return &nodes[nr_nodes++];
	}
	return paddr + size > LOW && nondet_bool() ? NULL : (void *)1;
}

bool guest_has_memory(u64 paddr)
{
	return nondet_bool();
}

static bool overlaps(u64 paddr, u64 size)
{
	return paddr + size > image && paddr < image_end;
}

static void any_image(void)
{
	image = nondet_u32();
	image_end = nondet_u32();
	ASSUME(image && image < image_end);
	pvh_boot.image = image;
	pvh_boot.image_end = image_end;
}

/* Modules, as modules.c finds them */
#define NR_MODULES 2
static struct hvm_modlist_entry modules[NR_MODULES];
static bool is_there[NR_MODULES], is_seed[NR_MODULES];
static u32 nr_modules, got;

u32 wrap_nr_modules(const struct hvm_start_info *from)
{
	return nr_modules;
}

bool wrap_get_module(struct hvm_modlist_entry *module, const struct hvm_start_info *from, u32 i)
{
	PROVE(i < nr_modules);
	got = i < NR_MODULES ? i : 0;
	module->paddr = modules[got].paddr;
	module->size = modules[got].size;
	module->cmdline_paddr = modules[got].cmdline_paddr;
	return is_there[got];
}

bool wrap_is_seed(const struct hvm_modlist_entry *module)
{
	return is_seed[got];
}

/* One that is there has bytes, and does not wrap. */
static void any_modules(void)
{
	u32 i;

	__CPROVER_havoc_object(modules);
	nr_modules = nondet_u32();
	ASSUME(nr_modules <= NR_MODULES);
	info.modlist_paddr = nondet_u64();
	ASSUME(!nr_modules || info.modlist_paddr);
	for (i = 0; i < NR_MODULES; i++) {
		u64 end = modules[i].paddr + modules[i].size;

		is_there[i] = nondet_bool();
		is_seed[i] = nondet_bool();
		ASSUME(!is_there[i] || (modules[i].paddr && end > modules[i].paddr && end <= TOP));
	}
}

/* The joined command line: what was copied, and where to */
static struct {
	u64 from;
	u32 at, size;
} texts[3];
static u32 nr_texts;

static u64 loaders_cmdline;
static u32 loaders_size;
static bool has_no_end;

/* In place of pvh_string(): up to COMMAND_LINE_SIZE - 1 are looked at. */
const u8 *any_string(u64 paddr, unsigned long *size)
{
	PROVE(paddr == loaders_cmdline);
	*size = loaders_size;
	return loaders_size ? (void *)1 : NULL;
}

/* In place of memory_at(); what is looked at is the byte behind a string. */
u8 *any_text(u64 paddr, u64 size)
{
	static u8 string[COMMAND_LINE_SIZE];

	if (nr_texts < 3)
		texts[nr_texts].from = paddr;
	string[COMMAND_LINE_SIZE - 1] = has_no_end;
	return nondet_bool() && has_no_end ? NULL : string;
}

/* In place of copy_bytes() */
u8 *copy_text(u8 *to, const void *from, unsigned long size)
{
	PROVE(nr_texts < 3 && to >= pvh_cmdline && size <= pvh_cmdline + sizeof(pvh_cmdline) - to);
	texts[nr_texts].at = to - pvh_cmdline;
	texts[nr_texts].size = size;
	nr_texts++;
	return to + size;
}

/* The next text is this one, behind the one before and a blank. */
static u32 prove_text(u32 *n, u32 at, u64 from, u32 size)
{
	if (!size)
		return at;
	if (at) {
		PROVE(pvh_cmdline[at] == ' ');
		at++;
	}
	PROVE(*n < nr_texts && texts[*n].from == from && texts[*n].size == size);
	PROVE(texts[*n].at == at);
	++*n;
	return at + size;
}

/* pvhwrap gives a kernel texts no longer than what it takes. */
void wrap_cmdline(void)
{
	struct pvh_wrap wrap = {
		.before = nondet_u32(), .before_size = nondet_u32(),
		.after = nondet_u32(), .after_size = nondet_u32(),
		.cmdline_size = nondet_u32(),
	};
	u32 moved = nondet_u32(), n = 0, at, all, limit, why;
	struct boot_params *params = &pvh_boot.params;

	ASSUME(wrap.before_size < 1 << 20 && wrap.after_size < 1 << 20);
	limit = wrap.cmdline_size < COMMAND_LINE_SIZE - 1 ? wrap.cmdline_size : COMMAND_LINE_SIZE - 1;
	__CPROVER_havoc_object(pvh_cmdline);
	loaders_cmdline = nondet_u64();
	loaders_size = nondet_u32();
	has_no_end = nondet_bool();
	ASSUME(loaders_size < COMMAND_LINE_SIZE);
	ASSUME(!loaders_size || loaders_cmdline < TOP);
	ASSUME(loaders_cmdline != (unsigned long)pvh_cmdline);
	params->hdr.cmd_line_ptr = loaders_cmdline;
	params->ext_cmd_line_ptr = loaders_cmdline >> 32;

	why = join_cmdline(&pvh_boot, &wrap, moved);

	/* The joined one with its blanks; one that was not read to its end has a byte more */
	all = loaders_size + (loaders_size == COMMAND_LINE_SIZE - 1 && has_no_end);
	if (wrap.before_size)
		all += wrap.before_size + !!all;
	if (wrap.after_size)
		all += wrap.after_size + !!all;
	if (why) {
		PROVE(why == PVH_LONG_CMDLINE && all > limit);
		PROVE(pvh_boot.values[0] == all && pvh_boot.values[1] == limit);
	} else if (params->hdr.cmd_line_ptr == (unsigned long)pvh_cmdline && !params->ext_cmd_line_ptr) {
		at = prove_text(&n, 0, (u32)(wrap.before + moved), wrap.before_size);
		at = prove_text(&n, at, loaders_cmdline, loaders_size);
		at = prove_text(&n, at, (u32)(wrap.after + moved), wrap.after_size);
		PROVE(n == nr_texts && at == all && at <= limit && !pvh_cmdline[at]);
	} else {
		PROVE(params->hdr.cmd_line_ptr == (u32)loaders_cmdline);
		PROVE(params->ext_cmd_line_ptr == loaders_cmdline >> 32);
		PROVE(!wrap.before_size && !wrap.after_size && loaders_cmdline + loaders_size < LOW);
	}
	END();
}

static u64 copy_to, copy_from, copied, asked;

/* In place of memory_at() */
u8 *any_page(u64 paddr, u64 size)
{
	asked = paddr;
	return (void *)1;
}

/* In place of copy_bytes(): from memory to a buffer, and from there to memory */
u8 *copy_page(u8 *to, const void *from, unsigned long size)
{
	PROVE(size);
	if (from == (void *)1) {
		PROVE(__CPROVER_w_ok(to, size) && asked == copy_from + copied);
	} else {
		PROVE(__CPROVER_r_ok(from, size) && asked == copy_to + copied);
		copied += size;
	}
	return to;
}

/* Each byte is copied, once and from the lowest on, and no other. */
void wrap_copied(void)
{
	u64 size = nondet_u64();

	copy_to = nondet_u64();
	copy_from = nondet_u64();
	ASSUME(size <= 3 * PAGE_SIZE);
	copy_memory(copy_to, copy_from, size);
	PROVE(copied == size);
	END();
}

/* The ramdisk is the first module that is no seed; no module lies in the kernel. */
void wrap_modules(void)
{
	u64 size, ramdisk, list_size;
	const u64 *values = pvh_boot.values;
	u32 why, i, first;

	any_image();
	any_modules();
	info.nr_modules = nondet_u32();
	pvh_boot.params.hdr.ramdisk_size = nr_modules ? nondet_u32() : 0;
	list_size = nr_modules * sizeof(modules[0]);

	why = check_modules(&pvh_boot, &info);

	ramdisk = pvh_boot.params.hdr.ramdisk_image | (u64)pvh_boot.params.ext_ramdisk_image << 32;
	size = pvh_boot.params.hdr.ramdisk_size | (u64)pvh_boot.params.ext_ramdisk_size << 32;
	for (first = 0; first < nr_modules && is_seed[first];)
		first++;
	i = values[0];
	switch (why) {
	case 0:
		for (i = 0; i < nr_modules; i++)
			PROVE(!is_there[i] || !overlaps(modules[i].paddr, modules[i].size));
		PROVE(!nr_modules || (info.modlist_paddr <= TOP - list_size &&
				      !overlaps(info.modlist_paddr, list_size)));
		if (first < nr_modules && is_there[first])
			PROVE(ramdisk == modules[first].paddr && size == modules[first].size);
		else
			PROVE(!size && (first == nr_modules || !modules[first].size));
		break;
	case PVH_BAD_MODLIST:
		PROVE(values[0] == info.modlist_paddr && values[1] == info.nr_modules && values[2] == TOP);
		PROVE(values[0] > LOW - list_size);
		break;
	case PVH_MODLIST_IN_KERNEL:
		PROVE(values[0] == info.modlist_paddr && values[1] == info.nr_modules);
		PROVE(values[2] == image && values[3] == image_end && overlaps(values[0], list_size));
		break;
	case PVH_MODULE_IN_KERNEL:
		PROVE(i < nr_modules && values[1] == modules[i].paddr && values[2] == modules[i].size);
		PROVE(is_there[i] && values[3] == image && overlaps(values[1], values[2]));
		break;
	case PVH_BAD_MODULE:
		PROVE(i == first && i < nr_modules && !is_there[i] && values[2]);
		PROVE(values[1] == modules[i].paddr && values[2] == modules[i].size && values[3] == TOP);
		break;
	default:
		PROVE(!"a reason that is known");
	}
	END();
}

static struct place place;

static bool is_in(u64 at, u64 start, u64 size)
{
	return at - start < size;
}

static u64 string_paddr[1 + NR_MODULES];
static u32 string_size[1 + NR_MODULES], nr_strings;

/* In place of pvh_string() */
const u8 *avoided_string(u64 paddr, unsigned long *size)
{
	PROVE(nr_strings <= nr_modules);
	*size = nondet_u32();
	ASSUME(*size < COMMAND_LINE_SIZE && (!*size || paddr < TOP));
	string_paddr[nr_strings] = paddr;
	string_size[nr_strings] = *size + 1;
	nr_strings++;
	return NULL;
}

static void any_place(void)
{
	any_image();
	place.start = nondet_u64();
	place.end = nondet_u64();
	place.blocked = place.end;
	ASSUME(place.start < place.end);
}

/* In place of avoid_setup_data() */
void avoid_none(struct place *at, const struct pvh_boot *boot)
{
	PROVE(at->blocked <= at->end);
	nr_nodes++;
}

/*
 * Either no byte of a place is one that the kernel needs, or a place that ends before one
 * of those is left, which is smaller.
 */
void wrap_avoided(void)
{
	u64 at = nondet_u64();
	u32 i;

	any_place();
	any_modules();
	info.cmdline_paddr = nondet_u64();
	ASSUME(at >= place.start && at < place.end && info.modlist_paddr < TOP);

	avoid_all(&place, &pvh_boot, &info);

	PROVE(place.blocked <= place.end && nr_strings == nr_modules + 1 && nr_nodes == 1);
	PROVE(string_paddr[0] == info.cmdline_paddr);
	for (i = 0; i < nr_modules; i++)
		PROVE(string_paddr[i + 1] == modules[i].cmdline_paddr);
	if (place.blocked == place.end) {
		PROVE(!is_in(at, image, image_end - image));
		PROVE(!is_in(at, info.modlist_paddr, nr_modules * sizeof(modules[0])));
		for (i = 0; i < nr_modules; i++)
			PROVE(!is_there[i] || !is_in(at, modules[i].paddr, modules[i].size));
		for (i = 0; i < nr_strings; i++)
			PROVE(!is_in(at, string_paddr[i], string_size[i]));
	}
	END();
}

/* The same of the list of setup_data, and of what it names. */
void wrap_avoided_nodes(void)
{
	u64 at = nondet_u64(), paddr = nondet_u64();
	u32 i;

	any_place();
	__CPROVER_havoc_object(nodes);
	pvh_boot.params.hdr.setup_data = paddr;
	ASSUME(at >= place.start && at < place.end);
	for (i = 0; i < NR_NODES; i++)
		ASSUME(nodes[i].indirect.addr <= -1 - nodes[i].indirect.len);

	avoid_setup_data(&place, &pvh_boot);

	PROVE(place.blocked <= place.end);
	for (i = 0; i < nr_nodes; i++) {
		const struct kept *node = &nodes[i];

		PROVE(node_paddr[i] == paddr);
		paddr = node->data.next;
		if (place.blocked < place.end)
			continue;
		PROVE(!is_in(at, node_paddr[i], sizeof(node->data) + node->data.len));
		if (node->data.type == 1U << 31 && node->data.len >= sizeof(node->indirect) &&
		    node->indirect.type != 1U << 31)
			PROVE(!is_in(at, node->indirect.addr, node->indirect.len));
	}
	END();
}

#define NR_RANGES 2
static struct boot_e820_entry ranges[NR_RANGES];

/* In place of pvh_range() */
struct boot_e820_entry *any_range(struct boot_params *params, struct pvh_boot *boot, u32 i)
{
	return i < NR_RANGES ? &ranges[i] : NULL;
}

static void any_ranges(void)
{
	u32 i;

	__CPROVER_havoc_object(ranges);
	for (i = 0; i < NR_RANGES; i++)
		ASSUME(ranges[i].size && ranges[i].addr + ranges[i].size > ranges[i].addr);
}

static u64 highest_free, room_limit, room;
static u32 conflicts;

/* In place of avoid_all(): what the kernel needs ends behind the start of the place. */
void any_conflict(struct place *at, const struct pvh_boot *boot, const struct hvm_start_info *from)
{
	u32 i;

	PROVE(!(at->start % PAGE_SIZE) && at->start + room == at->end && at->end <= room_limit);
	PROVE(at->start >= 0x100000 && at->start < at->end);
	for (i = 0; i < NR_RANGES; i++)
		if (ranges[i].type == 1 && at->start >= ranges[i].addr &&
		    at->end <= ranges[i].addr + ranges[i].size)
			break;
	PROVE(i < NR_RANGES);
	at->blocked = conflicts++ < 2 ? nondet_u64() : at->end;
	ASSUME(at->blocked <= at->end);
	if (at->blocked == at->end && highest_free < at->start)
		highest_free = at->start;
}

/* All that is found is RAM above 1 MiB, of whole pages, in reach, and free. */
void wrap_room(void)
{
	u64 size = nondet_u64();

	any_ranges();
	room_limit = nondet_u64();
	ASSUME(size && size <= TOP && room_limit <= LOW);
	room = (size + PAGE_SIZE - 1) / PAGE_SIZE * PAGE_SIZE;
	PROVE(find_room(&pvh_boot, &info, room_limit, size) == highest_free);
	END();
}

/* The joined ramdisk: what is copied into it, and which word is cleared before */
static struct {
	u64 to, from, size;
} copies[3];
static u32 nr_copies, word;
static u64 found, room_size, early, cleared;

/* In place of find_room() */
u64 any_room(struct pvh_boot *boot, const struct hvm_start_info *from, u64 limit, u64 size)
{
	room_limit = limit;
	room_size = size;
	found = nondet_u64();
	ASSUME(found <= LOW && size <= LOW - found);
	return found;
}

u64 wrap_early_size(u64 paddr, u64 size)
{
	early = nondet_u64();
	ASSUME(early <= size && !(early % 4));
	return early;
}

/* In place of memory_at() */
u8 *any_word(u64 paddr, u64 size)
{
	PROVE(size == sizeof(word));
	cleared = paddr;
	return (u8 *)&word;
}

/* In place of copy_memory() */
void any_copy(u64 to, u64 from, u64 size)
{
	PROVE(nr_copies < 3);
	copies[nr_copies].to = to;
	copies[nr_copies].from = from;
	copies[nr_copies].size = size;
	nr_copies++;
}

/*
 * One ramdisk is left as it is. Of two, the early archives of the loader's are first; that
 * of the file is behind them, up to a word with zeros, and behind that the rest.
 */
void wrap_ramdisks(void)
{
	struct pvh_wrap wrap = { .ramdisk = nondet_u32(), .ramdisk_size = nondet_u32() };
	u64 loaders = nondet_u64(), size = nondet_u64(), ramdisk, joined;
	u64 own = (wrap.ramdisk_size + 3ULL) / 4 * 4;
	u32 moved = nondet_u32(), highest = nondet_u32(), why;
	struct boot_params *params = &pvh_boot.params;
	bool is_high = nondet_bool();

	ASSUME(wrap.ramdisk_size <= LOW - 4 && loaders <= TOP && size <= TOP - loaders);
	put_ramdisk(params, loaders, size);
	params->hdr.initrd_addr_max = highest;
	params->hdr.xloadflags = is_high ? XLF_CAN_BE_LOADED_ABOVE_4G : 0;
	word = nondet_u32();

	why = join_ramdisks(&pvh_boot, &info, &wrap, moved);

	ramdisk = params->hdr.ramdisk_image | (u64)params->ext_ramdisk_image << 32;
	joined = params->hdr.ramdisk_size | (u64)params->ext_ramdisk_size << 32;
	if (why) {
		PROVE(!nr_copies && ramdisk == loaders && joined == size);
		if (why == PVH_RAMDISK_TOO_HIGH)
			PROVE(!is_high && loaders + size > LOW &&
			      pvh_boot.values[0] == loaders && pvh_boot.values[1] == size);
		else
			PROVE(why == PVH_NO_ROOM && !found && pvh_boot.values[0] == highest + 1ULL &&
			      pvh_boot.values[1] == own + size && pvh_boot.values[2] == own);
	} else if (!wrap.ramdisk_size) {
		PROVE(!nr_copies && ramdisk == loaders && joined == size);
		PROVE(is_high || loaders + size <= LOW);
	} else if (!size) {
		PROVE(!nr_copies && ramdisk == (u32)(wrap.ramdisk + moved) && joined == wrap.ramdisk_size);
	} else {
		PROVE(room_limit == highest + 1ULL && room_size == own + size);
		PROVE(ramdisk == found && joined == own + size);
		PROVE(nr_copies == 3 && !word && cleared == found + early + own - 4);
		PROVE(copies[0].to == found && copies[0].from == loaders && copies[0].size == early);
		PROVE(copies[1].to == found + early && copies[1].from == (u32)(wrap.ramdisk + moved) &&
		      copies[1].size == wrap.ramdisk_size);
		PROVE(copies[2].to == found + early + own && copies[2].from == loaders + early &&
		      copies[2].size == size - early);
	}
	END();
}

static bool is_closed, has_header;
static u32 failed_by;

enum step { CPU, PARAMS, TRANSLATE, MEMMAP, MODULES, RAMDISKS, CMDLINE, DIRECT, STEPS };
static bool is_done[STEPS];

/* Each step once, after all before it, and none after one that has refused */
static u32 step(enum step this)
{
	u32 i;

	PROVE(!failed_by && !is_closed && !is_done[this] && has_header);
	for (i = this + 1; i < STEPS; i++)
		PROVE(!is_done[i]);
	is_done[this] = true;
	failed_by = nondet_u32();
	return failed_by;
}

/* These stand for the steps. */
u32 step_cpu(struct pvh_boot *boot)
{
	return step(CPU);
}

u32 step_params(struct pvh_boot *boot, u64 paddr, u32 start, u32 end)
{
	PROVE(paddr == wrap_params && start == image && end == image_end);
	return step(PARAMS);
}

static u64 start_info;

u32 step_translate(unsigned long from, struct pvh_boot *boot, struct hvm_start_info *copy,
		   unsigned long start, unsigned long end)
{
	PROVE(from == (u32)start_info && start == image && end == image_end);
	PROVE(copy == start_info_copy());
	PROVE((u8 *)(copy + 1) <= boot->params._pad9 + sizeof(boot->params._pad9));
	boot->params.hdr.hardware_subarch_data = (unsigned long)copy;
	return step(TRANSLATE);
}

u32 step_memmap(struct pvh_boot *boot, const struct hvm_start_info *from)
{
	return step(MEMMAP);
}

u32 step_modules(struct pvh_boot *boot, const struct hvm_start_info *from)
{
	return step(MODULES);
}

u32 step_ramdisks(struct pvh_boot *boot, const struct hvm_start_info *from,
		  const struct pvh_wrap *wrap, u32 moved)
{
	return step(RAMDISKS);
}

u32 step_cmdline(struct pvh_boot *boot, const struct pvh_wrap *wrap, u32 moved)
{
	return step(CMDLINE);
}

u32 direct_prepare(struct pvh_boot *boot, const struct hvm_start_info *from,
		   const struct pvh_wrap *wrap, u32 moved)
{
	return step(DIRECT);
}

void step_header(struct setup_header *to)
{
	__CPROVER_havoc_object(&pvh_boot);
	has_header = true;
}

static bool is_open, is_kept, is_taken;

void step_isa_hole(struct pvh_boot *boot)
{
	is_open = true;
}

void step_keep(struct pvh_boot *boot, const struct hvm_start_info *from)
{
	is_kept = true;
}

void wrap_take_seeds(struct boot_params *params, const struct hvm_start_info *from)
{
	is_taken = true;
}

void pvh_close_window(void)
{
	PROVE(!is_closed);
	is_closed = true;
}

/* The steps one after the other, up to one that refuses; the window is closed in any case. */
void wrap_steps(void)
{
	const struct boot_params *params = &pvh_boot.params;
	bool has_params = nondet_bool();
	u32 moved = nondet_u32(), why, i;

	__CPROVER_havoc_object((void *)&pvh_wrap);
	image = (u32)(pvh_wrap.kernel + moved);
	image_end = (u32)(pvh_wrap.end + moved);
	wrap_params = nondet_u64();
	start_info = has_params ? wrap_params : nondet_u32();
	ASSUME(has_params || start_info != (unsigned long)&wrap_params);

	why = pvh_wrapped(has_params ? (unsigned long)&wrap_params : start_info, moved);

	PROVE(is_closed && why == failed_by);
	PROVE(params->hdr.type_of_loader == 0xff && params->hdr.vid_mode == 0xffff);
	PROVE(params->hdr.code32_start == image && !params->hdr.ramdisk_image);
	PROVE(!params->hdr.ramdisk_size && !params->hdr.cmd_line_ptr && !params->hdr.setup_data);
	if (why) {
		PROVE(!is_taken && !is_kept && !is_open);
		END();
		return;
	}
	for (i = 0; i < STEPS; i++)
		PROVE(is_done[i] == (i == PARAMS ? has_params : i == DIRECT ? !!pvh_wrap.kernel64 : true));
	if (pvh_wrap.replaced)
		PROVE(nr_copies == 1 && copies[0].to == (u32)(pvh_wrap.low + moved) &&
		      copies[0].from == (u32)(pvh_wrap.replaced + moved) &&
		      copies[0].size == pvh_wrap.low_part_size);
	else
		PROVE(!nr_copies);
	PROVE(is_taken == !params->hdr.hardware_subarch);
	PROVE(is_kept == !is_taken && is_open == is_kept);
	PROVE(!params->hdr.hardware_subarch_data == is_taken);
	END();
}

static u32 highest_leaf, features;

u32 pvh_cpuid(u32 leaf, u32 *edx)
{
	PROVE(leaf == 0x80000000 || (leaf == 0x80000001 && highest_leaf >= leaf));
	*edx = leaf == 0x80000001 ? features : nondet_u32();
	return leaf == 0x80000000 ? highest_leaf : nondet_u32();
}

/* A kernel of 64 bits needs a CPU that has them. */
void wrap_cpu(void)
{
	bool has_64, needs_64 = nondet_bool();
	u32 why;

	highest_leaf = nondet_u32();
	features = nondet_u32();
	has_64 = highest_leaf >= 0x80000001 && features & 1 << 29;
	pvh_boot.params.hdr.xloadflags = nondet_u32() & ~XLF_KERNEL_64;
	if (needs_64)
		pvh_boot.params.hdr.xloadflags |= XLF_KERNEL_64;
	why = check_cpu(&pvh_boot);
	PROVE(why == (needs_64 && !has_64 ? PVH_NO_LONG_MODE : 0));
	PROVE(!why || pvh_boot.values[0] == (highest_leaf >= 0x80000001 ? features : 0));
	END();
}

static struct boot_params loaders;
static union {
	struct boot_params params;
	struct translated translated;
} there;

/* In place of memory_at() */
u8 *any_params(u64 paddr, u64 size)
{
	PROVE(paddr == wrap_params && size == sizeof(there.params));
	return (u8 *)&there;
}

/* In place of copy_bytes() */
u8 *copy_params(u8 *to, const void *from, unsigned long size)
{
	struct boot_params *params = (void *)to;
	const struct boot_params *front = from;

	if (size == sizeof(*params)) {
		PROVE(params != &pvh_boot.params);
		*params = *front;
	} else {
		PROVE(size == offsetof(struct boot_params, hdr));
		params->acpi_rsdp_addr = front->acpi_rsdp_addr;
		params->e820_entries = front->e820_entries;
		params->ext_cmd_line_ptr = front->ext_cmd_line_ptr;
	}
	return to + size;
}

/* boot_params of a loader become a start_info that says the same, where they were. */
void wrap_params_taken(void)
{
	const struct translated *to = &there.translated;
	const u64 *values = pvh_boot.values;
	u64 paddr = nondet_u64();
	u32 why, i;

	any_image();
	__CPROVER_havoc_object(&there);
	loaders = there.params;
	wrap_params = paddr;

	why = take_params(&pvh_boot, paddr, image, image_end);

	switch (why) {
	case PVH_BAD_PARAMS:
		PROVE(values[0] == paddr && (!paddr || paddr > LOW - sizeof(loaders)));
		break;
	case PVH_PARAMS_IN_KERNEL:
		PROVE(values[0] == paddr && values[1] == image && values[2] == image_end);
		PROVE(overlaps(paddr, sizeof(loaders)));
		break;
	case PVH_BAD_HEADER:
		PROVE(values[0] == paddr && values[1] == loaders.hdr.header && values[1] != 0x53726448);
		break;
	case PVH_BAD_MEMMAP_ENTRIES:
		PROVE(values[0] == loaders.e820_entries && values[0] > values[1]);
		break;
	default:
		PROVE(!why && paddr && paddr + sizeof(loaders) <= LOW && !overlaps(paddr, sizeof(loaders)));
		PROVE(loaders.hdr.header == 0x53726448);
		PROVE(to->info.magic == 0x336ec578 && to->info.version == 1 && !to->info.flags);
		PROVE(to->info.cmdline_paddr == (loaders.hdr.cmd_line_ptr | (u64)loaders.ext_cmd_line_ptr << 32));
		PROVE(to->info.rsdp_paddr == loaders.acpi_rsdp_addr);
		PROVE(to->info.nr_modules == 1);
		PROVE(to->info.modlist_paddr == paddr + ((u8 *)&to->ramdisk - (u8 *)to));
		PROVE(to->info.memmap_paddr == paddr + ((u8 *)to->memmap - (u8 *)to));
		PROVE(to->info.memmap_entries == loaders.e820_entries);
		PROVE(to->ramdisk.paddr == (loaders.hdr.ramdisk_image | (u64)loaders.ext_ramdisk_image << 32));
		PROVE(to->ramdisk.size == (loaders.hdr.ramdisk_size | (u64)loaders.ext_ramdisk_size << 32));
		PROVE(!to->ramdisk.cmdline_paddr);
		for (i = 0; i < loaders.e820_entries && i < E820_MAX_ENTRIES_ZEROPAGE; i++)
			PROVE(to->memmap[i].addr == loaders.e820_table[i].addr &&
			      to->memmap[i].size == loaders.e820_table[i].size &&
			      to->memmap[i].type == loaders.e820_table[i].type);
		PROVE(pvh_boot.params.hdr.type_of_loader == loaders.hdr.type_of_loader);
		PROVE(pvh_boot.params.hdr.ext_loader_ver == loaders.hdr.ext_loader_ver);
		PROVE(pvh_boot.params.hdr.ext_loader_type == loaders.hdr.ext_loader_type);
		PROVE(pvh_boot.params.hdr.setup_data == loaders.hdr.setup_data);
		PROVE(!pvh_boot.params.ext_cmd_line_ptr);
		PROVE(pvh_boot.params.acpi_rsdp_addr == loaders.acpi_rsdp_addr);
	}
	END();
}

/* A node that is kept is the first one, and the others are behind it. */
void wrap_kept_node(void)
{
	u64 next = nondet_u64(), paddr = nondet_u64(), size = nondet_u64();
	struct kept *node = &kept[1], *after;

	pvh_boot.params.hdr.setup_data = next;
	after = keep(&pvh_boot, node, paddr, size);
	if (!size) {
		PROVE(after == node && pvh_boot.params.hdr.setup_data == next);
	} else {
		PROVE(after == node + 1 && pvh_boot.params.hdr.setup_data == (unsigned long)node);
		PROVE(node->data.next == next && node->data.type == 1U << 31);
		PROVE(node->data.len == sizeof(node->indirect) && node->indirect.type != 1U << 31);
		PROVE(node->indirect.addr == paddr && node->indirect.len == size);
	}
	END();
}

static struct {
	u64 paddr, size;
} memory_kept[1 + 2 * NR_MODULES];
static u32 nr_kept;

/* In place of keep(), see wrap_kept_node */
struct kept *keep_any(struct pvh_boot *boot, struct kept *node, u64 paddr, u64 size)
{
	PROVE(boot == &pvh_boot && node == &kept[nr_kept]);
	if (!size)
		return node;
	if (nr_kept < sizeof(memory_kept) / sizeof(memory_kept[0])) {
		memory_kept[nr_kept].paddr = paddr;
		memory_kept[nr_kept].size = size;
	}
	nr_kept++;
	return node + 1;
}

static u32 lengths[NR_MODULES];
static bool has_string[NR_MODULES];

/* In place of pvh_string() */
const u8 *string_or_none(u64 paddr, unsigned long *size)
{
	PROVE(paddr == modules[got].cmdline_paddr);
	*size = lengths[got];
	return has_string[got] ? (void *)1 : NULL;
}

static u32 next_kept(u32 n, u64 paddr, u64 size)
{
	PROVE(n < nr_kept && memory_kept[n].paddr == paddr && memory_kept[n].size == size);
	return n + 1;
}

/* The list, each module but the ramdisk, and each command line with its end, once */
void wrap_kept(void)
{
	u64 ramdisk = nondet_u64();
	u32 i, n = 0;

	any_modules();
	for (i = 0; i < NR_MODULES; i++) {
		lengths[i] = nondet_u32() % COMMAND_LINE_SIZE;
		has_string[i] = nondet_bool();
	}
	pvh_boot.params.hdr.ramdisk_image = ramdisk;
	pvh_boot.params.ext_ramdisk_image = ramdisk >> 32;

	keep_modules(&pvh_boot, &info);

	if (nr_modules)
		n = next_kept(n, info.modlist_paddr, nr_modules * sizeof(modules[0]));
	for (i = 0; i < nr_modules; i++) {
		if (is_there[i] && modules[i].paddr != ramdisk)
			n = next_kept(n, modules[i].paddr, modules[i].size);
		if (has_string[i])
			n = next_kept(n, modules[i].cmdline_paddr, lengths[i] + 1);
	}
	PROVE(nr_kept == n);
	PROVE(sizeof(kept) / sizeof(kept[0]) == 1 + 2 * PVH_MAX_MODULES);
	END();
}

/* What a map says of pieces of the address space, one behind the other */
#define PIECES 3
static u64 piece[PIECES + 1];
static u32 piece_type[PIECES], nr_pieces, nr_copied;
static bool is_covered;

static void any_pieces(u64 from, u64 to)
{
	u32 i;

	piece[0] = from;
	for (i = 0; i < PIECES; i++) {
		piece_type[i] = nondet_u32();
		piece[i + 1] = i + 1 < PIECES ? nondet_u64() : to;
		ASSUME(piece[i + 1] > piece[i] || (piece[i] == to && piece[i + 1] == to));
	}
}

/* In place of pvh_memory_at() */
u32 any_piece(struct boot_params *params, struct pvh_boot *boot, u64 addr, u64 *end)
{
	u32 i = nr_pieces++;

	PROVE(i < PIECES && addr == piece[i]);
	/* Once there is a copy, it is that of the copy, as the map itself changes. */
	PROVE(params == &boot->params && (boot != &pvh_boot || !nr_copied));
	*end = piece[i + 1];
	return piece_type[i];
}

/* RAM is covered if a piece of it is of another type. */
void wrap_covered(void)
{
	bool result;
	u32 i;

	any_ranges();
	ASSUME(ranges[0].type == E820_TYPE_RAM && ranges[1].type != E820_TYPE_RAM);
	any_pieces(ranges[0].addr, ranges[0].addr + ranges[0].size);
	result = ram_is_covered(&pvh_boot);
	for (i = 0; i < PIECES; i++)
		is_covered |= piece[i] < piece[PIECES] && piece_type[i] != E820_TYPE_RAM;
	PROVE(result == is_covered);
	END();
}

/* In place of ram_is_covered() */
bool any_cover(struct pvh_boot *boot)
{
	return is_covered;
}

static u32 nr_appended, all_ranges;

/* In place of append_range(): each piece, but for those that are no memory */
void append_piece(struct pvh_map *map, u64 addr, u64 size, u32 type)
{
	u32 i = nr_pieces - 1;

	PROVE(nr_copied == 1 && map->params == &pvh_boot.params && map->ext == &pvh_boot.e820_ext);
	PROVE(i < PIECES && addr == piece[i] && addr + size == piece[i + 1]);
	PROVE(type && type == piece_type[i]);
	nr_appended++;
	map->count = all_ranges;
}

/* In place of copy_bytes() */
u8 *copy_whole(u8 *to, const void *from, unsigned long size)
{
	PROVE(to != (u8 *)&pvh_boot && from == &pvh_boot && size == sizeof(pvh_boot));
	PROVE(!nr_appended);
	nr_copied++;
	return to + size;
}

static u32 counted;

/* In place of pvh_count_ranges() */
void count_all(struct boot_params *params, struct pvh_boot *boot, u64 ext_paddr, u32 count)
{
	PROVE(params == &pvh_boot.params && ext_paddr == (unsigned long)&pvh_boot.e820_ext);
	PROVE(!boot->e820_ext.data.len);
	counted = count;
}

/* Each byte of the address space has the type that it had, in one range only. */
void wrap_parted(void)
{
	u64 first = nondet_u64(), second = nondet_u64(), *setup_data = &pvh_boot.params.hdr.setup_data;
	u32 linked = nondet_u32(), why, i, memory = 0;

	is_covered = nondet_bool();
	all_ranges = nondet_u32();
	any_pieces(0, UINT64_MAX);
	*setup_data = first;
	pvh_boot.e820_ext.data.len = linked;
	pvh_boot.e820_ext.data.next = second;

	why = part_ranges(&pvh_boot);

	for (i = 0; i < PIECES; i++)
		memory += piece[i] < piece[PIECES] && piece_type[i];
	PROVE(nr_appended == (is_covered ? memory : 0));
	if (why) {
		PROVE(why == PVH_MEMMAP_TOO_LONG && all_ranges > PVH_MAX_RANGES);
		PROVE(pvh_boot.values[0] == all_ranges && pvh_boot.values[1] == PVH_MAX_RANGES);
	} else if (is_covered) {
		PROVE(counted == (memory ? all_ranges : 0) && counted <= PVH_MAX_RANGES);
		PROVE(*setup_data == (linked ? second : first));
	} else {
		PROVE(*setup_data == first && pvh_boot.e820_ext.data.len == linked && !counted);
	}
	END();
}

static bool is_parted;

/* In place of part_ranges() */
u32 part_any(struct pvh_boot *boot)
{
	is_parted = true;
	counted = nondet_u32();
	return counted;
}

/* A kernel boots with a map only, in which there is RAM. */
void wrap_memmap(void)
{
	u32 why, i;
	bool has_ram = false;

	any_ranges();
	__CPROVER_havoc_object(&info);
	why = check_memmap(&pvh_boot, &info);
	for (i = 0; i < NR_RANGES; i++)
		has_ram |= ranges[i].type == 1;
	if (!info.memmap_entries || !info.memmap_paddr) {
		PROVE(why == PVH_NO_MEMMAP && pvh_boot.values[0] == info.version);
		PROVE(pvh_boot.values[1] == info.memmap_paddr && pvh_boot.values[2] == info.memmap_entries);
	} else {
		PROVE(is_parted && why == (counted ? counted : has_ram ? 0 : PVH_NO_RAM));
	}
	END();
}

/* Where nobody has reserved a BIOS, what this entry has reserved ends before it. */
void wrap_isa_hole(void)
{
	struct boot_e820_entry was[NR_RANGES];
	u32 i;

	any_ranges();
	for (i = 0; i < NR_RANGES; i++)
		was[i] = ranges[i];
	pvh_boot.bios = nondet_u32();
	open_isa_hole(&pvh_boot);
	for (i = 0; i < NR_RANGES; i++) {
		u64 end = was[i].addr + was[i].size;

		if (pvh_boot.bios == PVH_BIOS_NOT_RESERVED && was[i].type == 2 &&
		    was[i].addr < 0xf0000 && end == 0x100000)
			end = 0xf0000;
		PROVE(ranges[i].addr == was[i].addr && ranges[i].type == was[i].type);
		PROVE(ranges[i].addr + ranges[i].size == end);
	}
	END();
}
