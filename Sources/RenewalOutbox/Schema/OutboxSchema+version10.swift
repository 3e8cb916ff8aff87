extension OutboxSchema {
    /// How many notices a mailbox got on the latest day on which it got any, where there is a limit.
    ///
    /// A mailbox is a keyed code, as a mute's name has it; rows of earlier days are removed by housekeeping.
    static let pace = """
        CREATE TABLE mailbox_day (
            code TEXT PRIMARY KEY NOT NULL CHECK (length(code) = 26),
            day TEXT NOT NULL CHECK (day IS date(day)),
            count INTEGER NOT NULL CHECK (count >= 1)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX mailbox_day_by_day ON mailbox_day (day);

        """
}
