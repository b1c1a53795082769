// SPDX-License-Identifier: GPL-2.0-only
/* Where the parts of a wrapped file lie. */
#include SOURCE

#include "tools.h"

/* Parts of a kernel; each lies behind the one before. */
#define PARTS 2
/* More than an entry and texts have, which is linked, and given as arguments */
#define MANY (1U << 24)

static struct plan plan;
static struct pvh_wrap entry;
static u64 before_size, after_size;

size_t strlen(const char *text)
{
	return text == plan.before ? before_size : text == plan.after ? after_size : nondet_u8();
}

/* The entry as it is linked, and a kernel as check_wrappable() and parse_vmlinux() leave it */
static void any_plan(void)
{
	u64 start, size;

	__CPROVER_havoc_object(&plan);
	entry.file_size = nondet_u32();
	entry.mem_size = nondet_u32();
	entry.low_part_size = nondet_u32();
	before_size = nondet_u32();
	after_size = nondet_u32();
	plan.before = "before";
	plan.after = "after";
	plan.nr_kernel_parts = 0;
	plan.entry = (struct bytes){ (u8 *)&entry, entry.file_size };
	ASSUME(entry.file_size <= entry.mem_size && entry.mem_size < MANY);
	ASSUME(entry.low_part_size < MANY && entry.low_part_size >= sizeof(struct pvh_low));
	start = plan.image.pref_address;
	ASSUME(start >= 1 << 20 && start % PAGE == 0 && start < PVH_WINDOW);
	ASSUME(plan.image.kernel.size && plan.image.kernel.size <= plan.image.init_size);
	ASSUME(plan.ramdisk_size <= FILE_MAX && plan.vmlinux.nr_parts <= PARTS);
	size = plan.vmlinux.table.size;
	ASSUME(size <= plan.vmlinux.end - plan.vmlinux.start);
	if (plan.vmlinux.nr_parts) {
		const struct vmlinux_part *a = &plan.vmlinux.parts[0], *b = &plan.vmlinux.parts[1];
		u64 end = (u64)a->paddr + a->memsz;

		ASSUME(a->paddr == start && a->data.size <= a->memsz && end <= 1 << 30);
		ASSUME(b->data.size <= b->memsz && b->paddr % PAGE == 0 && b->paddr >= end);
		ASSUME((u64)b->paddr + b->memsz <= 1 << 30);
		ASSUME(plan.vmlinux.start == start);
		ASSUME(plan.vmlinux.end == (plan.vmlinux.nr_parts == 1 ? end : b->paddr + b->memsz));
	} else {
		ASSUME(!size);
	}
}

static void prove_behind(const struct part *one, const struct part *before)
{
	PROVE(one->offset >= before->offset + before->file_size);
	PROVE(one->address >= before->address + before->mem_size && one->address % PAGE == 0);
	PROVE(one->address + one->mem_size <= PVH_WINDOW && one->file_size <= one->mem_size);
}

/* Within the last segment, and as long as was given */
static void prove_extra(u32 address, u32 size, u64 given)
{
	const struct part *part = &plan.extras_part;

	PROVE(size == given);
	PROVE(!size || (address >= part->address && address - part->address + size <= part->file_size));
}

static void prove_table(const struct part *last)
{
	const struct pvh_wrap *table = &plan.table;
	const struct part *first = &plan.kernel_parts[0];

	PROVE(table->link == plan.entry_part.address && table->kernel == first->address);
	PROVE(table->end == plan.extras_part.address + plan.extras_part.mem_size);
	PROVE(table->kernel + (u64)table->kernel_size <= last->address + last->mem_size);
	prove_extra(table->before, table->before_size, before_size);
	prove_extra(table->after, table->after_size, after_size);
	prove_extra(table->ramdisk, table->ramdisk_size, plan.ramdisk_size);
	prove_extra(table->relocs, table->relocs_size, plan.vmlinux.nr_parts ? plan.vmlinux.table.size : 0);
	PROVE(!table->after_size || !table->before_size || table->after >= table->before + table->before_size);
	PROVE(!table->relocs_size || table->relocs >= table->after + table->after_size);
	PROVE(!table->ramdisk_size || (table->ramdisk % PAGE == 0 &&
	      table->ramdisk - plan.extras_part.address + table->ramdisk_size == plan.extras_part.file_size));
	if (table->low) {
		PROVE(table->low >= first->address && plan.low_offset - first->offset == table->low - first->address);
		PROVE(table->low - first->address + table->low_part_size <= first->file_size);
	}
}

/* No part of a file lies over another one, in the file and in memory; no number is cut. */
void plan_made(void)
{
	struct fault why = { "" };
	const struct part *last = &plan.kernel_parts[0];

	any_plan();
	if (!make_plan(&plan, &why)) {
		PROVE(why.text[0]);
		return;
	}
	PROVE(!why.text[0] && plan.nr_kernel_parts && plan.nr_kernel_parts <= PARTS);
	PROVE(plan.entry_part.offset == 0x400 && plan.kernel_parts[0].offset >= 0x400 + plan.entry_part.file_size);
	if (plan.nr_kernel_parts == 2) {
		last = &plan.kernel_parts[1];
		prove_behind(last, &plan.kernel_parts[0]);
	}
	PROVE(plan.entry_part.address >= last->address + last->mem_size && plan.entry_part.address % PAGE == 0);
	PROVE(plan.extras_part.offset >= last->offset + last->file_size);
	PROVE(plan.extras_part.address >= plan.entry_part.address + plan.entry_part.mem_size);
	PROVE(plan.extras_part.address + plan.extras_part.mem_size <= PVH_WINDOW);
	PROVE(plan.min == plan.image.pref_address && plan.max >= plan.table.end - 1);
	PROVE(!plan.ramdisk_size || plan.table.ramdisk + plan.ramdisk_size - 1 <= plan.image.initrd_addr_max);
	prove_table(last);
	END();
}
