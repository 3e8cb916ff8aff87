#pragma once

/* What the module Glibc leaves out. No system header here: whatever it declares would be seen as a part of this module. */

/* Makes a file in memory that can be sealed, named for those who look at /proc; -1 with errno set. memfd_create(2) */
int linux_memory_file(const char *name);

/* Lets nobody change a file in memory any more; 0, or -1 with errno set. fcntl(2) */
int linux_seal(int file);

/* Gives memory that is not used back to the system. malloc_trim(3) */
void linux_trim_heap(void);
