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

# start_workers NUMBER FUNCTION: what one of them runs by run_child ends with it.
start_workers() {
	_left=$1
	while [ "$_left" -gt 0 ]; do
		{
			child=''
			trap '[ -z "$child" ] || kill "$child" 2>/dev/null || :; exit 143' TERM
			"$2"
		} &
		workers="$workers $!"
		_left=$((_left - 1))
	done
}

# run_child COMMAND..: in a worker.
run_child() {
	"$@" &
	child=$!
	_ended=0
	wait "$child" || _ended=$?
	child=''
	return $_ended
}

# start_commands DIR: each line of DIR/commands is a command of words. What line N says comes
# to DIR/N/said, its seconds to DIR/N/seconds, and its status to DIR/N/status, last.
start_commands() {
	_dir=$1
	start_workers "$JOBS" run_commands
}

run_commands() {
	# A pattern in a command is not for file names.
	set -f
	_n=0
	while read -r _command; do
		_n=$((_n + 1))
		mkdir "$_dir/$_n" 2>/dev/null || continue
		_began=$(date +%s) _status=0
		run_child $_command >"$_dir/$_n/said" </dev/null || _status=$?
		echo $(($(date +%s) - _began)) >"$_dir/$_n/seconds"
		echo "$_status" >"$_dir/$_n/status.new"
		mv "$_dir/$_n/status.new" "$_dir/$_n/status"
	done <"$_dir/commands"
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
