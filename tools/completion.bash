# SPDX-License-Identifier: GPL-2.0-only
# Completion of bash for pvhwrap and pvhinfo. What these know is asked of them, as the one
# installed may be another version.

# _pvh_options TOOL: those in its --help, each with the values that it names.
_pvh_options()
{
	"$1" --help 2>/dev/null | awk '
		/^ +-/ {
			for (i = 1; $i ~ /^-/; i++) {
				n = split($i, part, /[=|,]/)
				if (n == 1 || part[2] == "")
					print part[1]
				else if (n == 2)
					print part[1] "="
				for (j = 2; n > 2 && j <= n; j++)
					print part[1] "=" part[j]
			}
		}'
}

# _pvh_choices TOOL LOADER: the list in the message about a word that it does not know.
_pvh_choices()
{
	"$1" --loader "$2" /dev/null 2>&1 | sed -n 's/, / /g; s/.*; there are \(.*\); see .*/\1/p'
}

# _pvh_versions NAME: those since which a loader takes other files, or has another memory map.
_pvh_versions()
{
	case $1 in
	qemu) echo 4.0 4.2 5.1 6.0 ;;
	firecracker) echo 1.12 1.13 1.17 ;;
	cloud-hypervisor) echo 0.6 33.0 39.0 ;;
	libkrun) echo 1.20 ;;
	linux-loader) echo 0.2 0.9 ;;
	xen) echo 4.10 4.15 ;;
	esac
}

# _pvh_loaders TOOL WORD: what the value of --loader may go on with.
_pvh_loaders()
{
	local start=${2%"${2##*[:,=]}"} keys='' i

	case $2 in
	*,*=*) keys=$(_pvh_choices "$1" "$start") ;;
	*,*)
		for i in machine firmware; do
			[ -z "$(_pvh_choices "$1" "$start$i=")" ] || keys="$keys $i="
		done
		;;
	*:*) keys=$(_pvh_versions "${2%%:*}") ;;
	*) keys=$(_pvh_choices "$1" ,) ;;
	esac
	for i in $keys; do
		printf '%s\n' "$start$i"
	done
}

_pvh()
{
	local before word option='' all='' i

	# Not the words of COMP_WORDS, which end at each colon and equals sign.
	before=${COMP_LINE:0:COMP_POINT}
	word=${before##*[[:blank:]]}
	before=${before%"$word"}
	COMPREPLY=()
	case ${before% } in
	*[[:blank:]]--loader) all=$(_pvh_loaders "$1" "$word") ;;
	*)
		case $word in
		--loader=*)
			option=--loader=
			all=$(_pvh_loaders "$1" "${word#*=}")
			;;
		-*) all=$(_pvh_options "$1") ;;
		esac
		;;
	esac
	for i in $all; do
		i=$option$i
		[[ $i == "$word"* ]] || continue
		COMPREPLY+=("$i")
		# What can go on.
		[[ $i == -*[!=] && -z $option ]] || compopt -o nospace 2>/dev/null
	done
	# Readline replaces what is behind the last of its word breaks.
	i=${word%"${word##*["$COMP_WORDBREAKS"]}"}
	COMPREPLY=("${COMPREPLY[@]#"$i"}")
}

# Where nothing is known, it is a file.
complete -o default -F _pvh pvhwrap pvhinfo
