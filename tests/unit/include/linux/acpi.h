/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see guest.h. */
typedef u32 acpi_status;

#define ACPI_SUCCESS(status) (!(status))
#define ACPI_SIG_DSDT "DSDT"
#define ACPI_SIG_SSDT "SSDT"
#define ACPI_FADT_LEGACY_DEVICES (1 << 0)

struct acpi_table_header {
	char signature[4];
	u32 length;
};

extern struct acpi_table_fadt {
	uint16_t boot_flags;
} acpi_gbl_FADT;

extern u8 acpi_gbl_reduced_hardware;

#ifdef CONFIG_ACPI
extern int acpi_disabled;
#else
#define acpi_disabled 1
#endif

acpi_status acpi_get_table_header(char *signature, u32 instance, struct acpi_table_header *header);
acpi_status acpi_get_table(char *signature, u32 instance, struct acpi_table_header **table);
void acpi_put_table(struct acpi_table_header *table);
