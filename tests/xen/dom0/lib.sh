# SPDX-License-Identifier: GPL-2.0-only
# Functions for the init of dom0 and for the files of tests/xen/task.
# A job is a directory /jobs/NUMBER-CASE with
#   cfg   the configuration of the domain for xl
#   task  names of files in /pvh/task, run in this order until one fails
#   limit time limit in seconds
# The domain has the name $DOMAIN, its console is in $LOG.

# fact KEY VALUE: report it to the host, as NAME/KEY=VALUE, in one write.
fact() {
	printf '%s/%s=%s\n' "$CASE" "$1" "$2" >"/tmp/fact.$$"
	cat "/tmp/fact.$$" >/dev/kmsg 2>/dev/null
	/pvh/say <"/tmp/fact.$$"
}

# Times are those of an idle machine; this is the factor for a busy one.
PATIENCE=4

# within SECONDS COMMAND..: repeat it until it succeeds, or fail.
within() {
	_end=$(($(cut -d . -f 1 /proc/uptime) + $1 * PATIENCE))
	shift
	until "$@"; do
		[ "$(cut -d . -f 1 /proc/uptime)" -lt "$_end" ] || return 1
		usleep 200000
	done
}

start_tools() {
	mkdir -p /run/xenstored
	xenstored --pid-file /run/xenstored.pid || return 1
	within 20 xenstore-exists / 2>/dev/null || within 5 xenstore-ls / >/dev/null 2>&1 || return 1
	xen-init-dom0 >/tmp/init-dom0.log 2>&1 || { cat /tmp/init-dom0.log >/dev/kmsg; return 1; }
	xenconsoled --log=guest --log-dir=/var/log/xen/console --pid-file=/run/xenconsoled.pid
	within 10 test -e /run/xenconsoled.pid
}

# ---- for the files of tests/xen/task -------------------------------------------

# say TEXT: print it to the console, for the reader.
say() { echo "$CASE: $*" >/dev/kmsg; }

# create [NAME=VALUE..]: create the domain, with these lines added to its configuration.
create() {
	cp "$JOB/cfg" "/tmp/$CASE.cfg"
	for _line; do printf '%s\n' "$_line" >>"/tmp/$CASE.cfg"; done
	xl -vvv create -q "/tmp/$CASE.cfg" >"/tmp/xl.$CASE" 2>&1
	_status=$?
	fact xl.create $_status
	if [ $_status != 0 ]; then
		fact xl.message "$(sed -n 's/^.* \(error\|panic\): //p' "/tmp/xl.$CASE" | head -n 1)"
		for _log in "/tmp/xl.$CASE" "/var/log/xen/qemu-dm-$DOMAIN.log"; do
			[ ! -s "$_log" ] || grep -v ' debug: ' "$_log" | tail -n 5 | cut -c 1-200 >/dev/kmsg
		done
	fi
	return $_status
}

# ---- disks: images in memory, attached to domains by Xen's own scripts

# image NAME MIB [DIR]: create /tmp/NAME.img, an ext2 file system with the files of DIR.
image() {
	truncate -s "$2M" "/tmp/$1.img" && mke2fs -F "/tmp/$1.img" >/dev/null || return
	[ -z "${3-}" ] || in_image "$1" cp -r "$3/." .
}

# in_image NAME COMMAND..: run it in the root of that file system, while no domain uses it.
in_image() {
	_image=$1
	shift
	mkdir -p "/mnt/$_image"
	mount -o loop "/tmp/$_image.img" "/mnt/$_image" || return
	(cd "/mnt/$_image" && "$@")
	_status=$?
	umount -d "/mnt/$_image" && return $_status
}

# disk NAME: an argument of create that attaches the image as /dev/xvda.
disk() { printf "disk=['format=raw,vdev=xvda,access=rw,target=/tmp/%s.img']\n" "$1"; }

# bridge: create the bridge of the domains, with dom0 as 10.0.0.1.
bridge() {
	[ ! -e /sys/class/net/xenbr0 ] || return 0
	brctl addbr xenbr0 && ip addr add 10.0.0.1/24 dev xenbr0 &&
		ip link set xenbr0 up
}

# vif N: an argument of create that adds a network card on the bridge. The domain has to
# use the address 10.0.0.N.
vif() { printf "vif=['bridge=xenbr0,mac=00:16:3e:00:00:%02x']\n" "$1"; }

alive() { xl domid "$DOMAIN" >/dev/null 2>&1; }
gone() { ! alive; }

# wait_gone SECONDS: wait until the domain does not exist any more.
wait_gone() { within "$1" gone; }

# Its state in xl list: the letters rbpscd, with - for those that are not set.
state() { xl list "$DOMAIN" | awk 'NR == 2 { print $5 }'; }

# shutdowns: the reasons in xl's log why the domain stopped: 0 power off, 1 reboot,
# 2 suspend, 3 crash, 5 soft reset.
shutdowns() {
	for _log in "/var/log/xen/xl-$DOMAIN.log.1" "/var/log/xen/xl-$DOMAIN.log"; do
		sed -n 's/.*has shut down, reason code \([0-9]*\).*/\1/p' "$_log" 2>/dev/null
	done >/tmp/reasons
	fact xl.reasons "$(tr '\n' , </tmp/reasons | sed 's/,$//')"
}

# said TEXT: whether it is in a line on the guest's console.
said() { grep -qF "$1" "$LOG" 2>/dev/null; }

# wait_said SECONDS TEXT
wait_said() { within "$1" said "$2"; }

# The guest's report: lines KEY=VALUE on its console. A complete report may be followed by
# that of the same domain after a restart: start2.KEY=VALUE.
guest_facts() {
	[ -e "$LOG" ] || return 0
	tr -d '\r' <"$LOG" | awk -v name="$CASE" '
		/^[A-Za-z_][A-Za-z0-9_.]*=/ { print name "/" start $0 }
		/^reached=/ { start = "start" ++n + 1 "." }' >/tmp/guest.facts
	/pvh/say </tmp/guest.facts
	grep -a -o -m 1 'Kernel panic.*' "$LOG" | tr -d '\r' | while read -r _text; do fact panic "$_text"; done
}

# do_job NUMBER-CASE: run the job. If the domain still exists at the time limit, the job is
# repeated once, as an interrupt may be lost in the emulation.
do_job() {
	JOB=/jobs/$1
	CASE=${1#*-}
	DOMAIN=$CASE LOG=/var/log/xen/console/guest-$CASE.log
	say "begins"
	_start=$(cut -d . -f 1 /proc/uptime)
	export JOB CASE DOMAIN LOG
	# A task may change it.
	cp "$JOB/cfg" /tmp/cfg
	if ! try_job; then
		say "has not ended in time, begins again"
		console
		rm -f "$LOG" "/var/log/xen/xl-$DOMAIN.log"*
		cp /tmp/cfg "$JOB/cfg"
		fact again 1
		try_job || :
	fi
	guest_facts
	fact seconds $(($(cut -d . -f 1 /proc/uptime) - _start))
	console
	fact 'done' 1
}

# no_domain: whether there are no domains but dom0 and those in /tmp/left. A domain that
# has ended is listed until its memory is free.
no_domain() {
	: >/tmp/left
	# Without its daemons xl would wait for them.
	[ ! -e /run/xenconsoled.pid ] || xl list 2>/dev/null | awk 'NR > 1 && $1 != "Domain-0" { print $2 }' >/tmp/left
	[ ! -s /tmp/left ]
}

# try_job: fails if a domain is left. In any case there is none for the next job.
try_job() {
	timeout $(($(cat "$JOB/limit") * PATIENCE)) sh -c '. /pvh/lib.sh; for task in $(cat "$JOB/task"); do . "/pvh/task/$task" || exit; done' ||
		fact task.status $?
	within 10 no_domain
	fact domains_left "$(wc -l </tmp/left)"
	while read -r _id; do xl destroy "$_id" 2>/dev/null; done </tmp/left
	[ ! -s /tmp/left ]
}

# console: print the guest's console, for the reader, between two lines with its name.
console() {
	[ ! -e "$LOG" ] || sed 's/^/> /' "$LOG" | tr -d '\r' | sed "s|^|$CASE/console|" | /pvh/say
}
