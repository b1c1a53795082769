# SPDX-License-Identifier: GPL-2.0-only
# For scripts/subarch-sites: awk -F '\t' -v mode=print|check|count -v list=LIST -f table.awk
# LIST SITES: what the tables in LIST know of SITES, which has TREE, FILE, FUNCTION, ASKED
# and LINE of each, by file, and within it tree after tree.
#
# A row of a table: file, functions, what they ask and how often, class and what was
# meant, reason, with | between; no file: that of the row above.

function strip(text)
{
	gsub(/^[ \t]+|[ \t]+$/, "", text)
	return text
}

function fail(text)
{
	printf "error: %s\n", text | "cat >&2"
	close("cat >&2")
	exit failed = 1
}

# kind_of WHAT: the class alone.
function kind_of(what)
{
	sub(/:.*/, "", what)
	return what
}

# read_row: sets known, class and reason of the row's sites.
function read_row(    n, cell, asked, times, what, kind, i, fns, key)
{
	n = split($0, cell, "|")
	if (strip(cell[1]) != "")
		file = strip(cell[1])
	asked = strip(cell[3])
	times = 1
	if (match(asked, / x[0-9]+$/)) {
		times = substr(asked, RSTART + 2) + 0
		asked = substr(asked, 1, RSTART - 1)
	}
	what = strip(cell[4])
	kind = kind_of(what)
	if (n != 5 || kind !~ /^(platform|ABI|definition)$/ || (kind == "platform") != (what ~ /: ./))
		fail(list ":" FNR ": not a row of file, function, asks, class (ABI, definition, or platform: WHAT), reason")
	n = split(strip(cell[2]), fns, /, */)
	for (i = 1; i <= n; i++) {
		key = file "\t" fns[i] "\t" asked
		if (key in known)
			fail(list ":" FNR ": a second row for " fns[i] "() and " asked " of " file)
		known[key] = times
		class[key] = what
		reason[key] = strip(cell[5])
	}
}

# read_site: a site that several trees have counts as often as in the tree that has it most.
function read_site(    key)
{
	key = $2 "\t" $3 "\t" $4
	here[$1, key]++
	if (here[$1, key] > count[key]) {
		if (!count[key]++)
			order[++keys] = key
		at[key] = $5
	}
}

# add KEY SURPLUS: to what is counted, of arch/x86 and of all.
function add(key, surplus,    kind)
{
	kind = kind_of(class[key])
	sum["all", kind] += count[key] - surplus
	sum["all", "unclassified"] += surplus
	if (key !~ /^arch\/x86\//)
		return
	sum["arch/x86", kind] += count[key] - surplus
	sum["arch/x86", "unclassified"] += surplus
}

function say_sum(where)
{
	printf "%s: %d platform, %d ABI, %d definition, %d unclassified\n", where,
		sum[where, "platform"], sum[where, "ABI"], sum[where, "definition"], sum[where, "unclassified"]
}

# complain KEY: the tables lack it.
function complain(key,    cell)
{
	split(key, cell, "\t")
	printf "error: %s:%s: %s() asks %s", cell[1], at[key], cell[2], cell[3]
	if (known[key])
		printf " %d times, of which %s knows %d; look at each and correct its row\n", count[key], list, known[key]
	else
		printf ", of which %s knows nothing; say there what is asked, the platform or the ABI\n", list
	failed = 1
}

# flush: prints the row that is kept back for functions alike.
function flush()
{
	if (row == "")
		return
	print "   " (row_file == last_file ? "" : row_file) " | " row " | " row_rest
	last_file = row_file
	row = ""
}

function heading(dir)
{
	flush()
	if (last_file != "")
		print ""
	print dir
	gsub(/./, "-", dir)
	print dir
	print ""
	print ".. csv-table::"
	print "   :delim: |"
	print "   :header: File | Function | Asks | Class | Reason"
	print "   :widths: 20 20 20 10 30"
	print ""
	last_file = ""
}

# print_site KEY SURPLUS: as a row, one with the site before it if all but the function is
# the same.
function print_site(key, surplus,    cell, dir, rest)
{
	split(key, cell, "\t")
	dir = cell[1]
	sub(/\/.*/, "", dir)
	if (dir == "arch")
		dir = "arch/x86"
	if (dir != last_dir)
		heading(last_dir = dir)
	rest = cell[3] (count[key] > 1 ? " x" count[key] : "") " | " \
		(surplus ? "unclassified | " : class[key] " | " reason[key])
	sub(/ $/, "", rest)
	if (row_file != cell[1] || row_rest != rest)
		flush()
	row = (row == "" ? "" : row ", ") cell[2]
	row_file = cell[1]
	row_rest = rest
}

FILENAME == list {
	# What comes before the tables stays.
	if ($0 == "arch/x86")
		tables = 1
	if (!tables && mode == "print")
		print
	if (/^   .*\|.*\|.*\|.*\|/ && !/^   :/)
		read_row()
	next
}

{ read_site() }

END {
	if (failed)
		exit 1
	for (i = 1; i <= keys; i++) {
		key = order[i]
		surplus = count[key] - known[key]
		if (surplus < 0)
			surplus = 0
		add(key, surplus)
		if (mode == "print")
			print_site(key, surplus)
		else if (mode == "check" && surplus)
			complain(key)
	}
	flush()
	if (mode == "count") {
		say_sum("arch/x86")
		say_sum("all")
	}
	exit failed
}
