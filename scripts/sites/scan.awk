# SPDX-License-Identifier: GPL-2.0-only
# For scripts/subarch-sites: awk -f scan.awk SOURCE..: FILE, FUNCTION, ASKED, LINE of each
# site, with tabs between. One place is one condition or statement, with all the
# predicates in it.

BEGIN {
	# A predicate, and what is listed beside one in the same condition.
	first = "xen_pv_domain xen_hvm_domain xen_pvh_domain xen_domain xen_initial_domain hypervisor_is_type"
	n = split(first, word)
	while (n)
		call[word[n--]] = 1
	n = split("xen_pvh xen_domain_type x86_hyper_type X86_FEATURE_XENPV ALT_NOT_XEN", word)
	while (n)
		name[word[n--]] = 1
	quick = "xen_(pv_|hvm_|pvh_|initial_)?domain|xen_pvh|hypervisor_is_type|X86_FEATURE_XENPV|ALT_NOT_XEN|x86_hyper_type|cc_platform_has|legacy[.]"
}

# bare(TEXT): without comments, and with nothing in its strings.
function bare(text, out, at, c) {
	out = ""
	while (text != "") {
		if (comment) {
			at = index(text, "*/")
			if (!at)
				return out
			text = substr(text, at + 2)
			comment = 0
			continue
		}
		if (!match(text, /\/\*|\/\/|"/))
			return out text
		c = substr(text, RSTART, RLENGTH)
		out = out substr(text, 1, RSTART - 1)
		text = substr(text, RSTART + RLENGTH)
		if (c == "//")
			return out
		if (c == "/*") {
			comment = 1
			out = out " "
		} else {
			out = out "\"\""
			# Up to the closing one, or the end of the line.
			if (match(text, /^([^"\\]|\\.)*"/))
				text = substr(text, RLENGTH + 1)
			else
				text = ""
		}
	}
	return out
}

function times(text, c, n) {
	n = 0
	while ((at = index(text, c))) {
		n++
		text = substr(text, at + 1)
	}
	return n
}

# of(HEAD): the name that a definition which starts so gives.
function of(head, at, id, arg) {
	gsub(/[ \t]+/, " ", head)
	sub(/[ ]*$/, "", head)
	if (head ~ /=$/) {
		sub(/[ ]*(\[.*)?=$/, "", head)
		sub(/.*[^A-Za-z0-9_]/, "", head)
		return head
	}
	while (match(head, /[A-Za-z_][A-Za-z0-9_]* ?\(/)) {
		id = substr(head, RSTART, RLENGTH - 1)
		sub(/ $/, "", id)
		head = substr(head, RSTART + RLENGTH)
		if (id ~ /^__(attribute__|section|printf|aligned|acquires|releases|must_hold|alloc_size|no_sanitize)$/ || id == "asm")
			continue
		# SYSCALL_DEFINE2(name, ..), DEFINE_IDTENTRY(name)
		if (id ~ /^[A-Z0-9_]+$/ && match(head, /^ ?[A-Za-z_][A-Za-z0-9_]*/)) {
			arg = substr(head, RSTART, RLENGTH)
			sub(/^ /, "", arg)
			return arg
		}
		return id
	}
	sub(/.* /, "", head)
	return head
}

# ask(TEXT): what a line asks goes to what the condition has so far.
function ask(text, before, id, rest, not, what, main) {
	before = ""
	while (match(text, /[A-Za-z_][A-Za-z0-9_]*/)) {
		before = before substr(text, 1, RSTART - 1)
		id = substr(text, RSTART, RLENGTH)
		rest = substr(text, RSTART + RLENGTH)
		text = rest
		not = before ~ /![ (]*$/ ? "!" : ""
		# Of a cpu_feature_enabled(X) the ! is before the call.
		if (before ~ /(![ ]*[a-z_]*(has|feature_enabled)|ALT_NOT)[ ]*\([^()]*$/)
			not = "!"
		before = before id
		sub(/^[ \t]*/, "", rest)
		what = ""
		main = 1
		if (id in call && rest ~ /^\(/) {
			what = id
			if (id == "hypervisor_is_type" && match(rest, /^\([ ]*[A-Za-z0-9_]+[ ]*\)/)) {
				what = substr(rest, 2, RLENGTH - 2)
				gsub(/ |X86_HYPER_/, "", what)
				what = id "(" what ")"
			}
		} else if (id == "ALT_NOT_XEN") {
			what = "X86_FEATURE_XENPV"
			not = "!"
		} else if (id in name) {
			# The type has the name of the variable.
			if (before ~ /enum [a-z_]*$/)
				continue
			what = id
			if (rest ~ /^=[^=]/)
				what = id " ="
		} else if (id == "cc_platform_has" && match(rest, /^\([A-Z0-9_]+\)/)) {
			what = id substr(rest, 1, RLENGTH)
			sub(/CC_ATTR_/, "", what)
			main = 0
		} else if (id == "legacy" && before ~ /x86_platform\.legacy$/ && match(rest, /^\.[a-z_0-9.]+/)) {
			what = "legacy" substr(rest, 1, RLENGTH)
			if (before ~ /![ (]*x86_platform\.legacy$/)
				not = "!"
			main = 0
		}
		if (what == "")
			continue
		if (asked == "") {
			line = FNR
			said = function_name()
		}
		asked = asked (asked == "" ? "" : ", ") not what
		if (main)
			primary = 1
	}
}

function function_name() { return macro != "" ? macro : fn }

# done(): the condition ends here.
function done() {
	if (primary && said != "")
		print file "\t" said "\t" asked "\t" line
	asked = ""
	primary = 0
	parens = 0
}

FNR == 1 {
	done()
	file = FILENAME
	sub(/^\.\//, "", file)
	assembly = file ~ /\.S$/
	comment = depth = ifs = 0
	fn = head = macro = ""
}

{
	text = $0
	if (comment || index(text, "/*") || index(text, "//") || index(text, "\"")) {
		if (index(text, "'"))
			gsub(/'(\\.|[^'\\])'/, "0", text)
		text = bare(text)
	} else if (index(text, "'")) {
		gsub(/'(\\.|[^'\\])'/, "0", text)
	}
	sub(/[ \t\r]+$/, "", text)
	if (text == "")
		next
}

# The preprocessor: a macro is a function of its own; of branches that open
# the same brace only one counts.
macro == "" && /^[ \t]*#/ {
	if (match(text, /^[ \t]*#[ \t]*define[ \t]+[A-Za-z0-9_]+/)) {
		done()
		macro = substr(text, RSTART, RLENGTH)
		sub(/.*[ \t]/, "", macro)
		text = substr(text, RSTART + RLENGTH)
	} else {
		if (text ~ /^[ \t]*#[ \t]*if/)
			open[++ifs] = depth
		else if (text ~ /^[ \t]*#[ \t]*el/ && ifs)
			depth = open[ifs]
		else if (text ~ /^[ \t]*#[ \t]*endif/ && ifs)
			ifs--
		if (!assembly || text ~ /^[ \t]*#[ \t]*(if|el|end|inc|und|err|war|prag)/)
			next
	}
}

macro != "" {
	more = sub(/\\$/, "", text)
	if (text ~ quick)
		ask(text)
	if (!more) {
		done()
		macro = ""
	}
	next
}

assembly {
	sub(/(^|[ \t])#.*/, "", text)
	if (match(text, /SYM_[A-Z_]*START[A-Z_]*\([A-Za-z0-9_]+/)) {
		fn = substr(text, RSTART, RLENGTH)
		sub(/.*\(/, "", fn)
	} else if (match(text, /^[ \t]*\.macro[ \t]+[A-Za-z0-9_]+/)) {
		fn = substr(text, RSTART, RLENGTH)
		sub(/.*[ \t]/, "", fn)
	}
	if (text ~ quick)
		ask(text)
	if (text !~ /\\$/)
		done()
	if (text ~ /SYM_[A-Z_]*END|^[ \t]*\.endm/)
		fn = ""
	next
}

{
	braces = index(text, "{") || index(text, "}")
	# Whatever was counted wrong ends where a definition does.
	if (text ~ /^[{}]/) {
		done()
		depth = text ~ /^}/ ? 1 : 0
	}
	if (depth <= 0) {
		depth = 0
		at = index(text, "{")
		if (at) {
			fn = of(head " " substr(text, 1, at - 1))
			head = ""
		} else {
			fn = ""
			head = head " " text
			at = match(text, /;[^;]*$/)
			if (at) {
				head = substr(text, at + 1)
				next
			}
			# Nothing is asked outside of functions.
			next
		}
	}
	if (text ~ quick)
		ask(text)
	if (asked != "") {
		parens += times(text, "(") - times(text, ")")
		if (text ~ /[;{}]$/ || (parens <= 0 && text !~ /([|&?=,+(!]|[^:]:)$/))
			done()
	}
	if (braces) {
		depth += times(text, "{") - times(text, "}")
		if (depth <= 0) {
			done()
			fn = head = ""
		}
	}
}

END { done() }
