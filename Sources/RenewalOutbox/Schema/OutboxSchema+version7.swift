import RenewalDelivery

extension OutboxSchema {
    /// Not an IN list: with more than two values SQLite builds a table for every insert and update.
    static let isSettled =
        "(state = 'sent' OR state = 'bounced' OR state = 'failed' OR state = 'cancelled' OR state = 'superseded')"

    /// What mail servers reported of accepted mails, and how many came back from a mailbox in a row.
    ///
    /// The constraint on the states of deliveries can only be changed by making their table anew; the tables that refer to
    /// it do so by its name, and are checked before the commit. A mailbox is a keyed code, as a mute's name has it: it has
    /// to outlast the address, which is erased before a second mail to it may come back.
    static let bounces = """
        CREATE TABLE delivery_with_bounces (
            sequence INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
            notice_id TEXT NOT NULL REFERENCES notice (id),
            channel TEXT NOT NULL CHECK (channel <> ''),
            address TEXT NOT NULL CHECK (address <> ''),
            recipient_name TEXT,
            language TEXT NOT NULL CHECK (language <> ''),
            severity INTEGER NOT NULL CHECK (severity BETWEEN 0 AND 4),
            due_on TEXT NOT NULL CHECK (due_on IS date(due_on)),
            state TEXT NOT NULL CHECK (
                state = 'pending' OR state = 'sending' OR state = 'deferred' OR state = 'held' OR \(isSettled)
            ),
            reason TEXT CHECK (reason <> ''),
            attempt INTEGER NOT NULL CHECK (attempt >= 0),
            ambiguous_attempts INTEGER NOT NULL CHECK (ambiguous_attempts BETWEEN 0 AND attempt),
            first_attempt_ms INTEGER,
            next_attempt_ms INTEGER,
            lease_until_ms INTEGER,
            created_ms INTEGER NOT NULL,
            updated_ms INTEGER NOT NULL,
            erased_ms INTEGER,
            CHECK ((state = 'sending') = (lease_until_ms IS NOT NULL)),
            CHECK (state <> 'deferred' OR next_attempt_ms IS NOT NULL),
            CHECK (
                reason IS NOT NULL
                OR state <> 'failed' AND state <> 'bounced' AND state <> 'cancelled' AND state <> 'held'
                    AND state <> 'superseded'
            )
        ) STRICT;
        INSERT INTO delivery_with_bounces
            (sequence, id, notice_id, channel, address, recipient_name, language, severity, due_on, state, reason,
            attempt, ambiguous_attempts, first_attempt_ms, next_attempt_ms, lease_until_ms, created_ms, updated_ms,
            erased_ms)
            SELECT sequence, id, notice_id, channel, address, recipient_name, language, severity, due_on, state, reason,
                attempt, ambiguous_attempts, first_attempt_ms, next_attempt_ms, lease_until_ms, created_ms, updated_ms,
                erased_ms
            FROM delivery ORDER BY sequence;
        DROP TABLE delivery;
        ALTER TABLE delivery_with_bounces RENAME TO delivery;
        CREATE UNIQUE INDEX delivery_by_notice ON delivery (notice_id, channel, address);
        CREATE INDEX delivery_by_state ON delivery (state, updated_ms);
        CREATE INDEX delivery_pending ON delivery (channel, attempt > 0, severity DESC, due_on, id)
            WHERE state = 'pending';
        CREATE INDEX delivery_deferred ON delivery (channel, next_attempt_ms, severity) WHERE state = 'deferred';
        CREATE INDEX delivery_erasable ON delivery (updated_ms)
            WHERE erased_ms IS NULL AND \(isSettled);
        CREATE INDEX delivery_sending ON delivery (channel, lease_until_ms, severity) WHERE state = 'sending';
        CREATE INDEX delivery_held ON delivery (reason, state) WHERE state = 'held';
        CREATE INDEX delivery_muted ON delivery (notice_id) WHERE \(isMuted);
        CREATE TABLE bounce (
            delivery_id TEXT NOT NULL REFERENCES delivery (id),
            attempt INTEGER NOT NULL CHECK (attempt >= 1),
            is_final INTEGER NOT NULL CHECK (is_final IN (0, 1)),
            cause TEXT NOT NULL CHECK (cause <> ''),
            status TEXT CHECK (status <> ''),
            reply TEXT,
            reported_ms INTEGER NOT NULL,
            PRIMARY KEY (delivery_id, attempt, is_final)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE bouncing_mailbox (
            code TEXT PRIMARY KEY NOT NULL CHECK (length(code) = 26),
            count INTEGER NOT NULL CHECK (count >= 1),
            accepted_ms INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        """
}
