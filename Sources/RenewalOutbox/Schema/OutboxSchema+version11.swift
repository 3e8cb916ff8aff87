extension OutboxSchema {
    /// What the latest attempts learned of each server of a channel.
    static let servers = """
        CREATE TABLE channel_server (
            channel TEXT NOT NULL CHECK (channel <> ''),
            server TEXT NOT NULL CHECK (server <> ''),
            fault TEXT CHECK (fault <> ''),
            since_ms INTEGER,
            certificate_end_ms INTEGER,
            PRIMARY KEY (channel, server),
            CHECK ((fault IS NULL) = (since_ms IS NULL))
        ) STRICT, WITHOUT ROWID;

        """
}
