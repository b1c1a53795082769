# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# For the parts of scripts/check/run that compile, to be sourced after lib.sh
# with $base set: a tree of their own with hard links to the pristine one, $tree,
# which is kept, with the objects of each configuration in .build-NAME.

# shellcheck disable=SC2154 # the part sets base
check_base "$base"
src=$("$TOP/scripts/generate/tree" "$base" --pristine)
tree=$CACHE/check/$(basename "$src")
lock "check-$(basename "$src")"

build_environment "$tree"

pvh=arch/x86/platform/pvh
startup=arch/x86/boot/startup
xen=arch/x86/xen/pvh.o

# object CONFIGURATION NAME: the object of the entry's NAME.[cS]. Where there is a
# directory for it, the kernel has its C code there, and compiles it for 32 bits from here.
# The name xen is that of Xen's part.
object() {
	[ "$2" != xen ] || { echo "$xen" && return; }
	_its=pvh-$(echo "$2" | tr _ -)
	if [ ! -f "$tree/$startup/$_its.c" ]; then
		echo "$pvh/$2.o"
	else
		case $1 in *i386) echo "$pvh/$_its.o" ;; *) echo "$startup/$_its.o" ;; esac
	fi
}

# in_objects CONFIGURATION ARGUMENT..: make. Always with W=1: other flags would
# have everything compiled again.
in_objects() {
	_objects=$tree/.build-$1
	shift
	make -C "$tree" O="$_objects" HOSTCC="$HOSTGCC" -j"$JOBS" W=1 "$@" </dev/null 9>&-
}

# put FROM PATH: replace, never write through a hard link, only if it differs.
put() {
	cmp -s "$1" "$tree/$2" && return
	mkdir -p "$tree/$(dirname "$2")"
	cp "$1" "$tree/$2.new"
	mv "$tree/$2.new" "$tree/$2"
}

# to PATCHES: the tree as it is after the first so many patches. What differs
# from the pristine one is always in .touched.
to() {
	git -C "$WORK/am" checkout -q "p$1"
	cut -d ' ' -f 2- "$WORK/result/.touched" | sort -u - "$tree/.touched" >"$WORK/touched"
	cp "$WORK/touched" "$tree/.touched"
	while read -r path; do
		if [ -f "$WORK/am/$path" ]; then
			put "$WORK/am/$path" "$path"
		elif ! grep -q " $path\$" "$WORK/result/.touched" && [ -f "$src/$path" ]; then
			put "$src/$path" "$path"
		else
			rm -f "$tree/$path"
		fi
	done <"$WORK/touched"
}

# kconfig_sum: a comment for a configuration, which differs if the options do.
kconfig_sum() { (cd "$tree" && grep Kconfig .touched | xargs -r cat 2>/dev/null | sha256sum | sed 's/^/# /'); }

last() { wc -l <"$WORK/series/series"; }

make_tree() {
	mkdir -p "$tree"
	if [ ! -f "$tree/.linked" ] || [ -n "${KSRC-}" ]; then
		needs rsync
		rm -f "$tree/.touched"
		rsync -a --delete '--exclude=/.build-*' --exclude=/.linked --exclude=/.proved \
			--link-dest="$src" "$src/" "$tree/"
		: >"$tree/.linked"
	fi
	[ -f "$tree/.touched" ] || : >"$tree/.touched"
	make_series
	am "$WORK/am"
	cd "$WORK/am" || return
	git tag p0 base
	git rev-list --reverse base..HEAD | awk '{ print "p" NR, $0 }' | xargs -L 1 git tag
}

# prepare: the tree, and the series beside it.
prepare() {
	make_tree >"$WORK/prepare.log" 2>&1 && return
	tail -n 5 "$WORK/prepare.log" >&2
	die "the tree $tree cannot be made ($(free_mib "$CACHE") MiB free)"
}

# proof CONFIGURATION WHAT: the name of a file which says that WHAT was found
# good with the text in the tree. What was shown for a text once need not be
# again: the same compiler finds the same.
proof() {
	_sum=$({
		cd "$tree" || exit
		xargs sha256sum <.touched || : # some are deleted
		cd "$TOP/scripts/check" && cat "$tree/.build-$1/.config" tree.sh targets.sh "$(basename "$0")"
		for _tool in gcc clang clang-19 sparse; do $_tool --version || :; done
	} 2>/dev/null | sha256sum)
	mkdir -p "$tree/.proved"
	echo "$tree/.proved/$2-$1-${_sum%% *}"
}
