# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# For scripts/series, to be sourced: knows which texts of the kernel were reviewed, so
# that what upstream does to one that the series replace is not lost without a word.
#
# patches/reviewed/VERSION has a line "HASH SERIES/NNNN-slug PATH" for each file of that
# kernel that a patch
#	replaces or deletes	the hash of the file, as git has it,
#	changes			the hash of what patch(1) compares: the lines that the
#				patch takes out, with three lines around each change.
# A text is known if it was reviewed in any of these kernels. Another one is a fault,
# shown as the difference to the kernel that was reviewed, if that is in the cache.
# shellcheck disable=SC2154 # scripts/series sets them

# review HASH PATH
review() { echo "$1 $patch $2" >>"$work/reviews"; }

# review_whole PATH: the patch takes all of it out.
review_whole() {
	[ -f "$tree/$1" ] || return 0
	[ ! -f "$work/taken" ] || ! grep -qxF "$1" "$work/taken" || return 0
	echo "$1" >>"$work/taken"
	review "$(git hash-object "$tree/$1")" "$1"
}

# nobodys: standard input, whoever the author of the patches is.
nobodys() {
	awk '
		BEGIN { author = ENVIRON["GIT_AUTHOR_NAME"] " <" ENVIRON["GIT_AUTHOR_EMAIL"] ">" }
		i = index($0, author) { $0 = substr($0, 1, i - 1) "@author@" substr($0, i + length(author)) }
		{ print }'
}

# review_edited: those that the patch changes otherwise. What is ours is none of these.
review_edited() {
	git diff --cached --no-renames --name-only --diff-filter=M >"$work/list"
	while read -r path; do
		[ -f "$tree/$path" ] || continue
		[ ! -f "$work/taken" ] || ! grep -qxF "$path" "$work/taken" || continue
		review "$(git diff --cached -U3 -- "$path" | sed '1,/^@@/d; /^[@+]/d' | nobodys | git hash-object --stdin)" "$path"
	done <"$work/list"
}

# find_reviewed PATH: sets _from to the kernel in which it was reviewed for this patch,
# and _text to the file, if the cache has it: the newest that is not newer, else the
# oldest.
find_reviewed() {
	grep -lE "^[0-9a-f]+ $patch $1\$" "$patches"/reviewed/* 2>/dev/null | sed 's|.*/||' | sort -V >"$work/versions"
	_from=$({ cat "$work/versions" && echo "$version ours"; } | sort -V | awk '
		$2 == "ours" { exit } { last = $1 } END { print last }')
	_from=${_from:-$(head -n 1 "$work/versions")}
	_text=
	[ -n "$_from" ] || return 0
	for _tree in "$CACHE/reviewed/$_from" "$CACHE/src/linux-source-$_from"*; do
		[ -n "$_text" ] || [ ! -f "$_tree/$1" ] || _text=$_tree/$1
	done
}

# show_change PATH: what became of it since, in some lines.
show_change() {
	find_reviewed "$1"
	if [ -z "$_from" ]; then
		echo "No kernel's $1 was reviewed for $patch."
	elif [ -z "$_text" ]; then
		echo "The reviewed text is Linux $_from's, which is not in the cache."
	elif cmp -s "$_text" "$tree/$1"; then
		echo "The text of $1 is that of Linux $_from; it is $patch that does something else to it."
	else
		diff -u --label "Linux $_from, reviewed: $1" --label "Linux $version: $1" "$_text" "$tree/$1" >"$work/diff" || :
		head -n 60 "$work/diff"
		_more=$(($(wc -l <"$work/diff") - 60))
		[ $_more -le 0 ] || echo "($_more lines more)"
	fi
}

# keep_accepted: what was reviewed, if all else went well.
keep_accepted() {
	[ -f "$work/reviews" ] && [ -n "$accept" ] || return 0
	mkdir -p "$patches/reviewed"
	{
		echo "# SPDX-License-Identifier:" GPL-2.0-only
		echo "# Written by scripts/series --accept, which has the meaning."
		{
			# Of patches that were not made now.
			grep '^[0-9a-f]' "$patches/reviewed/$version" 2>/dev/null | while read -r _hash _patch _path; do
				grep -qxF "$_patch" "$work/every-patch" || continue
				grep -qxF "$_patch" "$work/list-of-patches" || echo "$_hash $_patch $_path"
			done
			cat "$work/reviews"
		} | sort -k 2
	} >"$work/reviewed"
	cp "$work/reviewed" "$patches/reviewed/$version.new"
	mv "$patches/reviewed/$version.new" "$patches/reviewed/$version"
	# Texts that can be shown again, should this tree go.
	cut -d ' ' -f 3 "$work/reviews" | while read -r _path; do
		mkdir -p "$CACHE/reviewed/$version/$(dirname "$_path")"
		cp "$tree/$_path" "$CACHE/reviewed/$version/$_path"
	done
}

# review_end: all that is not known is a fault, if it is not to be accepted.
review_end() {
	[ -f "$work/reviews" ] && [ -z "$accept" ] || return 0
	cat "$patches"/reviewed/* 2>/dev/null | grep -vxFf - "$work/reviews" >"$work/unknown" || return 0
	while read -r _hash patch _path; do
		fault "$patch: $_path of Linux $version is not as it was reviewed$(
			grep -qxF "$_path" "$work/taken" 2>/dev/null || echo ", near what changes"
		); review it and say --accept (make accept)"
		show_change "$_path" >&2
	done <"$work/unknown"
}
