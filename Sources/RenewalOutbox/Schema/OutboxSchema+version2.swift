extension OutboxSchema {
    /// What commands show and a restart honours; a channel without a row works and is not paused.
    static let channelStates = """
        CREATE TABLE channel_state (
            name TEXT PRIMARY KEY NOT NULL CHECK (name <> ''),
            fault TEXT CHECK (fault <> ''),
            since_ms INTEGER,
            rests INTEGER NOT NULL DEFAULT 0 CHECK (rests >= 0),
            rest_until_ms INTEGER,
            paused_until_ms INTEGER,
            paused_by TEXT CHECK (paused_by <> ''),
            CHECK ((fault IS NULL) = (since_ms IS NULL))
        ) STRICT, WITHOUT ROWID;

        """

    /// The figures behind a hold, for those who are notified; and the row counts of the last full pass, for comparison
    /// with the next.
    static let figures = """
        ALTER TABLE sending_hold ADD COLUMN figures TEXT NOT NULL DEFAULT '';
        CREATE TABLE registry_size (
            section TEXT PRIMARY KEY NOT NULL CHECK (section <> ''),
            row_count INTEGER NOT NULL CHECK (row_count >= 0)
        ) STRICT, WITHOUT ROWID;

        """

    /// The faults that the last full pass found in the registry, for the daily report: ids of rows, but none of their
    /// content.
    static let faults = """
        CREATE TABLE faulty_rows (
            sequence INTEGER PRIMARY KEY,
            consequence INTEGER NOT NULL CHECK (consequence BETWEEN 0 AND 4),
            table_name TEXT NOT NULL CHECK (table_name <> ''),
            column_name TEXT CHECK (column_name <> ''),
            reason TEXT NOT NULL CHECK (reason <> ''),
            count INTEGER NOT NULL CHECK (count >= 1),
            ids TEXT NOT NULL CHECK (json_valid(ids))
        ) STRICT;
        ALTER TABLE scan ADD COLUMN unreachable INTEGER NOT NULL DEFAULT 0 CHECK (unreachable >= 0);

        """
}
