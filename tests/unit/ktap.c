// SPDX-License-Identifier: GPL-2.0-only
/* Running tests, see ktap.h. */
#include <stdarg.h>
#include <stdio.h>

#include "ktap.h"

static bool ok;
static char complaint[8192];

void complain(const char *format, ...)
{
	va_list args;

	if (!ok)
		return;
	ok = false;
	va_start(args, format);
	vsnprintf(complaint, sizeof(complaint), format, args);
	va_end(args);
}

static bool run_indented(const struct test *tests, unsigned int nr,
			 void (*begin)(void), const char *indent)
{
	bool all_ok = true;
	unsigned int i;

	printf("%sKTAP version 1\n%s1..%u\n", indent, indent, nr);
	for (i = 0; i < nr; i++) {
		ok = true;
		begin();
		tests[i].run();
		if (!ok) {
			all_ok = false;
			printf("%s# %s\n", indent, complaint);
		}
		printf("%s%s %u %s\n", indent, ok ? "ok" : "not ok", i + 1,
		       tests[i].name);
		fflush(stdout);
	}
	return all_ok;
}

int run_tests(const struct test *tests, unsigned int nr, void (*begin)(void))
{
	return !run_indented(tests, nr, begin, "");
}

int run_suites(const struct suite *suites, unsigned int nr,
	       void (*begin)(void))
{
	unsigned int i, failed = 0;

	printf("KTAP version 1\n1..%u\n", nr);
	for (i = 0; i < nr; i++) {
		bool all_ok = run_indented(suites[i].tests, suites[i].nr,
					   begin, "  ");

		failed += !all_ok;
		printf("%s %u %s\n", all_ok ? "ok" : "not ok", i + 1,
		       suites[i].name);
	}
	return !!failed;
}
