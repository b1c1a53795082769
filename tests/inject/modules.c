// SPDX-License-Identifier: GPL-2.0-only
/* The modules of the kernel, and those that it must keep. */
#include "inject.h"

struct hvm_modlist_entry modlist[MAX_MODULES];
unsigned int nr_modules;
int ramdisk = -1;

static const char *cmdlines[MAX_MODULES];
static enum { INITRD, PATTERN } content[MAX_MODULES];

static bool in_cmdline(char c)
{
	return c && c != ' ';
}

static uint32_t cmdline_size(unsigned int i)
{
	const char *s = cmdlines[i];
	uint32_t n = 0;

	while (s && in_cmdline(s[n]))
		n++;
	return s ? n + 1 : 0;
}

static bool is_seed(unsigned int i)
{
	const char *s = cmdlines[i], *rest;

	for (; s && in_cmdline(*s); s++) {
		rest = after(s, "rng-seed");
		if (rest && (!in_cmdline(*rest) || *rest == '_') &&
		    (s == cmdlines[i] || s[-1] == '_'))
			return true;
	}
	return false;
}

/* A pattern that is checked by the init; it differs between modules. */
static uint8_t pattern(unsigned int i, uint32_t k)
{
	return (k ^ k >> 8) + 0x5a + i;
}

static void put_pattern(unsigned int i)
{
	static uint8_t buffer[PAGE];
	uint64_t paddr = modlist[i].paddr, left = modlist[i].size;
	uint32_t k = 0, n;

	while (left) {
		for (n = 0; n < sizeof(buffer); n++, k++)
			buffer[n] = pattern(i, k);
		n = left < sizeof(buffer) ? left : sizeof(buffer);
		put(paddr, buffer, n, "a module");
		paddr += n;
		left -= n;
	}
}

/* False if another table was written over it. */
static bool has_pattern(unsigned int i)
{
	static uint8_t buffer[PAGE];
	uint32_t k, n;

	for (k = 0; k < modlist[i].size; k += n) {
		n = modlist[i].size - k < PAGE ? modlist[i].size - k : PAGE;
		get(buffer, modlist[i].paddr + k, n);
		while (n--)
			if (buffer[n] != pattern(i, k + n))
				return false;
		n = PAGE;
	}
	return true;
}

/* initrd or pattern:SIZE, then [/ADDR] and [=COMMAND_LINE] */
static void add_word(const char *s, const struct hvm_modlist_entry *initrd)
{
	static uint64_t next = 192 << 20;
	struct hvm_modlist_entry *m = &modlist[nr_modules];
	const unsigned int i = nr_modules++;
	const char *rest;

	if (nr_modules > MAX_MODULES)
		die("the module list", " can have no more entries than ",
		    MAX_MODULES);
	m->reserved = number_of(W_RESERVED, 0);
	rest = after(s, "initrd");
	if (rest) {
		s = rest;
		*m = *initrd;
		if (!initrd->size)
			die("module=initrd", " needs an initrd of QEMU, whose size is ", 0);
	} else {
		rest = after(s, "pattern:");
		if (!rest)
			die("a word module", " is neither initrd nor pattern, number ", i);
		s = rest;
		content[i] = PATTERN;
		m->size = value(&s, "/=");
		m->paddr = next;
	}
	if (*s == '/') {
		s++;
		m->paddr = value(&s, "=");
	} else if (content[i] == PATTERN) {
		next += (m->size + 2 * PAGE - 1) & ~(uint64_t)(PAGE - 1);
	}
	if (*s == '=')
		cmdlines[i] = s + 1;

	if (content[i] == PATTERN)
		put_pattern(i);
	else if (m->paddr != initrd->paddr)
		put(m->paddr, at(initrd->paddr), m->size, "the ramdisk");
}

/* INDEX.FIELD=VALUE, written to the list without a check */
static void raw_word(const char *s)
{
	unsigned int i = value(&s, ".");
	static const char *const fields[] = { "paddr=", "size=", "cmdline=" };
	unsigned int f;

	for (f = 0; f < 3 && *s == '.' && !after(s + 1, fields[f]); f++)
		;
	if (*s != '.' || f == 3 || i >= nr_modules)
		die("a word raw", " needs INDEX.paddr=, .size= or .cmdline=, its INDEX is ", i);
	s = after(s + 1, fields[f]);
	(&modlist[i].paddr)[f] = value(&s, "");
}

void make_modules(void)
{
	uint32_t skip = (number_of(W_KERNEL_SIZE, 0) + PAGE - 1) & ~(PAGE - 1);
	struct hvm_modlist_entry initrd = { .paddr = given_module.paddr + skip };
	unsigned int i;

	if (skip < given_module.size)
		initrd.size = given_module.size - skip;
	for (i = 0; item(L_MODULE, i); i++)
		add_word(item(L_MODULE, i), &initrd);
	if (!i && initrd.size)
		add_word("initrd", &initrd);
}

uint64_t modcmd_size(void)
{
	uint64_t size = 0;
	unsigned int i;

	for (i = 0; i < nr_modules; i++)
		size += cmdline_size(i);
	return size;
}

void place_modcmds(uint64_t place)
{
	static char buffer[2048];
	unsigned int i, n;

	for (i = 0; i < nr_modules; i++) {
		uint32_t size = cmdline_size(i);

		if (!size)
			continue;
		if (size > sizeof(buffer))
			die("a module", " has a command line of ", size);
		for (n = 0; n < size - 1; n++)
			buffer[n] = cmdlines[i][n] == '_' ? ' ' : cmdlines[i][n];
		buffer[n] = 0;
		put(place, buffer, size, "a module's command line");
		modlist[i].cmdline_paddr = place;
		place += size;
	}
	for (i = 0; item(L_RAW, i); i++)
		raw_word(item(L_RAW, i));
}

/* The contents of such a module are not reported: most of them are refused. */
static bool overridden(void)
{
	unsigned int i;

	for (i = 0; item(L_RAW, i); i++)
		if (item(L_RAW, i)[2] != 'c')	/* I.cmdline */
			return true;
	return false;
}

/* The command line in memory, which may be overwritten; none if out of reach. */
static void tell_cmdline(uint64_t paddr)
{
	unsigned int n;
	char c;

	if (!paddr || paddr >= 64 * GIB4)
		return;
	put_char(' ');
	for (n = 0; n < 255; n++) {
		get(&c, paddr + n, 1);
		if (!c)
			break;
		put_char(c >= ' ' && c < 127 ? c : '?');
	}
}

/* In the same format as the facts of the init. */
void tell_modules(void)
{
	unsigned int i;

	for (i = 0; i < nr_modules && ramdisk < 0; i++)
		if (!is_seed(i) && (modlist[i].size || !i))
			ramdisk = i;
	if (ramdisk >= 0 && !modlist[ramdisk].size)
		ramdisk = -1;

	put_string("inject.modules=");
	for (i = 0; i < nr_modules; i++) {
		put_string(i ? " (" : "(");
		put_hex(modlist[i].paddr);
		put_char('+');
		put_hex(modlist[i].size);
		put_string(!modlist[i].size ? " empty" :
			   (int)i == ramdisk ? " ramdisk" :
			   is_seed(i) ? " zeros" :
			   content[i] == PATTERN && !overridden() &&
			   has_pattern(i) ? " pattern" : " other");
		tell_cmdline(modlist[i].cmdline_paddr);
		put_char(')');
	}
	put_char('\n');
}
