# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# For the parts of scripts/check/run, to be sourced after lib.sh: runs functions as tests,
# and generates the series for them. $WORK is removed at the end.

unset SERIES UNTIL # make series may have been told some, here it is all of them
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# patched BASE: the tree with the series. It is shared, and no place for patches
# that a test has broken.
patched() { (unset PATCHES SOURCES && "$TOP/scripts/generate/tree" "$1"); }

# gates NAME..: KTAP of these functions; fails if one does. What they print is
# shown if they fail, and what they write to $WORK/note in any case.
gates() {
	echo 'KTAP version 1'
	echo "1..$#"
	_n=0
	_failed=0
	for _gate; do
		_n=$((_n + 1))
		rm -f "$WORK/note" "$WORK/skip"
		# Not in a condition: there, set -e would be off within.
		set +e
		(
			set -e
			"$_gate"
		) >"$WORK/gate.log" 2>&1 </dev/null
		_rc=$?
		set -e
		[ ! -s "$WORK/note" ] || sed 's/^/# /' "$WORK/note"
		if [ -s "$WORK/skip" ]; then
			echo "ok $_n $_gate # SKIP $(cat "$WORK/skip")"
		elif [ $_rc -eq 0 ]; then
			echo "ok $_n $_gate"
		else
			_failed=$((_failed + 1))
			head -n 40 "$WORK/gate.log" | sed 's/^/# /'
			echo "not ok $_n $_gate"
		fi
	done
	[ $_failed -eq 0 ]
}

# needs TOOL: ends the gate as skipped where there is none.
needs() {
	have "$1" && return
	echo "$1 is not installed; run scripts/deps check" >"$WORK/skip"
	exit 0
}

# silent COMMAND..: fails if the command fails, or prints anything.
silent() {
	_rc=0
	"$@" >"$WORK/said" 2>&1 || _rc=$?
	cat "$WORK/said"
	[ $_rc -eq 0 ] && [ ! -s "$WORK/said" ]
}

# make_series: the patches of $src as $WORK/series, the text they lead to as $WORK/result, for
# $SERIES and what it needs, or for all. The gates of one run share them.
# shellcheck disable=SC2154 # the part sets src
make_series() {
	_made=$WORK/made-${SERIES:-all}
	if [ ! -d "$_made" ]; then
		rm -rf "$_made.new"
		mkdir "$_made.new"
		"$TOP/scripts/series" "$src" "$_made.new/series" "$_made.new/result" || return
		mv "$_made.new" "$_made"
	fi
	ln -sfn "$_made/series" "$WORK/series"
	ln -sfn "$_made/result" "$WORK/result"
}

# copy_base DIR: into it those files of $src that standard input names, in lines as
# .touched has.
copy_base() {
	while read -r _kind _path; do
		[ -f "$src/$_path" ] || continue
		mkdir -p "$1/$(dirname "$_path")"
		cp "$src/$_path" "$1/$_path"
	done
}

# am DIR: a repository with the files of $src that the series touches, and the
# series on top of it by git am. The tag `base` is below.
am() {
	mkdir "$1"
	copy_base "$1" <"$WORK/result/.touched"
	(
		cd "$1"
		# The user's git configuration must not be used.
		export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
		export GIT_COMMITTER_NAME=check GIT_COMMITTER_EMAIL=check@localhost
		export GIT_AUTHOR_NAME=check GIT_AUTHOR_EMAIL=check@localhost
		git init -q .
		git add -A -f .
		git commit -q -m base --allow-empty
		git tag base
		git am -q "$WORK/series/mbox"
	)
}

# whole_files: those of the series that are ours from the first line to the
# last, and that this base has.
whole_files() {
	while read -r _path; do
		[ ! -f "$WORK/result/$_path" ] || echo "$_path"
	done <"$WORK/result/.whole"
}

# code: of these, what a compiler reads.
code() { whole_files | grep '\.[ch]$'; }
