/* SPDX-License-Identifier: GPL-2.0-only */
/* As tests/prove/include/asm/bootparam.h, with what the stand-alone entry uses as well. */
#pragma once

#define E820_MAX_ENTRIES_ZEROPAGE 2

#define SETUP_E820_EXT 1
#define SETUP_RNG_SEED 9
#define SETUP_INDIRECT (-0x7fffffff - 1)

#define KASLR_FLAG 0x02

#define XLF_KERNEL_64 0x01
#define XLF_CAN_BE_LOADED_ABOVE_4G 0x02
#define XLF_5LEVEL 0x20
#define XLF_5LEVEL_ENABLED 0x40

enum { X86_SUBARCH_PC, X86_SUBARCH_PVH = 5 };

struct setup_data {
	u64 next;
	u32 type, len;
};

struct setup_indirect {
	u32 type, reserved;
	u64 len, addr;
};

struct boot_e820_entry {
	u64 addr, size;
	u32 type;
} __attribute__((packed));

struct setup_header {
	u32 header;
	u16 vid_mode;
	u8 type_of_loader, loadflags, ext_loader_ver, ext_loader_type;
	u16 xloadflags;
	u32 code32_start, initrd_addr_max;
	u32 ramdisk_image, ramdisk_size, cmd_line_ptr, hardware_subarch;
	u64 hardware_subarch_data, setup_data;
};

struct boot_params {
	u64 acpi_rsdp_addr;
	u32 ext_ramdisk_image, ext_ramdisk_size, ext_cmd_line_ptr;
	u8 e820_entries;
	struct setup_header hdr;
	struct boot_e820_entry e820_table[E820_MAX_ENTRIES_ZEROPAGE];
	u8 _pad9[72];
};
