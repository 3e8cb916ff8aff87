import RenewalRules
import Testing

/// An event is reported once, however its record is corrected afterwards.
@Suite struct EventStepTests {
    private func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    private func events(_ subject: Subject, on day: CalendarDate) -> Set<NoticeKey> {
        let course = RenewalCourse(of: subject, on: day, policy: RenewalPolicy())
        return Set(course.standing.map(\.key).filter { $0.occurrence != nil })
    }

    @Test func correctedExpiryRepeatsNoEvent() throws {
        func cancelled(until expires: String) throws -> Subject {
            .registration(
                RegistrationRecord(
                    registration: Registration(
                        id: "R-1",
                        validUntil: try day(expires),
                        state: .cancelled,
                        endedOn: try day("2026-01-10")
                    ),
                    holder: .sample
                )
            )
        }
        let before = try events(cancelled(until: "2026-03-15"), on: day("2026-01-11"))
        #expect(!before.isEmpty)
        #expect(try events(cancelled(until: "2026-03-16"), on: day("2026-01-11")) == before)
    }

    @Test func eventOfACredentialWithoutDatesIsSentOnce() throws {
        let credential = ElectronicCredential(id: "C-1", keyCompromisedOn: try day("2026-01-10"))
        let subject = Subject.credential(CredentialRecord(credential: credential, utcOffset: .zero, holder: .sample))
        let first = try events(subject, on: day("2026-01-13")).filter { $0.kind == .credentialKeyCompromised }
        #expect(!first.isEmpty)
        #expect(try events(subject, on: day("2026-01-14")).filter { $0.kind == .credentialKeyCompromised } == first)
    }

    @Test func relyingPartiesAreNotifiedWhenARenewedButNotUpdatedCredentialExpires() throws {
        var record = CredentialRecord(
            credential: ElectronicCredential(id: "C-1", validUntil: try day("2026-03-15"), state: .renewedNotUpdated),
            utcOffset: .zero,
            holder: .sample
        )
        record.relyingParties = [RelyingParty(id: "Y-1", name: "示例平台")]
        let keys = try events(.credential(record), on: day("2026-03-16"))
        #expect(keys.contains { $0.kind == .credentialStatusChanged && $0.detail == "expired" })
    }

    @Test func declinedHoldersAreNotRemindedButTheOfficeIs() throws {
        var holder = Person.sample
        holder.declinedRenewalOn = try day("2026-01-10")
        let record = RegistrationRecord(
            registration: Registration(id: "R-1", validUntil: try day("2026-03-15")),
            holder: holder,
            employer: Employer(id: "E-1", name: "示例化工"),
            reviewBody: ReviewBody(id: "B-1", name: "示例初审机构")
        )
        let course = RenewalCourse(of: record, on: try day("2026-03-15"), policy: RenewalPolicy())
        #expect(course.calendarStop == .declined)
        #expect(course.marks.allSatisfy { !$0.audiences.contains(.holder) })
        #expect(course.marks.map(\.milestone.description) == ["D-14", "D-7", "D-3", "D-1", "D0", "D+1"])
    }

    @Test func practiceIsAllowedOnlyUnderAValidRegistration() throws {
        var record = RegistrationRecord(
            registration: Registration(
                id: "R-1",
                validFrom: try day("2021-03-15"),
                validUntil: try day("2026-03-15"),
                state: .revoked,
                endedOn: try day("2025-06-01")
            )
        )
        let policy = RenewalPolicy()
        #expect(try record.mayPractise(on: day("2021-03-14"), policy: policy) == .uncertain("R28"))
        #expect(try record.mayPractise(on: day("2025-05-31"), policy: policy) == .yes)
        #expect(try record.mayPractise(on: day("2025-06-01"), policy: policy) == .no("V10"))
        record.registration.state = .active
        #expect(try record.mayPractise(on: day("2026-03-15"), policy: policy) == .yes)
        #expect(try record.mayPractise(on: day("2026-03-16"), policy: policy) == .no("R28"))
    }

    @Test func lifecycleAndWindowAgreeOnLateApplications() throws {
        let expires = try day("2026-03-15")
        let lifecycle = RegistrationLifecycle(recorded: .active, expires: expires)
        func refusal(on text: String, _ change: (inout RenewalPolicy) -> Void) throws -> Refusal.Code? {
            var policy = RenewalPolicy()
            change(&policy)
            let renewal = RegistrationSubmission.renewal(staysWithEmployer: true)
            return try lifecycle.checkSubmission(renewal, on: day(text), policy: policy)?.code
        }
        #expect(try refusal(on: "2025-12-15") { $0.markRole = .hardDeadline } == nil)
        #expect(try refusal(on: "2025-12-16") { $0.markRole = .hardDeadline } == .tooLate)
        #expect(try refusal(on: "2025-12-14") { $0.markRole = .windowStart } == .tooEarly)
        #expect(try refusal(on: "2026-03-20") { $0.graceDays = 5 } == nil)
        #expect(try refusal(on: "2026-03-21") { $0.graceDays = 5 } == .expired)
    }
}
