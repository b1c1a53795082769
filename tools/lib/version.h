/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The version of the host tools, for --version.
 */
#ifndef VERSION_H
#define VERSION_H

#define TOOLS_VERSION	"1.0"

#endif
