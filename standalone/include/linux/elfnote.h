/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see environment.h. */
#pragma once
/* The notes are made by tools/pvhwrap. */
#define ELFNOTE(name, type, ...)
