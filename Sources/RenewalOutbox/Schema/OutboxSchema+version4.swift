import RenewalDelivery

extension OutboxSchema {
    /// Who is left alone on request; one that has ended by itself stays until the time of `retention` is over.
    static let mutes = """
        CREATE TABLE mute (
            name TEXT PRIMARY KEY NOT NULL CHECK (name <> ''),
            kind TEXT NOT NULL CHECK (kind <> ''),
            party TEXT NOT NULL CHECK (party <> ''),
            last_on TEXT CHECK (last_on IS date(last_on)),
            reason TEXT CHECK (reason <> ''),
            muted_by TEXT NOT NULL CHECK (muted_by <> ''),
            muted_ms INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX delivery_muted ON delivery (notice_id) WHERE \(isMuted);

        """

    /// A delivery that did not leave because its recipient is muted.
    static let isMuted = "state = 'cancelled' AND reason = 'muted'"
}
