#include <sys/syscall.h>
#include <unistd.h>
#include <xlsxwriter.h>

/* A file in memory without a name, or -1; Swift sees no memfd_create. Closed by exec (MFD_CLOEXEC). */
static inline int renewald_nameless_file(void) { return (int)syscall(SYS_memfd_create, "workbook", 1U); }
