/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The entry for loaders that do not read Xen's note: they enter e_entry of the file by
 * the 64-bit boot protocol. Leaves long mode, and goes on as PVH.
 */
#include <linux/init.h>
#include <linux/linkage.h>

#include <asm/msr-index.h>
#include <asm/processor-flags.h>
#include <asm/segment.h>

#include "pvh.h"

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

	__INITDATA
	.balign	8
.Lgdt:
	.quad	0
	.quad	GDT_ENTRY(0xc09b, 0, 0xfffff)	/* PVH_CS32 */
	.quad	0
	.quad	GDT_ENTRY(0xc093, 0, 0xfffff)	/* __BOOT_DS */
.Lgdt_ptr:
	.word	. - .Lgdt - 1
	.quad	0				/* set at run time */
