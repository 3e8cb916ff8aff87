import RegistryFixtures
import RenewalRules
import Testing

@testable import RenewalOffice

@Suite struct RecordRegistrationTests {
    private let office: RecordOffice
    private var registry: ReferenceRegistry { office.registry }

    init() throws { office = try RecordOffice() }

    @Test func aMoveIsRecordedBesideTheRegistration() throws {
        try office.fails(65, saying: "is its employer already") {
            let back = RegistrationMove(employer: "E-1", category: nil)
            return try registry.move(registration: "R-1", to: back, office.on("2025-12-15"))
        }
        let move = RegistrationMove(employer: "E-2", category: nil)
        _ = try registry.move(registration: "R-1", to: move, office.on("2025-12-15"))
        #expect(
            try office.rows("employer_id", "new_employer_id", "change_recorded_on", "updated_at", from: "registration")
                == ["E-1 E-2 2025-12-15 2025-12-17T04:00:00Z"]
        )
        try office.fails(66, saying: "there is no employer E-9") {
            let nowhere = RegistrationMove(employer: "E-9", category: nil)
            return try registry.move(registration: "R-1", to: nowhere, office.on("2025-12-15"))
        }
        try office.refuses(.expired, "R21", instead: .reregistration) {
            try registry.move(registration: "R-1", to: move, office.on("2026-03-16"))
        }
    }

    @Test func aMoveToADoubtfulCategoryIsRecordedWithARemark() throws {
        let fire = RegistrationMove(employer: nil, category: "消防安全")
        let recorded = try registry.move(registration: "R-1", to: fire, office.on("2025-12-15"))
        #expect(recorded.remarks == [.doubtfulCategory(.fireSafety)])
        #expect(try office.rows("new_category", from: "registration") == ["消防安全"])
        let mines = RegistrationMove(employer: nil, category: "煤矿安全")
        #expect(try registry.move(registration: "R-1", to: mines, office.on("2025-12-16")).remarks.isEmpty)
    }

    @Test func moveBackCancelsTheRecordedMove() throws {
        let (there, back) = (
            RegistrationMove(employer: "E-2", category: "建筑施工安全"), RegistrationMove(employer: "E-1", category: nil)
        )
        _ = try registry.move(registration: "R-1", to: there, office.on("2025-12-15"))
        _ = try registry.move(registration: "R-1", to: back, office.on("2025-12-16"))
        let columns = "ifnull(new_employer_id, '-') || new_category || change_recorded_on"
        #expect(try office.strings("SELECT \(columns) FROM registration") == ["-建筑施工安全2025-12-16"])
        let home = RegistrationMove(employer: nil, category: "化工安全")
        _ = try registry.move(registration: "R-1", to: home, office.on("2025-12-17"))
        #expect(
            try office.rows("new_employer_id", "new_category", "change_recorded_on", from: "registration") == ["- - -"]
        )
    }

    @Test func endBeforeTheBeginningIsRefused() throws {
        try office.fails(65, saying: "2021-03-14 lies before 2021-03-15, its first valid day") {
            try registry.end(registration: "R-1", as: .cancelled, office.on("2021-03-14"))
        }
    }

    @Test(arguments: [RegistrationEnd.cancelled, .revoked]) func endingTwiceIsRefused(end: RegistrationEnd) throws {
        let recorded = try registry.end(registration: "R-1", as: end, office.on("2025-12-15"))
        #expect(recorded.effects == (end == .revoked ? [.barred(through: try day("2030-12-15"))] : []))
        #expect(try office.rows("state", "ended_on", from: "registration") == ["\(end.rawValue) 2025-12-15"])
        #expect(try office.history() == ["registration.\(end.rawValue) registration R-1"])
        try office.refuses(.ended, end == .cancelled ? "V9" : "V10") {
            try registry.end(registration: "R-1", as: end, office.on("2025-12-16"))
        }
    }

    /// The law asks for it (行政许可法第七十条第一款).
    @Test func anExpiredRegistrationIsCancelledAsExpired() throws {
        _ = try registry.end(registration: "R-1", as: .cancelled, office.on("2026-03-16"))
        #expect(
            try office.rows("state", "ended_on", "end_reason", from: "registration") == ["cancelled 2026-03-16 expired"]
        )
    }

    @Test func whoeverExpiredRegistersAgainWithoutFurtherConditions() throws {
        _ = try registry.end(registration: "R-1", as: .cancelled, for: .expired, office.on("2026-03-16"))
        let again = Filing.reregistration(registration: "R-1", meetsConditions: false)
        _ = try registry.file(again, id: "A-1", office.on("2026-03-17"))
        #expect(try office.rows("procedure", "state", from: "application") == ["reregistration submitted"])
    }

    @Test func theRefusalAfterACancellationNamesTheOption() throws {
        _ = try registry.end(registration: "R-1", as: .cancelled, for: .onRequest, office.on("2025-12-15"))
        try office.fails(65, saying: "once the conditions are met again, file it with --conditions-met") {
            try registry.file(
                .reregistration(registration: "R-1", meetsConditions: false),
                id: nil,
                office.on("2025-12-16")
            )
        }
    }

    @Test func theRefusalAfterADeathNamesNoOption() throws {
        _ = try registry.end(registration: "R-1", as: .cancelled, for: .deceased, office.on("2025-12-15"))
        try office.fails(65, saying: "the record is closed; use the one that follows it, if there is one") {
            try registry.file(
                .reregistration(registration: "R-1", meetsConditions: false),
                id: nil,
                office.on("2025-12-16")
            )
        }
    }

    @Test func whatIsStillValidHasNotExpired() throws {
        try office.fails(65, saying: "it is valid until 2026-03-15, so it has not expired on 2026-03-15") {
            try registry.end(registration: "R-1", as: .cancelled, for: .expired, office.on("2026-03-15"))
        }
    }

    @Test(arguments: EndReason.allCases) func aReasonFitsTheWayOfEnding(reason: EndReason) throws {
        for end in [RegistrationEnd.cancelled, .revoked] where !end.reasons.contains(reason) {
            try office.fails(65, saying: "\(reason.rawValue) is no reason for that; give one of") {
                try registry.end(registration: "R-1", as: end, for: reason, office.on("2025-12-15"))
            }
        }
    }

    @Test func anErrorOfTheAuthorityBarsNothing() throws {
        let recorded = try registry.end(
            registration: "R-1",
            as: .revoked,
            for: .authorityError,
            office.on("2025-12-15")
        )
        #expect(recorded.effects.isEmpty && recorded.remarks.isEmpty)
        _ = try registry.file(
            .reregistration(registration: "R-1", meetsConditions: true),
            id: nil,
            office.on("2025-12-16")
        )
    }

    @Test func aRevocationForDeceitBarsForFiveYears() throws {
        let recorded = try registry.end(registration: "R-1", as: .revoked, for: .deceit, office.on("2025-12-15"))
        #expect(recorded.effects == [.barred(through: try day("2030-12-15"))] && recorded.remarks.isEmpty)
        #expect(try office.rows("end_reason", from: "registration") == ["deceit"])
    }

    @Test func aRevocationWithoutAReasonBarsAndSaysSo() throws {
        let recorded = try registry.end(registration: "R-1", as: .revoked, office.on("2025-12-15"))
        #expect(recorded.remarks == [.revokedWithoutReason])
        let again = Filing.reregistration(registration: "R-1", meetsConditions: true)
        try office.refuses(.barred, "V10") { try registry.file(again, id: nil, office.on("2030-12-15")) }
        try office.fails(65, saying: "wait until 2030-12-16") {
            try registry.file(again, id: nil, office.on("2030-12-15"))
        }
        _ = try registry.file(again, id: nil, office.on("2030-12-16"))
    }

    @Test func aRenamingReachesEveryRunningRegistration() throws {
        try office.file.execute(
            """
            INSERT INTO registration (id, employer_id, valid_until, state, updated_at) VALUES
                ('R-2', 'E-1', '2025-12-15', 'active', '2020-01-01T00:00:00Z'),
                ('R-3', 'E-1', NULL, 'active', '2020-01-01T00:00:00Z'),
                ('R-4', 'E-1', '2025-12-14', 'active', '2020-01-01T00:00:00Z'),
                ('R-5', 'E-1', '2027-01-01', 'cancelled', '2020-01-01T00:00:00Z'),
                ('R-6', 'E-2', '2027-01-01', 'active', '2020-01-01T00:00:00Z')
            """
        )
        let recorded = try registry.rename(employer: "E-1", to: "示例化工集团有限公司", office.on("2025-12-15"))
        #expect(recorded.concerned == 3)
        #expect(
            try office.rows("name", "former_name", "renamed_on", from: "employer")[0]
                == "示例化工集团有限公司 示例化工有限公司 2025-12-15"
        )
        let touched = "SELECT id FROM registration WHERE updated_at = '2025-12-17T04:00:00Z' ORDER BY id"
        #expect(try office.strings(touched) == ["R-1", "R-2", "R-3"])
        #expect(try office.history() == ["employer.renamed employer E-1"])
        try office.fails(65, saying: "that is its name already") {
            try registry.rename(employer: "E-1", to: "示例化工集团有限公司", office.on("2025-12-16"))
        }
        try office.fails(66, saying: "there is no employer E-9") {
            try registry.rename(employer: "E-9", to: "无名", office.on("2025-12-16"))
        }
    }

    @Test func decliningIsRecordedOnce() throws {
        _ = try registry.decline(person: "P-1", office.on("2025-12-15"))
        #expect(try office.rows("declined_renewal_on", from: "person") == ["2025-12-15", "-", "-"])
        try office.refuses(.ended, "R29") { try registry.decline(person: "P-1", office.on("2025-12-16")) }
        try office.refuses(.notRegistered, "R29") { try registry.decline(person: "P-2", office.on("2025-12-16")) }
        try office.fails(66, saying: "there is no person P-9") {
            try registry.decline(person: "P-9", office.on("2025-12-16"))
        }
    }

    @Test func filingCancelsADecline() throws {
        _ = try registry.decline(person: "P-1", office.on("2025-12-15"))
        let filed = try registry.file(.renewal(registration: "R-1", move: nil), id: "A-1", office.on("2026-01-05"))
        #expect(filed.hasResumed)
        #expect(try office.rows("declined_renewal_on", from: "person")[0] == "-")
        #expect(
            try office.history() == [
                "person.declined person P-1", "application.filed application A-1", "application.filed person P-1",
            ]
        )
        _ = try registry.decline(person: "P-1", office.on("2026-01-06"))
    }

    @Test func declineOfAnEarlierPeriodDoesNotCount() throws {
        try office.file.execute("UPDATE person SET declined_renewal_on = '2021-03-14' WHERE id = 'P-1'")
        _ = try registry.decline(person: "P-1", office.on("2025-12-15"))
        #expect(try office.rows("declined_renewal_on", from: "person")[0] == "2025-12-15")
    }

    @Test func educationNeedsARunningRegistration() throws {
        _ = try registry.recordEducation(registration: "R-1", hours: 48, office.on("2025-12-15"))
        #expect(try office.rows("education_hours", from: "registration") == ["48"])
        try office.fails(65, saying: "education_hours is not a whole number from 0 to 9999") {
            try registry.recordEducation(registration: "R-1", hours: -1, office.on("2025-12-15"))
        }
        _ = try registry.end(registration: "R-1", as: .cancelled, office.on("2025-12-16"))
        try office.refuses(.ended, "V6") {
            try registry.recordEducation(registration: "R-1", hours: 50, office.on("2025-12-17"))
        }
    }

    @Test func aCertificateIsCollectedInItsPeriod() throws {
        var announced = CollectionDates()
        (announced.resultsOn, announced.method) = (try day("2026-01-05"), .onSite)
        (announced.opensOn, announced.closesOn) = (try day("2026-04-01"), try day("2026-04-30"))
        #expect(
            try registry.recordCollection(qualification: "Q-2", announced, office.on("2026-03-20")).state == "not_open"
        )
        var collected = CollectionDates()
        collected.isCollected = true
        try office.refuses(.tooEarly, "R11") {
            try registry.recordCollection(qualification: "Q-2", collected, office.on("2026-03-31"))
        }
        try office.refuses(.expired, "R11") {
            try registry.recordCollection(qualification: "Q-2", collected, office.on("2026-05-01"))
        }
        _ = try registry.recordCollection(qualification: "Q-2", collected, office.on("2026-04-30"))
        #expect(
            try office.rows("results_on", "collection_method", "collected_on", from: "qualification")
                == ["2026-01-05 on_site 2026-04-30"]
        )
        try office.refuses(.ended, "R11") {
            try registry.recordCollection(qualification: "Q-2", collected, office.on("2026-04-30"))
        }
        announced.closesOn = try day("2026-03-31")
        try office.fails(65, saying: "the period would end") {
            try registry.recordCollection(qualification: "Q-2", announced, office.on("2026-04-30"))
        }
    }
}
