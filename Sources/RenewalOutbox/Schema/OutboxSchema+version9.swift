extension OutboxSchema {
    /// Who acknowledged and why; files of earlier builds do not know.
    static let acknowledgers = """
        ALTER TABLE acknowledgement ADD COLUMN acknowledged_by TEXT CHECK (acknowledged_by <> '');
        ALTER TABLE acknowledgement ADD COLUMN reason TEXT CHECK (reason <> '');

        """

    /// Since when and why an operator has paused a channel; `paused_by` says that it is, and no end means until resumed.
    static let pauses = """
        ALTER TABLE channel_state ADD COLUMN paused_ms INTEGER;
        ALTER TABLE channel_state ADD COLUMN paused_reason TEXT CHECK (paused_reason <> '');

        """
}
