// SPDX-License-Identifier: GPL-2.0-only
/*
 * sync-clock: sets the time ten days ahead, marks it as synchronized, as a client of a
 * time server does, and prints whether the CMOS clock is set within half a minute: 1, or
 * 0 if it is not. Afterwards all but that clock is restored.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

#define AHEAD		(10 * 24 * 60 * 60)
#define DAY_OF_MONTH	7

static int cmos(int port, unsigned char index)
{
	unsigned char value;

	if (pwrite(port, &index, 1, 0x70) != 1 || pread(port, &value, 1, 0x71) != 1)
		return -1;
	return (value >> 4) * 10 + (value & 0xf);
}

static int step(long seconds, int status)
{
	struct timex tx = { .modes = ADJ_STATUS | ADJ_MAXERROR | ADJ_ESTERROR, .status = status };
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	now.tv_sec += seconds;
	return clock_settime(CLOCK_REALTIME, &now) || adjtimex(&tx) < 0;
}

int main(void)
{
	int port = open("/dev/port", O_RDWR), synced = 0, i;
	time_t now;

	if (port < 0 || step(AHEAD, STA_PLL)) {
		perror("sync-clock");
		return 1;
	}
	for (i = 0; i < 30 && !synced; i++) {
		sleep(1);
		now = time(NULL);
		synced = cmos(port, DAY_OF_MONTH) == gmtime(&now)->tm_mday;
	}
	step(-AHEAD, STA_UNSYNC);
	printf("%d\n", synced);
	return 0;
}
