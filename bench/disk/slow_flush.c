/* Makes every flush of a disk take at least as long as on an ordinary one: loaded before the C library's own by LD_PRELOAD.
   What was flushed is on the disk as before; only the answer comes later. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>

#ifndef FLUSH_NANOS
#error "say how long a flush takes: -DFLUSH_NANOS=3500000"
#endif

static long since(struct timespec began)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (now.tv_sec - began.tv_sec) * 1000000000L + (now.tv_nsec - began.tv_nsec);
}

static int slowly(const char *name, int file)
{
    int (*flush)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    struct timespec began;
    clock_gettime(CLOCK_MONOTONIC, &began);
    int answer = flush(file);
    long left = FLUSH_NANOS - since(began);
    if (left > 0) {
        struct timespec rest = {left / 1000000000L, left % 1000000000L};
        nanosleep(&rest, 0);
    }
    return answer;
}

int fsync(int file) { return slowly("fsync", file); }
int fdatasync(int file) { return slowly("fdatasync", file); }
