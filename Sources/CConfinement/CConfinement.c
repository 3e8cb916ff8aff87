#define _GNU_SOURCE
#include "CConfinement.h"

#include <dlfcn.h>
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int renewald_sheet_close_files(void) { return close_range(3, ~0U, 0); }

int renewald_sheet_give_up_rights(void) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
    return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/* Whether the filter is in force. */
static int is_confined = 0;

static volatile sig_atomic_t is_out_of_time = 0;

static void note_end_of_time(int signal) {
    (void)signal;
    is_out_of_time = 1;
}

int renewald_sheet_watch_time(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = note_end_of_time;
    action.sa_flags = SA_RESTART;
    return sigaction(SIGXCPU, &action, NULL);
}

int renewald_sheet_is_out_of_time(void) { return is_out_of_time; }

#if defined(__x86_64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OWN_ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "the filter of system calls knows no such processor"
#endif

/* Memory, the files that are open, the time, the end. Nothing here opens, connects, starts, traces or signals.
   A memfd is a file without a name, for the parts of a workbook that is being written. */
static const unsigned allowed[] = {
    __NR_read, __NR_write, __NR_writev, __NR_close, __NR_fstat, __NR_newfstatat, __NR_lseek, __NR_fcntl, __NR_dup,
    __NR_memfd_create, __NR_ftruncate,
    __NR_brk, __NR_munmap, __NR_mremap, __NR_madvise, __NR_futex,
    __NR_rt_sigaction, __NR_rt_sigprocmask, __NR_rt_sigreturn,
    __NR_clock_gettime, __NR_clock_getres, __NR_gettimeofday, __NR_getrandom, __NR_getpid, __NR_sched_yield,
    __NR_exit, __NR_exit_group,
};

/* These are allowed while they make nothing executable. */
static const unsigned mapping[] = {__NR_mmap, __NR_mprotect};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)offsetof(struct seccomp_data, field))
#define GIVE(action) BPF_STMT(BPF_RET | BPF_K, (action))
/* Passes over `count` instructions unless the loaded word is `value`. */
#define UNLESS(value, count) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (count))

int renewald_sheet_filter_calls(void) {
    struct sock_filter program[4 + 2 * COUNT(allowed) + 5 * COUNT(mapping) + 1];
    unsigned short end = 0;
    const struct sock_filter head[] = {
        LOAD(arch), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OWN_ARCHITECTURE, 1, 0), GIVE(SECCOMP_RET_KILL_PROCESS),
        LOAD(nr),
    };
    for (size_t i = 0; i < COUNT(head); i++) program[end++] = head[i];
    for (size_t i = 0; i < COUNT(allowed); i++) {
        const struct sock_filter step[] = {UNLESS(allowed[i], 1), GIVE(SECCOMP_RET_ALLOW)};
        for (size_t j = 0; j < COUNT(step); j++) program[end++] = step[j];
    }
    for (size_t i = 0; i < COUNT(mapping); i++) {
        const struct sock_filter step[] = {
            UNLESS(mapping[i], 4), LOAD(args[2]),
            BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 0, 1), GIVE(SECCOMP_RET_ERRNO | EPERM),
            GIVE(SECCOMP_RET_ALLOW),
        };
        for (size_t j = 0; j < COUNT(step); j++) program[end++] = step[j];
    }
    program[end++] = (struct sock_filter)GIVE(SECCOMP_RET_ERRNO | EPERM);
    struct sock_fprog filter = {.len = end, .filter = program};
    is_confined = prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) == 0;
    return is_confined ? 0 : -1;
}

/* libxlsxwriter and the minizip it uses open their files by name, which a confined process cannot. These stand in place
   of the C library's fopen64 and of libxlsxwriter's own maker of temporary files. */

/* Another handle of a file that is open, by its name in /proc; once the filter is in force there are no other files.
   The tests link this program into theirs, which is not confined and opens files as ever. */
FILE *fopen64(const char *path, const char *mode) {
    static const char open_files[] = "/proc/self/fd/";
    if (!is_confined) {
        FILE *(*of_library)(const char *, const char *) = dlsym(RTLD_NEXT, "fopen64");
        return of_library(path, mode);
    }
    if (strncmp(path, open_files, sizeof open_files - 1) != 0) {
        errno = EACCES;
        return NULL;
    }
    int descriptor = dup(atoi(path + sizeof open_files - 1));
    return descriptor < 0 ? NULL : fdopen(descriptor, mode);
}

/* A file in memory, gone when it is closed. */
FILE *lxw_tmpfile(char *directory) {
    (void)directory;
    int descriptor = memfd_create("part", MFD_CLOEXEC);
    return descriptor < 0 ? NULL : fdopen(descriptor, "w+b");
}
