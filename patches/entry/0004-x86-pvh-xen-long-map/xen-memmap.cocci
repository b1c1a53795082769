// SPDX-License-Identifier: GPL-2.0-only
// file: arch/x86/xen/enlighten_pvh.c hits: 2
@@
identifier params, memmap;
@@
void mem_map_via_hcall(struct boot_params *params)
{
	struct xen_memory_map memmap;
+	struct boot_e820_entry *entries;
	int rc;

-	memmap.nr_entries = ARRAY_SIZE(params->e820_table);
+	entries = pvh_memmap_buffer(&memmap.nr_entries);
-	set_xen_guest_handle(memmap.buffer, params->e820_table);
+	set_xen_guest_handle(memmap.buffer, entries);
	...
}
