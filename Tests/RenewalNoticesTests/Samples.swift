import Foundation
import RenewalRules
import RenewalTestSupport
import Testing

@testable import RenewalNotices

/// One way a kind is said.
struct Case: CustomTestStringConvertible {
    let kind: NoticeKind
    let audience: Audience
    let language: Language
    let fixture: TemplateFixture

    var context: NoticeContext { fixture.context(kind: kind, audience: audience, language: language) }
    var testDescription: String { "\(kind.rawValue) \(audience.rawValue) \(language.rawValue) \(fixture)" }
}

/// What several suites look at: the shipped templates and a record in good order.
enum Samples {
    static let directory = ForeignProgram.repository.appending(path: "Config/templates").path
    static let shipped = TemplateSet(directory: directory)
    /// Everything a kind may be said as: to whom, in which language, from which made-up record.
    static let cases: [Case] = NoticeKind.allCases.flatMap { kind in
        kind.audiences.flatMap { audience in
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

    /// A notice about the registration of 李伟, due and written on the kind's own day unless told otherwise.
    static func context(
        _ kind: NoticeKind = .markReached,
        _ audience: Audience = .holder,
        _ language: Language = .chinese,
        severity: Severity = .warning,
        on day: CalendarDate? = nil,
        change: (inout RegistrationDossier) -> Void = { _ in }
    ) -> NoticeContext {
        let base = TemplateFixture.complete.context(kind: kind, audience: audience, language: language)
        var dossier = TemplateFixture.complete.registration(kind)
        dossier.registration.number = "11018020211234"
        dossier.holder = Person(id: "P-0001", name: language == .chinese ? "李伟" : "Li Wei")
        dossier.employer = Employer(
            id: "E-0001",
            name: language == .chinese ? "华北安全技术服务有限公司" : "North China Safety Services Ltd."
        )
        dossier.reviewBody = ReviewBody(
            id: "B-0001",
            name: language == .chinese ? "示例省安全工程师注册中心" : "Example Province Registration Centre",
            contact: "010-0000-0001"
        )
        change(&dossier)
        return NoticeContext(
            notice: Notice(
                key: base.notice.key,
                dueOn: base.notice.dueOn,
                severity: severity,
                rules: ["R19", "R29", "A1"]
            ),
            dossier: .registration(dossier),
            asOf: day ?? base.asOf,
            policy: base.policy,
            recipientName: audience == .holder ? dossier.holder?.name : nil,
            language: language,
            office: base.office,
            timeZone: base.timeZone,
            isTest: false
        )
    }
}
