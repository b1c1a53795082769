/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * For the harnesses of tests/prove: functions that the model checker runs with any values.
 * SOURCE is the file that is proven, or a mutant of it, to be included.
 */
#ifndef PROVE_H
#define PROVE_H

/* A function without a body returns anything. */
u8 nondet_u8(void);
u32 nondet_u32(void);
u64 nondet_u64(void);
bool nondet_bool(void);

#define ASSUME(condition) __CPROVER_assume(condition)
#define PROVE(condition) __CPROVER_assert(condition, #condition)
#define IMPLIES(condition, then) (!(condition) || (then))

/* Each harness ends with it: were it out of reach, nothing would have been proven. */
#ifdef REACHABLE
#define END() __CPROVER_assert(0, "the end is reached")
#else
#define END() ((void)0)
#endif

#endif
