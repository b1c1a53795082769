// SPDX-License-Identifier: GPL-2.0-only
///
/// Kernels up to 4.6 use paravirt_enabled() to detect a BIOS data area, an RTC or a
/// PnP BIOS. Replace each test by one of the field of x86_platform.legacy that was
/// meant, and report tests where this cannot be decided.
///
//# The field is determined by the hardware that the guarded code accesses. If that
//# is unknown, or belongs to several fields, the test is not changed, and the
//# reason is reported. Tests that are redundant with the code beside them are
//# removed.
//#
//# The result needs x86_platform.legacy, as in 4.7. Assembly (entry_32.S up to 4.5)
//# and code that spatch cannot parse are not handled. Therefore
//# scripts/paravirt-enabled compares the result with that of grep: with -D seen a
//# line "seen FILE:LINE:COLUMN" is printed for each word that a rule below has
//# handled.
//
// Confidence: Moderate
// Copyright: (C) 2026 The linux-pvh maintainers
// Options: --no-includes --include-headers
// Keywords: paravirt_enabled, paravirt_has, pv_info, subarch, legacy

virtual patch
virtual report
virtual org
virtual context
virtual seen

@initialize:python@
@@
import re

LEGACY = "x86_platform.legacy."

# Names of hardware that code accesses; the whole name has to match. Kinds that begin
# with "-" have no field, but a reason below.
NAMES = [
    ("bios_regions", r"get_bios_ebda(_length)?|BIOS_LOWMEM_KILOBYTES|reserve_(ebda|bios)_regions?"),
    ("-firmware", r"probe_roms|rom(signature|checksum)|(default_)?(find|get)_smp_config|smp_scan_config|" +
                  r"(find|reserve)_ibft(_region)?|ibft_addr"),
    ("-eisa", r"EISA_(bus|ID_PORT)|eisa_(bus_probe|root_register)"),
    ("rtc", r"CMOS_(READ|WRITE)|(add_rtc|rtc)_cmos(_\w+)?|RTC_PORT|rtc_device|mach_(get_cmos_time|set_rtc_mmss)"),
    ("warm_reset", r"smpboot_(setup|restore)_warm_reset_vector|TRAMPOLINE_PHYS_(LOW|HIGH)"),
    ("i8042", r"(i8042|I8042)_\w+"),
    ("pnpbios", r"pnpbios_\w+|pnp_bios_\w+"),
    ("vga", r"vga_con"),
    ("-apm", r"apm_info|apm_bios_info"),
    ("-tboot", r"tboot_addr"),
    ("-f00f", r"X86_BUG_F00F|f00f_\w+"),
    ("-hlt", r"(native_|safe_)?halt"),
    ("-paging", r"(pgd|p4d|pud|pmd|pte)_\w+|set_(pgd|pud|pmd|pte)|set_memory_\w+|swapper_pg_dir"),
    ("-tables", r"(pack|write|native_write)_\w*(gdt|ldt|idt|desc)\w*|load_(gdt|idt|LDT|ldt)"),
    ("-microcode", r"dis_ucode_ldr|\w*microcode\w*|load_ucode_\w+"),
    ("-ring0", r"map_switcher|lguest_\w+"),
]

# Ports, of in() and out().
PORTS = [
    ("i8042", 0x60, 0x60), ("i8042", 0x64, 0x64), ("rtc", 0x70, 0x73),
    ("vga", 0x3c0, 0x3df), ("-eisa", 0xc80, 0xc83),
]

# Physical addresses that something is mapped or cast from.
ADDRESSES = [
    ("warm_reset", 0x467, 0x46a), ("warm_reset", 0x472, 0x473), ("bios_regions", 0x400, 0x4ff),
    ("vga", 0xa0000, 0xbffff), ("-firmware", 0xc0000, 0xdffff), ("-eisa", 0xfffd9, 0xfffdc),
]

# How to ask whether it is there; of a plain field that is what the field says.
ASK = {
    "bios_regions": LEGACY + "reserve_bios_regions",
    "pnpbios": LEGACY + "devices.pnpbios",
    "i8042": LEGACY + "i8042 == X86_LEGACY_I8042_EXPECTED_PRESENT",
    "vga": "!" + LEGACY + "no_vga",
}

# The code detects these itself, so the test is redundant.
REPEATS = {
    "-apm": "the APM BIOS's version is 0 unless read from a BIOS",
    "-tboot": "tboot_addr is 0 without tboot",
    "-f00f": "a bug of the CPU, whose workaround is harmless without it",
}

REASONS = {
    "-apm": "no field for an APM BIOS; check its version",
    "-tboot": "no field for tboot; check tboot_addr",
    "-f00f": "no field for bugs of a CPU",
    "-firmware": "no field for ROMs, an MP table or an iBFT; a search without them is harmless",
    "-eisa": "no field for an EISA bus; a search without it is harmless",
    "-hlt": "the execution of HLT is part of the hypervisor's ABI",
    "-paging": "the ownership of page tables is part of the hypervisor's ABI",
    "-tables": "the ownership of descriptor tables is part of the hypervisor's ABI",
    "-microcode": "no field for loading microcode; X86_FEATURE_HYPERVISOR is similar",
    "-ring0": "the privilege level of the kernel is part of the hypervisor's ABI",
}

OTHERWISE = "paravirt_enabled: cannot decide: it is not a call, so the check is elsewhere"
HAS_OTHER = "paravirt_has(): cannot decide: the RTC is the only feature with a field"
BARE = "%s: cannot decide: it is read without %s(); call that first"
DEFINED = "stays: it is a definition; remove it with its last reader"
FOREIGN = "stays: ia64 has a paravirt of its own, and no subarch"

# Values of pv_info.paravirt_enabled, and their meaning.
WRITTEN = {
    0: "stays: it is the default, nothing is absent; remove it with its last reader",
    1: ("stays: it tells of a hypervisor, absent hardware is in the row of the subarch; " +
        "remove it with its last reader"),
}
WRITTEN_OTHER = "cannot decide: its value is computed; absent hardware is in the row of the subarch"

TOLD_NONE = ("pv_info.features: stays: it is the default, no feature is present; " +
             "remove it with its last reader")
TOLD_OTHER = "pv_info.features: cannot decide: the RTC is the only feature with a field"
TOLD_STATIC = ("pv_info.features: cannot decide: it is an initialiser; set " + LEGACY + "rtc in " +
               "x86_platform.set_legacy_features()")
# An earlier value is overwritten by the row of the subarch.
TOLD = "pv_info.features: set " + LEGACY + "rtc: move it to x86_platform.set_legacy_features()"
UNTOLD = "%s: cannot decide: its use is unknown"

# Placeholder of a removed test for the first rule that rewrites.
MARK = "__paravirt_removed"

class File:
    def __init__(self):
        self.touched = []
        self.guards = []
        self.logical = []
        self.leaves = set()
        self.removable = set()
        self.rtc = set()
        self.kept = set()
        self.numbers = set()
        self.tight = set()
        self.features = []
        self.seen = set()

files = {}

def of(p):
    return files.setdefault(p.file, File())

def start(p):
    return (int(p.line), int(p.column))

def extent(p):
    return (start(p), (int(p.line_end), int(p.column_end)))

# By its line as well, as one under #ifdef has another under #else.
def function(p):
    return (p.current_element, p.current_element_line)

def inside(at, range):
    return range[0] <= at < range[1]

def number(text):
    text = text.rstrip("uUlL")
    try:
        return int(text, 0)
    except ValueError:
        return int(text, 8) if text.isdigit() else -1

TRUTH = {"false": 0, "FALSE": 0, "true": 1, "TRUE": 1}

def truth(text):
    text = text.strip("() ")
    return TRUTH.get(text, number(text))

# ia64 had the same names for a paravirt of its own, until 4.1.
def foreign(p):
    return re.match(r"(.*/)?arch/ia64/", p.file) is not None

def touch(kind, p):
    of(p).touched.append((kind, start(p), function(p)))

def touch_name(name, p):
    for kind, names in NAMES:
        if re.fullmatch(names, name):
            touch(kind, p)

def touch_number(table, text, p):
    for kind, first, last in table:
        if first <= number(text) <= last:
            touch(kind, p)
            break

# The kinds of what one test guards: what is in the statement, or, if the
# statement leaves, what comes after it in the function.
def guarded(p):
    f = of(p)
    at = start(p)
    around = [g for g in f.guards if inside(at, g[0])]
    if around:
        condition = max(g[0] for g in around)
        ranges = [r for g in around if g[0] == condition for r in g]
        kinds = {k for k, t, fn in f.touched if any(inside(t, r) for r in ranges)}
        if kinds or not condition in f.leaves:
            return kinds
        return {k for k, t, fn in f.touched if fn == function(p) and t > condition[1]}
    ranges = [r for r in f.logical if inside(at, r)]
    return {k for k, t, fn in f.touched if any(inside(t, r) for r in ranges)}

# Whether a condition, up to that of the test, asks what the test repeats.
def asked_before(kind, p):
    f = of(p)
    return any(k == kind and fn == function(p) and any(g[0][0] <= start(p) and inside(t, g[0]) for g in f.guards)
               for k, t, fn in f.touched)

# The test to use instead, or None and the reason why not.
def decide(p):
    f = of(p)
    at = start(p)
    if foreign(p):
        return None, "ia64"
    if at in f.rtc:
        return LEGACY + "rtc", ""
    if p.current_element == "something_else":
        return None, "it is in a macro, which may be used anywhere"
    if at in f.kept:
        return None, "the result is stored in a variable, which may be used anywhere"
    if at in f.numbers:
        return None, "the result is used as a number"
    # Otherwise, use the name of the function.
    kinds = guarded(p) or {k for k, names in NAMES if re.fullmatch(names, p.current_element)}
    # The shutdown code of a warm reset is in the CMOS, its vector in the BIOS data area.
    if "warm_reset" in kinds:
        kinds -= {"rtc", "bios_regions"}
    if not kinds:
        return None, "the guarded code is unknown"
    if len(kinds) > 1:
        names = sorted(k.lstrip("-") for k in kinds)
        return None, "it guards several features: " + ", ".join(names)
    kind = kinds.pop()
    if kind in REPEATS and at in f.removable and (kind == "-f00f" or asked_before(kind, p)):
        return MARK, REPEATS[kind]
    if kind in REASONS:
        return None, REASONS[kind]
    return ASK.get(kind, LEGACY + kind), ""

# An include is added after the last one of its directory. That may be below an #if,
# unlike the test.
def hidden_include(p, header):
    above, last, test = [], {}, None
    with open(p.file, errors="replace") as lines:
        for n, line in enumerate(lines, 1):
            line = line.strip()
            word = re.match(r"#\s*(\w+)\s*(?:<((\w+)/[^>]*)>)?", line)
            if word and word[1].startswith("if"):
                above = above + [line]
            elif word and word[1].startswith("el"):
                above = above[:-1] + [above[-1] + line]
            elif word and word[1] == "endif":
                above = above[:-1]
            elif word and word[1] == "include":
                last[word[3]] = above
                if word[2] == header:
                    return False
            if n == int(p.line):
                test = above
    behind = last.get("asm", last.get("linux", []))
    return behind != test[:len(behind)]

def say_include(p, ask):
    if ask != MARK and hidden_include(p, "asm/x86_init.h"):
        coccilib.report.print_report(p, "<asm/x86_init.h> is added below an #if which this is not below: move it up")

# no(ASK): the opposite.
def no(ask):
    return ask.replace("==", "!=") if "==" in ask else ask[1:] if ask.startswith("!") else "!" + ask

# fit(ASK, P): with parentheses if the surrounding operator binds tighter.
def fit(ask, p):
    return "(" + ask + ")" if "=" in ask and start(p) in of(p).tight else ask

# For the comparison with grep.
def saw(p):
    of(p).seen.add(start(p))
    if comparing:
        print("seen %s:%s:%s" % (p.file, p.line, p.column))

# In the mode patch, only tests that are not changed are reported.
def say(p, message, undecided):
    saw(p)
    if foreign(p):
        message, undecided = message.split(":")[0] + ": " + FOREIGN, True
    if mode == "org":
        coccilib.org.print_todo(p, message)
    elif mode == "report" or undecided:
        coccilib.report.print_report(p, message)

def what(p):
    ask, why = decide(p)
    if ask is None:
        return "paravirt_enabled(): cannot decide: " + why
    if ask == MARK:
        return "paravirt_enabled(): not needed: " + why
    return "paravirt_enabled(): ask " + ask

comparing = False

@initialize:python depends on seen@
@@
comparing = True

@initialize:python depends on patch@
@@
mode = "patch"

@initialize:python depends on report@
@@
mode = "report"

@initialize:python depends on org@
@@
mode = "org"

// ---------------------------------------------------------------- the tests

@use@
position p;
@@
paravirt_enabled@p()

@defined@
type T;
identifier fn = {paravirt_enabled, paravirt_has_feature};
position p;
@@
T fn@p(...)
{
	...
}

@declared@
type T;
identifier fn = {paravirt_enabled, paravirt_has_feature};
position p;
@@
T fn@p(...);

@defined_member@
type T;
identifier m = {paravirt_enabled, features};
position p;
@@
struct pv_info {
	...
	T m@p;
	...
};

@used_otherwise@
symbol paravirt_enabled;
position p != {use.p, defined.p, declared.p};
@@
paravirt_enabled@p

@has@
symbol RTC, PV_SUPPORTED_RTC;
position p : script:python() { not foreign(p[0]) };
position q;
@@
\(paravirt_has@p(RTC@q)\|paravirt_has_feature@p(PV_SUPPORTED_RTC@q)\)

@has_other@
symbol RTC, PV_SUPPORTED_RTC;
expression E;
position p != has.p, q;
@@
\(paravirt_has@p(E@q)\|paravirt_has_feature@p(E@q)\)

@written@
symbol pv_info, paravirt_enabled;
expression E;
position p;
@@
pv_info.paravirt_enabled@p = E

@written_static@
symbol paravirt_enabled;
identifier info;
expression E;
position p;
@@
struct pv_info info = { .paravirt_enabled@p = E, };

// In the functions of the predicate it belongs to their definition.
@answer@
symbol pv_info;
identifier fn = {paravirt_enabled, paravirt_has_feature};
identifier m = {paravirt_enabled, features};
position p;
@@
fn(...)
{
	<+... pv_info.m@p ...+>
}

@bare@
symbol pv_info, paravirt_enabled;
identifier fn;
position p != {written.p, answer.p};
@@
fn(...)
{
	<+... pv_info.paravirt_enabled@p ...+>
}

@told@
symbol pv_info, PV_SUPPORTED_RTC, features;
position p : script:python() { not foreign(p[0]) };
position q;
@@
(
pv_info.features@p |= PV_SUPPORTED_RTC@q
|
pv_info.features@p = PV_SUPPORTED_RTC@q
|
pv_info.features@p &= ~PV_SUPPORTED_RTC@q
)

@told_other@
symbol pv_info, features;
expression E;
position p != told.p, q;
@@
(
pv_info.features@p |= E@q
|
pv_info.features@p = E@q
|
pv_info.features@p &= E@q
)

@told_static@
symbol features;
identifier info;
expression E;
position p, q;
@@
struct pv_info info = { .features@p = E@q, };

@bare_features@
symbol pv_info, features;
identifier fn;
position p != {told.p, told_other.p, answer.p};
@@
fn(...)
{
	<+... pv_info.features@p ...+>
}

@feature@
identifier c =~ "^PV_SUPPORTED_[A-Z0-9_]+$";
position q;
@@
c@q

// ------------------------------------------------------- what code touches

@touch_word depends on use@
identifier x;
position q;
@@
x@q

@script:python@
x << touch_word.x;
q << touch_word.q;
@@
touch_name(x, q[0])

@touch_member depends on use@
expression E;
identifier x;
position q;
@@
\(E.x@q\|E->x@q\)

@script:python@
x << touch_member.x;
q << touch_member.q;
@@
touch_name(x, q[0])

@touch_port depends on use@
expression E;
constant C;
position q;
@@
\(inb@q(C)\|inb_p@q(C)\|outb@q(E, C)\|outb_p@q(E, C)\)

@script:python@
C << touch_port.C;
q << touch_port.q;
@@
touch_number(PORTS, C, q[0])

@touch_address depends on use@
constant C;
position q;
@@
\(__va@q(C)\|phys_to_virt@q(C)\|isa_bus_to_virt@q(C)\|ioremap@q(C, ...)\|early_ioremap@q(C, ...)\|
early_memremap@q(C, ...)\)

@script:python@
C << touch_address.C;
q << touch_address.q;
@@
touch_number(ADDRESSES, C, q[0])

// ------------------------------------------------------ what a test guards

@guard depends on use@
expression E;
statement S1, S2;
position c, s;
@@
(
if (E@c) S1@s else S2
|
if (E@c) S1@s
)

@script:python@
c << guard.c;
s << guard.s;
@@
of(c[0]).guards.append((extent(c[0]), extent(s[0])))

@guard_else depends on use@
expression E;
statement S1, S2;
position c, s;
@@
if (E@c) S1 else S2@s

@script:python@
c << guard_else.c;
s << guard_else.s;
@@
of(c[0]).guards.append((extent(c[0]), extent(s[0])))

@guard_loop depends on use@
expression E;
position c, b, s;
@@
while (E@c) {@b ... }@s

@script:python@
c << guard_loop.c;
b << guard_loop.b;
s << guard_loop.s;
@@
of(c[0]).guards.append((extent(c[0]), (start(b[0]), start(s[0]))))

@leave depends on use@
expression E, R;
identifier label;
position c;
@@
(
if (E@c) { ... return; }
|
if (E@c) { ... return R; }
|
if (E@c) { ... goto label; }
|
if (E@c) { ... break; }
|
if (E@c) { ... continue; }
)

@script:python@
c << leave.c;
@@
of(c[0]).leaves.add(extent(c[0]))

@logical depends on use@
expression E, E1, E2, E3;
position c;
@@
\(E@c\&\(E1 && E2\|E1 || E2\|E1 ? E2 : E3\)\)

@script:python@
c << logical.c;
@@
of(c[0]).logical.append(extent(c[0]))

@keep depends on use@
expression E;
position p;
@@
(
E = paravirt_enabled@p()
|
E = !paravirt_enabled@p()
|
E = !!paravirt_enabled@p()
)

@script:python@
p << keep.p;
@@
of(p[0]).kept.add(start(p[0]))

@keep_first depends on use@
identifier x;
type T;
position p;
@@
(
T x = paravirt_enabled@p();
|
T x = !paravirt_enabled@p();
|
T x = !!paravirt_enabled@p();
)

@script:python@
p << keep_first.p;
@@
of(p[0]).kept.add(start(p[0]))

// Not a truth value, as it may be compared or computed with anything.
@compare depends on use@
expression E;
binary operator b = {==, !=, <, >, <=, >=, &, |, ^, +, -, *, /, %, <<, >>};
position p;
@@
(
paravirt_enabled@p() b E
|
E b paravirt_enabled@p()
)

@script:python@
p << compare.p;
b << compare.b;
E << compare.E;
@@
if not b.strip() in ("==", "!=") or not truth(E) in (0, 1):
    of(p[0]).numbers.add(start(p[0]))

// Operators that bind tighter than ==, which is used for some fields.
@tighter depends on use disable drop_cast@
expression E;
type T;
binary operator b = {==, !=, <, >, <=, >=, &, |, ^, +, -, *, /, %, <<, >>};
position p;
@@
(
 (T)paravirt_enabled@p()
|
 (T)!paravirt_enabled@p()
|
 !!paravirt_enabled@p()
|
 !paravirt_enabled@p() b E
|
 E b !paravirt_enabled@p()
)

@script:python@
p << tighter.p;
@@
of(p[0]).tight.add(start(p[0]))

// Forms that can be simplified without the test.
@remove depends on use@
expression E;
position p;
@@
(
E || paravirt_enabled@p()
|
paravirt_enabled@p() || E
|
E && !paravirt_enabled@p()
|
!paravirt_enabled@p() && E
)

@script:python@
p << remove.p;
@@
of(p[0]).removable.add(start(p[0]))

@remove_all depends on use@
expression R;
position p;
@@
(
if (paravirt_enabled@p()) { ... return; }
|
if (paravirt_enabled@p()) { ... return R; }
)

@script:python@
p << remove_all.p;
@@
of(p[0]).removable.add(start(p[0]))

// This tests for the RTC in any context.
@both depends on use@
position p;
@@
(
paravirt_enabled@p() && !paravirt_has(RTC)
|
!paravirt_enabled@p() || paravirt_has(RTC)
|
paravirt_enabled@p() && !paravirt_has_feature(PV_SUPPORTED_RTC)
|
!paravirt_enabled@p() || paravirt_has_feature(PV_SUPPORTED_RTC)
)

@script:python@
p << both.p;
@@
of(p[0]).rtc.add(start(p[0]))

// ------------------------------------------------------------------ what is said

@script:python depends on !context@
p << use.p;
@@
say(p[0], what(p[0]), decide(p[0])[0] is None)

@depends on context@
position use.p;
@@
* paravirt_enabled@p()

@depends on context@
position has.p;
@@
(
* paravirt_has@p(...)
|
* paravirt_has_feature@p(...)
)

@script:python depends on !context@
p << defined.p;
fn << defined.fn;
@@
say(p[0], fn + "(): " + DEFINED, True)

@script:python depends on !context@
p << declared.p;
fn << declared.fn;
@@
say(p[0], fn + "(): " + DEFINED, True)

@script:python depends on !context@
p << defined_member.p;
m << defined_member.m;
@@
say(p[0], "pv_info." + m + ": " + DEFINED, True)

@script:python depends on !context@
p << answer.p;
m << answer.m;
@@
say(p[0], "pv_info." + m + ": " + DEFINED, True)

@script:python depends on !context@
p << used_otherwise.p;
@@
say(p[0], OTHERWISE, True)

@script:python depends on !context@
p << has.p;
q << has.q;
@@
saw(q[0])
say(p[0], "paravirt_has(RTC): ask " + LEGACY + "rtc", False)

@script:python depends on !context@
p << has_other.p;
q << has_other.q;
E << has_other.E;
@@
of(q[0]).features.append(extent(q[0]))
# The macro, whose definition this is.
say(p[0], "paravirt_has_feature(): " + DEFINED if "##" in E else HAS_OTHER, True)

@script:python depends on !context@
p << bare.p;
@@
say(p[0], BARE % ("pv_info.paravirt_enabled", "paravirt_enabled"), True)

@script:python depends on !context@
p << bare_features.p;
@@
say(p[0], BARE % ("pv_info.features", "paravirt_has"), True)

@script:python depends on !context@
p << written.p;
E << written.E;
@@
say(p[0], "pv_info.paravirt_enabled: " + WRITTEN.get(truth(E), WRITTEN_OTHER), True)

@script:python depends on !context@
p << written_static.p;
E << written_static.E;
@@
say(p[0], "pv_info.paravirt_enabled: " + WRITTEN.get(truth(E), WRITTEN_OTHER), True)

@script:python depends on !context@
p << told.p;
q << told.q;
@@
saw(q[0])
say(p[0], TOLD, True)

@script:python depends on !context@
p << told_other.p;
q << told_other.q;
E << told_other.E;
@@
of(q[0]).features.append(extent(q[0]))
say(p[0], TOLD_NONE if truth(E) == 0 else TOLD_OTHER, True)

@script:python depends on !context@
p << told_static.p;
q << told_static.q;
E << told_static.E;
@@
of(q[0]).features.append(extent(q[0]))
say(p[0], TOLD_NONE if truth(E) == 0 else TOLD_STATIC if E == "PV_SUPPORTED_RTC" else TOLD_OTHER, True)

@script:python depends on !context@
q << feature.q;
c << feature.c;
@@
if any(inside(start(q[0]), r) for r in of(q[0]).features):
    saw(q[0])
elif not start(q[0]) in of(q[0]).seen:
    say(q[0], UNTOLD % c, True)

// ------------------------------------------------------------ what it becomes

@script:python decision depends on patch@
p << use.p;
ask;
lacks;
@@
answer = decide(p[0])[0]
if answer is None:
    cocci.include_match(False)
else:
    say_include(p[0], answer)
    coccinelle.ask = cocci.make_expr(fit(answer, p[0]))
    coccinelle.lacks = cocci.make_expr(fit(no(answer), p[0]))

@asked depends on patch@
symbol true, false;
position use.p;
expression decision.ask, decision.lacks;
@@
(
- paravirt_enabled@p() && !paravirt_has(RTC)
+ lacks
|
- !paravirt_enabled@p() || paravirt_has(RTC)
+ ask
|
- paravirt_enabled@p() && !paravirt_has_feature(PV_SUPPORTED_RTC)
+ lacks
|
- !paravirt_enabled@p() || paravirt_has_feature(PV_SUPPORTED_RTC)
+ ask
|
- paravirt_enabled@p() == 0
+ ask
|
- paravirt_enabled@p() == false
+ ask
|
- paravirt_enabled@p() == 1
+ lacks
|
- paravirt_enabled@p() == true
+ lacks
|
- paravirt_enabled@p() != 0
+ lacks
|
- paravirt_enabled@p() != false
+ lacks
|
- paravirt_enabled@p() != 1
+ ask
|
- paravirt_enabled@p() != true
+ ask
|
- !paravirt_enabled@p()
+ ask
|
- paravirt_enabled@p()
+ lacks
)

@removed depends on patch && asked@
expression E;
symbol __paravirt_removed;
@@
(
- E || !__paravirt_removed
+ E
|
- !__paravirt_removed || E
+ E
|
- E && __paravirt_removed
+ E
|
- __paravirt_removed && E
+ E
)

@removed_all depends on patch && asked@
expression R;
symbol __paravirt_removed;
@@
(
- if (!__paravirt_removed) return;
|
- if (!__paravirt_removed) return R;
|
- if (!__paravirt_removed) { ... return; }
|
- if (!__paravirt_removed) { ... return R; }
)

@asked_rtc depends on patch@
position p : script:python() { not foreign(p[0]) };
@@
(
- paravirt_has@p(RTC)
+ x86_platform.legacy.rtc
|
- paravirt_has_feature@p(PV_SUPPORTED_RTC)
+ x86_platform.legacy.rtc
)

@told_rtc depends on patch@
symbol pv_info, PV_SUPPORTED_RTC, features;
position p : script:python() { not foreign(p[0]) };
@@
(
- pv_info.features@p |= PV_SUPPORTED_RTC
+ x86_platform.legacy.rtc = 1
|
- pv_info.features@p = PV_SUPPORTED_RTC
+ x86_platform.legacy.rtc = 1
|
- pv_info.features@p &= ~PV_SUPPORTED_RTC
+ x86_platform.legacy.rtc = 0
)

// ------------------------------------------------------ what it then includes

@needs_x86_init depends on asked || asked_rtc || told_rtc@
symbol x86_platform, legacy;
@@
x86_platform.legacy

@has_x86_init depends on needs_x86_init@
@@
#include <asm/x86_init.h>

@include_x86_init depends on needs_x86_init && !has_x86_init@
@@
#include <asm/...>
+ #include <asm/x86_init.h>

// A file that includes nothing of asm/.
@include_x86_init_first depends on needs_x86_init && !has_x86_init && !include_x86_init@
@@
#include <linux/...>
+ #include <asm/x86_init.h>
