extension OutboxSchema {
    /// What commands show and a restart honours; a channel without a row is well and not paused.
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
}
