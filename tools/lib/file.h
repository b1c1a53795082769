/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Whole files, read and written, and what is in their bytes; and how an error is said.
 */
#ifndef FILE_H
#define FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * struct fault - why something could not be done
 * @text: a sentence with the field, its value and what to do, without a full stop
 *	or a line's end; empty if all is well
 */
struct fault {
	char text[256];
};

/**
 * fault() - say why, and fail
 * @fault: receives the sentence; the first one stays
 * @format: as for printf
 *
 * Return: false, always.
 */
bool fault(struct fault *fault, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/**
 * struct bytes - some memory
 * @data: its first byte; the holder's to free() if it says so
 * @size: in bytes
 */
struct bytes {
	uint8_t *data;
	size_t size;
};

/**
 * within() - whether a part of a file is in it
 * @file: all of it
 * @offset: where the part begins
 * @size: its bytes; a sum that wraps is not in it
 */
bool within(const struct bytes *file, uint64_t offset, uint64_t size);

/**
 * little_endian() - a number in a file
 * @from: its first byte
 * @size: its bytes; of more than 8 the first count
 */
uint64_t little_endian(const uint8_t *from, size_t size);

/**
 * copy_text() - take a text out of a file, such that a terminal may show it
 * @to: receives it, with an end; what is no printable ASCII character as "?"
 * @room: bytes of that, at least 1; the rest of a longer text is left out
 * @from: its first byte
 * @size: bytes of it at most, it may end before
 */
void copy_text(char *to, size_t room, const uint8_t *from, size_t size);

/**
 * read_file() - read a file as a whole
 * @path: its name; a directory, a device and an empty file are refused
 * @bytes: receives its content, to be freed by the caller
 * @why: receives the sentence
 *
 * Return: whether it was read; files of 2 GiB or more are not.
 */
bool read_file(const char *path, struct bytes *bytes, struct fault *why);

/**
 * write_file() - write a file, all of it or nothing
 * @path: its name. If there is such a file it is replaced at the very end, else it
 *	appears then; what it was stays if anything goes wrong before
 * @bytes: what to write
 * @why: receives the sentence
 *
 * Return: whether it is there, on the disk, now.
 */
bool write_file(const char *path, const struct bytes *bytes, struct fault *why);

#endif
