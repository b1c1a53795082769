# SPDX-License-Identifier: GPL-2.0-only
# awk -f nearest.awk -f series-edit.awk BASE FILE.edit [PATH]: see series-edit.

# Wrong by itself: nothing is edited.
function fail(at, text)
{
	printf "error: %s:%d: %s\n", edit, at, text > "/dev/stderr"
	exit 2
}

# The text does not fit: this block is left out.
function misfit(at, text)
{
	printf "error: %s:%d: %s: %s\n", edit, at, path, text > "/dev/stderr"
	misfits++
}

# Of the text of a file nothing is known where only the paths are listed.
function holds(cond, part, i, has)
{
	if (cond ~ /^(present|absent): ./) {
		for (i = 1; i <= lines; i++)
			has = has || index(line[i], substr(cond, index(cond, " ") + 1))
		return path == "" || (cond ~ /^p/ ? has : !has)
	}
	if (cond !~ /^(>=|<) [0-9]+$/)
		fail(at, "the condition \"" cond "\" is not known; give >= NUMBER, < NUMBER, present: TEXT or absent: TEXT")
	split(cond, part, " ")
	return part[1] == ">=" ? base >= part[2] + 0 : base < part[2] + 0
}

# The number of the one line equal to text behind line from, else 0.
function find(from, text, key, where, i, n, found, places)
{
	for (i = from + 1; i <= lines; i++)
		if (trim(line[i]) == text) {
			found = i
			places = places (n++ ? ", " : "") i
		}
	if (n == 1)
		return found
	misfit(where, "\"" key " " text "\" fits " (n ? n " lines (" places ")" : "no line") \
	       "; it must fit exactly one" (n ? "" : nearest(line, lines, text)))
	return 0
}

# Put new[1..count] where the lines first..last were (last < first: none were).
function splice(first, last, i, n, rest)
{
	for (i = last + 1; i <= lines; i++)
		rest[++n] = line[i]
	for (i = 1; i <= count; i++)
		line[first + i - 1] = new[i]
	lines = first + count - 1
	for (i = 1; i <= n; i++)
		line[++lines] = rest[i]
}

# A block for our file is complete.
function apply(from, first, last)
{
	from = within == "" ? 0 : find(0, within, "within:", within_at)
	if (within != "" && !from)
		return
	first = last = find(from, anchor, verb, verb_at)
	if (!first)
		return
	if (through != "") {
		for (last++; last <= lines && trim(line[last]) != through; last++)
			;
		if (last > lines) {
			misfit(through_at, "\"through: " through "\" fits no line behind line " first \
			       "; it must fit one" nearest(line, lines, through))
			return
		}
	}
	if (verb == "after:")
		splice(first + 1, first)
	else if (verb == "before:")
		splice(first, first - 1)
	else
		splice(first, last)
}

# A block is complete.
function flush()
{
	if (verb == "")
		return
	if (count == 0 && verb != "replace:")
		fail(verb_at, verb " without + lines below it")
	if (path != "" && file == path && applies)
		apply()
	verb = within = through = ""
	count = 0
}

# What was said for a file is complete.
function finish()
{
	flush()
	if (within != "")
		fail(within_at, "within: without after:, before: or replace: below it")
	if (file != "" && !blocks)
		fail(file_at, "file: without after:, before: or replace: below it")
	if (path == "" && applies && !listed[file]++)
		print file
}

BEGIN {
	base = ARGV[1] + 0
	edit = ARGV[2]
	path = ARGV[3]
	ARGC = 1	# no operands: plain getline reads standard input
	if (path != "")
		while ((getline text) > 0)
			line[++lines] = text

	while ((got = (getline text < edit)) > 0) {
		at++
		key = text
		sub(/[ \t].*/, "", key)
		arg = trim(substr(text, length(key) + 1))
		if (text ~ /^\+/) {
			if (verb == "")
				fail(at, "a + line must stand directly below its after:, before: or replace:")
			new[++count] = substr(text, 2)
		} else if (trim(text) == "") {
			flush()
		} else if (text ~ /^#/) {
			continue
		} else if (key !~ /^(file|base|within|after|before|replace|through):$/) {
			fail(at, "\"" key "\" is not known; give file:, base:, within:, after:, before:, replace:, through: or +")
		} else if (arg == "") {
			fail(at, key " needs a text behind it")
		} else if (key == "file:") {
			finish()
			file = arg
			file_at = at
			applies = 1
			blocks = 0
		} else if (file == "") {
			fail(at, key " without a file: above it")
		} else if (key == "base:") {
			if (at != file_at + 1)
				fail(at, "base: must stand directly below file:")
			applies = holds(arg)
		} else if (key == "through:") {
			if (verb != "replace:" || at != verb_at + 1)
				fail(at, "through: must stand directly below replace:")
			through = arg
			through_at = at
		} else if (key == "within:") {
			flush()
			if (within != "")
				fail(at, "within: twice for one block")
			within = arg
			within_at = at
		} else {
			flush()
			verb = key
			anchor = arg
			verb_at = at
			blocks++
		}
	}
	if (got < 0)
		fail(0, "cannot be read")
	finish()
	if (path != "")
		for (i = 1; i <= lines; i++)
			print line[i]
	exit misfits > 0
}
