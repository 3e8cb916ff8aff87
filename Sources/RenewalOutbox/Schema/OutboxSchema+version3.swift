extension OutboxSchema {
    /// Holds of parts, and the planned, unheld deliveries of an unfinished scan by party.
    ///
    /// An empty scope means all sending. An interrupted scan leaves its rows, so that its repetition on the same day
    /// continues the count.
    static let floods = """
        ALTER TABLE sending_hold RENAME TO sending_hold_of_everything;
        CREATE TABLE sending_hold (
            reason TEXT NOT NULL CHECK (reason <> ''),
            scope TEXT NOT NULL,
            detail TEXT NOT NULL,
            figures TEXT NOT NULL,
            since_ms INTEGER NOT NULL,
            PRIMARY KEY (reason, scope)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO sending_hold (reason, scope, detail, figures, since_ms)
            SELECT reason, '', detail, figures, since_ms FROM sending_hold_of_everything;
        DROP TABLE sending_hold_of_everything;
        CREATE INDEX delivery_held ON delivery (reason, state) WHERE state = 'held';
        CREATE TABLE fresh_delivery (
            sequence INTEGER PRIMARY KEY,
            delivery_id TEXT NOT NULL CHECK (length(delivery_id) = 26),
            day TEXT NOT NULL CHECK (day IS date(day)),
            record_type TEXT NOT NULL CHECK (record_type <> ''),
            employer TEXT CHECK (employer <> ''),
            is_urgent INTEGER NOT NULL CHECK (is_urgent IN (0, 1))
        ) STRICT;

        """

    /// Makes the delivery ids specific to this file, so that none can be guessed from an address.
    static let salt = """
        ALTER TABLE instance ADD COLUMN salt BLOB CHECK (length(salt) = \(FileSecret.byteCount));

        """
}
