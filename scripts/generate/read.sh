# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# For scripts/series, to be sourced: reads the directories of patches. Writes to $work
#	order			the series to generate
#	every-patch		the patches of all series, "SERIES/NNNN-slug"
#	list-of-patches		the patches to generate
#	want/PATCH		"whole|delete|cocci|edit|brings FILE PATH [HITS]" for each step
# An error in the files of patches/ ends the run.
# shellcheck disable=SC2154 # the variables are set by scripts/series

# in_base CONDITION WHERE: whether it is true for the base.
in_base() {
	_n=${1#* }
	case $1:$_n in
	'absent: '*': '?*) ! in_tree "$1"; return ;;
	'present: '*': '?*) in_tree "$1"; return ;;
	*:*[!0-9]* | *:) ;;
	'>= '*) [ "$base" -ge "$_n" ]; return ;;
	'< '*) [ "$base" -lt "$_n" ]; return ;;
	esac
	die "$2: the condition '$1' is not known; give >= NUMBER, < NUMBER, absent: PATH: TEXT or present: PATH: TEXT"
}

# in_tree "KEY: PATH: TEXT": whether the tree has a line with TEXT in PATH.
in_tree() {
	_path=${1#*: }
	_text=${_path#*: }
	grep -qF -e "$_text" "$tree/$(here "${_path%%: *}")" 2>/dev/null
}

# here PATH: the path in this tree of the file that is PATH in the series.
here() {
	while read -r _path _elsewhere; do
		case $1 in
		"$_path" | "$_path"/*)
			echo "$_elsewhere${1#"$_path"}"
			return
			;;
		esac
	done <"$work/paths"
	echo "$1"
}

# want KIND FILE PATH [HITS]
want() {
	case $3 in
	'' | /* | ../* | */../* | *[!A-Za-z0-9._/+,@-]*)
		die "$2: '$3' is not the path of a file in a kernel tree" ;;
	esac
	echo "$*" >>"$work/want/$patch"
}

# for_base LINE FILE: whether a line such as "[>= 612] PATH" is for this base;
# sets line to the text after the condition.
for_base() {
	line=$1
	case $line in
	'['*']'*)
		cond=${line#\[}
		cond=${cond%%\]*}
		line=${line#*\]}
		line=${line#"${line%%[! 	]*}"}
		in_base "$cond" "$2"
		;;
	esac
}

read_paths() {
	: >"$work/paths"
	[ -e paths ] || return 0
	sed '/^#/d; /^$/d' paths >"$work/list"
	while read -r line; do
		for_base "$line" paths || continue
		case $line in
		*' '*' '*) ;;
		?*' '?*) echo "$line" >>"$work/paths" && continue ;;
		esac
		die "$patches/paths: '$line' must be two paths, that of the series and that of such bases"
	done <"$work/list"
}

read_files() {
	sed '/^#/d' "$1" >"$work/list"
	while read -r line; do
		for_base "$line" "$1" || continue
		case $line in
		'') ;;
		'- '*) want delete "$1" "${line#- }" ;;
		*) want whole "$1" "$line" ;;
		esac
	done <"$work/list"
}

read_cocci() {
	sed -n 's|^// base:[ 	]*||p' "$1" >"$work/list"
	while read -r cond; do
		in_base "$cond" "$1" || return 0
	done <"$work/list"
	sed -n 's|^// file:[ 	]*||p' "$1" >"$work/list"
	[ -s "$work/list" ] || die "$1: the line '// file: PATH hits: N' is missing; add one for each file"
	while read -r line; do
		for_base "$line" "$1" || continue
		read -r path key hits rest <<-END
		$line
		END
		case $key$hits${rest:+ more} in
		hits:*[!0-9]* | hits: | hits:0) ;;
		hits:*) want cocci "$1" "$path" "$hits"; continue ;;
		esac
		die "$1: '// file: $path' must end with 'hits: N', the number of hunks expected"
	done <"$work/list"
}

# read_edit FILE: a .edit or .brings.
read_edit() {
	"$edit" "$base" "$1" >"$work/list" || exit 1
	while read -r path; do
		want "${1##*.}" "$1" "$path"
	done <"$work/list"
}

read_patch() {
	patch=$1
	[ -f "$patch/message" ] || die "$patch/message is missing; each patch needs one"
	awk 'NR == 1 && !NF || NR == 2 && NF || /^(---|diff -|Index: |From )/ { bad = 1 }
	     END { exit bad || NR < 3 }' "$patch/message" ||
		die "$patch/message must be a subject, a blank line and a text, with no line that begins a diff or a mail"
	if [ -e "$patch/base" ]; then
		sed '/^#/d' "$patch/base" >"$work/list"
		while read -r cond; do
			in_base "$cond" "$patch/base" || return 0
		done <"$work/list"
	fi
	mkdir -p "$work/want/${patch%/*}"
	: >"$work/want/$patch"
	[ ! -e "$patch/files" ] || read_files "$patch/files"
	for file in "$patch"/*.cocci; do
		[ ! -e "$file" ] || read_cocci "$file"
	done
	for file in "$patch"/*.edit "$patch"/*.brings; do
		[ ! -e "$file" ] || read_edit "$file"
	done
	for file in "$patch"/*; do
		case ${file##*/} in
		message | base | files | *.cocci | *.edit | *.brings) ;;
		*) die "$file is not message, base, files, *.cocci, *.edit or *.brings; rename or remove it" ;;
		esac
	done
	[ -s "$work/want/$patch" ] || die "$patch does nothing for base $base; add a file 'base' if this is intended"
	echo "$patch" >>"$work/every-patch"
}

# read_order: the series that are selected by SERIES.
read_order() {
	[ -f series ] || die "$patches/series is missing; it lists the series in order"
	sed '/^#/d' series >"$work/all"
	if [ -z "${SERIES-}" ]; then
		cut -d ' ' -f 1 "$work/all" >"$work/order"
		return
	fi
	grep -q "^$SERIES\( \|\$\)" "$work/all" ||
		die "SERIES is '$SERIES'; give one of $(cut -d ' ' -f 1 "$work/all" | paste -s -d ' ' -), or nothing for all"
	awk -v wanted="$SERIES" '
		{ name[NR] = $1 }
		$1 == wanted { for (i = 1; i <= NF; i++) need[$i] = 1 }
		END { for (i = 1; i <= NR; i++) if (need[name[i]]) print name[i] }' "$work/all" >"$work/order"
}

read_series() {
	cd "$patches" || exit
	read_paths
	: >"$work/every-patch"
	read_order
	for dir in */; do
		case ${dir%/} in reviewed) continue ;; esac
		cut -d ' ' -f 1 "$work/all" | grep -qxF "${dir%/}" ||
			die "$patches/$dir is not listed in $patches/series; add it there, rename or remove it"
	done
	while read -r name _; do
		[ -d "$name" ] || die "$patches/series lists $name, but $patches/$name is no directory"
		[ -f "$name/cover" ] || die "$patches/$name/cover is missing; each series needs one"
		for dir in "$name"/*/; do
			dir=${dir%/}
			case ${dir#*/} in
			[0-9][0-9][0-9][0-9]-*) read_patch "$dir" ;;
			'*') ;;
			*) die "$patches/$dir is not named NNNN-slug; rename or remove it" ;;
			esac
		done
	done <"$work/all"
	steps >"$work/steps-made"
	if [ -n "${UNTIL-}" ]; then
		find_step "$UNTIL" UNTIL
		sed -i "\\|^$step\$|q" "$work/steps-made"
	fi
	awk -F / 'NR == FNR { made[$1]; next } $1 in made' "$work/order" "$work/every-patch" |
		grep -xFf "$work/steps-made" >"$work/list-of-patches" || :
	[ -s "$work/list-of-patches" ] || die "$patches has no patch for base $base"
}
