import RenewalRules
import Testing

/// All worked cases of the domain document, column by column.
@Suite struct VectorTests {
    static let registrations = Vector.all.filter { $0["subject"] == "registration" }
    static let applications = Vector.all.filter { $0["subject"] == "application" }
    static let qualifications = Vector.all.filter { $0["subject"] == "qualification" }

    @Test func vectorFileHasEveryCase() {
        #expect(Vector.all.count == 90)
        #expect(Self.registrations.count == 64)
        #expect(Self.applications.count == 1)
        #expect(Self.qualifications.count == 4)
    }

    @Test(arguments: registrations) func expiryAndWindowMatchTheVectors(vector: Vector) throws {
        let expiry = try Expiry(of: vector.registrationRecord().registration, policy: vector.policy())
        #expect(expiry.date?.description ?? "" == vector["expected_expiry"])
        guard let date = expiry.date else { return }
        let window = try RenewalWindow(expires: date, policy: vector.policy())
        #expect(window.opens.description == vector["expected_window_open"])
        #expect(window.mark.description == vector["expected_standard_mark"])
        let extra = Vector.pairs(in: vector["expected_extra"])
        if let day = extra["shortest_processing_mark"] { #expect(window.shortestProcessingMark.description == day) }
        if let day = extra["thirty_day_floor"] { #expect(window.thirtyDayFloor.description == day) }
    }

    @Test(arguments: Vector.all) func phaseProcedureAndRiskMatchTheVectors(vector: Vector) throws {
        let standing = try RecordStanding(of: vector.subject(), on: vector.date("today"), policy: vector.policy())
        let phase = vector["expected_phase"]
        #expect(standing.phase.rawValue == (phase == "n/a" ? "unknown" : phase))
        #expect(standing.procedure == vector["expected_procedure"])
        if !vector["expected_continuity_risk"].isEmpty {
            #expect(standing.continuityRisk.rawValue == vector["expected_continuity_risk"])
        }
        if !vector["expected_window_open"].isEmpty {
            #expect(standing.window?.opens.description == vector["expected_window_open"])
            #expect(standing.window?.mark.description == vector["expected_standard_mark"])
            #expect(standing.window?.expires.description == vector["expected_expiry"])
        }
    }

    @Test(arguments: Vector.all) func noticesMatchTheVectors(vector: Vector) throws {
        let acknowledged = vector.inputs["ack"].flatMap(CalendarDate.init)
        let course = try RenewalCourse(
            of: vector.subject(),
            on: vector.date("today"),
            acknowledgedOn: acknowledged,
            policy: vector.policy()
        )
        let due = try course.due(since: vector.lastScan())
        // The vectors are about reminders.
        let found = Set(
            due.notices.filter { !$0.key.kind.isFact }.map { "\($0.key.kind.rawValue)@\($0.key.milestone)" }
        )
        let expected = vector["expected_due_notice"].split(separator: "|").map(String.init)
        #expect(found == (expected == ["none"] ? [] : Set(expected)))
    }

    @Test(arguments: applications) func decisionEstimateMatchesTheVectors(vector: Vector) throws {
        let filed = try vector.date("valid_from")
        let application = Application(id: "A-0001", procedure: .initial, submittedOn: filed, state: .submitted)
        let estimate = try #require(application.decisionEstimate(policy: RenewalPolicy()))
        let extra = Vector.pairs(in: vector["expected_extra"])
        #expect(estimate.lowerBound.description == extra["estimate_from"])
        #expect(estimate.upperBound.description == extra["estimate_to"])
    }
}
