// SPDX-License-Identifier: GPL-2.0-only
/*
 * Read and write whole files, decode data in them, and report errors.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "file.h"

#define SIZE_LIMIT	(1UL << 31)
#define CHUNK		(1 << 20)	/* bytes that are copied at once */

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

static bool modified(struct fault *why, uint64_t at, uint64_t size)
{
	return fault(why, "ended at byte %" PRIu64 " of %" PRIu64 ", it is being modified; try again",
		     at, size);
}

static bool cannot_write(struct fault *why)
{
	return fault(why, "cannot be written: %s", strerror(errno));
}

static bool none_left(struct fault *why)
{
	return fault(why, "cannot be written: %s; no partial file is left", strerror(errno));
}

static bool read_all(int fd, void *to, size_t size, struct fault *why)
{
	size_t done = 0;

	while (done < size) {
		ssize_t n = read(fd, (char *)to + done, size - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fault(why, "cannot be read: %s", strerror(errno));
		if (!n)
			return modified(why, done, size);
		done += n;
	}
	return true;
}

static bool write_all(int fd, const void *from, size_t size)
{
	size_t done = 0;

	while (done < size) {
		ssize_t n = write(fd, (const char *)from + done, size - done);

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

/* A file without a name, which ends with this program. */
static int open_scratch(void)
{
	FILE *file = tmpfile();
	int fd = file ? fcntl(fileno(file), F_DUPFD_CLOEXEC, 3) : -1;

	if (file)
		fclose(file);
	return fd;
}

static bool too_large(struct fault *why, intmax_t size)
{
	return fault(why, "has %jd bytes; no file of 2 GiB or more is read", size);
}

static bool spool(int from, int to, struct fault *why)
{
	static char buffer[CHUNK];
	uint64_t size = 0;
	ssize_t n;

	while ((n = read(from, buffer, sizeof(buffer)))) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fault(why, "cannot be read: %s", strerror(errno));
		if (!write_all(to, buffer, n))
			return fault(why, "cannot be kept in a temporary file: %s",
				     strerror(errno));
		size += n;
		if (size >= SIZE_LIMIT)
			return too_large(why, size);
	}
	return true;
}

/* What is no file, as it comes from a pipe, is copied to one. */
static int open_standard_input(struct fault *why)
{
	struct stat st;
	int fd;

	if (fstat(STDIN_FILENO, &st) || S_ISDIR(st.st_mode) || S_ISREG(st.st_mode)) {
		fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
		if (fd < 0)
			fault(why, "cannot be read: %s", strerror(errno));
		return fd;
	}
	fd = open_scratch();
	if (fd < 0)
		fault(why, "cannot be kept in a temporary file: %s", strerror(errno));
	if (fd < 0 || spool(STDIN_FILENO, fd, why))
		return fd;
	close(fd);
	return -1;
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
		return too_large(why, st->st_size);
	return true;
}

bool is_standard(const char *path)
{
	return !strcmp(path, "-");
}

const char *input_name(const char *path)
{
	return is_standard(path) ? "standard input" : path;
}

int open_input(const char *path, uint64_t *size, struct fault *why)
{
	struct stat st;
	int fd;

	if (is_standard(path)) {
		fd = open_standard_input(why);
	} else {
		/* Do not block on a pipe. */
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
		if (fd < 0)
			fault(why, "cannot be opened: %s", strerror(errno));
	}
	if (fd < 0)
		return -1;
	if (!check_readable(fd, &st, why)) {
		close(fd);
		return -1;
	}
	*size = st.st_size;
	return fd;
}

bool read_piece(const struct piece *piece, struct bytes *bytes, struct fault *why)
{
	/* Exactly its size, so that a sanitizer detects reads past the end. */
	*bytes = (struct bytes){ malloc(piece->size), piece->size };
	if (!bytes->data)
		fault(why, "there is no memory for its %" PRIu64 " bytes", piece->size);
	/* Standard input may have been read before. */
	if (bytes->data && lseek(piece->fd, piece->offset, SEEK_SET) >= 0 &&
	    read_all(piece->fd, bytes->data, piece->size, why))
		return true;
	free(bytes->data);
	*bytes = (struct bytes){ 0 };
	return false;
}

sigjmp_buf file_ended;
const struct fault file_ended_why = {
	"ended while it was read, it is being modified; try again",
};

/* The file that is mapped. */
static struct bytes mapped;

static bool is_mapped(const uint8_t *at)
{
	return mapped.data && at >= mapped.data && at < mapped.data + mapped.size;
}

void end_view(struct bytes *bytes)
{
	if (mapped.data && bytes->data == mapped.data) {
		munmap(mapped.data, mapped.size);
		mapped.data = NULL;
	} else {
		free(bytes->data);
	}
	*bytes = (struct bytes){ 0 };
}

static void go_on_without(int number, siginfo_t *info, void *context)
{
	(void)context;
	if (is_mapped(info->si_addr))
		siglongjmp(file_ended, 1);
	/* It happens again. */
	signal(number, SIG_DFL);
}

static bool map_file(int fd, uint64_t size, struct bytes *bytes, struct fault *why)
{
	struct sigaction action = { .sa_sigaction = go_on_without, .sa_flags = SA_SIGINFO };
	void *at = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);

	if (at == MAP_FAILED)
		return fault(why, "there is no memory to map its %" PRIu64 " bytes: %s", size,
			     strerror(errno));
	/* Of one that ended while it was used. */
	end_view(&mapped);
	mapped = *bytes = (struct bytes){ at, size };
	sigaction(SIGBUS, &action, NULL);
	return true;
}

/* Files that are larger than @copied are mapped. */
static bool get_file(const char *path, uint64_t copied, struct bytes *bytes, struct fault *why)
{
	struct piece whole = { 0 };
	bool good;

	*bytes = (struct bytes){ 0 };
	whole.fd = open_input(path, &whole.size, why);
	if (whole.fd < 0)
		return false;
	good = whole.size <= copied ? read_piece(&whole, bytes, why) :
				      map_file(whole.fd, whole.size, bytes, why);
	close(whole.fd);
	return good;
}

bool read_file(const char *path, struct bytes *bytes, struct fault *why)
{
	return get_file(path, UINT64_MAX, bytes, why);
}

bool view_file(const char *path, struct bytes *bytes, struct fault *why)
{
	return get_file(path, VIEW_COPIED, bytes, why);
}

/* Only of a mapped file: other memory would lose what is in it. */
static void let_go(const uint8_t *from, size_t size)
{
	uintptr_t page = sysconf(_SC_PAGESIZE), start = (uintptr_t)from & -page;

	if (is_mapped(from))
		madvise((void *)start, (uintptr_t)from + size - start, MADV_DONTNEED);
}

uint32_t sum_bytes(uint32_t sum, const uint8_t *from, size_t size)
{
	while (size) {
		size_t n = size < CHUNK ? size : CHUNK;

		sum = crc32_z(sum, from, n);
		let_go(from, n);
		from += n;
		size -= n;
	}
	return sum;
}

/* CRC-32 of zeros, from those of 1, 2, 4 .. of them. */
static uint32_t sum_of_zeros(uint64_t size)
{
	uint32_t sum = 0, power = crc32(0, (const Bytef *)"", 1);

	for (uint64_t length = 1; size; size >>= 1, length <<= 1) {
		if (size & 1)
			sum = crc32_combine(sum, power, length);
		power = crc32_combine(power, power, length);
	}
	return sum;
}

/* Return: size of the hole at an offset; 0 if there is data, or nobody can tell. */
static uint64_t hole_at(int fd, uint64_t at, uint64_t size)
{
	off_t data = lseek(fd, at, SEEK_DATA);

	if (data < 0)
		return errno == ENXIO ? size - at : 0;
	return (uint64_t)data > size ? size - at : data - at;
}

static uint64_t data_at(int fd, uint64_t at, uint64_t size)
{
	off_t hole = lseek(fd, at, SEEK_HOLE);

	return hole < 0 || (uint64_t)hole > size ? size - at : hole - at;
}

bool copy_sparse(const struct piece *from, int to, uint64_t at, uint32_t *sum,
		 struct fault *unread, struct fault *unwritten)
{
	static char buffer[CHUNK];
	uint64_t done, n, end = from->offset + from->size;
	struct stat st;

	*sum = 0;
	for (done = from->offset; done < end; done += n) {
		n = hole_at(from->fd, done, end);
		if (n) {
			*sum = crc32_combine(*sum, sum_of_zeros(n), n);
			continue;
		}
		n = data_at(from->fd, done, end);
		if (n > sizeof(buffer))
			n = sizeof(buffer);
		if (lseek(from->fd, done, SEEK_SET) < 0)
			return fault(unread, "cannot be read: %s", strerror(errno));
		if (!read_all(from->fd, buffer, n, unread))
			return false;
		*sum = crc32_z(*sum, (const Bytef *)buffer, n);
		if (lseek(to, at + done - from->offset, SEEK_SET) < 0 || !write_all(to, buffer, n))
			return none_left(unwritten);
	}
	/* What was cut off looked like a hole. */
	if (fstat(from->fd, &st) || (uint64_t)st.st_size < end)
		return modified(unread, st.st_size, end);
	if (ftruncate(to, at + from->size))
		return none_left(unwritten);
	return true;
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

struct output {
	char *target;			/* NULL for standard output */
	char *temporary;		/* a name beside it */
	bool named;			/* whether the file has that name */
	int fd;
	mode_t mode;
	bool replaces;
	uid_t uid;
	gid_t gid;
	struct sigaction before[NR_DEADLY + 1];
};

/* Checks access, and gets mode and owner that the file shall have. */
static bool check_writable(const char *path, struct output *output, struct fault *why)
{
	mode_t mask = umask(0);
	struct stat st;

	umask(mask);
	output->mode = 0666 & ~mask;
	if (stat(path, &st)) {
		if (errno != ENOENT)
			return cannot_write(why);
		return lstat(path, &st) ||
		       fault(why, "is a dangling symbolic link; remove it, or create its target");
	}
	if (!S_ISREG(st.st_mode))
		return fault(why, "is %s; give a file", kind_of(st.st_mode));
	/* rename() would not respect a write-protected file. */
	if (faccessat(AT_FDCWD, path, W_OK, AT_EACCESS))
		return cannot_write(why);
	output->mode = st.st_mode & 0777;
	output->replaces = true;
	output->uid = st.st_uid;
	output->gid = st.st_gid;
	return true;
}

/*
 * Owner first, as that may change the mode. Where the group cannot be kept, another one
 * gets no more rights than all others.
 */
static bool keep_owner_and_mode(const struct output *output)
{
	mode_t mode = output->mode;
	struct stat st;

	if (fstat(output->fd, &st))
		return false;
	if (output->replaces && (st.st_uid != output->uid || st.st_gid != output->gid) &&
	    fchown(output->fd, output->uid, output->gid) &&
	    fchown(output->fd, -1, output->gid))
		mode = (mode & ~070) | (mode & 07) << 3;
	return !fchmod(output->fd, mode);
}

/* Where the link of an unnamed file is; a buffer for its name. */
#define FD_NAME_SIZE	32

static const char *fd_name(char *name, int fd)
{
	snprintf(name, FD_NAME_SIZE, "/proc/self/fd/%d", fd);
	return name;
}

/* A new name beside the target. Without its name, which may have the maximum length. */
static bool next_name(struct output *output)
{
	const char *slash = strrchr(output->target, '/');
	int directory = slash ? slash + 1 - output->target : 0;
	static unsigned int count;

	free(output->temporary);
	if (asprintf(&output->temporary, "%.*s.new-%ld-%u", directory, output->target,
		     (long)getpid(), count++) < 0)
		output->temporary = NULL;
	return output->temporary;
}

/*
 * Give the file a name beside its target: the unnamed file of @fd, or, if that is -1, a
 * new one. No signal comes between that and setting unfinished.
 */
static int name_file(struct output *output, int fd)
{
	char name[FD_NAME_SIZE];
	sigset_t all, mask;
	int result = -1;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &mask);
	do {
		if (!next_name(output))
			break;
		result = fd < 0 ? open(output->temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600) :
			 linkat(AT_FDCWD, fd_name(name, fd), AT_FDCWD, output->temporary,
				AT_SYMLINK_FOLLOW);
	} while (result < 0 && errno == EEXIST);
	if (result >= 0) {
		output->named = true;
		unfinished = output->temporary;
	}
	sigprocmask(SIG_SETMASK, &mask, NULL);
	return result;
}

/*
 * Nothing is left of a file without a name, not even by SIGKILL. Some file systems do not
 * have these, and without /proc there is no name to be got.
 */
static int open_unnamed(const struct output *output)
{
	const char *slash = strrchr(output->target, '/');
	char name[FD_NAME_SIZE], *directory;
	int fd;

	directory = slash == output->target ? strdup("/") :
		    slash ? strndup(output->target, slash - output->target) : strdup(".");
	fd = directory ? open(directory, O_RDWR | O_TMPFILE | O_CLOEXEC, 0600) : -1;
	free(directory);
	if (fd < 0 || !access(fd_name(name, fd), F_OK))
		return fd;
	close(fd);
	return -1;
}

static bool open_beside(struct output *output, const char *path, struct fault *why)
{
	char *real;

	if (!check_writable(path, output, why))
		return false;
	/* For a symbolic link, replace its target. */
	real = realpath(path, NULL);
	if (!real && errno != ENOENT)
		return cannot_write(why);
	output->target = real ? real : strdup(path);
	if (!output->target)
		return cannot_write(why);
	output->fd = open_unnamed(output);
	if (output->fd < 0)
		output->fd = name_file(output, -1);
	return output->fd >= 0 || cannot_write(why);
}

static bool open_for_pipe(struct output *output, struct fault *why)
{
	if (isatty(STDOUT_FILENO))
		return fault(why, "is a terminal; redirect it, or give a FILE");
	output->fd = open_scratch();
	return output->fd >= 0 ||
	       fault(why, "cannot be kept in a temporary file: %s", strerror(errno));
}

struct output *begin_output(const char *path, struct fault *why)
{
	struct output *output = calloc(1, sizeof(*output));

	if (!output) {
		cannot_write(why);
		return NULL;
	}
	output->fd = -1;
	guard(output->before);
	if (is_standard(path) ? open_for_pipe(output, why) : open_beside(output, path, why))
		return output;
	end_output(output);
	return NULL;
}

int output_fd(const struct output *output)
{
	return output->fd;
}

bool write_front(struct output *output, const struct bytes *bytes, struct fault *why)
{
	if (!lseek(output->fd, 0, SEEK_SET) && write_all(output->fd, bytes->data, bytes->size))
		return true;
	return none_left(why);
}

/* Return: whether the file is complete, and has its name. */
static bool replace(struct output *output)
{
	char name[FD_NAME_SIZE];
	int kept, error;
	bool good;

	if (!keep_owner_and_mode(output) || fsync(output->fd))
		return false;
	/*
	 * Some file systems report a full disk only in close(). It can be named by another
	 * descriptor.
	 */
	kept = fcntl(output->fd, F_DUPFD_CLOEXEC, 3);
	if (kept < 0)
		return false;
	good = !close(output->fd);
	output->fd = kept;
	if (!good)
		return false;
	/* A file that is not there yet needs no other name. */
	if (!output->named && !linkat(AT_FDCWD, fd_name(name, kept), AT_FDCWD, output->target,
				      AT_SYMLINK_FOLLOW))
		return true;
	if (!output->named && name_file(output, kept))
		return false;
	good = !rename(output->temporary, output->target);
	error = errno;
	if (!good)
		unlink(output->temporary);
	output->named = false;
	errno = error;
	return good;
}

static bool send(struct output *output, struct fault *why)
{
	static char buffer[CHUNK];
	ssize_t n;

	if (lseek(output->fd, 0, SEEK_SET))
		return cannot_write(why);
	while ((n = read(output->fd, buffer, sizeof(buffer))) > 0)
		if (!write_all(STDOUT_FILENO, buffer, n))
			return cannot_write(why);
	return !n || cannot_write(why);
}

bool commit_output(struct output *output, struct fault *why)
{
	if (!output->target)
		return send(output, why);
	if (!replace(output))
		return none_left(why);
	if (!sync_directory(output->target))
		return fault(why, "is written, but perhaps not to the disk: %s", strerror(errno));
	return true;
}

void end_output(struct output *output)
{
	if (output->named)
		unlink(output->temporary);
	unfinished = NULL;
	unguard(output->before);
	if (output->fd >= 0)
		close(output->fd);
	free(output->temporary);
	free(output->target);
	free(output);
}

bool write_file(const char *path, const struct bytes *bytes, struct fault *why)
{
	struct output *output = begin_output(path, why);
	bool good = output && write_front(output, bytes, why) && commit_output(output, why);

	if (output)
		end_output(output);
	return good;
}
