/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A report, said once and written as text for people or as JSON for programs.
 */
#ifndef REPORT_H
#define REPORT_H

#include <stdio.h>

#include "file.h"

/**
 * struct report - a report that is being written
 * @out: where to
 * @json: as JSON; else as text
 * @depth: how many groups are open
 * @comma: whether the next thing is not the first of its group
 */
struct report {
	FILE *out;
	bool json;
	unsigned int depth;
	bool comma;
};

/**
 * report_begin() - the one group that all else is in
 * @report: @out and @json are set
 */
void report_begin(struct report *report);

/**
 * report_end() - and its end
 * @report: with no other group open
 */
void report_end(struct report *report);

/**
 * report_open() - begin a group of things
 * @report: where
 * @key: its name in JSON
 * @label: its heading in text
 */
void report_open(struct report *report, const char *key, const char *label);

/**
 * report_close() - end it
 * @report: where
 */
void report_close(struct report *report);

/**
 * report_list() - begin a list of groups, each within report_item()
 * @report: where
 * @key: its name in JSON; text needs none
 */
void report_list(struct report *report, const char *key);

/**
 * report_list_end() - end it
 * @report: where
 */
void report_list_end(struct report *report);

/**
 * report_item() - begin a group in a list
 * @report: where; text goes on as if there were no group
 */
void report_item(struct report *report);

/**
 * report_item_end() - end it
 * @report: where
 */
void report_item_end(struct report *report);

/**
 * report_line() - a line of text, of what is said key by key in JSON
 * @report: where; nothing is written into JSON
 * @label: what stands before it
 * @format: as for printf
 */
void report_line(struct report *report, const char *label, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/**
 * report_text() - some text
 * @report: where
 * @key: its name in JSON; NULL if JSON does without it
 * @label: what stands before it in text; NULL if text does without it. The same
 *	holds for the others below
 * @text: the text, of which nothing is obeyed by a terminal
 */
void report_text(struct report *report, const char *key, const char *label, const char *text);

/**
 * report_address() - an address or a mask: hexadecimal, a string in JSON, whose
 *	numbers lose bits in many a program
 * @report: where
 * @key: its name in JSON
 * @label: what stands before it in text
 * @value: the number
 */
void report_address(struct report *report, const char *key, const char *label, uint64_t value);

/**
 * report_number() - a number of something
 * @report: where
 * @key: its name in JSON
 * @label: what stands before it in text
 * @value: the number
 * @unit: what it counts, for text
 */
void report_number(struct report *report, const char *key, const char *label, uint64_t value,
		   const char *unit);

/**
 * report_flag() - yes or no
 * @report: where
 * @key: its name in JSON
 * @label: what stands before it in text
 * @value: which
 */
void report_flag(struct report *report, const char *key, const char *label, bool value);

#endif
