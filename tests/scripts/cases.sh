# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# For the tests in this directory, to be sourced: each of their functions is a case,
# except for helpers.

# stand_in FILE: the script on standard input in its place.
stand_in() {
	{ echo '#!/bin/sh' && cat; } >"$1"
	chmod +x "$1"
}

# run_cases DIR HELPERS [CASE..]: run the cases (default: all), each after prepare() and in
# a directory of its own in DIR. KTAP; fails if a case does. HELPERS are the names, as
# regular expressions of grep, of functions that are not cases. A case is skipped with the
# reason that it writes to the file skip.
run_cases() {
	_dir=$1
	_helpers=$(printf '%s\n' "prepare $2" | tr ' ' '\n')
	shift 2
	# shellcheck disable=SC2046 # a list of names
	[ $# -gt 0 ] || set -- $(sed -n 's/^\([a-z_]*\)() {$/\1/p' "$0" | grep -vx "$_helpers")
	echo 'KTAP version 1'
	echo "1..$#"
	_n=0
	_failed=0
	for _case; do
		_n=$((_n + 1))
		mkdir "$_dir/$_case"
		# Not in a condition: there, set -e would be off within the case.
		set +e
		(
			set -e
			trap - EXIT
			cd "$_dir/$_case"
			prepare
			"$_case"
		) >"$_dir/log" 2>&1 </dev/null
		_rc=$?
		set -e
		if [ -s "$_dir/$_case/skip" ]; then
			echo "ok $_n $_case # SKIP $(cat "$_dir/$_case/skip")"
		elif [ $_rc -eq 0 ]; then
			echo "ok $_n $_case"
		else
			_failed=$((_failed + 1))
			sed 's/^/# /' "$_dir/log"
			echo "not ok $_n $_case"
		fi
	done
	[ $_failed -eq 0 ]
}
