// SPDX-License-Identifier: GPL-2.0-only
/// An __init function under arch/x86 that accesses hardware which is not present
/// on all machines (CMOS, keyboard controller, PIT, PIC, the BIOS data area, memory
/// of the firmware) must check x86_platform.legacy, see
/// Documentation/arch/x86/subarch.rst.
///
//# The check has to be in the function itself, because its callers and hooks may
//# change. For the PIT and the PIC, nr_legacy_irqs() and has_legacy_pic() are
//# accepted, too. An address or a port is a number, a name that is defined in the
//# file or its headers, a local variable that is set to one, or an argument of a
//# function in the same file that maps it.
//
// Confidence: Moderate
// Copyright: (C) 2026 The linux-pvh maintainers
// Options: --no-includes

virtual report
virtual org
virtual context

@initialize:python@
@@
import os
import re

CMOS = "the CMOS"
KEYBOARD = "the keyboard controller"
PIT = "the PIT"
PIC = "the PIC"
BDA = "the BIOS data area"
FIRMWARE = "firmware's memory below 1 MiB"

ports = [(0x20, 0x21, PIC), (0xa0, 0xa1, PIC), (0x4d0, 0x4d1, PIC), (0x40, 0x43, PIT), (0x61, 0x61, PIT),
         (0x60, 0x60, KEYBOARD), (0x64, 0x64, KEYBOARD), (0x70, 0x73, CMOS)]
names = [(r"\bPIC_", PIC), (r"\bPIT_", PIT), (r"\bRTC_PORT\b", CMOS), (r"\bI8042_", KEYBOARD)]
memory = [(0x400, 0x4ff, BDA), (0xa0000, 0xfffff, FIRMWARE)]

sources, definitions = {}, {}
asked, asked_pic, written = set(), set(), set()
held = {}	# (file, function, variable): expressions
finds, told = {}, set()

def place(p):
    return (p[0].file, int(p[0].line), int(p[0].column))

def function(p):
    return (p[0].file, p[0].current_element)

def source(path):
    if path not in sources:
        try:
            with open(path, errors="replace") as f: sources[path] = f.read()
        except OSError:
            sources[path] = ""
    return sources[path]

def in_arch(p):
    return "/arch/x86/" in os.path.abspath(p[0].file)

# boots(P): the function that P is in is __init.
def boots(p):
    lines = source(p[0].file).split("\n")
    first, last = int(p[0].current_element_line), int(p[0].line)
    head = "\n".join(lines[first - 1:last]).split("{")[0]
    # The return type may be on a line of its own.
    above = lines[first - 2] if first > 1 else ""
    if not re.search(r"[;})/#]\s*$", above) and not above.startswith((" ", "\t")): head = above + head
    return in_arch(p) and re.search(r"\b__init\b", head) is not None

# headers(PATH): the paths in the kernel of the headers that a source includes.
def headers(path):
    top = os.path.abspath(path).rpartition("/arch/x86/")[0]
    for line in re.findall(r'^\s*#\s*include\s+([<"][^>"]+)', source(path), re.M):
        if line[0] == '"': yield os.path.join(os.path.dirname(path), line[1:])
        else:
            for where in ("arch/x86/include", "arch/x86/include/uapi", "include", "include/uapi"):
                yield os.path.join(top, where, line[1:])

# defined(NAME, PATH): the definition of NAME, or none.
def defined(name, path):
    known = (name, path)
    if known not in definitions:
        definitions[known] = None
        look, seen = [path], set()
        for depth in range(4):
            below = []
            for each in look:
                if each in seen: continue
                seen.add(each)
                text = re.search(r"^\s*#\s*define\s+%s\s+(.+?)\s*(/[*/].*)?$" % name, source(each), re.M)
                if text:
                    definitions[known] = text.group(1)
                    return text.group(1)
                below += [h for h in headers(each) if source(h)]
            look = below
    return definitions[known]

# value(TEXT, PATH): of an expression of constants, or none.
def value(text, path, depth=0):
    if depth > 8 or len(text) > 200: return None
    text = re.sub(r"\(\s*(const |unsigned |signed |struct )*[a-z_]\w*\s*\**\s*\)(?=\s*[\w(])", "", text)
    text = re.sub(r"\b(0[xX][0-9a-fA-F]+|[0-9]+)[uUlL]*\b", r"\1", text)
    for name in set(re.findall(r"\b[A-Za-z_]\w*", re.sub(r"\b0[xX][0-9a-fA-F]+", "", text))):
        number = None
        if name.isupper():
            definition = defined(name, path)
            if definition: number = value(definition, path, depth + 1)
        if number is None: return None
        text = re.sub(r"\b%s\b" % name, str(number), text)
    if not re.match(r"^[-+*/|&~<>()\sxXa-fA-F0-9]+$", text): return None
    try:
        return int(eval(text.replace("/", "//"), {"__builtins__": {}}))
    except Exception:
        return None

# meant(TEXT, P): TEXT, and the values of the local variable of that name.
def meant(text, p):
    return [text] + held.get(function(p) + (text.strip(),), [])

def kind_of_port(text, p):
    for each in meant(text, p):
        number = value(each, p[0].file)
        for first, last, kind in ports:
            if number is not None and first <= number <= last: return kind
        for name, kind in names:
            if re.search(name, each): return kind

def kind_of_memory(text, p):
    for each in meant(text, p):
        number = value(each, p[0].file)
        for first, last, kind in memory:
            if number is not None and first <= number <= last: return kind

# find(P, KIND): KIND is touched at P. Only the first place in a function is reported.
def find(p, kind):
    if not kind or function(p) in asked: return
    if kind in (PIC, PIT) and function(p) in asked_pic: return
    first = finds.setdefault(function(p) + (kind,), p)
    if place(p) < place(first): finds[function(p) + (kind,)] = p

def found(p):
    return [kind for (file, name, kind), first in finds.items() if place(first) == place(p)]

def texts(p):
    for kind in found(p):
        if (place(p), kind) in told: continue
        told.add((place(p), kind))
        yield "%s() touches %s; check x86_platform.legacy first" % (p[0].current_element, kind)

// Checks.

@sets@
expression E;
identifier M, N;
position p;
symbol x86_platform;
@@
(
 x86_platform@p.legacy.M = E
|
 x86_platform@p.legacy.M.N = E
)

@script:python@
p << sets.p;
@@
written.add(place(p))

@asks@
position p;
symbol x86_platform;
@@
 x86_platform@p.legacy

@script:python@
p << asks.p;
@@
if place(p) not in written: asked.add(function(p))

@asks_pic@
position p;
@@
(
 nr_legacy_irqs@p()
|
 has_legacy_pic@p()
)

@script:python@
p << asks_pic.p;
@@
asked_pic.add(function(p))

// Accesses.

@port@
expression E, F;
identifier in = {inb, inw, inl, inb_p, inw_p, inl_p, inb_pic};
identifier out = {outb, outw, outl, outb_p, outw_p, outl_p, outb_pic};
position p : script:python() { boots(p) };
@@
(
 in@p(E)
|
 out@p(F, E)
)

@clock@
identifier f = {CMOS_READ, CMOS_WRITE, rtc_cmos_read, rtc_cmos_write, mc146818_get_time,
		mc146818_set_time, mach_get_cmos_time, mach_set_cmos_time};
position p : script:python() { boots(p) };
@@
 f@p(...)

@bda@
identifier f = {get_bios_ebda, get_bios_ebda_length};
position p : script:python() { boots(p) };
@@
 f@p()

@isa@
position p : script:python() { boots(p) };
@@
 isa_bus_to_virt@p(...)

@map@
expression E;
identifier f = {phys_to_virt, __va, memremap, early_memremap, early_memremap_ro, early_memremap_prot,
		early_ioremap, ioremap, ioremap_cache, ioremap_uc, ioremap_wc, ioremap_wt, ioremap_prot,
		ioremap_encrypted};
position p : script:python() { boots(p) };
@@
 f@p(E, ...)

// A function of this file that maps its argument.
@helper@
identifier h, x;
identifier f = {phys_to_virt, __va, memremap, early_memremap, early_memremap_ro, early_memremap_prot,
		early_ioremap, ioremap, ioremap_cache};
parameter list[n] before;
type T;
@@
 h(before, T x, ...)
 {
 <+...
 f(x, ...)
 ...+>
 }

@through@
identifier helper.h;
expression list[helper.n] before;
expression E;
position p : script:python() { boots(p) };
@@
 h@p(before, E, ...)

// Values of local variables.

@assigned depends on port || map || through@
identifier v;
expression E;
position p : script:python() { boots(p) };
@@
 v@p = E

@script:python@
p << assigned.p;
v << assigned.v;
E << assigned.E;
@@
held.setdefault(function(p) + (v,), []).append(E)

@initialized depends on port || map || through@
identifier v;
expression E;
type T;
position p : script:python() { boots(p) };
@@
 T v@p = E;

@script:python@
p << initialized.p;
v << initialized.v;
E << initialized.E;
@@
held.setdefault(function(p) + (v,), []).append(E)

@script:python@
p << port.p;
E << port.E;
@@
find(p, kind_of_port(E, p))

@script:python@
p << clock.p;
@@
find(p, CMOS)

@script:python@
p << bda.p;
@@
find(p, BDA)

@script:python@
p << isa.p;
@@
find(p, FIRMWARE)

@script:python@
p << map.p;
E << map.E;
@@
find(p, kind_of_memory(E, p))

@script:python@
h << helper.h;
p << through.p;
E << through.E;
@@
if (p[0].file, h) not in asked: find(p, kind_of_memory(E, p))

// All of these again, after the first place in each function was determined.

@touched depends on port || clock || bda || isa || map || through@
identifier f;
position p : script:python() { len(found(p)) > 0 };
@@
 f@p(...)

@script:python depends on report@
p << touched.p;
@@
for text in texts(p): coccilib.report.print_report(p[0], text)

@script:python depends on org@
p << touched.p;
@@
for text in texts(p): coccilib.org.print_todo(p[0], text)

@depends on context@
identifier f;
position touched.p;
@@
* f@p(...)
