import RegistryFixtures
import RenewalRules
import Testing

@testable import RenewalOffice

@Suite struct RecordFilingTests {
    private let office: RecordOffice
    private var registry: ReferenceRegistry { office.registry }
    private let renewal = Filing.renewal(registration: "R-1", move: nil)

    init() throws { office = try RecordOffice() }

    @Test func aRenewalInTheWindowIsFiled() throws {
        let recorded = try registry.file(renewal, id: "A-1", office.on("2025-12-15"))
        #expect(recorded.record == RowName("application", "A-1"))
        #expect(recorded.effects == [.decisionExpected(try day("2026-02-15")...day("2026-03-15"))])
        #expect(
            try office.rows(
                "id",
                "procedure",
                "registration_id",
                "person_id",
                "submitted_on",
                "state",
                from: "application"
            )
                == ["A-1 renewal R-1 P-1 2025-12-15 submitted"]
        )
        #expect(try office.history() == ["application.filed application A-1"])
    }

    @Test(arguments: [(1954, [RecordedRemark.overAge(71, limit: 70)]), (1955, [])])
    func ageOverTheLimitIsOnlyARemark(birthYear: Int, remarks: [RecordedRemark]) throws {
        try office.file.execute("UPDATE person SET birth_year = \(birthYear) WHERE id = 'P-1'")
        let context = try office.on("2025-12-15")
        #expect(try registry.file(renewal, id: "A-1", context).remarks == [])
        _ = try registry.withdraw(application: "A-1", reason: nil, context)
        #expect(try registry.file(renewal, id: "A-2", context.with(modules: [.ageLimit])).remarks == remarks)
    }

    @Test(arguments: [("2031-03-01", false), ("2031-03-02", true)])
    func lateInitialRegistrationIsAcceptedWithARemark(filed: String, isLate: Bool) throws {
        try office.file.execute(
            """
            INSERT INTO person (id, name, updated_at) VALUES ('P-9', '赵新', '2026-01-01T00:00:00Z');
            INSERT INTO qualification (id, person_id, obtained_on, updated_at)
                VALUES ('Q-9', 'P-9', '2026-03-01', '2026-01-01T00:00:00Z')
            """
        )
        let recorded = try registry.file(.initial(person: "P-9"), id: nil, office.on(filed))
        #expect(recorded.state == "submitted")
        #expect(recorded.remarks == (isLate ? [.lateInitial(deadline: try day("2031-03-01"))] : []))
    }

    @Test func anIDIsMadeFromTheDay() throws {
        let recorded = try registry.file(renewal, id: nil, office.on("2025-12-15"))
        #expect(recorded.record.id == "A-2025-12-15-1")
        _ = try registry.withdraw(application: recorded.record.id, reason: nil, office.on("2025-12-15"))
        let again = try registry.file(renewal, id: nil, office.on("2025-12-15"))
        #expect(again.record.id == "A-2025-12-15-2")
    }

    @Test func aRenewalOutsideTheWindowIsRefused() throws {
        try office.refuses(.tooEarly, "R20") { try registry.file(renewal, id: nil, office.on("2025-03-14")) }
        try office.refuses(.expired, "A2", instead: .reregistration) {
            try registry.file(renewal, id: nil, office.on("2026-03-16"))
        }
        _ = try registry.file(renewal, id: nil, office.on("2025-03-15"))
    }

    @Test func aRefusalSaysWhatToDoInstead() throws {
        try office.fails(65, saying: "filing a renewal of registration R-1: TOO_EARLY under rule R20 (the earliest day")
        {
            try registry.file(renewal, id: nil, office.on("2025-03-14"))
        }
        try office.fails(65, saying: "wait until 2025-03-15") {
            try registry.file(renewal, id: nil, office.on("2025-03-14"))
        }
        try office.fails(65, saying: "file a re-registration instead") {
            try registry.file(renewal, id: nil, office.on("2026-03-16"))
        }
    }

    @Test func aRenewalAsksForTheOriginalEmployer() throws {
        let moved = Filing.renewal(registration: "R-1", move: RegistrationMove(employer: "E-2", category: nil))
        try office.refuses(.employerChanged, "R18", instead: .change) {
            try registry.file(moved, id: nil, office.on("2025-12-15"))
        }
        _ = try registry.move(
            registration: "R-1",
            to: RegistrationMove(employer: "E-2", category: nil),
            office.on("2025-12-01")
        )
        try office.refuses(.employerChanged, "R18", instead: .change) {
            try registry.file(renewal, id: nil, office.on("2025-12-15"))
        }
    }

    @Test func secondPendingApplicationIsRefused() throws {
        _ = try registry.file(renewal, id: "A-1", office.on("2025-12-15"))
        let change = Filing.change(registration: "R-1", reason: .employerRename)
        try office.refuses(.applicationPending, "R27", instead: .awaitDecision) {
            try registry.file(renewal, id: "A-2", office.on("2026-01-15"))
        }
        try office.refuses(.applicationPending, "R27", instead: .awaitDecision) {
            try registry.file(change, id: "A-2", office.on("2026-01-15"))
        }
        // Recorded facts count even for an event dated before them.
        try office.refuses(.applicationPending, "R27", instead: .awaitDecision) {
            try registry.file(renewal, id: "A-2", office.on("2025-12-01"))
        }
    }

    @Test func aChangeRecordsTheMove() throws {
        let move = RegistrationMove(employer: "E-2", category: "金属非金属矿山安全")
        _ = try registry.file(.change(registration: "R-1", reason: .move(move)), id: "A-1", office.on("2025-12-15"))
        #expect(
            try office.rows("new_employer_id", "new_category", "change_recorded_on", from: "registration")
                == ["E-2 金属非金属矿山安全 2025-12-15"]
        )
        #expect(
            try office.history() == ["application.filed registration R-1", "application.filed application A-1"]
        )
    }

    @Test func aChangeSaysWhatChanges() throws {
        let change = Filing.change(registration: "R-1", reason: .recordedMove)
        try office.refuses(.notComplete, "R22") { try registry.file(change, id: nil, office.on("2025-12-15")) }
        try office.refuses(.expired, "R21", instead: .reregistration) {
            try registry.file(
                .change(registration: "R-1", reason: .employerRename),
                id: nil,
                office.on("2026-03-16")
            )
        }
    }

    @Test func replacedRegistrationTakesNoApplication() throws {
        try office.file.execute("UPDATE registration SET valid_until = '2025-01-15' WHERE id = 'R-1'")
        let again = Filing.reregistration(registration: "R-1", meetsConditions: true)
        try office.refuses(.notExpired, "R25") { try registry.file(again, id: nil, office.on("2024-01-14")) }
        _ = try registry.file(again, id: "A-1", office.on("2025-02-01"))
        _ = try registry.decide(application: "A-1", .approved(Grant()), reason: nil, office.on("2025-04-01"))
        try office.refuses(.ended, "R25") { try registry.file(again, id: nil, office.on("2025-05-01")) }
    }

    @Test func anInitialRegistrationAsksForTheQualification() throws {
        try office.refuses(.notQualified, "R17") {
            try registry.file(.initial(person: "P-3"), id: nil, office.on("2026-01-01"))
        }
        try office.refuses(.alreadyRegistered, "R17") {
            try registry.file(.initial(person: "P-1"), id: nil, office.on("2026-01-01"))
        }
        _ = try registry.file(.initial(person: "P-2"), id: "A-2", office.on("2026-01-01"))
        #expect(try office.rows("person_id", "registration_id", from: "application") == ["P-2 -"])
        try office.refuses(.applicationPending, "R27", instead: .awaitDecision) {
            try registry.file(.initial(person: "P-2"), id: nil, office.on("2026-01-02"))
        }
    }

    @Test func filingSubmitsADraft() throws {
        try office.file.execute(
            """
            INSERT INTO application (id, procedure, registration_id, state, updated_at)
                VALUES ('A-1', 'renewal', 'R-1', 'draft', '2025-12-01T00:00:00Z')
            """
        )
        _ = try registry.file(renewal, id: "A-1", office.on("2025-12-15"))
        #expect(try office.rows("state", "submitted_on", from: "application") == ["submitted 2025-12-15"])
        _ = try registry.withdraw(application: "A-1", reason: nil, office.on("2025-12-16"))
        try office.fails(65, saying: "application A-1 exists already") {
            try registry.file(renewal, id: "A-1", office.on("2025-12-17"))
        }
    }

    @Test func reviewStagesFollowInOrder() throws {
        _ = try registry.file(renewal, id: "A-1", office.on("2025-12-15"))
        try office.refuses(.wrongStep, "R30") {
            try registry.advance(application: "A-1", to: .finalReview, reason: nil, office.on("2025-12-16"))
        }
        for state in [ApplicationState.initialReview, .supplementRequired, .finalReview] {
            #expect(
                try registry.advance(application: "A-1", to: state, reason: nil, office.on("2025-12-20")).state
                    == state.rawValue
            )
        }
        _ = try registry.withdraw(application: "A-1", reason: nil, office.on("2025-12-21"))
        try office.refuses(.noApplication, "R16") {
            try registry.advance(application: "A-1", to: .initialReview, reason: nil, office.on("2025-12-22"))
        }
        try office.fails(66, saying: "there is no application A-9") {
            try registry.advance(application: "A-9", to: .initialReview, reason: nil, office.on("2025-12-22"))
        }
    }
}

extension RecordingContext {
    /// The same day and recorder in an office with some modules enabled.
    fileprivate func with(modules: Set<OptionalModule>) -> RecordingContext {
        var policy = policy
        policy.modules = modules
        return RecordingContext(
            day: day,
            today: today,
            now: now,
            recorder: recorder,
            policy: policy,
            utcOffset: utcOffset
        )
    }
}
