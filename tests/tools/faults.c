// SPDX-License-Identifier: GPL-2.0-only
/*
 * To be preloaded: makes calls fail, according to FAULT=CALL=NUMBER[,CALL=NUMBER]. Each
 * fails with the error NUMBER; if that is negative the program gets the signal first; if it
 * is 0 only a part is read or written, and fsync() does nothing. Standard streams and small
 * sizes are not affected. "mmap" is that
 * of a file, which with 0 loses its contents afterwards. "reread" is a read() not of the first MiB, "tmpfile" an open() with
 * O_TMPFILE.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define SMALL_MEMORY	5000
#define PART		1000

static int number_for(const char *call)
{
	const char *fault = getenv("FAULT");
	size_t length = strlen(call);

	while (fault && (strncmp(fault, call, length) || fault[length] != '=')) {
		fault = strchr(fault, ',');
		fault += !!fault;
	}
	return fault ? atoi(fault + length + 1) : -1000;
}

/*
 * In tests that were started in the background some signals are ignored, which a shell
 * cannot change: reset them here, unless IGNORED is set.
 */
static void __attribute__((constructor)) heed_signals(void)
{
	static const int signals[] = { SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM };

	for (unsigned int i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		if (!getenv("IGNORED"))
			signal(signals[i], SIG_DFL);
}

static int fails(const char *call)
{
	int number = number_for(call);

	if (number < 0 && number > -1000) {
		setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
		raise(-number);
	}
	if (number <= 0)
		return 0;
	errno = number;
	return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t read(int fd, void *to, size_t size)
{
	if (fd > 2 && fails("read"))
		return -1;
	if (fd > 2 && lseek(fd, 0, SEEK_CUR) >= 1 << 20 && fails("reread"))
		return -1;
	if (!number_for("read") && size > PART)
		size = PART;
	return REAL(read)(fd, to, size);
}

ssize_t write(int fd, const void *from, size_t size)
{
	if (fd > 2 && fails("write"))
		return -1;
	if (!number_for("write") && size > PART)
		size = PART;
	return REAL(write)(fd, from, size);
}

int fsync(int fd)
{
	if (!number_for("fsync"))
		return 0;
	return fails("fsync") ? -1 : REAL(fsync)(fd);
}

int open(const char *path, int flags, ...)
{
	mode_t mode;
	va_list args;

	va_start(args, flags);
	mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
	va_end(args);
	if ((flags & O_TMPFILE) == O_TMPFILE && fails("tmpfile"))
		return -1;
	return REAL(open)(path, flags, mode);
}

int fchown(int fd, uid_t uid, gid_t gid)
{
	return fails("fchown") ? -1 : REAL(fchown)(fd, uid, gid);
}

int linkat(int from_dir, const char *from, int to_dir, const char *to, int flags)
{
	return fails("linkat") ? -1 : REAL(linkat)(from_dir, from, to_dir, to, flags);
}

int fchmod(int fd, mode_t mode)
{
	return fails("fchmod") ? -1 : REAL(fchmod)(fd, mode);
}

int close(int fd)
{
	struct stat st;
	int writing = !fstat(fd, &st) && S_ISREG(st.st_mode) && number_for("close") > 0 &&
		      lseek(fd, 0, SEEK_CUR) > 16384;
	int result = REAL(close)(fd);

	return writing && fails("close") ? -1 : result;
}

int rename(const char *from, const char *to)
{
	return fails("rename") ? -1 : REAL(rename)(from, to);
}

void *mmap(void *at, size_t size, int access, int flags, int fd, off_t offset)
{
	void *there = fd >= 0 && fails("mmap") ? MAP_FAILED :
		      REAL(mmap)(at, size, access, flags, fd, offset);
	char name[64];

	if (fd >= 0 && !number_for("mmap")) {
		snprintf(name, sizeof(name), "/proc/self/fd/%d", fd);
		if (truncate(name, 0))
			abort();
	}
	return there;
}

void *malloc(size_t size)
{
	return size > SMALL_MEMORY && fails("malloc") ? NULL : REAL(malloc)(size);
}

/* dlsym() itself wants some. */
extern void *__libc_calloc(size_t count, size_t size);

void *calloc(size_t count, size_t size)
{
	return count * size > SMALL_MEMORY && fails("calloc") ? NULL : __libc_calloc(count, size);
}
