/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The entry lies behind all memory that the kernel needs. Where RAM ends below, a loader
 * may enter it all the same. So tools/pvhwrap puts a copy of this file and of head.S, for
 * pvh_print, right behind the kernel's own bytes, where the decompressor has room that it
 * does not use yet, and lets loaders enter that. A kernel without its decompressor is
 * larger, so there it replaces the first bytes, which wrap.c puts back.
 */
#include <linux/init.h>
#include <linux/linkage.h>

#include "pvh.h"
#include "wrap.h"

	__INIT
	.code32
/* struct pvh_low, filled in by tools/pvhwrap */
SYM_DATA_LOCAL(to_entry, .long 0)
SYM_DATA_LOCAL(to_end, .long 0)

/* Entered as pvh_start, which has the reasons for the first lines. */
SYM_CODE_START(pvh_start_low)
	cld
	movl	%ebx, %edi
.Lborrow:
	movl	(%edi), %eax
	leal	4(%edi), %esp
	call	.Lhere
.Lhere:
	popl	%ebp
	movl	%eax, (%edi)
	xorl	%edi, %edi
	cmpl	%eax, %ebp
	je	.Lborrow
	subl	$(.Lhere - to_entry), %ebp

	/* Is there memory up to the end? Then its last word can be changed */
	movl	%ebp, %ecx
	addl	(to_end - to_entry)(%ebp), %ecx
	movl	-4(%ecx), %eax
	notl	-4(%ecx)
	xorl	-4(%ecx), %eax
	notl	-4(%ecx)
	incl	%eax
	jnz	.Lno_ram
	addl	(%ebp), %ebp
	addl	PVH_WRAP_ENTRY(%ebp), %ebp
	jmp	*%ebp

.Lno_ram:
	/* Only this is known to be RAM: the code up to here serves as a stack */
	leal	(low_sentence - to_entry)(%ebp), %esi
	leal	(.Lno_ram - to_entry)(%ebp), %esp
	andl	$~3, %esp
	pushl	$0
	pushl	%ecx
	movl	%esp, %edi
	call	pvh_print
.Lhalt:
	cli
	hlt
	jmp	.Lhalt
SYM_CODE_END(pvh_start_low)

SYM_DATA_LOCAL(low_sentence, .asciz "PVH: the kernel needs RAM up to %. Halted.\r\n")
