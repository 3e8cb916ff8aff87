extension OutboxSchema {
    /// What monitoring counts: sums that only grow, kept in the transactions that they count.
    ///
    /// A row of the lateness has the deliveries accepted after at most `up_to_s` seconds and after more than the bound before
    /// it; `seconds` is the sum of their lateness.
    static let counters = """
        CREATE TABLE finished_count (
            channel TEXT NOT NULL CHECK (channel <> ''),
            state TEXT NOT NULL CHECK \(isSettled),
            total INTEGER NOT NULL CHECK (total >= 0),
            PRIMARY KEY (channel, state)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE attempt_count (
            channel TEXT NOT NULL CHECK (channel <> ''),
            outcome TEXT NOT NULL CHECK (outcome <> ''),
            total INTEGER NOT NULL CHECK (total >= 0),
            PRIMARY KEY (channel, outcome)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE lateness_count (
            channel TEXT NOT NULL CHECK (channel <> ''),
            severity INTEGER NOT NULL CHECK (severity BETWEEN 0 AND 4),
            up_to_s INTEGER NOT NULL CHECK (up_to_s > 0),
            total INTEGER NOT NULL CHECK (total >= 0),
            seconds INTEGER NOT NULL CHECK (seconds >= 0),
            PRIMARY KEY (channel, severity, up_to_s)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX delivery_held_by_channel ON delivery (channel) WHERE state = 'held';

        """
}
