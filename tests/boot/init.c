// SPDX-License-Identifier: GPL-2.0-only
/*
 * The init of the boot tests: collects the data of the kernel about its boot, and
 * reports it to I/O port 0x402 (QEMU's isa-debugcon), a fact KEY=VALUE on each
 * line. The same lines are printed to the console for the reader, but no result
 * depends on the console.
 *
 * No libc: this must build for x86-64 and, with -m32 alone, for i386, where
 * libgcc's 64-bit division need not be installed. Hence 64-bit values are
 * printed in hexadecimal only.
 *
 * Facts that cannot be read are left out of the report. A case fails if a fact of
 * its expectations is missing.
 */
#include <stddef.h>
#include <stdint.h>

#include "../freestanding.h"

#define PORT_FACTS	0x402
#define PORT_EXIT	0xf4
#define EXIT_REACHED	0x10	/* QEMU ends with status (0x10 << 1) | 1 = 33 */

#define PAGE_SIZE	4096
#define ISA_HOLE_START	0xa0000
#define ISA_HOLE_END	0x100000

/* struct boot_params, Documentation/arch/x86/zero-page.rst and boot.rst */
#define BP_LFB_WIDTH		0x012
#define BP_LFB_HEIGHT		0x014
#define BP_LFB_DEPTH		0x016
#define BP_LFB_BASE		0x018
#define BP_VIDEO_ISVGA		0x00f
#define BP_EXT_LFB_BASE		0x03a
#define BP_RSDP			0x070
#define BP_EXT_RAMDISK_IMAGE	0x0c0
#define BP_EXT_RAMDISK_SIZE	0x0c4
#define BP_EXT_CMD_LINE_PTR	0x0c8
#define BP_E820_ENTRIES		0x1e8
#define BP_ROOT_FLAGS		0x1f2
#define BP_BOOT_FLAG		0x1fe
#define BP_HEADER		0x202
#define BP_VERSION		0x206
#define BP_TYPE_OF_LOADER	0x210
#define BP_LOADFLAGS		0x211
#define BP_RAMDISK_IMAGE	0x218
#define BP_RAMDISK_SIZE		0x21c
#define BP_CMD_LINE_PTR		0x228
#define BP_SUBARCH		0x23c
#define BP_SUBARCH_DATA		0x240
#define BP_SETUP_DATA		0x250

#define KASLR_FLAG		0x02

/* struct hvm_start_info and its tables */
#define SI_MAGIC		0
#define SI_VERSION		4
#define SI_FLAGS		8
#define SI_NR_MODULES		12
#define SI_MODLIST		16
#define SI_CMDLINE		24
#define SI_RSDP			32
#define SI_MEMMAP		40
#define SI_MEMMAP_ENTRIES	48
#define SI_SIZE			56
#define MEMMAP_ENTRY_SIZE	24
#define MEMMAP_MAX		4096	/* no loader passes more; guards a wild count */
#define MEMMAP_LIST		64	/* entries that are told one by one */
#define TYPE_RAM		1

#define ET_CORE			4	/* e_type of an ELF file */

/* ---- system calls -------------------------------------------------------- */

#define O_RDONLY	0
#define O_WRONLY	1
#define O_RDWR		2
#define RESTART		0x01234567
#define POWER_OFF	0x4321fedc
#define KEXEC		0x45584543
#define ON_CRASH	2	/* KEXEC_FILE_ON_CRASH */
#define SYSLOG_READ_ALL	3

#ifdef __x86_64__

enum { NR_read = 0, NR_write = 1, NR_open = 2, NR_close = 3, NR_pread = 17,
       NR_uname = 63, NR_mkdir = 83, NR_syslog = 103, NR_sync = 162,
       NR_mount = 165, NR_reboot = 169, NR_iopl = 172, NR_pause = 34,
       NR_dup2 = 33, NR_fork = 57, NR_execve = 59, NR_exit = 60, NR_wait4 = 61,
       NR_brk = 12, NR_finit_module = 313, NR_kexec_file_load = 320 };

static long sys5(long n, long a, long b, long c, long d, long e)
{
	register long r10 __asm__("r10") = d;
	register long r8 __asm__("r8") = e;
	long ret;

	__asm__ volatile("syscall" : "=a"(ret)
			 : "0"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8)
			 : "rcx", "r11", "memory");
	return ret;
}

static long pread_at(int fd, void *buf, size_t len, uint64_t pos)
{
	return sys5(NR_pread, fd, (long)buf, len, pos, 0);
}

__asm__(".globl _start\n"
	"_start:\n"
	"	xor %ebp, %ebp\n"
	"	and $-16, %rsp\n"
	"	call start\n");

#else

enum { NR_read = 3, NR_write = 4, NR_open = 5, NR_close = 6, NR_pread = 180,
       NR_uname = 122, NR_mkdir = 39, NR_syslog = 103, NR_sync = 36,
       NR_mount = 21, NR_reboot = 88, NR_iopl = 110, NR_pause = 29,
       NR_dup2 = 63, NR_fork = 2, NR_execve = 11, NR_exit = 1, NR_wait4 = 114,
       NR_brk = 45, NR_finit_module = 350,
       NR_kexec_file_load = -1 /* there is none */ };

static long sys5(long n, long a, long b, long c, long d, long e)
{
	long ret;

	__asm__ volatile("int $0x80" : "=a"(ret)
			 : "0"(n), "b"(a), "c"(b), "d"(c), "S"(d), "D"(e)
			 : "memory");
	return ret;
}

/* The i386 call takes the position as two words, low one first. */
static long pread_at(int fd, void *buf, size_t len, uint64_t pos)
{
	return sys5(NR_pread, fd, (long)buf, len, (uint32_t)pos, pos >> 32);
}

__asm__(".globl _start\n"
	"_start:\n"
	"	xor %ebp, %ebp\n"
	"	and $-16, %esp\n"
	"	call start\n");

#endif

static int open_file(const char *path, int flags)
{
	return sys5(NR_open, (long)path, flags, 0, 0, 0);
}

static void close_file(int fd)
{
	sys5(NR_close, fd, 0, 0, 0, 0);
}

static void mount_at(const char *type, const char *where)
{
	sys5(NR_mkdir, (long)where, 0755, 0, 0, 0);
	sys5(NR_mount, (long)type, (long)where, (long)type, 0, 0);
}

/* ---- strings -------------------------------------------------------------- */

/* What follows the first @what in the line at @s, else NULL. */
static const char *find_in_line(const char *s, const char *what)
{
	for (; *s && *s != '\n'; s++)
		if (after(s, what))
			return after(s, what);
	return NULL;
}

static const char *next_line(const char *s)
{
	while (*s && *s != '\n')
		s++;
	return *s ? s + 1 : s;
}

static uint64_t hex(const char *s)
{
	uint64_t v = 0;

	if (s[0] == '0' && s[1] == 'x')
		s += 2;
	for (;; s++) {
		unsigned int d;

		if (*s >= '0' && *s <= '9')
			d = *s - '0';
		else if (*s >= 'a' && *s <= 'f')
			d = *s - 'a' + 10;
		else
			return v;
		v = v << 4 | d;
	}
}

static uint64_t decimal(const char *s)
{
	uint64_t v = 0;

	while (*s >= '0' && *s <= '9')
		v = v * 10 + (*s++ - '0');
	return v;
}

static uint64_t le(const unsigned char *p, int bytes)
{
	uint64_t v = 0;

	while (bytes--)
		v = v << 8 | p[bytes];
	return v;
}

/* ---- the report ---------------------------------------------------------- */

static char line[8192];
static size_t line_len;
static int console = -1, port = -1, can_outb;

static void outb(unsigned short to, unsigned char v)
{
	__asm__ volatile("outb %0, %1" : : "a"(v), "Nd"(to));
}

/*
 * A kernel without /dev/port may have iopl(2). That is the second choice: a domain
 * that was restored by Xen has been seen to fault on its first outb.
 */
static void out_port(unsigned short to, unsigned char v)
{
	if (port >= 0)
		/* pwrite64 follows pread64 on both architectures */
		sys5(NR_pread + 1, port, (long)&v, 1, to, 0);
	else if (can_outb)
		outb(to, v);
}

static void put_char(char c)
{
	if (line_len < sizeof(line) - 1)
		line[line_len++] = c;
}

static void put_dec(unsigned long v)
{
	char digits[24];
	int n = 0;

	do
		digits[n++] = '0' + v % 10;
	while (v /= 10);
	while (n)
		put_char(digits[--n]);
}

static void key(const char *k)
{
	line_len = 0;
	put_string(k);
	put_char('=');
}

static void end(void)
{
	size_t i;

	put_char('\n');
	for (i = 0; i < line_len; i++)
		out_port(PORT_FACTS, line[i]);
	if (console >= 0)
		sys5(NR_write, console, (long)line, line_len, 0, 0);
}

static void fact_hex(const char *k, uint64_t v)
{
	key(k);
	put_hex(v);
	end();
}

static void fact_dec(const char *k, unsigned long v)
{
	key(k);
	put_dec(v);
	end();
}

/* The value ends at the end of the line, blanks at its end left out. */
static void fact_line(const char *k, const char *s)
{
	size_t n = 0, last = 0;

	key(k);
	for (; s[n] && s[n] != '\n'; n++)
		if (s[n] != ' ' && s[n] != '\r')
			last = n + 1;
	for (n = 0; n < last; n++)
		put_char(s[n]);
	end();
}

/* The value ends at the first blank. */
static const char *fact_word(const char *k, const char *s)
{
	key(k);
	while (*s && *s != '\n' && *s != ' ')
		put_char(*s++);
	end();
	return *s == ' ' ? s + 1 : s;
}

/* ---- reading ------------------------------------------------------------- */

static char text[1 << 21];	/* /proc/kallsyms goes through it in pieces */

/* Reads a file into text[]; 0 if there is none. Text beyond the array is lost. */
static size_t slurp(const char *path)
{
	int fd = open_file(path, O_RDONLY);
	size_t len = 0;

	text[0] = 0;
	if (fd < 0)
		return 0;
	while (len < sizeof(text) - 1) {
		long n = sys5(NR_read, fd, (long)text + len,
			      sizeof(text) - 1 - len, 0, 0);

		if (n <= 0)
			break;
		len += n;
	}
	close_file(fd);
	text[len] = 0;
	return len;
}

/* ---- sums, as cksum(1) makes them ---------------------------------------- */

static uint32_t sum_of_byte[256];

static uint32_t sum_add(uint32_t sum, const void *data, size_t len)
{
	const unsigned char *p = data;
	unsigned int n, bit;

	for (n = 255; !sum_of_byte[1] && n; n--)
		for (sum_of_byte[n] = n << 24, bit = 0; bit < 8; bit++)
			sum_of_byte[n] = sum_of_byte[n] << 1 ^
				(sum_of_byte[n] >> 31 ? 0x04c11db7 : 0);
	while (len--)
		sum = sum << 8 ^ sum_of_byte[sum >> 24 ^ *p++];
	return sum;
}

/* SUM-SIZE; the final sum of cksum includes the length. */
static void put_sum(uint32_t sum, unsigned long len)
{
	unsigned char byte;
	unsigned long rest;

	for (rest = len; rest; rest >>= 8) {
		byte = rest;
		sum = sum_add(sum, &byte, 1);
	}
	put_dec(~sum);
	put_char('-');
	put_dec(len);
}

/* The sum of a file of any size; no fact if it does not exist. */
static void fact_sum(const char *k, const char *path)
{
	int fd = open_file(path, O_RDONLY);
	unsigned long len = 0;
	uint32_t sum = 0;
	long n;

	if (fd < 0)
		return;
	while ((n = sys5(NR_read, fd, (long)text, sizeof(text), 0, 0)) > 0) {
		sum = sum_add(sum, text, n);
		len += n;
	}
	close_file(fd);
	if (!len)
		return;
	key(k);
	put_sum(sum, len);
	end();
}

static int mem = -1;

static int read_phys(uint64_t paddr, void *buf, size_t len)
{
	return mem >= 0 && pread_at(mem, buf, len, paddr) == (long)len;
}

/* ---- facts --------------------------------------------------------------- */

static void system_facts(void)
{
	static char names[6][65];

	if (!sys5(NR_uname, (long)names, 0, 0, 0, 0)) {
		fact_line("release", names[2]);
		fact_line("arch", names[4]);
	}
	if (open_file("/proc/cmdline", O_RDONLY) >= 0) {
		size_t len = slurp("/proc/cmdline");

		fact_line("cmdline", text);
		fact_dec("cmdline_size", len ? len - 1 : 0); /* no newline */
		key("cmdline.sum");
		put_sum(sum_add(0, text, len ? len - 1 : 0), len ? len - 1 : 0);
		end();
	}
	/* Sums of a file in the initrd, and, with the word retain_initrd, of the initrd. */
	fact_sum("payload.sum", "/payload");
	fact_sum("initrd.sum", "/sys/firmware/initrd");
	if (slurp("/from"))
		fact_line("init_from", text);
}

static uint64_t subarch_data, ramdisk_image;

static void boot_params_facts(void)
{
	static unsigned char bp[4096];
	uint64_t v;

	if (slurp("/sys/kernel/boot_params/data") != sizeof(bp))
		return;
	memcpy(bp, text, sizeof(bp));

	fact_hex("boot_flag", le(bp + BP_BOOT_FLAG, 2));
	fact_hex("header", le(bp + BP_HEADER, 4));
	fact_hex("version", le(bp + BP_VERSION, 2));
	fact_hex("type_of_loader", bp[BP_TYPE_OF_LOADER]);
	fact_hex("loadflags", bp[BP_LOADFLAGS]);
	fact_dec("kaslr", !!(bp[BP_LOADFLAGS] & KASLR_FLAG));
	fact_hex("root_flags", le(bp + BP_ROOT_FLAGS, 2));
	fact_dec("hardware_subarch", le(bp + BP_SUBARCH, 4));
	subarch_data = le(bp + BP_SUBARCH_DATA, 8);
	fact_hex("hardware_subarch_data", subarch_data);
	fact_hex("setup_data", le(bp + BP_SETUP_DATA, 8));
	fact_hex("acpi_rsdp_addr", le(bp + BP_RSDP, 8));
	fact_dec("e820_entries", bp[BP_E820_ENTRIES]);
	v = le(bp + BP_EXT_RAMDISK_IMAGE, 4) << 32;
	ramdisk_image = v | le(bp + BP_RAMDISK_IMAGE, 4);
	fact_hex("ramdisk_image", ramdisk_image);
	v = le(bp + BP_EXT_RAMDISK_SIZE, 4) << 32;
	fact_hex("ramdisk_size", v | le(bp + BP_RAMDISK_SIZE, 4));
	v = le(bp + BP_EXT_CMD_LINE_PTR, 4) << 32;
	fact_hex("cmd_line_ptr", v | le(bp + BP_CMD_LINE_PTR, 4));
	fact_hex("video.type", bp[BP_VIDEO_ISVGA]);
	key("video.mode");
	put_dec(le(bp + BP_LFB_WIDTH, 2));
	put_char('x');
	put_dec(le(bp + BP_LFB_HEIGHT, 2));
	put_char('x');
	put_dec(le(bp + BP_LFB_DEPTH, 2));
	end();
	v = le(bp + BP_EXT_LFB_BASE, 4) << 32;
	fact_hex("video.base", v | le(bp + BP_LFB_BASE, 4));
}

/* Path of /sys file @name in numbered directory @n below @dir. */
static const char *numbered(const char *dir, unsigned int n, const char *name)
{
	static char path[128];
	size_t len;

	line_len = 0;
	put_string(dir);
	put_dec(n);
	put_string(name);
	len = line_len;
	memcpy(path, line, len);
	path[len] = 0;
	return path;
}

static void setup_data_facts(void)
{
	unsigned int n;
	static char types[256];

	types[0] = 0;
	for (n = 0; n < 16; n++) {
		size_t len = length(types);

		if (!slurp(numbered("/sys/kernel/boot_params/setup_data/", n,
				    "/type")))
			break;
		line_len = 0;
		put_string(types);
		if (len)
			put_char(',');
		put_hex(hex(text));
		memcpy(types, line, line_len);
		types[line_len] = 0;
	}
	fact_dec("setup_data.count", n);
	if (n)
		fact_line("setup_data.types", types);
}

/* Bytes of [start, end) that are not in the ISA hole. */
static uint64_t outside_hole(uint64_t start, uint64_t end)
{
	uint64_t size = end - start;
	uint64_t from = start > ISA_HOLE_START ? start : ISA_HOLE_START;
	uint64_t to = end < ISA_HOLE_END ? end : ISA_HOLE_END;

	return from < to ? size - (to - from) : size;
}

/* KiB of a range that the kernel can use, in whole pages: not page 0, the hole, and
 * memory that it cannot address. */
static uint64_t usable_kib(uint64_t start, uint64_t end)
{
	const uint64_t limit = sizeof(long) == 8 ? 1ull << 46 : 1ull << 32;
	uint64_t kib = 0;

	if (end > limit)
		end = limit;
	if (start < ISA_HOLE_START && end > ISA_HOLE_END)
		return usable_kib(start, ISA_HOLE_START) +
		       usable_kib(ISA_HOLE_END, end);
	if (start < PAGE_SIZE)
		start = PAGE_SIZE;
	if (start < ISA_HOLE_START && end > ISA_HOLE_START)
		end = ISA_HOLE_START;
	if (start >= ISA_HOLE_START && start < ISA_HOLE_END)
		start = ISA_HOLE_END;
	start = (start + PAGE_SIZE - 1) / PAGE_SIZE;
	end /= PAGE_SIZE;
	if (end > start)
		kib = (end - start) * (PAGE_SIZE / 1024);
	return kib;
}

/* The whole of a map that is not too long for one line. */
static void memmap_list(unsigned int entries)
{
	static const char dir[] = "/sys/firmware/memmap/";
	static char list[MEMMAP_LIST * 72];
	size_t len = 0, size;
	unsigned int n;
	const char *s;

	if (!entries || entries > MEMMAP_LIST)
		return;
	for (n = 0; n < entries; n++) {
		static const char *const parts[] = { "/start", "/end", "/type" };
		unsigned int i;

		for (i = 0; i < 3; i++) {
			slurp(numbered(dir, n, parts[i]));
			for (s = text; *s && *s != '\n'; s++)
				;
			size = s - text < 28 ? s - text : 28;
			memcpy(list + len, text, size);
			len += size;
			list[len++] = "-:,"[i];
		}
	}
	list[len - 1] = 0;
	fact_line("memmap.list", list);
}

/* The map of the loader, as it was before the kernel changed it. */
static void memmap_facts(void)
{
	static const char dir[] = "/sys/firmware/memmap/";
	uint64_t start, end, ram = 0, rest = 0, kib = 0;
	unsigned int n, nr_ram = 0;

	for (n = 0; ; n++) {
		if (!slurp(numbered(dir, n, "/start")))
			break;
		start = hex(text);
		slurp(numbered(dir, n, "/end"));
		end = hex(text) + 1;
		slurp(numbered(dir, n, "/type"));
		if (after(text, "System RAM")) {
			ram += outside_hole(start, end);
			kib += usable_kib(start, end);
			nr_ram++;
		} else {
			rest += outside_hole(start, end);
		}
	}
	if (!n)
		return;
	fact_dec("memmap.entries", n);
	fact_dec("memmap.ram_entries", nr_ram);
	fact_hex("memmap.ram", ram);
	fact_hex("memmap.ram_kib", kib);
	fact_hex("memmap.rest", rest);
	memmap_list(n);
}

/*
 * The contents of a module: zeros, the pattern of tests/inject/modules.c, or other data. The
 * memory of the ramdisk was freed. The memory of a seed is free, and may be used again: the
 * seed is erased if no eight consecutive bytes of it are left.
 */
static const char *module_content(unsigned int nr, uint64_t paddr, uint64_t size,
				  const char *cmdline)
{
	static unsigned char buffer[PAGE_SIZE];
	uint32_t k = 0, n, part, row = 0, longest = 0;
	int zeros = 1;

	if (!size)
		return " empty";
	if (paddr == ramdisk_image)
		return " ramdisk";
	for (; size; size -= part, paddr += part) {
		part = size < sizeof(buffer) ? size : sizeof(buffer);
		if (!read_phys(paddr, buffer, part))
			return " unreadable";
		for (n = 0; n < part; n++, k++) {
			zeros &= !buffer[n];
			if (buffer[n] != (unsigned char)((k ^ k >> 8) + 0x5a + nr))
				row = 0;
			else if (++row > longest)
				longest = row;
		}
	}
	if (zeros)
		return " zeros";
	if (longest == k)
		return " pattern";
	return find_in_line(cmdline, "rng-seed") && longest < 8 ? " gone" : " other";
}

/* All modules, as in start_info after boot. */
static void module_facts(uint64_t list, unsigned int nr)
{
	static unsigned char module[32];
	static char cmdline[256];
	uint64_t paddr, size, at;
	unsigned int i, n;

	key("data.modules");
	for (i = 0; i < nr && i < 64; i++) {
		if (!list || !read_phys(list + i * sizeof(module), module, sizeof(module)))
			break;
		paddr = le(module, 8);
		size = le(module + 8, 8);
		put_string(i ? " (" : "(");
		put_hex(paddr);
		put_char('+');
		put_hex(size);
		at = le(module + 16, 8);
		for (n = 0; at && n < sizeof(cmdline) - 1; n++)
			if (!read_phys(at + n, cmdline + n, 1) || !cmdline[n])
				break;
		cmdline[n] = 0;
		put_string(module_content(i, paddr, size, cmdline));
		if (at) {
			put_char(' ');
			for (n = 0; cmdline[n]; n++)
				put_char(cmdline[n] >= ' ' && cmdline[n] < 127 ?
					 cmdline[n] : '?');
		}
		put_char(')');
	}
	end();
}

/* The structure at hardware_subarch_data, and its tables. */
static void start_info_facts(void)
{
	static unsigned char si[SI_SIZE], entry[MEMMAP_ENTRY_SIZE];
	uint64_t map, start, size, ram = 0;
	uint32_t n, i;

	if (!subarch_data || !read_phys(subarch_data, si, SI_SIZE))
		return;
	fact_hex("data.magic", le(si + SI_MAGIC, 4));
	fact_dec("data.version", le(si + SI_VERSION, 4));
	fact_hex("data.flags", le(si + SI_FLAGS, 4));
	fact_dec("data.nr_modules", le(si + SI_NR_MODULES, 4));
	fact_hex("data.modlist_paddr", le(si + SI_MODLIST, 8));
	fact_hex("data.cmdline_paddr", le(si + SI_CMDLINE, 8));
	fact_hex("data.rsdp_paddr", le(si + SI_RSDP, 8));
	module_facts(le(si + SI_MODLIST, 8), le(si + SI_NR_MODULES, 4));
	/*
	 * The map may have been overwritten, as the kernel does not reserve it.
	 * QEMU's is in memory that is not used.
	 */
	if (le(si + SI_NR_MODULES, 4) && le(si + SI_MODLIST, 8) &&
	    read_phys(le(si + SI_MODLIST, 8), entry, 16)) {
		fact_hex("data.module0.paddr", le(entry, 8));
		fact_hex("data.module0.size", le(entry + 8, 8));
	}
	if (!le(si + SI_VERSION, 4))
		return;
	map = le(si + SI_MEMMAP, 8);
	n = le(si + SI_MEMMAP_ENTRIES, 4);
	fact_hex("data.memmap_paddr", map);
	fact_dec("data.memmap_entries", n);
	if (!map || n > MEMMAP_MAX)
		return;
	for (i = 0; i < n; i++) {
		if (!read_phys(map + i * MEMMAP_ENTRY_SIZE, entry,
			       MEMMAP_ENTRY_SIZE))
			return;
		start = le(entry, 8);
		size = le(entry + 8, 8);
		if (le(entry + 16, 4) == TYPE_RAM)
			ram += outside_hole(start, start + size);
	}
	fact_hex("data.ram", ram);
}

/* The value of @name, as "MemTotal:", in KiB; 0 if it is missing. */
static unsigned long memory_kib(const char *name)
{
	const char *s, *v;

	slurp("/proc/meminfo");
	for (s = text; *s; s = next_line(s)) {
		v = after(s, name);
		if (!v)
			continue;
		while (*v == ' ')
			v++;
		return decimal(v);
	}
	return 0;
}

/* The load address: the physical address of the image's text, 0 if unknown. */
static uint64_t load_address(void)
{
	const char *s;

	slurp("/proc/iomem");
	for (s = text; *s; s = next_line(s)) {
		while (*s == ' ')
			s++;
		if (find_in_line(s, " : Kernel code"))
			return hex(s);
	}
	return 0;
}

enum { SYM_TEXT, SYM_STEXT, SYM_PAGE_OFFSET, SYM_VMALLOC, SYM_VMEMMAP, SYM_PGDIR_SHIFT, NR_SYMBOLS };

static const char *const symbol_name[NR_SYMBOLS] = {
	"_text", "_stext", "page_offset_base", "vmalloc_base", "vmemmap_base", "pgdir_shift",
};
static uint64_t symbol_addr[NR_SYMBOLS];

static void look_up(const char *s)
{
	unsigned int i;
	const char *name, *rest;

	for (name = s; *name && *name != ' '; name++)
		;
	if (!name[0] || !name[1] || !name[2])
		return;
	name += 3;	/* blank, type, blank */
	for (i = 0; i < NR_SYMBOLS; i++) {
		rest = after(name, symbol_name[i]);
		if (rest && (!*rest || *rest == '\n'))
			symbol_addr[i] = hex(s);
	}
}

static void read_symbols(void)
{
	int fd = open_file("/proc/kallsyms", O_RDONLY);
	size_t have = 0;

	if (fd < 0)
		return;
	for (;;) {
		long n = sys5(NR_read, fd, (long)text + have,
			      sizeof(text) - 1 - have, 0, 0);
		const char *s = text, *next;

		if (n <= 0)
			break;
		have += n;
		text[have] = 0;
		for (; (next = next_line(s)) > s && next[-1] == '\n'; s = next)
			look_up(s);
		/* the begun line goes to the front */
		have -= s - text;
		memcpy(text, s, have);
	}
	close_file(fd);
}

/* Reads @bytes at the symbol, through physical memory. */
static int symbol_value(int i, uint64_t load, int bytes, uint64_t *value)
{
	unsigned char v[8];

	if (!symbol_addr[i] || !symbol_addr[SYM_TEXT] || !load)
		return 0;
	if (!read_phys(symbol_addr[i] - symbol_addr[SYM_TEXT] + load, v, bytes))
		return 0;
	*value = le(v, bytes);
	return 1;
}

static void layout_facts(void)
{
	uint64_t load = load_address(), v, fixed;
	int five = 0;

	if (load)
		fact_hex("load_address", load);
	read_symbols();
	if (symbol_addr[SYM_TEXT])
		fact_hex("_text", symbol_addr[SYM_TEXT]);
	if (symbol_addr[SYM_STEXT])
		fact_hex("_stext", symbol_addr[SYM_STEXT]);
	if (symbol_value(SYM_PGDIR_SHIFT, load, 4, &v)) {
		five = v == 48;
		fact_dec("pgdir_shift", v);
	}
	fixed = five ? 0xff11000000000000ull : 0xffff888000000000ull;
	if (symbol_value(SYM_PAGE_OFFSET, load, 8, &v)) {
		fact_hex("page_offset_base", v);
		fact_dec("layout_moved", v != fixed);
	}
	if (symbol_value(SYM_VMALLOC, load, 8, &v))
		fact_hex("vmalloc_base", v);
	if (symbol_value(SYM_VMEMMAP, load, 8, &v))
		fact_hex("vmemmap_base", v);
}

static void cpu_facts(void)
{
	unsigned int n = 0, la57 = 0;
	const char *s, *v;

	if (!slurp("/proc/cpuinfo"))
		return;
	for (s = text; *s; s = next_line(s)) {
		if (after(s, "processor\t:"))
			n++;
		v = after(s, "flags\t\t:");
		if (v) {
			v = find_in_line(v, " la57");
			la57 = v && (*v == ' ' || *v == '\n');
		}
	}
	fact_dec("cpus", n);
	fact_dec("la57", la57);	/* the flag stays only where 5 levels are used */
}

static void hypervisor_facts(void)
{
	if (slurp("/sys/hypervisor/type"))
		fact_line("hypervisor_type", text);
	if (slurp("/sys/hypervisor/guest_type"))
		fact_line("guest_type", text);
}

static void root_facts(void)
{
	const char *s, *v;

	slurp("/proc/mounts");
	for (s = text; *s; s = next_line(s)) {
		for (v = s; *v && *v != ' '; v++)
			;
		if (!after(v, " / "))
			continue;
		fact_word("root_source", s);
		v = fact_word("root_type", v + 3);
		fact_word("root_options", v);
		return;
	}
}

/* The facts of the subarch: `pvh, rtc=1 ..` is reported as subarch=pvh, fact.rtc=1 .. */
static void subarch_facts(const char *s)
{
	key("subarch");
	while (*s && *s != ',' && *s != '\n')
		put_char(*s++);
	end();
	while (*s == ',' || *s == ' ') {
		while (*s == ',' || *s == ' ')
			s++;
		line_len = 0;
		put_string("fact.");
		while (*s && *s != ' ' && *s != '\n')
			put_char(*s++);
		end();
	}
}

/* ---- the hardware that the kernel found ----------------------------------- */

/*
 * These are always reported, absent hardware as `none`, and compared line by line
 * with the report of an unmodified kernel on the same machine.
 */
static void hw_line(const char *key, const char *path)
{
	fact_line(key, slurp(path) ? text : "none");
}

/* How many devices 00:00, 00:01.. the bus has. */
static unsigned int pnp_devices(void)
{
	static char path[] = "/sys/bus/pnp/devices/00:00/id";
	char *const digits = path + sizeof("/sys/bus/pnp/devices/00:") - 1;
	unsigned int n;

	for (n = 0; n < 256; n++) {
		digits[0] = "0123456789abcdef"[n >> 4];
		digits[1] = "0123456789abcdef"[n & 15];
		if (!slurp(path))
			break;
	}
	return n;
}

/* All devices of the first PCI bus, as DEVICE.FUNCTION/VENDOR:DEVICE. */
static void pci_fact(void)
{
	static char path[] = "/sys/bus/pci/devices/0000:00:00.0/vendor";
	static char list[4096];
	char *const digits = path + sizeof("/sys/bus/pci/devices/0000:00:") - 1;
	unsigned int n, i;
	size_t len = 0;

	for (n = 0; n < 256; n++) {
		digits[0] = '0' + (n >> 7);
		digits[1] = "0123456789abcdef"[n >> 3 & 15];
		digits[3] = '0' + (n & 7);
		memcpy(digits + 5, "vendor", 7);
		if (!slurp(path) || len + 20 > sizeof(list))
			continue;
		if (len)
			list[len++] = ',';
		memcpy(list + len, digits, 4);
		list[len + 4] = '/';
		for (i = 0; i < 4; i++)
			list[len + 5 + i] = text[2 + i];
		memcpy(digits + 5, "device", 7);
		slurp(path);
		list[len + 9] = ':';
		for (i = 0; i < 4; i++)
			list[len + 10 + i] = text[2 + i];
		len += 14;
	}
	list[len] = 0;
	fact_line("hw.pci", len ? list : "none");
}

/* The console driver of the display. */
static void display_facts(void)
{
	static char console_name[64] = "none";
	const char *v;
	unsigned int n;

	hw_line("hw.fb", "/sys/class/graphics/fb0/name");
	for (n = 0; n < 4; n++) {
		if (!slurp(numbered("/sys/class/vtconsole/vtcon", n, "/bind")) || text[0] != '1')
			continue;
		slurp(numbered("/sys/class/vtconsole/vtcon", n, "/name"));
		v = find_in_line(text, ") ");
		memcpy(console_name, v ? v : text, sizeof(console_name) - 1);
	}
	fact_line("hw.vtcon", console_name);
}

/* How many interrupts are named @name, in the last column. */
static unsigned int irqs(const char *name)
{
	unsigned int n = 0;
	const char *s, *v;

	for (s = text; *s; s = next_line(s)) {
		v = find_in_line(s, name);
		n += v && (!*v || *v == '\n');
	}
	return n;
}

/* All /proc/iomem entries so named, as their first addresses, below @limit. */
static void rom_fact(const char *key_name, const char *name, unsigned long limit)
{
	int any = 0;
	const char *s;

	key(key_name);
	for (s = text; *s; s = next_line(s)) {
		if (!find_in_line(s, name))
			continue;
		while (*s == ' ')
			s++;
		if (hex(s) >= limit)
			continue;
		if (any++)
			put_char(',');
		put_hex(hex(s));
	}
	if (!any)
		put_string("none");
	end();
}

/* A line of the driver's list, without the counters, which differ from boot to boot. */
static void serial_fact(const char *name, const char *port)
{
	const char *s;

	key(name);
	for (s = text; *s && !after(s, port); s = next_line(s))
		;
	for (s = *s ? s + 3 : "none"; *s && *s != '\n' && !after(s, " tx:"); s++)
		put_char(*s);
	end();
}

static void hardware_facts(void)
{
	const char *s;

	hw_line("hw.dmi_vendor", "/sys/class/dmi/id/sys_vendor");
	hw_line("hw.dmi_product", "/sys/class/dmi/id/product_name");
	hw_line("hw.dmi_bios", "/sys/class/dmi/id/bios_vendor");
	fact_sum("smbios.entry.sum", "/sys/firmware/dmi/tables/smbios_entry_point");
	fact_sum("smbios.sum", "/sys/firmware/dmi/tables/DMI");
	hw_line("hw.rtc", "/sys/class/rtc/rtc0/name");
	/* Seconds of this century have ten digits. */
	fact_dec("hw.rtc_reads", slurp("/sys/class/rtc/rtc0/since_epoch") >= 10);
	/* The time of day in seconds, before user space could set it. */
	slurp("/proc/stat");
	for (s = text; *s && !after(s, "btime "); s = next_line(s))
		;
	fact_dec("hw.clock", *s && decimal(after(s, "btime ")) >= 1000000000);
	hw_line("hw.serio0", "/sys/bus/serio/devices/serio0/description");
	hw_line("hw.serio1", "/sys/bus/serio/devices/serio1/description");
	hw_line("hw.cpus_online", "/sys/devices/system/cpu/online");
	fact_dec("hw.pnp_devices", pnp_devices());

	display_facts();
	pci_fact();

	slurp("/proc/interrupts");
	fact_dec("hw.irqs_i8042", irqs(" i8042"));
	fact_dec("hw.irqs_rtc", irqs(" rtc0"));
	fact_dec("hw.irqs_timer", irqs(" timer"));
	fact_dec("hw.irqs_acpi", irqs(" acpi"));

	slurp("/proc/iomem");
	rom_fact("hw.rom_video", " : Video ROM", 0x100000);
	rom_fact("hw.rom_system", " : System ROM", 0x100000);
	/* SeaBIOS uses the rest, and may leave data there that looks like a table. */
	rom_fact("hw.rom_adapter", " : Adapter ROM", 0xe0000);

	if (!slurp("/proc/tty/driver/serial"))
		slurp("/proc/tty/driver/serial_8250"); /* its name in 7.3 */
	serial_fact("hw.serial0", "0: ");
	serial_fact("hw.serial1", "1: ");
}

/* A line of the log begins with its level: <4> is a warning, less is worse. */
static int is_warning(const char *line)
{
	return line[0] == '<' && line[1] <= '4' && line[2] == '>';
}

static void log_facts(void)
{
	unsigned int warning = 0, bug = 0, oops = 0, mptable = 0, complaints = 0, i8042 = 0;
	unsigned int pvh = 0, early = 1, seeded = 0;
	const char *s, *v, *told = "none", *chosen, *sources = "none";
	long n;

	n = sys5(NR_syslog, SYSLOG_READ_ALL, (long)text, sizeof(text) - 1, 0, 0);
	if (n <= 0)
		return;
	text[n] = 0;
	for (s = text; *s; s = next_line(s)) {
		warning += !!find_in_line(s, "WARNING:");
		bug += !!find_in_line(s, "BUG:");
		oops += !!find_in_line(s, "Oops");
		mptable += !!find_in_line(s, "found SMP MP-table at ");
		i8042 += !!find_in_line(s, "i8042: Probing ports directly");
		/* Without a seed there is not enough entropy until much later. */
		seeded |= early && find_in_line(s, "random: crng init done");
		v = find_in_line(s, " Memory: ");
		if (v) {
			early = 0;
			v = find_in_line(v, "K/");
			fact_hex("log.ram_kib", v ? decimal(v) : 0);
		}
		v = find_in_line(s, "PVH: ");
		chosen = find_in_line(s, "PVH: the kernel's virtual address was chosen by ");
		if (chosen) {
			sources = chosen;
		} else if (v && is_warning(s)) {
			pvh++;
			fact_line("log.pvh_warning", v);
		} else if (v) {
			told = v;
		}
		v = find_in_line(s, "x86/subarch: ");
		if (v && is_warning(s)) {
			fact_line("log.subarch_warning", v);
			complaints++;
		} else if (v) {
			subarch_facts(v);
		}
		v = find_in_line(s, "Hypervisor detected: ");
		if (v)
			fact_line("hypervisor", v);
		v = find_in_line(s, "Booting paravirtualized kernel on ");
		if (v)
			fact_line("paravirt", v);
		v = find_in_line(s, "Freeing initrd memory: ");
		if (v)
			fact_line("initrd_freed", v);
	}
	fact_dec("hw.mptable", mptable);
	fact_dec("hw.i8042_guessed", i8042);
	fact_dec("log.subarch_warnings", complaints);
	fact_dec("log.pvh_warnings", pvh);
	fact_line("log.pvh", told);
	fact_line("log.kaslr", sources);
	fact_dec("log.seeded", seeded);
	fact_dec("log.warning", warning);
	fact_dec("log.bug", bug);
	fact_dec("log.oops", oops);
}

/* ---- ACPI's tables ---------------------------------------------------------- */

#define TABLES "/sys/firmware/acpi/tables/"

/* ACPI 6.5: 5.2.9 FADT, 5.2.12 MADT */
#define FADT_FLAGS		112
#define HW_REDUCED_ACPI		(1 << 20)
#define MADT_ENTRIES		44
#define MADT_LOCAL_APIC		0
#define MADT_IO_APIC		1
#define MADT_LOCAL_X2APIC	9

static void acpi_facts(void)
{
	/* Of tables with one name the kernel numbers all but the first. */
	static const char *const tables[] = {
		TABLES "FACP", TABLES "FACS", TABLES "DSDT", TABLES "SSDT",
		TABLES "SSDT1", TABLES "APIC", TABLES "MCFG", TABLES "HPET",
		TABLES "WAET", TABLES "STAO", TABLES "SRAT", TABLES "SLIT",
		TABLES "MPST", TABLES "PMTT", TABLES "DMAR", TABLES "IVRS",
	};
	const size_t count = sizeof(tables) / sizeof(tables[0]);
	const unsigned char *p = (const unsigned char *)text;
	unsigned long cpus = 0, ioapics = 0, there = 0;
	static uint32_t sum[sizeof(tables) / sizeof(tables[0])];
	static size_t size[sizeof(tables) / sizeof(tables[0])];
	size_t i, len;

	for (i = 0; i < count; i++) {
		size[i] = slurp(tables[i]);
		there |= (unsigned long)!!size[i] << i;
		sum[i] = sum_add(0, text, size[i]);
	}
	key("acpi.tables");
	for (i = 0; i < count; i++) {
		if (!(there >> i & 1))
			continue;
		put_string(tables[i] + sizeof(TABLES) - 1);
		put_char(',');
	}
	end();
	key("acpi.sums");
	for (i = 0; i < count; i++) {
		if (!(there >> i & 1))
			continue;
		put_string(tables[i] + sizeof(TABLES) - 1);
		put_char(':');
		put_sum(sum[i], size[i]);
		put_char(',');
	}
	end();

	len = slurp(TABLES "FACP");
	if (len >= FADT_FLAGS + 4) {
		fact_dec("acpi.hw_reduced", !!(le(p + FADT_FLAGS, 4) & HW_REDUCED_ACPI));
		key("acpi.fadt");
		for (i = 0; i < len; i++) {
			put_char("0123456789abcdef"[p[i] >> 4]);
			put_char("0123456789abcdef"[p[i] & 15]);
		}
		end();
	}
	len = slurp(TABLES "APIC");
	if (!len)
		return;
	for (i = MADT_ENTRIES; i + 2 <= len && p[i + 1] >= 2 && i + p[i + 1] <= len; i += p[i + 1]) {
		if (p[i] == MADT_LOCAL_APIC && p[i + 1] >= 8)
			cpus += p[i + 4] & 1;
		else if (p[i] == MADT_LOCAL_X2APIC && p[i + 1] >= 16)
			cpus += p[i + 8] & 1;
		else if (p[i] == MADT_IO_APIC)
			ioapics++;
	}
	fact_dec("acpi.cpus", cpus);
	fact_dec("acpi.ioapics", ioapics);
}

/* ---- the tests in the kernel itself --------------------------------------- */

static unsigned long number_behind(const char *s, const char *what)
{
	unsigned long v = 0;

	s = find_in_line(s, what);
	while (s && *s >= '0' && *s <= '9')
		v = v * 10 + *s++ - '0';
	return v;
}

static long load_module(const char *path)
{
	int fd = open_file(path, O_RDONLY);
	long ret;

	if (fd < 0)
		return fd;
	ret = sys5(NR_finit_module, fd, (long)"", 0, 0, 0);
	close_file(fd);
	return ret;
}

/* If the initrd has KUnit and a suite: the suite runs when it is loaded. */
static void kunit_facts(void)
{
	unsigned long passed = 0, failed = 0, skipped = 0;
	const char *s, *v;
	long n;

	if (open_file("/pvh_kunit.ko", O_RDONLY) < 0)
		return;
	n = load_module("/kunit.ko");
	if (!n)
		n = load_module("/pvh_kunit.ko");
	if (n) {
		fact_dec("kunit.error", -n);
		return;
	}
	n = sys5(NR_syslog, SYSLOG_READ_ALL, (long)text, sizeof(text) - 1, 0, 0);
	text[n > 0 ? n : 0] = 0;
	for (s = text; *s; s = next_line(s)) {
		v = find_in_line(s, " not ok ");
		if (v)
			fact_line("kunit.not_ok", v);
		/* what each suite has, parameters counted one by one */
		v = find_in_line(s, "] # Totals: ");
		if (!v)
			continue;
		passed += number_behind(v, "pass:");
		failed += number_behind(v, "fail:");
		skipped += number_behind(v, "skip:");
	}
	fact_dec("kunit.passed", passed);
	fact_dec("kunit.failed", failed);
	fact_dec("kunit.skipped", skipped);
}

/* ---- suspend to RAM -------------------------------------------------------- */

/* How many pages of [start, end) do not hold their own addresses. */
static unsigned long changed_pages(const unsigned long *start, const unsigned long *end)
{
	const size_t words = PAGE_SIZE / sizeof(*start);
	const unsigned long *p;
	unsigned long n = 0;
	size_t i;

	for (p = start; p < end; p += words) {
		for (i = 0; i < words && p[i] == (unsigned long)(p + i); i++)
			;
		n += i < words;
	}
	return n;
}

/*
 * With pvh.suspend on the command line the machine is suspended before the report, so
 * that all facts are from after the resume. Most of its free memory is filled with a
 * pattern meanwhile.
 */
static void suspend(void)
{
	unsigned long *start, *end, *p;
	int state;
	long ret;

	slurp("/proc/cmdline");
	if (!find_in_line(text, " pvh.suspend"))
		return;
	fact_line("hw.mem_sleep", slurp("/sys/power/mem_sleep") ? text : "none");

	start = (void *)((sys5(NR_brk, 0, 0, 0, 0, 0) + PAGE_SIZE - 1) & -PAGE_SIZE);
	end = start + memory_kib("MemFree:") / 4 * 3 / 4 * (PAGE_SIZE / sizeof(*start));
	if (sys5(NR_brk, (long)end, 0, 0, 0, 0) != (long)end)
		return;
	for (p = start; p < end; p++)
		*p = (unsigned long)p;

	state = open_file("/sys/power/state", O_WRONLY);
	ret = sys5(NR_write, state, (long)"mem", 3, 0, 0);
	close_file(state);
	fact_dec("hw.suspend_error", ret < 0 ? -ret : 0);
	fact_dec("hw.pages_changed", changed_pages(start, end));
	sys5(NR_brk, (long)start, 0, 0, 0, 0);
}

/* ---- the end ------------------------------------------------------------- */

/* The magic numbers are reboot(2)'s. */
static long reboot(long how)
{
	return sys5(NR_reboot, 0xfee1dead, 672274793, how, 0, 0);
}

static void power_off(void)
{
	reboot(POWER_OFF);
	for (;;)
		sys5(NR_pause, 0, 0, 0, 0, 0);
}

/* The segments for kexec_load(2) are prepared by kexec-tools. */
static long kexec_by_tool(const char *cmdline)
{
	static char command_line[sizeof("--command-line=") + 4096];
	static const char *const argv[] = {
		"/sbin/kexec", "-c", "-l", "--no-checks", "/kernel",
		"--initrd=/initrd",
		command_line, NULL,
	};
	static const char *const envp[] = { NULL };
	int status = 0, fd;
	size_t len;
	long pid;

	line_len = 0;
	put_string("--command-line=");
	put_string(cmdline);
	len = line_len < sizeof(command_line) ? line_len : sizeof(command_line) - 1;
	memcpy(command_line, line, len);

	pid = sys5(NR_fork, 0, 0, 0, 0, 0);
	if (pid < 0)
		return pid;
	if (!pid) {
		for (fd = 0; fd < 3; fd++)
			sys5(NR_dup2, console, fd, 0, 0, 0);
		sys5(NR_exit, -sys5(NR_execve, (long)argv[0], (long)argv,
				    (long)envp, 0, 0), 0, 0, 0, 0);
	}
	sys5(NR_wait4, pid, (long)&status, 0, 0, 0);
	return -(status >> 8 & 0xff);
}

/*
 * If the command line ends with such a word and the initrd has a /kernel, that kernel is
 * started with /initrd and the rest of the command line, and reports instead. If this
 * fails there is no report, so that the facts of this kernel are not taken for those of
 * the other.
 *   pvh.kexec=file   kexec_file_load(2)
 *   pvh.kexec=load   kexec_load(2)
 *   pvh.kexec=crash  kexec_file_load(2) for a crash, and a crash; crashkernel=
 *                    is the word before it and not passed, as in kdump
 */
static void kexec(void)
{
	static char cmdline[4096];
	const char *how, *word;
	int kernel, initrd, crash;
	size_t len;
	long ret;

	slurp("/proc/cmdline");
	how = find_in_line(text, " pvh.kexec=");
	kernel = open_file("/kernel", O_RDONLY);
	if (!how || kernel < 0)
		return;
	crash = !!after(how, "crash");
	word = find_in_line(text, crash ? " crashkernel=" : " pvh.kexec=");
	if (!word)
		word = how;
	while (*word != ' ')
		word--;
	len = word - text;
	if (len >= sizeof(cmdline))
		len = sizeof(cmdline) - 1;
	memcpy(cmdline, text, len);
	cmdline[len] = 0;

	initrd = open_file("/initrd", O_RDONLY);
	if (after(how, "load"))
		ret = kexec_by_tool(cmdline);
	else
		ret = sys5(NR_kexec_file_load, kernel, initrd, len + 1,
			   (long)cmdline, crash ? ON_CRASH : 0);
	if (!ret) {
		fact_line("kexec", crash ? "crash" : after(how, "load") ? "load" : "file");
		if (crash)
			ret = sys5(NR_write, open_file("/proc/sysrq-trigger", O_WRONLY),
				   (long)"c", 1, 0, 0);
		else
			ret = reboot(KEXEC);
	}
	fact_dec("kexec.error", -ret);
	power_off();
}

/* The data that a crash kernel can save. */
static void vmcore_facts(void)
{
	static unsigned char head[18];
	int fd = open_file("/proc/vmcore", O_RDONLY);

	if (fd < 0)
		return;
	pread_at(fd, head, sizeof(head), 0);
	close_file(fd);
	fact_dec("vmcore", after((const char *)head, "\177ELF") &&
			   le(head + 16, 2) == ET_CORE);
}

static uint64_t rdtsc(void)
{
	uint32_t low, high;

	__asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
	return (uint64_t)high << 32 | low;
}

void start(void);
void start(void)
{
	uint64_t tsc = rdtsc();

	mount_at("proc", "/proc");
	mount_at("sysfs", "/sys");
	mount_at("debugfs", "/sys/kernel/debug");
	mount_at("devtmpfs", "/dev");
	port = open_file("/dev/port", O_RDWR);
	can_outb = port < 0 && !sys5(NR_iopl, 3, 0, 0, 0, 0);
	console = open_file("/dev/console", O_WRONLY);
	mem = open_file("/dev/mem", O_RDONLY);

	kexec();
	suspend();
	/* With -icount this is the number of instructions before user space. */
	fact_hex("tsc", tsc);
	system_facts();
	boot_params_facts();
	setup_data_facts();
	start_info_facts();
	memmap_facts();
	fact_dec("mem_total_kb", memory_kib("MemTotal:"));
	layout_facts();
	cpu_facts();
	hypervisor_facts();
	root_facts();
	hardware_facts();
	acpi_facts();
	kunit_facts();
	log_facts();
	vmcore_facts();
	fact_dec("reached", 1);

	sys5(NR_sync, 0, 0, 0, 0, 0);
	slurp("/proc/cmdline");
	if (find_in_line(text, " pvh.end=reboot"))
		reboot(RESTART);
	if (find_in_line(text, " pvh.end=poweroff"))
		power_off();
	out_port(PORT_EXIT, EXIT_REACHED);
	/* No isa-debug-exit here. */
	power_off();
}
