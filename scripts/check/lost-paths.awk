# SPDX-License-Identifier: GPL-2.0-only
# awk -v dirs='scripts|tests' -f lost-paths.awk KNOWN FILE..: each path in FILE that begins
# with one of these directories, but is not in the list KNOWN, as "FILE:LINE: PATH".
#
# A word in capitals, with what hangs on it by a hyphen (NNNN-slug), and * stand for any
# name. What a shell puts into a path is not known here, so that only the directories
# before it are looked at.

# like PATH: PATH as a regular expression; its first directory has no placeholders.
function like(path,    start)
{
	start = substr(path, 1, index(path, "/"))
	path = substr(path, length(start) + 1)
	gsub(/[A-Z]+-[a-z]+/, "*", path)
	gsub(/[A-Z][A-Z]+/, "*", path)
	gsub(/[.+]/, "[&]", path)
	gsub(/[*]/, "[^/]*", path)
	return "^" start path "$"
}

# known PATH: whether PATH is in the list or, where it has placeholders, one like it.
function known(path,    i)
{
	sub("/+$", "", path)
	if (path in there)
		return 1
	path = like(path)
	for (i in there)
		if (i ~ path)
			return 1
	return 0
}

FNR == NR {
	path = $1
	do
		there[path] = 1
	while (sub("/[^/]*$", "", path))
	next
}

{
	# Scripts say so where our directories are.
	gsub(/[$](TOP|top|repo)\//, " ")
	before = " "
	while (match($0, "(" dirs ")/[A-Za-z0-9_.*/+~-]*")) {
		if (RSTART > 1)
			before = substr($0, RSTART - 1, 1)
		path = substr($0, RSTART, RLENGTH)
		$0 = substr($0, RSTART + RLENGTH)
		part = before ~ /[A-Za-z0-9_.\/$}<~-]/
		before = substr(path, length(path))
		if (/^[${]/)
			sub("[^/]*$", "", path)
		sub("[.]+$", "", path)
		sub("[^/]*/[.][.]/", "", path)
		if (!part && !known(path))
			print FILENAME ":" FNR ": " path
	}
}
