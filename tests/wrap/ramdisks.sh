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
			gzip -1n <"$kerneldir/second" >"$kerneldir/second.gz" &&
			make_early "$kerneldir/tmp.$$" >"$kerneldir/early" &&
			bootconfig >"$kerneldir/bootconfig" &&
			sum "$kerneldir/tmp.$$/payload" >"$kerneldir/payload.sum" &&
			mv "$kerneldir/tmp.$$/ramdisk" "$kerneldir/ramdisk"
	} || die "$kerneldir/ramdisk cannot be written ($(free_mib "$kerneldir") MiB free)"
	rm -r "$kerneldir/tmp.$$"
}

# make_early DIR: an archive with an ACPI table, an SSDT of one name, in which byte 9 makes
# the sum of all 0.
make_early() {
	mkdir -p "$1/kernel/firmware/acpi" &&
		printf 'SSDT\52\0\0\0\2\304PVHWRPEARLYCPI\1\0\0\0PVHW\1\0\0\0\10PVHT\1' >"$1/kernel/firmware/acpi/ssdt.aml" &&
		(cd "$1" && find kernel | cpio --quiet -o -H newc)
}

# bootconfig: 16 bytes of text, and how many they are, their sum, and the magic.
bootconfig() { printf 'pvh.wrap = yes \n\20\0\0\0\56\5\0\0#BOOTCONFIG\n'; }

# pad 4|5 FILE: with zeros behind it, to a multiple of 4; 5 is one byte more.
pad() {
	cat "$2"
	head -c $(((4 - $(wc -c <"$2") % 4) % 4 + $1 - 4)) /dev/zero
}

# sum [FILE]: as the guest tells it.
sum() { cksum "$@" | awk '{ print $1 "-" $2 }'; }

# join FILE..: one ramdisk of several, as a loader has to.
join() {
	for _part; do pad 4 "$_part"; done
}
