// SPDX-License-Identifier: GPL-2.0-only
/*
 * Suspend to RAM where QEMU has loaded the kernel from an ELF file.
 *
 * QEMU treats the segments of a file given by -kernel like the contents of a ROM, and
 * writes them to memory at every reset of the machine, a wake-up from S3 included. The
 * data of a kernel that runs where it was loaded is then that of a kernel which has not
 * started yet, and after kexec other memory is overwritten.
 */
#define pr_fmt(fmt) "PVH: " fmt

#include <linux/acpi.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/printk.h>
#include <linux/types.h>

#include <uapi/linux/qemu_fw_cfg.h>

#include "pvh.h"

/* The firmware configuration device: write a selector, read an item. */
#define FW_CFG_SELECTOR		0x510
#define FW_CFG_DATA		0x511

/* The entry point of an ELF file given by -kernel, 4 bytes; else 0 */
#define FW_CFG_KERNEL_ENTRY	0x10

static u32 __init qemu_kernel_entry(void)
{
	u32 entry = 0;
	int bit;

	outw(FW_CFG_KERNEL_ENTRY, FW_CFG_SELECTOR);
	for (bit = 0; bit < 32; bit += 8)
		entry |= (u32)inb(FW_CFG_DATA) << bit;
	return entry;
}

static int refuse_s3(void)
{
	pr_err("no suspend to RAM: at wake-up QEMU would write the ELF file of -kernel over memory again; with a bzImage it does not\n");
	return -EOPNOTSUPP;
}

/*
 * After acpi_init(), which finds the device, and before the driver of the device.
 * A kernel that was loaded from a disk can resume.
 */
static int __init pvh_suspend_init(void)
{
	if (pvh_entered && !acpi_gbl_reduced_hardware &&
	    acpi_dev_found(FW_CFG_ACPI_DEVICE_ID) && qemu_kernel_entry())
		acpi_suspend_lowlevel = refuse_s3;
	return 0;
}
fs_initcall(pvh_suspend_init);
