# SPDX-License-Identifier: GPL-2.0-only
# Targets for scripts/. Lines that begin with `#:` are printed by help.
#: Linux through its PVH entry: patch series, kernels, tests.
#:
#:   make run       install missing packages, build, boot, report
#:   make kernel    build OUT/BASE/vmlinux, bzImage and config
#:   make boot      boot the built kernel, report
#:   make series    write the patches to OUT/BASE/series, with cover letters, a quilt
#:                  series, a mbox for git am, and the recipients of each
#:   make accept    record the text of BASE that the series change as reviewed
#:   make update    take the newest version of BASE, if the series apply to it, and tell what
#:                  is different; all bases with BASE=all
#:   make check     check scripts, sources and patches without booting
#:   make sites     list the checks of hypervisor predicates in the source of BASE or KSRC,
#:                  for the ABI or for the platform, each with a reason
#:   make unit      unit tests on the host, under 30 s
#:   make fuzz      fuzz start_info.c and the tools for TIME seconds each; 0 replays the corpus
#:   make prove     prove of the entry and the tools what tests/prove/harnesses lists, for any
#:                  input, with a table (minutes)
#:   make coverage  coverage of start_info.c by the tests
#:   make tools     build the host tools in OUT/tools
#:   make wrap      add a PVH entry to the bzImage KERNEL, and write it to TO
#:   make install   install pvhwrap and pvhinfo below PREFIX
#:   make deb       build Debian's kernel packages of BASE with the series, for FLAVOUR, from
#:                  Debian's source package in SUITE, in OUT/BASE/deb (an hour or hours)
#:   make tools-deb  build the Debian package pvh-tools of what is committed, for RELEASE
#:   make xen       boot Xen, and in its dom0 the domains of tests/xen/cases
#:   make slots     boot the kernel at a hundred of its virtual addresses (minutes)
#:   make bisect    build and boot the kernel of each patch of the series, a table (hours)
#:   make configs   build and boot the kernel in the configurations of tests/configs/table,
#:                  beside the unmodified one, a table (days; continues the last run)
#:   make test      all tests, as KTAP
#:   make test-quick  those that find most of what an edit breaks, on BASE alone (3 minutes)
#:   make test-hosts  both commands of README in bare systems of Debian 12 and 13 (an hour)
#:   make test-files
#:                  what the tools say of 129 files of distributions, and make of them
#:                  (minutes, after the packages of 2 GB are fetched); with FILES=boot
#:                  those that can are booted as well (an hour)
#:   make bench     compare the kernel with the base: instructions, image size, results with
#:                  invalid data of loaders, and accesses to ports, also in Debian's
#:                  configuration for clouds; five ways from entry to start_kernel, with a
#:                  chart in OUT/BASE/bench/ways.svg
#:   make clean     remove OUT
#:   make distclean remove OUT and the cache of sources and objects
#:
#:   BASE=6.1|6.12|6.18|latest
#:                          kernel (6.12)
#:   SERIES=fixes|entry|robust|subarch|kaslr
#:                          for make series: this one and its dependencies (all)
#:   UNTIL=SERIES/NNNN      for make series: no patch after this one
#:   SERIES_NAME, SERIES_EMAIL
#:                          author of the patches (user.name and user.email of git)
#:   MACHINE=pc|q35|microvm QEMU's machine (pc)
#:   KSRC=DIR               another kernel tree in place of BASE's
#:   OUT=DIR                directory of results (out)
#:   BASES="6.1 6.12"       bases of make test and make xen
#:   XEN="--only PATTERN --xen 4.20"
#:                          options of tests/xen/run for make xen
#:   BISECT="--from SERIES/NNNN --to SERIES/NNNN --quick"
#:                          options of scripts/bisect for make bisect
#:   CONFIGS="--only PATTERN --limit HOURS --again --results --rst FILE"
#:                          options of scripts/configs for make configs, which takes BASE=all
#:                          as well
#:   KERNEL=FILE            bzImage for make wrap
#:   TO=FILE                output of make wrap (OUT/wrapped/...)
#:   WRAP="--append TEXT"   options of pvhwrap for make wrap
#:   FLAVOUR=cloud-amd64|amd64, SUITE=bookworm|trixie|trixie-backports
#:                          for make deb (cloud-amd64; the suite that the base is from)
#:   PREFIX=DIR             directory for make install (/usr/local), below DESTDIR
#:   RELEASE=bookworm|trixie
#:                          of make tools-deb (the installed one)
#:   WRAPPED=all            make test boots all cases with a wrapped kernel, not some
#:   FILES=some|all|boot    of make test (some) and make test-files (all): which files
#:   TIME=SECONDS           of the fuzzer, in make fuzz or make test (60)
#:   DEPS=skip              install nothing, and tell what is missing

BASE ?= 6.12
MACHINE ?= pc
BASES ?= 6.1 6.12
OUT ?= out
TIME ?= 60
PREFIX ?= /usr/local
FLAVOUR ?= cloud-amd64
# A relative path is relative to this directory, for the scripts as well.
override OUT := $(abspath $(OUT))
export BASE MACHINE BASES OUT KSRC DEPS SERIES UNTIL TIME WRAPPED FILES

.PHONY: help known run kernel boot series accept update check sites unit fuzz prove coverage tools wrap install deb tools-deb xen slots bisect configs test test-quick test-files test-hosts bench clean distclean
.DEFAULT_GOAL := help

help:
	@sed -n 's/^#: \{0,1\}//p' Makefile

# Invalid values are refused before anything is installed or built.
known:
	@scripts/known "$(BASE)" "$(MACHINE)"

run: known
	@scripts/deps build series test
	@scripts/known "$(BASE)" "$(MACHINE)" --qemu
	@scripts/build/kernel "$(BASE)"
	@scripts/run "$(BASE)" "$(MACHINE)"

kernel: known
	@scripts/deps build series
	@scripts/build/kernel "$(BASE)"

boot: known
	@scripts/deps test
	@scripts/run "$(BASE)" "$(MACHINE)"

series: known
	@scripts/deps series
	@tree=$$(scripts/fetch/source "$(BASE)") && scripts/series "$$tree" "$(OUT)/$(BASE)/series" && \
		scripts/generate/recipients "$$tree" "$(OUT)/$(BASE)/series"

accept: known
	@scripts/deps series
	@tree=$$(scripts/fetch/source "$(BASE)") && scripts/series --accept "$$tree" "$(OUT)/$(BASE)/series"

update:
	@scripts/deps series
	@scripts/update $(filter-out all,$(BASE))

check:
	@scripts/deps build series check
	@scripts/check/run

sites: known
	@scripts/deps series
	@tree=$$(scripts/fetch/source "$(BASE)") && scripts/subarch-sites "$$tree"

unit:
	@scripts/deps test
	@tests/run unit

fuzz:
	@scripts/deps test fuzz
	@tests/fuzz/entry "$(TIME)"
	@tests/fuzz/tools "$(TIME)"

prove:
	@scripts/deps tools
	@tests/prove/run

coverage:
	@scripts/deps test
	@tests/fuzz/coverage

tools:
	@scripts/deps tools
	@for tool in tools/*.c; do scripts/build/tool "$$(basename "$$tool" .c)" || exit 1; done

wrap:
	@scripts/deps tools
	@scripts/wrap "$(KERNEL)" "$(TO)" $(WRAP)

install:
	@scripts/deps tools
	@scripts/install "$(PREFIX)" "$(DESTDIR)"

deb: known
	@scripts/deps host series
	@scripts/deb/kernel "$(BASE)" "$(FLAVOUR)" $(SUITE)

tools-deb:
	@scripts/deps host
	@scripts/deb/tools $(RELEASE)

xen:
	@scripts/deps build series xen
	@tests/xen/run $(XEN) $(BASES)

bisect: known
	@scripts/deps build series test xen
	@scripts/bisect "$(BASE)" $(BISECT)

configs:
	@scripts/deps build series test xen check
	@scripts/configs $(CONFIGS) "$(BASE)"

test:
	@scripts/deps build series test xen check fuzz
	@tests/run

test-quick: known
	@scripts/deps build series test check fuzz
	@tests/run --quick

test-hosts:
	@scripts/deps host
	@tests/hosts/run

test-files:
	@scripts/deps test
	@FILES="$${FILES:-all}" tests/run files

slots: known
	@scripts/deps build series test
	@tests/boot/slots "$(BASE)"

bench: known
	@scripts/deps build series test bench
	@scripts/bench/run "$(BASE)"

clean:
	@scripts/clean

distclean:
	@scripts/clean --cache
