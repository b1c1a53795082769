/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A guest of the fuzzer: its memory, the address of its start_info, and the
 * addresses of the kernel.
 *
 * Any physical address may be read. Outside of regions all bytes read as 0xff,
 * and writes are ignored, as without memory on a PC.
 */
#ifndef FUZZ_GUEST_H
#define FUZZ_GUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define GUEST_MAX_REGIONS 64
#define GUEST_MAX_REGION 0xffff

/* Where regions overlap, the last is what is seen. */
struct region {
	uint64_t paddr;
	uint32_t size;
	uint8_t *bytes;
};

struct guest {
	uint64_t start_info;
	uint64_t image, image_end;	/* the kernel; the end is exclusive */
	unsigned int bits;		/* physical addresses of the CPU have */
	bool lacks_memory;		/* where the image ends, whatever the map says */
	unsigned int nr_regions;
	struct region regions[GUEST_MAX_REGIONS];
};

/*
 * As bytes: a header, then regions until nothing is left; little endian.
 *
 *	u64 start_info, u32 image, u32 size of the image, u32 bits and lacks_memory
 *	u64 address, u16 size, the bytes	for each region
 *
 * Any bytes make a guest: numbers are brought into their range, and what is
 * missing at the end is shorter.
 */
void guest_decode(struct guest *g, const uint8_t *data, size_t size);

/* Returns the size, or 0 if it is more than @max. */
size_t guest_encode(const struct guest *g, uint8_t *data, size_t max);

/* Returns NULL if there are too many. Its bytes are 0xff. */
struct region *guest_add(struct guest *g, uint64_t paddr, uint32_t size);
void guest_resize(struct region *r, uint32_t size);
void guest_copy(struct guest *to, const struct guest *from);
void guest_free(struct guest *g);

void guest_read(const struct guest *g, uint64_t paddr, void *to, uint64_t size);
void guest_write(struct guest *g, uint64_t paddr, const void *from,
		 uint64_t size);

/* First address that the entry cannot reach. */
uint64_t guest_limit(const struct guest *g);

uint64_t get_number(const uint8_t *bytes, unsigned int size);
void put_number(uint8_t *bytes, unsigned int size, uint64_t value);

#endif
