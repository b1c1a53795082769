// SPDX-License-Identifier: GPL-2.0-only
// mode: patch
// What cannot be decided is left alone and named.
#include <linux/kernel.h>

#include <asm/io.h>
#include <asm/paravirt.h>

#define no_bios()	paravirt_enabled()

extern int dis_ucode_ldr;

void other(void);
int call(int (*function)(void));
void halt(void);
void native_write_gdt_entry(int entry);
int pgd_index(unsigned long address);
void map_switcher(void);
int pnpbios_probe(void);

static inline int wrapper(void)
{
	return paravirt_enabled();
}

void nothing_known(void)
{
	if (!paravirt_enabled())
		other();

	/* Guarded by nothing. */
	CMOS_READ(0x0a);
}

void leaves_not_always(int a)
{
	if (paravirt_enabled()) {
		if (a)
			return;
		other();
	}
	CMOS_READ(0x0a);
}

int leaves_in_one_case(int a)
{
	if (paravirt_enabled()) {
		if (a)
			return 0;
	}
	CMOS_READ(0x0a);
	return 1;
}

void several(void)
{
	if (paravirt_enabled())
		return;
	CMOS_READ(0x0a);
	pnpbios_probe();
}

int kept(void)
{
	int virtual = paravirt_enabled();

	return virtual ? 0 : CMOS_READ(0x0a);
}

int uncalled(void)
{
	return call(paravirt_enabled);
}

int bare(void)
{
	return pv_info.paravirt_enabled ? 0 : CMOS_READ(0x0a);
}

int feature(void)
{
	return paravirt_has(SOUND);
}

void hlt(int family)
{
	if (family >= 5 || paravirt_enabled())
		return;
	halt();
}

int paging(int index)
{
	return paravirt_enabled() && index >= pgd_index(0xffff8000);
}

void tables(void)
{
	if (!paravirt_enabled())
		native_write_gdt_entry(2);
}

int microcode(void)
{
	if (paravirt_enabled() || dis_ucode_ldr)
		return -EINVAL;
	return 0;
}

int ring0(void)
{
	if (paravirt_enabled())
		return -EINVAL;
	map_switcher();
	return 0;
}

/* It would be no answer to compute. */
void argument(void)
{
	printk("%d %d\n", paravirt_enabled(), CMOS_READ(0x0a));
}

/* It would go if it were not the whole condition. */
extern struct { int version, segment; } apm_info;

int apm_segment(void)
{
	if (paravirt_enabled())
		return 0;
	return apm_info.segment;
}

void apm(void)
{
	if (!paravirt_enabled())
		printk("APM BIOS %d\n", apm_info.version);
}

int kept_in_passing(int answer)
{
	if ((answer = !paravirt_enabled()))
		CMOS_READ(0x0a);
	return answer;
}

void feature_bits(void)
{
	if (pv_info.features & PV_SUPPORTED_RTC)
		CMOS_READ(0x0a);
}

unsigned int feature_passed_on(void)
{
	return PV_SUPPORTED_RTC;
}
