/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see environment.h. */
#pragma once
/* There is no unwinder. */
#define UNWIND_HINT_END_OF_STACK
#define ANNOTATE_NOENDBR
#define ANNOTATE_INTRA_FUNCTION_CALL
