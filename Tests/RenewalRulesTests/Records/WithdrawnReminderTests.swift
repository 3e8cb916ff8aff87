import RenewalRules
import Testing

/// The key of a withdrawal names the line that it closes.
@Suite struct WithdrawnReminderTests {
    private let series = NoticeSeries(
        record: RecordID(type: .registration, id: "R-1"),
        expires: CalendarDate(dayNumber: 20_527)
    )
    private let today = CalendarDate(dayNumber: 20_437)

    @Test(arguments: [(nil, nil), (20_400, "A-1"), (20_400, "A 1 / 2"), (nil, "A-1")] as [(Int?, String?)])
    func theLineIsFoundFromTheKey(occurrence: Int?, detail: String?) throws {
        let thread = NoticeThread(
            audience: .employer,
            occurrence: occurrence.map { CalendarDate(dayNumber: $0) },
            detail: detail,
            kind: .markReached
        )
        let line = OpenThread(series: series, thread: thread)
        let notice = line.withdrawal(of: .markReached, because: .filed, on: today)
        #expect(OpenThread(withdrawnBy: notice.key) == line)
        let withdrawn = WithdrawnReminder(notice: notice, subject: nil)
        #expect(withdrawn.reason == .filed && withdrawn.kind == .markReached)
    }

    @Test func otherKeysCloseNothing() {
        let key = NoticeKey(series: series, kind: .markReached, milestone: .event, audience: .holder)
        #expect(OpenThread(withdrawnBy: key) == nil)
    }

    @Test func aFaultOfTheDataIsOneLineEveryWeek() {
        let weeks = [20_437, 20_444].map { day in
            let week = CalendarDate(dayNumber: day)
            let series = NoticeSeries(record: series.record, expires: week)
            return NoticeKey(
                series: series,
                kind: .dataMissingExpiry,
                milestone: .event,
                audience: .administrator,
                occurrence: week
            )
        }
        #expect(weeks[0] != weeks[1] && OpenThread(of: weeks[0]) == OpenThread(of: weeks[1]))
        let withdrawal = OpenThread(of: weeks[0]).withdrawal(of: .dataMissingExpiry, because: .settled, on: today)
        #expect(OpenThread(withdrawnBy: withdrawal.key) == OpenThread(of: weeks[1]))
    }

    /// Filing, refusing and acknowledging, seen by somebody who keeps a list.
    @Test func whatIsOpenFollowsTheRecord() throws {
        let expires = series.expires
        var record = RegistrationRecord(
            registration: Registration(id: "R-1", validUntil: expires),
            holder: Person(id: "P-1", name: "王芳")
        )
        func open() -> [NoticeKind] {
            RenewalCourse(of: .registration(record), on: today, policy: RenewalPolicy()).openings.map(\.key.kind)
                .filter { !$0.isAboutData }
        }
        #expect(open() == [.markReached])
        record.applications = [
            Application(id: "A-1", procedure: .renewal, submittedOn: today.adding(days: -1), state: .submitted)
        ]
        #expect(!open().contains(.markReached))
        record.applications[0].state = .rejected
        record.applications[0].decidedOn = today
        #expect(open().contains(.markReached), "open again, although the day of the mark passed in silence")
    }
}
