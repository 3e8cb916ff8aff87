import RegistryFixtures
import RenewalRules
import Testing

@testable import RenewalOffice

@Suite struct RecordLossTests {
    private let office: RecordOffice
    private var registry: ReferenceRegistry { office.registry }

    init() throws {
        office = try RecordOffice()
        try office.addCredential()
    }

    private func draft(_ information: Set<LossInformation> = [], on day: String = "2026-02-01") throws -> Recorded {
        let loss = LossReport(reason: .lost, channel: .phone, information: information)
        return try registry.draftLoss(of: "C-1", loss, report: "L-1", office.on(day))
    }

    private func submit(
        _ information: Set<LossInformation> = [],
        isConfirmed: Bool = true,
        ifIncomplete: LossReport.Incomplete = .accept
    ) throws -> Recorded {
        try registry.submitLoss(
            report: "L-1",
            adding: information,
            isConfirmed: isConfirmed,
            ifIncomplete: ifIncomplete,
            office.on("2026-02-02")
        )
    }

    private func complete(isConfirmed: Bool = true, on day: String = "2026-02-03") throws -> Recorded {
        try registry.completeLoss(report: "L-1", isConfirmed: isConfirmed, office.on(day))
    }

    @Test func aDraftVoidsNothing() throws {
        let recorded = try draft([.situation])
        #expect(recorded.effects == [.informationMissing([.relevantInfo])])
        #expect(
            try office.rows(
                "credential_id",
                "reason",
                "channel",
                "information",
                "state",
                "drafted_on",
                from: "loss_report"
            )
                == ["C-1 lost phone situation draft 2026-02-01"]
        )
        #expect(try office.rows("state", from: "credential") == ["active"])
        try office.refuses(.notConfirmed, "R83") { try complete() }
    }

    @Test(arguments: [("2026-02-01", false), ("2026-01-31", true)])
    func lateLossReportIsARemark(discovered: String, isLate: Bool) throws {
        let loss = LossReport(reason: .lost, channel: .phone, discoveredOn: try day(discovered))
        _ = try registry.draftLoss(of: "C-1", loss, report: "L-1", office.on("2026-02-01"))
        let remarks: [RecordedRemark] = isLate ? [.lossReportedLate(discoveredOn: try day(discovered))] : []
        #expect(try submit().remarks == remarks)
    }

    @Test func secondOpenReportIsRefused() throws {
        _ = try draft()
        let loss = LossReport(reason: .damaged, channel: .website)
        try office.refuses(.applicationPending, "R77") {
            try registry.draftLoss(of: "C-1", loss, report: nil, office.on("2026-02-02"))
        }
    }

    @Test func anExpiredCredentialHasNothingToVoid() throws {
        try office.refuses(.nothingToVoid, "A14", instead: .credentialReapply) { try draft(on: "2026-07-01") }
    }

    @Test func submissionNeedsConfirmation() throws {
        _ = try draft([.situation])
        try office.refuses(.notConfirmed, "R83") { try submit(isConfirmed: false) }
        try office.refuses(.notComplete, "R80") { try submit(ifIncomplete: .refuse) }
        #expect(try submit([.relevantInfo], ifIncomplete: .refuse).effects.isEmpty)
        #expect(try office.rows("state", "information", from: "loss_report") == ["submitted situation,relevant_info"])
        try office.refuses(.wrongStep, "R83") { try submit() }
    }

    @Test func completingVoidsTheCredentialInTheSameTransaction() throws {
        _ = try draft()
        _ = try submit()
        try office.refuses(.notConfirmed, "R83") { try complete(isConfirmed: false) }
        let recorded = try complete()
        #expect(recorded.record == RowName("credential", "C-1"))
        #expect(recorded.effects == [.relyingPartiesInformed])
        #expect(recorded.concerned == 1)
        // Recorded two days late: the first moment of its day in Shanghai counts.
        #expect(try office.rows("state", "completed_at", from: "loss_report") == ["completed 2026-02-02T16:00:00Z"])
        #expect(try office.rows("state", "state_on", from: "credential") == ["void 2026-02-03"])
        #expect(try office.rows("state", from: "registration") == ["active"])
        #expect(
            try office.history().suffix(2) == [
                "loss_report.completed loss_report L-1", "loss_report.completed credential C-1",
            ]
        )
        try office.refuses(.void, "R82") { try complete() }
        try office.refuses(.void, "R82") { try draft() }
    }

    @Test func completionBeforeTheReportIsRefused() throws {
        _ = try draft()
        _ = try submit()
        try office.fails(65, saying: "2026-01-31 lies before 2026-02-01") { try complete(on: "2026-01-31") }
    }

    /// A failure between the report and its credential rolls both back.
    @Test(arguments: [
        "CREATE TRIGGER broken BEFORE UPDATE ON credential BEGIN SELECT RAISE(ABORT, '磁盘故障'); END",
        "CREATE TRIGGER broken BEFORE UPDATE ON loss_report BEGIN SELECT RAISE(ABORT, '磁盘故障'); END",
        "CREATE TRIGGER broken BEFORE INSERT ON history WHEN NEW.record_type = 'credential' "
            + "BEGIN SELECT RAISE(ABORT, '磁盘故障'); END",
    ])
    func failedCompletionIsRolledBack(trigger: String) throws {
        _ = try draft()
        _ = try submit()
        try office.file.execute(trigger)
        try office.fails(74, saying: "磁盘故障") { try complete() }
        try office.file.execute("DROP TRIGGER broken")
        _ = try complete()
    }

    @Test(arguments: [LossEnd.withdrawn, .rejected]) func rejectedOrWithdrawnReportVoidsNothing(end: LossEnd) throws {
        _ = try draft()
        if end == .rejected {
            try office.refuses(.wrongStep, "R83") {
                try registry.closeLoss(report: "L-1", as: end, office.on("2026-02-02"))
            }
        }
        _ = try submit()
        _ = try registry.closeLoss(report: "L-1", as: end, office.on("2026-02-03"))
        #expect(try office.rows("state", from: "loss_report") == [end.rawValue])
        #expect(try office.rows("state", from: "credential") == ["active"])
        try office.refuses(.ended, "R83") { try registry.closeLoss(report: "L-1", as: end, office.on("2026-02-04")) }
        try office.refuses(.ended, "R83") { try complete() }
    }
}
