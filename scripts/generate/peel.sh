# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# For scripts/series, to be sourced: what each patch makes of the whole files of ours.
# They hold the final text, for the base $work/ours/PATH. From there it goes from the
# last patch to the first, and what each brings is taken out: $work/steps/PATCH/PATH is
# the text of PATH behind PATCH. Patches that are not made go first, so that nothing of
# theirs is in those that are.
# shellcheck disable=SC2154 # scripts/series sets them

# wanted_of KINDS: FILE and PATH of such steps of $patch.
wanted_of() { sed -nE "s/^($1) ([^ ]*) ([^ ]*).*/\2 \3/p" "$work/want/$patch"; }

# check_wholes: what is brought must be a whole file, and what is one not be edited.
# Leaves in $work/wholes those that are there behind the last patch.
check_wholes() {
	while read -r patch; do
		cat "$work/want/$patch"
	done <"$work/every-patch" | awk -v wholes="$work/wholes" '
		$1 == "whole" { ours[$3] }
		$1 == "delete" { delete ours[$3] }
		$1 == "brings" && !($3 in ours) {
			print "error: " $2 ": " $3 " is not listed in files of this patch or one before it; list it there, or change it by a .edit"
			bad = 1
		}
		$1 ~ /^(edit|cocci)$/ && $3 in ours {
			print "error: " $2 ": " $3 " is a whole file of ours, which holds the final text; change that, and tell by a .brings what comes with this patch"
			bad = 1
		}
		END {
			printf "" >wholes
			for (path in ours)
				print path >wholes
			exit bad
		}' >&2 || exit 1
}

# resolve FILE PATH: the final text of PATH, which FILE lists.
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

# prove_wholes: behind the last patch of all stands the final text.
prove_wholes() {
	cmp -s "$work/every-patch" "$work/list-of-patches" || return 0
	while read -r path; do
		cmp -s "$work/ours/$path" "$(here "$path")" ||
			fault "$sources/$path: the last patch leaves another text (base $base); only files and .brings may name it, look for what does so by another path"
	done <"$work/wholes"
}
