/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Notes defined by Xen, see elfnote.h in include/xen/interface.
 */
#ifndef XENNOTES_H
#define XENNOTES_H

#define XEN_NOTE_NAME		"Xen"
#define XEN_NOTE_FEATURES	10
#define XEN_NOTE_PHYS32_ENTRY	18
#define XEN_NOTE_PHYS32_RELOC	19

#endif
