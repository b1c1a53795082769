// SPDX-License-Identifier: GPL-2.0-only
/*
 * Write a report, either as text or as JSON.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "report.h"

#define LABEL_WIDTH	26

/* Bytes of the UTF-8 character that a text begins with; 0 if it is none. */
static size_t utf8_size(const unsigned char *text)
{
	static const struct {
		unsigned char first, last, low, high;
		size_t size;
	} kinds[] = {
		/* The second byte is bounded: no long forms, no surrogates. */
		{ 0xc2, 0xdf, 0x80, 0xbf, 2 }, { 0xe0, 0xe0, 0xa0, 0xbf, 3 },
		{ 0xe1, 0xec, 0x80, 0xbf, 3 }, { 0xed, 0xed, 0x80, 0x9f, 3 },
		{ 0xee, 0xef, 0x80, 0xbf, 3 }, { 0xf0, 0xf0, 0x90, 0xbf, 4 },
		{ 0xf1, 0xf3, 0x80, 0xbf, 4 }, { 0xf4, 0xf4, 0x80, 0x8f, 4 },
	};

	if (*text < 0x80)
		return 1;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		size_t n;

		if (*text < kinds[i].first || *text > kinds[i].last)
			continue;
		if (text[1] < kinds[i].low || text[1] > kinds[i].high)
			return 0;
		for (n = 2; n < kinds[i].size; n++)
			if ((text[n] & 0xc0) != 0x80)
				return 0;
		return n;
	}
	return 0;
}

void put_plain(FILE *out, const char *text)
{
	const unsigned char *at = (const unsigned char *)text;

	while (*at) {
		size_t size = utf8_size(at);
		/* Also C1 control characters: 0x80 to 0x9f, two bytes of UTF-8. */
		bool control = *at < 0x20 || *at == 0x7f || (*at == 0xc2 && at[1] < 0xa0);

		if (!size || control)
			fputc('?', out);
		else
			fwrite(at, 1, size, out);
		at += size ? size : 1;
	}
}

static void put_string(FILE *out, const char *text)
{
	const unsigned char *at = (const unsigned char *)text;

	fputc('"', out);
	while (*at) {
		size_t size = utf8_size(at);

		if (!size)
			fputs("\\ufffd", out);
		else if (*at == '"' || *at == '\\')
			fprintf(out, "\\%c", *at);
		else if (*at < 0x20 || *at == 0x7f)
			fprintf(out, "\\u%04x", *at);
		else
			fwrite(at, 1, size, out);
		at += size ? size : 1;
	}
	fputc('"', out);
}

static void indent(struct report *report)
{
	fprintf(report->out, "%*s", 2 * (int)report->depth, "");
}

/* Writes what precedes the value; false if there is nothing to write. */
static bool start(struct report *report, const char *key, const char *label)
{
	if (!report->json) {
		if (!label)
			return false;
		indent(report);
		fprintf(report->out, "%-*s ", LABEL_WIDTH - 2 * (int)report->depth, label);
		return true;
	}
	if (!key)
		return false;
	if (report->comma)
		fputc(',', report->out);
	fputc('\n', report->out);
	indent(report);
	put_string(report->out, key);
	fputs(": ", report->out);
	report->comma = true;
	return true;
}

static void finish(struct report *report)
{
	if (!report->json)
		fputc('\n', report->out);
}

static void open_bracket(struct report *report, char bracket)
{
	fputc(bracket, report->out);
	report->depth++;
	report->comma = false;
}

static void close_bracket(struct report *report, char bracket)
{
	report->depth--;
	if (report->comma) {
		fputc('\n', report->out);
		indent(report);
	}
	fputc(bracket, report->out);
	report->comma = true;
}

void report_begin(struct report *report)
{
	report->depth = 0;
	report->comma = false;
	if (report->json)
		open_bracket(report, '{');
}

void report_end(struct report *report)
{
	if (!report->json)
		return;
	close_bracket(report, '}');
	fputc('\n', report->out);
}

void report_open(struct report *report, const char *key, const char *label)
{
	if (report->json) {
		start(report, key, label);
		open_bracket(report, '{');
		return;
	}
	indent(report);
	fprintf(report->out, "%s\n", label);
	report->depth++;
}

void report_close(struct report *report)
{
	if (report->json)
		close_bracket(report, '}');
	else
		report->depth--;
}

void report_list(struct report *report, const char *key)
{
	if (!report->json)
		return;
	start(report, key, NULL);
	open_bracket(report, '[');
}

void report_list_end(struct report *report)
{
	if (report->json)
		close_bracket(report, ']');
}

void report_item(struct report *report)
{
	if (!report->json)
		return;
	if (report->comma)
		fputc(',', report->out);
	fputc('\n', report->out);
	indent(report);
	open_bracket(report, '{');
}

void report_item_end(struct report *report)
{
	if (report->json)
		close_bracket(report, '}');
}

void report_line(struct report *report, const char *label, const char *format, ...)
{
	char text[512];
	va_list args;

	if (report->json)
		return;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	report_text(report, NULL, label, text);
}

void report_text(struct report *report, const char *key, const char *label, const char *text)
{
	if (!start(report, key, label))
		return;
	if (report->json)
		put_string(report->out, text);
	else
		put_plain(report->out, text);
	finish(report);
}

void report_address(struct report *report, const char *key, const char *label, uint64_t value)
{
	if (!start(report, key, label))
		return;
	fprintf(report->out, report->json ? "\"0x%" PRIx64 "\"" : "0x%" PRIx64, value);
	finish(report);
}

void report_number(struct report *report, const char *key, const char *label, uint64_t value,
		   const char *unit)
{
	if (!start(report, key, label))
		return;
	fprintf(report->out, "%" PRIu64, value);
	if (!report->json && unit)
		fprintf(report->out, " %s", unit);
	finish(report);
}

void report_flag(struct report *report, const char *key, const char *label, bool value)
{
	if (!start(report, key, label))
		return;
	if (report->json)
		fputs(value ? "true" : "false", report->out);
	else
		fputs(value ? "yes" : "no", report->out);
	finish(report);
}
