# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# For tests/bed/boot, to be sourced: makes QEMU's command line of boot's options. It is in
# $command, as text for a shell; the names in it are below the directory of the results,
# which is the current one.
# shellcheck disable=SC2154 # boot sets them

# quoted WORD: for a shell.
quoted() {
	case $1 in
	'' | *[!A-Za-z0-9_./=:,+-]*) printf "'%s'" "$(printf %s "$1" | sed "s/'/'\\\\''/g")" ;;
	*) printf %s "$1" ;;
	esac
}

# add WORD..: to the command line.
command=
add() {
	for _word; do
		command="$command$(quoted "$_word") "
	done
}

# A comma ends an option of QEMU's, a doubled one is a comma.
comma() { printf %s "$1" | sed 's/,/,,/g'; }

# For a virtio device: with an IOMMU the addresses that it is told are not the machine's.
behind_iommu=iommu_platform=on,disable-legacy=on

no_space() { broken "$out$1 cannot be written; free some space"; }

# complete_append: the words for the kernel, in $append.
complete_append() {
	case $loader in
	xen) _console="console=hvc0" ;;
	# The kernel reads what follows `serial` as more of it, up to the end of the command line.
	*) _console="console=ttyS0 earlyprintk=ttyS0" ;;
	esac
	# Software emulation tells no frequency, and hardware-reduced ACPI has no other clock:
	# where the PIT is not read in time, as on a busy host, the kernel waits for ever.
	[ "$machine" != microvm ] || _console="$_console tsc_early_khz=2500000"
	[ "$fixed" != no ] || append="$_console panic=-1 panic_on_warn=1${append:+ $append}"
	[ "$fixed" != no ] || [ -z "$disk" ] || append="$append root=/dev/vda"
}

# add_machine: with what always comes with it.
add_machine() {
	case $machine in
	# Its devices are in the ACPI tables; do not let QEMU edit the command line.
	microvm) _machine="microvm,acpi=$acpi,rtc=$rtc,pcie=$pcie,isa-serial=on,auto-kernel-cmdline=off" ;;
	*) _machine=$machine${below:+,max-ram-below-4g=$below} ;;
	esac
	# Without nested paging Xen makes no PVH dom0.
	[ "$loader" != xen ] || cpu=$cpu,+svm,+npt
	# One thread, so that the records of several CPUs come in the order of the accesses.
	_accel=tcg${access:+,thread=single} _step=''
	if [ -n "$trace" ]; then
		_version=$("$qemu" --version | sed -n 's/.*version \([0-9]*\).*/\1/p')
		if [ "${_version:-0}" -ge 9 ]; then
			_accel=$_accel,one-insn-per-tb=on
		else
			_step=-singlestep
		fi
	fi
	add "$qemu" -accel "$_accel" ${_step:+"$_step"} -M "$_machine" -cpu "$cpu" -smp "$smp" -m "$mem" \
		-nodefaults -no-user-config -no-reboot -display none -monitor none \
		-serial file:console.log \
		-chardev file,id=facts,path=facts.raw \
		-device isa-debugcon,chardev=facts,iobase=0x402,readback=0 \
		-chardev file,id=e9,path=e9.log \
		-device isa-debugcon,chardev=e9,iobase=0xe9 \
		-device isa-debug-exit,iobase=0xf4,iosize=4
	[ "$loader" != xen ] || add -device amd-iommu
	for _device in $devices; do
		add -device "$_device"
	done
}

# add_ovmf CODE VARIABLES: files of OVMF.
add_ovmf() {
	_ovmf=$("$TOP/scripts/fetch/ovmf") || broken "OVMF is not to be had"
	# It keeps variables.
	cp "$_ovmf/$2" variables.fd || no_space
	add -drive "if=pflash,format=raw,readonly=on,file=$(comma "$_ovmf")/$1" \
		-drive if=pflash,format=raw,file=variables.fd
}

# add_firmware: a microvm has qboot. On Debian 13 QEMU's default is SeaBIOS, with which the
# unmodified kernel does not always boot either: a tick of the PIT comes as vector 0, a divide
# error, as nobody has set up the PIC of such a machine.
add_firmware() {
	case $machine-$firmware in
	*-uefi) add_ovmf OVMF_CODE_4M.fd OVMF_VARS_4M.fd ;;
	microvm-*) add -bios qboot.rom ;;
	esac
}

# xen_image [KIND]: of the Xen that is wanted.
xen_image() { "$TOP/tests/bed/xen-image" "$xen" "$@" || broken "Xen $xen is not to be had"; }

add_xen_by_uefi() {
	_image=$(xen_image efi) || exit
	# xen.efi reads the file of its own name.
	rm -rf esp && mkdir -p esp/EFI/BOOT
	{
		printf '[global]\ndefault=dom0\n[dom0]\noptions=%s\n' "$1"
		printf 'kernel=kernel %s\n' "$append"
		[ -z "$initrd" ] || echo ramdisk=initrd
	} >esp/EFI/BOOT/BOOTX64.cfg
	if ! {
		cp "$_image" esp/EFI/BOOT/BOOTX64.EFI && cp "$kernel" esp/EFI/BOOT/kernel &&
			{ [ -z "$initrd" ] || cp "$initrd" esp/EFI/BOOT/initrd; }
	}; then
		no_space /esp
	fi
	add -drive file=fat:rw:esp,format=raw,if=none,id=esp -device ide-hd,drive=esp
}

add_xen_by_bios() {
	# Xen splits its modules' command lines at blanks, so the names must have none.
	ln -sf "$kernel" dom0-kernel
	[ -z "$initrd" ] || ln -sf "$initrd" dom0-initrd
	_image=$(xen_image) || exit
	add -kernel "$_image" -append "$1" \
		-initrd "dom0-kernel $(comma "$append")${initrd:+,dom0-initrd}"
}

add_injector() {
	# QEMU passes one module: the kernel and, from the next page on, its initrd.
	if ! {
		cp "$kernel" inject.module && truncate -s %4096 inject.module &&
			{ [ -z "$initrd" ] || cat "$initrd" >>inject.module; }
	}; then
		no_space /inject.module
	fi
	_injector=$("$TOP/tests/bed/inject") || broken "the injector cannot be built"
	_words="kernel-size=$(wc -c <"$kernel") $inject"
	[ "$fixed" = none ] || _words="$_words -- $append"
	add -kernel "$_injector" -initrd inject.module -append "$_words"
	case " $inject" in
	# The time that tests/inject/state.c counts on.
	*" nmi="*) add -icount shift=4,sleep=off -global hpet.msi=on ;;
	esac
}

# add_kernel: and who loads it.
add_kernel() {
	_xen_words="console=com1 com1=115200,8n1 loglvl=all guest_loglvl=all $xen_words dom0=$dom0"
	case $loader-$firmware-$inject in
	xen-uefi-*) add_xen_by_uefi "$_xen_words" ;;
	xen-*) add_xen_by_bios "$_xen_words" ;;
	*-*-?*) add_injector ;;
	*)
		add -kernel "$kernel"
		[ -z "$initrd" ] || add -initrd "$initrd"
		[ -z "$append" ] || add -append "$append"
		;;
	esac
}

add_disk() {
	[ -n "$disk" ] || return 0
	case $machine in
	microvm) _block=virtio-blk-device ;;
	*) _block=virtio-blk-pci ;;
	esac
	case "$loader $devices" in
	xen* | *amd-iommu*) _block=$_block,$behind_iommu ;;
	esac
	# A snapshot, not read-only: whether it is mounted so is the kernel's choice.
	add -drive "file=$(comma "$disk"),format=raw,if=none,id=root,snapshot=on" \
		-device "$_block,drive=root"
}

add_clock() {
	case $icount-$loader in
	yes-*) add -icount shift=1,sleep=off ;;
	# Else QEMU's main thread runs the timers, and may lose an interrupt to a CPU that enters
	# or leaves a guest just then: one that spins with interrupts off never leaves it again.
	-xen) add -icount shift=2,sleep=off ;;
	esac
}

add_tables() {
	for _table in $(echo "$tables" | tr , ' '); do
		_table=$("$TOP/tests/bed/acpi-table" "$_table") || broken "an ACPI table is not to be had"
		add -acpitable "file=$(comma "$_table")"
	done
}

# add_monitor: it tells a reset from a shutdown, which an exit status does not. It also
# wakes a machine up, and sees the display.
add_monitor() {
	[ -n "$end$wake$shown" ] || return 0
	{ mkfifo qmp.in && : >qmp.out; } || broken "$out/qmp.in cannot be made; free some space"
	exec 8<>qmp.in # held open from before QEMU reads it
	add -chardev pipe,id=qmp,path=qmp -mon chardev=qmp,mode=control
}

# add_log: what QEMU itself is to write down.
add_log() {
	if [ -n "$trace" ]; then
		add -d exec,cpu,in_asm,nochain -dfilter "$range" -D "$trace"
	elif [ -n "$access" ]; then
		add -D "$access" -d plugin,trace:memory_region_ops_read,trace:memory_region_ops_write
	else
		add -d cpu_reset -D reset.log
	fi
}

make_command() {
	complete_append
	printf '%s\n' "$append" >append
	add_machine
	add_firmware
	add_kernel
	add_disk
	add_clock
	[ -z "$plugin" ] || add -plugin "$plugin"
	[ -z "$vga" ] || add -vga "$vga"
	add_tables
	add_monitor
	add_log
	printf 'cd %s &&\n%s\n' "'$(printf %s "$out" | sed "s/'/'\\\\''/g")'" "$command" >./command
}
