import Foundation
import RenewalConfig
import RenewalDelivery
import RenewalOutbox
import RenewalRegistry
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalDaemon
@testable import RenewalNotices

/// What a first scan over the sample registry would say, on several days: every subject fits a telephone's list of mails,
/// nothing is called late, and nobody is told of a "system" without its name.
@Suite struct SampleWordsTests {
    private static let templates = TemplateSet(
        directory: ForeignProgram.repository.appending(path: "Config/templates").path
    )

    /// A weekday, a Sunday and a day with other marks.
    private static let days = ["2026-06-01", "2026-11-29", "2027-02-12"]

    @Test func aFirstScanIsShortAndTrue() async throws {
        var complaints: [NoticeKind: [String]] = [:]
        var told: Set<NoticeKind> = []
        for day in Self.days {
            for context in try await Self.notices(of: try Self.office(on: day), on: day) {
                told.insert(context.notice.key.kind)
                for language in Language.allCases {
                    let rendered = Self.templates.render(context.spoken(in: language), forMail: false)
                    #expect(!rendered.usedFallback, "\(context.notice.key)")
                    complaints[context.spokenKind, default: []] += Self.flaws(of: rendered)
                }
            }
        }
        #expect(told.count > 30, "\(told.map(\.rawValue).sorted())")
        for (kind, flaws) in complaints where !flaws.isEmpty {
            Issue.record("\(kind.rawValue): \(Set(flaws).sorted().prefix(4).joined(separator: " | "))")
        }
    }

    private static func flaws(of rendered: RenderedNotice) -> [String] {
        let limit = PlainNotice.subjectLimit(in: rendered.language)
        let words = rendered.subject + "\n" + rendered.text
        return [
            rendered.subject.count > limit ? "\(rendered.subject.count) characters: \(rendered.subject)" : nil,
            words.replacing("注册管理系统", with: "").contains("系统中") ? "says 系统中" : nil,
            words.contains(/晚了|补发|\bdays? late\b/) ? "says that it is late" : nil,
        ].compactMap(\.self)
    }

    /// An office with the sample registry.
    private static func office(on day: String) throws -> Sample {
        let office = try Sample(on: day)
        let folder = ForeignProgram.repository.appending(path: "Config/sample")
        for table in [
            "review_body", "employer", "person", "registration", "application", "qualification", "credential",
            "credential_application", "loss_report", "reissue", "relying_party", "relying_party_subscription",
        ] {
            try office.load(
                try String(contentsOf: folder.appending(path: "\(table).csv"), encoding: .utf8),
                into: table
            )
        }
        return office
    }

    /// What a first scan on a day finds due, and the digest of every employer.
    private static func notices(of office: Sample, on text: String) async throws -> [NoticeContext] {
        let (planner, settings) = (try office.planner(pageSize: 500), try office.settings())
        let day = try #require(CalendarDate(text))
        var plans: [Planner.RecordPlan] = []
        try await planner.eachPage(withMarksIn: .first...day, order: .asRead) { page in
            page.subjects.map { subject in
                let course = planner.course(of: subject, on: day, acknowledged: [:])
                return planner.plan(course, of: subject, since: nil, missed: [])
            }
        } visit: {
            plans += $0
        }
        let singly = plans.flatMap { plan in plan.due.notices.map { ($0, plan.subject) } }
        let all = singly + digests(of: plans, on: day)
        let missed = try await missed(among: all.map(\.0), on: day, in: office)
        return all.map { notice, subject in
            NoticeContext(
                notice: notice,
                subject: subject,
                wasMissed: missed.contains(notice.key.noticeID),
                asOf: day,
                policy: settings.policy,
                recipientName: notice.key.audience == .employer ? subject.employer?.name : subject.holder?.name,
                language: .chinese,
                office: settings.texts.office,
                timeZone: settings.timeZone,
                isTest: false
            )
        }
    }

    /// The notices that the outbox takes for missed, when all are planned at once and each goes to somebody.
    private static func missed(
        among notices: [Notice],
        on day: CalendarDate,
        in office: Sample
    ) async throws -> Set<String> {
        let outbox = try office.outbox()
        for (number, notice) in notices.enumerated() {
            let address = "a\(number)@example.test"
            let recipient = Recipient(channel: "mail", address: address, name: nil, language: .chinese)
            let planned = PlannedNotice(notice: notice, foundOn: day, recipients: [recipient])
            _ = try await outbox.plan([planned], superseded: [], holdingAbove: nil, at: office.clock.now)
        }
        let due = try await outbox.due(
            channel: "mail",
            limit: notices.count,
            minimumSeverity: .info,
            lostLeases: nil,
            at: office.clock.now
        ).deliveries
        #expect(due.contains { $0.notice.dueOn < $0.foundOn }, "nothing could be late")
        return Set(due.filter(\.wasMissed).map(\.noticeID))
    }

    private static func digests(of plans: [Planner.RecordPlan], on day: CalendarDate) -> [(Notice, Subject)] {
        Dictionary(grouping: plans) { $0.subject.employer?.id ?? "" }.compactMap { _, plans in
            guard let employer = plans.first?.subject.employer else { return nil }
            let subject = Subject.employer(
                EmployerRecords(
                    employer: employer,
                    registrations: plans.compactMap {
                        if case .registration(let record) = $0.subject { record } else { nil }
                    },
                    credentials: plans.compactMap {
                        if case .credential(let record) = $0.subject { record } else { nil }
                    },
                    lines: plans.flatMap(\.due.notices).filter {
                        $0.key.audience == .employer && $0.severity < .critical
                    }
                )
            )
            let course = RenewalCourse(of: subject, on: day, policy: RenewalPolicy())
            guard let found = course.standing.first else { return nil }
            return (Notice(key: found.key, dueOn: found.dueOn, severity: .urgent, rules: found.rules), subject)
        }
    }
}
