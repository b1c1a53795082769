/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The entry for loaders that do not read Xen's note: they enter e_entry of the file by
 * the 64-bit boot protocol. Leaves long mode, and goes on as PVH. And the way back, to the
 * 64-bit entry of a kernel without its decompressor.
 */
#include <linux/init.h>
#include <linux/linkage.h>

#include <asm/msr-index.h>
#include <asm/processor-flags.h>
#include <asm/segment.h>

#include "direct.h"
#include "pvh.h"

#define rva(x)		((x) - pvh_enter_long_mode)

	__INIT
	.code64
/*
 * Entered by the loader in long mode with
 *   %rsi	physical address of struct boot_params
 * and an identity map of this file, boot_params and what that points to. The selectors
 * may be null, and there need not be a stack.
 */
SYM_CODE_START(pvh_start64)
	cli
	cld
	movq	%rsi, wrap_params(%rip)
	leaq	wrap_params(%rip), %rbx

	/* Compatibility mode uses the segments, so they are loaded here */
	leaq	.Lgdt(%rip), %rax
	movq	%rax, (.Lgdt_ptr + 2)(%rip)
	lgdt	.Lgdt_ptr(%rip)
	movl	$__BOOT_DS, %eax
	movl	%eax, %ds
	movl	%eax, %es
	movl	%eax, %ss
	leaq	pvh_stack_end(%rip), %rsp

	/* Paging cannot be disabled with PCIDE set, LA57 cannot be cleared before that */
	movq	%cr4, %rax
	andl	$(X86_CR4_PAE | X86_CR4_LA57), %eax
	movq	%rax, %cr4
	leaq	.Lcompatible(%rip), %rax
	pushq	$PVH_CS32
	pushq	%rax
	lretq

	.code32
.Lcompatible:
	movl	$X86_CR0_PE, %eax
	movl	%eax, %cr0
	xorl	%eax, %eax
	movl	%eax, %cr4
	/* With LME set, the page tables of window.c would enable long mode */
	movl	$MSR_EFER, %ecx
	rdmsr
	andl	$~EFER_LME, %eax
	wrmsr
	jmp	pvh_start
SYM_CODE_END(pvh_start64)

/*
 * %edi is the address of the kernel's entry, %esi that of boot_params; there is no paging.
 * No exception is reported from here on: an IDT for 64-bit code would serve ten
 * instructions.
 */
SYM_CODE_START(pvh_enter_long_mode)
	call	.Lhere
.Lhere:
	popl	%ebp
	subl	$rva(.Lhere), %ebp

	leal	rva(.Lgdt)(%ebp), %eax
	movl	%eax, rva(.Lgdt_ptr + 2)(%ebp)
	lgdt	rva(.Lgdt_ptr)(%ebp)

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
	movl	%esp, %esp
	movl	$__BOOT_DS, %ecx
	movl	%ecx, %ds
	movl	%ecx, %es
	movl	%ecx, %ss
	xorl	%ebx, %ebx
	xorl	%edi, %edi
	xorl	%ebp, %ebp
	jmp	*%rax
SYM_CODE_END(pvh_enter_long_mode)

	__INITDATA
	.balign	8
.Lgdt:
	.quad	0
	.quad	GDT_ENTRY(0xc09b, 0, 0xfffff)	/* PVH_CS32 */
	.quad	GDT_ENTRY(0xa09b, 0, 0xfffff)	/* __BOOT_CS, 64-bit */
	.quad	GDT_ENTRY(0xc093, 0, 0xfffff)	/* __BOOT_DS */
.Lgdt_ptr:
	.word	. - .Lgdt - 1
	.quad	0				/* set at run time */
