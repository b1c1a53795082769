# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# For tests/boot/one, to be sourced: the kernels and initrds that a case wants to have of
# its own, in $dir.
# shellcheck disable=SC2154 # one sets them

# patch FILE OFFSET HEX: these bytes there.
patch() {
	bytes=$3
	while [ -n "$bytes" ]; do
		rest=${bytes#??}
		# shellcheck disable=SC2059 # a format of octal digits only
		printf "\\$(printf %03o "0x${bytes%"$rest"}")"
		bytes=$rest
	done | dd of="$1" bs=1 seek="$(($2))" conv=notrunc status=none
}

# poke_entry SYMBOL HEX: of the stand-alone entry, in $dir/vmlinux, which has no
# symbols itself. The entry is linked at 0, and what is loaded second.
poke_entry() {
	elf=$(dirname "$("$TOP/scripts/build/standalone")")/entry.elf
	at=$(nm "$elf" | sed -n "s/^\([0-9a-f]*\) . $1\$/0x\1/p")
	start=$(readelf -lW "$dir/vmlinux" | awk '$1 == "LOAD" && ++n == 2 { print $2 }')
	if [ -z "$at" ] || [ -z "$start" ]; then
		echo "# the stand-alone entry has no symbol '$1', or the kernel is not wrapped" >&2
		return 1
	fi
	patch "$dir/vmlinux" "$((start + at))" "$2"
}

# override_fadt OFFSET:HEX..: the machine's own FADT but for these bytes, $dir/facp.cpio,
# which the kernel takes instead if it comes before an initrd. A first boot tells it.
override_fadt() {
	"$TOP/tests/bed/boot" --kernel "$kernel" --machine "$machine" --cpu "$cpu" --smp "$smp" --mem "$mem" \
		--loader "$loader" ${vga:+--vga "$vga"} --initrd "$initrd" --out "$dir/first" 2>"$dir/boot.err" || return
	facp=$dir/root/kernel/firmware/acpi/facp.aml
	mkdir -p "${facp%/*}" && : >"$facp" || return
	patch "$facp" 0 "$(sed -n 's/^acpi\.fadt=//p' "$dir/first/facts")"
	# Only a higher OEM revision is taken. Byte 9 makes the sum of all 0.
	for p in 24:ffffffff "$@" 9:00; do patch "$facp" "${p%:*}" "${p#*:}"; done
	patch "$facp" 9 "$(od -An -v -tu1 "$facp" | awk '
		{ for (i = 1; i <= NF; i++) sum += $i } END { printf "%02x", (256 - sum % 256) % 256 }')"
	(cd "$dir/root" && find kernel | cpio --quiet -o -H newc) >"$dir/facp.cpio" && rm -r "$dir/root" "$dir/first"
}

# change_vmlinux: $kernel at another address, or with other bytes at a symbol.
change_vmlinux() {
	pvhelf=$("$TOP/scripts/build/tool" pvhelf)
	cp "$kernel" "$dir/vmlinux"
	[ -z "$shift" ] || "$pvhelf" shift "$shift" "$dir/vmlinux" "$dir/vmlinux" 2>"$dir/error" || finish
	for p in $poke; do
		if [ "$kind" = wrapped ]; then
			poke_entry "${p%:*}" "${p#*:}" 2>"$dir/error" || finish
		else
			"$pvhelf" poke "${p%:*}" "${p#*:}" "$dir/vmlinux" "$dir/vmlinux" 2>"$dir/error" || finish
		fi
	done
	[ -z "$seal" ] || "$pvhelf" seal "$dir/vmlinux" "$dir/vmlinux" 2>"$dir/error" || finish
	# Before the series kaslr there is no table, and nothing to choose
	if [ "$option" = --until ] && ! "$pvhelf" slots "$dir/vmlinux" >/dev/null 2>&1; then slot=''; fi
	[ -z "$slot" ] || "$pvhelf" slot "$slot" "$dir/vmlinux" "$dir/vmlinux" 2>"$dir/error" || finish
	[ -z "$moved" ] || "$pvhelf" move "$moved" "$dir/vmlinux" "$dir/vmlinux" 2>"$dir/error" || finish
	rm -f "$dir/error"
	kernel=$dir/vmlinux
}

# change_header: $kernel with other bytes.
change_header() {
	cp "$kernel" "$dir/bzImage"
	for p in $header; do
		patch "$dir/bzImage" "${p%:*}" "${p#*:}" 2>"$dir/error" || finish
	done
	rm -f "$dir/error"
	kernel=$dir/bzImage
}

# More archives behind the plain one: the kernel unpacks all.

# add_kexec: what is started then.
add_kexec() {
	tool=
	[ "$kexec" != load ] || tool=$("$TOP/scripts/fetch/kexec-tools") || broken "kexec-tools is not to be had"
	mkdir "$dir/root"
	if ! {
		cp "$(unwrapped "$sub")/bzImage" "$dir/root/kernel" && cp "$plain" "$dir/root/initrd" &&
			(cd "$dir/root" && printf 'kernel\ninitrd\n' | cpio --quiet -o -H newc) >"$dir/cpio" &&
			gzip -1 "$dir/cpio" && cat "$plain" "$dir/cpio.gz" ${tool:+"$tool"} >"$dir/initrd"
	}; then
		broken "$dir/initrd cannot be made for kexec; is there a bzImage, and space?"
	fi
	rm -r "$dir/root" "$dir/cpio.gz"
	initrd=$dir/initrd
	[ "$kexec" != crash ] || add_word crashkernel=128M
	add_word "pvh.kexec=$kexec"
}

# add_kunit: the suite as a module.
add_kunit() {
	mkdir "$dir/root"
	if ! {
		cp "$(unwrapped "$sub")/kunit.ko" "$(unwrapped "$sub")/pvh_kunit.ko" "$dir/root/" &&
			archive "$dir/root" "$dir/kunit.gz" && cat "$plain" "$dir/kunit.gz" >"$dir/initrd"
	}; then
		broken "$dir/initrd cannot be made for kunit; are kunit.ko and pvh_kunit.ko there, and space?"
	fi
	rm -r "$dir/root" "$dir/kunit.gz" "$dir/kunit.gz.cpio"
	initrd=$dir/initrd plain=$initrd
}

# add_fadt: the machine's own with other bytes.
add_fadt() {
	# shellcheck disable=SC2086 # words
	if ! { override_fadt $fadt && cat "$dir/facp.cpio" "$plain" >"$dir/initrd"; }; then
		broken "$dir/initrd cannot be made with another FADT: $(head -n 1 "$dir/boot.err")"
	fi
	initrd=$dir/initrd plain=$initrd
}

make_images() {
	[ -z "$shift$poke$slot$moved" ] || change_vmlinux
	[ -z "$header" ] || change_header
	initrd=$("$TOP/tests/bed/initrd" "$arch")
	plain=$initrd
	[ -z "$kexec" ] || add_kexec
	if [ -n "$kunit" ] && { [ -z "$pristine" ] || [ -f "$(unwrapped "$sub")/pvh_kunit.ko" ]; }; then
		add_kunit
	fi
	[ -z "$fadt" ] || add_fadt
}
