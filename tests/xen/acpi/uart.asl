// SPDX-License-Identifier: GPL-2.0-only
/* A device with the address that the table SPCR next to this gives the UART. */
DefinitionBlock ("", "SSDT", 2, "PVH", "UART", 1)
{
	Scope (\_SB)
	{
		Device (PVHU)
		{
			Name (_HID, "PVHT0001")
			Name (_CRS, ResourceTemplate () {
				Memory32Fixed (ReadWrite, 0xfed40000, 0x1000)
			})
		}
	}
}
