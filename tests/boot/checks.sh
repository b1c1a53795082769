# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# For tests/boot/one, to be sourced behind tests/expect.sh: what must hold for a boot that
# has come to its end, in $dir.
# shellcheck disable=SC2154 # one sets them

# moved: the entry has chosen an address for the kernel, by what there is.
moved() {
	case " $add $inject" in
	*' nokaslr '*) echo "log.kaslr=none _text=0xffffffff81000000" ;;
	*rng-seed*) echo "log.kaslr=rng-seed?TSC" ;;
	*) echo "log.kaslr=TSC" ;;
	esac
}

# What must hold for every boot, but for those facts that the case has its own
# word on.
invariants() {
	[ "$kind$direct" != wrapped ] || echo "file.size<=$(($(wc -c <"$(unwrapped)/bzImage") + 16384))"
	echo "cpus=$smp log.warning=0 log.bug=0 log.oops=0 log.subarch_warnings=0 log.pvh_warnings=0 log.pvh=none"
	[ -z "$kexec" ] || echo "kexec=$kexec"
	case $end in
	reboot) echo "hw.end=guest-reset" ;;
	poweroff) echo "hw.end=guest-shutdown" ;;
	esac
	if [ "$root" = disk ]; then
		# A bzImage mounts its root read-only unless told otherwise.
		case $loader-$kind in
		pvh-wrapped | bzimage-*) echo "root_options=ro,*" ;;
		*) echo "root_options=rw,*" ;;
		esac
		echo "init_from=disk root_type=ext2 ramdisk_size=0x0"
	else
		echo "init_from=initrd root_type=rootfs"
	fi
	# Guest memory that no map entry calls RAM: the ISA hole and firmware's own.
	# Where a crash started the kernel, it has what was set aside for that.
	if [ -n "$inject" ]; then
		# Not a page of what the map has: the injector has counted.
		echo "log.ram_kib=@inject.ram_kib"
		ram=$(fact inject.ram_kib)
		[ "$arch" != x86_64 ] || echo "mem_total_kb>=$((${ram:-0} * usable / 100))"
	elif [ "$loader" != xen ] && [ "$kexec" != crash ]; then
		echo "ram_lost<=1048576 ram_lost>=0 mem_total_kb>=$((mem * usable * 10)) log.ram_kib=@memmap.ram_kib"
	fi
	case $loader-$pristine-$kind$arch in
	pvh--wrappedi386) echo "hardware_subarch=0" ;;
	pvh-pristine-*) echo "type_of_loader=0xb0 root_flags=0x0" ;;
	pvh--*)
		[ "$kind$arch" != x86_64 ] || moved
		echo "hardware_subarch=5 data.magic=0x336ec578 data.version=1"
		[ "$kind" = wrapped ] || echo "type_of_loader=0xb0 root_flags=0x0"
		echo "acpi_rsdp_addr=@data.rsdp_paddr"
		if [ -n "$inject" ]; then
			echo "data.modules=@inject.modules ramdisk_image=@inject.ramdisk"
			return
		fi
		echo "memmap.ram=@data.ram"
		[ "$root" = disk ] ||
			echo "data.nr_modules=1 ramdisk_image=@data.module0.paddr ramdisk_size=@data.module0.size"
		;;
	xen--*)
		[ $dom0 != pv ] || return 0
		echo "hardware_subarch=5 data.magic=0x336ec578"
		moved
		;;
	esac
}

# What is not there according to the facts was not looked for.
check_access() {
	for f in bios_regions pnpbios warm_reset rtc i8042 vga; do
		[ "$(fact "fact.$f")" != 0 ] || check "access.$f=0"
	done
}

# add_trace, add_access OPTION..: boots again, and adds to the facts what is seen then.
add_trace() {
	if "$TOP/tests/bed/trace-entry" --kernel "$kernel" "$@" --out "$dir/trace" >/dev/null 2>"$dir/boot.err"; then
		sed "s/^/trace./" "$dir/trace/trace" >>"$dir/facts"
		relocs=$(unwrapped)/build/arch/x86/boot/compressed/vmlinux.relocs
		[ ! -f "$relocs" ] ||
			echo "trace.per_relocation=$(($(fact trace.instructions) * 4 / $(wc -c <"$relocs") + 1))" >>"$dir/facts"
	else
		fail "the entry cannot be traced: $(head -n 1 "$dir/boot.err")"
	fi
}

add_access() {
	if "$TOP/tests/bed/trace-access" --kernel "$kernel" "$@" --out "$dir/access" >/dev/null 2>"$dir/boot.err"; then
		cat "$dir/access/access" >>"$dir/facts"
	else
		fail "the accesses cannot be traced: $(head -n 1 "$dir/boot.err")"
	fi
}

# check_facts: those of the case, of its subarch, and of every boot.
check_facts() {
	[ -z "$facts" ] || expect="$expect $(table "$facts" | sed 's/^/+/')"
	for word in $(invariants); do
		key=${word#+}
		told "${key%%[!a-z0-9A-Z_.]*}" || check_word "$word"
	done
	[ -n "$pristine" ] || check_subarch
	[ -n "$pristine" ] || [ -z "$access" ] || check_access
	for word in $expect; do check_word "$word"; done
}

# check_cmdline: it is what was passed.
check_cmdline() {
	passed=$(cat "$dir/append")
	[ -z "$kexec" ] || passed=${passed% pvh.kexec=*}
	[ "$kexec" != crash ] || passed="elfcorehdr=0x* ${passed% crashkernel=*}"
	# shellcheck disable=SC2254 # a pattern is wanted
	told cmdline || case $(fact cmdline) in
	$passed) ;;
	*) fail "cmdline is '$(fact cmdline)'; expected '$passed'" ;;
	esac
}

check_ramdisk() {
	if [ "$root" = initrd ] && [ "$loader" != xen ]; then
		size=$(printf '0x%x' "$(wc -c <"$plain")")
		check "ramdisk_size=$size"
	fi
}

# same: those of the facts $twice that are the same in another boot.
same() {
	for f in $(echo "$twice" | tr , ' '); do
		! grep -qxF "$f=$(fact "$f")" "$dir/again/facts" || echo "$f"
	done
}

# boot_again OPTION..: the facts $twice must be others then. There are so few addresses
# for a kernel that two boots may get the same; three do not.
boot_again() {
	for _ in 1 2; do
		if ! "$TOP/tests/bed/boot" --kernel "$kernel" "$@" --out "$dir/again" 2>"$dir/boot.err"; then
			fail "another boot failed: $(head -n 1 "$dir/boot.err")"
			return
		fi
		[ -n "$(same)" ] || return 0
	done
	for f in $(same); do fail "$f is $(fact "$f") in three boots; expected a new one each time"; done
}

# compare_with_base OPTION..: what the unmodified kernel found there must be found.
compare_with_base() {
	[ "$kind" != wrapped ] || file=vmlinux
	if ! "$TOP/tests/bed/boot" --kernel "$OUT/$base/pristine${sub:+/$sub}/$file" "$@" --out "$dir/base" 2>"$dir/boot.err"; then
		fail "the unmodified kernel does not boot: $(head -n 1 "$dir/boot.err")"
		return
	fi
	grep "^hw\." "$dir/base/facts" >"$dir/base/hw"
	if ! grep "^hw\." "$dir/facts" | diff "$dir/base/hw" - >"$dir/base/diff"; then
		fail "other hardware than the unmodified kernel finds (<), $(sed -n '/^[<>]/s/$/;/p' "$dir/base/diff" | tr '\n' ' ')"
	fi
}

# outlive_base OPTION..: the unmodified kernel must end there once the machine has slept,
# or ours has nothing to refuse.
outlive_base() {
	[ "$kind" != wrapped ] || file=vmlinux
	status=0
	"$TOP/tests/bed/boot" --kernel "$OUT/$base/pristine${sub:+/$sub}/$file" --silence 20 "$@" --out "$dir/base" 2>"$dir/boot.err" || status=$?
	slept=$(sed -n 's/^hw.slept=//p' "$dir/base/facts")
	case $status-${slept:-0} in
	1-[1-9]*) ;;
	0-*) fail "the unmodified kernel wakes up; ours should not refuse to sleep" ;;
	*) fail "the unmodified kernel ends before it sleeps: $(head -n 1 "$dir/boot.err")" ;;
	esac
}

# compare_with_entry OPTION..: what the same kernel tells that its vmlinux's own entry
# has started must be told, but for where it is, what it costs, and what the header of
# the bzImage says.
compare_with_entry() {
	if ! "$TOP/tests/bed/boot" --kernel "$(unwrapped "$sub")/vmlinux" "$@" --out "$dir/entry" 2>"$dir/boot.err"; then
		fail "vmlinux does not boot: $(head -n 1 "$dir/boot.err")"
		return
	fi
	for d in entry .; do
		grep -v -E '^(tsc|hardware_subarch_data|setup_data.*|mem_total_kb|load_address|_s?text|[a-z_]*_base|ram_lost|root_options|root_flags|type_of_loader|file\.size|log\.kaslr|trace\..*)=' \
			"$dir/$d/facts" >"$dir/$d/told"
	done
	if ! diff "$dir/entry/told" "$dir/told" >"$dir/entry/diff"; then
		fail "other facts than by the entry in the kernel (<), $(sed -n '/^[<>]/s/$/;/p' "$dir/entry/diff" | tr '\n' ' ')"
	fi
}

# check_boot OPTION..: all of it.
check_boot() {
	ram=$(fact memmap.ram)
	{
		echo "ram_lost=$((mem * 1048576 - ${ram:-0}))"
		echo "file.size=$(wc -c <"$kernel")"
	} >>"$dir/facts"
	[ -z "$trace" ] || add_trace "$@"
	[ -z "$access" ] || add_access "$@"
	# What reports after kexec was entered as a bzImage, by another kernel.
	[ -z "$kexec" ] || loader=bzimage
	check_facts
	check_cmdline
	check_ramdisk
	[ -z "$twice" ] || [ -n "$pristine" ] || boot_again "$@"
	case $compare-$pristine in
	yes-) compare_with_base "$@" ;;
	dies-) outlive_base "$@" ;;
	entry-) compare_with_entry "$@" ;;
	esac
}
