# SPDX-License-Identifier: GPL-2.0-only
# Converts tests/loaders/table to the form of one of its users:
#   awk -v form=FORM -f forms.awk table
#
#   unit    LOADER(name, whether there is a BIOS, map, resulting map) for each that has a
#           map, both maps as RANGES(RANGE(start, end, type), ..), in C
#   fuzz    a seed of tests/fuzz for each
#   inject  { name, words } for each that has a profile, in C

function fail(sentence) {
	print "error: tests/loaders/table line " NR ": " sentence >"/dev/stderr"
	failed = 1
	exit 1
}

# The value of a number, exact up to 2^53.
function hex(text,   i, value) {
	for (i = 1; i <= length(text); i++)
		value = value * 16 + index("0123456789abcdef", substr(text, i, 1)) - 1
	return value
}

function words_from(field,   text) {
	for (; field <= NF; field++)
		text = text (text ? " " : "") $field
	return text
}

# Sets start, end and type of an entry of the map or the resulting map.
function part(range,   parts) {
	split(range, parts, /[- ]/)
	start = "0x" parts[1]
	end = "0x" parts[2]
	type = types[parts[3]]
	if (!type)
		fail("'" range "' is not START-END and ram, res, acpi or nvs")
}

function beyond_32_bits(text) { return hex(text) >= 4294967296 }

function value_of(word) { return word in values ? "0x" values[word] : "0" }

# ---- unit --------------------------------------------------------------------

function ranges(list, n,   i, text) {
	for (i = 1; i <= n; i++) {
		part(list[i])
		text = text sprintf("%s\n\t\tRANGE(%s, %s, %s)", i > 1 ? "," : "", start, end, type)
	}
	return "RANGES(" text ")"
}

function unit() {
	if (!maps)
		return
	printf "LOADER(\"%s\", %s,\n\t%s,\n\t%s)\n", name, bios ? "true" : "false",
		ranges(map, maps), ranges(becomes, ranges_left)
}

# ---- fuzz --------------------------------------------------------------------

# A string with its NUL, if there is one in a region.
function string(at, text, size) {
	print "at " at
	if (!size) {
		print "text " text
		return
	}
	print "letters " text
	print "fill 1 0x20"
	print "fill " size - length(text) - 1 " 0x78"
	if (size < 65535)
		print "fill 1 0"
}

function option(word) { return (" " cmdline " ") ~ (" " word " ") ? " " word : "" }

# The number of stored ranges: one that continues the previous range is merged with it,
# and the hole for ISA devices is another one.
function stored(   i, from, to, last_from, last_to, last_type, n) {
	for (i = 1; maps && i <= maps + 1; i++) {
		part(i <= maps ? map[i] : "a0000-100000 res")
		from = hex(substr(start, 3))
		to = hex(substr(end, 3))
		if (type == last_type && from == last_to) {
			last_to = to
		} else if (type == last_type && to == last_from) {
			last_from = from
		} else {
			last_from = from
			last_to = to
			last_type = type
			n++
		}
	}
	return n + 0
}

function fuzz(   i) {
	print "\nseed " name
	print "start " value_of("info")
	if (image)
		print "image " image
	print "at " value_of("info")
	print "info", value_of("version"), value_of("flags"), modules + 0, value_of("modlist"), \
		value_of("cmdline"), value_of("rsdp"), values["version"] ? value_of("memmap") " " maps : ""
	if (modules)
		print "at " value_of("modlist")
	for (i = 1; i <= modules; i++)
		print "module 0x" module_start[i], "0x" module_size[i], \
			module_cmdline[i] ? "0x" module_cmdline[i] : 0
	for (i = 1; i <= modules; i++)
		if (module_cmdline[i])
			string("0x" module_cmdline[i], module_words[i], 0)
	if (maps)
		print "at " value_of("memmap")
	for (i = 1; i <= maps; i++) {
		part(map[i])
		print "span", start, end, type
	}
	if ("cmdline" in values)
		string(value_of("cmdline"), cmdline, size)
	print "expect boots " stored() \
		(modules ? " ramdisk 0x" module_start[1] "+0x" module_size[1] : "") \
		("cmdline" in values ? " cmdline" : "") option("nokaslr") option("no5lvl")
	if (modules && beyond_32_bits(module_start[1]))
		print "expect32 PVH_BAD_MODULE 0 0x" module_start[1], "0x" module_size[1]
}

# ---- inject ------------------------------------------------------------------

# Replaces an end of RAM, or the byte after it, by that of the injector's machine.
function own(address,   i, beyond) {
	for (i = 1; i <= 2; i++) {
		beyond = ends[i] ? hex(substr(address, 3)) - hex(ends[i]) : -1
		if (beyond == 0 || beyond == 1)
			return (i == 1 ? "top" : "high") (beyond ? "+1" : "")
	}
	return address
}

function inject(   i, text) {
	if (!profile)
		return
	if (!values["version"])
		text = text " version=0 memmap_paddr=0 memmap_entries=0"
	if ("flags" in values)
		text = text " flags=0x" values["flags"]
	if (value_of("rsdp") == "0")
		text = text " rsdp_paddr=0"
	if (size)
		text = text " length=" size
	if (own_words !~ /info=/)
		text = text " info=" value_of("info") " memmap=" value_of("memmap") \
			" modlist=" ("modlist" in values ? value_of("modlist") : "0x6040") \
			" cmdline=" value_of("cmdline")
	if (own_words !~ /map=qemu/)
		for (i = 1; i <= maps; i++) {
			part(map[i])
			text = text " map=" start ":.." own(end) ":" type
		}
	if (modules && beyond_32_bits(module_start[1]))
		text = text " module=initrd/0x" module_start[1]
	if (own_words)
		text = text " " own_words
	printf "{ \"%s\", \"%s\" },\n", profile, substr(text, 2)
}

# ---- the table ---------------------------------------------------------------

function emit() {
	if (!name)
		return
	if (form == "unit") unit()
	else if (form == "fuzz") fuzz()
	else if (form == "inject") inject()
	else fail("there is no form '" form "'")
}

function forget() {
	split("", values)
	values["version"] = 1
	split("", ends)
	image = cmdline = profile = own_words = ""
	size = maps = ranges_left = modules = bios = 0
}

BEGIN {
	types["ram"] = 1
	types["res"] = 2
	types["acpi"] = 3
	types["nvs"] = 4
	print form == "fuzz" ? "# Made of tests/loaders/table." : "/* Made of tests/loaders/table. */"
}

/^#/ || !NF { next }
$1 == "loader" { emit(); forget(); name = $2; next }
$1 == "ram" { ends[1] = $2; ends[2] = $3; next }
$1 == "image" { image = "0x" $2 " 0x" $3; next }
$1 ~ /^(info|modlist|memmap|cmdline|rsdp|version|flags)$/ { values[$1] = $2; next }
$1 == "module" {
	modules++
	split($2, pair, "+")
	module_start[modules] = pair[1]
	module_size[modules] = pair[2]
	module_cmdline[modules] = $3
	module_words[modules] = words_from(4)
	next
}
$1 == "words" { cmdline = words_from(2); next }
$1 == "length" { size = $2; next }
$1 == "map" { map[++maps] = $2 " " $3; next }
$1 == "becomes" { becomes[++ranges_left] = $2 " " $3; next }
$1 == "bios" { bios = 1; next }
$1 == "profile" { profile = $2; own_words = words_from(3); next }
{ fail("there is no word '" $1 "'") }

END {
	if (!failed)
		emit()
	exit failed
}
