/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see environment.h. */
#pragma once
#define MSR_EFER	0xc0000080
#define EFER_LME	(1 << 8)
