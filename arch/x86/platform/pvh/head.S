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

#define PVH_STACK_SIZE	1024

#define PVH_COM1_LSR	(PVH_COM1 + 5)
#define PVH_LSR_THRE	0x20
#define PVH_COM1_TRIES	0x10000

#define PVH_LM_BIT	29		/* cpuid 0x80000001 edx */

/*
 * QEMU copies as much of the file as there is memory for, and enters a truncated
 * kernel. Init code lies behind all other code, so that even the entry may be
 * missing: its first part is in .head.text and checks for that.
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
 * and nothing else: no stack, GDT or IDT, DF unknown. No selector may be loaded
 * before a GDT is.
 */
SYM_CODE_START(pvh_start)
	UNWIND_HINT_END_OF_STACK
	ANNOTATE_NOENDBR
	cld

	/*
	 * The load address is known only after a call, which needs one word of
	 * stack. Borrow the first word of start_info; where that is read-only,
	 * the first word of memory, which no loader uses.
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
	xorl	%edi, %edi
	cmpl	%eax, %ebp
	je	.Lborrow
	subl	$(.Lhere - pvh_start), %ebp

#ifndef PVH_STANDALONE
	/* Is there memory up to __init_end? Then its last word can be changed */
	movl	(__init_end - 4 - pvh_start)(%ebp), %eax
	notl	(__init_end - 4 - pvh_start)(%ebp)
	xorl	(__init_end - 4 - pvh_start)(%ebp), %eax
	notl	(__init_end - 4 - pvh_start)(%ebp)
	incl	%eax
	jnz	pvh_cut_off

	/* %esi is the load address less the link address */
	movl	%ebp, %esi
	subl	(xen_elfnote_phys32_entry - pvh_start)(%ebp), %esi
#endif
	leal	(pvh_entry - pvh_start)(%ebp), %ebp
	jmp	pvh_entry
SYM_CODE_END(pvh_start)

#ifndef PVH_STANDALONE
/* The next four letters of a string on the stack */
.macro letters a, b, c, d
	movl	$(\a | \b << 8 | \c << 16 | \d << 24), .Lat(%esp)
	.Lat = .Lat + 4
.endm

/*
 * Report where the kernel ends, and where the RAM that it begins in ends by the memory
 * map (0 if unknown). %ebp is the address of pvh_start, %ebx that of start_info. The
 * memory in front of pvh_start serves as a stack: it is not executed any more.
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
	pushl	$0
	pushl	%edi
	leal	(_end - pvh_start)(%ebp), %eax
	pushl	$0
	pushl	%eax
	movl	%esp, %edi

	/* Other sections may be missing, and this one holds instructions only */
	subl	$64, %esp
	.Lat = 0
	letters	'P', 'V', 'H', ':'
	letters	' ', 't', 'h', 'e'
	letters	' ', 'k', 'e', 'r'
	letters	'n', 'e', 'l', ' '
	letters	'n', 'e', 'e', 'd'
	letters	's', ' ', 'R', 'A'
	letters	'M', ' ', 'u', 'p'
	letters	' ', 't', 'o', ' '
	letters	'%', ' ', 'b', 'u'
	letters	't', ' ', 'i', 't'
	letters	' ', 'e', 'n', 'd'
	letters	's', ' ', 'a', 't'
	letters	' ', '%', '.', ' '
	letters	'H', 'a', 'l', 't'
	letters	'e', 'd', '.', 13
	letters	10, 0, 0, 0
	movl	%esp, %esi
	call	pvh_print
1:	cli
	hlt
	jmp	1b
SYM_CODE_END(pvh_cut_off)
#endif

/*
 * Print the string at %esi; for each % the next of the 64-bit values at %edi. Runs at
 * any address and needs a stack.
 */
SYM_CODE_START(pvh_print)
	UNWIND_HINT_END_OF_STACK
	lodsb
	testb	%al, %al
	jz	.Lprinted
	cmpb	$'%', %al
	je	.Lvalue
	call	pvh_putc
	jmp	pvh_print

.Lvalue:
	movb	$'0', %al
	call	pvh_putc
	movb	$'x', %al
	call	pvh_putc
	movl	(%edi), %ebx
	movl	4(%edi), %edx
	addl	$8, %edi
	movl	$16, %ecx			/* %ch: a digit came before */
.Ldigit:
	movl	%edx, %eax
	shrl	$28, %eax
	shldl	$4, %ebx, %edx
	shll	$4, %ebx
	orb	%al, %ch
	jnz	1f
	cmpb	$1, %cl
	jne	2f
1:	movb	$1, %ch
	addb	$'0', %al
	cmpb	$'9', %al
	jbe	3f
	addb	$('a' - '9' - 1), %al
3:	call	pvh_putc
2:	decb	%cl
	jnz	.Ldigit
	jmp	pvh_print

.Lprinted:
	ANNOTATE_UNRET_SAFE
	ret
	int3
SYM_CODE_END(pvh_print)

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
 * %ebp is the physical address of pvh_entry throughout, %ebx that of start_info.
 * %esi is the load address less the link address.
 */
SYM_CODE_START_LOCAL(pvh_entry)
	UNWIND_HINT_END_OF_STACK
	ANNOTATE_NOENDBR
	/* Our own GDT, and a stack */
	leal	rva(pvh_gdt)(%ebp), %eax
	movl	%eax, rva(pvh_gdt_ptr + 2)(%ebp)
	lgdt	rva(pvh_gdt_ptr)(%ebp)
	movl	$__BOOT_DS, %eax
	movl	%eax, %ds
	movl	%eax, %es
	movl	%eax, %ss
	leal	rva(pvh_stack_end)(%ebp), %esp
	leal	rva(.Lour_cs)(%ebp), %eax
	pushl	$PVH_CS32
	pushl	%eax
	lret
.Lour_cs:
	UNWIND_HINT_END_OF_STACK
	ANNOTATE_NOENDBR

	/* From here on exceptions are reported, and NMIs are ignored */
	call	pvh_set_idt

	/* Can the native entry point run at this address? */
#ifdef PVH_STANDALONE
	leal	rva(pvh_wrap)(%ebp), %esi
	subl	rva(pvh_wrap + PVH_WRAP_LINK)(%ebp), %esi
	testl	rva(pvh_wrap + PVH_WRAP_LOAD_MASK)(%ebp), %esi
#elif defined(CONFIG_X86_64)
	testl	$(PMD_SIZE - 1), %esi
#else
	testl	%esi, %esi
#endif
	jnz	.Lmisaligned

#ifdef CONFIG_X86_64
	/* %ebx is clobbered */
	movl	%ebx, %edi
	movl	$0x80000001, %eax
	cpuid
	btl	$PVH_LM_BIT, %edx
	jnc	.Lno_long_mode

	/* Map the low 4 GiB one to one; pvh_level2_pgt needs no relocation */
	leal	rva(pvh_level2_pgt + _KERNPG_TABLE_NOENC)(%ebp), %eax
	leal	rva(pvh_level3_pgt)(%ebp), %edx
	movl	$4, %ecx
1:	movl	%eax, (%edx)
	addl	$PAGE_SIZE, %eax
	addl	$8, %edx
	decl	%ecx
	jnz	1b
	leal	rva(pvh_level3_pgt + _KERNPG_TABLE_NOENC)(%ebp), %eax
	movl	%eax, rva(pvh_level4_pgt)(%ebp)

	movl	$X86_CR4_PAE, %eax
	movl	%eax, %cr4
	movl	$MSR_EFER, %ecx
	movl	$EFER_LME, %eax
	xorl	%edx, %edx
	wrmsr

	leal	rva(pvh_level4_pgt)(%ebp), %esi
	leal	rva(pvh_long_mode)(%ebp), %edx

	/* Enable paging with the tables at %esi, and go on at %edx in 64-bit mode */
SYM_INNER_LABEL(pvh_paging_on, SYM_L_LOCAL)
	movl	%esi, %cr3
	pushl	$__BOOT_CS
	pushl	%edx
	movl	$(X86_CR0_PG | X86_CR0_PE), %eax
	lidt	rva(pvh_idt64_ptr)(%ebp)
	movl	%eax, %cr0
	lret

.Lno_long_mode:
	movl	%edx, rva(pvh_boot + PVH_BOOT_VALUES)(%ebp)
	movl	$PVH_NR_NO_LONG_MODE, %eax
	jmp	pvh_report
#else
#ifdef PVH_STANDALONE
	movl	rva(pvh_wrap + PVH_WRAP_KERNEL64)(%ebp), %edi
	testl	%edi, %edi
	jnz	1f
	movl	rva(pvh_wrap + PVH_WRAP_KERNEL)(%ebp), %edi
1:	addl	%esi, %edi
	movl	%ebx, %eax
	movl	%esi, %edx
	call	pvh_wrapped
#else
	leal	rva(_end)(%ebp), %eax
	pushl	%eax
	leal	rva(_text)(%ebp), %eax
	pushl	%eax
	movl	%ebx, %eax
	leal	rva(pvh_boot)(%ebp), %edx
	leal	rva(pvh_start_info)(%ebp), %ecx
	call	pvh_translate
	leal	rva(startup_32)(%ebp), %edi
#endif
	testl	%eax, %eax
	jnz	pvh_report

	/* Hand over at %edi as the 32-bit boot protocol requires */
	leal	rva(pvh_boot)(%ebp), %esi
#ifdef PVH_STANDALONE
	cmpl	$0, rva(pvh_wrap + PVH_WRAP_KERNEL64)(%ebp)
	jne	pvh_enter_long_mode
#endif
	movl	%edi, %eax
	xorl	%ebx, %ebx
	xorl	%edi, %edi
	xorl	%ebp, %ebp
	pushl	$__BOOT_CS
	pushl	%eax
	lret
#endif

.Lmisaligned:
	movl	%esi, rva(pvh_boot + PVH_BOOT_VALUES)(%ebp)
	movl	$PVH_NR_MISALIGNED, %eax
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
#ifdef CONFIG_PVH_RANDOMIZE_BASE
	leaq	pvh_boot(%rip), %rdi
	leaq	pvh_start_info(%rip), %rsi
	leaq	pvh_relocs(%rip), %rdx
	call	pvh_randomize
	testl	%eax, %eax
	jnz	pvh_report64
#endif

#if PVH_BASE < 617
#ifdef CONFIG_X86_5LEVEL
#define PVH_5LEVEL
#endif
#else
#define PVH_5LEVEL
#endif
#ifdef PVH_5LEVEL
	leaq	pvh_boot(%rip), %rdi
	leaq	pvh_no5lvl(%rip), %rsi
	call	pvh_5_levels
	testb	%al, %al
	jz	.Lhandover

	/* The number of levels can change only while paging is off */
	leaq	pvh_level5_pgt(%rip), %rsi
	leaq	(pvh_level4_pgt + _KERNPG_TABLE_NOENC)(%rip), %rdx
	movq	%rdx, (%rsi)
	leaq	.Lpaging_off(%rip), %rdx
	pushq	$PVH_CS32
	pushq	%rdx
	lretq

	.code32
.Lpaging_off:
	UNWIND_HINT_END_OF_STACK
	ANNOTATE_NOENDBR
	movl	%cr0, %eax
	andl	$~X86_CR0_PG, %eax
	movl	%eax, %cr0
	lidt	rva(pvh_idt32_ptr)(%ebp)
	movl	$(X86_CR4_PAE | X86_CR4_LA57), %eax
	movl	%eax, %cr4
	leal	rva(.Lfive_levels)(%ebp), %edx
	jmp	pvh_paging_on

	.code64
.Lfive_levels:
	UNWIND_HINT_END_OF_STACK
#endif

	/* Hand over as the 64-bit boot protocol requires */
.Lhandover:
	leaq	pvh_boot(%rip), %rsi
	jmp	startup_64
SYM_CODE_END(pvh_long_mode)
#endif

	__INITDATA
	.balign	8
SYM_DATA_START_LOCAL(pvh_gdt)
	.quad	0
	.quad	GDT_ENTRY(0xc09b, 0, 0xfffff)	/* PVH_CS32 */
#ifdef CONFIG_X86_64
	.quad	GDT_ENTRY(0xa09b, 0, 0xfffff)	/* __BOOT_CS, 64-bit */
#else
	.quad	GDT_ENTRY(0xc09b, 0, 0xfffff)	/* __BOOT_CS */
#endif
	.quad	GDT_ENTRY(0xc093, 0, 0xfffff)	/* __BOOT_DS */
SYM_DATA_END_LABEL(pvh_gdt, SYM_L_LOCAL, pvh_gdt_end)

/* The limit; the base is set at run time */
SYM_DATA_LOCAL(pvh_gdt_ptr, .word pvh_gdt_end - pvh_gdt - 1; .long 0)

#ifdef PVH_STANDALONE
	.bss
#endif
	.balign	16
SYM_DATA_START_LOCAL(pvh_stack)
	.fill	PVH_STACK_SIZE, 1, 0
SYM_DATA_END_LABEL(pvh_stack, SYM_L_GLOBAL, pvh_stack_end)
#ifdef PVH_STANDALONE
	__INITDATA
#endif

#ifdef CONFIG_X86_64
/*
 * Page tables for the low 4 GiB, used until startup_64 has its own.
 * pvh_level2_pgt maps 2048 pages of 2 MiB.
 * The page behind it is for pvh_window(), which maps memory above 4 GiB.
 * pvh_level5_pgt is for 5-level paging.
 */
	.balign	PAGE_SIZE
SYM_DATA_START(pvh_page_tables)
SYM_INNER_LABEL(pvh_level5_pgt, SYM_L_LOCAL)
	.fill	PTRS_PER_PTE, 8, 0
SYM_INNER_LABEL(pvh_level4_pgt, SYM_L_LOCAL)
	.fill	PTRS_PER_PTE, 8, 0
SYM_INNER_LABEL(pvh_level3_pgt, SYM_L_LOCAL)
	.fill	PTRS_PER_PTE, 8, 0
SYM_INNER_LABEL(pvh_level2_pgt, SYM_L_LOCAL)
	.Lpage = 0
	.rept	4 * PTRS_PER_PMD
	.quad	(.Lpage << PMD_SHIFT) + (_KERNPG_TABLE_NOENC | _PAGE_PSE)
	.Lpage = .Lpage + 1
	.endr
	.fill	PTRS_PER_PMD, 8, 0
SYM_DATA_END(pvh_page_tables)
SYM_DATA_LOCAL(pvh_no5lvl, .ascii "no5lvl")

	/* Alignment, lowest and highest address to load the kernel at */
	ELFNOTE(Xen, XEN_ELFNOTE_PHYS32_RELOC,
		.long CONFIG_PHYSICAL_ALIGN;
		.long LOAD_PHYSICAL_ADDR;
		.long 0xffffffff)
#endif

	/*
	 * The entry reads its link address here as well. Eight bytes also in 32-bit
	 * kernels, as some loaders read eight.
	 */
#if PVH_BASE >= 613
	/* vmlinux.lds.S adds the note's own address, so that it is not relocated */
	ELFNOTE(Xen, XEN_ELFNOTE_PHYS32_ENTRY,
		.global xen_elfnote_phys32_entry;
		xen_elfnote_phys32_entry: .long xen_elfnote_phys32_entry_value - .;
		.long 0)
#else
	ELFNOTE(Xen, XEN_ELFNOTE_PHYS32_ENTRY,
		xen_elfnote_phys32_entry: .long pa(pvh_start);
		.long 0)
#endif
