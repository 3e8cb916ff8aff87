// Loaded before libc into the program under test. Moves its clocks and counts, fails or ends it at a chosen write or
// sync, all steered from outside through a shared page ($FAULTS_PAGE), so that it also works while it runs. Built with
// -DFIXED_PAGE="FILE" it is for all programs of a system (/etc/ld.so.preload), which read that file once and write nothing.
//
// Counting here rather than with strace: strace counts per thread, and the writer moves between threads.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

// The layout is repeated in shim.py.
struct page {
    double wall, monotonic;                                     // seconds added to the clocks
    int64_t syncs, kill_at_sync, fail_syncs_from, fail_syncs_to;    // fdatasync; numbers begin with 1, 0 is never
    int64_t writes, fail_writes_from, fail_writes_to;           // pwrite
    int64_t threads, fail_threads_from, fail_threads_to;        // pthread_create
    int64_t stands_at;                                          // the wall clock shows this second for ever; 0 is never
};

#ifndef FIXED_PAGE
#define FIXED_PAGE NULL
#endif

static struct page nothing;
static volatile struct page *page = &nothing;

__attribute__((constructor)) static void begin(void) {
    const char *file = getenv("FAULTS_PAGE");
    const char *fixed = FIXED_PAGE;
    int descriptor = file ? open(file, O_RDWR | O_CLOEXEC) : fixed ? open(fixed, O_RDONLY | O_CLOEXEC) : -1;
    if (descriptor < 0) return;
    // What is private is counted for this process alone.
    int sharing = file ? MAP_SHARED : MAP_PRIVATE;
    void *mapped = mmap(0, sizeof(struct page), PROT_READ | PROT_WRITE, sharing, descriptor, 0);
    close(descriptor);
    if (mapped != MAP_FAILED) page = mapped;
}

static int is_within(int64_t number, int64_t from, int64_t to) { return from > 0 && number >= from && number <= to; }

int clock_gettime(clockid_t clock, struct timespec *time) {
    if (syscall(SYS_clock_gettime, clock, time)) return -1;
    double offset = 0;
    int is_wall = clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE;
    if (is_wall) offset = page->wall;
    if (clock == CLOCK_MONOTONIC || clock == CLOCK_MONOTONIC_COARSE) offset = page->monotonic;
    time->tv_sec += (time_t)offset;
    if (is_wall && page->stands_at) *time = (struct timespec){.tv_sec = (time_t)page->stands_at};
    return 0;
}

int gettimeofday(struct timeval *restrict value, void *restrict zone) {
    (void)zone;
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    value->tv_sec = time.tv_sec;
    value->tv_usec = time.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *result) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (result) *result = now.tv_sec;
    return now.tv_sec;
}

int fdatasync(int descriptor) {
    int64_t number = __atomic_add_fetch(&page->syncs, 1, __ATOMIC_SEQ_CST);
    if (number == page->kill_at_sync) kill(getpid(), SIGKILL);
    if (is_within(number, page->fail_syncs_from, page->fail_syncs_to)) {
        errno = EIO;
        return -1;
    }
    return (int)syscall(SYS_fdatasync, descriptor);
}

static ssize_t counted_write(int descriptor, const void *bytes, size_t count, off_t offset) {
    int64_t number = __atomic_add_fetch(&page->writes, 1, __ATOMIC_SEQ_CST);
    if (is_within(number, page->fail_writes_from, page->fail_writes_to)) {
        errno = ENOSPC;
        return -1;
    }
    return syscall(SYS_pwrite64, descriptor, bytes, count, offset);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    return counted_write(descriptor, bytes, count, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t count, off64_t offset) {
    return counted_write(descriptor, bytes, count, offset);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *), void *argument) {
    int64_t number = __atomic_add_fetch(&page->threads, 1, __ATOMIC_SEQ_CST);
    if (is_within(number, page->fail_threads_from, page->fail_threads_to)) return EAGAIN;
    int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *) = dlsym(RTLD_NEXT, "pthread_create");
    return real(thread, attributes, start, argument);
}
