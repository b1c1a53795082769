# SPDX-License-Identifier: GPL-2.0-only
# Applies the mutation NAME of a list to its source, and writes the result to DIR:
# awk -v name=NAME -v dir=DIR -f mutate.awk LIST. Prints the path of the source. On an
# error it prints one message to stderr; the exit status is 1 then.

function fail(sentence) {
	print "error: mutation " name ": " sentence >"/dev/stderr"
	failed = 1
	exit 1
}

# Sets first and last, the position in text of this function: a definition begins in the
# first column, and ends with a brace there.
function find_function(of,   at, line, rest) {
	rest = text
	first = 1
	while (match(rest, /^[^\n]*\n/)) {
		line = substr(rest, 1, RLENGTH)
		if (line ~ /^[a-z]/ && line !~ /;\n$/ && line ~ "(^|[^a-z_])" of "\\(") {
			at = index(rest, "\n}\n")
			last = first + at
			return
		}
		first += RLENGTH
		rest = substr(rest, RLENGTH + 1)
	}
	fail("there is no function " of " in " file)
}

BEGIN { file = "arch/x86/platform/pvh/start_info.c" }
/^#/ { next }
/^name: / { mine = $2 == name; if (mine) found++; next }
!mine || /^$/ { next }
/^file: / { file = substr($0, 7); next }
/^proof: / { next }
/^in: / { of = $2; next }
/^- / { old = old (olds++ ? "\n" : "") substr($0, 3); next }
/^\+ / { new = new (news++ ? "\n" : "") substr($0, 3); next }
/^\+$/ { new = new (news++ ? "\n" : ""); next }
{ fail("the line \"" $0 "\" is none of name:, proof:, file:, in:, - and +") }

END {
	if (failed)
		exit 1
	if (found != 1)
		fail("it is listed " found + 0 " times; it must be once")
	if (!olds)
		fail("it has no line with -; say what is to be replaced")
	while ((getline line <file) > 0)
		text = text line "\n"
	if (text == "")
		fail("there is no " file)
	first = 1
	last = length(text)
	if (of)
		find_function(of)
	body = substr(text, first, last - first + 1)
	at = index(body, old)
	if (!at)
		fail("\"" old "\" is not in " (of ? of "() of " : "") file "; follow the source")
	if (index(substr(body, at + 1), old))
		fail("\"" old "\" is more than once in " (of ? of "() of " : "") file "; give more of it")
	base = file
	sub(/.*\//, "", base)
	printf "%s%s%s", substr(text, 1, first + at - 2), new, \
		substr(text, first + at - 1 + length(old)) >(dir "/" base)
	print file
}
