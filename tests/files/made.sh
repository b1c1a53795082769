# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# For tests/files/run, to be sourced: files that are made of others.
# shellcheck disable=SC2154 # run sets pvhwrap, and has file_of

# unify KERNEL TO: a unified kernel image, of the kernel alone behind systemd's stub.
unify() {
	_stub=$(file_of systemd-stub) || return
	objcopy --add-section .linux="$1" --change-section-vma .linux=0x2000000 \
		--set-section-flags .linux=data,readonly,alloc,load "$_stub" "$2"
}

# make_file HOW OF TO: makes the file TO of the file OF, and prints its path.
make_file() {
	case $1 in
	unpack) "$pvhwrap" --unpack "$2" -o "$3" ;;
	wrap) "$pvhwrap" "$2" -o "$3" ;;
	direct) "$pvhwrap" --direct "$2" -o "$3" ;;
	gzip | xz | zstd | lz4) "$1" -1c <"$2" >"$3" ;;
	gunzip) gzip -dc <"$2" >"$3" ;;
	half) head -c $(($(wc -c <"$2") / 2)) "$2" >"$3" ;;
	junk) { cat "$2" && head -c 3333 "$0"; } >"$3" ;;
	debug) objcopy --only-keep-debug "$2" "$3" ;;
	uki) unify "$2" "$3" ;;
	strip) objcopy --strip-all "$2" "$3" ;;
	*) echo "error: '$1' is no way to make a file" >&2 && return 1 ;;
	esac >&2 && echo "$3"
}
