extension OutboxSchema {
    /// What waits is counted by channel in the index alone: of an index over some rows SQLite asks the table for the state
    /// of each, unless the index has it too.
    static let countable = """
        DROP INDEX delivery_pending;
        CREATE INDEX delivery_pending ON delivery (channel, attempt > 0, severity DESC, due_on, id, state)
            WHERE state = 'pending';
        DROP INDEX delivery_deferred;
        CREATE INDEX delivery_deferred ON delivery (channel, next_attempt_ms, severity, state) WHERE state = 'deferred';
        DROP INDEX delivery_sending;
        CREATE INDEX delivery_sending ON delivery (channel, lease_until_ms, severity, state) WHERE state = 'sending';
        DROP INDEX delivery_held_by_channel;
        CREATE INDEX delivery_held_by_channel ON delivery (channel, state) WHERE state = 'held';

        """
}
