# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0-only
# For scripts/fetch/package and scripts/fetch/package-source, to be sourced with $release
# and $lists, the name of its lists, set, and $arch, if packages for another machine are
# wanted: apt with separate lists in the cache, so that both can run at the same time.
# $debs is the directory of packages.

# shellcheck disable=SC2154 # set by the two
have apt-get || die "apt is not installed; give KSRC=DIR, a kernel tree of your own"
make_cache
debs=$CACHE/deb
state=$CACHE/apt/$lists
mkdir -p "$debs" "$state" 2>/dev/null || die "$debs cannot be made; free some space or set XDG_CACHE_HOME"

# private COMMAND..: apt with separate lists and caches, below $state.
private() {
	APT_CONFIG=$state/apt.conf "$@"
}

make_private() {
	mkdir -p "$state/lists/partial" "$state/cache/archives/partial"
	{
		echo "Dir::State::Lists \"$state/lists\";"
		echo "Dir::Cache \"$state/cache\";"
		echo "APT::Sandbox::User \"$(id -un)\";"
		[ -z "${arch-}" ] || echo "APT::Architecture \"$arch\"; APT::Architectures { \"$arch\"; };"
		if [ -n "$release" ]; then
			echo "Dir::State::Status \"/dev/null\";"
			echo "Dir::Etc::SourceList \"$state/sources.list\";"
			echo "Dir::Etc::SourceParts \"/dev/null\";"
			echo "Dir::Etc::Preferences \"/dev/null\";"
			echo "Dir::Etc::PreferencesParts \"/dev/null\";"
		fi
	} >"$state/apt.conf"
}

# mirror [security]: that of the installed release, or of its security updates.
mirror() {
	# shellcheck disable=SC2016 # apt's own fields
	apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(CREATED_BY) $(SITE)' |
		awk -v of="${1:+-$1}" -v c="$(codename)" '
			($1 == c of || $1 ~ "^(old)*stable" of "$") && $2 == "main" && $3 == "Packages" { print $4; exit }'
}

# update: the separate lists; another run does not until the script ends, as there is nothing
# in them meanwhile.
update() {
	lock "apt-$lists"
	private apt-get -qq update </dev/null >"$state/log" 2>&1 ||
		die "apt-get update for ${release:-this release} failed: $(grep '^E:' "$state/log" | head -n 1)"
}

# sources_list deb|deb-src: the lines for $release. Only a release has security updates,
# and not every mirror has them.
sources_list() {
	_site=$(mirror)
	[ -n "$_site" ] || die "apt is configured without a Debian mirror; give KSRC=DIR, a kernel tree of your own"
	_keys=/usr/share/keyrings/debian-archive-keyring.gpg
	[ -r "$_keys" ] || die "$_keys is missing; install debian-archive-keyring"
	echo "$1 [signed-by=$_keys] $_site $release main"
	case $release in *-*) return ;; esac
	_site=$(mirror security)
	[ -z "$_site" ] || echo "$1 [signed-by=$_keys] $_site $release-security main"
}

# use_release deb|deb-src: configure the private apt for that release only.
use_release() {
	sources_list "$1" >"$state/sources.list"
	update
}

make_private
