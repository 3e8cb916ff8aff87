/* Preloaded into renewald-sheet by a test: what could a parser that was taken over still do? When the program reads its
   input for the first time, each of these is tried and answered on standard error. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

static void tell(const char *what, long result) {
    char line[100];
    int count = snprintf(line, sizeof line, "%s: %s\n", what, result < 0 && errno == EPERM ? "refused" : "done");
    syscall(SYS_write, 2, line, count);
}

#define TRY(what, ...) tell(what, syscall(__VA_ARGS__))

static void probe(void) {
    char *arguments[] = {"/bin/true", NULL};
    struct rlimit more = {RLIM_INFINITY, RLIM_INFINITY};
    TRY("socket", SYS_socket, AF_INET, SOCK_STREAM, 0);
    TRY("local socket", SYS_socket, AF_UNIX, SOCK_STREAM, 0);
    TRY("open for reading", SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY);
    TRY("open for writing", SYS_openat, AT_FDCWD, "/tmp", O_TMPFILE | O_RDWR, 0600);
    TRY("clone", SYS_clone, SIGCHLD, 0, 0, 0, 0);
    TRY("clone3", SYS_clone3, NULL, 0);
    TRY("execve", SYS_execve, arguments[0], arguments, NULL);
    TRY("ptrace", SYS_ptrace, PTRACE_TRACEME, 0, 0, 0);
    TRY("process_vm_readv", SYS_process_vm_readv, getppid(), NULL, 0, NULL, 0, 0);
    TRY("kill", SYS_kill, getppid(), 0);
    TRY("tgkill", SYS_tgkill, getpid(), getpid(), 0);
    TRY("unlink", SYS_unlinkat, AT_FDCWD, "/tmp/none", 0);
    TRY("rename", SYS_renameat2, AT_FDCWD, "/tmp/none", AT_FDCWD, "/tmp/other", 0);
    TRY("prlimit64", SYS_prlimit64, 0, RLIMIT_AS, &more, NULL);
    TRY("prctl", SYS_prctl, PR_SET_DUMPABLE, 1, 0, 0, 0);
    TRY("seccomp", SYS_seccomp, SECCOMP_SET_MODE_STRICT, 1, NULL);
    TRY("bpf", SYS_bpf, 0, NULL, 0);
    TRY("io_uring", SYS_io_uring_setup, 1, NULL);
    TRY("unshare", SYS_unshare, 0);
    TRY("executable memory", SYS_mmap, NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    TRY("memory", SYS_mmap, NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

ssize_t read(int file, void *bytes, size_t count) {
    static int has_probed = 0;
    if (file == 0 && !has_probed) {
        has_probed = 1;
        probe();
    }
    return syscall(SYS_read, file, bytes, count);
}
