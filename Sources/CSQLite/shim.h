/* What Swift cannot call of SQLite: functions with a variable number of arguments. */
#include <sqlite3.h>

/* No statement can damage the file, whatever its schema makes of it. */
static inline int csqlite_defend(sqlite3 *database) {
    return sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}
