// SPDX-License-Identifier: GPL-2.0-only
/*
 * What an x86 laptop says of its first processor's power management, which QEMU's
 * tables do not: two frequencies and an idle state that is more than HLT.
 */
DefinitionBlock ("", "SSDT", 2, "PVH", "PM", 1)
{
	External (\_SB.CPUS.C000, ProcessorObj)

	Scope (\_SB.CPUS.C000)
	{
		Name (_PCT, Package () {
			ResourceTemplate () { Register (FFixedHW, 0, 0, 0) },
			ResourceTemplate () { Register (FFixedHW, 0, 0, 0) }
		})
		Name (_PSS, Package () {
			Package () { 2600, 95000, 10, 10, 0, 0 },
			Package () { 1300, 35000, 10, 10, 1, 1 }
		})
		Name (_PPC, 0)
		Name (_PSD, Package () { Package () { 5, 0, 0, 0xfc, 1 } })
		Name (_CST, Package () {
			2,
			Package () { ResourceTemplate () { Register (FFixedHW, 0, 0, 0) }, 1, 1, 1000 },
			Package () { ResourceTemplate () { Register (SystemIO, 8, 0, 0x614) }, 2, 100, 500 }
		})
	}
}
