# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# For tests/bed/boot, to be sourced: runs $command, which tests/bed/qemu.sh makes, looks at
# what the machine says until it ends or has to, and at what is left then.
# shellcheck disable=SC2154 # boot sets them

# SeaBIOS greets on port 0x402 as well, before it finds that nobody reads there.
reporting() { grep -q "^tsc=" facts.raw; }

# refused: was it said on any channel? Of the text only * is special.
pattern=$(printf %s "$refuse$shown" | sed 's/[][\\.^$]/\\&/g; s/\*/.*/g')
refused() { grep -q -e "$pattern" e9.log console.log; }

# save_screen: the letters of a VGA text display of 80 columns.
save_screen() {
	echo '{"execute": "pmemsave", "arguments": {"val": 753664, "size": 4000, "filename": "screen.raw"}, "id": "screen"}' >&8
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		! grep -q '"id": "screen"' qmp.out || break
		sleep 0.1
	done
	od -An -v -tu1 -w160 screen.raw | awk '{ for (i = 1; i < NF; i += 2) printf "%c", ($i > 31 && $i < 127 ? $i : 32); print "" }' >screen
	rm -f screen.raw
}

pid=
stop() {
	[ -z "$pid" ] || kill "$pid" 2>/dev/null || :
}
trap stop EXIT
trap 'exit 130' INT TERM HUP

# verdict STATUS SENTENCE: the end of it all.
verdict() {
	rm -f qmp.in
	echo "wall=$wall own=$own" >"$out/time"
	printf '%s\n' "$2" >verdict
	[ "$1" = 0 ] && exit 0
	{
		printf 'error: %s\n' "$2"
		printf '  repeat: sh %s\n' "$out/command"
		last_lines .
	} >&2
	exit "$1"
}

# settle: until the machine does nothing, is over, or had another second for itself. A thread
# that waits for a processor runs, too; one that is seen to sleep once may run again.
settle() {
	_from=$own _idle=0
	while [ $_idle -lt 3 ] && [ $((own - _from)) -lt 1000 ]; do
		sleep 0.1
		kill -0 "$pid" 2>/dev/null || return 0
		read_own
		_idle=$((_idle + 1))
		if [ -z "$child" ] || cat "/proc/$child/task"/*/stat 2>/dev/null | grep -q ') [RD] '; then _idle=0; fi
	done
}

# wake_up: whenever it sleeps.
wake_up() {
	[ "$(grep -c '"SUSPEND"' qmp.out)" -gt $slept ] || return 0
	slept=$((slept + 1))
	echo '{"execute": "system_wakeup"}' >&8
}

# was_silent: whether nothing was said for as long as --silence tells.
was_silent() {
	saying=$(stat -c %s facts.raw e9.log console.log)
	[ "$saying" = "$said" ] || since=$own
	said=$saying
	is_over "$silence" "$since"
}

# watch: sets $status to how QEMU ended, and $ended to why, if it had to be ended.
watch() {
	for log in console.log facts.raw e9.log; do : >"$log"; done
	slept=0 said='' ended=''
	if [ -p qmp.in ]; then
		: >qmp.out
		echo '{"execute": "qmp_capabilities"}' >&8
	fi
	eval "set -- $command"
	start_limited "$limit" "$@" </dev/null >qemu.log 2>&1
	while kill -0 "$pid" 2>/dev/null; do
		read_own
		# A machine that halts goes on for ever: look for what is said before.
		if { [ -n "$refuse" ] && refused; } ||
			grep -qE "Halted|PVH\?" e9.log; then
			# Unless it was not the end.
			settle
			reporting || { ended=halted && break; }
		fi
		if [ -n "$shown" ] && grep -aq -e "$pattern" console.log; then
			[ -z "$vga" ] || save_screen
			stop
			wait "$pid" || :
			pid=
			verdict 0 "shown: '$shown'"
		fi
		[ -z "$wake" ] || wake_up
		[ -z "$silence" ] || ! was_silent || { ended=silent && break; }
		! is_over "$limit" || { ended=late && break; }
		sleep 0.2
	done
	[ -z "$ended" ] || stop
	status=0
	wait "$pid" || status=$?
	pid=
}

# kept_waiting: whether the host kept the machine from running for so long that the kernel
# took it for a broken one: no tick of the timer where ten were due, no sign of a processor
# within ten seconds.
kept_waiting() {
	grep -qaE "IO-APIC \+ timer doesn't work|do_boot_cpu failed|CPU[0-9]+ failed to report alive|Error taking CPU[0-9]+ up" console.log
}

# collect: the facts; and how it ended, where that was told what to do.
collect() {
	grep "^[A-Za-z_][A-Za-z0-9_.]*=" facts.raw >facts || :
	[ -z "$wake" ] || echo "hw.slept=$slept" >>facts
	[ -n "$end" ] || return 0
	sed -n 's/.*"SHUTDOWN".*"reason": "\([a-z-]*\)".*/hw.end=\1/p' qmp.out >>facts
	# It ended by itself, and by no accident: then that is what was asked for.
	! { [ "$status" = 0 ] && grep -qx reached=1 facts && ! grep -q "Triple fault" reset.log; } || status=33
}

# judge: the verdict.
judge() {
	if [ -n "$refuse" ]; then
		if reporting; then
			verdict 1 "the kernel came up; it should have refused with '$refuse'"
		fi
		if refused; then
			verdict 0 "refused with '$refuse', as it should"
		fi
	fi
	injector=$(grep -a -m 1 "^inject: " e9.log) || :
	case $injector in
	'') ;;
	"inject: the kernel "*) verdict 1 "the injector cannot load it, and said: $injector" ;;
	*) verdict 2 "the injector gave up, and said: $injector" ;;
	esac
	panic=$(grep -a -m 1 -o "Kernel panic.*" console.log | tr -d "\r") || :
	case $ended in
	halted) verdict 1 "the entry halted, and said: $(tr -d "\r" <e9.log | tail -n 1)" ;;
	silent) verdict 1 "${panic:-nothing was said for $silence s}" ;;
	late) verdict 1 "no report of the init within $limit s" ;;
	esac
	case $status in
	33)
		grep -qx reached=1 facts || verdict 1 "the init ended the machine without a full report; see $out/facts"
		[ -z "$refuse" ] || verdict 1 "the kernel came up; it should have refused with '$refuse'"
		verdict 0 "user space reached"
		;;
	124) verdict 2 "$(too_busy)" ;;
	0)
		if grep -q 'Triple fault' reset.log 2>/dev/null; then
			verdict 1 "a triple fault reset the machine before the init reported"
		fi
		[ -z "$panic" ] || verdict 1 "$panic"
		verdict 1 "the machine was reset or switched off before the init reported"
		;;
	*) verdict 2 "QEMU ended with status $status: $(tail -n 1 qemu.log)" ;;
	esac
}
