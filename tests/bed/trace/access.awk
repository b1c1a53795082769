# SPDX-License-Identifier: GPL-2.0-only
# Makes facts of what a kernel touched: awk -f access.awk SYMBOLS LOG, where
# SYMBOLS is the kernel's, as from `nm -n`, and LOG is QEMU's, with the lines of
# tests/bed/trace/access.c and the trace events memory_region_ops_*.
#
# Prints access.KIND=COUNT and access.KIND.by=FUNCTION:COUNT,.. of each kind, all
# of them and always in the same order; FUNCTIONs by name. A port access or one of
# memory counts for every kind that it fits:
#
# Ports, by their number
#   dma pic pit i8042 rtc vga pci fw_cfg console serial eisa isapnp delay
#                 (port 0x61 is with pit, 0x70 and 0x71 are rtc, 0x80 is delay; console
#                 is the first serial port, serial are the others)
#   other         all that none of these names
#   absent        of any of them, where the machine has no device at all
# Memory below 1 MiB, by place; not what acpi, told and user count
#   ivt 0-0x3ff   bda 0x400-0x4ff   ebda 0x9fc00-0x9ffff   vga 0xa0000-0xbffff
#   roms 0xc0000-0xeffff            bios 0xf0000-0xfffff
# Memory below 1 MiB, by who looks for what, wherever that is
#   bios_regions option_roms mptable ibft dmi rsdp eisa pnpbios pcibios
#   warm_reset    where a CPU that was reset goes on; the same in CMOS counts too
# and, to leave nothing out,
#   acpi          ACPI tables, which the loader or another table pointed at
#   told          what else the loader pointed at: its command line
#   user          what user space asked for, by /dev/mem and /dev/port
#   ram           all other accesses from 0x500 to 0x9fbff, which is plain memory
#
# Exit status 1 with one sentence on stderr if the log is not whole.

# Addresses are compared as text of 16 digits: awk's numbers are too short.
function wide(text) {
	sub(/^0x/, "", text)
	return substr("0000000000000000", 1, 16 - length(text)) text
}

function number(text, i, n) {
	sub(/^0x/, "", text)
	for (i = 1; i <= length(text); i++)
		n = n * 16 + index("0123456789abcdef", substr(text, i, 1)) - 1
	return n
}

# The function that an address lies in, without what compilers put behind names.
function who(address, lo, hi, mid, name) {
	address = wide(address)
	if (address in found)
		return found[address]
	lo = 0
	hi = nr_symbols
	while (lo < hi) {
		mid = int((lo + hi + 1) / 2)
		if (at[mid] "" <= address "")
			lo = mid
		else
			hi = mid - 1
	}
	name = lo ? symbol[lo] : "0x" address
	sub(/[.](isra|part|constprop|cold|lto_priv)[.0-9].*$/, "", name)
	sub(/[.]cold$/, "", name)
	return found[address] = name
}

function add(kind, name, n) {
	count[kind] += n
	if (!((kind, name) in by))
		names[kind] = names[kind] " " name
	by[kind, name] += n
}

# Hexadecimal numbers are text to awk.
function range(kind, list, i, n, word, end) {
	n = split(list, word, " ")
	for (i = 1; i <= n; i++) {
		if (split(word[i], end, "-") == 1)
			end[2] = end[1]
		range_kind[++nr_ranges] = kind
		range_start[nr_ranges] = number(end[1])
		range_end[nr_ranges] = number(end[2])
	}
}

BEGIN {
	range("dma", "0-f 81-8f c0-df")
	range("pic", "20-21 a0-a1 4d0-4d1")
	range("pit", "40-43 61")
	range("i8042", "60 64")
	range("rtc", "70-71")
	range("delay", "80 ed")
	range("vga", "3b0-3df")
	range("pci", "cf8-cff")
	range("fw_cfg", "510-51b")
	range("console", "3f8-3ff")
	range("serial", "2f8-2ff 3e8-3ef 2e8-2ef")
	range("isapnp", "279 a79")
	nr_port_ranges = nr_ranges
	range("ivt", "0-3ff")
	range("bda", "400-4ff")
	range("ram", "500-9fbff")
	range("ebda", "9fc00-9ffff")
	range("vga", "a0000-bffff")
	range("roms", "c0000-effff")
	range("bios", "f0000-fffff")
}

# The kind of a range between two indices that @n lies in.
function kind_of(n, i, last) {
	for (; i <= last; i++)
		if (n >= range_start[i] && n <= range_end[i])
			return range_kind[i]
	return ""
}

function port_kind(n, kind) {
	kind = kind_of(n, 1, nr_port_ranges)
	# The identity of the board in each EISA slot.
	if (kind == "" && n % number("1000") >= number("c80") && n % number("1000") <= number("c83"))
		kind = "eisa"
	return kind == "" ? "other" : kind
}

function is_warm_reset(name) {
	return name ~ /^(native_cpu_up|native_kick_ap|do_boot_cpu|wakeup_cpu_.*|smpboot_.*_warm_reset_vector|arch_cpuhp_cleanup_kick_cpu)$/
}

# What a function looks for that is known to look around in memory.
function seeker(name, place) {
	if (name == "reserve_bios_regions") return "bios_regions"
	if (name ~ /^(probe_roms|romchecksum|romsignature|probe_list|find_oprom)$/) return "option_roms"
	if (name ~ /^(smp_scan_config|smp_read_mpc|smp_check_mpc|check_physptr|get_mpc_size|_*(default_)?(find|get)_smp_config|[mM][pP]f?_.*|mpparse_.*|mpc_.*|update_mp_.*|check_slot)$/) return "mptable"
	if (name ~ /^(reserve|find)_ibft/ || name ~ /^ibft_/) return "ibft"
	if (name ~ /^(dmi_|count_mem_devices$|save_mem_devices$)/) return "dmi"
	if (name ~ /^acpi_(find_root_pointer|tb_scan_memory_for_rsdp|tb_validate_rsdp)$/) return "rsdp"
	if (name ~ /eisa/) return "eisa"
	if (is_warm_reset(name)) return place == "bda" ? "warm_reset" : ""
	if (name ~ /^pnp_?bios/) return "pnpbios"
	if (name ~ /^(pci_find_bios|pci_pcbios_|pcibios_|pci_bios_|bios32_|check_pcibios)/) return "pcibios"
	return ""
}

function is_told(name) {
	return name ~ /^(copy_bootdata|copy_from_early_mem|pvh_.*|xen_prepare_pvh|xen_pvh_init)$/
}

function is_user(name) { return name ~ /^(read|write)_(mem|port)$/ }

function memory(name, block, n, kind, place) {
	place = kind_of(block, nr_port_ranges + 1, nr_ranges)
	kind = seeker(name, place)
	if (kind != "")
		add(kind, name, n)
	else if (name ~ /(^|_)acpi_/)
		kind = "acpi"
	else if (is_told(name))
		kind = "told"
	else if (is_user(name))
		kind = "user"
	if (kind ~ /^(acpi|told|user)$/) {
		add(kind, name, n)
		return
	}
	add(place, name, n)
}

FNR == 1 { file++ }

file == 1 {
	if ($2 ~ /^[tTwW]$/) {
		at[++nr_symbols] = wide($1)
		symbol[nr_symbols] = $3
	}
	next
}

$1 == "kernel" && NF == 2 {
	if (port_by != "")
		lost++
	port_by = $2
	next
}

# Only the first after each mark, and neither what devices do in turn, which is
# logged before a read that caused it, nor what QEMU's other threads do.
/^memory_region_ops_(read|write) / {
	if (port_by == "" || $3 == "-1")
		next
	port = $7
	if ($2 != "cpu" || $6 != "addr") {
		strange = $0
		next
	}
	if (length(port) > length("0xffff"))
		next
	name = who(port_by)
	port_by = ""
	if (is_user(name)) {
		add("user", name, 1)
		next
	}
	kind = port_kind(number(port))
	add(kind, name, 1)
	if (kind == "rtc" && is_warm_reset(name))
		add("warm_reset", name, 1)
	if ($0 ~ /name 'io'$/)
		add("absent", name, 1)
	next
}

$1 == "low" && NF == 5 {
	memory(who($2), number($3), $4 + $5)
	next
}

$1 == "end" && NF == 1 { ended = 1 }

END {
	if (!nr_symbols)
		fault = "the kernel has no symbols"
	else if (!ended)
		fault = "the log ends before the plugin was done"
	else if (strange != "")
		fault = "the log has a line of unknown form: " strange
	else if (lost || port_by != "")
		fault = "the log lacks the trace of " lost + (port_by != "") " port accesses"
	if (fault != "") {
		print "error: " fault | "cat >&2"
		exit 1
	}
	n = split("dma pic pit i8042 rtc vga pci fw_cfg console serial eisa isapnp delay other absent " \
		"ivt bda ebda roms bios bios_regions option_roms mptable ibft dmi rsdp " \
		"warm_reset pnpbios pcibios acpi told user ram", kinds, " ")
	for (k = 1; k <= n; k++) {
		kind = kinds[k]
		m = split(names[kind], list, " ")
		for (i = 2; i <= m; i++)
			for (j = i; j > 1 && list[j - 1] "" > list[j] ""; j--) {
				swap = list[j]
				list[j] = list[j - 1]
				list[j - 1] = swap
			}
		text = ""
		for (i = 1; i <= m; i++)
			text = text (i > 1 ? "," : "") list[i] ":" by[kind, list[i]]
		print "access." kind "=" count[kind] + 0
		print "access." kind ".by=" text
	}
}
