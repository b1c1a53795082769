# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# The build of the unit tests; to be sourced after scripts/lib.sh, in the top directory.

# The directory of pvh.h, unless $PVH_DIR is set.
PVH=arch/x86/platform/pvh

# shellcheck disable=SC2034 # for the scripts that source this file
SUBARCH_TESTS='tests/unit/test-subarch.c tests/unit/kernel-log.c tests/unit/ktap.c'
# shellcheck disable=SC2034
SUBARCH_VARIANTS='64:320 32:320'
# shellcheck disable=SC2034
LEGACY_TESTS='tests/unit/test-legacy.c tests/unit/kernel-log.c tests/unit/ktap.c'
# What is decided for the options that legacy.c asks for is looked at without each.
# shellcheck disable=SC2034
LEGACY_VARIANTS='64:320 32:320 64:320:601:ACPI 64:320:601:PCI 64:320:601:X86_MPPARSE
	64:320:601:SERIAL_8250 64:320:601:SERIAL_8250_PNP'
# shellcheck disable=SC2034
XEN_TESTS='tests/unit/test-xen.c tests/unit/ktap.c'
# shellcheck disable=SC2034
XEN_VARIANTS='64:320 32:320'
# shellcheck disable=SC2034
START_INFO_SOURCES="$PVH/start_info.c $PVH/memmap.c"
# shellcheck disable=SC2034
START_INFO_TESTS='tests/unit/test-start-info.c tests/unit/start-info.c
	tests/unit/start-info-memmap.c tests/unit/start-info-modules.c
	tests/unit/start-info-cmdline.c tests/unit/start-info-places.c
	tests/unit/guest-memory.c tests/unit/ktap.c'
# shellcheck disable=SC2034
MODULES_SOURCES="$PVH/modules.c $PVH/limits.c $PVH/tables.c $PVH/levels.c $START_INFO_SOURCES"
# shellcheck disable=SC2034
MODULES_TESTS='tests/unit/test-modules.c
	tests/unit/guest-memory.c tests/unit/ktap.c'
# shellcheck disable=SC2034
KASLR_SOURCES="$PVH/relocate.c $PVH/kaslr.c $START_INFO_SOURCES"
# shellcheck disable=SC2034
KASLR_TESTS='tests/unit/test-kaslr.c tests/unit/kaslr-table.c
	tests/unit/kaslr-boot.c tests/unit/kaslr-header.c tests/unit/kaslr-relocate.c
	tests/unit/kaslr-choice.c tests/unit/kaslr-seeds.c
	tests/unit/guest-memory.c tests/unit/ktap.c'
# shellcheck disable=SC2034
WRAP_SOURCES='standalone/wrap.c standalone/early.c standalone/modules.c standalone/direct.c'
# shellcheck disable=SC2034
WRAP_TESTS='tests/unit/test-wrap.c tests/unit/wrapped.c
	tests/unit/wrapped-cmdline.c tests/unit/wrapped-ramdisk.c tests/unit/wrapped-early.c
	tests/unit/wrapped-modules.c tests/unit/wrapped-seeds.c tests/unit/wrapped-params.c
	tests/unit/wrapped-direct.c
	tests/unit/start-info.c
	tests/unit/guest-memory.c tests/unit/ktap.c'

# Kernels to test for, as BITS:MAX, BITS:MAX:BASE or BITS:MAX:BASE:WITHOUT, where MAX is
# what the kernel's own tables of memory hold: for one NUMA node, for 64, for 1024; BASE is
# 616 for 6.16, or else that of 6.1 is meant; and WITHOUT is an option that is not set, of
# those that unit_flags sets.
# shellcheck disable=SC2034
START_INFO_VARIANTS='64:131 64:3200 32:131 32:320'
# shellcheck disable=SC2034
MODULES_VARIANTS='64:3200:616 32:320'
# A kernel of 32 bits is not moved.
# shellcheck disable=SC2034
KASLR_VARIANTS='64:3200'
# Words to relocate lie anywhere, and so may tables.
# shellcheck disable=SC2034
KASLR_FLAGS='-fno-sanitize=alignment'
# The entry that is wrapped with a kernel reaches as far as one of 64 bits.
# shellcheck disable=SC2034
WRAP_VARIANT='64:3200'
# The kernel's own SETUP_INDIRECT is 1 << 31.
# shellcheck disable=SC2034
WRAP_FLAGS='-fno-sanitize=shift-base'

# A u64 is a long long to the kernel, not to the host.
# shellcheck disable=SC2034
MODULES_FLAGS='-Wno-format'

# unit_flags BITS MAX[:BASE[:WITHOUT]]: for the compiler. A kernel is not built with the
# two of -Wextra that are left out. $PVH_DIR has another pvh.h, if it is set.
unit_flags() {
	IFS=: read -r _max _base _without <<-EOF
		$2
	EOF
	_options=
	for _option in ACPI PCI X86_MPPARSE SERIAL_8250 SERIAL_8250_PNP; do
		[ "$_option" = "$_without" ] || _options="$_options -DCONFIG_$_option=1"
	done
	# A driver that is not built in may be a module.
	[ "$_without" != SERIAL_8250 ] || _options="$_options -DCONFIG_SERIAL_8250_MODULE=1"
	echo "-std=gnu11 -Wall -Wextra -Werror -Wno-unused-parameter" \
		"-Wno-missing-field-initializers -DCONFIG_PVH=1 -DCONFIG_X86_64=$(($1 / 64))" \
		"-DE820_MAX_ENTRIES=$_max -DPVH_BASE=${_base:-601}$_options" \
		"-include tests/unit/guest.h -I${PVH_DIR:-$PVH}" \
		"-Istandalone -Itests/unit/include -Iarch/x86/include -Iabi"
}

# list_loaders FORM FILE: writes what loaders pass in a form of tests/loaders/forms.awk.
list_loaders() {
	awk -v form="$1" -f tests/loaders/forms.awk tests/loaders/table >"$2.$$" && mv "$2.$$" "$2"
}

# list_refusals DIR: writes DIR/start-info-refusals.h, a line for each refusal that
# refusals.h has a sentence for and start_info.c speaks of, and how many values it
# names. The same of wrap.c in DIR/wrap-refusals.h, and of kaslr.c in DIR/kaslr-refusals.h.
list_refusals() {
	awk '/^REFUSAL\(/ { name = $0; gsub(/^REFUSAL\(|,.*/, "", name); next }
	     name { print name, gsub(/%/, "%"); name = "" }' \
		"$PVH/refusals.h" >"$1/sentences"
	_refusals_of "$PVH/start_info.c" "$1/sentences" >"$1/start-info-refusals.h"
	_refusals_of standalone/wrap.c "$1/sentences" >"$1/wrap-refusals.h"
	_refusals_of "$PVH/kaslr.c" "$1/sentences" >"$1/kaslr-refusals.h"
}

_refusals_of() {
	while read -r _name _values; do
		! grep -qw "$_name" "$1" || echo "REFUSAL($_name, $_values)"
	done <"$2"
}
