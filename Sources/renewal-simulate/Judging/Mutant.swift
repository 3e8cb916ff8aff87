import ArgumentParser
import GRDB

/// A bug planted in the world to check that the simulator finds it; the daemon's own code is unchanged.
enum Mutant: String, CaseIterable, ExpressibleByArgument {
    /// The unique keys of notices are missing: planning a known notice stores it again.
    case uniqueKey = "unique-key"
    /// Data acknowledged as stored are not on disk yet when a crash comes.
    case receiptBeforeCommit = "receipt-before-commit"
    /// The result of an attempt that lost its lease is accepted.
    case noFencing = "no-fencing"
    /// The bytes of an attempt are not kept for the next one.
    case thawedBytes = "thawed-bytes"
    /// Some deliveries disappear when they are planned.
    case lostDelivery = "lost-delivery"
    /// Of several addresses the second is forgotten.
    case forgottenAddress = "forgotten-address"
    /// A claimed digest loses a line.
    case lostLine = "lost-line"
    /// The recheck before sending sees the registry as of the last scan.
    case staleRecheck = "stale-recheck"
    /// Notices of an unusual scan leave although the guard holds them.
    case leakyHold = "leaky-hold"
    /// A mute that was ordered is heeded by nobody.
    case deafMute = "deaf-mute"
    /// The list of what is open forgets some rows for the office.
    case forgottenRow = "forgotten-row"
    /// A table loses a row on its way to a program.
    case lostRow = "lost-row"

    /// Whether what a program gets shows it, and nothing that is judged here.
    var isOfFeed: Bool {
        switch self {
        case .forgottenRow, .lostRow: true
        case .uniqueKey, .receiptBeforeCommit, .noFencing, .thawedBytes, .lostDelivery, .lostLine, .staleRecheck,
            .leakyHold, .deafMute, .forgottenAddress:
            false
        }
    }

    /// How the second of two addresses begins.
    static let second = "second-"

    /// Changes a state file that a daemon has open.
    func plant(in path: String) throws {
        guard let sql = trigger else { return }
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }

    /// Changes a state file that nobody has open.
    func prepare(_ path: String) throws {
        guard self == .uniqueKey else { return }
        var configuration = GRDB.Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { database in
            try database.execute(
                sql: """
                    DROP INDEX notice_by_key;
                    PRAGMA writable_schema = ON;
                    UPDATE sqlite_master SET sql = replace(sql, 'id TEXT NOT NULL UNIQUE', 'id TEXT NOT NULL')
                        WHERE name = 'notice';
                    DELETE FROM sqlite_master WHERE name = 'sqlite_autoindex_notice_1';
                    UPDATE sqlite_master SET sql = replace(sql, 'REFERENCES notice (id)', '') WHERE type = 'table';
                    PRAGMA writable_schema = RESET;
                    VACUUM;
                    """
            )
        }
        try queue.close()
    }

    private var trigger: String? {
        switch self {
        case .uniqueKey, .receiptBeforeCommit, .staleRecheck, .lostRow: nil
        case .noFencing:
            """
            CREATE TRIGGER IF NOT EXISTS mutant AFTER UPDATE OF is_late ON attempt WHEN NEW.is_late = 1 BEGIN
                UPDATE delivery SET lease_until_ms = NULL, reason = 'refused', next_attempt_ms = NEW.ended_ms,
                    state = CASE NEW.outcome WHEN 'delivered' THEN 'sent' WHEN 'permanent' THEN 'failed'
                        ELSE 'deferred' END
                WHERE id = NEW.delivery_id;
            END
            """
        case .thawedBytes:
            """
            CREATE TRIGGER IF NOT EXISTS mutant AFTER INSERT ON payload BEGIN
                DELETE FROM payload WHERE delivery_id = NEW.delivery_id;
            END
            """
        case .lostLine:
            """
            CREATE TRIGGER IF NOT EXISTS mutant AFTER UPDATE OF state ON delivery WHEN NEW.state = 'sending' BEGIN
                DELETE FROM digest_line WHERE notice_id = (
                    SELECT max(notice_id) FROM digest_line WHERE digest_id = NEW.notice_id
                );
            END
            """
        case .leakyHold:
            """
            CREATE TRIGGER IF NOT EXISTS mutant AFTER UPDATE OF state ON delivery
            WHEN NEW.state = 'held' AND NEW.reason LIKE 'many_due %' BEGIN
                UPDATE delivery SET state = 'pending', reason = NULL WHERE id = NEW.id;
            END
            """
        case .deafMute:
            """
            CREATE TRIGGER IF NOT EXISTS mutant AFTER INSERT ON mute BEGIN
                UPDATE mute SET party = party || ' (nobody)' WHERE name = NEW.name;
            END
            """
        case .forgottenRow:
            """
            CREATE TRIGGER IF NOT EXISTS mutant AFTER INSERT ON open_thread
            WHEN NEW.audience = 'administrator' AND substr(NEW.record_id, -1) IN ('1', '4', '7') BEGIN
                DELETE FROM open_thread WHERE record_id = NEW.record_id AND audience = NEW.audience;
            END
            """
        case .forgottenAddress:
            """
            CREATE TRIGGER IF NOT EXISTS mutant AFTER INSERT ON delivery
            WHEN NEW.address LIKE '\(Self.second)%' BEGIN
                DELETE FROM delivery WHERE id = NEW.id;
            END
            """
        case .lostDelivery:
            """
            CREATE TRIGGER IF NOT EXISTS mutant AFTER INSERT ON delivery WHEN NEW.sequence % 40 = 39 BEGIN
                DELETE FROM delivery WHERE id = NEW.id;
            END
            """
        }
    }
}
