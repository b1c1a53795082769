# SPDX-License-Identifier: GPL-2.0-only
# awk -f nearest.awk -f missing-line.awk WANTED FILE: the first line of WANTED that is not
# in FILE, and the most similar line of FILE.

FNR == NR {
	wanted[++wanteds] = $0
	next
}
{
	line[++lines] = $0
	there[trim($0)] = 1
}
END {
	for (i = 1; i <= wanteds; i++)
		if (!there[wanted[i]]) {
			printf "; \"%s\" fits no line%s", wanted[i], nearest(line, lines, wanted[i])
			exit
		}
}
