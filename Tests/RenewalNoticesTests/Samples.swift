import Foundation
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalNotices

/// One combination in which a kind is composed.
struct Case: CustomTestStringConvertible {
    let kind: NoticeKind
    let audience: Audience
    let language: Language
    let fixture: TemplateFixture

    var context: NoticeContext { fixture.context(kind: kind, audience: audience, language: language) }
    var testDescription: String { "\(kind.rawValue) \(audience.rawValue) \(language.rawValue) \(fixture)" }
}

/// Fixtures of several suites: the shipped templates and a record in good order.
enum Samples {
    static let directory = ForeignProgram.repository.appending(path: "Config/templates").path
    static let shipped = TemplateSet(directory: directory)
    /// Every combination of kind, audience, language and made-up record.
    static let cases: [Case] = NoticeKind.allCases.flatMap { kind in
        kind.row.audiences.flatMap { audience in
            Language.allCases.flatMap { language in
                TemplateFixture.allCases.map {
                    Case(kind: kind, audience: audience, language: language, fixture: $0)
                }
            }
        }
    }

    static let expires = TemplateFixture.expires

    /// The text of a shipped template.
    static func source(_ kind: NoticeKind, _ language: Language) -> String {
        (try? String(contentsOfFile: "\(directory)/\(language.rawValue)/\(kind.rawValue).mustache", encoding: .utf8))
            ?? ""
    }

    /// The text of a notice without its salutation, the only line that ends in a colon.
    static func body(_ rendered: RenderedNotice) -> String {
        rendered.text.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !NoticeText.isSalutation([String($0)]) }.joined(separator: "\n")
    }

    /// The registration a kind is shown on; one in good order for kinds about something else.
    static func registration(_ kind: NoticeKind) -> RegistrationRecord {
        guard case .registration(let record) = TemplateFixture.complete.subject(kind) else {
            return TemplateFixture.complete.registration
        }
        return record
    }

    /// A notice about the registration of 李伟, due and written on the kind's own day by default.
    static func context(
        _ kind: NoticeKind = .markReached,
        _ audience: Audience = .holder,
        _ language: Language = .chinese,
        severity: Severity = .warning,
        on day: CalendarDate? = nil,
        change: (inout RegistrationRecord) -> Void = { _ in }
    ) -> NoticeContext {
        let base = TemplateFixture.complete.context(kind: kind, audience: audience, language: language)
        var subject = registration(kind)
        subject.registration.number = "11018020211234"
        subject.holder = Person(id: "P-0001", name: language == .chinese ? "李伟" : "Li Wei")
        subject.employer = Employer(
            id: "E-0001",
            name: language == .chinese ? "华北安全技术服务有限公司" : "North China Safety Services Ltd."
        )
        subject.reviewBody = ReviewBody(
            id: "B-0001",
            name: language == .chinese ? "示例省安全工程师注册中心" : "Example Province Registration Centre",
            contact: "010-0000-0001"
        )
        change(&subject)
        return NoticeContext(
            notice: Notice(
                key: base.notice.key,
                dueOn: base.notice.dueOn,
                severity: severity,
                rules: ["R19", "R29", "A1"]
            ),
            subject: .registration(subject),
            wasMissed: true,
            asOf: day ?? base.asOf,
            policy: base.policy,
            recipientName: audience == .holder ? subject.holder?.name : nil,
            language: language,
            office: base.office,
            timeZone: base.timeZone,
            isTest: false
        )
    }
}

extension EventComposer {
    /// The body of an event that has only one.
    static func compose(
        _ context: NoticeContext,
        texts: [Language: RenderedNotice],
        id: String,
        timestamp: UnixTime
    ) -> [UInt8] {
        let head = EventHead(id: id, timestamp: timestamp, sequence: 1, source: "urn:renewald:office")
        return compose(context, texts: texts, head: head).first ?? []
    }
}
