# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# The build of mutants; to be sourced after scripts/lib.sh, in the top directory.
. tests/unit/lib.sh

MUTATION=$OUT/mutation
# shellcheck disable=SC2034 # for the scripts that source this file
MUTATIONS=tests/mutation/mutations
# shellcheck disable=SC2034
WRAP=standalone/wrap.c
# shellcheck disable=SC2034
SUBARCH=arch/x86/kernel/subarch.c
# shellcheck disable=SC2034
LEGACY=$PVH/legacy.c
# shellcheck disable=SC2034
XEN=arch/x86/xen/pvh.c
SANITIZE='-fsanitize=address,undefined -fno-sanitize-recover=all'

# compile VARIANT FLAGS SOURCE OBJECT: without warnings, as mutants may cause some.
compile() {
	# shellcheck disable=SC2046,SC2086 # words
	${CC:-gcc} $(unit_flags "${1%%:*}" "${1#*:}") -w $2 -I"$MUTATION" -c -o "$4" "$3"
}

# build_tests VARIANT DIR SOURCE..: build the tests and the objects that are linked with
# them into DIR/VARIANT, guest-memory.c also in the variant for sanitizers.
build_tests() {
	_variant=$1 _to=$2/$1
	mkdir -p "$_to"
	shift 2
	for _source; do
		compile "$_variant" -O1 "$_source" "$_to/$(basename "$_source" .c).o" || return
	done
	mv "$_to/guest-memory.o" "$_to/guest-memory.plain"
	compile "$_variant" "-O1 $SANITIZE" tests/unit/guest-memory.c "$_to/guest-memory.sanitized"
}

# passes VARIANT FLAGS SOURCE TESTS DIR: builds SOURCE into DIR, and links it with the
# objects of build_tests in TESTS, except for that of a source of this name. 0: all tests
# pass; 1: a test fails; 2: it does not compile.
passes() {
	compile "$1" "-O0 $2" "$3" "$5/mutant.o" 2>"$5/log" || return 2
	_memory=$4/$1/guest-memory.${2:+sanitized}
	[ -n "$2" ] || _memory=$4/$1/guest-memory.plain
	_objects=
	for _object in "$4/$1"/*.o; do
		[ "${_object##*/}" = "$(basename "$3" .c).o" ] || _objects="$_objects $_object"
	done
	# shellcheck disable=SC2086 # a list
	runs "$2" "$5" $_objects "$_memory"
}

# passes_included VARIANT FLAGS SOURCE DIR [NAME]: the same with the tests that include it, by
# the name of a macro.
passes_included() {
	_name=${5:-$(basename "$3" .c)}
	_macro=$(echo "$_name" | tr a-z A-Z)
	compile "$1" "-O0 $2 -D$_macro=\"$3\"" "tests/unit/test-$_name.c" "$4/mutant.o" 2>"$4/log" || return 2
	compile "$1" "$2" tests/unit/kernel-log.c "$4/kernel-log.o"
	compile "$1" "$2" tests/unit/ktap.c "$4/ktap.o"
	runs "$2" "$4" "$4/kernel-log.o" "$4/ktap.o"
}

# runs FLAGS DIR OBJECT..: links them with DIR/mutant.o, and runs that.
runs() {
	_flags=$1 _dir=$2
	shift 2
	# shellcheck disable=SC2086 # words
	${CC:-gcc} $_flags -o "$_dir/test" "$_dir/mutant.o" "$@" 2>"$_dir/log" || return 2
	# A mutant that does not end is detected as well; one that a busy host lets wait is not.
	timeout 600 prlimit --cpu=20 "$_dir/test" >"$_dir/ktap" 2>"$_dir/log" || return 1
}
