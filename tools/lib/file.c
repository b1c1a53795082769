// SPDX-License-Identifier: GPL-2.0-only
/*
 * Read and write whole files, decode data in them, and report errors.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"

#define SIZE_LIMIT	(1UL << 31)

bool fault(struct fault *fault, const char *format, ...)
{
	va_list args;

	if (fault->text[0])
		return false;
	va_start(args, format);
	vsnprintf(fault->text, sizeof(fault->text), format, args);
	va_end(args);
	return false;
}

bool within(const struct bytes *file, uint64_t offset, uint64_t size)
{
	return offset <= file->size && size <= file->size - offset;
}

uint64_t little_endian(const uint8_t *from, size_t size)
{
	uint64_t value = 0;

	for (size_t i = size < 8 ? size : 8; i--;)
		value = value << 8 | from[i];
	return value;
}

void copy_text(char *to, size_t room, const uint8_t *from, size_t size)
{
	size_t i;

	for (i = 0; i < size && i < room - 1 && from[i]; i++)
		to[i] = from[i] >= ' ' && from[i] <= '~' ? from[i] : '?';
	to[i] = '\0';
	if (i > 2 && i < size && from[i])
		memcpy(to + i - 2, "..", 2);
}

/* Name of the type of a file that is not a regular file. */
static const char *kind_of(mode_t mode)
{
	switch (mode & S_IFMT) {
	case S_IFDIR:
		return "a directory";
	case S_IFBLK:
	case S_IFCHR:
		return "a device";
	case S_IFIFO:
		return "a pipe";
	case S_IFSOCK:
		return "a socket";
	default:
		return "not a regular file";
	}
}

static bool read_all(int fd, size_t size, struct bytes *bytes, struct fault *why)
{
	/* Exactly its size, so that a sanitizer detects reads past the end. */
	bytes->data = malloc(size);
	if (!bytes->data)
		return fault(why, "there is no memory for its %zu bytes", size);
	bytes->size = 0;
	while (bytes->size < size) {
		ssize_t n = read(fd, bytes->data + bytes->size, size - bytes->size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			fault(why, "cannot be read: %s", strerror(errno));
		else if (!n)
			fault(why, "ended at byte %zu of %zu, it is being modified; try again",
			      bytes->size, size);
		if (n <= 0) {
			free(bytes->data);
			*bytes = (struct bytes){ 0 };
			return false;
		}
		bytes->size += n;
	}
	return true;
}

static bool check_readable(int fd, struct stat *st, struct fault *why)
{
	if (fstat(fd, st))
		return fault(why, "cannot be read: %s", strerror(errno));
	if (!S_ISREG(st->st_mode))
		return fault(why, "is %s; give a file", kind_of(st->st_mode));
	if (!st->st_size)
		return fault(why, "is empty");
	if ((uintmax_t)st->st_size >= SIZE_LIMIT)
		return fault(why, "has %jd bytes; no file of 2 GiB or more is read",
			     (intmax_t)st->st_size);
	return true;
}

bool read_file(const char *path, struct bytes *bytes, struct fault *why)
{
	struct stat st;
	bool good;
	int fd;

	*bytes = (struct bytes){ 0 };
	/* Do not block on a pipe. */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return fault(why, "cannot be opened: %s", strerror(errno));
	good = check_readable(fd, &st, why) && read_all(fd, st.st_size, bytes, why);
	close(fd);
	return good;
}

/* File to remove if a signal ends the program; NULL if there is none. */
static const char *volatile unfinished;

static const int deadly[] = { SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM };
#define NR_DEADLY	(sizeof(deadly) / sizeof(deadly[0]))

static void end_by_signal(int number)
{
	if (unfinished)
		unlink(unfinished);
	/* With SA_RESETHAND this signal ends the program. */
	raise(number);
}

/*
 * While a file is being written: signals remove it, and exceeding the file size limit is
 * an error of write(). Signals that are ignored remain ignored.
 */
static void guard(struct sigaction *before)
{
	struct sigaction action = { .sa_handler = end_by_signal, .sa_flags = SA_RESETHAND };

	for (size_t i = 0; i < NR_DEADLY; i++) {
		sigaction(deadly[i], NULL, &before[i]);
		if (before[i].sa_handler == SIG_DFL)
			sigaction(deadly[i], &action, NULL);
	}
	action = (struct sigaction){ .sa_handler = SIG_IGN };
	sigaction(SIGXFSZ, &action, &before[NR_DEADLY]);
}

static void unguard(const struct sigaction *before)
{
	for (size_t i = 0; i < NR_DEADLY; i++)
		sigaction(deadly[i], &before[i], NULL);
	sigaction(SIGXFSZ, &before[NR_DEADLY], NULL);
}

static bool write_all(int fd, const struct bytes *bytes)
{
	size_t done = 0;

	while (done < bytes->size) {
		ssize_t n = write(fd, bytes->data + done, bytes->size - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (!n)
			errno = ENOSPC;
		if (n <= 0)
			return false;
		done += n;
	}
	return true;
}

/* The file name is only persistent once the directory is on disk. */
static bool sync_directory(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *name = slash == path ? strdup("/") :
		     slash ? strndup(path, slash - path) : strdup(".");
	int fd = name ? open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	/* A directory that cannot be read cannot be synced, nor can some file systems. */
	bool good = fd < 0 || !fsync(fd) || errno == EINVAL || errno == EROFS;

	if (fd >= 0)
		close(fd);
	free(name);
	return good;
}

/* Checks access, and sets @mode to the old mode of the file or the default. */
static bool check_writable(const char *path, mode_t *mode, struct fault *why)
{
	mode_t mask = umask(0);
	struct stat st;

	umask(mask);
	*mode = 0666 & ~mask;
	if (stat(path, &st)) {
		if (errno != ENOENT)
			return fault(why, "cannot be written: %s", strerror(errno));
		return lstat(path, &st) ||
		       fault(why, "is a dangling symbolic link; remove it, or create its target");
	}
	if (!S_ISREG(st.st_mode))
		return fault(why, "is %s; give the name of a file", kind_of(st.st_mode));
	/* rename() does not check this, but respect a write-protected file. */
	if (faccessat(AT_FDCWD, path, W_OK, AT_EACCESS))
		return fault(why, "cannot be written: %s", strerror(errno));
	*mode = st.st_mode & 0777;
	return true;
}

static bool fill_and_rename(int fd, const char *temporary, const char *path, mode_t mode,
			    const struct bytes *bytes)
{
	bool good = write_all(fd, bytes) && !fchmod(fd, mode) && !fsync(fd);
	int error = errno;

	/* Some file systems report a full disk only in close(). */
	if (close(fd) && good) {
		good = false;
		error = errno;
	}
	if (good && rename(temporary, path)) {
		good = false;
		error = errno;
	}
	errno = error;
	return good;
}

static bool replace(const char *path, mode_t mode, const struct bytes *bytes, struct fault *why)
{
	struct sigaction before[NR_DEADLY + 1];
	const char *slash = strrchr(path, '/');
	int directory = slash ? slash + 1 - path : 0;
	char temporary[PATH_MAX];
	sigset_t all, mask;
	bool good;
	int fd;

	/* Without the name of the file, which may have the maximum length. */
	if ((size_t)snprintf(temporary, sizeof(temporary), "%.*s.new-XXXXXX", directory, path) >=
	    sizeof(temporary))
		return fault(why, "cannot be written: %s", strerror(ENAMETOOLONG));

	/* No signal between creating the file and setting unfinished. */
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &mask);
	fd = mkostemp(temporary, O_CLOEXEC);
	if (fd < 0) {
		fault(why, "cannot be written: %s", strerror(errno));
		sigprocmask(SIG_SETMASK, &mask, NULL);
		return false;
	}
	unfinished = temporary;
	guard(before);
	sigprocmask(SIG_SETMASK, &mask, NULL);

	good = fill_and_rename(fd, temporary, path, mode, bytes);
	if (!good) {
		fault(why, "cannot be written: %s; no partial file is left", strerror(errno));
		unlink(temporary);
	}
	unfinished = NULL;
	unguard(before);
	if (good && !sync_directory(path))
		return fault(why, "is written, but perhaps not to the disk: %s", strerror(errno));
	return good;
}

bool write_file(const char *path, const struct bytes *bytes, struct fault *why)
{
	mode_t mode;
	char *real;
	bool good;

	if (!check_writable(path, &mode, why))
		return false;
	/* For a symbolic link, replace its target. */
	real = realpath(path, NULL);
	if (!real && errno != ENOENT)
		return fault(why, "cannot be written: %s", strerror(errno));
	good = replace(real ? real : path, mode, bytes, why);
	free(real);
	return good;
}
