// SPDX-License-Identifier: GPL-2.0-only
// file: arch/x86/mm/mem_encrypt_amd.c hits: 1
@@
@@
x86_fact_absent(X86_FACT_OPTION_ROMS);
+x86_fact_absent(X86_FACT_EISA);
