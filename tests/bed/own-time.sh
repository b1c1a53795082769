# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# To be sourced: limits of the time that a process had for itself, which is that on the clock
# less what it waited for a processor. So a limit is the same on a busy host, for what spins
# and for what sleeps. It needs CONFIG_SCHED_INFO, as distributions have it; without it, and
# for the time that a hypervisor takes from all, a limit is stretched by the host's pace.

# A hang of the host itself ends as well, after so many times a limit.
# shellcheck disable=SC2034 # for the scripts that source this file
PATIENCE=10

# For tests of this alone.
PROC=${BED_PROC:-/proc}

# What measure_pace takes at most where limits stay as they are, in ms.
KNOWN_PACE=200

# read_clock: sets $now, in ms.
read_clock() {
	read -r now _ </proc/uptime
	now=${now%.*}${now#*.}0
}

# add_waited PID: makes $waited that of the thread which waited longest, in ms, if that is
# more.
add_waited() {
	for _stat in "$PROC/$1"/task/*/schedstat; do
		{ read -r _ _ns _ <"$_stat"; } 2>/dev/null || continue
		[ $((_ns / 1000000)) -le "$waited" ] || waited=$((_ns / 1000000))
	done
}

# start_limited SECONDS COMMAND..: starts it as the child of $pid, and the clock. That passes
# our TERM on, and ends it if we are gone.
start_limited() {
	read_clock
	began=$now own=0 wall=0 waited=0 pace=
	_most=$(($1 * PATIENCE))
	shift
	# What runs beside has no standard input, but what it is told.
	exec 3<&0
	timeout -k 5 $_most "$@" <&3 3<&- 7>&- &
	exec 3<&-
	pid=$!
}

# read_own: sets $own and $wall, in ms since it started, and $child to its number, to nothing
# where it is gone.
read_own() {
	read_clock
	child=
	# The file has no end of a line.
	{ read -r child _ <"/proc/$pid/task/$pid/children"; } 2>/dev/null || :
	add_waited "$child"
	wall=$((now - began)) own=$((wall - waited))
}

# measure_pace: sets $pace, how many hundredths a limit is to have here, 100 at least.
measure_pace() {
	[ -z "$pace" ] || return 0
	_clock=$now _waited=$waited
	waited=0 _count=0
	add_waited $$
	_before=$waited
	while [ $_count -lt 100000 ]; do _count=$((_count + 1)); done
	add_waited $$
	read_clock
	pace=$(((now - _clock - waited + _before) * 100 / KNOWN_PACE))
	waited=$_waited
	[ $pace -ge 100 ] || pace=100
}

# is_over SECONDS [SINCE]: whether more than that is gone, of its own time since it was SINCE.
is_over() {
	[ $((own - ${2:-0})) -gt $(($1 * 1000)) ] || return 1
	measure_pace
	[ $((own - ${2:-0})) -gt $(($1 * 10 * pace)) ]
}

# too_busy: a sentence, where timeout had to end it.
too_busy() {
	echo "of $_most s it had $((own / 1000)) s for itself; run it again where less else runs"
}
