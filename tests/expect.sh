# SPDX-License-Identifier: GPL-2.0-only
# shellcheck disable=SC2154 # what the caller sets
# What the tables of tests/boot and tests/xen expect of a report. To be sourced;
# the caller sets
#   dir       where the files facts and reasons are
#   pristine  not empty: the kernel is not ours
#   ours      not empty: what is true of ours only holds even so
#   expect    the case's expectations
#   facts     the column of tests/boot/facts that its subarch is checked with, if any

# fact NAME: its value; nothing where the guest did not report it.
fact() { sed -n "/^$1=/{s///p;q}" "$dir/facts"; }

# fail TEXT: one reason more why the case fails.
fail() { printf '# %s\n' "$*" >>"$dir/reasons"; }

# result: pass, fail or error, by what error and reasons hold.
result() {
	if [ -s "$dir/error" ]; then
		echo error
	elif [ -s "$dir/reasons" ]; then
		echo fail
	else
		echo pass
	fi
}

# number TEXT: the shell has 63 bits for it, and takes all beyond for the same.
number() {
	case $1 in
	0x????????????????* | 0x*[!0-9a-f]* | '' | [!0-9]* | [0-9]*[!0-9a-fx]*) return 1 ;;
	esac
	printf '%s' "$(($1))"
}

# check WORD: one expectation.
check() {
	case $1 in
	*'!='*) key=${1%%!=*} op='!=' want=${1#*!=} ;;
	*'>='*) key=${1%%>=*} op='>=' want=${1#*>=} ;;
	*'<='*) key=${1%%<=*} op='<=' want=${1#*<=} ;;
	*=*) key=${1%%=*} op='=' want=${1#*=} ;;
	*) fail "'$1' is no expectation; see the head of tests/boot/cases" && return ;;
	esac
	# This is done for each of thousands of words, so by one program.
	if ! is=$(grep -m 1 "^$key=" "$dir/facts"); then
		fail "$key was not reported; expected $1"
		return
	fi
	is=${is#*=}
	to=$want
	case $want in @*) to=$(fact "${want#@}") ;; esac
	good=no
	# shellcheck disable=SC2254 # a pattern is wanted
	case $op in
	=) case $is in $to) good=yes ;; esac ;;
	'!=') good=yes && case $is in $to) good=no ;; esac ;;
	*)
		if left=$(number "$is") && right=$(number "$to"); then
			case $op in
			'>=') [ "$left" -lt "$right" ] || good=yes ;;
			'<=') [ "$left" -gt "$right" ] || good=yes ;;
			esac
		fi
		;;
	esac
	[ $good = yes ] || fail "$key is $is; expected $1${to:+ ($to)}"
}

# check_word WORD: an expectation as the table of cases has it.
check_word() {
	case $1 in
	+*) [ -n "$pristine" ] && [ -z "${ours-}" ] || check "${1#+}" ;;
	*) check "$1" ;;
	esac
}

# told KEY: does the case itself say something of this fact?
told() {
	for t in $expect; do
		t=${t#+}
		[ "${t%%[!a-z0-9A-Z_.]*}" != "$1" ] || return 0
	done
	return 1
}

# table COLUMN: the expectations in that column of tests/boot/facts.
table() {
	awk -v want="$1" '
		/^#/ || !NF { next }
		!column {
			for (i = 2; i <= NF; i++)
				if ($i == want) column = i
			if (!column) exit 1
			next
		}
		{ print ($1 ~ /^subarch$|[.]/ ? "" : "fact.") $1 "=" $column }' "$TOP/tests/boot/facts"
}

# The table has all facts of the subarch, if it has any.
check_subarch() {
	[ -n "$facts" ] || return 0
	table "$facts" | sed 's/=.*//' >"$dir/table"
	extra=$(sed -n 's/^\(fact\.[^=]*\)=.*/\1/p' "$dir/facts" | grep -vxFf "$dir/table" | tr '\n' ' ')
	[ -z "$extra" ] || fail "not in tests/boot/facts: $extra"
}
