# SPDX-License-Identifier: GPL-2.0-only
# awk -f nearest.awk -f edit.awk BASE FILE.edit [PATH]: see scripts/generate/edit.

# A syntax error in FILE.edit: nothing is edited.
function fail(at, text)
{
	printf "error: %s:%d: %s\n", edit, at, text > "/dev/stderr"
	exit 2
}

# A block does not match the text: it is left out.
function misfit(at, text)
{
	printf "error: %s:%d: %s: %s\n", edit, at, path, text > "/dev/stderr"
	misfits++
}

# If only the paths are listed, there is no text, and present: and absent: are true.
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

# definition(I, NAME): the last line of the definition of NAME that line I begins, else 0.
function definition(i, name, j, end)
{
	if (line[i] ~ ("^SYM_[A-Z_]*START[A-Z_]*\\(" name "\\)"))
		end = "^SYM_[A-Z_]*END[A-Z_]*\\(" name "[,)]"
	else if (line[i] ~ ("^([a-z_]+ )*(struct|union|enum) " name " \\{$"))
		end = "^\\}"
	else if (line[i] ~ ("^([A-Za-z_].*[^A-Za-z0-9_])?" name "\\(")) {
		# A prototype ends with a semicolon, the use of a macro with a blank line.
		for (j = i; j <= lines && line[j] !~ /^\{|\{.*\}$/; j++)
			if (line[j] ~ /^$|[;\\]$/)
				return 0
		if (line[j] ~ /\}$/)
			return j
		end = "^\\}$"
	} else
		return 0
	for (j = i + 1; j <= lines; j++)
		if (line[j] ~ end)
			return j
	return 0
}

# The first line of the one definition of name behind line from, else 0.
function find_definition(from, name, i, n, found, places, like, near)
{
	for (i = from + 1; i <= lines; i++) {
		if (definition(i, name)) {
			found = i
			places = places (n++ ? ", " : "") i
		}
		# The name of a definition, split into words at each underscore.
		if (match(line[i], /^[A-Za-z_][^(]*[({]/)) {
			like[i] = substr(line[i], 1, RLENGTH - 1)
			sub(/ $/, "", like[i])
			sub(/.*[^A-Za-z0-9_]/, "", like[i])
			gsub(/_/, " ", like[i])
		}
	}
	if (n == 1)
		return found
	if (!n) {
		near = name
		gsub(/_/, " ", near)
		near = nearest(like, lines, near)
		if (match(near, /nearest is line [0-9]+/))
			near = "; " substr(near, RSTART, RLENGTH) ", \"" line[substr(near, RSTART + 16, RLENGTH - 16) + 0] "\""
	}
	misfit(verb_at, "\"function: " name "\" fits " (n ? n " definitions (lines " places ")" : "no definition") \
	       "; it must fit exactly one" near)
	return 0
}

# The first line of what belongs to the definition at line i: in C the type, if that
# has a line of its own, and the comment.
function beginning(i, j)
{
	while (line[i] !~ /^SYM_/ && line[i - 1] ~ /^[A-Za-z_][A-Za-z0-9_ \t*]*$/)
		i--
	if (line[i - 1] ~ /\*\/$/) {
		for (j = i - 1; line[j] ~ /^[ \t]/; j--)
			;
		if (line[j] ~ /^\/\*/)
			i = j
	}
	return i
}

# Replace the lines first..last (none if last < first) by new[1..count]. If they are
# deleted between a blank line and another, or the end of a function, the blank line is
# deleted as well.
function splice(first, last, i, n, rest)
{
	if (!count && first > 1 && line[first - 1] == "" && last < lines && line[last + 1] ~ /^}?$/)
		first--
	for (i = last + 1; i <= lines; i++)
		rest[++n] = line[i]
	for (i = 1; i <= count; i++)
		line[first + i - 1] = new[i]
	lines = first + count - 1
	for (i = 1; i <= n; i++)
		line[++lines] = rest[i]
}

# The end of a block for PATH.
function apply(from, first, last)
{
	from = within == "" ? 0 : find(0, within, "within:", within_at)
	if (within != "" && !from)
		return
	first = last = verb == "function:" ? find_definition(from, anchor) : find(from, anchor, verb, verb_at)
	if (!first)
		return
	if (verb == "function:") {
		last = definition(first, anchor)
		first = beginning(first)
		if (last == lines && !count)
			first -= line[first - 1] == ""
		else
			last += last < lines && line[last + 1] == ""
	}
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

# The end of a block.
function flush()
{
	if (verb == "")
		return
	if (count == 0 && verb !~ /^(replace|function):$/)
		fail(verb_at, verb " without + lines below it")
	if (path != "" && file == path && applies)
		apply()
	verb = within = through = ""
	count = 0
}

# The end of the blocks for a file.
function finish()
{
	flush()
	if (within != "")
		fail(within_at, "within: without after:, before:, replace: or function: below it")
	if (file != "" && !blocks)
		fail(file_at, "file: without after:, before:, replace: or function: below it")
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
				fail(at, "a + line must be directly below its after:, before:, replace: or function:")
			new[++count] = substr(text, 2)
		} else if (trim(text) == "") {
			flush()
		} else if (text ~ /^#/) {
			continue
		} else if (key !~ /^(file|base|within|after|before|replace|through|function):$/) {
			fail(at, "\"" key "\" is not known; give file:, base:, within:, after:, before:, replace:, through:, function: or +")
		} else if (arg == "") {
			fail(at, key " needs a text after it")
		} else if (key == "file:") {
			finish()
			file = arg
			file_at = at
			applies = 1
			bases = 0
			blocks = 0
		} else if (file == "") {
			fail(at, key " without a file: above it")
		} else if (key == "base:") {
			if (at != file_at + ++bases)
				fail(at, "base: must be directly below file: or another base:")
			applies = applies && holds(arg)
		} else if (key == "through:") {
			if (verb != "replace:" || at != verb_at + 1)
				fail(at, "through: must be directly below replace:")
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
			if (verb == "function:" && arg !~ /^[A-Za-z0-9_]+$/)
				fail(at, "function: \"" arg "\" is not a name; give that of a function, struct, union or enum")
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
