/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The fields of boot_params that the sources use, in a smaller table. A solver takes as long
 * for each byte of a structure that anything is written to.
 */
#pragma once

#define E820_MAX_ENTRIES_ZEROPAGE 2

#define SETUP_E820_EXT 1
#define SETUP_RNG_SEED 9

enum { X86_SUBARCH_PC, X86_SUBARCH_LGUEST, X86_SUBARCH_XEN, X86_SUBARCH_INTEL_MID,
       X86_SUBARCH_CE4100 };

struct setup_data {
	u64 next;
	u32 type, len;
};

struct boot_e820_entry {
	u64 addr, size;
	u32 type;
} __attribute__((packed));

struct boot_params {
	u64 acpi_rsdp_addr;
	u32 ext_ramdisk_image, ext_ramdisk_size, ext_cmd_line_ptr;
	u8 e820_entries;
	struct setup_header {
		u32 vid_mode, boot_flag, header, version, type_of_loader, loadflags, cmdline_size;
		u32 ramdisk_image, ramdisk_size, cmd_line_ptr, hardware_subarch;
		u64 hardware_subarch_data, setup_data;
	} hdr;
	struct boot_e820_entry e820_table[E820_MAX_ENTRIES_ZEROPAGE];
};
