/* SPDX-License-Identifier: GPL-2.0-only */
/* See asm/boot.h. */
