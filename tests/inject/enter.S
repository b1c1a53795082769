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

	.data
	.balign	8
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
	.long	0

	.bss
	.balign	16
	.fill	8192
stack_end:

	.section .note.GNU-stack, "", @progbits
