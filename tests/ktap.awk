# SPDX-License-Identifier: GPL-2.0-only
# Counts the results of a KTAP stream: prints "passed failed skipped".
# Only what has no tests of its own inside counts. A plan that was not kept, or
# no plan at all, is a failure as well.
function depth(line) {
	match(line, /^ */)
	return RLENGTH
}
/^ *1\.\.[0-9]+/ {
	d = depth($0)
	sub(/^ *1\.\./, "")
	plan[d] = $0 + 0
	seen[d] = 0
	plans++
	next
}
/^ *(not )?ok [0-9]+/ {
	d = depth($0)
	seen[d]++
	inner = d + 2
	if (inner in plan) {		# the summary of what came before
		if (seen[inner] != plan[inner])
			broken++
		delete plan[inner]
		next
	}
	if (/# SKIP/)
		skipped++
	else if (/^ *not ok/)
		failed++
	else
		passed++
}
/Bail out!/ { broken++ }
END {
	for (d in plan)
		if (seen[d] != plan[d])
			broken++
	if (!plans)
		broken++
	print passed + 0, failed + broken, skipped + 0
	exit failed + broken > 0
}
