# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# For the parts of scripts/check/run that compile what the series touch, to be sourced
# after tree.sh.
# shellcheck disable=SC2154 # tree.sh sets tree and pvh

# configured CONFIGURATION PATH: whether it compiles this file, as far as the Makefiles
# beside it and above say so.
configured() {
	_path=${2%.?}.o
	while [ "$_path" != . ]; do
		_dir=$(dirname "$_path")
		_symbol=$(cat "$tree/$_dir/Makefile" "$tree/$_dir/Kbuild" 2>/dev/null |
			sed -n "s/^[a-z0-9-]*-\$(\(CONFIG_[A-Z0-9_]*\))[ 	]*+=\(.*[ 	/]\)\{0,1\}$(basename "$_path")\/\{0,1\}\([ 	].*\)\{0,1\}$/\1/p" |
			head -n 1)
		[ -z "$_symbol" ] || grep -q "^$_symbol=" "$tree/.build-$1/.config" || return
		_path=$_dir
	done
}

# targets CONFIGURATION: the directories and files that the series touches, in
# the present state of the tree. Drivers take long, so they are compiled for one
# architecture, and of a single $patch those that it touches itself.
patch=
targets() {
	echo "$pvh/"
	! grep -q '^CONFIG_XEN=y' "$tree/.build-$1/.config" || echo arch/x86/xen/
	while read -r _ path; do
		case $1/$path in
		*/$pvh/* | */arch/x86/xen/*) continue ;;
		# Takes a vmlinux: scripts/build/kernel compiles it for a bzImage.
		*/arch/x86/boot/compressed/*) continue ;;
		*i386/*64.[cS]) continue ;;
		*i386/*) ;;
		*/*32.[cS]) continue ;;
		esac
		case $1/$path in
		i386/drivers/* | noxen/drivers/*) continue ;;
		*/drivers/*)
			[ -z "$patch" ] || grep -qxF "+++ b/$path" "$WORK/series/$patch" || continue
			;;
		esac
		case $path in
		*.lds.S) echo "${path%.S}" ;;
		arch/x86/tools/*.c) echo arch/x86/tools/ ;;
		*.[cS])
			[ -f "$tree/$path" ] || continue
			! configured "$1" "$path" || echo "${path%.?}.o"
			;;
		esac
	done <"$WORK/result/.touched"
}

# build CONFIGURATION [ARGUMENT..]: the targets; the log in $WORK/build.log. Programs for the
# host are no directory to kbuild; with another kind of target it makes all one by one.
build() {
	targets "$1" >"$WORK/targets"
	{
		# shellcheck disable=SC2046 # a list of paths without blanks
		kmake "$@" $(grep -v '^arch/x86/tools/$' "$WORK/targets") &&
			{ ! grep -q '^arch/x86/tools/$' "$WORK/targets" || kmake "$@" archscripts; }
	} >"$WORK/build.log" 2>&1 && return
	grep -E '(error|Error|\*\*\*|No space)' "$WORK/build.log" | head -n 12
	return 1
}
