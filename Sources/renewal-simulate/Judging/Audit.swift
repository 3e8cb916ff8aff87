import GRDB
import RenewalConfig
import RenewalDelivery
import RenewalOutbox
import RenewalRules

/// Inspects the state file from outside, in plain SQL, for what must be true whatever has happened.
struct Audit {
    let world: World

    private var story: Story { world.story }

    /// What must be true whenever no daemon runs.
    func betweenLives() async {
        look { database in
            try judgeWhatWasKnown(database)
            try judgeFloods(database)
            if world.lives % 12 == 0 { try judgeKeys(database) }
        }
    }

    /// What must be true after the calm.
    func atTheEnd() async {
        guard story.failure == nil else { return }
        look { database in
            try judgeWhatWasKnown(database)
            try judgeKeys(database)
            try judgeAttempts(database)
            try judgeQueue(database)
            try judgeFloods(database)
            try judgeReturned(database)
            try judgeFile(database)
            try Oracle(world: world).judge(database)
        }
        await judgeEvidence()
    }

    /// The evidence matches the tables, crash or not.
    private func judgeEvidence() async {
        do {
            let report = try await world.outbox(.reading).verifyEvidence(against: nil)
            for problem in report.problems { story.fail("P8", "the evidence disagrees: \(problem.english)") }
        } catch {
            story.fail("P8", "the evidence cannot be read: \(error)")
        }
    }

    private func look(_ body: (Database) throws -> Void) {
        do {
            var configuration = GRDB.Configuration()
            configuration.readonly = true
            let queue = try DatabaseQueue(path: world.configuration.statePath, configuration: configuration)
            try queue.read(body)
            try queue.close()
        } catch {
            story.fail("P7", "the state file cannot be read: \(error)")
        }
    }

    /// What was sent was accepted and stays sent unless it came back, and nothing planned disappears.
    private func judgeWhatWasKnown(_ database: Database) throws {
        let accepted = world.network.accepted
        var known: [String: String] = [:]
        let rows = try Row.fetchCursor(database, sql: "SELECT id, state FROM delivery")
        while let row = try rows.next() {
            let (id, state): (String, String) = (row["id"], row["state"])
            known[id] = state
            if state == "sent", accepted[id] == nil { story.fail("P3", "\(id) counts as sent and never arrived") }
            if state == "bounced", world.returned[id] == nil {
                story.fail("P3", "\(id) counts as returned and never came back")
            }
        }
        for (id, state) in world.known {
            guard let now = known[id] else { return story.fail("P2", "the delivery \(id) has disappeared") }
            if state == "sent", now != "sent", world.returned[id] == nil {
                story.fail("P3", "\(id) was sent and is \(now) now")
            }
        }
        world.known = known
    }

    private func judgeKeys(_ database: Database) throws {
        try none(
            database,
            "P1",
            "notices with one key",
            """
            SELECT min(id) FROM notice
            GROUP BY record_id, record_type, expires_on, audience, kind, milestone, occurred_on, detail
            HAVING count(*) > 1
            """
        )
        try none(database, "P1", "notices with one id", "SELECT id FROM notice GROUP BY id HAVING count(*) > 1")
        try none(
            database,
            "P1",
            "deliveries with one key",
            "SELECT min(id) FROM delivery GROUP BY notice_id, channel, address HAVING count(*) > 1"
        )
        try none(
            database,
            "P2",
            "planned notices that nobody is to get",
            """
            SELECT id FROM notice WHERE state = 'planned' AND id NOT IN (SELECT notice_id FROM delivery)
                AND id NOT IN (SELECT notice_id FROM digest_line)
            """
        )
    }

    private func judgeAttempts(_ database: Database) throws {
        try none(
            database,
            "P7",
            "sent deliveries without an attempt that delivered",
            """
            SELECT id FROM delivery WHERE state = 'sent' AND id NOT IN (
                SELECT delivery_id FROM attempt WHERE outcome = 'delivered'
            )
            """
        )
        try none(
            database,
            "P7",
            "delivered deliveries that do not count as sent",
            """
            SELECT a.delivery_id FROM attempt AS a JOIN delivery AS d ON d.id = a.delivery_id
            WHERE a.outcome = 'delivered' AND a.is_late = 0 AND d.state <> 'sent'
                AND d.id NOT IN (SELECT delivery_id FROM bounce)
            """
        )
        try none(
            database,
            "P7",
            "attempts left open",
            """
            SELECT a.delivery_id FROM attempt AS a JOIN delivery AS d ON d.id = a.delivery_id
            WHERE a.ended_ms IS NULL AND d.state <> 'sending'
            """
        )
        try none(
            database,
            "P7",
            "failed deliveries without an attempt",
            "SELECT id FROM delivery WHERE state = 'failed' AND attempt = 0"
        )
    }

    /// After the calm nothing waits but what was planned in its last days; ambiguous deliveries are held only if the
    /// office wants that.
    private func judgeQueue(_ database: Database) throws {
        try none(
            database,
            "P2",
            "deliveries that still wait",
            """
            SELECT id FROM delivery WHERE state IN ('pending', 'deferred', 'sending')
                AND created_ms < \(world.lastPlanned.milliseconds)
            """
        )
        let held = """
            SELECT id FROM delivery WHERE state = 'held' AND reason NOT IN ('ambiguous', 'may have been delivered')
            """
        let isHolding = world.settings.delivery.onAmbiguous == .hold
        try none(
            database,
            "P2",
            "deliveries held back",
            isHolding ? held : "SELECT id FROM delivery WHERE state = 'held'"
        )
    }

    /// Held notices leave only once somebody has released them, and no scan leaves more than the limit to be claimed.
    private func judgeFloods(_ database: Database) throws {
        try none(
            database,
            "P8",
            "held deliveries that were claimed",
            """
            SELECT delivery_id FROM (
                SELECT delivery_id, event, lag(event) OVER (PARTITION BY delivery_id ORDER BY sequence) AS before
                FROM evidence WHERE delivery_id IS NOT NULL
            ) WHERE event = 'claimed' AND before = 'held'
            """
        )
        try none(
            database,
            "P8",
            "kinds of notices of which more than the limit is not held",
            """
            SELECT CASE f.is_urgent WHEN 1 THEN 'urgent' ELSE 'others' END
            FROM fresh_delivery AS f JOIN delivery AS d ON d.id = f.delivery_id
            WHERE d.state = 'pending' AND d.attempt = 0
            GROUP BY f.is_urgent HAVING count(*) > \(world.settings.delivery.maxDuePerScan)
            """
        )
        try none(
            database,
            "P8",
            "held deliveries without their hold",
            """
            SELECT id FROM delivery WHERE state = 'held' AND reason LIKE 'many_due %'
                AND reason NOT IN (SELECT reason || ' ' || scope FROM sending_hold)
            """
        )
    }

    /// The administrators are told of each mail that came back, by the first scan of the days after.
    private func judgeReturned(_ database: Database) throws {
        let query = "SELECT record_id FROM notice WHERE kind = '\(NoticeKind.deliveryFailed.rawValue)'"
        let told = Set(try String.fetchAll(database, sql: query))
        for (id, mail) in world.returned where !mail.isOfFailure && !told.contains(id) {
            guard world.scans.contains(where: { $0 > mail.at && $0 < mail.at + .seconds(6 * 86_400) }) else { continue }
            let state = try String.fetchOne(database, sql: "SELECT state FROM delivery WHERE id = ?", arguments: [id])
            // An operator had it sent again before.
            if state == "bounced" { story.fail("P2", "nobody is told that \(id) came back") }
        }
    }

    private func judgeFile(_ database: Database) throws {
        let findings = try String.fetchAll(database, sql: "PRAGMA integrity_check")
        if findings != ["ok"] { story.fail("P7", "integrity check: \(findings.prefix(3))") }
        let foreign = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
        if !foreign.isEmpty { story.fail("P7", "\(foreign.count) rows refer to nothing") }
    }

    private func none(_ database: Database, _ invariant: String, _ what: String, _ sql: String) throws {
        let found = try String.fetchAll(database, sql: sql)
        if !found.isEmpty { story.fail(invariant, "\(found.count) \(what), \(found.prefix(3))") }
    }
}
