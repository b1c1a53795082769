// SPDX-License-Identifier: GPL-2.0-only
/*
 * Runs a command, which must not take more memory than some KiB at any time.
 *
 *	in-memory KIB COMMAND [ARG]..
 *
 * Ends with the status of the command; or with 125 and a message if it took more.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	struct rusage used;
	int status;
	pid_t child;

	if (argc < 3)
		return 126;
	child = fork();
	if (!child) {
		execvp(argv[2], argv + 2);
		_exit(127);
	}
	if (child < 0 || wait4(child, &status, 0, &used) != child || !WIFEXITED(status))
		return 126;
	if (used.ru_maxrss > atol(argv[1])) {
		fprintf(stderr, "it took %ld KiB of memory\n", used.ru_maxrss);
		return 125;
	}
	return WEXITSTATUS(status);
}
