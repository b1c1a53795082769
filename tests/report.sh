# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# What suites print of a case, and at their end. To be sourced after scripts/lib.sh.

# last_lines DIR: of what a machine said there. Terminal control from firmware does nobody
# good.
last_lines() {
	for _log in e9.log console.log; do
		[ -s "$1/$_log" ] || continue
		echo "  last lines of $_log:"
		tail -n 8 "$1/$_log" | tr -d '\000-\010\013-\037' | sed 's/^/    /'
	done
}

# repeat WORD..: the command, as a shell takes it.
repeat() {
	_command=
	[ "$OUT" = "$TOP/out" ] || set -- "OUT=$OUT" "$@"
	for _word; do
		case $_word in
		*[!A-Za-z0-9_./=:,+-]*) _word="'$_word'" ;;
		esac
		_command="$_command $_word"
	done
	echo "repeat:$_command"
}

# because NAME DIR: why that case is no pass, in comments: the reason, what else is wrong, and
# what was said last. In DIR are, if there is such a thing, error and reasons, boot.err of
# the last machine, and its logs.
because() {
	cat "$2/error" "$2/reasons" 2>/dev/null | sed "s|^\(# \)*||; 1s|^|$1: |; s/^/# /"
	{
		if [ -s "$2/boot.err" ]; then
			sed 1d "$2/boot.err"
		else
			last_lines "$2"
		fi
		echo "log: $2"
	} | sed 's/^/# /'
}

# report NUMBER NAME DIR COMMAND..: a line for that case, by the file result in DIR, and what
# helps where it is no pass. COMMAND runs it alone. Fails where it is none.
report() {
	_number=$1 _name=$2 _dir=$3
	shift 3
	[ ! -s "$_dir/note" ] || sed "s|^# |# $_name: |" "$_dir/note"
	_result=$(cat "$_dir/result" 2>/dev/null) || _result=none
	case $_result in
	pass) echo "ok $_number $_name" && return ;;
	skip) echo "ok $_number $_name # SKIP $(cat "$_dir/skip")" && return ;;
	esac
	because "$_name" "$_dir"
	echo "# $(repeat "$@")"
	case $_result in
	fail) echo "not ok $_number $_name" ;;
	error) echo "not ok $_number $_name # ERROR the test is broken, not what it tests" ;;
	*) echo "not ok $_number $_name # ERROR no verdict" ;;
	esac
	return 1
}

# slowest: of lines "DIR NAME", cases and where they are, what took longest, by the file
# tenths; and how long their machines waited for the host.
slowest() {
	while read -r _dir _name; do
		echo "$(cat "$_dir/tenths" 2>/dev/null || echo 0) $(find "$_dir" -name time -exec cat {} + 2>/dev/null |
			awk -F '[= ]' '{ waited += $2 - $4 } END { printf "%d", waited }') $_name"
	done | sort -rn | awk '
		{ all += $1; waited += $2 }
		NR <= 5 { slow = slow sprintf("%s %.1f s %s", NR > 1 ? "," : "", $1 / 10, $3) }
		END { printf "# %.0f s in all, %.0f s of them waiting for the host; slowest:%s\n", all / 10, waited / 1000, slow }'
}
