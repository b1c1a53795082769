# SPDX-License-Identifier: GPL-2.0-only
# For edit.awk and missing-line.awk: the line of a text that is most similar to one that
# is not found.

function trim(s)
{
	sub(/^[ \t]+/, "", s)
	sub(/[ \t]+$/, "", s)
	return s
}

# words TEXT, LIST: splits TEXT into words and the text between them; returns their number.
function words(text, list)
{
	gsub(/[^A-Za-z0-9_]+/, " & ", text)
	return split(text, list, " ")
}

# only A, B: the words of A that are not in B, as text.
function only(a, b,    i, n, m, x, y, has, said)
{
	n = words(a, x)
	m = words(b, y)
	for (i = 1; i <= m; i++)
		has[y[i]]++
	for (i = 1; i <= n; i++)
		if (has[x[i]]-- <= 0)
			said = said (said == "" ? "" : " ") x[i]
	return said
}

# nearest LINE, COUNT, TEXT: the end of a message, with the line that has most words in
# common with TEXT, if that is more than half of them.
function nearest(line, count, text,    i, j, n, m, x, y, has, left, common, score, best, at, gone, new)
{
	n = words(text, x)
	for (j = 1; j <= n; j++)
		has[x[j]]++
	best = 0.5
	for (i = 1; i <= count; i++) {
		m = words(line[i], y)
		if (!m || !n)
			continue
		split("", left)
		common = 0
		for (j = 1; j <= m; j++)
			if (y[j] in has && left[y[j]]++ < has[y[j]])
				common += length(y[j]) > 1 ? 2 : 1
		score = common / (n + m)
		if (score > best) {
			best = score
			at = i
		}
	}
	if (!at)
		return "; no line there is like it"
	gone = only(text, line[at])
	new = only(line[at], text)
	return "; nearest is line " at ", \"" trim(line[at]) "\", which has " \
		(new == "" ? "nothing" : "\"" new "\"") " for " (gone == "" ? "nothing" : "\"" gone "\"")
}
