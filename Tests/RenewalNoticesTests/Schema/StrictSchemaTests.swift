import Foundation
import RenewalDelivery
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalNotices

/// What the schemas of events accept and refuse, by PyPI's `jsonschema`; what code generators make of the strict one.
@Suite struct StrictSchemaTests {
    private struct Verdict: Decodable {
        struct Share: Decodable {
            let refused: Int
            let past: [String]
        }
        let mutations: Int
        let strict: Share
        let lax: Share
    }

    private static let folder = ForeignProgram.repository.appending(path: "Tests/Events")

    private func run(_ script: String, _ events: [[UInt8]] = []) throws -> String {
        let loader = "import runpy, sys; sys.path.insert(0, sys.argv[1]); runpy.run_path(sys.argv[2])"
        return try ForeignProgram.python(
            loader,
            arguments: [Self.folder.path, Self.folder.appending(path: script).path],
            input: Array(events.joined(separator: [0x0A]))
        )
    }

    @Test func everyEventKeepsToBothSchemas() throws {
        let complaints = try run("validate.py", Self.events + (try Self.golden()))
        #expect(complaints == "")
    }

    /// Of plausible mistakes few get past the strict schema; which, and how many get past the other one, is printed.
    @Test func plausibleMistakesAreRefused() throws {
        let text = try run("mutations.py", Self.events)
        let verdict = try JSONDecoder().decode(Verdict.self, from: Data(text.utf8))
        print(
            """
            mistakes refused, of \(verdict.mutations): \(verdict.strict.refused) by the strict schema, \
            \(verdict.lax.refused) by the other; past the strict one: \(verdict.strict.past.joined(separator: ", "))
            """
        )
        #expect(verdict.mutations >= 40)
        #expect(100 * verdict.strict.refused >= 95 * verdict.mutations, "\(verdict.strict.past)")
    }

    @Test func codeGeneratorsMakeAClassOfEachKind() throws {
        #expect(try run("models.py") == "\(NoticeKind.allCases.count) classes\n")
    }
}

extension StrictSchemaTests {
    /// Events of all made-up records that the rules could tell of, of all that they plan, and of what those lack.
    private static var events: [[UInt8]] {
        let made = Samples.cases.filter { $0.language == .chinese }.map(\.context).filter(isPossible)
        let contexts = made + PlannedNoticeTests.planned + withdrawals + hostile + [report]
        return contexts.enumerated().flatMap { number, context in
            EventComposer.compose(
                context,
                texts: [.chinese: words],
                head: EventHead(
                    id: "msg_\(StableID.of("\(number)"))",
                    timestamp: UnixTime(seconds: 1_765_760_400),
                    sequence: Int64(number + 1),
                    source: "urn:renewald:office"
                )
            )
        }
    }

    private static let words =
        RenderedNotice(language: .chinese, subject: "主题", text: "正文\n", html: "", usedFallback: false)

    /// Whether the record has the audience: one without an employer has none to tell.
    private static func isPossible(_ context: NoticeContext) -> Bool {
        RenewalCourse(of: context.subject, on: context.asOf, policy: context.policy).concerns(context.audience)
    }

    private static let subjects =
        NoticeKind.allCases.map { TemplateFixture.complete.subject($0) }
        .filter { $0.ofRegistry != nil } + PlannedNoticeTests.others

    /// Withdrawals of reminders about every record, for every reason.
    private static var withdrawals: [NoticeContext] {
        let reasons = WithdrawnReminder.Reason.allCases
        return subjects.enumerated().flatMap { number, subject in
            let reason = reasons[number % reasons.count]
            return [Audience.holder, .employer, .administrator].compactMap { audience in
                withdrawal(about: subject, because: reason, for: audience)
            }
        }
    }

    /// A withdrawal; `nil` where the record has no such audience.
    private static func withdrawal(
        about subject: Subject,
        because reason: WithdrawnReminder.Reason,
        for audience: Audience
    ) -> NoticeContext? {
        let base = TemplateFixture.complete.context(kind: .reminderWithdrawn, audience: audience, language: .chinese)
        let day = Samples.expires.adding(days: -10)
        guard RenewalCourse(of: subject, on: day, policy: base.policy).concerns(audience) else { return nil }
        let line = OpenThread(
            series: NoticeSeries(record: subject.record, expires: Samples.expires),
            thread: NoticeThread(audience: audience, occurrence: nil, kind: .markReached)
        )
        let notice = line.withdrawal(of: .markReached, because: reason, on: day)
        let withdrawn = WithdrawnReminder(
            notice: notice,
            subject: reason.tellsOfTheRecord ? subject : nil,
            withdrawn: ["msg_\(StableID.of(reason.rawValue))"]
        )
        return base.with(notice, on: day, about: .withdrawal(withdrawn))
    }

    private static var hostile: [NoticeContext] {
        HostileValueTests.names.map { name in
            Samples.context { subject in
                subject.holder?.name = name
                subject.employer = Employer(id: name, name: name)
                subject.registration.number = name
            }
        }
    }

    /// A daily report with a row for each record.
    private static var report: NoticeContext {
        let base = TemplateFixture.complete.context(
            kind: .administratorDigest,
            audience: .administrator,
            language: .chinese
        )
        var report = DailyReport(day: base.asOf)
        report.open = subjects
        return base.with(base.notice, on: base.asOf, about: .office(report))
    }

    /// The bodies of `Tests/Golden/events`, which stand behind the headers and a hash.
    private static func golden() throws -> [[UInt8]] {
        let folder = ForeignProgram.repository.appending(path: "Tests/Golden/events")
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).map { file in
            let text = try String(contentsOf: file, encoding: .utf8)
            let body = try #require(text.firstRange(of: "\n{\n")).lowerBound
            return Array(text[body...].replacing("\n", with: "").utf8)
        }
    }
}

extension WithdrawnReminder.Reason {
    /// Whether the record is still that of whom it was told to.
    fileprivate var tellsOfTheRecord: Bool {
        switch self {
        case .moved, .holderCorrected, .deleted: false
        case .filed, .renewed, .declined, .dateCorrected, .superseded, .voided, .ended, .restored, .muted, .lapsed,
            .settled:
            true
        }
    }
}
