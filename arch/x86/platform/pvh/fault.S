/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Error messages of the PVH entry: one sentence for an exception or a refusal, then
 * the machine halts.
 */
#include <linux/init.h>
#include <linux/linkage.h>

#include <asm/asm.h>
#include <asm/nospec-branch.h>
#include <asm/segment.h>
#include <asm/unwind_hints.h>

#include "pvh.h"

#if PVH_BASE < 604
#define UNWIND_HINT_END_OF_STACK UNWIND_HINT_EMPTY
#endif

/* %ebp becomes the address of .Lbase, to which rva() is relative. */
#define rva(x)		((x) - .Lbase)
.macro find_base
	ANNOTATE_INTRA_FUNCTION_CALL
	call	.Lbase_\@
.Lbase_\@:
	popl	%ebp
	subl	$(.Lbase_\@ - .Lbase), %ebp
.endm

#define PVH_VECTORS	32
#define PVH_STUB_SIZE	16
#define PVH_GATE	0x8e00		/* present, interrupt gate */
#define PVH_NMI		2

	__INIT
	.code32
.Lbase:

/*
 * Fill the IDT at %edi, whose gates have %ecx bytes, with the stubs at %eax and their
 * code segment %edx. Stubs do not cross a 64 KiB boundary: from gate to gate only the
 * lower half of the address changes. Of a gate of 16 bytes the last 8 stay zero.
 */
SYM_CODE_START_LOCAL(pvh_fill_idt)
	UNWIND_HINT_END_OF_STACK
	shll	$16, %edx
	movw	%ax, %dx
	movw	$PVH_GATE, %ax
	movl	$PVH_VECTORS, %esi
1:	movl	%edx, (%edi)
	movl	%eax, 4(%edi)
	addl	$PVH_STUB_SIZE, %edx
	addl	%ecx, %edi
	decl	%esi
	jnz	1b
	ANNOTATE_UNRET_SAFE
	ret
	int3
SYM_CODE_END(pvh_fill_idt)

/*
 * Load an IDT for 32-bit code without paging, and fill one for 64-bit code. Preserves
 * %ebx and %esi.
 */
SYM_CODE_START(pvh_set_idt)
	UNWIND_HINT_END_OF_STACK
	pushl	%ebp
	pushl	%esi
	find_base
	leal	rva(pvh_idt32)(%ebp), %edi
	movl	%edi, rva(pvh_idt32_ptr + 2)(%ebp)
	leal	rva(pvh_stubs32)(%ebp), %eax
	movl	$PVH_CS32, %edx
	movl	$8, %ecx
	call	pvh_fill_idt
	lidt	rva(pvh_idt32_ptr)(%ebp)
#ifdef CONFIG_X86_64
	leal	rva(pvh_idt64)(%ebp), %edi
	movl	%edi, rva(pvh_idt64_ptr + 2)(%ebp)
	leal	rva(pvh_stubs64)(%ebp), %eax
	movl	$__BOOT_CS, %edx
	movl	$16, %ecx
	call	pvh_fill_idt
#endif
	popl	%esi
	popl	%ebp
	ANNOTATE_UNRET_SAFE
	ret
	int3
SYM_CODE_END(pvh_set_idt)

#ifdef CONFIG_X86_64
	.code64
/* Reached from a stub. On the stack: vector, error code, the frame of the CPU. */
SYM_CODE_START_LOCAL(pvh_fault64)
	UNWIND_HINT_END_OF_STACK
	popq	(pvh_boot + PVH_BOOT_VALUES)(%rip)
	popq	(pvh_boot + PVH_BOOT_VALUES + 8)(%rip)
	popq	(pvh_boot + PVH_BOOT_VALUES + 16)(%rip)
	movq	%cr2, %rax
	movq	%rax, (pvh_boot + PVH_BOOT_VALUES + 24)(%rip)
	movl	$PVH_NR_EXCEPTION, %eax
SYM_INNER_LABEL(pvh_report64, SYM_L_GLOBAL)
	leaq	pvh_stack_end(%rip), %rsp
	leaq	pvh_report(%rip), %rdx
	pushq	$PVH_CS32
	pushq	%rdx
	lretq
SYM_CODE_END(pvh_fault64)
	.code32
#endif

/* The same in 32-bit mode. */
SYM_CODE_START_LOCAL(pvh_fault32)
	UNWIND_HINT_END_OF_STACK
	find_base
	xorl	%eax, %eax
	popl	rva(pvh_boot + PVH_BOOT_VALUES)(%ebp)
	movl	%eax, rva(pvh_boot + PVH_BOOT_VALUES + 4)(%ebp)
	popl	rva(pvh_boot + PVH_BOOT_VALUES + 8)(%ebp)
	movl	%eax, rva(pvh_boot + PVH_BOOT_VALUES + 12)(%ebp)
	popl	rva(pvh_boot + PVH_BOOT_VALUES + 16)(%ebp)
	movl	%eax, rva(pvh_boot + PVH_BOOT_VALUES + 20)(%ebp)
	movl	%cr2, %eax
	movl	%eax, rva(pvh_boot + PVH_BOOT_VALUES + 24)(%ebp)
	movl	$PVH_NR_EXCEPTION, %eax
	leal	rva(pvh_stack_end)(%ebp), %esp
	jmp	pvh_report
SYM_CODE_END(pvh_fault32)

/*
 * Print sentence %eax with pvh_boot.values, and halt. Runs without paging and in
 * compatibility mode.
 */
SYM_CODE_START(pvh_report)
	UNWIND_HINT_END_OF_STACK
	ANNOTATE_NOENDBR
	cld
	find_base
	pushl	%eax
	leal	rva(pvh_prefix)(%ebp), %esi
	call	pvh_print
	popl	%eax
	imull	$PVH_SENTENCE_SIZE, %eax
	leal	rva(pvh_sentences)(%ebp, %eax), %esi
	leal	rva(pvh_boot + PVH_BOOT_VALUES)(%ebp), %edi
	call	pvh_print
	leal	rva(pvh_suffix)(%ebp), %esi
	call	pvh_print
.Lhalt:
	cli
	hlt
	jmp	.Lhalt
SYM_CODE_END(pvh_report)

/*
 * A stub for each exception. 8, 10-14, 17, 21, 29 and 30 come with an error
 * code; for the others an empty one is pushed, so that all frames are alike. An
 * NMI may arrive at any time and is ignored.
 */
.macro fault_stubs to, return
	.Lvector = 0
	.rept	PVH_VECTORS
	.balign	PVH_STUB_SIZE, 0x90
	UNWIND_HINT_END_OF_STACK
	.if	.Lvector == PVH_NMI
	\return
	.else
	.if	((0x60227d00 >> .Lvector) & 1) == 0
	push	$0
	.endif
	push	$.Lvector
	jmp	\to
	.endif
	.Lvector = .Lvector + 1
	.endr
.endm

	.balign	PVH_VECTORS * PVH_STUB_SIZE
SYM_CODE_START_LOCAL(pvh_stubs32)
	fault_stubs pvh_fault32, iretl
SYM_CODE_END(pvh_stubs32)

#ifdef CONFIG_X86_64
	.code64
	.balign	PVH_VECTORS * PVH_STUB_SIZE
SYM_CODE_START_LOCAL(pvh_stubs64)
	ANNOTATE_NOENDBR
	fault_stubs pvh_fault64, iretq
SYM_CODE_END(pvh_stubs64)
#endif

	__INITDATA
	.balign	8
SYM_DATA_LOCAL(pvh_idt32, .fill PVH_VECTORS, 8, 0)
#ifdef CONFIG_X86_64
SYM_DATA_LOCAL(pvh_idt64, .fill PVH_VECTORS * 2, 8, 0)
#endif
/* Limits; the bases are set at run time */
SYM_DATA(pvh_idt32_ptr, .word PVH_VECTORS * 8 - 1; .long 0)
#ifdef CONFIG_X86_64
SYM_DATA(pvh_idt64_ptr, .word PVH_VECTORS * 16 - 1; .long 0)
#endif

SYM_DATA_LOCAL(pvh_prefix, .asciz "PVH: ")
SYM_DATA_LOCAL(pvh_suffix, .asciz ". Halted.\r\n")
