# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0
# How the fuzzer and its replay are built; to be sourced behind scripts/lib.sh,
# in the top directory.

# A 64-bit kernel for 64 NUMA nodes, a 32-bit one for one.
# shellcheck disable=SC2034 # for those who source this file
VARIANTS='64 32'
FUZZ=$OUT/fuzz
# shellcheck disable=SC2034
SEEDS='tests/fuzz/loaders.seeds tests/fuzz/boundaries.seeds'

# fuzz_flags BITS [MAX]: for the compiler, as for the unit tests; MAX is what
# the kernel's own tables of memory hold.
fuzz_flags() {
	case $1 in
	64) _max=${2:-320} ;;
	32) _max=${2:-131} ;;
	esac
	echo "-std=gnu11 -g -Wall -Wextra -Werror -Wno-unused-parameter" \
		"-Wno-missing-field-initializers -DCONFIG_X86_64=$(($1 / 64))" \
		"-DFUZZ_E820_MAX_ENTRIES=$_max -include tests/unit/guest.h" \
		"-Itests/fuzz/include -Itests/unit/include -Iarch/x86/include -Iinclude"
}

# Of start_info.c: $SOURCE names another, for those who break it on purpose.
START_INFO=${SOURCE:-arch/x86/platform/pvh/start_info.c}
SANITIZED='-fsanitize=address,undefined -fno-sanitize-recover=all'

# parts MAIN: all that is compiled besides start_info.c.
parts() {
	for _part in "$1" check guest model seeds window; do
		echo "tests/fuzz/$_part.c"
	done
}

# build_replay BITS: sets $PROGRAM.
build_replay() {
	mkdir -p "$FUZZ"
	PROGRAM=$FUZZ/replay-$1
	# shellcheck disable=SC2046,SC2086 # lists
	${CC:-gcc} $(fuzz_flags "$1") -O1 $SANITIZED -o "$PROGRAM.$$" \
		$(parts replay) "$START_INFO" &&
		mv "$PROGRAM.$$" "$PROGRAM"
}

# build_fuzzer BITS: sets $PROGRAM. Only start_info.c is instrumented: what is
# new in it is what the fuzzer looks for, and the model runs at its full speed.
build_fuzzer() {
	mkdir -p "$FUZZ"
	PROGRAM=$FUZZ/fuzz-$1
	_objects=$FUZZ/objects-$1.$$
	rm -rf "$_objects"
	mkdir "$_objects"
	# The kernel embeds structures that end in an array of any length.
	_flags="$(fuzz_flags "$1") -Wno-gnu-variable-sized-type-not-at-end -c"
	for _part in $(parts fuzz); do
		# shellcheck disable=SC2086 # lists
		clang $_flags -O2 -DFUZZ_ASAN -o "$_objects/$(basename "$_part").o" "$_part" || return
	done
	# Comparisons are not traced: it takes three quarters of the time, and which
	# values matter, fuzz.c knows.
	# shellcheck disable=SC2086 # lists
	clang $_flags -O2 $SANITIZED -fsanitize=fuzzer-no-link -fno-sanitize-coverage=trace-cmp -o "$_objects/start_info.o" "$START_INFO" &&
		clang -g $SANITIZED -fsanitize=fuzzer -o "$PROGRAM.$$" "$_objects"/*.o &&
		mv "$PROGRAM.$$" "$PROGRAM" && rm -rf "$_objects"
}
