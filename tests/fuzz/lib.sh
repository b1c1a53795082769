# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# The build of the fuzzer and its replay; to be sourced after scripts/lib.sh, in the top
# directory.
. tests/unit/lib.sh

# Kernels to fuzz as, BITS:MAX as for the unit tests.
# shellcheck disable=SC2034 # for the scripts that source this file
FUZZ_VARIANTS='64:320 32:131'
# shellcheck disable=SC2034
REPLAY_VARIANTS="$FUZZ_VARIANTS 64:3200"

FUZZ=$OUT/fuzz
# The first is made by fuzz_flags.
# shellcheck disable=SC2034
SEEDS="$FUZZ/loaders.seeds tests/fuzz/boundaries.seeds"
# What is fuzzed. SOURCE names another directory, for those who break it on purpose.
PVH_SOURCES=$(for _file in start_info.c memmap.c; do
	echo "${SOURCE:-$TOP/$PVH}/$_file"
done)
SANITIZED='-fsanitize=address,undefined -fno-sanitize-recover=all'

# parts MAIN: all that is compiled besides these.
parts() {
	for _part in "$1" check guest model seeds window; do
		echo "tests/fuzz/$_part.c"
	done
}

# fuzz_flags BITS:MAX DIR: for the compiler. DIR gets a file that is included.
fuzz_flags() {
	mkdir -p "$2" "$FUZZ"
	list_refusals "$2"
	list_loaders unit "$2/loaders.h"
	list_loaders fuzz "$FUZZ/loaders.seeds"
	echo "$(unit_flags "${1%:*}" "${1#*:}") -g -I$2"
}

# build_replay BITS:MAX: sets $PROGRAM.
build_replay() {
	PROGRAM=$FUZZ/replay-${1%:*}-${1#*:}
	_dir=$PROGRAM.$$
	_flags=$(fuzz_flags "$1" "$_dir")
	_built=0
	# shellcheck disable=SC2046,SC2086 # lists
	${CC:-gcc} $_flags -O1 $SANITIZED -o "$_dir/replay" $(parts replay) $PVH_SOURCES &&
		mv "$_dir/replay" "$PROGRAM" || _built=1
	rm -rf "$_dir"
	return $_built
}

# build_fuzzer BITS:MAX: sets $PROGRAM. Only the sources are instrumented: what is
# new in them is what the fuzzer looks for, and the model runs at its full speed.
build_fuzzer() {
	PROGRAM=$FUZZ/fuzz-${1%:*}-${1#*:}
	_dir=$PROGRAM.$$
	# The kernel embeds structures that end in an array of any length.
	_flags="$(fuzz_flags "$1" "$_dir") -Wno-gnu-variable-sized-type-not-at-end -O2 -c"
	_built=0
	for _part in $(parts fuzz); do
		# shellcheck disable=SC2086 # lists
		clang $_flags -DFUZZ_ASAN -o "$_dir/$(basename "$_part").o" "$_part" || _built=1
	done
	# Comparisons are not traced: it takes three quarters of the time, and which
	# values matter, fuzz.c knows.
	for _part in $PVH_SOURCES; do
		# shellcheck disable=SC2086 # lists
		clang $_flags $SANITIZED -fsanitize=fuzzer-no-link \
			-fno-sanitize-coverage=trace-cmp \
			-o "$_dir/$(basename "$_part").o" "$_part" || _built=1
	done
	# shellcheck disable=SC2086 # a list
	[ $_built -eq 0 ] &&
		clang -g $SANITIZED -fsanitize=fuzzer -o "$_dir/fuzz" "$_dir"/*.o &&
		mv "$_dir/fuzz" "$PROGRAM" || _built=1
	rm -rf "$_dir"
	return $_built
}
