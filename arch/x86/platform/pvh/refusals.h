/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * REFUSAL(name, sentence): a reason to halt, and the message. Each % in a sentence
 * stands for the next of pvh_boot.values, in hexadecimal. To be included with a macro
 * of that name.
 */
REFUSAL(PVH_EXCEPTION,
	"exception %, error code %, at address %, cr2 %")
REFUSAL(PVH_MISALIGNED,
	"loaded % bytes away from the linked address, where this kernel cannot run")
REFUSAL(PVH_NO_LONG_MODE,
	"this kernel needs a 64-bit CPU, cpuid 0x80000001 edx is %")
REFUSAL(PVH_BAD_START_INFO,
	"start_info cannot be at %, it must lie between 0 and 4 GiB")
REFUSAL(PVH_START_INFO_IN_KERNEL,
	"start_info is at %, inside the kernel (% to %)")
REFUSAL(PVH_BAD_MAGIC,
	"start_info magic is %, expected 0x336ec578")
REFUSAL(PVH_BAD_MEMMAP,
	"start_info memmap_paddr is %, memmap_entries is %, but the map must end below what the CPU has and %"
)
REFUSAL(PVH_BAD_MEMMAP_ENTRIES,
	"start_info memmap_entries is %, at most % are supported")
REFUSAL(PVH_MEMMAP_IN_KERNEL,
	"start_info memmap_paddr is %, memmap_entries is %, inside the kernel (% to %)")
REFUSAL(PVH_MEMMAP_TOO_LONG,
	"the memory map has % ranges that cannot be joined, this kernel holds %")
REFUSAL(PVH_KERNEL_BEYOND_RAM,
	"the kernel needs RAM from % to %, but the RAM ends at %")
REFUSAL(PVH_BAD_MODLIST,
	"start_info modlist_paddr is %, nr_modules is %, but the list must end below what the CPU has and %"
)
REFUSAL(PVH_MODLIST_IN_KERNEL,
	"start_info modlist_paddr is %, nr_modules is %, inside the kernel (% to %)")
REFUSAL(PVH_BAD_MODULE,
	"module % has paddr % and size %, but it must end below what the CPU has and %")
REFUSAL(PVH_MODULE_IN_KERNEL,
	"module % has paddr % and size %, and overlaps the kernel, which is at %")
REFUSAL(PVH_CMDLINE_IN_KERNEL,
	"start_info cmdline_paddr is %, inside the kernel (% to %)")
REFUSAL(PVH_BAD_RELOCS,
	"the table of relocations at % leads out of the kernel (% to %)")
#ifdef PVH_STANDALONE
REFUSAL(PVH_BAD_PARAMS,
	"boot_params is at %, it must lie between 0 and 4 GiB")
REFUSAL(PVH_PARAMS_IN_KERNEL,
	"boot_params is at %, inside the kernel (% to %)")
REFUSAL(PVH_BAD_HEADER,
	"boot_params at % has header %, expected 0x53726448")
REFUSAL(PVH_NO_MEMMAP,
	"start_info has no memory map: version is %, memmap_paddr is %, memmap_entries is %")
REFUSAL(PVH_NO_RAM,
	"the memory map has no RAM")
REFUSAL(PVH_LONG_CMDLINE,
	"the command line has % bytes or more, what was wrapped with the kernel included, but this kernel takes %")
REFUSAL(PVH_RAMDISK_TOO_HIGH,
	"the ramdisk is at %, % bytes, but this kernel cannot reach what is above 4 GiB")
REFUSAL(PVH_NO_ROOM,
	"no room below % for a ramdisk of % bytes, the loader's behind that of % bytes which was wrapped with the kernel")
#endif
