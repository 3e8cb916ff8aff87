extension OutboxSchema {
    /// What is open for whom, as programs were told or will be: the daemon's own copy of the list that they keep.
    ///
    /// The party is the employer that is told, or a code of the holder; a record that is not in the registry waits some
    /// days for its return. The counter numbers events.
    static let feed = """
        CREATE TABLE open_thread (
            record_id TEXT NOT NULL CHECK (record_id <> ''),
            record_type TEXT NOT NULL CHECK (record_type <> ''),
            audience TEXT NOT NULL CHECK (audience <> ''),
            expires_on TEXT NOT NULL CHECK (expires_on IS date(expires_on)),
            kind TEXT NOT NULL CHECK (kind <> ''),
            occurred_on TEXT NOT NULL CHECK (occurred_on = '' OR occurred_on IS date(occurred_on)),
            detail TEXT NOT NULL,
            party TEXT NOT NULL,
            missing_ms INTEGER,
            PRIMARY KEY (record_id, record_type, audience, expires_on, kind, occurred_on, detail)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX open_thread_by_party ON open_thread (audience, party);
        CREATE TABLE event_counter (
            only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
            last INTEGER NOT NULL
        ) STRICT;
        INSERT INTO event_counter (only_row, last) VALUES (1, 0);

        """
}
