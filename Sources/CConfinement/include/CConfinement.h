#pragma once

/* What Swift cannot say to the kernel, and the names that stand in place of others in this program alone. */

/* Closes every file but the standard three; 0, or -1 with errno set. */
int renewald_sheet_close_files(void);

/* Gives up rights for good: no new privileges, no core, no look into this process by others; 0, or -1 with errno set. */
int renewald_sheet_give_up_rights(void);

/* Refuses every system call but those that handle memory and open files; 0, or -1 with errno set. */
int renewald_sheet_filter_calls(void);

/* From here on, the end of the processor time (SIGXCPU) is only written down; 0, or -1 with errno set. */
int renewald_sheet_watch_time(void);

/* Whether the processor time has come to its end. */
int renewald_sheet_is_out_of_time(void);
