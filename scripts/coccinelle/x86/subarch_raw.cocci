// SPDX-License-Identifier: GPL-2.0-only
/// hdr.hardware_subarch tells how the kernel was entered, not which hardware is
/// present. Code that depends on the hardware must check x86_platform.legacy, which
/// arch/x86/kernel/subarch.c sets from it, see Documentation/arch/x86/subarch.rst.
///
//# Every use of the field, or of a local variable that was set from it, is
//# reported, such as a comparison, a switch, a shift or an index. Setting it, copying
//# it, passing it to a function and returning it is allowed, as needed by a boot
//# loader, an entry and kexec. Assembly is not checked.
//
// Confidence: High
// Copyright: (C) 2026 The linux-pvh maintainers
// Options: --no-includes --include-headers

virtual report
virtual org
virtual context

@initialize:python@
@@
import os

handed_on, told = set(), set()

def place(p):
    return (p[0].file, p[0].line, p[0].column)

def elsewhere(p):
    return not os.path.abspath(p[0].file).endswith("/arch/x86/kernel/subarch.c")

def decides(p):
    return place(p) not in handed_on

def fresh(p):
    known = place(p) in handed_on | told
    told.add(place(p))
    return not known

def text(p):
    return "%s() decides by hardware_subarch; check x86_platform.legacy" % p[0].current_element

@field_read@
expression E, X;
position p : script:python() { elsewhere(p) };
@@
(
 E.hardware_subarch@X@p
|
 E->hardware_subarch@X@p
)

@local_read@
expression field_read.X;
position field_read.p;
expression K, Y;
identifier v;
position q;
type T;
@@
(
 T v = <+... X@p ...+>;
|
 v = <+... X@p ...+>;
)
 <... when != v = K
 v@Y@q
 ...>

@field_set@
expression field_read.X, K;
position field_read.p, r;
@@
 X@p@r = K

@field_handed_on@
expression field_read.X, K;
position field_read.p, r;
identifier f != {BIT, BIT_ULL, likely, unlikely, WARN_ON, WARN_ON_ONCE, BUG_ON};
type T;
@@
(
 K = (T)X@p@r
|
 f(..., X@p@r, ...)
|
 &X@p@r
)

@field_handed_out@
expression field_read.X;
position field_read.p, r;
identifier v;
type T, U;
@@
(
 T v = X@p@r;
|
 T v = (U)X@p@r;
|
 return X@p@r;
)

@local_handed_on@
expression local_read.Y, K;
position local_read.q, r;
identifier f != {BIT, BIT_ULL, likely, unlikely, WARN_ON, WARN_ON_ONCE, BUG_ON};
@@
(
 K = Y@q@r
|
 f(..., Y@q@r, ...)
|
 &Y@q@r
)

@local_handed_out@
expression local_read.Y;
position local_read.q, r;
identifier v;
type T;
@@
(
 T v = Y@q@r;
|
 return Y@q@r;
)

@script:python@
p << field_set.r;
@@
handed_on.add(place(p))

@script:python@
p << field_handed_on.r;
@@
handed_on.add(place(p))

@script:python@
p << field_handed_out.r;
@@
handed_on.add(place(p))

@script:python@
p << local_handed_on.r;
@@
handed_on.add(place(p))

@script:python@
p << local_handed_out.r;
@@
handed_on.add(place(p))

@script:python depends on report@
p << field_read.p;
@@
if fresh(p): coccilib.report.print_report(p[0], text(p))

@script:python depends on report@
p << local_read.q;
@@
if fresh(p): coccilib.report.print_report(p[0], text(p))

@script:python depends on org@
p << field_read.p;
@@
if fresh(p): coccilib.org.print_todo(p[0], text(p))

@script:python depends on org@
p << local_read.q;
@@
if fresh(p): coccilib.org.print_todo(p[0], text(p))

@depends on context@
expression field_read.X;
position field_read.p;
position at : script:python() { decides(at) };
@@
* X@p@at

@depends on context@
expression local_read.Y;
position local_read.q;
position at : script:python() { decides(at) };
@@
* Y@q@at
