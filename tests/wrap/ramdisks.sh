# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# For tests/wrap/run and one, to be sourced: what the cases of a kernel have as ramdisks.
# shellcheck disable=SC2154 # run sets image and kerneldir

# The cases' ramdisk: what begins with our init, and a file whose sum it tells.
# Neither half has a size that suits the other, as the kernel wants it.
make_ramdisks() {
	[ ! -e "$kerneldir/ramdisk" ] || return 0
	mkdir -p "$kerneldir/tmp.$$"
	{
		head -c 3000001 "$image" >"$kerneldir/tmp.$$/payload" &&
			pad 5 "$("$TOP/tests/bed/initrd" x86_64)" >"$kerneldir/first" &&
			(cd "$kerneldir/tmp.$$" && echo payload | cpio --quiet -o -H newc) >"$kerneldir/second" &&
			pad 4 "$kerneldir/first" >"$kerneldir/tmp.$$/ramdisk" &&
			cat "$kerneldir/second" >>"$kerneldir/tmp.$$/ramdisk" &&
			sum "$kerneldir/tmp.$$/payload" >"$kerneldir/payload.sum" &&
			sum "$kerneldir/tmp.$$/ramdisk" >"$kerneldir/ramdisk.sum" &&
			mv "$kerneldir/tmp.$$/ramdisk" "$kerneldir/ramdisk"
	} || die "$kerneldir/ramdisk cannot be written ($(free_mib "$kerneldir") MiB free)"
	rm -r "$kerneldir/tmp.$$"
}

# pad 4|5 FILE: with zeros behind it, to a multiple of 4; 5 is one byte more.
pad() {
	cat "$2"
	head -c $(((4 - $(wc -c <"$2") % 4) % 4 + $1 - 4)) /dev/zero
}

# sum [FILE]: as the guest tells it.
sum() { cksum "$@" | awk '{ print $1 "-" $2 }'; }
