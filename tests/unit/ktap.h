/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the unit tests have in common: each is a function; it fails with the
 * first complaint, and goes on.
 */
#ifndef KTAP_H
#define KTAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

struct test {
	const char *name;
	void (*run)(void);
};

#define TEST(name) { #name, name }

static bool ok;
static char complaint[4096];

__attribute__((format(printf, 1, 2)))
static void complain(const char *format, ...)
{
	va_list args;

	if (!ok)
		return;
	ok = false;
	va_start(args, format);
	vsnprintf(complaint, sizeof(complaint), format, args);
	va_end(args);
}

/* Runs each of @nr tests behind @begin, and returns what main() shall. */
static int run_tests(const struct test *tests, unsigned int nr,
		     void (*begin)(void))
{
	unsigned int i, failed = 0;

	printf("KTAP version 1\n1..%u\n", nr);
	for (i = 0; i < nr; i++) {
		begin();
		ok = true;
		tests[i].run();
		if (!ok) {
			failed++;
			printf("# %s\n", complaint);
		}
		printf("%s %u %s\n", ok ? "ok" : "not ok", i + 1, tests[i].name);
		fflush(stdout);
	}
	return !!failed;
}

#endif
