import RenewalRules
import RenewalTestSupport
import Testing

/// Properties of every credential and every sequence of scans (rules 4.8).
@Suite struct CredentialCourseTests {
    private let policy = RenewalPolicy()

    private func subject(_ expires: CalendarDate, term: Int = 2) -> Subject {
        .credential(
            CredentialRecord(
                credential: ElectronicCredential(
                    id: "C-1",
                    issuedOn: expires.subtracting(.years(term)),
                    term: .years(term),
                    validUntil: expires
                ),
                utcOffset: .zero,
                holder: .sample,
                employer: Employer(id: "E-1", name: "示例化工"),
                relyingParties: [RelyingParty(id: "Y-1", name: "示例平台")]
            )
        )
    }

    private func keys(_ subject: Subject, scans: [CalendarDate]) -> [NoticeKey] {
        zip(scans, scans.dropFirst()).flatMap { last, day in
            RenewalCourse(of: subject, on: day, policy: policy).due(since: last).notices.map(\.key)
        }
    }

    private func days(around expires: CalendarDate) -> [CalendarDate] { (-120...40).map { expires.adding(days: $0) } }

    @Test(arguments: 0..<60) func anyScanScheduleSendsOnceAndEndsAlike(seed: Int) {
        var chance = SplitMix(seed: UInt64(seed))
        let expires = CalendarDate(dayNumber: 21_000 + Int.random(in: 0..<2000, using: &chance))
        let days = days(around: expires)
        let daily = keys(subject(expires), scans: days)
        let some = days.dropFirst().dropLast().filter { _ in Int.random(in: 0..<8, using: &chance) == 0 }
        let sent = keys(subject(expires), scans: [days[0]] + some + [days[days.count - 1]])
        #expect(Set(sent).count == sent.count)
        #expect(Set(sent).isSubset(of: daily))
        for audience in Audience.allCases {
            #expect(sent.last { $0.audience == audience } == daily.last { $0.audience == audience })
        }
    }

    @Test func severityNeverFallsUpToTheDayAfterExpiry() {
        let expires = CalendarDate(dayNumber: 21_500)
        let marks = RenewalCourse(of: subject(expires), on: expires, policy: policy).marks
            .filter { $0.date <= expires.adding(days: 1) && $0.audiences.contains(.holder) }
        #expect(marks.map(\.severity) == marks.map(\.severity).sorted())
        #expect(marks.last?.severity == .critical)
    }

    @Test func marksAreMonotoneInExpiry() {
        for number in 21_000..<22_500 {
            let (one, other) = (CalendarDate(dayNumber: number), CalendarDate(dayNumber: number + 1))
            for mark in policy.credentialLadder {
                #expect(mark.date(expires: one) ?? .last <= mark.date(expires: other) ?? .first)
            }
        }
    }

    @Test(arguments: ElectronicCredential.State.allCases) func onlyCredentialsInForceAreRemindedOf(
        state: ElectronicCredential.State
    ) throws {
        let expires = CalendarDate(dayNumber: 21_500)
        guard case .credential(var credential) = subject(expires) else { return }
        credential.credential.state = state
        let calendar = RenewalCourse(of: .credential(credential), on: expires, policy: policy).marks
            .filter { $0.nature == .countdown }.map(\.milestone)
        switch state {
        case .active: #expect(calendar == policy.credentialLadder)
        case .renewalPending: #expect(calendar == [.daysAfter(1), .daysAfter(7)])
        case .applying, .renewedNotUpdated, .superseded, .void: #expect(calendar.isEmpty)
        }
    }

    @Test func marksBeforeIssueAreOmitted() {
        let expires = CalendarDate(dayNumber: 21_500)
        guard case .credential(var credential) = subject(expires) else { return }
        credential.credential.issuedOn = expires.adding(days: -20)
        let marks = RenewalCourse(of: .credential(credential), on: expires, policy: policy).marks
            .filter { !$0.kind.isFact }
        #expect(marks.first?.milestone == .daysAfter(-14))
    }

    /// A certificate of a company has nobody to hold it (rule R58).
    @Test func companyGetsTheWholeLadderOfItsCertificate() {
        let expires = CalendarDate(dayNumber: 21_500)
        guard case .credential(var record) = subject(expires) else { return }
        let told = RenewalCourse(of: .credential(record), on: expires, policy: policy).marks
            .filter { $0.audiences.contains(.holder) }
        record.holder = nil
        let marks = RenewalCourse(of: .credential(record), on: expires, policy: policy).marks
        let own = marks.filter { $0.audiences.contains(.employer) }
        #expect(own.map(\.milestone) == policy.credentialLadder)
        #expect(own.map(\.severity) == told.map(\.severity))
        #expect(marks.allSatisfy { !$0.audiences.contains(.holder) })
        #expect(
            marks.filter { $0.audiences.contains(.administrator) }.map(\.milestone.description)
                == ["D-3", "D-1", "D0", "D+1"]
        )
    }

    /// Nobody is asked to remind somebody who died; those who rely on the certificate learn that it expired.
    @Test(arguments: [ElectronicCredential.State.active, .renewalPending])
    func nobodyIsRemindedOfTheCertificateOfTheDead(state: ElectronicCredential.State) {
        let expires = CalendarDate(dayNumber: 21_500)
        guard case .credential(var record) = subject(expires) else { return }
        record.credential.state = state
        record.holder?.isDeceased = true
        let course = RenewalCourse(of: .credential(record), on: expires, policy: policy)
        #expect(!course.marks.contains { $0.nature == .countdown })
        #expect(course.marks.contains { $0.kind == .credentialStatusChanged })
        for day in [expires.adding(days: -20), expires.adding(days: 20)] {
            #expect(CredentialAssessment(of: record, on: day, policy: policy).procedure == .none)
        }
    }

    /// What still waits is withdrawn for what happened, and not as a mark that nobody configured.
    @Test(arguments: [ElectronicCredential.State.active, .renewalPending])
    func whatWaitsAboutTheCertificateOfTheDeadSaysWhy(state: ElectronicCredential.State) throws {
        let expires = CalendarDate(dayNumber: 21_500)
        guard case .credential(var record) = subject(expires) else { return }
        record.credential.state = state
        let day = expires.adding(days: 1)
        let waiting = RenewalCourse(of: .credential(record), on: day, policy: policy).standing.map(\.key)
        record.holder?.isDeceased = true
        let course = RenewalCourse(of: .credential(record), on: day, policy: policy)
        func reasons(_ audience: Audience) -> [RenewalCourse.StopReason?] {
            waiting.filter { $0.audience == audience }.map { course.stopReason(for: $0) }
        }
        #expect(reasons(.employer) == [.holderDeceased] && reasons(.administrator) == [.holderDeceased])
        #expect(reasons(.holder) == [.noSuchAudience] && reasons(.relyingParty) == [nil])
        let key = try #require(waiting.first { $0.audience == .employer })
        #expect(course.withdrawalReason(for: key) == .ended)
        let explanation = RenewalExplanation(of: .credential(record), on: day, acknowledgedOn: nil, policy: policy)
        #expect(explanation.findings.contains { $0.chinese == "到期提醒已停止：登记显示持证人死亡或者丧失行为能力" })
    }

    @Test func companyIsToldWhatOnlyAHolderHears() throws {
        let expires = CalendarDate(dayNumber: 21_500)
        guard case .credential(var record) = subject(expires) else { return }
        record.holder = nil
        record.credential.state = .renewedNotUpdated
        record.credential.renewedOn = expires.adding(days: -20)
        let course = RenewalCourse(of: .credential(record), on: expires, policy: policy)
        #expect(course.marks.filter { $0.kind == .credentialUpdateRequired }.allSatisfy { $0.audiences == [.employer] })
        #expect(course.concerns(.employer) && !course.concerns(.holder))
    }
}
