/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Copyright C 2016, Oracle and/or its affiliates. All rights reserved.
 */
/*
 * PVH entry, the x86/HVM direct boot ABI: from 32-bit protected mode without
 * paging to the native entry point, with boot_params made of hvm_start_info.
 *
 * Everything below is freed after boot and runs wherever the loader put it:
 * an address is always relative to %ebp or %rip.
 */
#include <linux/elfnote.h>
#include <linux/init.h>
#include <linux/linkage.h>

#include <asm/asm.h>
#include <asm/boot.h>
#include <asm/msr-index.h>
#include <asm/nospec-branch.h>
#include <asm/page_types.h>
#include <asm/pgtable_types.h>
#include <asm/processor-flags.h>
#include <asm/segment.h>
#include <asm/unwind_hints.h>

#include <xen/interface/elfnote.h>

#include "pvh.h"
#ifdef PVH_STANDALONE
#include "wrap.h"
#endif

#define rva(x)		((x) - pvh_entry)
#define pa(x)		((x) - __START_KERNEL_map)

#if PVH_BASE < 604
#define UNWIND_HINT_END_OF_STACK UNWIND_HINT_EMPTY
#endif

#if PVH_BASE < 612
#define XEN_ELFNOTE_PHYS32_RELOC 19
#endif

/* The boot protocol names two selectors: __BOOT_CS and __BOOT_DS. */
#define PVH_CS32	0x08		/* flat 32-bit code */
#define PVH_FAULT_CS	0x20		/* 32-bit code, based at pvh_fault_stubs32 */

#define PVH_STACK_SIZE	1024
#define PVH_VECTORS	32
#define PVH_STUB_SIZE	16
#define PVH_GATE	0x8e00		/* present, interrupt gate */

#define PVH_COM1_LSR	(PVH_COM1 + 5)
#define PVH_LSR_THRE	0x20
#define PVH_COM1_TRIES	0x10000

#define PVH_NMI		2
#define PVH_MCE		18

#define PVH_MARK	0x50564821	/* nothing else looks like it */

#define PVH_MCE_BIT	7		/* cpuid 1 edx */
#define PVH_LM_BIT	29		/* cpuid 0x80000001 edx */
#define PVH_LA57_BIT	16		/* cpuid 7 ecx */

/* From cpuid 1 in %edx, X86_CR4_MCE if the CPU has machine checks. */
.macro machine_check_bit
	shrl	$(PVH_MCE_BIT - X86_CR4_MCE_BIT), %edx
	andl	$X86_CR4_MCE, %edx
.endm

/*
 * A loader that copies as much of the file as there is memory for, as QEMU does,
 * enters a kernel that is not all there. What is freed after boot lies behind all
 * other code, so that even the entry may be missing: its first piece is with the
 * first code of the kernel, and looks.
 */
#ifdef PVH_STANDALONE
	__INIT
#else
	__HEAD
#endif
	.code32
/*
 * Entered by the loader with
 *   %ebx	physical address of struct hvm_start_info
 *   %cs	flat 32-bit code; %ds, %es, %ss flat data, any selectors
 *   %cr0	PE; %cr4 zero; %eflags IF, TF and VM clear
 * and nothing else: no stack, GDT or IDT, DF unknown. Selectors are not to be
 * loaded before a GDT is.
 */
SYM_CODE_START(pvh_start)
	UNWIND_HINT_END_OF_STACK
	ANNOTATE_NOENDBR
	cld
	xorl	%eax, %eax			/* no breakpoint of the loader's */
	movl	%eax, %dr7

	/*
	 * Where are we? Only a call can tell, and a call needs one word of
	 * stack. Borrow the first word of start_info; where that is read-only,
	 * the first word of memory, in which no loader puts anything.
	 */
	movl	%ebx, %edi
.Lborrow:
	movl	(%edi), %eax
	leal	4(%edi), %esp
	ANNOTATE_INTRA_FUNCTION_CALL
	call	.Lhere
.Lhere:
	popl	%ebp
	movl	%eax, (%edi)
	subl	$(.Lhere - pvh_start), %ebp
	movl	$PVH_MARK, %esi
.Lmark:
	cmpl	%esi, (.Lmark - 4 - pvh_start)(%ebp)
	je	.Lfound
	testl	%edi, %edi
	jz	.Llost
	xorl	%edi, %edi
	jmp	.Lborrow
.Llost:
	.irp	c, 'P', 'V', 'H', '?'
	movb	$\c, %al
	outb	%al, $PVH_DEBUG_PORT
	.endr
	hlt
	jmp	.Llost

.Lfound:
#ifndef PVH_STANDALONE
	/* Does the last word of what is freed keep what is written there? */
	movl	(__init_end - 4 - pvh_start)(%ebp), %eax
	notl	(__init_end - 4 - pvh_start)(%ebp)
	xorl	(__init_end - 4 - pvh_start)(%ebp), %eax
	notl	(__init_end - 4 - pvh_start)(%ebp)
	incl	%eax
	jnz	pvh_cut_off

	/* How far from where it is linked? */
	movl	%ebp, %esi
	subl	(xen_elfnote_phys32_entry - pvh_start)(%ebp), %esi
#endif
	leal	(pvh_entry - pvh_start)(%ebp), %ebp
	jmp	pvh_entry
SYM_CODE_END(pvh_start)

#ifndef PVH_STANDALONE
/* Four letters of a sentence */
.macro letters a, b, c, d
	movl	$(\a | \b << 8 | \c << 16 | \d << 24), %eax
	call	pvh_put_letters
.endm

/*
 * Say how far the kernel goes, and how far the RAM that it begins in, as the memory
 * map has it (0 if it cannot be told). %ebp is the address of pvh_start, %ebx that of
 * start_info. What is in front of us serves as a stack: nothing is run from there any
 * more.
 */
SYM_CODE_START_LOCAL(pvh_cut_off)
	UNWIND_HINT_END_OF_STACK
	movl	%ebp, %esp
	andl	$~3, %esp
	xorl	%edi, %edi
	cmpl	$0, PVH_INFO_VERSION(%ebx)
	je	.Lsay_so
	movl	PVH_INFO_MEMMAP(%ebx), %esi
	movl	PVH_INFO_MEMMAP_ENTRIES(%ebx), %ecx
	cmpl	$PVH_MAX_MEMMAP, %ecx
	ja	.Lsay_so
.Lrange:
	testl	%ecx, %ecx
	jz	.Lsay_so
	movl	%ebp, %eax
	subl	(%esi), %eax			/* addr comes first */
	jb	.Lnext_range
	cmpl	PVH_MEMMAP_SIZE(%esi), %eax
	jae	.Lnext_range
	cmpl	$PVH_MEMMAP_TYPE_RAM, PVH_MEMMAP_TYPE(%esi)
	je	.Lram
.Lnext_range:
	addl	$PVH_MEMMAP_ENTRY_SIZE, %esi
	decl	%ecx
	jmp	.Lrange
.Lram:
	movl	(%esi), %edi
	addl	PVH_MEMMAP_SIZE(%esi), %edi

.Lsay_so:
	letters	'P', 'V', 'H', ':'
	letters	' ', 't', 'h', 'e'
	letters	' ', 'k', 'e', 'r'
	letters	'n', 'e', 'l', ' '
	letters	'n', 'e', 'e', 'd'
	letters	's', ' ', 'R', 'A'
	letters	'M', ' ', 'u', 'p'
	letters	' ', 't', 'o', ' '
	leal	(_end - pvh_start)(%ebp), %esi
	call	pvh_put_number
	letters	' ', 'b', 'u', 't'
	letters	' ', 'i', 't', ' '
	letters	'e', 'n', 'd', 's'
	letters	' ', 'a', 't', ' '
	movl	%edi, %esi
	call	pvh_put_number
	letters	'.', ' ', 'H', 'a'
	letters	'l', 't', 'e', 'd'
	letters	'.', 13, 10, 0
1:	cli
	hlt
	jmp	1b
SYM_CODE_END(pvh_cut_off)

SYM_CODE_START_LOCAL(pvh_put_letters)
	UNWIND_HINT_END_OF_STACK
	movl	$4, %ecx
	movl	%eax, %esi
1:	movl	%esi, %eax
	call	pvh_putc
	shrl	$8, %esi
	decl	%ecx
	jnz	1b
	ANNOTATE_UNRET_SAFE
	ret
	int3
SYM_CODE_END(pvh_put_letters)

/* %esi, with all its digits */
SYM_CODE_START_LOCAL(pvh_put_number)
	UNWIND_HINT_END_OF_STACK
	movb	$'0', %al
	call	pvh_putc
	movb	$'x', %al
	call	pvh_putc
	movl	$8, %ecx
1:	roll	$4, %esi
	movl	%esi, %eax
	andl	$0xf, %eax
	addb	$'0', %al
	cmpb	$'9', %al
	jbe	2f
	addb	$('a' - '9' - 1), %al
2:	call	pvh_putc
	decl	%ecx
	jnz	1b
	ANNOTATE_UNRET_SAFE
	ret
	int3
SYM_CODE_END(pvh_put_number)
#endif

/* Send %al to the debug port and to COM1, as the loader has set it up. */
SYM_CODE_START_LOCAL(pvh_putc)
	UNWIND_HINT_END_OF_STACK
	pushl	%ecx
	pushl	%edx
	outb	%al, $PVH_DEBUG_PORT
	movb	%al, %ah
	movl	$PVH_COM1_TRIES, %ecx
	movw	$PVH_COM1_LSR, %dx
1:	inb	%dx, %al
	testb	$PVH_LSR_THRE, %al
	jnz	2f
	decl	%ecx
	jnz	1b
2:	movw	$PVH_COM1, %dx
	movb	%ah, %al
	outb	%al, %dx
	popl	%edx
	popl	%ecx
	ANNOTATE_UNRET_SAFE
	ret
	int3
SYM_CODE_END(pvh_putc)

	__INIT
/*
 * Kept throughout: %ebp is the physical address of pvh_entry. %esi has how far the
 * kernel was moved.
 */
SYM_CODE_START_LOCAL(pvh_entry)
	UNWIND_HINT_END_OF_STACK
	ANNOTATE_NOENDBR
	/* Our own GDT, and a stack */
	leal	rva(gdt)(%ebp), %eax
	movl	%eax, rva(gdt_ptr + 2)(%ebp)
	lgdt	rva(gdt_ptr)(%ebp)
	movl	$__BOOT_DS, %eax
	movl	%eax, %ds
	movl	%eax, %es
	movl	%eax, %ss
	leal	rva(stack_end)(%ebp), %esp
	leal	rva(.Lour_cs)(%ebp), %eax
	pushl	$PVH_CS32
	pushl	%eax
	lret
.Lour_cs:
	UNWIND_HINT_END_OF_STACK
	ANNOTATE_NOENDBR

	/*
	 * From here on a fault gets a sentence, and an NMI is ignored. The gates
	 * hold offsets into pvh_fault_stubs32, whose address is the base of their
	 * code segment.
	 */
	leal	rva(pvh_fault_stubs32)(%ebp), %eax
	movw	%ax, rva(gdt_fault_cs + 2)(%ebp)
	shrl	$16, %eax
	movb	%al, rva(gdt_fault_cs + 4)(%ebp)
	movb	%ah, rva(gdt_fault_cs + 7)(%ebp)
	leal	rva(idt32)(%ebp), %eax
	movl	%eax, rva(idt32_ptr + 2)(%ebp)
	lidt	rva(idt32_ptr)(%ebp)
#ifdef PVH_STANDALONE
	movl	%ebx, %edi			/* cpuid clobbers %ebx */
	movl	$1, %eax
	cpuid
	movl	%edi, %ebx
	machine_check_bit
	movl	%edx, %cr4
#endif

	/* Is this a place where the native entry point can run? */
#ifdef PVH_STANDALONE
	leal	rva(pvh_wrap)(%ebp), %eax
	subl	rva(pvh_wrap + PVH_WRAP_LINK)(%ebp), %eax
	testl	rva(pvh_wrap + PVH_WRAP_LOAD_MASK)(%ebp), %eax
#else
	movl	%esi, %eax
#ifdef CONFIG_X86_64
	testl	$(PMD_SIZE - 1), %eax
#else
	testl	%eax, %eax
#endif
#endif
	jnz	.Lmisaligned

#ifdef CONFIG_X86_32
#ifdef PVH_STANDALONE
	movl	rva(pvh_wrap + PVH_WRAP_KERNEL)(%ebp), %edi
	addl	%eax, %edi
	movl	%eax, %edx
	movl	%ebx, %eax
	call	pvh_wrapped
	testl	%eax, %eax
	jnz	pvh_report
#else
	leal	rva(_end)(%ebp), %eax
	pushl	%eax
	leal	rva(_text)(%ebp), %eax
	pushl	%eax
	movl	%ebx, %eax
	leal	rva(pvh_boot)(%ebp), %edx
	leal	rva(pvh_start_info)(%ebp), %ecx
	call	pvh_translate
	testl	%eax, %eax
	jnz	pvh_report
	leal	rva(startup_32)(%ebp), %edi
#endif

	/* Hand over at %edi as the 32-bit boot protocol has it */
	leal	rva(pvh_boot)(%ebp), %esi
	movl	%edi, %eax
	xorl	%ebx, %ebx
#ifdef PVH_STANDALONE
	movl	%ebx, %cr4			/* as it was */
#endif
	xorl	%edi, %edi
	xorl	%ebp, %ebp
	pushl	$__BOOT_CS
	pushl	%eax
	lret
#else
	movl	%ebx, %edi			/* cpuid clobbers %ebx */
	movl	$0x80000000, %eax
	cpuid
	xorl	%edx, %edx
	cmpl	$0x80000001, %eax
	jb	.Lno_long_mode
	movl	$0x80000001, %eax
	cpuid
	btl	$PVH_LM_BIT, %edx
	jnc	.Lno_long_mode

	/* Map the low 4 GiB one to one; level2 holds no address of ours */
	leal	rva(level2 + _KERNPG_TABLE_NOENC)(%ebp), %eax
	movl	%eax, rva(level3)(%ebp)
	addl	$PAGE_SIZE, %eax
	movl	%eax, rva(level3 + 8)(%ebp)
	addl	$PAGE_SIZE, %eax
	movl	%eax, rva(level3 + 16)(%ebp)
	addl	$PAGE_SIZE, %eax
	movl	%eax, rva(level3 + 24)(%ebp)
	leal	rva(level3 + _KERNPG_TABLE_NOENC)(%ebp), %eax
	movl	%eax, rva(level4)(%ebp)

	/*
	 * The gates need the stubs' address, in two halves. The stubs do not
	 * cross a 64 KiB boundary, so that only the lower half changes. A fault
	 * without a gate comes as a missing one, with an error code that tells.
	 */
	leal	rva(pvh_fault_stubs64)(%ebp), %eax
	movzwl	%ax, %edx
	xorw	%ax, %ax
	orl	$PVH_GATE, %eax
	orl	$(__BOOT_CS << 16), %edx
	at = 0
	.irp	vector, PVH_NMI, 6, 8, 11, 13, 14, PVH_MCE
	addl	$((\vector - at) * PVH_STUB_SIZE), %edx
	movl	%edx, rva(idt64 + \vector * 16)(%ebp)
	movl	%eax, rva(idt64 + \vector * 16 + 4)(%ebp)
	at = \vector
	.endr
	leal	rva(idt64)(%ebp), %eax
	movl	%eax, rva(idt64_ptr + 2)(%ebp)

	movl	$1, %eax
	cpuid
	machine_check_bit
	orl	$X86_CR4_PAE, %edx
	movl	%edx, %cr4
	movl	$MSR_EFER, %ecx
	rdmsr
	orl	$EFER_LME, %eax
	wrmsr

	leal	rva(level4)(%ebp), %eax
	leal	rva(pvh_long_mode)(%ebp), %edx

	/* Page tables %eax, on to 64-bit code at %edx */
SYM_INNER_LABEL(pvh_paging_on, SYM_L_LOCAL)
	movl	%eax, %cr3
	movl	$(X86_CR0_PG | X86_CR0_PE), %eax
	lidt	rva(idt64_ptr)(%ebp)
	movl	%eax, %cr0
	pushl	$__BOOT_CS
	pushl	%edx
	lret

.Lno_long_mode:
	movl	%edx, rva(pvh_boot + PVH_BOOT_VALUES)(%ebp)
	movl	$PVH_NO_LONG_MODE, %eax
	jmp	pvh_report
#endif

.Lmisaligned:
	movl	%eax, rva(pvh_boot + PVH_BOOT_VALUES)(%ebp)
	movl	$PVH_MISALIGNED, %eax
	jmp	pvh_report
SYM_CODE_END(pvh_entry)

#ifdef CONFIG_X86_64
	.code64
SYM_CODE_START_LOCAL(pvh_long_mode)
	UNWIND_HINT_END_OF_STACK
	movl	%edi, %edi
	leaq	pvh_boot(%rip), %rsi
	leaq	pvh_start_info(%rip), %rdx
	leaq	_text(%rip), %rcx
	leaq	_end(%rip), %r8
	call	pvh_translate
	testl	%eax, %eax
	jnz	pvh_report64

#if PVH_BASE < 617
#ifdef CONFIG_X86_5LEVEL
#define PVH_5LEVEL
#endif
#else
#define PVH_5LEVEL
#endif
#ifdef PVH_5LEVEL
	testl	$PVH_NO5LVL, (pvh_boot + PVH_BOOT_OPTIONS)(%rip)
	jnz	.Lhandover
	xorl	%eax, %eax
	cpuid
	cmpl	$7, %eax
	jb	.Lhandover
	movl	$7, %eax
	xorl	%ecx, %ecx
	cpuid
	btl	$PVH_LA57_BIT, %ecx
	jnc	.Lhandover

	/* The number of levels can change only while paging is off */
	leaq	level5(%rip), %rax
	leaq	(level4 + _KERNPG_TABLE_NOENC)(%rip), %rdx
	movq	%rdx, (%rax)
	leaq	.Lpaging_off(%rip), %rdx
	pushq	$PVH_CS32
	pushq	%rdx
	lretq

	.code32
.Lpaging_off:
	UNWIND_HINT_END_OF_STACK
	ANNOTATE_NOENDBR
	movl	%cr0, %edx
	andl	$~X86_CR0_PG, %edx
	movl	%edx, %cr0
	lidt	rva(idt32_ptr)(%ebp)
	movl	%cr4, %edx
	orl	$X86_CR4_LA57, %edx
	movl	%edx, %cr4
	leal	rva(.Lfive_levels)(%ebp), %edx
	jmp	pvh_paging_on

	.code64
.Lfive_levels:
	UNWIND_HINT_END_OF_STACK
#endif

	/* Hand over as the 64-bit boot protocol has it */
.Lhandover:
	leaq	pvh_boot(%rip), %rsi
	jmp	startup_64
SYM_CODE_END(pvh_long_mode)

/* From a stub: vector, error code, and what the CPU pushed are on the stack. */
SYM_CODE_START_LOCAL(pvh_fault64)
	UNWIND_HINT_END_OF_STACK
	popq	(pvh_boot + PVH_BOOT_VALUES)(%rip)
	popq	(pvh_boot + PVH_BOOT_VALUES + 8)(%rip)
	popq	(pvh_boot + PVH_BOOT_VALUES + 16)(%rip)
	movq	%cr2, %rax
	movq	%rax, (pvh_boot + PVH_BOOT_VALUES + 24)(%rip)
	movl	$PVH_EXCEPTION, %eax
SYM_INNER_LABEL(pvh_report64, SYM_L_LOCAL)
	leaq	stack_end(%rip), %rsp
	leaq	pvh_entry(%rip), %rbp
	leaq	pvh_report(%rip), %rdx
	pushq	$PVH_CS32
	pushq	%rdx
	lretq
SYM_CODE_END(pvh_fault64)
#endif

	.code32
/* The same in 32-bit mode, where %cs is based at pvh_fault_stubs32. */
SYM_CODE_START_LOCAL(pvh_fault32)
	UNWIND_HINT_END_OF_STACK
	/* What was interrupted may have used %ebp: find ourselves by the GDT */
	subl	$8, %esp
	sgdt	(%esp)
	movl	2(%esp), %ebp
	addl	$8, %esp
	subl	$rva(gdt), %ebp

	xorl	%eax, %eax
	popl	rva(pvh_boot + PVH_BOOT_VALUES)(%ebp)
	movl	%eax, rva(pvh_boot + PVH_BOOT_VALUES + 4)(%ebp)
	popl	rva(pvh_boot + PVH_BOOT_VALUES + 8)(%ebp)
	movl	%eax, rva(pvh_boot + PVH_BOOT_VALUES + 12)(%ebp)
	popl	rva(pvh_boot + PVH_BOOT_VALUES + 16)(%ebp)
	movl	%eax, rva(pvh_boot + PVH_BOOT_VALUES + 20)(%ebp)
	movl	%cr2, %eax
	movl	%eax, rva(pvh_boot + PVH_BOOT_VALUES + 24)(%ebp)
	movl	$PVH_EXCEPTION, %eax
	leal	rva(stack_end)(%ebp), %esp
	jmp	pvh_report
SYM_CODE_END(pvh_fault32)

/*
 * Say why (%eax) with what is in pvh_boot.values, and halt. Runs without paging
 * and in compatibility mode; pvh_fault32 gets here on a %cs that is not flat,
 * which nothing here minds.
 */
SYM_CODE_START_LOCAL(pvh_report)
	UNWIND_HINT_END_OF_STACK
	ANNOTATE_NOENDBR
	cld
	movl	%eax, %ecx
	leal	rva(pvh_boot + PVH_BOOT_VALUES)(%ebp), %edi
	leal	rva(prefix)(%ebp), %esi
	call	pvh_print
	leal	rva(sentences)(%ebp), %esi
.Lsentence:
	lodsb
	cmpb	%al, %cl
	je	.Lsay
1:	lodsb
	testb	%al, %al
	jnz	1b
	jmp	.Lsentence
.Lsay:
	call	pvh_print
	leal	rva(suffix)(%ebp), %esi
	call	pvh_print
.Lhalt:
	cli
	hlt
	jmp	.Lhalt
SYM_CODE_END(pvh_report)

/* Print the string at %esi; for each % the value at %edi, which moves on. */
SYM_CODE_START_LOCAL(pvh_print)
	UNWIND_HINT_END_OF_STACK
	pushl	%ecx
.Lnext:
	lodsb
	testb	%al, %al
	jz	.Ldone
	cmpb	$'%', %al
	je	.Lvalue
	call	pvh_putc
	jmp	.Lnext

.Lvalue:
	movb	$'0', %al
	call	pvh_putc
	movb	$'x', %al
	call	pvh_putc
	movl	(%edi), %ebx
	movl	4(%edi), %edx
	addl	$8, %edi
	movl	$16, %ecx
.Ldigit:
	movl	%edx, %eax
	shrl	$28, %eax
	shldl	$4, %ebx, %edx
	shll	$4, %ebx
	testb	%al, %al
	jnz	1f
	cmpb	$1, %cl
	je	1f
	testb	%ch, %ch			/* a digit came before */
	jz	2f
1:	movb	$1, %ch
	addb	$'0', %al
	cmpb	$'9', %al
	jbe	3f
	addb	$('a' - '9' - 1), %al
3:	call	pvh_putc
2:	decb	%cl
	jnz	.Ldigit
	jmp	.Lnext

.Ldone:
	popl	%ecx
	ret
	int3
SYM_CODE_END(pvh_print)

/*
 * A stub for each exception. 8, 10-14, 17, 21, 29 and 30 come with an error
 * code; for the others an empty one is pushed, so that fault finds the same. An
 * NMI is none of ours, and may come at any time.
 */
.macro fault_stubs to, return
	vector = 0
	.rept	PVH_VECTORS
	.balign	PVH_STUB_SIZE, 0x90
	UNWIND_HINT_END_OF_STACK
	.if	vector == PVH_NMI
	\return
	.else
	.if	((0x60227d00 >> vector) & 1) == 0
	push	$0
	.endif
	push	$vector
	jmp	\to
	.endif
	vector = vector + 1
	.endr
.endm

	.balign	PVH_VECTORS * PVH_STUB_SIZE
SYM_CODE_START_LOCAL(pvh_fault_stubs32)
	fault_stubs pvh_fault32, iretl
SYM_CODE_END(pvh_fault_stubs32)

#ifdef CONFIG_X86_64
	.code64
	.balign	PVH_VECTORS * PVH_STUB_SIZE
SYM_CODE_START_LOCAL(pvh_fault_stubs64)
	ANNOTATE_NOENDBR
	fault_stubs pvh_fault64, iretq
SYM_CODE_END(pvh_fault_stubs64)
#endif

	__INITDATA
	.balign	8
SYM_DATA_START_LOCAL(gdt)
	.quad	0
	.quad	GDT_ENTRY(0xc09b, 0, 0xfffff)	/* PVH_CS32 */
#ifdef CONFIG_X86_64
	.quad	GDT_ENTRY(0xa09b, 0, 0xfffff)	/* __BOOT_CS, 64-bit */
#else
	.quad	GDT_ENTRY(0xc09b, 0, 0xfffff)	/* __BOOT_CS */
#endif
	.quad	GDT_ENTRY(0xc093, 0, 0xfffff)	/* __BOOT_DS */
SYM_INNER_LABEL(gdt_fault_cs, SYM_L_LOCAL)
	.quad	GDT_ENTRY(0xc09b, 0, 0xfffff)	/* PVH_FAULT_CS, base set above */
SYM_DATA_END_LABEL(gdt, SYM_L_LOCAL, gdt_end)

/* Limits; the addresses are filled in */
SYM_DATA_LOCAL(gdt_ptr, .word gdt_end - gdt - 1; .quad 0)
SYM_DATA_LOCAL(idt32_ptr, .word PVH_VECTORS * 8 - 1; .quad 0)
#ifdef CONFIG_X86_64
SYM_DATA_LOCAL(idt64_ptr, .word PVH_VECTORS * 16 - 1; .quad 0)
#endif

	.balign	8
SYM_DATA_START_LOCAL(idt32)
	vector = 0
	.rept	PVH_VECTORS
	.word	vector * PVH_STUB_SIZE, PVH_FAULT_CS, PVH_GATE, 0
	vector = vector + 1
	.endr
SYM_DATA_END(idt32)

#ifdef CONFIG_X86_64
/*
 * Of 16 bytes a gate, filled above. It is also in use for one instruction when
 * paging is not on any more, or not yet: gates of 8 bytes for what cannot be held
 * off, NMI and machine check, lie where 1 and 9 would be and are never missed.
 */
SYM_DATA_START_LOCAL(idt64)
	.fill	PVH_NMI * 8, 1, 0
	.word	PVH_NMI * PVH_STUB_SIZE, PVH_FAULT_CS, PVH_GATE, 0
	.fill	(PVH_MCE - PVH_NMI - 1) * 8, 1, 0
	.word	PVH_MCE * PVH_STUB_SIZE, PVH_FAULT_CS, PVH_GATE, 0
	.fill	PVH_VECTORS * 16 - (PVH_MCE + 1) * 8, 1, 0
SYM_DATA_END(idt64)
#endif

#ifdef PVH_STANDALONE
	.bss
#endif
	.balign	16
SYM_DATA_START_LOCAL(stack)
	.fill	PVH_STACK_SIZE, 1, 0
SYM_DATA_END_LABEL(stack, SYM_L_LOCAL, stack_end)
#ifdef PVH_STANDALONE
	__INITDATA
#endif

/* Each % is the next of the values, in hexadecimal. */
.macro sentence why, text
	.byte	\why
	.asciz	"\text"
.endm

SYM_DATA_LOCAL(prefix, .asciz "PVH: ")
SYM_DATA_START_LOCAL(sentences)
	sentence PVH_EXCEPTION, \
		"exception %, error code %, at address %, cr2 %"
	sentence PVH_MISALIGNED, \
		"loaded % bytes away from the linked address, where this kernel cannot run"
	sentence PVH_NO_LONG_MODE, \
		"this kernel needs a 64-bit CPU, cpuid 0x80000001 edx is %"
	sentence PVH_BAD_MAGIC, \
		"start_info magic is %, expected 0x336ec578"
	sentence PVH_BAD_START_INFO, \
		"start_info cannot be at %, it must lie between 0 and 4 GiB"
	sentence PVH_START_INFO_IN_KERNEL, \
		"start_info is at %, inside the kernel (% to %)"
	sentence PVH_BAD_MEMMAP, \
		"start_info memmap_paddr is %, memmap_entries is %, but the map must end below what the CPU has and %"
	sentence PVH_BAD_MEMMAP_ENTRIES, \
		"start_info memmap_entries is %, at most % are supported"
	sentence PVH_MEMMAP_IN_KERNEL, \
		"start_info memmap_paddr is %, memmap_entries is %, inside the kernel (% to %)"
	sentence PVH_MEMMAP_TOO_LONG, \
		"the memory map has % ranges that cannot be joined, this kernel holds %"
	sentence PVH_KERNEL_BEYOND_RAM, \
		"the kernel needs RAM from % to %, but the RAM ends at %"
	sentence PVH_BAD_MODLIST, \
		"start_info modlist_paddr is %, nr_modules is %, but the list must end below what the CPU has and %"
	sentence PVH_MODLIST_IN_KERNEL, \
		"start_info modlist_paddr is %, nr_modules is %, inside the kernel (% to %)"
	sentence PVH_BAD_MODULE, \
		"module % has paddr % and size %, but it must end below what the CPU has and %"
	sentence PVH_MODULE_IN_KERNEL, \
		"module % has paddr % and size %, and overlaps the kernel, which is at %"
	sentence PVH_CMDLINE_IN_KERNEL, \
		"start_info cmdline_paddr is %, inside the kernel (% to %)"
#ifdef PVH_STANDALONE
	sentence PVH_NO_MEMMAP, \
		"start_info has no memory map: version is %, memmap_paddr is %, memmap_entries is %"
	sentence PVH_NO_RAM, \
		"the memory map has no RAM"
	sentence PVH_LONG_CMDLINE, \
		"the command line has % bytes or more, what was wrapped with the kernel included, but this kernel takes %"
	sentence PVH_RAMDISK_TOO_HIGH, \
		"the ramdisk is at %, % bytes, but this kernel cannot reach what is above 4 GiB"
	sentence PVH_NO_ROOM, \
		"no room below % for a ramdisk of % bytes, the loader's behind that of % bytes which was wrapped with the kernel"
#endif
SYM_DATA_END(sentences)
SYM_DATA_LOCAL(suffix, .asciz ". Halted.\r\n")

#ifdef CONFIG_X86_64
/*
 * Page tables for the low 4 GiB, used up to startup_64's own. level5 is for
 * 5-level paging; level2 are 2048 pages of 2 MiB, and the page behind them is
 * for what pvh_translate() wants to see of the memory above.
 */
	.balign	PAGE_SIZE
SYM_DATA_START(pvh_page_tables)
SYM_INNER_LABEL(level5, SYM_L_LOCAL)
	.fill	PTRS_PER_PTE, 8, 0
SYM_INNER_LABEL(level4, SYM_L_LOCAL)
	.fill	PTRS_PER_PTE, 8, 0
SYM_INNER_LABEL(level3, SYM_L_LOCAL)
	.fill	PTRS_PER_PTE, 8, 0
SYM_INNER_LABEL(level2, SYM_L_LOCAL)
	page = 0
	.rept	4 * PTRS_PER_PMD
	.quad	(page << PMD_SHIFT) + (_KERNPG_TABLE_NOENC | _PAGE_PSE)
	page = page + 1
	.endr
	.fill	PTRS_PER_PMD, 8, 0
SYM_DATA_END(pvh_page_tables)

	/* Alignment, lowest and highest address to load the kernel at */
	ELFNOTE(Xen, XEN_ELFNOTE_PHYS32_RELOC,
		.long CONFIG_PHYSICAL_ALIGN;
		.long LOAD_PHYSICAL_ADDR;
		.long 0xffffffff)
#endif

	/*
	 * The entry reads its link address here as well. Eight bytes also in 32-bit
	 * kernels: there are loaders that read so many.
	 */
#if PVH_BASE >= 613
	/* vmlinux.lds adds the note's own address, so that nothing relocates it */
	ELFNOTE(Xen, XEN_ELFNOTE_PHYS32_ENTRY,
		.global xen_elfnote_phys32_entry;
		xen_elfnote_phys32_entry: .long xen_elfnote_phys32_entry_value - .;
		.long 0)
#else
	ELFNOTE(Xen, XEN_ELFNOTE_PHYS32_ENTRY,
		xen_elfnote_phys32_entry: .long pa(pvh_start);
		.long 0)
#endif
