/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Common code of the unit tests: each test is a function. It fails at the first
 * complaint, but is continued.
 */
#ifndef KTAP_H
#define KTAP_H

#include <stdbool.h>

struct test {
	const char *name;
	void (*run)(void);
};

#define TEST(name) { #name, name }

struct suite {
	const char *name;
	const struct test *tests;
	unsigned int nr;
};

__attribute__((format(printf, 1, 2)))
void complain(const char *format, ...);

/* Runs each of @nr tests behind @begin, and returns what main() shall. */
int run_tests(const struct test *tests, unsigned int nr, void (*begin)(void));
int run_suites(const struct suite *suites, unsigned int nr,
	       void (*begin)(void));

#endif
