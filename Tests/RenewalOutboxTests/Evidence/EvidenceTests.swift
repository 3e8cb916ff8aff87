import Foundation
import GRDB
import RenewalDelivery
import RenewalOutbox
import RenewalRules
import RenewalTestSupport
import Testing

/// The chain records everything that happened, and reveals changes to itself and to the tables.
@Suite struct EvidenceTests {
    private let place: OutboxPlace

    init() throws { place = try OutboxPlace() }

    private func execute(_ sql: String) throws {
        try DatabaseQueue(path: place.path).writeWithoutTransaction { try $0.execute(sql: sql) }
    }

    /// Changes entries as somebody with a hex editor could.
    private func tamper(_ sql: String) throws {
        try execute("DROP TRIGGER evidence_is_never_changed; DROP TRIGGER evidence_is_never_removed; \(sql)")
    }

    private func problems(_ outbox: Outbox, head: EvidenceHead? = nil) async throws -> [String] {
        let found = try await outbox.verifyEvidence(against: head).problems
        for phrase in found {
            #expect(SentenceReview.faults(chinese: phrase.chinese, english: phrase.english) == [])
        }
        return found.map(\.english)
    }

    private func events(_ outbox: Outbox) async throws -> [String] {
        try await outbox.evidence(after: 0, limit: 100).map { record in
            let entry = record.link.entry
            return [entry.event.rawValue, entry.attempt.map { "\($0)" }, entry.state?.rawValue]
                .compactMap(\.self).joined(separator: " ")
        }
    }

    /// Three notices: one sent at the second attempt, one withdrawn, one left waiting.
    private func life(_ outbox: Outbox) async throws {
        try await outbox.plan(Sample.notice("浙-1"))
        let first = try await outbox.claimOne()
        let later = NextState.deferred(until: Sample.start + .seconds(60))
        _ = try await outbox.record([Sample.receipt(first, .retry, next: later)], at: Sample.start)
        let second = try await outbox.claimOne(at: Sample.start + .seconds(60))
        _ = try await outbox.record([Sample.receipt(second)], at: Sample.start + .seconds(61))
        try await outbox.plan(Sample.notice("浙-2"))
        let third = try #require(try await outbox.due().first)
        let withdrawal = Withdrawal(deliveryID: third.id, attempt: third.attempt, reason: .stopped(.renewed))
        try await outbox.withdraw([withdrawal], replacements: [], at: Sample.start)
        try await outbox.plan(Sample.notice("浙-3"))
    }

    @Test func everyStepIsRecorded() async throws {
        let outbox = try place.open()
        try await life(outbox)
        #expect(
            try await events(outbox) == [
                "planned pending", "claimed 1 sending", "composed 1 sending", "answered 1 deferred",
                "claimed 2 sending", "answered 2 sent", "planned pending", "withdrawn cancelled", "planned pending",
            ]
        )
        let report = try await outbox.verifyEvidence(against: nil)
        #expect(report.problems == [] && report.entries == 9 && report.head?.sequence == 9)
        #expect(try await outbox.evidenceHead() == report.head)
    }

    @Test func entriesCarryTheirNotice() async throws {
        let outbox = try place.open()
        try await life(outbox)
        let records = try await outbox.evidence(after: 0, limit: 100)
        #expect(Set(records.compactMap(\.notice)) == Set((1...3).map { Sample.notice("浙-\($0)") }))
        #expect(records.allSatisfy { $0.notice?.key.noticeID == $0.noticeID && $0.recipient == "li.wei@example.test" })
        #expect(records.filter { $0.link.entry.event == .answered }.allSatisfy { $0.reply == "2.0.0 已接收" })
    }

    @Test(arguments: DeliveryState.allCases) func evidenceIsValidInEveryState(_ state: DeliveryState) async throws {
        let outbox = try place.open()
        _ = try await outbox.bring(Sample.notice(), to: state)
        #expect(try await problems(outbox) == [])
        _ = try await outbox.releaseOwnLeases(onAmbiguous: .resend, at: Sample.start)
        _ = try await outbox.hold(.all, at: Sample.start)
        _ = try await outbox.release(.all, at: Sample.start)
        _ = try await outbox.retry(.all, at: Sample.start)
        #expect(try await problems(outbox) == [])
    }

    @Test func evidenceTableRefusesChanges() async throws {
        try await life(try place.open())
        #expect(throws: DatabaseError.self) { try execute("UPDATE evidence SET detail = ''") }
        #expect(throws: DatabaseError.self) { try execute("DELETE FROM evidence WHERE sequence = 9") }
    }

    @Test(arguments: [
        ("UPDATE evidence SET at_ms = at_ms + 1 WHERE sequence = 4", "entry 4 does not match"),
        (
            "UPDATE evidence SET detail = replace(detail, 'retry', 'delivered') WHERE sequence = 4",
            "entry 4 does not match"
        ),
        ("DELETE FROM evidence WHERE sequence = 5", "entry 5 is missing"),
        ("DELETE FROM evidence WHERE sequence < 3", "entries 1–2 are missing"),
        ("DELETE FROM evidence WHERE sequence = 9", "never planned"),
        ("DELETE FROM evidence WHERE sequence > 7", "state of a delivery is not what was told last"),
        ("UPDATE evidence SET notice_id = '' WHERE sequence = 2", "entry 2 cannot be read"),
        ("UPDATE evidence SET detail = detail || CAST(x'0078' AS TEXT) WHERE sequence = 4", "entry 4 cannot be read"),
        (
            "UPDATE evidence SET sequence = CASE sequence WHEN 2 THEN -3 ELSE -2 END WHERE sequence IN (2, 3); "
                + "UPDATE evidence SET sequence = -sequence WHERE sequence < 0", "entry 2 does not match"
        ),
        (
            "INSERT INTO evidence SELECT 10, at_ms, event, notice_id, delivery_id, attempt, state, detail, hash "
                + "FROM evidence WHERE sequence = 6", "entry 10 does not match"
        ),
        ("UPDATE instance SET id = lower(hex(randomblob(16)))", "entry 1 does not match"),
        ("UPDATE evidence SET event = 'made_up' WHERE sequence = 7", "entry 7 cannot be read"),
    ])
    func whateverIsDoneToTheChainShows(sql: String, problem: String) async throws {
        let outbox = try place.open()
        try await life(outbox)
        try tamper(sql)
        let found = try await problems(outbox)
        #expect(found.contains { $0.contains(problem) }, "\(found)")
    }

    @Test(arguments: [
        ("UPDATE delivery SET state = 'sent', reason = NULL WHERE state = 'cancelled'", "state of a delivery"),
        ("UPDATE delivery SET address = 'x@example.test' WHERE state = 'sent'", "address of delivery"),
        ("UPDATE attempt SET reply = '250 queued' WHERE number = 1", "answer to attempt 1"),
        ("UPDATE attempt SET outcome = 'delivered' WHERE number = 1", "answer to attempt 1"),
        ("UPDATE payload SET bytes = x'00'", "message of delivery"),
        ("UPDATE notice SET milestone = 'M-6' WHERE record_id = '浙-3'", "address of delivery"),
        (
            "DELETE FROM payload; DELETE FROM attempt; DELETE FROM delivery WHERE state = 'sent'",
            "planned delivery is missing"
        ),
        (
            "INSERT INTO attempt SELECT delivery_id, 3, started_ms, ended_ms, outcome, stage, code, reply, is_late "
                + "FROM attempt WHERE number = 2", "attempts of delivery"
        ),
        ("UPDATE delivery SET erased_ms = updated_ms WHERE state = 'sent'", "counts as erased, and no entry"),
        (
            "UPDATE delivery SET erased_ms = updated_ms, address = 'erased:' || id WHERE state = 'sent'; "
                + "DELETE FROM payload; UPDATE attempt SET reply = NULL", "counts as erased, and no entry"
        ),
        (
            "UPDATE delivery SET erased_ms = 1, address = 'x', notice_id = (SELECT id FROM notice WHERE record_id = '浙-3') "
                + "WHERE state = 'sent'", "counts as erased, and no entry"
        ),
        ("DELETE FROM payload", "message of delivery"), ("DELETE FROM attempt", "attempts of delivery"),
        ("DELETE FROM attempt WHERE number = 2", "attempts of delivery"),
        ("UPDATE payload SET subject = 'x'", "rows of delivery"),
        ("UPDATE payload SET attempt = 2", "message of delivery"),
        ("UPDATE delivery SET created_ms = created_ms - 1", "times of delivery"),
        ("UPDATE delivery SET updated_ms = updated_ms - 1", "times of delivery"),
        ("UPDATE attempt SET started_ms = started_ms - 1 WHERE number = 1", "rows of delivery"),
        ("UPDATE attempt SET ended_ms = ended_ms + 1 WHERE number = 1", "answer to attempt 1"),
        ("UPDATE attempt SET is_late = 1 WHERE number = 2", "answer to attempt 2"),
        ("UPDATE notice SET severity = 0", "rows of notice"), ("UPDATE delivery SET severity = 0", "rows of delivery"),
        ("UPDATE notice SET due_on = '2020-01-01'", "is not as it was planned"),
        ("UPDATE notice SET found_on = '2020-01-01'", "rows of notice"),
        ("UPDATE notice SET rules = 'R1'", "is not as it was planned"),
        ("UPDATE delivery SET ambiguous_attempts = 1 WHERE state = 'sent'", "ambiguous attempts of delivery"),
        ("UPDATE delivery SET recipient_name = '王芳'", "rows of delivery"),
        ("UPDATE delivery SET language = 'en'", "rows of delivery"),
        ("UPDATE delivery SET reason = 'renewed early' WHERE state = 'cancelled'", "rows of delivery"),
        (
            "INSERT INTO acknowledgement (record_id, record_type, expires_on, acknowledged_on, acknowledged_ms, "
                + "notice_id) SELECT record_id, record_type, expires_on, due_on, created_ms, id FROM notice",
            "acknowledgement that nobody gave"
        ),
        (
            "INSERT INTO disabled_channel (name, reason, disabled_ms) VALUES ('office-mail', '410 Gone', 1)",
            "the disabled channel office-mail is in no entry"
        ),
        (
            "INSERT INTO sending_hold VALUES ('many_due', '', 'x', '', 1)",
            "the hold many_due is in no entry"
        ),
        (
            "INSERT INTO digest_line (notice_id, record_type, record_id, digest_id) "
                + "SELECT id, 'employer', 'E-1', id FROM notice LIMIT 1", "not in the digest it was given to"
        ),
        (
            "INSERT INTO notice (id, record_type, record_id, expires_on, kind, milestone, audience, due_on, severity, "
                + "rules, state, found_on, created_ms) SELECT 'a' || substr(id, 2), record_type, '浙-9', expires_on, "
                + "kind, milestone, audience, due_on, severity, rules, state, found_on, created_ms FROM notice LIMIT 1",
            "a notice that was never planned"
        ),
    ])
    func editedTablesAreDetected(sql: String, problem: String) async throws {
        let outbox = try place.open()
        try await life(outbox)
        try execute("PRAGMA foreign_keys = OFF; \(sql)")
        let found = try await problems(outbox)
        #expect(found.contains { $0.contains(problem) }, "\(found)")
    }

    /// Whoever can write the whole file can forge a whole new chain; a head noted elsewhere reveals it.
    @Test func notedHeadDetectsARewrittenChain() async throws {
        let outbox = try place.open()
        try await life(outbox)
        let head = try #require(try await outbox.evidenceHead())
        try await outbox.plan(Sample.notice("浙-4"))
        #expect(try await problems(outbox, head: head) == [])
        let other = EvidenceHead(sequence: head.sequence, hash: String(head.hash.reversed()))
        #expect(try await problems(outbox, head: other).count == 1)
        let beyond = EvidenceHead(sequence: 99, hash: head.hash)
        #expect(try await problems(outbox, head: beyond) == ["entry 99, which was noted, is missing"])
        #expect(EvidenceHead("\(head)") == head)
        for text in ["", "1", "1:ab", "-1:\(head.hash)", "x:\(head.hash)"] { #expect(EvidenceHead(text) == nil) }
    }

    /// Anyone with SHA-256 can verify the chain.
    @Test func hashesCanBeRecomputedByAnotherProgram() async throws {
        let outbox = try place.open()
        try await life(outbox)
        let script = """
            import hashlib, sqlite3, sys
            db = sqlite3.connect(sys.argv[1])
            last, = db.execute("SELECT id FROM instance").fetchone()
            for *fields, hash in db.execute("SELECT sequence, at_ms, event, notice_id, delivery_id, attempt, state, "
                                            "detail, hash FROM evidence ORDER BY sequence"):
                lines = [last] + ["" if field is None else str(field) for field in fields]
                last = hashlib.sha256("\\n".join(lines).encode()).hexdigest()
                assert last == hash, fields
            print(last)
            """
        let output = try ForeignProgram.python(script, arguments: [place.path])
        let head = try await outbox.evidenceHead()
        #expect(output.trimmingCharacters(in: .newlines) == head?.hash)
    }
}
