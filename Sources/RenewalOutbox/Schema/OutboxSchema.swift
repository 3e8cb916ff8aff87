import Foundation
import GRDB
import RenewalRules

/// The tables of the state file; a released migration is never edited.
enum OutboxSchema {
    /// `rnwd`: distinguishes our file from other SQLite databases.
    static let applicationID: Int32 = 0x726E_7764

    static func migrator(at now: UnixTime) -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1-outbox") { database in
            try database.execute(sql: notices + digests + deliveries + attempts + evidence + guards + surroundings)
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
            try database.execute(
                sql: "INSERT INTO instance (only_row, id, created_ms) VALUES (1, ?, ?)",
                arguments: [randomID(), now.milliseconds]
            )
        }
        migrator.registerMigration("2-promises") { database in
            try database.execute(sql: channelStates + figures + faults)
        }
        migrator.registerMigration("3-safety") { database in
            try database.execute(sql: floods + salt)
            try database.execute(sql: "UPDATE instance SET salt = ?", arguments: [Data(FileSecret.random())])
        }
        migrator.registerMigration("4-mutes") { try $0.execute(sql: mutes) }
        migrator.registerMigration("5-feed") { try $0.execute(sql: feed) }
        migrator.registerMigration("6-words") { try $0.execute(sql: words) }
        migrator.registerMigration("7-bounces") { try $0.execute(sql: bounces) }
        migrator.registerMigration("8-counters") { try $0.execute(sql: counters) }
        migrator.registerMigration("9-steering") { try $0.execute(sql: pauses + acknowledgers) }
        migrator.registerMigration("10-pace") { try $0.execute(sql: pace) }
        migrator.registerMigration("11-servers") { try $0.execute(sql: servers) }
        migrator.registerMigration("12-countable") { try $0.execute(sql: countable) }
        return migrator
    }

    /// 128 random bits in hexadecimal.
    private static func randomID() -> String {
        (0..<16).map { _ in
            let byte = String(UInt8.random(in: .min ... .max), radix: 16)
            return byte.count == 1 ? "0" + byte : byte
        }.joined()
    }

    /// The index is the notice's identity and answers, without touching the table, which audiences of a series are known.
    private static let notices = """
        CREATE TABLE notice (
            sequence INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
            record_type TEXT NOT NULL CHECK (record_type <> ''),
            record_id TEXT NOT NULL CHECK (record_id <> ''),
            expires_on TEXT NOT NULL CHECK (expires_on IS date(expires_on)),
            kind TEXT NOT NULL CHECK (kind <> ''),
            milestone TEXT NOT NULL CHECK (milestone <> ''),
            audience TEXT NOT NULL CHECK (audience <> ''),
            occurred_on TEXT CHECK (occurred_on IS date(occurred_on)),
            detail TEXT CHECK (detail <> ''),
            due_on TEXT NOT NULL CHECK (due_on IS date(due_on)),
            severity INTEGER NOT NULL CHECK (severity BETWEEN 0 AND 4),
            rules TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('planned', 'superseded')),
            found_on TEXT CHECK (found_on IS date(found_on)),
            created_ms INTEGER NOT NULL,
            CHECK (state = 'superseded' OR found_on IS NOT NULL)
        ) STRICT;
        CREATE UNIQUE INDEX notice_by_key ON notice (
            record_id, record_type, expires_on, audience, kind, milestone, ifnull(occurred_on, ''),
            ifnull(detail, '')
        );
        CREATE INDEX notice_by_thread ON notice (
            record_id, record_type, expires_on, audience, occurred_on, detail, kind, milestone
        );
        CREATE INDEX notice_by_kind ON notice (kind, occurred_on);
        CREATE INDEX notice_by_time ON notice (created_ms);

        """

    /// Notices in a digest; a line without a digest waits for the next one of its record.
    private static let digests = """
        CREATE TABLE digest_line (
            notice_id TEXT PRIMARY KEY NOT NULL REFERENCES notice (id),
            record_type TEXT NOT NULL CHECK (record_type <> ''),
            record_id TEXT NOT NULL CHECK (record_id <> ''),
            digest_id TEXT REFERENCES notice (id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX digest_line_open ON digest_line (record_type, record_id) WHERE digest_id IS NULL;
        CREATE INDEX digest_line_told ON digest_line (digest_id) WHERE digest_id IS NOT NULL;

        """

    /// Not an IN list: with more than two values SQLite builds a table for every insert and update.
    private static let wasSettled =
        "(state = 'sent' OR state = 'failed' OR state = 'cancelled' OR state = 'superseded')"

    /// The partial indexes contain only what waits, in the order of claiming.
    private static let deliveries = """
        CREATE TABLE delivery (
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
                state = 'pending' OR state = 'sending' OR state = 'deferred' OR state = 'held' OR \(wasSettled)
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
                OR state <> 'failed' AND state <> 'cancelled' AND state <> 'held' AND state <> 'superseded'
            )
        ) STRICT;
        CREATE UNIQUE INDEX delivery_by_notice ON delivery (notice_id, channel, address);
        CREATE INDEX delivery_by_state ON delivery (state, updated_ms);
        CREATE INDEX delivery_pending ON delivery (channel, attempt > 0, severity DESC, due_on, id)
            WHERE state = 'pending';
        CREATE INDEX delivery_deferred ON delivery (channel, next_attempt_ms, severity) WHERE state = 'deferred';
        CREATE INDEX delivery_erasable ON delivery (updated_ms)
            WHERE erased_ms IS NULL AND \(wasSettled);
        CREATE INDEX delivery_sending ON delivery (channel, lease_until_ms, severity) WHERE state = 'sending';

        """

    private static let attempts = """
        CREATE TABLE attempt (
            delivery_id TEXT NOT NULL REFERENCES delivery (id),
            number INTEGER NOT NULL CHECK (number >= 1),
            started_ms INTEGER NOT NULL,
            ended_ms INTEGER,
            outcome TEXT CHECK (outcome <> ''),
            stage TEXT,
            code INTEGER,
            reply TEXT,
            is_late INTEGER NOT NULL DEFAULT 0 CHECK (is_late IN (0, 1)),
            PRIMARY KEY (delivery_id, number),
            CHECK ((ended_ms IS NULL) = (outcome IS NULL))
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE payload (
            delivery_id TEXT PRIMARY KEY NOT NULL REFERENCES delivery (id),
            attempt INTEGER NOT NULL CHECK (attempt >= 1),
            subject TEXT NOT NULL,
            bytes BLOB NOT NULL
        ) STRICT;

        """

    /// Entries are append-only; changing the file behind SQLite's back breaks the hash chain.
    private static let evidence = """
        CREATE TABLE evidence (
            sequence INTEGER PRIMARY KEY,
            at_ms INTEGER NOT NULL,
            event TEXT NOT NULL CHECK (event <> ''),
            notice_id TEXT,
            delivery_id TEXT,
            attempt INTEGER,
            state TEXT,
            detail TEXT,
            hash TEXT NOT NULL CHECK (length(hash) = 64)
        ) STRICT;
        CREATE TRIGGER evidence_is_never_changed BEFORE UPDATE ON evidence
            BEGIN SELECT RAISE(ABORT, 'evidence is only ever added'); END;
        CREATE TRIGGER evidence_is_never_removed BEFORE DELETE ON evidence
            BEGIN SELECT RAISE(ABORT, 'evidence is only ever added'); END;

        """

    /// The instance is the file's place when a daemon last had it; during a hold nothing is claimed.
    private static let guards = """
        CREATE TABLE instance (
            only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
            id TEXT NOT NULL CHECK (length(id) = 32),
            created_ms INTEGER NOT NULL,
            machine TEXT,
            inode INTEGER,
            epoch INTEGER NOT NULL DEFAULT 0 CHECK (epoch >= 0)
        ) STRICT;
        CREATE TABLE sending_hold (
            reason TEXT PRIMARY KEY NOT NULL,
            detail TEXT NOT NULL,
            since_ms INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        """

    /// Why rows are faulty, in Chinese too: `reason` is the English.
    private static let words = """
        ALTER TABLE faulty_rows ADD COLUMN reason_chinese TEXT CHECK (reason_chinese <> '');

        """

    private static let surroundings = """
        CREATE TABLE scan (
            sequence INTEGER PRIMARY KEY,
            day TEXT NOT NULL CHECK (day IS date(day)),
            is_full INTEGER NOT NULL CHECK (is_full IN (0, 1)),
            basis TEXT NOT NULL,
            started_ms INTEGER NOT NULL,
            ended_ms INTEGER NOT NULL,
            examined INTEGER NOT NULL CHECK (examined >= 0),
            quarantined INTEGER NOT NULL CHECK (quarantined >= 0),
            planned_notices INTEGER NOT NULL CHECK (planned_notices >= 0),
            planned_deliveries INTEGER NOT NULL CHECK (planned_deliveries >= 0),
            long_overdue INTEGER NOT NULL CHECK (long_overdue >= 0),
            phases TEXT NOT NULL
        ) STRICT;
        CREATE INDEX scan_by_day ON scan (day);
        CREATE TABLE acknowledgement (
            record_id TEXT NOT NULL,
            record_type TEXT NOT NULL,
            expires_on TEXT NOT NULL CHECK (expires_on IS date(expires_on)),
            acknowledged_on TEXT NOT NULL CHECK (acknowledged_on IS date(acknowledged_on)),
            acknowledged_ms INTEGER NOT NULL,
            notice_id TEXT NOT NULL REFERENCES notice (id),
            PRIMARY KEY (record_id, record_type, expires_on)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE disabled_channel (
            name TEXT PRIMARY KEY NOT NULL,
            reason TEXT NOT NULL,
            disabled_ms INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """
}
