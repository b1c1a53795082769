# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# The table of configurations, to be sourced after scripts/lib.sh.

# configurations: the names in the table, in its order.
configurations() { sed '/^[ 	]*\(#\|$\)/d; s/[ 	]*|.*//' "$TOP/tests/configs/table"; }

# configuration NAME: sets what the table has of it:
#	bases		as for names_base
#	compiler	gcc or clang, or llvm with its linker and other tools, -VERSION of it
#	arch		x86_64 or i386
#	machine		words for each of its boots, as in tests/boot/cases
#	options		words, see config_options
#	boots		the names of its boots
# shellcheck disable=SC2034 # they are for the scripts that source this file
configuration() {
	_row=$(awk -F '|' -v name="$1" '
		/^[ \t]*(#|$)/ { next }
		{ n = $1; gsub(/[ \t]/, "", n) }
		n == name { print; exit }' "$TOP/tests/configs/table")
	[ -n "$_row" ] || die "the configuration is '$1'; give one of tests/configs/table"
	IFS='|' read -r _ bases _setup options boots _rest <<-END
	$_row
	END
	[ -n "$boots" ] && [ -z "$_rest" ] || die "the configuration '$1' in tests/configs/table has not five columns; see its head"
	compiler=gcc arch=x86_64 machine=
	for _word in $_setup; do
		case $_word in
		-) ;;
		cc=*) compiler=${_word#cc=} ;;
		arch=*) arch=${_word#arch=} ;;
		*) machine="$machine${machine:+ }$_word" ;;
		esac
	done
	case $compiler in
	gcc | gcc-[0-9]* | clang | clang-[0-9]* | llvm | llvm-[0-9]*) ;;
	*) die "the compiler of the configuration '$1' is '$compiler'; give gcc, clang or llvm, with -VERSION or without" ;;
	esac
	case $arch in
	x86_64 | i386) ;;
	*) die "the architecture of the configuration '$1' is '$arch'; give x86_64 or i386" ;;
	esac
}

# compiler_program COMPILER: its name as a command.
compiler_program() {
	case $1 in
	llvm*) echo "clang${1#llvm}" ;;
	*) echo "$1" ;;
	esac
}

# config_options WORD..: as lines of a fragment of a configuration for config_lines. NAME
# and NAME=VALUE set an option, -NAME does not; <NUMBER or >=NUMBER behind that is a
# condition on the base.
config_options() {
	printf '%s\n' "$@" | awk '
		$0 == "" || $0 == "-" { next }
		{ condition = "" }
		match($0, /[<>]=?[0-9]+$/) {
			condition = substr($0, RSTART)
			$0 = substr($0, 1, RSTART - 1)
			sub(/[0-9]/, " &", condition)
			condition = " # base " condition
		}
		/^-/ { print "# CONFIG_" substr($0, 2) " is not set" condition; next }
		{ print "CONFIG_" $0 (/=/ ? "" : "=y") condition }'
}

# config_override OWN: the lines of standard input and, in place of those for the same
# options, the lines of the file OWN.
config_override() {
	awk '
		{
			option = $0
			sub(/^# /, "", option)
			sub(/[= ].*/, "", option)
		}
		FILENAME != "-" { own[option] = 1; next }
		!(option in own)' "$1" -
	cat "$1"
}

# config_known TREE: marks the lines of standard input whose option no Kconfig file of the
# tree has.
config_known() {
	while read -r _line; do
		_option=${_line#\# }
		_option=${_option#CONFIG_}
		_option=${_option%%[= ]*}
		grep -rqsE --include='Kconfig*' "^[ 	]*(menu)?config $_option\$" "$1" || _line="$_line (no such option)"
		printf '%s\n' "$_line"
	done
}
