import RenewalRules
import Testing

/// Every `registration` and `application` row of the worked cases, column by column.
@Suite struct VectorTests {
    static let registrations = Vector.all.filter { $0["subject"] == "registration" }
    static let applications = Vector.all.filter { $0["subject"] == "application" }

    /// Kinds that are recorded events, not marks; they are planned once the office's events are.
    static let eventKinds: Set<String> = [
        "data.date_mismatch", "data.missing_expiry", "registration.change_advised", "registration.renewed",
    ]

    @Test func theFileHoldsAllCases() {
        #expect(Vector.all.count == 90)
        #expect(Self.registrations.count == 64)
        #expect(Self.applications.count == 1)
    }

    @Test(arguments: registrations) func expiryAndWindowAreAsWorkedOut(vector: Vector) throws {
        let expiry = try Expiry(of: vector.dossier().registration, policy: vector.policy())
        #expect(expiry.date?.description ?? "" == vector["expected_expiry"])
        guard let date = expiry.date else { return }
        let window = try RenewalWindow(expires: date, policy: vector.policy())
        #expect(window.opens.description == vector["expected_window_open"])
        #expect(window.mark.description == vector["expected_standard_mark"])
        let extra = Vector.pairs(in: vector["expected_extra"])
        if let day = extra["shortest_processing_mark"] { #expect(window.shortestProcessingMark.description == day) }
        if let day = extra["thirty_day_floor"] { #expect(window.thirtyDayFloor.description == day) }
    }

    @Test(arguments: registrations) func phaseProcedureAndRiskAreAsWorkedOut(vector: Vector) throws {
        let today = try vector.date("today")
        let assessment = try RenewalAssessment(of: vector.dossier(), on: today, policy: vector.policy())
        #expect(assessment.phase.rawValue == vector["expected_phase"])
        #expect(assessment.procedure.rawValue == vector["expected_procedure"])
        if !vector["expected_continuity_risk"].isEmpty {
            #expect(assessment.continuityRisk.rawValue == vector["expected_continuity_risk"])
        }
    }

    @Test(arguments: registrations) func noticesAreAsWorkedOut(vector: Vector) throws {
        let expected = vector["expected_due_notice"].split(separator: "|").map(String.init)
        let marks = Set(expected.filter { Milestone(String($0.split(separator: "@").last ?? "")) != .event })
            .subtracting(expected.filter { text in Self.eventKinds.contains { text.hasPrefix($0) } })
        let acknowledged = vector.inputs["ack"].flatMap(CalendarDate.init)
        let course = try RenewalCourse(
            of: vector.dossier(),
            on: vector.date("today"),
            acknowledgedOn: acknowledged,
            policy: vector.policy()
        )
        let due = try course.due(since: vector.lastScan())
        let found = Set(due.notices.map { "\($0.key.kind.rawValue)@\($0.key.milestone)" })
        let wanted = marks.filter { !$0.hasPrefix("none") && !expected[0].hasPrefix("none") }
        #expect(found == wanted)
    }

    @Test func eventRowsAreTheKnownOnes() {
        let events = Self.registrations.flatMap { $0["expected_due_notice"].split(separator: "|") }
            .filter { $0.hasSuffix("@EVENT") }.compactMap { $0.split(separator: "@").first.map(String.init) }
        #expect(Set(events) == Self.eventKinds)
        #expect(events.count == 5)
    }

    @Test func dataProblemsAreFound() throws {
        let mismatch = try #require(Vector.all.first { $0["case_id"] == "CONV-003" })
        #expect(try Expiry(of: mismatch.dossier().registration, policy: mismatch.policy()).problems == [.mismatch])
        let missing = try #require(Vector.all.first { $0["case_id"] == "CONV-004" })
        #expect(try Expiry(of: missing.dossier().registration, policy: missing.policy()).problems == [.missing])
        let convention = try #require(Vector.all.first { $0["case_id"] == "CONV-002" })
        #expect(try Expiry(of: convention.dossier().registration, policy: convention.policy()).problems.isEmpty)
    }

    @Test(arguments: applications) func decisionEstimateIsAsWorkedOut(vector: Vector) throws {
        let filed = try vector.date("valid_from")
        let application = Application(id: "A-0001", procedure: .initial, submittedOn: filed, state: .submitted)
        let estimate = try #require(application.decisionEstimate(policy: RenewalPolicy()))
        let extra = Vector.pairs(in: vector["expected_extra"])
        #expect(estimate.lowerBound.description == extra["estimate_from"])
        #expect(estimate.upperBound.description == extra["estimate_to"])
    }
}
