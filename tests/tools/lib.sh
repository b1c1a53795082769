# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# For the tests of the tools, to be sourced with $repo, and $top, a directory of
# their own; $mounts, a list in it.
# shellcheck disable=SC2034,SC2154 # those

# compile NAME ARG..: a program for the tests, in $top.
compile() {
	_name=$1
	shift
	(cd "$repo" && ${CC:-gcc} -std=gnu11 -g -O1 -Wall -Wextra -I. -idirafter standalone/include -o "$top/$_name" "$@") || {
		echo "Bail out! $_name does not compile"
		exit 1
	}
}

# run TOOL ARG..: leaves $status, and in $top what was said.
run() {
	status=0
	"$@" >"$top/said" 2>"$top/error" </dev/null || status=$?
}

# fails STATUS COMMAND..: with just that. Behind a plain `!` nothing ends a test.
fails() {
	_wanted=$1
	shift
	status=0
	"$@" || status=$?
	[ $status -eq "$_wanted" ] || {
		echo "'$*' ends with $status, not with $_wanted"
		return 1
	}
}

# unprivileged COMMAND..: by who may not do everything. What it needs is in $top.
unprivileged() {
	if [ "$(id -u)" -eq 0 ]; then
		setpriv --reuid=65534 --regid=65534 --clear-groups -- "$@"
	else
		"$@"
	fi
}

# one_sentence NAME TEXT: on standard error, with TEXT, and nothing else anywhere.
one_sentence() {
	cat "$top/said" "$top/error"
	[ ! -s "$top/said" ]
	[ "$(grep -c '' "$top/error")" -eq 1 ]
	case $(cat "$top/error") in
	*.) return 1 ;;
	"$1: "*"$2"*) ;;
	*) echo "it does not say: $2"; return 1 ;;
	esac
}

# small SIZE DIR: a file system that is soon full.
small() {
	mkdir -p "$2"
	mount -t tmpfs -o "size=$1" none "$2" 2>/dev/null || {
		echo "no tmpfs can be mounted here" >skip
		exit 0
	}
	echo "$PWD/$2" >>"$mounts"
}

# All of pvhinfo but its main(), with the samples and what checks that.
INSPECTION='tests/tools/samples.c tests/tools/check.c tools/lib/banner.c tools/lib/bzimage.c
	tools/lib/elfimage.c tools/lib/file.c tools/lib/input.c tools/lib/inspect.c tools/lib/kind.c
	tools/lib/loaders.c tools/lib/machines.c tools/lib/notes.c tools/lib/others.c
	tools/lib/payload.c tools/lib/plan.c tools/lib/report.c
	tools/lib/room.c tools/lib/uki.c tools/lib/vmlinux.c tools/lib/wrapped.c'
INSPECTION_LIBRARIES='-lelf -lz -lbz2 -llzma -lzstd -llz4 -llzo2'
