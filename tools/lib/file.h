/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Read and write whole files, decode data in them, and report errors.
 */
#ifndef FILE_H
#define FILE_H

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
 * read_file() - read a whole file
 * @path: its name; a directory, a device and an empty file are refused
 * @bytes: receives its content, to be freed by the caller
 * @why: receives the reason of a failure
 *
 * Return: whether it was read; files of 2 GiB or more are not.
 */
bool read_file(const char *path, struct bytes *bytes, struct fault *why);

/**
 * write_file() - write a whole file atomically
 * @path: its name; an existing file is replaced at the end, and is not changed by an
 *	earlier error
 * @bytes: the content
 * @why: receives the reason of a failure
 *
 * Return: whether the file was written to disk.
 */
bool write_file(const char *path, const struct bytes *bytes, struct fault *why);

#endif
