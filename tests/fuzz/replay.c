// SPDX-License-Identifier: GPL-2.0-only
/*
 * Runs the fuzzer's guests without the fuzzer.
 *
 *	replay SEEDS..			each seed as a test, KTAP
 *	replay --write DIR SEEDS..	each seed as a file of the fuzzer's corpus
 *	replay --input FILE		one input of the fuzzer: print it, and its failure
 */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "seeds.h"

static struct seed seed;
static uint8_t bytes[1 << 22];

static FILE *must_open(const char *path, const char *mode)
{
	FILE *file = fopen(path, mode);

	if (!file) {
		fprintf(stderr, "error: %s cannot be opened\n", path);
		exit(2);
	}
	return file;
}

static void must_close(FILE *file, const char *path)
{
	if (fclose(file)) {
		fprintf(stderr, "error: %s cannot be written; is the disk full?\n", path);
		exit(2);
	}
}

/* Of the values of a refusal, the first are enough. */
static bool as_expected(const char *expect, const char *outcome)
{
	size_t n = strlen(expect);

	return !strncmp(expect, outcome, n) &&
	       (!outcome[n] || (outcome[n] == ' ' && !strncmp(outcome, "PVH", 3)));
}

static unsigned int count(int nr, char **paths)
{
	unsigned int n = 0;

	for (int i = 0; i < nr; i++) {
		FILE *file = must_open(paths[i], "r");

		while (seed_read(&seed, file, paths[i])) {
			guest_free(&seed.guest);
			n++;
		}
		fclose(file);
	}
	return n;
}

static int replay(int nr, char **paths)
{
	unsigned int n = 0, failed = 0;

	printf("KTAP version 1\n1..%u\n", count(nr, paths));
	for (int i = 0; i < nr; i++) {
		FILE *file = must_open(paths[i], "r");

		while (seed_read(&seed, file, paths[i])) {
			static struct model m;
			const char *why = check_guest(&seed.guest, &m);
			char outcome[sizeof(seed.expect)];
			bool good = !why;

			seed_outcome(&seed.guest, &m, outcome, sizeof(outcome));
			if (why) {
				printf("# %s\n", why);
			} else if (!as_expected(seed.expect, outcome)) {
				printf("# the seed expects '%s', code and model say '%s'\n",
				       seed.expect, outcome);
				good = false;
			}
			failed += !good;
			printf("%s %u %s\n", good ? "ok" : "not ok", ++n,
			       seed.name);
			fflush(stdout);
			guest_free(&seed.guest);
		}
		fclose(file);
	}
	return failed || !n;
}

static int write_corpus(const char *dir, int nr, char **paths)
{
	for (int i = 0; i < nr; i++) {
		FILE *file = must_open(paths[i], "r");

		while (seed_read(&seed, file, paths[i])) {
			size_t size = guest_encode(&seed.guest, bytes,
						   sizeof(bytes));
			char path[4096];
			FILE *to;

			snprintf(path, sizeof(path), "%s/%s", dir, seed.name);
			to = must_open(path, "wb");
			fwrite(bytes, 1, size, to);
			must_close(to, path);
			guest_free(&seed.guest);
		}
		fclose(file);
	}
	return 0;
}

static int check_input(const char *path)
{
	FILE *file = must_open(path, "rb");
	size_t size = fread(bytes, 1, sizeof(bytes), file);
	static struct model m;
	const char *why;
	char outcome[sizeof(seed.expect)];

	fclose(file);
	guest_decode(&seed.guest, bytes, size);
	seed_print(&seed.guest, stdout);
	fflush(stdout);
	why = check_guest(&seed.guest, &m);
	seed_outcome(&seed.guest, &m, outcome, sizeof(outcome));
	printf("expect %s\n", outcome);
	if (why)
		printf("# %s\n", why);
	guest_free(&seed.guest);
	return !!why;
}

int main(int argc, char **argv)
{
	if (argc > 3 && !strcmp(argv[1], "--write"))
		return write_corpus(argv[2], argc - 3, argv + 3);
	if (argc == 3 && !strcmp(argv[1], "--input"))
		return check_input(argv[2]);
	if (argc > 1 && argv[1][0] != '-')
		return replay(argc - 1, argv + 1);
	fprintf(stderr, "error: give SEEDS.., --write DIR SEEDS.. or --input FILE\n");
	return 2;
}
