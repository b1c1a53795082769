// SPDX-License-Identifier: GPL-2.0-only
/*
 * Describes a kernel file, and prints which loaders can start it as a PVH kernel.
 *
 *	pvhinfo [--json] FILE
 */
#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/file.h"
#include "lib/inspect.h"
#include "lib/report.h"
#include "lib/version.h"

static const char usage[] =
	"usage: pvhinfo [--json] FILE\n"
	"\n"
	"Describes FILE, a vmlinux or other ELF file, a bzImage or the output of pvhwrap:\n"
	"format, notes, addresses, setup header, and which of QEMU, Firecracker, Cloud\n"
	"Hypervisor and Xen can start it as a PVH kernel, or the reason why not.\n"
	"\n"
	"  --json         write JSON, for programs\n"
	"  -h, --help     print this\n"
	"  -V, --version  print the version\n";

static int __attribute__((format(printf, 1, 2))) wrong_usage(const char *format, ...)
{
	va_list args;

	fputs("pvhinfo: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputs("; see pvhinfo --help\n", stderr);
	return 2;
}

/* Errors such as a full disk are only reported by fflush(). */
static int written(void)
{
	if (!ferror(stdout) && !fflush(stdout))
		return 0;
	fprintf(stderr, "pvhinfo: standard output: %s\n", strerror(errno));
	return 1;
}

static int inform(const char *path, bool json)
{
	struct report report = { .out = stdout, .json = json };
	struct inspection found;
	struct bytes file = { 0 };
	struct fault why = { "" };
	int status;

	if (read_file(path, &file, &why) && inspect(&file, &found, &why)) {
		report_inspection(&found, path, &report);
		free_inspection(&found);
		status = written();
	} else {
		fprintf(stderr, "pvhinfo: %s: %s\n", path, why.text);
		status = 1;
	}
	free(file.data);
	return status;
}

/* No values of letters, to detect unknown options. */
enum { JSON = 256, HELP, VERSION };

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "json", no_argument, NULL, JSON },
		{ "help", no_argument, NULL, HELP },
		{ "version", no_argument, NULL, VERSION },
		{ 0 },
	};
	bool json = false;
	int option;

	opterr = 0;
	while ((option = getopt_long(argc, argv, ":hV", options, NULL)) != -1) {
		switch (option) {
		case JSON:
			json = true;
			break;
		case HELP:
		case 'h':
			fputs(usage, stdout);
			return written();
		case VERSION:
		case 'V':
			puts("pvhinfo " TOOLS_VERSION);
			return written();
		default:
			if (optopt && optopt < JSON)
				return wrong_usage("'-%c' is not an option", optopt);
			return wrong_usage("'%s' is not an option", argv[optind - 1]);
		}
	}
	if (argc - optind != 1)
		return wrong_usage("give one FILE, not %d", argc - optind);
	return inform(argv[optind], json);
}
