/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Write a report, either as text or as JSON.
 */
#ifndef REPORT_H
#define REPORT_H

#include <stdio.h>

#include "file.h"

/**
 * struct report - a report that is being written
 * @out: output stream
 * @json: write JSON; else text
 * @depth: number of open groups
 * @comma: whether the next item is not the first of its group
 */
struct report {
	FILE *out;
	bool json;
	unsigned int depth;
	bool comma;
};

/**
 * put_plain() - write a text for people
 * @out: output stream
 * @text: the text; control characters and invalid UTF-8 are replaced by question marks
 */
void put_plain(FILE *out, const char *text);

/**
 * report_begin() - begin the outermost group
 * @report: the report, with @out and @json set
 */
void report_begin(struct report *report);

/**
 * report_end() - end the outermost group
 * @report: the report, with no other group open
 */
void report_end(struct report *report);

/**
 * report_open() - begin a group
 * @report: the report
 * @key: its name in JSON
 * @label: its heading in text
 */
void report_open(struct report *report, const char *key, const char *label);

/**
 * report_close() - end a group
 * @report: the report
 */
void report_close(struct report *report);

/**
 * report_list() - begin a list of groups, each begun by report_item()
 * @report: the report
 * @key: its name in JSON; not used for text
 */
void report_list(struct report *report, const char *key);

/**
 * report_list_end() - end a list
 * @report: the report
 */
void report_list_end(struct report *report);

/**
 * report_item() - begin a group in a list
 * @report: the report; there are no such groups in text
 */
void report_item(struct report *report);

/**
 * report_item_end() - end a group in a list
 * @report: the report
 */
void report_item_end(struct report *report);

/**
 * report_line() - write a line in text only, for data that JSON has key by key
 * @report: the report
 * @label: label of the line
 * @format: as for printf
 */
void report_line(struct report *report, const char *label, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/**
 * report_text() - write a string
 * @report: the report
 * @key: its name in JSON; NULL to leave it out of JSON
 * @label: its label in text; NULL to leave it out of text. Also in the functions below
 * @text: the string; control characters are replaced or escaped
 */
void report_text(struct report *report, const char *key, const char *label, const char *text);

/**
 * report_address() - write an address or a mask, in hexadecimal
 * @report: the report
 * @key: its name in JSON
 * @label: its label in text
 * @value: the number
 *
 * In JSON it is a string, as many programs lose bits of large numbers.
 */
void report_address(struct report *report, const char *key, const char *label, uint64_t value);

/**
 * report_number() - write a decimal number
 * @report: the report
 * @key: its name in JSON
 * @label: its label in text
 * @value: the number
 * @unit: its unit, for text
 */
void report_number(struct report *report, const char *key, const char *label, uint64_t value,
		   const char *unit);

/**
 * report_flag() - write a boolean
 * @report: the report
 * @key: its name in JSON
 * @label: its label in text
 * @value: the value
 */
void report_flag(struct report *report, const char *key, const char *label, bool value);

#endif
