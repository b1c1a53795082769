# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# For scripts/series, to be sourced: compares the texts that the series change with those
# that were reviewed, so that an upstream change to one of them is not lost silently.
#
# patches/reviewed/VERSION has a line "HASH SERIES/NNNN-slug PATH" for each file of that
# kernel that a patch
#	replaces or deletes	the hash of the file, as in git,
#	changes			the hash of the lines that patch(1) compares: those that
#				the patch removes, with three lines around each change.
# A text is accepted if it was reviewed in any of these kernels. Otherwise it is an error,
# with the difference to the reviewed kernel, if that is in the cache.
# shellcheck disable=SC2154 # the variables are set by scripts/series

# review HASH PATH
review() { echo "$1 $patch $2" >>"$work/reviews"; }

# review_whole PATH: the patch removes all of it.
review_whole() {
	[ -f "$tree/$1" ] || return 0
	[ ! -f "$work/taken" ] || ! grep -qxF "$1" "$work/taken" || return 0
	echo "$1" >>"$work/taken"
	review "$(git hash-object "$tree/$1")" "$1"
}

# without_author: standard input, with @author@ in place of the author.
without_author() {
	awk '
		BEGIN { author = ENVIRON["GIT_AUTHOR_NAME"] " <" ENVIRON["GIT_AUTHOR_EMAIL"] ">" }
		i = index($0, author) { $0 = substr($0, 1, i - 1) "@author@" substr($0, i + length(author)) }
		{ print }'
}

# review_edited: those that the patch changes in part, except for whole files.
review_edited() {
	git diff --cached --no-renames --name-only --diff-filter=M >"$work/list"
	while read -r path; do
		[ -f "$tree/$path" ] || continue
		[ ! -f "$work/taken" ] || ! grep -qxF "$path" "$work/taken" || continue
		review "$(git diff --cached -U3 -- "$path" | sed '1,/^@@/d; /^[@+]/d' | without_author | git hash-object --stdin)" "$path"
	done <"$work/list"
}

# find_reviewed PATH: sets _from to the kernel in which it was reviewed for this patch (the
# newest one that is not newer than the tree, else the oldest), and _text to the file, if
# it is in the cache.
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

# show_change PATH: print the changes to it since the review.
show_change() {
	find_reviewed "$1"
	if [ -z "$_from" ]; then
		echo "$1 was not reviewed for $patch in any kernel."
	elif [ -z "$_text" ]; then
		echo "The reviewed text is that of Linux $_from, which is not in the cache."
	elif cmp -s "$_text" "$tree/$1"; then
		echo "The text of $1 is that of Linux $_from; the change in $patch is different."
	else
		diff -u --label "Linux $_from, reviewed: $1" --label "Linux $version: $1" "$_text" "$tree/$1" >"$work/diff" || :
		head -n 60 "$work/diff"
		_more=$(($(wc -l <"$work/diff") - 60))
		[ $_more -le 0 ] || echo "($_more lines more)"
	fi
}

# keep_accepted: write patches/reviewed, after everything else has succeeded.
keep_accepted() {
	[ -f "$work/reviews" ] && [ -n "$accept" ] || return 0
	mkdir -p "$patches/reviewed"
	{
		echo "# SPDX-License-Identifier:" GPL-2.0-only
		echo "# Written by scripts/series --accept, which has the meaning."
		{
			# The lines of patches that were not generated now.
			grep '^[0-9a-f]' "$patches/reviewed/$version" 2>/dev/null | while read -r _hash _patch _path; do
				grep -qxF "$_patch" "$work/every-patch" || continue
				grep -qxF "$_patch" "$work/list-of-patches" || echo "$_hash $_patch $_path"
			done
			cat "$work/reviews"
		} | sort -k 2
	} >"$work/reviewed"
	cp "$work/reviewed" "$patches/reviewed/$version.new"
	mv "$patches/reviewed/$version.new" "$patches/reviewed/$version"
	# The reviewed texts are kept for show_change, in case this tree is removed.
	cut -d ' ' -f 3 "$work/reviews" | while read -r _path; do
		mkdir -p "$CACHE/reviewed/$version/$(dirname "$_path")"
		cp "$tree/$_path" "$CACHE/reviewed/$version/$_path"
	done
}

# review_end: without --accept, report each text that was not reviewed.
review_end() {
	[ -f "$work/reviews" ] && [ -z "$accept" ] || return 0
	cat "$patches"/reviewed/* 2>/dev/null | grep -vxFf - "$work/reviews" >"$work/unknown" || return 0
	while read -r _hash patch _path; do
		fault "$patch: $_path of Linux $version is not as it was reviewed$(
			grep -qxF "$_path" "$work/taken" 2>/dev/null || echo ", near the change"
		); review it and give --accept (make accept)"
		show_change "$_path" >&2
	done <"$work/unknown"
}
