# SPDX-License-Identifier: GPL-2.0-only
# Shared by all scripts here: directories, messages and common checks.
# To be sourced, after `set -eu`.

# shellcheck disable=SC2034 # the variables are for the scripts that source this file
TOP=$(cd "$(dirname "$0")" && pwd)
while [ ! -f "$TOP/scripts/lib.sh" ] && [ -n "$TOP" ]; do
	TOP=${TOP%/*}
done
OUT=${OUT:-$TOP/out}
case $OUT in /*) ;; *) OUT=$TOP/$OUT ;; esac
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/linux-pvh
JOBS=${JOBS:-$(nproc)}
# Where some systems have mke2fs and losetup.
PATH=$PATH:/usr/sbin:/sbin

say() { printf '%s\n' "$*"; }

warn() { printf 'warning: %s\n' "$*" >&2; }

die() { printf 'error: %s\n' "$*" >&2; exit 1; }

# step N M TEXT: progress of a long job; to stderr, as the standard output of a script is
# its result (in most cases a path).
step() { printf '[%s/%s] %s\n' "$1" "$2" "$3" >&2; }

have() { command -v "$1" >/dev/null 2>&1; }

# codename: that of the installed release of Debian, as in bookworm.
# shellcheck disable=SC1091
codename() { (. /etc/os-release && echo "${VERSION_CODENAME-}"); }

# as_root COMMAND..: run it as root.
as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	else
		have sudo || die "sudo is not installed; run this as root: $*"
		sudo "$@"
	fi
}

# The kernels that the series are generated for; scripts/fetch/source fetches them.
KNOWN_BASES='6.1, 6.12, 6.18 or latest'

check_base() {
	case ", $(echo "$KNOWN_BASES" | sed 's/ or /, /')," in
	*", $1,"*) ;;
	*) die "BASE is '$1'; give $KNOWN_BASES (or KSRC=DIR for another kernel tree)" ;;
	esac
}

# names_base LIST BASE: whether a list in a table of tests, which is all or names separated
# by commas, has the base.
names_base() {
	case ,$(echo "$1" | tr -d ' 	'), in
	*,all,* | *,"$2",*) ;;
	*) return 1 ;;
	esac
}

# steps: the patches of all series in their order, "SERIES/NNNN-slug".
steps() (
	cd "${PATCHES:-$TOP/patches}" || exit
	sed '/^#/d; s/ .*//' series | while read -r _name; do
		for _dir in "$_name"/[0-9]*-*/; do
			[ ! -d "$_dir" ] || echo "${_dir%/}"
		done
	done
)

# find_step TEXT WHO: sets step to the patch that TEXT names: SERIES/NNNN with any part of
# the slug, or a series alone, for its last. WHO is the option, for the message.
find_step() {
	step=$(steps | awk -v text="$1" '
		{ last[substr($0, 1, index($0, "/") - 1)] = $0 }
		$0 == text { exact = $0 }
		text != "" && index($0, text) == 1 { n++; begins = $0 }
		END { print text in last ? last[text] : exact != "" ? exact : n == 1 ? begins : "" }')
	[ -n "$step" ] || die "$2 is '$1'; give one patch of patches/ as SERIES/NNNN, or a series for its last"
}

# reached STEP SINCE: whether patch SINCE is STEP or one before it.
reached() { steps | sed "\\|^$1\$|q" | grep -qxF -e "$2"; }

# kernel_kind [OPTION [STEP]]: sets for the kernel of an option of scripts/build/kernel
#	kind	the directory of its results below OUT/BASE, if it has one of its own
#	step	its last patch, if that is not the last of all
#	suffix	of its tree's name: those of --until share one, so that a build reuses the
#		objects of another step
#	what	a description, for messages
kernel_kind() {
	kind='' step='' suffix='' what=''
	case ${1-} in
	--pristine) kind=pristine what=', unmodified' ;;
	--fixes)
		find_step fixes --fixes
		kind=fixes suffix=.fixes what=', with the series fixes'
		;;
	--until)
		find_step "${2-}" --until
		kind=${step#*/} kind=until/${step%/*}-${kind%%-*} suffix=.until what=", until $step"
		;;
	esac
}

check_machine() {
	case $1 in
	pc | q35 | microvm) ;;
	*) die "MACHINE is '$1'; give pc, q35 or microvm" ;;
	esac
}

# make_variable FILE NAME: the value of a line `NAME = value`.
make_variable() { sed -n "s/^$2[ 	]*=[ 	]*//p" "$1" | head -n 1; }

# base_number TREE: VERSION * 100 + PATCHLEVEL of a kernel tree.
base_number() {
	_v=$(make_variable "$1/Makefile" VERSION)
	_p=$(make_variable "$1/Makefile" PATCHLEVEL)
	case $_v.$_p in
	.* | *. | *[!0-9.]*) die "$1/Makefile has no VERSION and PATCHLEVEL; give a Linux source tree" ;;
	esac
	echo $((_v * 100 + _p))
}

# kernel_version TREE: as in 6.12.117.
kernel_version() {
	_v=$(make_variable "$1/Makefile" SUBLEVEL)
	echo "$(make_variable "$1/Makefile" VERSION).$(make_variable "$1/Makefile" PATCHLEVEL)${_v:+.$_v}"
}

# To be called before anything is written to the cache.
make_cache() {
	mkdir -p "$CACHE" 2>/dev/null || die "the cache $CACHE cannot be made; set XDG_CACHE_HOME to a directory that can be written"
}

# lock NAME: take the lock NAME until the script ends.
lock() {
	make_cache
	mkdir -p "$CACHE/lock"
	exec 9>"$CACHE/lock/$1" || die "the lock $CACHE/lock/$1 cannot be made; is the disk full?"
	flock -n 9 && return
	warn "waiting for another run that holds $1"
	flock 9
}

# use_tree BASE [OPTION..]: sets tree to what scripts/generate/tree prints for it. The cache
# has one for all clones, whose series may differ: until the script ends, what would change
# it waits.
use_tree() {
	while :; do
		tree=$("$TOP/scripts/generate/tree" "$@") || exit
		[ "${2-}" != --pristine ] || return 0
		exec 8>"$CACHE/lock/use-$(basename "$tree")"
		flock -s 8
		! grep -qsxF -e "$(tree_sum "${3-}")" "$tree/.series" || return 0
		exec 8>&-
	done
}

# tree_sum [STEP]: the line that .series of a tree with the series, up to that patch, has.
tree_sum() { echo "$(series_inputs)${1:+ $1}"; }

# tree_text TREE: a checksum of what the series make of it, but of the documentation.
tree_text() {
	(
		cd "$1" || exit
		basename "$1"
		while read -r _kind _path; do
			case $_kind-$_path in
			*-Documentation/*) ;;
			D-*) echo "$_path" ;;
			*) sha256sum "$_path" ;;
			esac
		done <.touched
	) | sha256sum | cut -d ' ' -f 1
}

# free_mib DIR: the free space there, for messages about a full disk.
free_mib() { df -Pm "$1" | awk 'NR == 2 { print $4 }'; }

# wanted BASE_NUMBER OP NUMBER: whether a condition such as `>= 612` is true.
wanted() {
	case $2 in
	'<') [ "$1" -lt "$3" ] ;;
	'<=') [ "$1" -le "$3" ] ;;
	'>') [ "$1" -gt "$3" ] ;;
	'>=') [ "$1" -ge "$3" ] ;;
	'=') [ "$1" -eq "$3" ] ;;
	*) die "the condition '$2 $3' is not known; give < <= > >= or = with a base number such as 612" ;;
	esac
}

# config_lines BASE_NUMBER FILE..: the lines of these fragments of a configuration for the
# base, with their conditions resolved.
config_lines() {
	_number=$1
	shift
	cat "$@" | while read -r _line; do
		case $_line in CONFIG_* | '# CONFIG_'*) ;; *) continue ;; esac
		_condition=${_line#*# base }
		if [ "$_condition" != "$_line" ]; then
			# shellcheck disable=SC2086 # an operator and a number
			wanted "$_number" $_condition || continue
			_line=${_line% \# base *}
		fi
		printf '%s\n' "$_line"
	done
}

# config_lost LINES CONFIG: the lines of LINES that are not in CONFIG.
config_lost() {
	while read -r _line; do
		case $_line in
		\#*)
			_option=${_line#\# }
			! grep -q "^${_option% is not set}=" "$2" || echo "$_line"
			;;
		*) grep -qxF "$_line" "$2" || echo "$_line" ;;
		esac
	done <"$1"
}

# check_qemu: PVH boots with an initrd need QEMU 4.1; 7.0 is the oldest version that was
# tested with all machines of the table.
check_qemu() {
	have qemu-system-x86_64 || die "qemu-system-x86_64 is not installed; run scripts/deps test"
	_v=$(qemu-system-x86_64 --version | sed -n 's/.*version \([0-9]*\)\..*/\1/p' | head -n 1)
	[ "${_v:-0}" -ge 7 ] ||
		die "qemu-system-x86_64 is version ${_v:-unknown}; 7.0 or newer is needed"
}

# build_environment TREE: for each make in a kernel tree or its copies, so that they share
# the compiler cache. Sets $CCACHE, to be put before a compiler, and $HOSTGCC.
build_environment() {
	# The image must not depend on the machine or the time of the build.
	export KBUILD_BUILD_TIMESTAMP='Thu Jan  1 00:00:00 UTC 1970' KBUILD_BUILD_VERSION=1
	export KBUILD_BUILD_USER=pvh KBUILD_BUILD_HOST=localhost
	export CCACHE_DIR="$CACHE/ccache" CCACHE_MAXSIZE=5G CCACHE_BASEDIR="$1" CCACHE_NOHASHDIR=1
	# With the kernel's dependency files ccache does not run the preprocessor. Those of
	# host programs do not list system headers, so that they cannot be used there.
	export CCACHE_DEPEND=1 CCACHE_SLOPPINESS=time_macros LC_ALL=C
	# It tells objects apart by this as well.
	unset LANG
	CCACHE='' HOSTGCC=gcc
	have ccache || return 0
	# By its name, as all clones of this repository share the trees, where another command
	# means to build anew.
	PATH=$TOP/scripts/build/bin:$PATH
	CCACHE='ccache ' HOSTGCC='env CCACHE_NODEPEND=1 ccache gcc'
}

# series_inputs: a checksum of all files that the series are generated from.
series_inputs() (
	cd "$TOP" &&
		find patches Kconfig arch include Documentation/arch scripts/series scripts/generate scripts/lib.sh -type f 2>/dev/null |
		LC_ALL=C sort | xargs sha256sum | sha256sum
)

# archive DIR FILE: pack the contents of DIR as a cpio.gz for the kernel; the same files
# result in the same bytes. FILE is absolute, and may be incomplete on failure.
archive() (
	cd "$1" && find . -exec touch -h -d @0 {} + &&
		find . -mindepth 1 | LC_ALL=C sort |
		cpio --quiet --reproducible -R 0:0 -o -H newc >"$2.cpio" &&
		gzip -9n <"$2.cpio" >"$2"
)
