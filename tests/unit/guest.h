/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The environment of the sources under test, on the host: a few kernel types, and a
 * guest memory. It is included before each source; struct boot_params is from the
 * host's copy of the kernel's user headers.
 */
#ifndef GUEST_H
#define GUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t u8;
typedef uint32_t u32;
typedef uint64_t u64;

#define U64_MAX UINT64_MAX

#ifndef CONFIG_X86_64
#define CONFIG_X86_64 1
#endif

/* 1 if the option is 1, 0 if it is 0 or no macro at all; for #if as well. */
#define IS_BUILTIN(option) IS_ONE(option)
#define IS_ENABLED(option) (IS_ONE(option) || IS_ONE(option##_MODULE))
#define IS_ONE(value) IS_ONE_(value)
#define IS_ONE_(value) SECOND_OF(BEHIND_##value 1, 0, 0)
#define BEHIND_1 ,
#define SECOND_OF(...) SECOND_OF_(__VA_ARGS__)
#define SECOND_OF_(first, second, ...) second

/**
 * guest_memory() - where guest memory lies on the host
 * @paddr: physical address
 * @size: bytes from there, all of which are wanted
 *
 * Return: those bytes, which may be written, until the next call; NULL if the
 * kernel cannot reach them.
 */
void *guest_memory(u64 paddr, u64 size);
#define pvh_memory(paddr, size) guest_memory(paddr, size)

/**
 * guest_has_memory() - whether a word of guest memory keeps what is written there
 * @paddr: physical address, below 4 GiB; not of what guest_memory() knows
 */
bool guest_has_memory(u64 paddr);
#define pvh_has_memory(paddr) guest_has_memory(paddr)

#endif
