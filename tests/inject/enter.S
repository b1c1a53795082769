/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The injector's PVH note for QEMU, its entry, and the jump to the kernel with the
 * state of `struct machine`, whose offsets are those of state.c.
 */
	.section .note.Xen, "a", @note
	.balign	4
	.long	4, 8, 18
	.asciz	"Xen"
	.long	_start, 0		/* QEMU reads eight bytes */

	.text
	.globl	_start
_start:
	cld
	mov	$stack_end, %esp
	push	%ebx
	call	start

	.globl	enter
enter:
	cli
	cmpl	$0, machine + 48	/* odd selectors */
	je	1f
	/* The CPU keeps the descriptors after the table is overwritten. */
	lgdt	odd_gdt_ptr
	mov	$0x2b, %eax
	mov	%eax, %ds
	mov	$0x33, %eax
	mov	%eax, %es
	mov	$0x40, %eax
	mov	%eax, %ss
	xor	%eax, %eax
	mov	%eax, %fs
	mov	%eax, %gs
	ljmp	$0x38, $2f
2:	lgdt	nothing
1:
	cmpl	$0, machine + 52	/* no IDT */
	je	1f
	lidt	nothing
1:
	mov	machine + 56, %eax
	mov	%eax, %cr2

	/* The number of instructions from here on is BEFORE_ENTRY in state.c. */
	mov	machine + 60, %eax	/* address of the HPET's switch, or of an unused word */
	movl	$1, (%eax)
	push	machine + 32
	popf
	mov	machine, %eax
	mov	machine + 4, %ebx
	mov	machine + 8, %ecx
	mov	machine + 12, %edx
	mov	machine + 16, %esi
	mov	machine + 20, %edi
	mov	machine + 24, %ebp
	mov	machine + 28, %esp
	jmp	*where + 16		/* struct places: entry */

	.globl	enter_long_mode
enter_long_mode:
	cli
	mov	long_mode_cr4, %eax
	mov	%eax, %cr4
	mov	long_mode_cr3, %eax
	mov	%eax, %cr3
	mov	$0xc0000080, %ecx	/* EFER */
	mov	$0x100, %eax		/* LME */
	xor	%edx, %edx
	wrmsr
	lgdt	long_mode_gdt_ptr
	mov	$0x80000001, %eax	/* PG, PE */
	mov	%eax, %cr0
	ljmp	$0x08, $1f
	.code64
1:	mov	$0x10, %eax
	cmpl	$0, machine + 48(%rip)	/* odd selectors: none */
	je	2f
	xor	%eax, %eax
2:	mov	%eax, %ds
	mov	%eax, %es
	mov	%eax, %ss
	lidt	nothing(%rip)
	mov	machine + 20(%rip), %esi
	shl	$32, %rsi
	mov	machine + 16(%rip), %eax
	or	%rax, %rsi
	mov	$0x8ff0, %esp
	mov	%rsp, %rbp
	jmp	*e_entry(%rip)
	.code32

	.data
	.balign	8
long_mode_gdt:
	.quad	0
	.quad	0x00af9b000000ffff	/* 0x08: 64-bit code */
	.quad	0x00cf93000000ffff	/* 0x10: flat data */
long_mode_gdt_ptr:
	.word	. - long_mode_gdt - 1
	.long	long_mode_gdt, 0
odd_gdt:
	.fill	5, 8, 0
	.quad	0x00cff2000000ffff	/* 0x28: flat data, DPL 3 */
	.quad	0x00cff2000000ffff	/* 0x30 */
	.quad	0x00cf9a000000ffff	/* 0x38: flat code */
	.quad	0x00cf92000000ffff	/* 0x40: flat data */
odd_gdt_ptr:
	.word	. - odd_gdt - 1
	.long	odd_gdt
nothing:
	.word	0
	.long	0, 0		/* 64-bit code reads eight bytes */

	.bss
	.balign	16
	.fill	8192
stack_end:

	.section .note.GNU-stack, "", @progbits
