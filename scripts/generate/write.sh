# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# For scripts/series, to be sourced: writes the commits as patches to a temporary directory
# beside the output, then moves them there.
#
# OUTDIR/SERIES/thread.mbox has the cover letter and its patches as a thread of mail, for b4.
#
# patches/SERIES/cover is the text of a cover letter: its subject, a blank line, and the
# rest. A line @measured@ in it is replaced by patches/SERIES/measured-BASE (BASE as in
# 6.12), the measurements on that base, @requests@ by the requests to stable, see
# patches/stable, and @lookup@ by the patches whose Fixes: has no commit yet.
# shellcheck disable=SC2154 # the variables are set by scripts/series

place() {
	mkdir -p "$(dirname "$1")"
	mktemp -d "$1.XXXXXX" || die "$1 cannot be written; name another directory"
}

# requests: the commits of patches/stable that are not in the tree.
requests() {
	[ -f "$patches/stable" ] || return 0
	_has=
	while IFS= read -r _line; do
		case $_line in
		'#'*) ;;
		'>= '* | '< '* | 'absent: '* | 'present: '*)
			in_base "$_line" "$patches/stable" || _has=yes
			;;
		*)
			[ -n "$_has" ] || printf '%s\n' "$_line"
			[ -n "$_line" ] || _has=
			;;
		esac
	done <"$patches/stable"
}

# lookup SERIES: subjects of its patches whose Fixes: names no commit.
lookup() {
	grep "^$1/" "$work/list-of-patches" | while read -r _patch; do
		! grep -q '^Fixes: (to be looked up)' "$patches/$_patch/message" || head -n 1 "$patches/$_patch/message"
	done
}

# part KEY SERIES: the replacement of a line @KEY@.
part() {
	case $1 in
	measured) cat "$patches/$2/measured-$((base / 100)).$((base % 100))" 2>/dev/null || echo "Not measured on this base." ;;
	requests) requests | sed 's/^/  /' ;;
	lookup) lookup "$2" | sed 's/^/  /' ;;
	*) die "$patches/$2/cover: '@$1@' is not known; give @measured@, @requests@ or @lookup@" ;;
	esac
}

cover() {
	while IFS= read -r _line; do
		case $_line in
		@*@) part "$(echo "$_line" | tr -d @)" "$1" ;;
		*) printf '%s\n' "$_line" ;;
		esac
	done <"$patches/$1/cover"
}

# thread SERIES: its files, named on standard input, as one thread. b4 finds mails by their
# Message-Id, and refuses a header in two lines.
thread() {
	while read -r _file; do
		_number=${_file##*/} _number=${_number%%-*}
		awk -v id="<$version-$1-" -v number="$_number" -v domain="@pvh.invalid>" '
			body { print; next }
			NR > 1 && /^ / { header = header $0; next }
			NR > 1 { print header }
			{ header = $0 }
			NR == 1 {
				print
				header = "Message-Id: " id number domain
				if (number != "0000") header = header "\nIn-Reply-To: " id "0000" domain
			}
			/^$/ { print; body = 1 }
			END { print "" }' "$_file"
	done
}

write_series() {
	stage=$(place "$outdir")
	from=base
	: >"$stage/series"
	: >"$stage/mbox"
	while read -r name; do
		git rev-parse -q --verify "refs/heads/$name" >"$work/log" || continue
		cover "$name" >"$work/cover"
		git config "branch.$name.description" "$(cat "$work/cover")"
		git format-patch -q -n --cover-letter --cover-from-description=subject --no-signature --full-index \
			--zero-commit --no-renames -o "$stage/$name" "$from..$name"
		(cd "$stage" && printf '%s\n' "$name"/*.patch) | grep -v '/0000-' >"$work/list"
		cat "$work/list" >>"$stage/series"
		(cd "$stage" && xargs cat) <"$work/list" >>"$stage/mbox"
		(cd "$stage" && printf '%s\n' "$name"/*.patch | thread "$name") >"$work/thread"
		mv "$work/thread" "$stage/$name/thread.mbox"
		lookup "$name" | while read -r _subject; do
			say "$name: the commit that \"$_subject\" fixes has to be looked up" >&2
		done
		from=$name
	done <"$work/order"

	if [ -n "$resultdir" ]; then
		result=$(place "$resultdir")
		git diff --no-renames --name-status base "$from" | tr '\t' ' ' >"$result/.touched"
		while read -r kind path; do
			[ "$kind" != D ] || continue
			mkdir -p "$result/$(dirname "$path")"
			cp "$path" "$result/$path"
		done <"$result/.touched"
		while read -r path; do
			here "$path"
		done <"$work/wholes" | sort >"$result/.whole"
	fi

	trap '' HUP INT TERM
	mkdir -p "$outdir"
	# `series` is removed first and written last: if it exists, so do all files it lists.
	rm -f "$outdir/series" "$outdir/mbox"
	cut -d ' ' -f 1 "$work/all" | while read -r name; do
		rm -f "$outdir/$name"/[0-9][0-9][0-9][0-9]-*.patch "$outdir/$name/thread.mbox" "$outdir/$name/recipients"
		[ -d "$stage/$name" ] || continue
		mkdir -p "$outdir/$name"
		mv "$stage/$name"/*.patch "$stage/$name/thread.mbox" "$outdir/$name/"
	done
	mv "$stage/mbox" "$stage/series" "$outdir/"
	if [ -n "$resultdir" ]; then
		chmod "$(printf %o $((0777 & ~$(umask))))" "$result"
		rm -rf "$resultdir"
		mv "$result" "$resultdir"
	fi
}
