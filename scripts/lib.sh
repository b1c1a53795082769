# SPDX-License-Identifier: GPL-2.0
# Shared by every script here: where things are, how errors are said.
# To be sourced, after `set -eu`.

# shellcheck disable=SC2034 # the variables are for those who source this file
TOP=$(cd "$(dirname "$0")" && git rev-parse --show-toplevel 2>/dev/null) ||
	TOP=$(cd "$(dirname "$0")/.." && pwd)
OUT=${OUT:-$TOP/out}
case $OUT in /*) ;; *) OUT=$TOP/$OUT ;; esac
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/linux-pvh
JOBS=${JOBS:-$(nproc)}

say() { printf '%s\n' "$*"; }

warn() { printf 'warning: %s\n' "$*" >&2; }

die() { printf 'error: %s\n' "$*" >&2; exit 1; }

# step N M TEXT: progress of a long job; to stderr, so that a script's own
# output (a path, mostly) stays clean.
step() { printf '[%s/%s] %s\n' "$1" "$2" "$3" >&2; }

have() { command -v "$1" >/dev/null 2>&1; }

check_base() {
	case $1 in
	6.1 | 6.12 | latest) ;;
	*) die "BASE is '$1'; give 6.1, 6.12 or latest (or KSRC=DIR for another kernel tree)" ;;
	esac
}

check_machine() {
	case $1 in
	pc | q35 | microvm) ;;
	*) die "MACHINE is '$1'; give pc, q35 or microvm" ;;
	esac
}

# make_variable FILE NAME: the value of a plain `NAME = value` line.
make_variable() { sed -n "s/^$2[ 	]*=[ 	]*//p" "$1" | head -n 1; }

# base_number TREE: VERSION * 100 + PATCHLEVEL of a kernel tree.
base_number() {
	_v=$(make_variable "$1/Makefile" VERSION)
	_p=$(make_variable "$1/Makefile" PATCHLEVEL)
	case $_v$_p in
	'' | *[!0-9]*) die "$1/Makefile has no VERSION and PATCHLEVEL; give a Linux source tree" ;;
	esac
	echo $((_v * 100 + _p))
}

# Where apt keeps what it knows is no business of the build; scripts that
# write into the cache make it first.
make_cache() {
	mkdir -p "$CACHE" 2>/dev/null || die "the cache $CACHE cannot be made; set XDG_CACHE_HOME to a directory that can be written"
}
