# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# To be sourced: processes that do the same beside each other, and who waits for their results.

workers=''

# machines: how many run beside each other.
machines() {
	_machines=${BOOT_JOBS:-$(nproc)}
	[ "$_machines" -le 4 ] || _machines=4
	echo "$_machines"
}

# start_workers NUMBER FUNCTION
start_workers() {
	_left=$1
	while [ "$_left" -gt 0 ]; do
		"$2" &
		workers="$workers $!"
		_left=$((_left - 1))
	done
}

stop_workers() {
	for _worker in $workers; do kill "$_worker" 2>/dev/null || :; done
}

# await FILE: until it is there, or none is left that could write it.
await() {
	while [ ! -f "$1" ]; do
		_working=''
		for _worker in $workers; do
			! kill -0 "$_worker" 2>/dev/null || _working=yes
		done
		[ -n "$_working" ] || return 0
		sleep 0.2
	done
}
