/* SPDX-License-Identifier: GPL-2.0-only */
/* Stands in for the kernel header of this name, see environment.h. */
#pragma once
#define BUILD_BUG_ON(condition) _Static_assert(!(condition), #condition)
#define static_assert(condition) _Static_assert(condition, #condition)
