import Foundation
import RenewalRules
import Testing

/// Every `credential` row of the worked cases, except for its notices.
@Suite struct CredentialAssessmentTests {
    static let credentials = Vector.all.filter { $0["subject"] == "credential" }
    let shanghai = Duration.seconds(8 * 3600)
    let policy = RenewalPolicy()

    @Test func vectorFileHasEveryRow() {
        #expect(Self.credentials.count == 19)
    }

    @Test(arguments: credentials) func assessmentMatchesTheVectors(vector: Vector) throws {
        let assessment = try CredentialAssessment(
            of: vector.credentialRecord(),
            on: vector.date("today"),
            policy: policy
        )
        #expect(assessment.expires?.description == vector["expected_expiry"])
        #expect(assessment.window?.opens.description == vector["expected_window_open"])
        #expect(assessment.window?.mark.description == vector["expected_standard_mark"])
        #expect(assessment.phase.rawValue == vector["expected_phase"])
        #expect(assessment.procedure.rawValue == vector["expected_procedure"])
    }

    @Test func theDayAfterExpiryCallsForANewApplication() throws {
        for vector in Self.credentials where vector["expected_procedure"] == "credential_renewal" {
            let day = try vector.date("expected_expiry").adding(days: 1)
            let assessment = try CredentialAssessment(
                of: vector.credentialRecord(),
                on: day,
                policy: policy
            )
            #expect(assessment.procedure == .reapply)
            #expect(assessment.phase == .overdue)
            #expect(assessment.state == .expired)
        }
    }

    @Test func completedReportVoidsAnyRecordedState() throws {
        let lost = LossReport(reason: .lost, channel: .phone, state: .completed)
        let expires = try #require(CalendarDate("2026-06-10"))
        func assess(_ state: ElectronicCredential.State, _ reissue: Reissue.State?, on day: CalendarDate)
            -> CredentialAssessment
        {
            let credential = ElectronicCredential(id: "C-0001", validUntil: expires, state: state)
            let reissue = reissue.map { Reissue(state: $0, voidedSerial: "0001", expires: expires) }
            let record = CredentialRecord(credential: credential, utcOffset: .zero, lossReport: lost, reissue: reissue)
            return CredentialAssessment(of: record, on: day, policy: policy)
        }
        #expect(assess(.active, nil, on: expires).state == .void)
        #expect(assess(.active, nil, on: expires).procedure == .reissue)
        #expect(assess(.active, .cancelled, on: expires).procedure == .reissue)
        #expect(assess(.active, .delivered, on: expires).procedure == .none)
        #expect(assess(.active, nil, on: expires.adding(days: 1)).procedure == .reapply)
        #expect(assess(.superseded, nil, on: expires).state == .superseded)
    }

    @Test func phaseIsUnknownWithoutDates() {
        let record = CredentialRecord(credential: ElectronicCredential(id: "C-0001"), utcOffset: .zero)
        let assessment = CredentialAssessment(of: record, on: .last, policy: policy)
        #expect(assessment.phase == .unknown)
        #expect(assessment.procedure == .none)
        #expect(assessment.rules.first == "D4")
    }

    @Test(arguments: [
        ("2026-06-30T16:00:00Z", "2026-06-30"), ("2026-06-30T15:59:59Z", "2026-06-30"),
        ("2026-06-30T15:59:58Z", "2026-06-29"), ("2026-06-30T04:30:00Z", "2026-06-29"),
        ("2026-07-01T15:59:58Z", "2026-06-30"), ("1969-12-31T15:59:59Z", "1969-12-31"),
    ])
    func lastWholeDayIsComputedFromNotAfter(instant: String, day: String) throws {
        let date = try Date(instant, strategy: .iso8601)
        var credential = ElectronicCredential(id: "C-0001", issuedOn: .first, term: .years(1))
        credential.notAfter = UnixTime(seconds: Int64(date.timeIntervalSince1970))
        let expiry = CredentialExpiry(of: credential, utcOffset: shanghai, policy: policy)
        #expect(expiry.date?.description == day)
        #expect(expiry.rules == ["A12"])
    }

    @Test func printedDatesWinAndOddDatesAreReported() throws {
        var credential = ElectronicCredential(id: "C-0001", issuedOn: CalendarDate("2025-06-10"), term: .years(4))
        credential.validUntil = CalendarDate("2025-06-01")
        let expiry = CredentialExpiry(of: credential, utcOffset: shanghai, policy: policy)
        #expect(expiry.date == credential.validUntil)
        #expect(expiry.problems == [.unusualTerm, .longTerm, .beforeStart, .mismatch])
        let none = CredentialExpiry(of: ElectronicCredential(id: "C-0002"), utcOffset: .zero, policy: policy)
        #expect(none.problems == [.missing])
    }

    @Test func theWindowStaysInOrderForAnyTerm() throws {
        let start = try #require(CalendarDate("2024-02-29"))
        for months in 6...60 {
            let credential = ElectronicCredential(id: "C-0001", issuedOn: start, term: .months(months))
            let window = CredentialExpiry(of: credential, utcOffset: .zero, policy: policy).window
            let opens = try #require(window?.opens)
            #expect(opens > start)
            #expect(try opens <= #require(window?.mark))
        }
    }
}
