// SPDX-License-Identifier: GPL-2.0-only
// file: arch/x86/xen/enlighten_pvh.c hits: 1
@@
identifier params, memmap;
@@
void mem_map_via_hcall(struct boot_params *params)
{
	...
-	params->e820_entries = memmap.nr_entries;
+	pvh_store_memmap(params, memmap.nr_entries);
}
