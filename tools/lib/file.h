/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Read and write whole files, decode data in them, and report errors.
 */
#ifndef FILE_H
#define FILE_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * struct fault - the reason of a failure
 * @text: a message with the field, its value and what to do, without a full stop or
 *	newline; empty if there is no error
 */
struct fault {
	char text[256];
};

/**
 * fault() - set the reason of a failure
 * @fault: receives the message; an earlier message is kept
 * @format: as for printf
 *
 * Return: false, always.
 */
bool fault(struct fault *fault, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/**
 * struct bytes - a range of memory
 * @data: its first byte; to be freed by the caller where documented
 * @size: in bytes
 */
struct bytes {
	uint8_t *data;
	size_t size;
};

/**
 * within() - check whether a range is inside a file
 * @file: the file
 * @offset: start of the range
 * @size: size of the range in bytes; a range that wraps is not inside
 */
bool within(const struct bytes *file, uint64_t offset, uint64_t size);

/**
 * little_endian() - read a number
 * @from: its first byte
 * @size: its size in bytes; if more than 8, the first 8 are used
 */
uint64_t little_endian(const uint8_t *from, size_t size);

/**
 * copy_text() - copy a text from a file for output
 * @to: receives the text, terminated; other than printable ASCII is replaced by "?"
 * @room: size of @to, at least 1; a longer text is truncated, and ends with ".." then
 * @from: first byte of the text
 * @size: maximum size of the text, which may end earlier
 */
void copy_text(char *to, size_t room, const uint8_t *from, size_t size);

/**
 * is_standard() - check for the name of standard input or output
 * @path: the name of a file; "-" is that
 */
bool is_standard(const char *path);

/**
 * input_name() - the name of a file to be read, as messages have it
 * @path: the name of a file, or "-"
 */
const char *input_name(const char *path);

/**
 * open_input() - open a file to be read
 * @path: its name, or "-" for standard input, of which what is not a file is copied to a
 *	temporary one; a directory, a device and an empty file are refused
 * @size: receives its size in bytes
 * @why: receives the reason of a failure
 *
 * Return: a descriptor to be closed by the caller, or -1; files of 2 GiB or more are
 * refused.
 */
int open_input(const char *path, uint64_t *size, struct fault *why);

/**
 * struct piece - a range of an open file
 * @fd: the file, as by open_input()
 * @offset: of its first byte in the file
 * @size: in bytes
 */
struct piece {
	int fd;
	uint64_t offset;
	uint64_t size;
};

/**
 * read_piece() - read a range of a file
 * @piece: the range, not empty
 * @bytes: receives its content, to be freed by the caller
 * @why: receives the reason of a failure
 *
 * Return: whether it was read.
 */
bool read_piece(const struct piece *piece, struct bytes *bytes, struct fault *why);

/**
 * read_file() - read a whole file
 * @path: its name, as for open_input()
 * @bytes: receives its content, to be freed by the caller
 * @why: receives the reason of a failure
 *
 * Return: whether it was read.
 */
bool read_file(const char *path, struct bytes *bytes, struct fault *why);

/* Larger files are not copied to memory by view_file(). */
#define VIEW_COPIED	(64U << 20)

/*
 * Where a program goes on, by sigsetjmp(), if a file that was mapped by view_file() ends
 * while it is used: then its rest is not there any more, and the next access is a SIGBUS.
 * What was allocated in between is lost.
 */
extern sigjmp_buf file_ended;
extern const struct fault file_ended_why;

/**
 * view_file() - get a whole file into memory, or map it
 * @path: its name, as for open_input()
 * @bytes: receives its content, for end_view(). It must not be written. If it has more than
 *	VIEW_COPIED bytes it is mapped, so that no memory is needed for what is not used;
 *	then file_ended must be set before. One file can be mapped at a time
 * @why: receives the reason of a failure
 *
 * Return: whether it is there.
 */
bool view_file(const char *path, struct bytes *bytes, struct fault *why);

/**
 * end_view() - free what belongs to a file
 * @bytes: filled in by view_file(), or memory by malloc()
 */
void end_view(struct bytes *bytes);

/**
 * sum_bytes() - compute the CRC-32 of a file, or a part of it, in little memory
 * @sum: CRC-32 of what precedes
 * @from: the first byte; of a file that is mapped, what was read can be mapped again
 * @size: number of bytes
 */
uint32_t sum_bytes(uint32_t sum, const uint8_t *from, size_t size);

/**
 * copy_sparse() - copy a range of a file into another one, in little memory
 * @from: the range
 * @to: the other file, which receives it at its end; what is not written there is a hole
 * @at: the offset of the copy; holes of the range become holes
 * @sum: receives the CRC-32 of the range
 * @unread: receives the reason if @from cannot be read
 * @unwritten: receives the reason if @to cannot be written
 *
 * Return: whether all was copied.
 */
bool copy_sparse(const struct piece *from, int to, uint64_t at, uint32_t *sum,
		 struct fault *unread, struct fault *unwritten);

/**
 * begin_output() - begin to write a file, which is not seen before commit_output()
 * @path: its name; an existing file is replaced. "-" is standard output, which receives
 *	nothing before commit_output() either
 * @why: receives the reason of a failure
 *
 * Return: the file, to be ended by end_output(), or NULL. Only one file can be written at
 * a time.
 */
struct output *begin_output(const char *path, struct fault *why);

/**
 * output_fd() - get the descriptor of a file that is being written
 * @output: the file
 */
int output_fd(const struct output *output);

/**
 * write_front() - write the start of a file
 * @output: the file
 * @bytes: the first of its bytes
 * @why: receives the reason of a failure
 */
bool write_front(struct output *output, const struct bytes *bytes, struct fault *why);

/**
 * commit_output() - make a complete file visible
 * @output: the file
 * @why: receives the reason of a failure
 *
 * Return: whether the file was written to disk. An existing file is replaced atomically, and
 * is not changed by an earlier error; mode, owner and group are kept as far as permitted.
 */
bool commit_output(struct output *output, struct fault *why);

/**
 * end_output() - free what belongs to a file; it leaves nothing if it was not committed
 * @output: the file
 */
void end_output(struct output *output);

/**
 * write_file() - write a whole file, as by commit_output()
 * @path: its name, as for begin_output()
 * @bytes: the content
 * @why: receives the reason of a failure
 *
 * Return: whether the file was written to disk.
 */
bool write_file(const char *path, const struct bytes *bytes, struct fault *why);

#endif
