/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * For programs without a libc: functions that gcc may call, and helpers for strings.
 */
#ifndef FREESTANDING_H
#define FREESTANDING_H

#include <stddef.h>
#include <stdint.h>

/* Provided by the program. */
static void put_char(char c);

void *memcpy(void *to, const void *from, size_t n);
void *memset(void *to, int c, size_t n);

/* By words: emulators take as long for a byte. Any file's copy will do. */
__attribute__((weak)) void *memcpy(void *to, const void *from, size_t n)
{
	size_t words = n / 4, rest = n % 4;
	void *t = to;

	__asm__ volatile("rep movsl"
			 : "+D"(t), "+S"(from), "+c"(words) : : "memory");
	__asm__ volatile("rep movsb"
			 : "+D"(t), "+S"(from), "+c"(rest) : : "memory");
	return to;
}

__attribute__((weak)) void *memset(void *to, int c, size_t n)
{
	void *t = to;

	__asm__ volatile("rep stosb" : "+D"(t), "+c"(n) : "a"(c) : "memory");
	return to;
}

static inline size_t length(const char *s)
{
	size_t n = 0;

	while (s[n])
		n++;
	return n;
}

/* If @s begins with @prefix: what follows it, else NULL. */
static inline const char *after(const char *s, const char *prefix)
{
	while (*prefix)
		if (*s++ != *prefix++)
			return NULL;
	return s;
}

static inline void put_string(const char *s)
{
	while (*s)
		put_char(*s++);
}

static inline void put_hex(uint64_t v)
{
	int shift = 60;

	put_string("0x");
	while (shift && !(v >> shift & 15))
		shift -= 4;
	for (; shift >= 0; shift -= 4)
		put_char("0123456789abcdef"[v >> shift & 15]);
}

#endif
