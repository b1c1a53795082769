# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# For scripts/series, to be sourced: applies the patches in $repo, a repository of the
# files that they change, which is the current directory from begin_repository on. Each
# patch becomes a commit, each mismatch a line in $work/faults.
# shellcheck disable=SC2154 # the variables are set by scripts/series

fault() { printf '%s\n' "$*" >>"$work/faults"; }

# tell_faults: print all of them and exit, if there are any.
tell_faults() {
	[ -s "$work/faults" ] || return 0
	sed 's/^/error: /' "$work/faults" >&2
	exit 1
}

present() {
	[ ! -f "$2" ] || return 0
	fault "$1: $2 is not in the tree (base $base)"
	return 1
}

do_whole() {
	review_whole "$2"
	mkdir -p "$(dirname "$2")"
	cp "$work/steps/$patch/$3" "$2"
}

do_brings() {
	# It may be listed by a series that is not generated now.
	[ -f "$2" ] || [ -z "${SERIES-}" ] || return 0
	present "$1" "$2" || return 0
	cp "$work/steps/$patch/$3" "$2"
}

do_delete() {
	present "$1" "$2" || return 0
	review_whole "$2"
	rm "$2"
}

# taken_out RULE: the lines that a semantic patch removes, if they are plain text.
taken_out() { sed -n 's/^-[ 	]*\(.*[A-Za-z].*\)$/\1/p' "$1"; }

# spatch succeeds if a rule does not match or the file cannot be parsed, so the number of
# changes is compared with the expected one.
do_cocci() {
	present "$1" "$2" || return 0
	cp "$2" "$work/before"
	grep -q '^virtual .*patch' "$patches/$1" && set -- "$@" -D patch
	_rule=$1 _path=$2 _want=$4
	shift 4
	TMPDIR=$work spatch "$@" --very-quiet --no-includes --smpl-spacing --in-place \
		--sp-file "$patches/$_rule" "$_path" >"$work/log" 2>&1 ||
		die "$_rule: spatch fails on $_path: $(tr -s '\n ' '  ' <"$work/log" | cut -c 1-300)"
	_at=$(diff -a -U0 "$work/before" "$_path" | sed -n 's/^@@ -\([0-9]*\).*/\1/p' | paste -s -d ' ' -) || :
	# shellcheck disable=SC2086 # words
	_hits=$(set -- $_at && echo $#)
	[ "$_hits" -ne "$_want" ] || return 0
	taken_out "$patches/$_rule" >"$work/list"
	fault "$_rule: changes $_path in $_hits places${_at:+ (lines $_at)}, expected are $_want (base $base)$(
		awk -f "$parts/nearest.awk" -f "$parts/missing-line.awk" "$work/list" "$work/before")"
}

# edited FILE PATH: apply the blocks for PATH in FILE to standard input, into $work/text.
edited() {
	_rc=0
	(cd "$patches" && exec "$edit" "$base" "$1" "$2") >"$work/text" 2>"$work/log" || _rc=$?
	sed 's/^error: //' "$work/log" >>"$work/faults"
	[ $_rc -lt 2 ] || { tell_faults && exit 1; }
}

do_edit() {
	present "$1" "$2" || return 0
	edited "$1" "$3" <"$2"
	sed "s|@author@|$GIT_AUTHOR_NAME <$GIT_AUTHOR_EMAIL>|" "$work/text" >"$2"
}

# commit_series: switch to the branch of the series of $patch, which the first patch creates.
commit_series() {
	[ "${patch%/*}" = "$(git symbolic-ref --short HEAD)" ] || git checkout -q -b "${patch%/*}"
}

apply_patch() {
	commit_series
	while read -r kind file path hits; do
		"do_$kind" "$file" "$(here "$path")" "$path" "$hits" </dev/null
	done <"$work/want/$patch"
	git add -A -f .
	review_edited
	if git diff --cached --quiet && ! grep -q "^${patch}[/:]" "$work/faults"; then
		fault "$patch changes nothing for base $base; add a file 'base' if this is intended"
	fi
	git diff --cached --name-only --diff-filter=d >"$work/list"
	while read -r path; do
		! grep -Hn 'PVH_BASE\|PVH_STANDALONE' "$path" >"$work/log" ||
			die "$patch: PVH_BASE or PVH_STANDALONE remains in $(head -n 1 "$work/log"); use it in #if lines of whole files only"
	done <"$work/list"
	git commit -q --allow-empty --cleanup=whitespace -F "$patches/$patch/message"
}

begin_repository() {
	: >"$work/faults"
	while read -r patch; do
		while read -r kind file path hits; do
			here "$path"
		done <"$work/want/$patch"
	done <"$work/list-of-patches" | sort -u >"$work/touched"
	git init -q --template= -b base "$repo"
	cd "$repo" || exit
	while read -r path; do
		[ -f "$tree/$path" ] || continue
		mkdir -p "$(dirname "$path")"
		cp "$tree/$path" "$path"
		chmod u+w "$path"
	done <"$work/touched"
	git add -A -f .
	git commit -q --allow-empty -m "Linux $base"
}
