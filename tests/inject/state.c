// SPDX-License-Identifier: GPL-2.0-only
/*
 * The state of the machine when the kernel is entered. The ABI defines ebx, the
 * segments, cr0 and a few flags; `state=` sets the rest to the most unsuitable
 * values.
 */
#include "inject.h"

#define BOOT_CS		0x10
#define BOOT_DS		0x18

#define DF		0x400

/* The order is that of enter.S. */
struct machine {
	uint32_t eax, ebx, ecx, edx, esi, edi, ebp, esp, eflags;
	uint32_t unused[3];
	uint32_t odd_selectors, no_idt, cr2, nmi_switch;
};

struct machine machine __attribute__((used));

_Noreturn void enter(void);

/* ---- NMIs ---------------------------------------------------------------- */

/*
 * HPET: with message interrupts, each of three comparators sends an NMI once, a number
 * of ticks (10 ns) after it is switched on. For QEMU an instruction takes INSTRUCTION
 * ns (tests/bed/boot), so that the NMI is exact to the instruction.
 */
#define HPET		0xfed00000u
#define HPET_CONFIG	0x10
#define HPET_COUNTER	0xf0
#define HPET_TIMER(n)	(0x100 + 0x20 * (n))
#define TIMER_COMPARE	0x08
#define TIMER_MESSAGE	0x10	/* data, and then the address */
#define TIMER_ON	0x04
#define TIMER_BY_MESSAGE 0x4000
#define TIMER_CAN_DO	0x8000
#define APIC_MESSAGES	0xfee00000u
#define MESSAGE_NMI	0x400

#define TICK		10u
#define INSTRUCTION	16u
#define BEFORE_ENTRY	11u	/* instructions of enter.S after the switch */

static volatile uint32_t *hpet(uint32_t reg)
{
	return (volatile uint32_t *)(HPET + reg);
}

static void arm_nmis(void)
{
	static uint32_t nothing;
	unsigned int i;
	const char *s;

	machine.nmi_switch = (uintptr_t)&nothing;
	for (i = 0; item(L_NMI, i); i++) {
		uint32_t instructions, ticks;

		if (i == 3)
			die("the HPET", " has fewer comparators than ", i + 1);
		if (!(*hpet(HPET_TIMER(i)) & TIMER_CAN_DO))
			die("the HPET", " sends no messages; QEMU needs -global hpet.msi=on, comparator ", i);
		if (!i) {
			*hpet(HPET_CONFIG) = 0;
			*hpet(HPET_COUNTER) = 0;
			*hpet(HPET_COUNTER + 4) = 0;
		}
		s = item(L_NMI, i);
		instructions = value(&s, "");
		ticks = (instructions + BEFORE_ENTRY) * INSTRUCTION / TICK;
		*hpet(HPET_TIMER(i) + TIMER_MESSAGE) = MESSAGE_NMI;
		*hpet(HPET_TIMER(i) + TIMER_MESSAGE + 4) = APIC_MESSAGES;
		*hpet(HPET_TIMER(i)) = TIMER_ON | TIMER_BY_MESSAGE;
		*hpet(HPET_TIMER(i) + TIMER_COMPARE) = ticks;
		*hpet(HPET_TIMER(i) + TIMER_COMPARE + 4) = 0;
		machine.nmi_switch = HPET + HPET_CONFIG;
	}
}

/* ---- the rest ------------------------------------------------------------ */

static bool dirty(const char *what)
{
	const char *s = text_of(W_STATE);

	return among(s, what) || among(s, "dirty");
}

void start_vmlinux(void)
{
	struct machine *m = &machine;

	m->ebx = number_of(W_EBX, where.info);
	m->eflags = 2;
	if (dirty("registers")) {
		m->eax = 0x2badb002;	/* as if from Multiboot */
		m->ecx = 0xffffffff;
		m->edx = 0x80000000;
		m->esi = 0xfffffff1;
		m->edi = 0xa0a0a0a0;
		m->ebp = 0x7fffffff;
	}
	if (dirty("df"))
		m->eflags |= DF;
	m->esp = dirty("esp") ? 0xfffffffd : 0;
	m->odd_selectors = dirty("selectors");
	m->no_idt = dirty("idt");
	if (dirty("cr2"))
		m->cr2 = 0xdeadbeef;
	arm_nmis();
	enter();
}

/*
 * Four levels of page tables, or five, which map the first 1 GiB one to one by pages of
 * 2 MiB, as Firecracker does.
 */
#define TABLE		3ull		/* present, writable */
#define BIG_PAGE	0x83ull

uint64_t long_mode_cr3, long_mode_cr4 __attribute__((used));

static void map_low_memory(bool five_levels)
{
	static uint64_t pages[512] __attribute__((aligned(4096)));
	static uint64_t level3[512] __attribute__((aligned(4096)));
	static uint64_t level4[512] __attribute__((aligned(4096)));
	static uint64_t level5[512] __attribute__((aligned(4096)));
	uint64_t i;

	for (i = 0; i < 512; i++)
		pages[i] = i << 21 | BIG_PAGE;
	level3[0] = (uintptr_t)pages | TABLE;
	level4[0] = (uintptr_t)level3 | TABLE;
	level5[0] = (uintptr_t)level4 | TABLE;
	long_mode_cr3 = (uintptr_t)(five_levels ? level5 : level4);
}

#define CR4_PAE		(1u << 5)
#define CR4_PGE		(1u << 7)
#define CR4_OSFXSR	(1u << 9)
#define CR4_LA57	(1u << 12)

_Noreturn void enter_long_mode(void);

/* enter.S has the rest; its selectors are those of Firecracker. */
void start_long_mode(void)
{
	bool five_levels = dirty("la57");
	uint64_t rsi = number_of(W_RSI, where.info);

	map_low_memory(five_levels);
	long_mode_cr4 = CR4_PAE;
	if (five_levels)
		long_mode_cr4 |= CR4_LA57;
	if (dirty("cr4"))
		long_mode_cr4 |= CR4_PGE | CR4_OSFXSR;
	machine.esi = rsi;
	machine.edi = rsi >> 32;
	machine.odd_selectors = dirty("selectors");
	enter_long_mode();
}

void start_bzimage(const struct boot_params *bp)
{
	/* Flat segments, with the selectors of the protocol. */
	static const uint64_t gdt[] = {
		[BOOT_CS / 8] = 0x00cf9a000000ffff,
		[BOOT_DS / 8] = 0x00cf92000000ffff,
	};
	const struct {
		uint16_t limit;
		uint32_t base;
	} __attribute__((packed)) gdtr = { sizeof(gdt) - 1, (uintptr_t)gdt };
	const uint32_t to = where.entry;

	__asm__ volatile("cli; cld\n"
			 "	lgdt %0\n"
			 "	mov %1, %%ds\n"
			 "	mov %1, %%es\n"
			 "	mov %1, %%ss\n"
			 "	mov %2, %%eax\n"
			 "	xor %%ebx, %%ebx\n"
			 "	xor %%edi, %%edi\n"
			 "	xor %%ebp, %%ebp\n"
			 "	push %3\n"
			 "	push %%eax\n"
			 "	lret"
			 : : "m"(gdtr), "r"(BOOT_DS), "m"(to),
			     "i"(BOOT_CS), "S"(bp) : "memory");
	__builtin_unreachable();
}
