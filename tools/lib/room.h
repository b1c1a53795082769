/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Check whether a kernel and an initrd have room in the RAM of a guest.
 */
#ifndef ROOM_H
#define ROOM_H

#include "loaders.h"

/**
 * struct guest - RAM of a guest, and what goes there with the kernel
 * @memory: its size in bytes, without the hole below 4 GiB
 * @initrd_size: size of the initrd in bytes; 0 for none
 * @unpacked_size: its size once unpacked, if Xen unpacks it, which is so for gzip; else 0
 */
struct guest {
	uint64_t memory;
	uint64_t initrd_size;
	uint64_t unpacked_size;
};

/**
 * struct room - places in the RAM of a guest
 * @initrd: physical address of the initrd
 * @least: the least memory in bytes, a multiple of 1 MiB, with which all has room; 0 if
 *	there is none
 */
struct room {
	uint64_t initrd;
	uint64_t least;
};

/**
 * parse_memory() - parse a size as QEMU's option -m has it
 * @text: a number of MiB, or with a suffix K, M or G of these
 * @bytes: receives the size in bytes
 *
 * Return: whether it is one, more than 0 and less than 1 PiB.
 */
bool parse_memory(const char *text, uint64_t *bytes);

/**
 * find_initrd() - get the size of an initrd
 * @text: a size as for parse_memory(), or the name of a file; what begins with a digit, and
 *	is a size, is none
 * @guest: receives the size
 * @why: receives the reason of a failure
 *
 * Return: whether there is one.
 */
bool find_initrd(const char *text, struct guest *guest, struct fault *why);

/**
 * hole_below_4g() - the end of RAM below 4 GiB in a guest with more than that
 * @host: the loader
 */
uint64_t hole_below_4g(const struct host *host);

/**
 * has_room() - check whether all has room where a loader places it
 * @host: the loader
 * @kernel: a file that it enters by PVH
 * @guest: the guest
 * @room: receives the places; the address is only valid if all has room
 * @why: receives the reason if it has not
 */
bool has_room(const struct host *host, const struct candidate *kernel,
	      const struct guest *guest, struct room *room, struct fault *why);

#endif
