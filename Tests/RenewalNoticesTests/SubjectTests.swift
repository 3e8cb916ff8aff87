import RenewalRules
import Testing

@testable import RenewalNotices

/// Every subject fits a telephone's list of mails, and no notice says what is not so, over every kind, audience,
/// language and made-up record, with long names and at the highest severity the rules give.
@Suite struct SubjectTests {
    private static let templates = Samples.shipped
    private static let builtIn = TemplateSet.plain

    /// The severest notice of each kind that the rules plan.
    private static let severest: [NoticeKind: Severity] = Dictionary(
        PlannedNoticeTests.planned.map { ($0.kind, $0.notice.severity) } + [(.employerDigest, .urgent)],
        uniquingKeysWith: max
    )

    private static let contexts: [NoticeContext] = Samples.cases.flatMap { sample -> [NoticeContext] in
        let context = sample.context
        let severity = severest[sample.kind] ?? context.notice.severity
        let notice = Notice(key: context.notice.key, dueOn: context.notice.dueOn, severity: severity, rules: [])
        return [context.subject, context.subject.named(in: sample.language)].map {
            context.with(notice, on: context.asOf, about: $0, policy: context.policy)
        }
    }

    private static func complaints(_ templates: TemplateSet) -> [NoticeKind: Set<String>] {
        contexts.reduce(into: [:]) { found, context in
            let rendered = templates.render(context, forMail: false)
            let isOnTime = context.asOf == context.notice.dueOn
            for flaw in TruthOfWords.flaws(of: rendered, isOnTime: isOnTime) {
                found[context.spokenKind, default: []].insert("\(context.audience.rawValue): \(flaw)")
            }
        }
    }

    @Test func shippedWordsAreShortAndTrue() {
        let complaints = Self.complaints(Self.templates)
        for (kind, flaws) in complaints {
            Issue.record("\(kind.rawValue): \(flaws.sorted().joined(separator: " | "))")
        }
    }

    /// The matter stays, and the name is cut or left out: names of one and of many characters.
    @Test(arguments: [
        (Language.chinese, "Daniel Moreau", "【紧急】注册还有2天期满，未登记申请：Daniel Mor…"),
        (.chinese, "王芳", "【紧急】注册还有2天期满，未登记申请：王芳"),
        (.chinese, "阿卜杜热合曼·吾买尔江·艾合买提", "【紧急】注册还有2天期满，未登记申请：阿卜杜热合曼·吾买尔…"),
        (
            .english, "Maximilian Alexander Konstantin von Hohenlohe",
            "[Urgent] Ends in 2 days, no application: Maximilian Alexander Konstan…"
        ),
    ]) func aNameGivesWayToTheMatter(language: Language, name: String, subject: String) {
        let day = Samples.expires.adding(days: -2)
        let context = Samples.context(.lastCall, .administrator, language, severity: .urgent, on: day) { record in
            record.holder?.name = name
        }
        #expect(Self.templates.render(context).subject == subject)
    }

    /// 【紧急】 in the last week, 【特急】 on the last day and the next; a list of mails shows nothing else of it.
    @Test(arguments: Language.allCases) func theSubjectBeginsWithHowPressingItIs(language: Language) {
        for context in Self.contexts where context.language == language {
            let subject = Self.templates.render(context, forMail: false).subject
            let mark: String? =
                switch context.notice.severity {
                case .critical: language == .chinese ? "【特急】" : "[Most urgent] "
                case .urgent: language == .chinese ? "【紧急】" : "[Urgent] "
                case .info, .notice, .warning: nil
                }
            #expect(mark.map { subject.hasPrefix($0) } ?? !"【[".contains(subject.prefix(1)), "\(subject)")
        }
    }

    /// Nobody knows from a name what to do.
    @Test func theMatterComesBeforeTheName() {
        for context in Self.contexts {
            for templates in [Self.templates, Self.builtIn] {
                let subject = templates.render(context, forMail: false).subject
                let mark = context.language.urgencyMark(of: context.notice.severity) ?? ""
                let matter = subject.hasPrefix(mark) ? subject.dropFirst(mark.count) : subject[...]
                let names = [context.holder?.name, context.employer?.name].compactMap(\.self).filter { !$0.isEmpty }
                #expect(!names.contains { matter.hasPrefix($0.prefix(3)) }, "\(subject)")
            }
        }
    }

    /// Two matters of one record look different in a list of mails.
    @Test(arguments: Language.allCases) func everyMatterHasASubjectOfItsOwn(language: Language) {
        var kinds: [[String]: Set<NoticeKind>] = [:]
        for context in PlannedNoticeTests.planned.map({ $0.spoken(in: language) }) {
            let subject = Self.templates.render(context, forMail: false).subject
            let record = context.notice.key.series.record
            let place = [record.type.rawValue, record.id, context.audience.rawValue, subject]
            kinds[place, default: []].insert(context.spokenKind)
        }
        // Missing documents are one matter, whichever notice asks for them.
        let alike: Set<NoticeKind> = [.applicationNearExpiry, .applicationSupplementRequired]
        for (place, kinds) in kinds where kinds.count > 1 {
            #expect(kinds == alike, "\(place) \(kinds.map(\.rawValue).sorted())")
        }
    }

    @Test func builtInWordsAreShortAndTrue() {
        for (kind, flaws) in Self.complaints(Self.builtIn) {
            Issue.record("\(kind.rawValue): \(flaws.sorted().joined(separator: " | "))")
        }
    }
}

/// What no notice may say.
enum TruthOfWords {
    /// What is wrong with a rendered notice, in words; `isOnTime` is one of its own day, of which nothing is late.
    static func flaws(of rendered: RenderedNotice, isOnTime: Bool) -> [String] {
        let limit = PlainNotice.subjectLimit(in: rendered.language)
        var flaws: [String] = []
        if rendered.subject.count > limit { flaws.append("\(rendered.subject.count) characters: \(rendered.subject)") }
        let words = rendered.subject + "\n" + rendered.text
        // The official system is named; whose records are meant otherwise, nobody can tell.
        if words.replacing("注册管理系统", with: "").contains("系统中") { flaws.append("says 系统中") }
        if isOnTime, words.contains(/晚了|补发|\bdays? late\b/) { flaws.append("says that it is late") }
        return flaws
    }
}

extension Subject {
    /// The same with long names.
    fileprivate func named(in language: Language) -> Subject {
        let name = language.either("欧阳慕容雪", "Ouyang Murongxue")
        let company = language.either("内蒙古自治区金穗新能源化工集团有限公司", "Inner Mongolia Jinsui New Energy Chemicals Co., Ltd.")
        switch self {
        case .registration(var record):
            record.holder?.name = name
            record.employer?.name = company
            record.registration.change?.employer?.name = company
            return .registration(record)
        case .qualification(var record):
            record.holder?.name = name
            return .qualification(record)
        case .credential(var record):
            record.holder?.name = name
            record.employer?.name = company
            return .credential(record)
        case .credentialApplication(var record):
            record.holder?.name = name
            return .credentialApplication(record)
        case .employer(var records):
            records.employer.name = company
            return .employer(records)
        case .delivery(let failure):
            return .delivery(
                FailedDelivery(
                    id: failure.id,
                    notice: failure.notice,
                    channel: failure.channel,
                    recipient: "ouyang.murongxue@chemicals.inner-mongolia.example.test",
                    attempts: failure.attempts,
                    errorClass: failure.errorClass,
                    failedOn: failure.failedOn
                )
            )
        case .office, .sendingHold, .withdrawal: return self
        }
    }
}
