// SPDX-License-Identifier: GPL-2.0-only
/*
 * Conditions that must be true for any input file of the tools.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "tools/lib/inspect.h"

/* JSON, by the grammar of RFC 8259. Each moves on, or returns NULL. */

static const char *value(const char *at, unsigned int depth);

static const char *blanks(const char *at)
{
	return at + strspn(at, " \t\n");
}

static const char *string(const char *at)
{
	if (*at++ != '"')
		return NULL;
	while (*at != '"') {
		if ((unsigned char)*at < 0x20)
			return NULL;
		if (*at++ != '\\')
			continue;
		if (*at == 'u') {
			for (int i = 0; i < 4; i++)
				if (!isxdigit((unsigned char)*++at))
					return NULL;
		} else if (!*at || !strchr("\"\\/bfnrt", *at)) {
			return NULL;
		}
		at++;
	}
	return at + 1;
}

static const char *number(const char *at)
{
	size_t digits = strspn(at, "0123456789");

	if (!digits || (*at == '0' && digits > 1))
		return NULL;
	return at + digits;
}

/* An array, or with names an object. */
static const char *group(const char *at, char end, unsigned int depth)
{
	at = blanks(at + 1);
	if (*at == end)
		return at + 1;
	for (;;) {
		if (end == '}') {
			at = string(at);
			if (!at || *(at = blanks(at)) != ':')
				return NULL;
			at = blanks(at + 1);
		}
		at = value(at, depth);
		if (!at)
			return NULL;
		at = blanks(at);
		if (*at == end)
			return at + 1;
		if (*at != ',')
			return NULL;
		at = blanks(at + 1);
	}
}

static const char *value(const char *at, unsigned int depth)
{
	if (depth > 16)
		return NULL;
	switch (*at) {
	case '{':
		return group(at, '}', depth + 1);
	case '[':
		return group(at, ']', depth + 1);
	case '"':
		return string(at);
	case 't':
		return strncmp(at, "true", 4) ? NULL : at + 4;
	case 'f':
		return strncmp(at, "false", 5) ? NULL : at + 5;
	default:
		return number(at);
	}
}

const char *check_json(const char *text)
{
	const char *end = *text == '{' ? value(text, 0) : NULL;

	if (!end)
		return "its JSON is no object, or no JSON";
	return strcmp(end, "\n") ? "something follows its JSON" : NULL;
}

const char *check_sentence(const struct fault *why)
{
	size_t size = strlen(why->text);

	if (size < 10)
		return "it does not say why";
	if (size == sizeof(why->text) - 1)
		return "what it says is cut off";
	if (why->text[size - 1] == '.')
		return "its sentence has a full stop";
	for (size_t i = 0; i < size; i++)
		if ((unsigned char)why->text[i] < 0x20 || (unsigned char)why->text[i] >= 0x7f)
			return "its sentence has what is no printable character";
	return NULL;
}

static const char *check_text(const char *text)
{
	for (; *text; text++)
		if (((unsigned char)*text < 0x20 && *text != '\n') || *text == 0x7f)
			return "its text has a control character";
	return NULL;
}

static char *written(const struct inspection *found, bool json)
{
	struct report report = { .json = json };
	char *text = NULL;
	size_t size;

	report.out = open_memstream(&text, &size);
	if (!report.out)
		abort();
	report_inspection(found, "a\"\\\n\x1b\xff\xc3\xa4", NULL, &report);
	fclose(report.out);
	return text;
}

const char *check_inspection(const struct bytes *file, struct fault *why, char **json,
			     char **text)
{
	struct inspection found;
	const char *wrong;

	*json = *text = NULL;
	*why = (struct fault){ "" };
	if (!inspect(file, &found, why))
		return check_sentence(why);
	if (why->text[0])
		return "it says why, but takes the file";
	*json = written(&found, true);
	*text = written(&found, false);
	free_inspection(&found);
	wrong = check_json(*json);
	return wrong ? wrong : check_text(*text);
}
