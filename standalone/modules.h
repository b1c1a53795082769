/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Modules in the stand-alone entry.
 */
#ifndef MODULES_H
#define MODULES_H

#include "pvh.h"

u32 wrap_nr_modules(const struct hvm_start_info *info);
bool wrap_get_module(struct hvm_modlist_entry *module, const struct hvm_start_info *info,
		     u32 i);
bool wrap_is_seed(const struct hvm_modlist_entry *module);
void wrap_cut_seed(const struct hvm_start_info *info, u64 paddr, u32 size);
void wrap_take_seeds(struct boot_params *params, const struct hvm_start_info *info);

#endif /* MODULES_H */
