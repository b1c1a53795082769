// SPDX-License-Identifier: GPL-2.0-only
/*
 * Work for a domain that is paused, saved or reduced in size meanwhile, which detects
 * any loss of its data:
 *
 *   work start N   starts N processes, which count together: each waits for the
 *                  next number from the one before it, writes it into its log and
 *                  over a page of its memory that must still hold what it wrote
 *                  there last, sleeps, looks at the clocks and passes it on
 *   work look WHO  reports their progress, as facts WHO.KEY=VALUE
 *   work stop WHO  stops them after each has checked all of its memory and its log,
 *                  and reports the same
 */
#include <fcntl.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#define MAX	8
#define PAGES	2048	/* of each process */
#define WORDS	512
#define SLEEP	1000000	/* ns */

static struct shared {
	volatile int processes, stop;
	struct process {
		volatile uint64_t steps, errors, gap, checked;
	} process[MAX];
} *shared;

static uint64_t clock_ns(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return t.tv_sec * 1000000000ull + t.tv_nsec;
}

/* The contents of page @page of process @n after it was written at @step. */
static uint64_t content(int n, unsigned int page, uint64_t step, int word)
{
	uint64_t v = ((step * MAX + n) * PAGES + page) * WORDS + word;

	v = (v ^ v >> 31) * 0x9e3779b97f4a7c15ull;
	return v ^ v >> 29;
}

static void write_page(int n, uint64_t *memory, unsigned int page, uint64_t step)
{
	int i;

	for (i = 0; i < WORDS; i++)
		memory[page * WORDS + i] = content(n, page, step, i);
}

static void check_page(int n, const uint64_t *memory, unsigned int page, uint64_t step)
{
	int i;

	for (i = 0; i < WORDS; i++)
		if (memory[page * WORDS + i] != content(n, page, step, i)) {
			shared->process[n].errors++;
			return;
		}
}

/* The step at which @page was written last, if @steps are done. */
static uint64_t last_step(uint64_t steps, unsigned int page)
{
	uint64_t back = (steps + PAGES - page) % PAGES;

	return steps > back ? steps - back : 0;
}

static void check_all(int n, const uint64_t *memory, int log, uint64_t steps)
{
	uint64_t number, step = 0;
	unsigned int i;

	for (i = 0; i < PAGES; i++)
		check_page(n, memory, i, last_step(steps, i));
	lseek(log, 0, SEEK_SET);
	while (read(log, &number, sizeof(number)) == sizeof(number))
		if (number != step++ * shared->processes + n)
			shared->process[n].errors++;
	if (step != steps)
		shared->process[n].errors++;
	shared->process[n].checked = 1;
}

static void process(int n, int from, int to)
{
	static const clockid_t clocks[] = { CLOCK_MONOTONIC, CLOCK_BOOTTIME, CLOCK_REALTIME };
	struct process *p = &shared->process[n];
	uint64_t number, before[3], after, *memory;
	char name[32];
	int log, i;

	snprintf(name, sizeof(name), "/tmp/work.%d", n);
	log = open(name, O_RDWR | O_CREAT | O_TRUNC | O_APPEND, 0600);
	memory = mmap(NULL, PAGES * WORDS * 8, PROT_READ | PROT_WRITE,
		      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (log < 0 || memory == MAP_FAILED)
		_exit(1);
	for (i = 0; i < PAGES; i++)
		write_page(n, memory, i, 0);
	while (read(from, &number, sizeof(number)) == sizeof(number)) {
		uint64_t step = p->steps + 1;

		if (shared->stop) {
			/* Pass it on to the others as well. */
			if (write(to, &number, sizeof(number)) != sizeof(number))
				p->errors++;
			break;
		}
		if (number != p->steps * shared->processes + n)
			p->errors++;
		check_page(n, memory, step % PAGES, last_step(p->steps, step % PAGES));
		write_page(n, memory, step % PAGES, step);
		if (write(log, &number, sizeof(number)) != sizeof(number))
			p->errors++;

		for (i = 0; i < 3; i++)
			before[i] = clock_ns(clocks[i]);
		nanosleep(&(struct timespec){ 0, SLEEP }, NULL);
		for (i = 0; i < 3; i++) {
			after = clock_ns(clocks[i]);
			if (after < before[i] + SLEEP)
				p->errors++;
			else if (!i && after - before[i] > p->gap)
				p->gap = after - before[i];
		}

		p->steps = step;
		number++;
		if (write(to, &number, sizeof(number)) != sizeof(number))
			p->errors++;
	}
	check_all(n, memory, log, p->steps);
	/* A process that still has to write needs a reader. */
	for (i = 0; i < shared->processes; i++)
		while (!shared->process[i].checked)
			usleep(10000);
	_exit(0);
}

static void start(int processes)
{
	int pipes[MAX][2], i;
	uint64_t first = 0;

	shared->processes = processes;
	for (i = 0; i < processes; i++)
		if (pipe(pipes[i])) {
			perror("pipe");
			exit(1);
		}
	for (i = 0; i < processes; i++)
		if (!fork())
			process(i, pipes[i][0], pipes[(i + 1) % processes][1]);
	if (write(pipes[0][1], &first, sizeof(first)) != sizeof(first))
		exit(1);
}

static void look(const char *who)
{
	uint64_t steps = 0, errors = 0, gap = 0, checked = 0;
	int i;

	for (i = 0; i < shared->processes; i++) {
		struct process *p = &shared->process[i];

		steps += p->steps;
		errors += p->errors;
		checked += p->checked;
		if (p->gap > gap)
			gap = p->gap;
		p->gap = 0;
	}
	printf("%s.steps=%llu\n%s.errors=%llu\n%s.gap_ms=%llu\n%s.checked=%llu\n",
	       who, (unsigned long long)steps, who, (unsigned long long)errors,
	       who, (unsigned long long)gap / 1000000, who, (unsigned long long)checked);
}

int main(int argc, char **argv)
{
	int fd = open("/tmp/work", O_RDWR | O_CREAT, 0600), i;

	if (argc != 3 || fd < 0 || ftruncate(fd, sizeof(*shared)))
		return 1;
	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (shared == MAP_FAILED)
		return 1;
	if (!strcmp(argv[1], "start")) {
		start(atoi(argv[2]));
		return 0;
	}
	if (!strcmp(argv[1], "stop")) {
		shared->stop = 1;
		for (i = 0; i < shared->processes; i++)
			while (!shared->process[i].checked)
				usleep(10000);
	}
	look(argv[2]);
	return 0;
}
