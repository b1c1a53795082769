/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * From 32-bit code without paging to the 64-bit entry of a kernel. No exception is
 * reported from here on: an IDT for 64-bit code would serve ten instructions.
 */
#include <linux/init.h>
#include <linux/linkage.h>

#include <asm/msr-index.h>
#include <asm/processor-flags.h>
#include <asm/segment.h>

#include "direct.h"

#define rva(x)		((x) - pvh_enter_long_mode)

	__INIT
	.code32
/* %edi is the address of the kernel's entry, %esi that of boot_params. */
SYM_CODE_START(pvh_enter_long_mode)
	call	.Lhere
.Lhere:
	popl	%ebp
	subl	$rva(.Lhere), %ebp

	leal	rva(pvh_gdt64)(%ebp), %eax
	movl	%eax, rva(pvh_gdt64_ptr + 2)(%ebp)
	lgdt	rva(pvh_gdt64_ptr)(%ebp)

	movl	$X86_CR4_PAE, %eax
	leal	rva(pvh_levels + PVH_LEVELS_4)(%ebp), %ebx
	cmpl	$5, rva(pvh_levels + PVH_LEVELS_USED)(%ebp)
	jne	1f
	orl	$X86_CR4_LA57, %eax
	leal	rva(pvh_levels)(%ebp), %ebx
1:	movl	%eax, %cr4
	movl	%ebx, %cr3
	movl	$MSR_EFER, %ecx
	movl	$EFER_LME, %eax
	xorl	%edx, %edx
	wrmsr

	leal	rva(.Llong_mode)(%ebp), %eax
	pushl	$__BOOT_CS
	pushl	%eax
	movl	$(X86_CR0_PG | X86_CR0_PE), %eax
	movl	%eax, %cr0
	lret

	.code64
.Llong_mode:
	/* The upper halves are undefined */
	movl	%edi, %eax
	movl	%esi, %esi
	movl	$__BOOT_DS, %ecx
	movl	%ecx, %ds
	movl	%ecx, %es
	movl	%ecx, %ss
	movl	%esp, %esp
	xorl	%ebx, %ebx
	xorl	%edi, %edi
	xorl	%ebp, %ebp
	jmp	*%rax
SYM_CODE_END(pvh_enter_long_mode)

	__INITDATA
	.balign	8
/* The selectors of the boot protocol */
SYM_DATA_START_LOCAL(pvh_gdt64)
	.quad	0, 0
	.quad	GDT_ENTRY(0xa09b, 0, 0xfffff)	/* __BOOT_CS */
	.quad	GDT_ENTRY(0xc093, 0, 0xfffff)	/* __BOOT_DS */
SYM_DATA_END_LABEL(pvh_gdt64, SYM_L_LOCAL, pvh_gdt64_end)
SYM_DATA_LOCAL(pvh_gdt64_ptr, .word pvh_gdt64_end - pvh_gdt64 - 1; .long 0)
