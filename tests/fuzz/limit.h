/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A limit of the processor time of one input. That of libFuzzer is of time on the clock, which
 * a busy host takes away.
 */
#ifndef FUZZ_LIMIT_H
#define FUZZ_LIMIT_H

#include <signal.h>
#include <stdlib.h>
#include <sys/time.h>
#include <unistd.h>

#define INPUT_SECONDS	10

/* libFuzzer keeps the input of an abort(). */
static void input_too_slow(int signal)
{
	static const char said[] = "ERROR: the input takes too much processor time\n";

	(void)signal;
	(void)!write(STDERR_FILENO, said, sizeof(said) - 1);
	abort();
}

/**
 * limit_input() - Abort if more than this is used from now on.
 * @seconds: of processor time, 0 for no limit
 */
static void limit_input(int seconds)
{
	const struct itimerval limit = { .it_value.tv_sec = seconds };

	signal(SIGPROF, input_too_slow);
	setitimer(ITIMER_PROF, &limit, NULL);
}

#endif
