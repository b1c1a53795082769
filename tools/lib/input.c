// SPDX-License-Identifier: GPL-2.0-only
/*
 * Find the kernel in a file. Of a large one only what has to be in memory is read.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "input.h"
#include "payload.h"
#include "uki.h"

/* More than any kernel supports. */
#define CMDLINE_MAX	(64 << 10)

static struct piece piece_of(const struct input *input, const struct extent *extent)
{
	return (struct piece){ input->whole.fd, extent->offset, extent->size };
}

/* Ends at the first NUL; as in the stub, lines become blanks, and do not end with any. */
static char *make_cmdline(const struct bytes *text)
{
	size_t size = strnlen((const char *)text->data, text->size);
	char *line = malloc(size + 1);

	if (!line)
		return NULL;
	for (size_t i = 0; i < size; i++)
		line[i] = text->data[i] < ' ' ? ' ' : text->data[i];
	while (size && line[size - 1] == ' ')
		size--;
	line[size] = '\0';
	return line;
}

static bool read_cmdline(struct input *input, const struct extent *extent, struct fault *why)
{
	struct piece piece = piece_of(input, extent);
	struct bytes text;

	if (!extent->size)
		return true;
	if (extent->size > CMDLINE_MAX)
		return fault(why, "has .cmdline of 0x%" PRIx64 " bytes, longer than any kernel supports",
			     extent->size);
	if (!read_piece(&piece, &text, why))
		return false;
	input->cmdline = make_cmdline(&text);
	free(text.data);
	return input->cmdline || fault(why, "there is no memory for its .cmdline");
}

static bool read_uki(struct input *input, const struct bytes *front, struct fault *why)
{
	struct piece kernel;
	struct uki uki;

	if (!parse_uki(front, input->whole.size, &uki, why) ||
	    !read_cmdline(input, &uki.parts[UKI_CMDLINE], why))
		return false;
	for (size_t i = UKI_UCODE; i <= UKI_INITRD; i++)
		if (uki.parts[i].size)
			input->ramdisks[input->nr_ramdisks++] = piece_of(input, &uki.parts[i]);
	snprintf(input->left_out, sizeof(input->left_out), "%s", uki.left_out);
	input->found_in = ".linux: ";
	kernel = piece_of(input, &uki.parts[UKI_KERNEL]);
	return read_piece(&kernel, &input->kernel, why);
}

static bool read_whole(struct input *input, struct fault *why)
{
	struct bytes packed;
	bool good;

	if (!read_piece(&input->whole, &input->kernel, why))
		return false;
	if (!is_packed(&input->kernel))
		return true;
	packed = input->kernel;
	input->kernel = (struct bytes){ 0 };
	input->packed = true;
	input->found_in = "unpacked: ";
	good = unpack_file(&packed, &input->kernel, why);
	free(packed.data);
	return good;
}

bool read_input(const char *path, struct input *input, struct fault *why)
{
	struct piece front;
	struct bytes bytes;
	bool good;

	*input = (struct input){ .found_in = "" };
	input->whole.fd = open_input(path, &input->whole.size, why);
	if (input->whole.fd < 0)
		return false;
	front = input->whole;
	if (front.size > UKI_FRONT)
		front.size = UKI_FRONT;
	if (!read_piece(&front, &bytes, why))
		return false;
	good = is_uki(&bytes) ? read_uki(input, &bytes, why) :
	       read_whole(input, why);
	free(bytes.data);
	return good;
}

void free_input(struct input *input)
{
	if (input->whole.fd >= 0)
		close(input->whole.fd);
	free(input->cmdline);
	free(input->kernel.data);
}
