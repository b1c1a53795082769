// SPDX-License-Identifier: GPL-2.0-only
/// Every value of hdr.hardware_subarch needs a row in the table of
/// arch/x86/kernel/subarch.c. Without one, the machine is handled as a PC, or as a
/// machine without legacy hardware, see Documentation/arch/x86/subarch.rst.
///
//# Reports enumerators of enum x86_hardware_subarch without a row (at the table),
//# and values without a row that are stored to the field (at the store). The enum
//# and the table are in different files, and make coccicheck checks each file in a
//# process of its own. Therefore the script reads the other file from the same tree.
//# If a tree has no table, nothing is reported.
//
// Confidence: High
// Copyright: (C) 2026 The linux-pvh maintainers
// Options: --no-includes

virtual report
virtual org
virtual context

@initialize:python@
@@
import os
import re

TABLE = "arch/x86/kernel/subarch.c"
ENUM = "arch/x86/include/uapi/asm/bootparam.h"

bad, told = {}, set()

def place(p):
    return (p[0].file, int(p[0].line), int(p[0].column))

# text(PATH, P): the file PATH in the tree of P, without comments.
def text(path, p):
    top, found, rest = os.path.abspath(p[0].file).rpartition("/arch/x86/")
    try:
        with open(os.path.join(top, path), errors="replace") as f: source = f.read()
    except OSError:
        return ""
    return re.sub(r"/\*.*?\*/|//[^\n]*", "", source, flags=re.S)

# subarchs(P): name and number of each, without the count at the end.
def subarchs(p):
    for source in (text(p[0].file, p), text(ENUM, p)):
        body = re.search(r"\benum\s+x86_hardware_subarch\s*\{(.*?)\}", source, re.S)
        if not body: continue
        number, known = -1, {}
        for name, value in re.findall(r"(\w+)\s*(?:=\s*(\w+)\s*)?(?:,|$)", body.group(1).strip()):
            number = int(value, 0) if re.match(r"\d", value) else known.get(value, number + 1)
            if not name.startswith("X86_NR_"): known[name] = number
        return known
    return {}

# rows(P): the numbers with a row; empty if there is no table.
def rows(p):
    for source in (text(p[0].file, p), text(TABLE, p)):
        body = re.search(r"\bstruct\s+x86_subarch\s+\w+\s*\[[^]]*\][^={;]*=\s*\{(.*?)\n\}", source, re.S)
        if not body: continue
        return [number(name, p) for name in re.findall(r"\[\s*(\w+)\s*\]\s*=", body.group(1))]
    return []

def number(name, p):
    name = name.strip()
    return int(name.rstrip("uUlL"), 0) if re.match(r"\d", name) else subarchs(p).get(name)

# stored(P, V): report V if it is a constant without a row. Others are copies.
def stored(p, v):
    if not rows(p) or not re.match(r"(\d\w*|[A-Z]\w*)$", v.strip()): return
    if number(v, p) not in rows(p):
        bad[place(p)] = ["%s() stores %s, a subarch without a row in %s" % (p[0].current_element, v.strip(), TABLE)]

def declared(p, t):
    have = rows(p)
    bad[place(p)] = ["%s[] has no row for %s" % (t, name)
                     for name, n in sorted(subarchs(p).items(), key=lambda i: i[1]) if n not in have]

def texts(p):
    for each in bad.get(place(p), []):
        if (place(p), each) in told: continue
        told.add((place(p), each))
        yield each

@table@
identifier t;
position p;
@@
 struct x86_subarch t@p[] = { ... };

@script:python@
p << table.p;
t << table.t;
@@
declared(p, t)

@store@
expression E, V, X;
position p;
@@
(
 E.hardware_subarch@X@p = V
|
 E->hardware_subarch@X@p = V
)

@script:python@
p << store.p;
V << store.V;
@@
stored(p, V)

@initial@
expression V;
identifier x;
type T;
position p;
@@
(
 T x@p = { ..., .hardware_subarch = V, ... };
|
 T x@p = { ..., .hdr = { ..., .hardware_subarch = V, ... }, ... };
|
 T x@p = { ..., .hdr.hardware_subarch = V, ... };
|
 T x@p = { ..., .params.hdr = { ..., .hardware_subarch = V, ... }, ... };
|
 T x@p = { ..., .params = { ..., .hdr = { ..., .hardware_subarch = V, ... }, ... }, ... };
)

@script:python@
p << initial.p;
V << initial.V;
@@
stored(p, V)

@script:python depends on report@
p << table.p;
@@
for each in texts(p): coccilib.report.print_report(p[0], each)

@script:python depends on report@
p << store.p;
@@
for each in texts(p): coccilib.report.print_report(p[0], each)

@script:python depends on report@
p << initial.p;
@@
for each in texts(p): coccilib.report.print_report(p[0], each)

@script:python depends on org@
p << table.p;
@@
for each in texts(p): coccilib.org.print_todo(p[0], each)

@script:python depends on org@
p << store.p;
@@
for each in texts(p): coccilib.org.print_todo(p[0], each)

@script:python depends on org@
p << initial.p;
@@
for each in texts(p): coccilib.org.print_todo(p[0], each)

@depends on context@
identifier t;
position at : script:python() { bool(bad.get(place(at))) };
@@
* struct x86_subarch t@at[] = { ... };

@depends on context@
expression store.X;
position store.p;
position at : script:python() { bool(bad.get(place(at))) };
@@
* X@p@at

@depends on context@
identifier x;
initializer I;
type T;
position at : script:python() { bool(bad.get(place(at))) };
@@
* T x@at = I;
