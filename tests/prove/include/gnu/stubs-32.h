/* SPDX-License-Identifier: GPL-2.0-only */
/* The C library's own is in a package for 32 bits; its other headers serve both. */
