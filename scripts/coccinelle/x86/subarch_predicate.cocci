// SPDX-License-Identifier: GPL-2.0-only
/// A hypervisor predicate (xen_pv_domain(), hypervisor_is_type(), ..) tells which
/// hypervisor is present. If it is used to detect or to assign hardware, it is only
/// right for known hypervisors: check x86_platform.legacy, if that has a field for
/// it, or use the enumeration of the hardware.
///
//# Most predicates are about the hypervisor's ABI and are right. Those about the
//# platform are detected by the form of the condition, by the code that it guards,
//# and by the name of the file or function. Each of these has a function and a
//# message below. Others are not found.
//
// Confidence: Moderate
// Copyright: (C) 2026 The linux-pvh maintainers
// Options: --no-includes --include-headers

virtual report
virtual org
virtual context

@initialize:python@
@@
import re

# Names of files and functions for parts of the platform. Xen code may check for Xen,
# except for emulated devices.
about_file = re.compile(
        r"(^|/)(drivers/acpi/|kernel/acpi/|asm/acpi\.h$|arch/x86/kernel/(apm_32|bootflag|"
        r"early-quirks|ebda|eisa|i8237|i8253|i8259|mpparse|pcspeaker|probe_roms|quirks|reboot|rtc)\.c$)")
about_function = re.compile(
        r"^(?!.*(xen|hvm|hyperv))(.*_)?(acpi|bios|cmos|dmi|ebda|eisa|i8042|ibft|isa|mptable|mps|"
        r"pnp|pnpbios|rom|roms|rtc|vga|vgacon)(_|$)")
about_emulated = re.compile(r"(^|_)(dbgp|emulated|legacy|unplug)(_|$)")

# Positions found by the rules below. Pairs are the operands of && and ||; branches
# are a predicate and the code that it guards.
pv, hvm, dom0, negated, native, known, legacy, virtual = [[] for i in range(8)]
both, either, branches, hooks, devices, touched, operations = [[] for i in range(7)]
stands_in, stays_away = [], []
told = {}

def place(p):
    return (p[0].file, int(p[0].line), int(p[0].column))

def within(p, s):
    return (p[0].file == s[0].file and
            place(s) <= place(p) <= (s[0].file, int(s[0].line_end), int(s[0].column_end)))

def here(p, places):
    return place(p) in map(place, places)

# other(P, PAIRS): the operands which are combined with P.
def other(p, pairs):
    return ([y for x, y in pairs if within(p, x)] + [x for x, y in pairs if within(p, y)])

def with_one_of(p, pairs, places):
    return any(within(q, operand) for operand in other(p, pairs) for q in places)

# A PV guest but not the hardware domain, which has no hardware.
def role(p):
    guest = [d for d in dom0 if here(d, negated)]
    domain = [d for d in dom0 if not here(d, negated)]
    if here(p, pv) and not here(p, negated) and (
        with_one_of(p, both, guest) or
        any(place(p) == place(c) and any(within(d, s) for d in dom0) for c, s, text in branches)):
        return "for a PV guest without hardware"
    if here(p, pv) and here(p, negated) and with_one_of(p, either, domain):
        return "for a PV guest without hardware"

# No hypervisor, or Xen's hardware domain.
def guest(p):
    if here(p, dom0) and here(p, negated) and with_one_of(p, both, virtual):
        return "for a guest without hardware"

# Any hypervisor, to determine the origin of tables or hardware.
def whose(p):
    if here(p, native):
        return "to detect virtualization"

# PV and PVH have no emulated devices.
def emulated(p):
    if here(p, pv) and (with_one_of(p, either, [h for h in hvm if not here(h, negated)]) or
                        here(p, negated) and with_one_of(p, both, [h for h in hvm if here(h, negated)])):
        return "for emulated devices"

# The reverse: the hypervisor is inferred from the hardware.
def guess(p):
    if here(p, hvm) and with_one_of(p, both + either, legacy):
        return "and infers it from x86_platform.legacy"

# In place of the state of APICs and ACPI.
def state(p):
    if with_one_of(p, both + either, known) or here(p, stands_in):
        return "for APICs or ACPI"

# A driver that is not used on the hardware domain.
def away(p):
    if here(p, stays_away):
        return "to skip hardware"

def guarded(p, places):
    return any(place(p) == place(c) and within(q, s) for c, s, text in branches for q in places)

# left(P, PLACES): the function returns at P before one of these.
def left(p, places):
    return any(place(p) == place(c) and "return" in text.split() and
               q[0].current_element == p[0].current_element and place(p) < place(q)
               for c, s, text in branches for q in places)

# chooses(P): P guards more hooks of the platform than pv_ops. Otherwise it is about
# the hypervisor's ABI.
def chooses(p):
    ranges = [s for c, s, text in branches if place(p) == place(c)]
    count = lambda places: sum(any(within(q, s) for s in ranges) for q in places)
    return count(hooks) > count(operations)

def hardware(p):
    if chooses(p):
        return "to choose a hook of the platform"
    if guarded(p, devices + touched) or left(p, touched):
        return "before it touches hardware"

def subject(p):
    name = p[0].current_element
    if about_file.search(p[0].file) or about_function.search(name) or about_emulated.search(name):
        return "for a part of the platform"

def question(p):
    # Only one finding if both are in a condition.
    if here(p, dom0) and with_one_of(p, both + either, [q for q in pv if role(q)]):
        return None
    for kind in (role, guest, whose, emulated, guess, state, hardware, away, subject):
        text = kind(p)
        if text: return "%s() checks the hypervisor %s; check the platform instead" % (p[0].current_element, text)

# fresh(P): the message for P, but only once.
def fresh(p):
    if place(p) in told: return None
    told[place(p)] = question(p)
    return told[place(p)]

// The predicates. xen_domain() alone is not included, as it is checked before the use
// of Xen's ABI.

@ask_pv@
expression A, C;
identifier has = {cpu_feature_enabled, boot_cpu_has, static_cpu_has, this_cpu_has};
position p;
@@
(
 xen_pv_domain()@A@p
|
 hypervisor_is_type(X86_HYPER_XEN_PV)@A@p
|
 has(X86_FEATURE_XENPV)@A@p
|
 cpu_has(C, X86_FEATURE_XENPV)@A@p
)

@script:python@
p << ask_pv.p;
@@
pv.append(p)

@ask_hvm@
expression A;
position p;
symbol xen_pvh;
@@
(
 xen_pvh_domain()@A@p
|
 xen_pvh@A@p
)

@script:python@
p << ask_hvm.p;
@@
hvm.append(p)

@ask_dom0@
expression A;
position p;
@@
 xen_initial_domain()@A@p

@script:python@
p << ask_dom0.p;
@@
dom0.append(p)

@ask@
expression A, C;
identifier has = {cpu_feature_enabled, boot_cpu_has, static_cpu_has, this_cpu_has};
position p;
symbol xen_pvh, x86_hyper_type;
@@
(
 xen_pv_domain()@A@p
|
 xen_hvm_domain()@A@p
|
 xen_pvh_domain()@A@p
|
 xen_initial_domain()@A@p
|
 jailhouse_paravirt()@A@p
|
 hypervisor_is_type(...)@A@p
|
 has(X86_FEATURE_XENPV)@A@p
|
 cpu_has(C, X86_FEATURE_XENPV)@A@p
|
 xen_pvh@A@p
|
 x86_hyper_type@A@p
)

@not@
expression ask.A;
position ask.p, q;
@@
 !A@p@q

@script:python@
q << not.q;
@@
negated.append(q)

@none@
position p;
symbol x86_hyper_type;
@@
(
 hypervisor_is_type@p(X86_HYPER_NATIVE)
|
 x86_hyper_type@p == X86_HYPER_NATIVE
|
 x86_hyper_type@p != X86_HYPER_NATIVE
)

@script:python@
p << none.p;
@@
native.append(p)

// Other operands of the condition.

@conjunction depends on ask@
expression X, Y;
position x, y;
@@
 X@x && Y@y

@script:python@
x << conjunction.x;
y << conjunction.y;
@@
both.append((x, y))

@disjunction depends on ask@
expression X, Y;
position x, y;
@@
 X@x || Y@y

@script:python@
x << disjunction.x;
y << disjunction.y;
@@
either.append((x, y))

@machine depends on ask@
identifier M;
position p;
symbol x86_platform;
@@
 x86_platform@p.legacy.M

@script:python@
p << machine.p;
@@
legacy.append(p)

@feature depends on ask@
identifier has = {cpu_feature_enabled, boot_cpu_has, static_cpu_has, this_cpu_has};
identifier run =~ "virtual_machine|as_guest";
position p;
@@
(
 has@p(X86_FEATURE_HYPERVISOR)
|
 run@p(...)
)

@script:python@
p << feature.p;
@@
virtual.append(p)

@variable depends on ask@
identifier v = {apic_is_disabled, disable_apic, smp_found_config, nr_ioapics, nr_cpu_ids,
		acpi_disabled, acpi_noirq, acpi_lapic, acpi_ioapic, EISA_bus};
position p;
@@
 v@p

@script:python@
p << variable.p;
@@
known.append(p)

// Guarded code.

@guard@
expression ask.A;
position ask.p, q, s;
statement S, T;
@@
 if (<+... A@p@q ...+>) S@s else T

@script:python@
q << guard.q;
s << guard.s;
S << guard.S;
@@
branches.append((q, s, S))

@otherwise@
expression ask.A;
position ask.p, q, s;
statement S, T;
@@
 if (<+... A@p@q ...+>) S else T@s

@script:python@
q << otherwise.q;
s << otherwise.s;
T << otherwise.T;
@@
branches.append((q, s, T))

@hook depends on ask@
expression E;
identifier M, N;
position p;
symbol x86_platform, x86_init, x86_cpuinit;
@@
(
 x86_platform@p.M = E
|
 x86_platform@p.M.N = E
|
 x86_init@p.M.N = E
|
 x86_cpuinit@p.M = E
)

@script:python@
p << hook.p;
@@
hooks.append(p)

@operation depends on ask@
expression E;
identifier o =~ "^pv_([a-z]+_)?ops$";
identifier M, N;
position p;
@@
(
 o@p = E
|
 o@p.M = E
|
 o@p.M.N = E
)

@script:python@
p << operation.p;
@@
operations.append(p)

@device depends on ask@
identifier f = {xen_init_vga, xen_add_preferred_consoles, disable_cpuidle, disable_cpufreq,
		pci_request_acs, acpi_noirq_set};
position p;
@@
 f@p(...)

@script:python@
p << device.p;
@@
devices.append(p)

@touch depends on ask@
constant C;
identifier f = {CMOS_READ, CMOS_WRITE, inb, inw, inl, outb, outw, outl, isa_bus_to_virt};
identifier g = {memremap, early_memremap, early_ioremap, ioremap, phys_to_virt, __va};
position p;
@@
(
 f@p(...)
|
 g@p(C, ...)
)

@script:python@
p << touch.p;
@@
touched.append(p)

@instead@
expression ask.A, C;
position ask.p, q;
identifier v = {apic_is_disabled, disable_apic, smp_found_config, nr_ioapics, acpi_disabled, acpi_noirq};
@@
 if (<+... A@p@q ...+>) return C;
 ...
 return <+... v ...+>;

@script:python@
q << instead.q;
@@
stands_in.append(q)

@leave@
expression ask_dom0.A;
position ask_dom0.p, q;
@@
 if (A@p@q) return \(-ENODEV\|-ENXIO\);

@script:python@
q << leave.q;
@@
stays_away.append(q)

@script:python depends on report@
p << ask.p;
@@
text = fresh(p)
if text: coccilib.report.print_report(p[0], text)

@script:python depends on org@
p << ask.p;
@@
text = fresh(p)
if text: coccilib.org.print_todo(p[0], text)

@depends on context@
expression ask.A;
position ask.p;
position at : script:python() { question(at) is not None };
@@
* A@p@at
