# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# To be sourced after scripts/lib.sh: who boots a machine beside others, and who does so alone.

# take_turn -s|-x: until this process ends. Who waits for that holds up those that come later.
take_turn() {
	mkdir -p "$OUT/turns" 2>/dev/null || die "$OUT/turns cannot be made; set OUT to a directory that can be written"
	exec 6>"$OUT/turns/next" 7>"$OUT/turns/now"
	flock 6
	flock "$1" 7
	exec 6>&-
}

# beside: unless this is part of what is alone.
beside() { [ -n "${BED_ALONE-}" ] || take_turn -s; }

# alone: no other machine runs until this process ends.
alone() {
	take_turn -x
	export BED_ALONE=yes
}

# kept_busy DIR: whether the host kept a machine waiting, one whose results are there or
# a directory below, for more than a quarter of the time.
kept_busy() {
	find "$1" -maxdepth 2 -name time -exec cat {} + 2>/dev/null |
		awk -F '[= ]' '($2 - $4) * 4 > $2 { busy = 1 } END { exit !busy }'
}

# reason DIR: why that case failed, in one line.
reason() { cat "$1/error" "$1/reasons" 2>/dev/null | sed 's/^# //; q'; }

# second_attempt REASON: a comment on that, and on the end of the first.
second_attempt() {
	echo "# the second attempt, alone; in the first the host kept the machine waiting, and ${1:-there was no verdict}"
}

# note_first DIR: what of its first attempt is in first-attempt, in note.
note_first() { second_attempt "$(reason "$1/first-attempt")" >"$1/note"; }

# doubt DIR: where the host kept the machine waiting again, what fails otherwise shows nothing.
doubt() {
	case $(cat "$1/outcome" 2>/dev/null) in
	fail | error) ;;
	*) return 0 ;;
	esac
	[ "$(reason "$1")" != "$(reason "$1/first-attempt")" ] || return 0
	echo "# the host kept the machine waiting, and it failed twice, not alike; run it again where less else runs" >>"$1/error"
	rm -f "$1/stamp"
	echo error >"$1/outcome"
}
