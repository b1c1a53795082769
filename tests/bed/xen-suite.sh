# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# To be sourced after scripts/lib.sh: which Debian has which Xen.

# xen_suite VERSION: sets $suite.
# shellcheck disable=SC2034 # for the scripts that source this file
xen_suite() {
	case $1 in
	4.17) suite=bookworm ;;
	4.20) suite=trixie ;;
	*) die "Xen's version is '$1'; give 4.17 or 4.20" ;;
	esac
}
