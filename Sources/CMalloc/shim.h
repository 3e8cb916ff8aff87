/* What the module Glibc leaves out. */
#include <fcntl.h>
#include <linux/memfd.h>
#include <malloc.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Of fcntl(2), which glibc shows to GNU programs only. */
#ifndef F_ADD_SEALS
#define F_ADD_SEALS 1033
#define F_SEAL_SEAL 1
#define F_SEAL_SHRINK 2
#define F_SEAL_GROW 4
#define F_SEAL_WRITE 8
#endif

/* memfd_create(2): a file in memory that can be sealed. */
static inline int renewald_memory_file(const char *name) {
    return (int)syscall(SYS_memfd_create, name, MFD_CLOEXEC | MFD_ALLOW_SEALING);
}

/* Lets nobody change the file any more; 0 when done. */
static inline int renewald_seal(int file) {
    return fcntl(file, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE);
}
