// SPDX-License-Identifier: GPL-2.0-only
/*
 * The injector's command line. The words are described in inject.c. They are only
 * split here; values are evaluated when they are used, as an address may be
 * relative to a table that is not placed yet.
 */
#include "inject.h"

static const char *const names[NR_WORDS] = {
	[W_KERNEL_SIZE] = "kernel-size=",
	[W_AT] = "at=",
	[W_INFO] = "info=",
	[W_TABLES] = "tables=",
	[W_MEMMAP] = "memmap=",
	[W_MODLIST] = "modlist=",
	[W_CMDLINE] = "cmdline=",
	[W_MODCMD] = "modcmd=",
	[W_MAGIC] = "magic=",
	[W_VERSION] = "version=",
	[W_FLAGS] = "flags=",
	[W_NR_MODULES] = "nr_modules=",
	[W_MODLIST_PADDR] = "modlist_paddr=",
	[W_CMDLINE_PADDR] = "cmdline_paddr=",
	[W_RSDP_PADDR] = "rsdp_paddr=",
	[W_MEMMAP_PADDR] = "memmap_paddr=",
	[W_MEMMAP_ENTRIES] = "memmap_entries=",
	[W_RESERVED] = "reserved=",
	[W_REVERSED] = "reversed=",
	[W_SHUFFLED] = "shuffled=",
	[W_LENGTH] = "length=",
	[W_FULL_PAGE] = "full-page=",
	[W_STATE] = "state=",
	[W_EBX] = "ebx=",
	[W_LONG_MODE] = "long-mode=",
	[W_RSI] = "rsi=",
	[W_HEADER] = "header=",
	[W_SETUP_DATA] = "setup_data=",
};

static const char *const list_names[NR_LISTS] = {
	[L_MAP] = "map=",
	[L_MODULE] = "module=",
	[L_RAW] = "raw=",
	[L_NMI] = "nmi=",
};

/*
 * The words for the data of real loaders, generated from tests/loaders/table.
 */
static const struct {
	const char *name, *words;
} profiles[] = {
#include "profiles.h"
};

static const char *texts[NR_WORDS];
static const char *items[NR_LISTS][MAX_LIST];
static unsigned int nr_items[NR_LISTS];

struct places where;

static const struct {
	const char *name;
	uint64_t *place;
} bases[] = {
	{ "kernel", &where.kernel },
	{ "end", &where.end },
	{ "entry", &where.entry },
	{ "info", &where.info },
	{ "memmap", &where.memmap },
	{ "modlist", &where.modlist },
	{ "cmdline", &where.cmdline },
	{ "modcmd", &where.modcmd },
	{ "top", &where.top },
	{ "high", &where.high },
};

static const char *start_of_line;

static bool in(char c, const char *set)
{
	for (; *set; set++)
		if (c == *set)
			return true;
	return false;
}

static _Noreturn void bad(const char *why, const char *s)
{
	die("the command line", why, s - start_of_line);
}

static uint64_t digits(const char **text)
{
	const char *s = *text, *hex = after(s, "0x");
	unsigned int base = hex ? 16 : 10, shift = 0, d;
	uint64_t v = 0;

	if (hex)
		s = hex;
	for (;; s++) {
		if (*s >= '0' && *s <= '9')
			d = *s - '0';
		else if (*s >= 'a' && *s <= 'f')
			d = *s - 'a' + 10;
		else
			break;
		if (d >= base)
			break;
		/* Not by 64-bit overflow checks: those may call libgcc. */
		if (v >> 60 && (base == 16 || v > 1844674407370955160ull))
			bad(" has a number of more than 64 bits at byte ", s);
		v = v * base + d;
	}
	if (s == *text || s == hex)
		bad(" has no number at byte ", s);
	if (in(*s, "KMGT")) {
		shift = *s == 'K' ? 10 : *s == 'M' ? 20 : *s == 'G' ? 30 : 40;
		s++;
	}
	*text = s;
	return v << shift;
}

static uint64_t base(const char **text)
{
	const char *s = *text, *rest;
	unsigned int i;

	if (*s == '@') {
		uint64_t paddr = 0;

		do {
			for (rest = ++s; *rest && !in(*rest, " +-:=/~"); rest++)
				;
			if (!paddr)
				paddr = symbol(s, rest - s);
			s = rest;
		} while (*rest == '~');
		if (!paddr)
			bad(" names a symbol that the kernel does not have, before byte ", s);
		*text = rest;
		return paddr;
	}
	for (i = 0; i < sizeof(bases) / sizeof(bases[0]); i++) {
		rest = after(s, bases[i].name);
		if (!rest || (*rest >= 'a' && *rest <= 'z'))
			continue;
		*text = rest;
		return *bases[i].place;
	}
	return digits(text);
}

uint64_t value(const char **s, const char *ends)
{
	uint64_t v = base(s);

	while (**s == '+' || **s == '-') {
		bool minus = *(*s)++ == '-';
		uint64_t more = base(s);

		v = minus ? v - more : v + more;
	}
	if (**s && **s != ' ' && !in(**s, ends))
		bad(" has an invalid number at byte ", *s);
	return v;
}

const char *text_of(enum word w)
{
	return texts[w];
}

uint64_t number_of(enum word w, uint64_t otherwise)
{
	const char *s = texts[w];

	return s ? value(&s, "") : otherwise;
}

const char *item(enum list l, unsigned int n)
{
	return n < nr_items[l] ? items[l][n] : NULL;
}

bool among(const char *s, const char *name)
{
	const char *rest;

	for (; s && *s && *s != ' '; s++) {
		rest = after(s, name);
		if (rest && (!*rest || in(*rest, ": ")))
			return true;
		while (*s && !in(*s, ": "))
			s++;
		if (*s != ':')
			break;
	}
	return false;
}

static const char *skip_word(const char *s)
{
	while (*s && *s != ' ')
		s++;
	return s;
}

static const char *words(const char *s)
{
	const char *rest;
	unsigned int i;

	start_of_line = s;
	for (; *s; s = skip_word(s)) {
		while (*s == ' ')
			s++;
		if (!*s)
			break;
		rest = after(s, "--");
		if (rest && (!*rest || *rest == ' '))
			return *rest ? rest + 1 : rest;

		rest = after(s, "profile=");
		if (rest) {
			const char *const line = start_of_line;

			for (i = 0; i < sizeof(profiles) / sizeof(profiles[0]); i++)
				if (among(rest, profiles[i].name))
					break;
			if (i == sizeof(profiles) / sizeof(profiles[0]))
				bad(" names an unknown profile at byte ", s);
			words(profiles[i].words);
			start_of_line = line;
			continue;
		}
		for (i = 0; i < NR_WORDS; i++) {
			rest = after(s, names[i]);
			if (rest)
				break;
		}
		if (i < NR_WORDS) {
			texts[i] = rest;
			continue;
		}
		for (i = 0; i < NR_LISTS; i++) {
			rest = after(s, list_names[i]);
			if (rest)
				break;
		}
		if (i == NR_LISTS)
			bad(" has an unknown word at byte ", s);
		if (nr_items[i] == MAX_LIST)
			bad(" has one such word too many at byte ", s);
		items[i][nr_items[i]++] = rest;
	}
	return NULL;
}

const char *parse(const char *line)
{
	const char *kernels = words(line);

	start_of_line = line;
	return kernels;
}
