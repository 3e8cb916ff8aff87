import GRDB
import RenewalRules
import Testing

@testable import RenewalOutbox

/// The queries of every pass and claim seek in an index and do not scan, however many rows there are.
@Suite struct QueryPlanTests {
    private func plan(_ query: String, _ arguments: StatementArguments) async throws -> [String] {
        let place = try OutboxPlace()
        let pool = try #require(try place.open().pool)
        return try await pool.writeWithoutTransaction { database in
            let rows = try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + query, arguments: arguments)
            return try rows.map { try $0.text("detail") }
        }
    }

    /// One employer's table must not read everybody's rows.
    @Test(
        arguments: [
            (OutboxQueries.openThreads(ofRecords: 1), ["r"], "PRIMARY KEY (record_id=?)"),
            (OutboxQueries.openRecords, ["r", "registration", "250"], "PRIMARY KEY ((record_id,record_type)>(?,?))"),
            (
                OutboxQueries.openRecordsOfParty, ["employer", "E-1", "9"],
                "open_thread_by_party (audience=? AND party=?)"
            ),
            (OutboxQueries.openRecordsOfAudience, ["administrator", "9"], "open_thread_by_party (audience=?)"),
            (OutboxQueries.openThreadCounts, ["employer"], "open_thread_by_party (audience=?"),
            (OutboxQueries.recentSnapshots, ["2026-03-05", "snapshot"], "notice_by_kind (kind=? AND occurred_on>?)"),
            (OutboxQueries.toldReminders(ofRecords: 1), ["r"], "delivery_by_notice (notice_id=?)"),
            (OutboxQueries.deliveriesAbout, ["r", "registration"], "delivery_by_notice (notice_id=?)"),
            (OutboxQueries.digestsAbout, ["r", "registration"], "delivery_by_notice (notice_id=?)"),
        ]
    )
    func whatIsOpenIsFoundByIndex(_ query: String, _ values: [String], _ index: String) async throws {
        let details = try await plan(query, StatementArguments(values))
        #expect(details.contains { $0.contains(index) }, "\(details)")
        #expect(!details.contains { $0.hasPrefix("SCAN") }, "\(details)")
    }

    private static let series: StatementArguments = ["r", "registration", "2026-03-15"]

    /// Otherwise every sent delivery would be scanned each time a lane wakes.
    @Test(arguments: [16, 64, 256]) func deliveriesAreFoundByTheirNotice(count: Int) async throws {
        let ids = StatementArguments(repeatElement("n", count: count))
        let plan = try await plan(OutboxQueries.waysOfNotices(count), ids)
        #expect(plan.contains { $0.contains("delivery_by_notice (notice_id=?)") }, "\(plan)")
    }

    @Test(
        arguments: [
            (OutboxQueries.claimable, "delivery_pending (channel=? AND <expr>=? AND severity>?)"),
            (OutboxQueries.expiredLeases, "delivery_sending (channel=? AND lease_until_ms<?)"),
            (OutboxQueries.promoteDeferred, "delivery_deferred (channel=? AND next_attempt_ms<?)"),
            (OutboxQueries.nextPending, "delivery_pending (channel=? AND <expr>=? AND severity>?)"),
            (OutboxQueries.nextDeferred, "delivery_deferred (channel=?)"),
            (OutboxQueries.nextLease, "delivery_sending (channel=?)"),
        ]
    )
    func claimWalksItsIndexInOrder(_ query: String, _ index: String) async throws {
        let values: [String: any DatabaseValueConvertible] = [
            "channel": "c", "severity": 0, "now": 1, "limit": 64, "tried": false,
        ]
        let details = try await plan(query, StatementArguments(values.filter { query.contains(":\($0.key)") }))
        expectNoWalk(details)
        #expect(details.contains { $0.contains(index) }, "\(details)")
    }

    /// Everything else is held while one of these leaves: only their few notices are searched.
    @Test(
        arguments: [
            OutboxQueries.claimableAlarms, OutboxQueries.nextAlarm, OutboxQueries.nextDeferredAlarm,
            OutboxQueries.nextAlarmLease,
        ]
    )
    func holdNoticesAreFoundByTheirKind(_ query: String) async throws {
        let values: [String: any DatabaseValueConvertible] = ["channel": "c", "severity": 0, "limit": 64]
        let details = try await plan(query, StatementArguments(values.filter { query.contains(":\($0.key)") }))
        #expect(details.first?.contains("notice_by_kind (kind=?)") ?? false, "\(details)")
        #expect(
            details.dropFirst().first?.contains("delivery_by_notice (notice_id=? AND channel=?)") ?? false,
            "\(details)"
        )
    }

    /// However many were sent before.
    @Test func acceptedDeliveriesAreWalkedInTheirOrder() async throws {
        let details = try await plan(
            OutboxQueries.accepted,
            ["channel": "c", "record": nil, "from": 1, "after": 0, "until": 2, "limit": 9]
        )
        expectNoWalk(details)
        #expect(details.first?.contains("delivery_by_state (state=? AND updated_ms") == true, "\(details)")
        expectNoWalk(try await plan(OutboxQueries.acceptedMessage, ["d"]))
    }

    /// Asked for each report, and whenever a command has changed something.
    @Test func whatCameBackIsFoundByIndex() async throws {
        for (query, values) in [
            (OutboxQueries.reportedDelivery, ["d"]), (OutboxQueries.hasNewBounces, []),
            (OutboxQueries.hasArrived, ["1", "2", "a"]),
        ] {
            let details = try await plan(query, StatementArguments(values))
            expectNoWalk(details.filter { !$0.contains("scan") && !$0.hasPrefix("SCAN CONSTANT ROW") })
        }
    }

    /// However many others are held.
    @Test func heldDeliveriesAreFoundByTheirReason() async throws {
        let count = try await plan(OutboxQueries.heldCount, ["many_due employer:E-1"])
        #expect(count == ["SEARCH delivery USING COVERING INDEX delivery_held (reason=? AND state=?)"])
        let release = try await plan(OutboxQueries.releaseHeld, ["reason": "r", "now": 1, "limit": 9])
        expectNoWalk(release)
        #expect(release.contains { $0.contains("delivery_held (reason=? AND state=?)") }, "\(release)")
        let hold = try await plan(
            OutboxQueries.holdFresh,
            ["reason": "r", "now": 1, "urgent": false, "employer": "E-1", "type": nil]
        )
        #expect(hold.contains { $0.hasPrefix("SEARCH delivery") && $0.contains("(id=?)") }, "\(hold)")
    }

    /// A monitor asks every few seconds, whatever was sent before.
    @Test(
        arguments: [
            (OutboxQueries.pendingByChannel, "COVERING INDEX delivery_pending"),
            (OutboxQueries.deferredByChannel, "COVERING INDEX delivery_deferred"),
            (OutboxQueries.sendingByChannel, "COVERING INDEX delivery_sending"),
            (OutboxQueries.heldByChannel, "COVERING INDEX delivery_held_by_channel"),
            (OutboxQueries.headOfQueue, "delivery_pending (channel=? AND <expr>=? AND severity=?)"),
            (OutboxQueries.overdueAgain, "delivery_deferred (channel=? AND next_attempt_ms<?)"),
            (OutboxQueries.lostAttempts, "delivery_sending (channel=? AND lease_until_ms<?)"),
        ]
    )
    func monitoringReadsWhatWaitsAlone(_ query: String, _ index: String) async throws {
        let values: [String: any DatabaseValueConvertible] = [
            "channel": "c", "severity": 0, "now": 1, "limit": 64, "tried": false,
        ]
        let details = try await plan(query, StatementArguments(values.filter { query.contains(":\($0.key)") }))
        #expect(details.contains { $0.contains(index) }, "\(details)")
    }

    /// Whether a notice is late is asked for each delivery.
    @Test func latenessIsLookedUpByIndex() async throws {
        let details = try await plan("SELECT \(OutboxQueries.wasMissed) FROM notice AS n WHERE n.id = ?", ["N"])
        expectNoWalk(details)
        #expect(details.contains { $0.contains("scan_by_day") }, "\(details)")
    }

    @Test func knownNoticesComeFromTheIndexAlone() async throws {
        let details = try await plan(OutboxQueries.knownNotices(ofRecords: 2), ["R-1", "R-2"])
        expectNoWalk(details)
        #expect(details.allSatisfy { $0.contains("COVERING INDEX notice_by_thread (record_id=?") }, "\(details)")
    }

    /// They are read for the records whose last day has changed.
    @Test(arguments: [OutboxQueries.tellings(ofRecords: 2), OutboxQueries.tellingsInDigests(ofRecords: 2)])
    func whatARecordWasToldIsFoundByTheRecord(_ query: String) async throws {
        let details = try await plan(query, ["R-1", "R-2"])
        expectNoWalk(details)
        #expect(details.contains { $0.contains("(record_id=?") }, "\(details)")
        #expect(details.contains { $0.contains("delivery_by_notice (notice_id=?") }, "\(details)")
    }

    /// Asked in each full pass, among millions of notices.
    @Test func mutedCorrectionsAreFoundByTheirDeliveries() async throws {
        let details = try await plan(OutboxQueries.mutedCorrections, [])
        #expect(details.contains { $0.hasPrefix("SEARCH notice") && $0.contains("(id=?)") }, "\(details)")
        #expect(details.contains { $0.contains("delivery_muted") }, "\(details)")
    }

    @Test func erasableDeliveriesAreFoundByAge() async throws {
        let details = try await plan(OutboxQueries.erasable, [1, 200])
        expectNoWalk(details)
        #expect(details.contains { $0.contains("delivery_erasable (updated_ms<?)") }, "\(details)")
    }

    /// Whoever asks by a printed number waits for no scan.
    @Test(
        arguments: [
            (OutboxQueries.historyOfNotice, ["n"], "(id=?)"),
            (OutboxQueries.historiesOfRecord, ["R-1", "registration"], "(record_id=? AND record_type=?)"),
        ]
    )
    func historiesAreFoundByNumberAndRecord(_ query: String, _ values: [String], _ index: String) async throws {
        let details = try await plan(query, StatementArguments(values))
        #expect(details.first?.contains(index) == true, "\(details)")
        #expect(!details.contains { $0.hasPrefix("SCAN") }, "\(details)")
    }

    /// They are read with every entry.
    @Test(arguments: [SealedRows.delivery.query, SealedRows.notice.query])
    func sealedRowsAreFoundByTheirID(_ query: String) async throws {
        let details = try await plan(query, ["id"])
        expectNoWalk(details)
        #expect(details.allSatisfy { $0.hasPrefix("SEARCH") }, "\(details)")
    }

    /// Each entry is compared with one mute, not with all.
    @Test func whomAnEntryIsAboutIsFoundByName() async throws {
        let details = try await plan(OutboxQueries.evidence, [0, 200])
        expectNoWalk(details)
        #expect(details.contains { $0.hasPrefix("SEARCH m USING PRIMARY KEY (name=?)") }, "\(details)")
    }

    @Test func acknowledgementIsLookedUp() async throws {
        expectNoWalk(try await plan(OutboxQueries.acknowledgements(ofRecords: 2), ["R-1", "R-2"]))
        // Reads no further than the first row.
        let existence = try await plan(OutboxQueries.hasAcknowledgements, [])
        #expect(existence.contains("SCAN acknowledgement"), "\(existence)")
    }

    /// However much was cancelled for other reasons.
    @Test func mutedNoticesAreFoundByTheirIndex() async throws {
        let existence = try await plan(OutboxQueries.hasMutedDeliveries, [])
        #expect(existence.contains { $0.contains("delivery_muted") }, "\(existence)")
        let details = try await plan(OutboxQueries.mutedNotices(ofRecords: 2), ["R-1", "R-2"])
        expectNoWalk(details)
        #expect(details.contains { $0.contains("delivery_muted (notice_id=?)") }, "\(details)")
    }

    @Test func lastScanIsReadFromAnIndex() async throws {
        let details = try await plan(OutboxQueries.lastScan, ["2026-11-23"])
        #expect(details == ["SEARCH scan USING COVERING INDEX scan_by_day (day<?)"])
    }

    @Test func supersessionLooksAtTheSeriesOnly() async throws {
        let details = try await plan(
            OutboxQueries.earlierNotices,
            ["r", "registration", "2026-03-15", "holder", nil, nil, "2026-01-01", "registration.mark_reached"]
        )
        expectNoWalk(details)
        #expect(
            details.contains {
                $0.contains("notice_by_thread (record_id=? AND record_type=? AND expires_on=? AND audience=?")
            }
        )
        let update = try await plan(OutboxQueries.supersede, ["i", 1, "n"])
        #expect(update.contains { $0.contains("delivery_by_notice (notice_id=?)") }, "\(update)")
    }

    @Test func countsComeFromTheIndexAlone() async throws {
        let details = try await plan(OutboxQueries.counts, [])
        #expect(details == ["SCAN delivery USING COVERING INDEX delivery_by_state"])
    }

    /// However many digests of other records or days there are.
    @Test(
        arguments: [
            (OutboxQueries.openReport, [], "digest_line_open (record_type=?)"),
            (OutboxQueries.openLines, ["E-1", "n", "9"], "digest_line_open (record_type=? AND (record_id,notice_id)>"),
            (
                OutboxQueries.employerDigests.replacing(":since", with: "?").replacing(":day", with: "?"),
                ["2026-11-21", "2026-11-28"], "notice_by_kind (kind=? AND occurred_on>?)"
            ),
            (OutboxQueries.waitingDigest, ["E-1", "employer", "employer.digest"], "(record_id=? AND record_type=?)"),
            (OutboxQueries.reopenLines, ["d"], "digest_line_told (digest_id=?)"),
            (OutboxQueries.departure, ["d"], "delivery_by_notice (notice_id=?)"),
            (OutboxQueries.takeBackLine, ["n", "d"], "delivery_by_notice (notice_id=?)"),
            (
                "SELECT \(OutboxQueries.lineCount) FROM delivery AS d WHERE d.id = ?", ["d"],
                "digest_line_told (digest_id=?)"
            ),
            (
                OutboxQueries.openProblemCount, ["data.contact_missing", "2026-11-23"],
                "notice_by_kind (kind=? AND occurred_on=?)"
            ),
            (OutboxQueries.unsettledReports, ["2026-11-28"], "notice_by_kind (kind=? AND occurred_on=?)"),
            (OutboxQueries.merged, ["1", "2"], "notice_by_time (created_ms>? AND created_ms<?)"),
        ]
    )
    func aDigestIsLookedUpByItsRecord(_ query: String, _ values: [String], _ index: String) async throws {
        let details = try await plan(query, StatementArguments(values))
        expectNoWalk(details)
        #expect(details.contains { $0.contains(index) }, "\(details)")
    }

    private func expectNoWalk(_ details: [String]) {
        #expect(!details.isEmpty)
        for detail in details { #expect(!detail.hasPrefix("SCAN") && !detail.contains("TEMP B-TREE"), "\(details)") }
    }
}
