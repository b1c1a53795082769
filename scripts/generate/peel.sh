# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# For scripts/series, to be sourced: the text of the whole files after each patch. Their
# final text, resolved for the base, is $work/ours/PATH. The parts that each patch adds are
# removed from the last patch to the first: $work/steps/PATCH/PATH is the text of PATH
# after PATCH. Patches that are not generated are the first to be removed, so that none of
# their lines is in the others.
# shellcheck disable=SC2154 # the variables are set by scripts/series

# wanted_of KINDS: FILE and PATH of the steps of $patch of these kinds.
wanted_of() { sed -nE "s/^($1) ([^ ]*) ([^ ]*).*/\2 \3/p" "$work/want/$patch"; }

# check_wholes: a .brings must be for a whole file, a .edit or .cocci for another one.
# Writes to $work/wholes those that exist after the last patch.
check_wholes() {
	while read -r patch; do
		cat "$work/want/$patch"
	done <"$work/every-patch" | awk -v wholes="$work/wholes" '
		$1 == "whole" { ours[$3] }
		$1 == "delete" { delete ours[$3] }
		$1 == "brings" && !($3 in ours) {
			print "error: " $2 ": " $3 " is not listed in files of this patch or one before it; list it there, or use a .edit"
			bad = 1
		}
		$1 ~ /^(edit|cocci)$/ && $3 in ours {
			print "error: " $2 ": " $3 " is a whole file, which has the final text; change that, and add a .brings with the part that this patch adds"
			bad = 1
		}
		END {
			printf "" >wholes
			for (path in ours)
				print path >wholes
			exit bad
		}' >&2 || exit 1
}

# resolve FILE PATH: resolve the final text of PATH, which is listed in FILE, for the base.
resolve() {
	[ -f "$sources/$2" ] || die "$1: the file $sources/$2 is missing"
	mkdir -p "$(dirname "$work/ours/$2")"
	if ! grep -q 'PVH_BASE\|PVH_STANDALONE' "$sources/$2"; then
		cp "$sources/$2" "$work/ours/$2"
		return
	fi
	# -t: an apostrophe begins a character constant in C only.
	case $2 in *.[chS]) text='' ;; *) text=-t ;; esac
	_rc=0
	unifdef $text -B "-DPVH_BASE=$base" -UPVH_STANDALONE "$sources/$2" >"$work/ours/$2" 2>"$work/log" || _rc=$?
	[ $_rc -lt 2 ] || die "$1: unifdef cannot resolve PVH_BASE in $2: $(head -n 1 "$work/log")"
}

peel() {
	check_wholes
	mkdir "$work/ours"
	while read -r patch; do
		wanted_of whole | while read -r file path; do
			resolve "$file" "$path"
		done || exit 1
	done <"$work/every-patch"
	cp -R "$work/ours" "$work/peeled"
	{ grep -vxFf "$work/list-of-patches" "$work/every-patch" | tac; tac "$work/list-of-patches"; } >"$work/backwards"
	while read -r patch; do
		wanted_of 'whole|brings' | while read -r file path; do
			mkdir -p "$(dirname "$work/steps/$patch/$path")"
			cp "$work/peeled/$path" "$work/steps/$patch/$path"
		done
		wanted_of brings | while read -r file path; do
			edited "$file" "$path" <"$work/peeled/$path"
			mv "$work/text" "$work/peeled/$path"
		done || exit 1
	done <"$work/backwards"
}

# prove_wholes: the text after the last patch of all must be the final text.
prove_wholes() {
	cmp -s "$work/every-patch" "$work/list-of-patches" || return 0
	while read -r path; do
		cmp -s "$work/ours/$path" "$(here "$path")" ||
			fault "$sources/$path: the last patch leaves another text (base $base); only files and .brings may name this file, look for another path of it in a .edit or .cocci"
	done <"$work/wholes"
}
