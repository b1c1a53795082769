// SPDX-License-Identifier: GPL-2.0-only
/*
 * Describes a kernel file, and prints which loaders can start it as a PVH kernel.
 *
 *	pvhinfo [--mem SIZE [--initrd INITRD]] [--json] FILE..
 *	pvhinfo --loader NAME[:VERSION][,machine=MACHINE][,firmware=FIRMWARE]
 *		[--mem SIZE [--initrd INITRD]] [--json] FILE..
 */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/file.h"
#include "lib/inspect.h"
#include "lib/report.h"
#include "lib/version.h"

static const char usage[] =
	"usage: pvhinfo [--mem SIZE [--initrd INITRD]] [--json] FILE..\n"
	"       pvhinfo --loader LOADER [--mem SIZE [--initrd INITRD]] [--json] FILE..\n"
	"\n"
	"Describes each FILE, a vmlinux or other ELF file, a bzImage or the output of pvhwrap:\n"
	"format, notes, addresses, setup header, and which loaders (QEMU, Firecracker, Cloud\n"
	"Hypervisor, Xen and others) can start it as a PVH kernel, or the reason why not.\n"
	"A FILE - is standard input, once.\n"
	"\n"
	"  --loader LOADER  only whether this one starts it as a PVH kernel, and exit with 0\n"
	"                   if so, with 1 if not: NAME[:VERSION][,machine=M][,firmware=F]\n"
	"  --mem SIZE       whether it fits in a guest with that many MiB of RAM, or with a\n"
	"                   suffix K, M or G; and the least memory that would do\n"
	"  --initrd INITRD  with an initrd: a file, or a size as for --mem\n"
	"  --json           write JSON, for programs\n"
	"  -h, --help       print this\n"
	"  -V, --version    print the version\n";

/* Exit codes with --loader; without, 2 is wrong options, and 1 any other error. */
enum { TAKEN = 0, REFUSED = 1, FAILED = 1, UNKNOWN = 2 };

static int __attribute__((format(printf, 1, 2))) wrong_usage(const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	fputs("pvhinfo: ", stderr);
	put_plain(stderr, text);
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

static void complain(const char *path, const struct fault *why)
{
	fputs("pvhinfo: ", stderr);
	put_plain(stderr, input_name(path));
	fprintf(stderr, ": %s\n", why->text);
}

/*
 * Reads the front of a file only, if that tells all; false if the whole is to be read, or
 * if there is an error, which view_file() reports. So a large file of another kind costs
 * neither time nor memory.
 */
static bool read_front(const char *path, struct bytes *front, uint64_t *size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	ssize_t n = -1;

	if (fd < 0)
		return false;
	front->data = malloc(INSPECT_FRONT);
	if (front->data && !fstat(fd, &st) && S_ISREG(st.st_mode))
		n = pread(fd, front->data, INSPECT_FRONT, 0);
	close(fd);
	front->size = n > 0 ? n : 0;
	if (n > 0 && !is_readable(front)) {
		*size = st.st_size;
		return true;
	}
	free(front->data);
	*front = (struct bytes){ 0 };
	return false;
}

static bool read_some(const char *path, struct bytes *file, uint64_t *size, struct fault *why)
{
	if (!is_standard(path) && read_front(path, file, size))
		return true;
	if (!view_file(path, file, why))
		return false;
	*size = file->size;
	return true;
}

/* What is asked: with @spec only about a loader. Without, @host has the guest only. */
struct question {
	const char *spec;
	struct host host;
	bool json;
};

/* So begin all faults of inspect() that are no faults of the file. */
#define NO_MEMORY	"there is no memory"

/*
 * Describes a file, or with @host answers for that. What cannot be read may be a good
 * kernel, what is damaged is none.
 */
static int inform(const char *path, const struct question *ask)
{
	const struct host *host = ask->spec ? &ask->host : NULL;
	struct report report = { .out = stdout, .json = ask->json };
	struct inspection found = { .size = 0 };
	struct bytes file = { 0 };
	struct fault why = { "" };
	uint64_t size;
	int status = TAKEN;
	bool whole;

	if (!read_some(path, &file, &size, &why)) {
		complain(path, &why);
		return host ? UNKNOWN : FAILED;
	}
	whole = inspect(&file, &found, &why);
	found.size = size;
	if (host && !strncmp(why.text, NO_MEMORY, strlen(NO_MEMORY))) {
		complain(path, &why);
		status = UNKNOWN;
	} else if (host) {
		if (!report_verdict(whole ? &found : NULL, &why, input_name(path), ask->spec, host,
				    &report))
			status = REFUSED;
	} else if (whole) {
		report_inspection(&found, input_name(path), ask->host.guest, &report);
	} else {
		complain(path, &why);
		status = FAILED;
	}
	free_inspection(&found);
	end_view(&file);
	if (written())
		return host ? UNKNOWN : FAILED;
	return status;
}

/* A report that is not complete is not written. */
static int inform_whole(const char *path, const struct question *ask)
{
	if (!sigsetjmp(file_ended, 1))
		return inform(path, ask);
	__fpurge(stdout);
	complain(path, &file_ended_why);
	return ask->spec ? UNKNOWN : FAILED;
}

/* More than any report has. */
static char report_buffer[1 << 20];

/* The worst exit code is that of all. */
static int inform_all(char *const *paths, const struct question *ask)
{
	int worst = TAKEN;

	setvbuf(stdout, report_buffer, _IOFBF, sizeof(report_buffer));
	for (size_t i = 0; paths[i]; i++) {
		int status;

		if (i && !ask->spec && !ask->json)
			putchar('\n');
		status = inform_whole(paths[i], ask);
		if (status > worst)
			worst = status;
	}
	return worst;
}

/* No values of letters, to detect unknown options. */
enum { JSON = 256, LOADER, MEM, INITRD, HELP, VERSION };

static int ask_all(char *const *paths, struct question *ask, const char *mem, const char *initrd)
{
	size_t standard = initrd && is_standard(initrd);
	struct guest guest = { 0 };
	struct fault why = { "" };

	if (!paths[0])
		return wrong_usage("give a FILE");
	for (size_t i = 0; paths[i]; i++) {
		if (!paths[i][0])
			return wrong_usage("a FILE has an empty name");
		standard += is_standard(paths[i]);
	}
	if (standard > 1)
		return wrong_usage("- is given %zu times, but there is one standard input", standard);
	if (ask->spec && !parse_host(ask->spec, &ask->host, &why))
		return wrong_usage("%s", why.text);
	if (initrd && !mem)
		return wrong_usage("--initrd is only for --mem; give the SIZE of the memory");
	if (mem) {
		if (!parse_memory(mem, &guest.memory))
			return wrong_usage("--mem is '%s'; give a number of MiB, or one with K, M or G",
					   mem);
		ask->host.guest = &guest;
	}
	if (initrd && !find_initrd(initrd, &guest, &why)) {
		complain(initrd, &why);
		return ask->spec ? UNKNOWN : FAILED;
	}
	return inform_all(paths, ask);
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "json", no_argument, NULL, JSON },
		{ "loader", required_argument, NULL, LOADER },
		{ "mem", required_argument, NULL, MEM },
		{ "initrd", required_argument, NULL, INITRD },
		{ "help", no_argument, NULL, HELP },
		{ "version", no_argument, NULL, VERSION },
		{ 0 },
	};
	const char *mem = NULL, *initrd = NULL;
	struct question ask = { 0 };
	int option;

	opterr = 0;
	while ((option = getopt_long(argc, argv, ":hV", options, NULL)) != -1) {
		switch (option) {
		case JSON:
			ask.json = true;
			break;
		case LOADER:
			ask.spec = optarg;
			break;
		case MEM:
			mem = optarg;
			break;
		case INITRD:
			initrd = optarg;
			break;
		case HELP:
		case 'h':
			fputs(usage, stdout);
			return written();
		case VERSION:
		case 'V':
			puts("pvhinfo " TOOLS_VERSION);
			return written();
		case ':':
			return wrong_usage("%s needs a value", argv[optind - 1]);
		default:
			if (optopt && optopt < JSON)
				return wrong_usage("'-%c' is not an option", optopt);
			return wrong_usage("'%s' is not an option", argv[optind - 1]);
		}
	}
	return ask_all(argv + optind, &ask, mem, initrd);
}
