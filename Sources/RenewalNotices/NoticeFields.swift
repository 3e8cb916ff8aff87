import RenewalRules

/// The one place where the fields a template gets are made: texts, and flags that open sections.
///
/// A text that the record has nothing for is absent, so that `{{#category}}…{{/category}}` leaves its line out.
package enum NoticeFields {
    /// Every name a template may use.
    package static let names: Set<String> = {
        let context = TemplateFixture.complete.context(
            kind: .markReached,
            audience: .holder,
            language: .chinese
        )
        return Set(texts(of: context).keys).union(flags(of: context).keys)
    }()

    /// What Mustache looks names up in: texts that are there, and all flags.
    static func values(of context: NoticeContext) -> [String: Any] {
        let texts: [String: Any] = texts(of: context).compactMapValues { $0 }
        return texts.merging(flags(of: context)) { text, _ in text }
    }

    static func texts(of context: NoticeContext) -> [String: String?] {
        [who(context), record(context), days(context), filing(context)]
            .reduce(into: [:]) { all, part in all.merge(part) { first, _ in first } }
    }

    static func flags(of context: NoticeContext) -> [String: Bool] {
        situation(context).merging(calendar(context)) { first, _ in first }
    }

    /// Whom the notice greets and names.
    private static func who(_ context: NoticeContext) -> [String: String?] {
        let holder = clean(context.dossier.holder?.name, in: context)
        let employer = clean(context.dossier.employer?.name, in: context)
        let recipient = clean(context.recipientName, in: context)
        let recorded: String? =
            switch context.notice.key.audience {
            case .holder: holder
            case .employer: employer
            case .administrator, .relyingParty: nil
            }
        return [
            "addressee": recorded ?? recipient,
            "engineer": holder ?? context.language.unnamedEngineer,
            "holder_name": holder,
            "employer_name": employer,
            "contact": clean(context.contact, in: context),
            "review_body": clean(context.dossier.reviewBody?.name, in: context),
            "review_body_contact": clean(context.dossier.reviewBody?.contact, in: context),
        ]
    }

    /// What the notice is about; of a number only the masked form.
    private static func record(_ context: NoticeContext) -> [String: String?] {
        let registration = context.dossier.registration
        return [
            "notice_id": context.notice.key.noticeID,
            "record_id": clean(context.notice.key.series.record.id, in: context),
            "reg_no_masked": maskedNumber(of: registration),
            "category": clean(registration.category, in: context),
            "system_url": FieldText.clean(context.systemURL),
            "time_zone": FieldText.clean(context.language.timeZone(context.timeZone)),
        ]
    }

    /// Days and distances, all counted from the day the notice is written.
    private static func days(_ context: NoticeContext) -> [String: String?] {
        let (language, window, today) = (context.language, context.window, context.asOf)
        let left = today.days(until: context.expires)
        let late = context.notice.lateByDays(on: today)
        let toMark = today.days(until: window.mark)
        return [
            "as_of": language.date(today),
            "due_on": language.date(context.notice.dueOn),
            "valid_until": language.date(context.expires),
            "window_opens": language.date(window.opens),
            "standard_mark": language.date(window.mark),
            "mark_lead": language.period(context.policy.mark),
            "processing_time": language.range(context.policy.shortestProcessing, context.policy.longestProcessing),
            "days_left": left >= 0 ? "\(left)" : nil,
            "time_left": left > 0 ? language.days(left) : nil,
            "days_overdue": left < 0 ? "\(-left)" : nil,
            "time_overdue": left < 0 ? language.days(-left) : nil,
            "time_to_mark": toMark > 0 ? language.days(toMark) : nil,
            "late_by_days": late > 0 ? "\(late)" : nil,
            "lateness": late > 0 ? language.days(late) : nil,
        ]
    }

    /// The application a notice may be about.
    private static func filing(_ context: NoticeContext) -> [String: String?] {
        let age = context.submittedOn.map { max(0, $0.days(until: context.asOf)) }
        let usualEnd = context.submittedOn.map { $0.adding(context.policy.longestProcessing) }
        return [
            "procedure_name": context.language.name(of: context.application?.procedure),
            "submitted_on": context.submittedOn.map(context.language.date),
            "time_since_filing": age.map(context.language.days),
            "decision_expected": usualEnd.map(context.language.date),
        ]
    }

    private static func situation(_ context: NoticeContext) -> [String: Bool] {
        let assessment = RenewalAssessment(of: context.dossier, on: context.asOf, policy: context.policy)
        let procedure = context.notice.key.kind.isAboutApplication ? .awaitDecision : assessment.procedure
        let (audience, pending) = (context.notice.key.audience, context.policy.pendingAtExpiry)
        return [
            "holder": audience == .holder,
            "employer": audience == .employer,
            "administrator": audience == .administrator,
            "renewal": procedure == .renewal,
            "change": procedure == .change,
            "reregistration": procedure == .reregistration,
            "await_decision": procedure == .awaitDecision,
            "pending_holds": pending == .hold,
            "pending_expired": pending == .expired,
            "deemed_renewed": pending == .deemedRenewed,
            "urgent": context.notice.severity == .urgent,
            "critical": context.notice.severity == .critical,
            "is_test": context.isTest,
        ]
    }

    private static func calendar(_ context: NoticeContext) -> [String: Bool] {
        let (window, today) = (context.window, context.asOf)
        return [
            "late": context.notice.lateByDays(on: today) > 0,
            "before_mark": today < window.mark,
            "on_mark": today == window.mark,
            "after_mark": today > window.mark,
            "before_expiry": today < window.expires,
            "on_expiry": today == window.expires,
            "after_expiry": today > window.expires,
        ]
    }

    /// The number as it may be shown, `…1234`; absent when there is none.
    static func maskedNumber(of registration: Registration) -> String? {
        guard let number = FieldText.clean(registration.number) else { return nil }
        let shown = MaskedNumber(number).description.unicodeScalars.dropFirst().suffix(4)
        return "…" + String(String.UnicodeScalarView(shown))
    }

    /// A recorded text made safe; the registration number is hidden in it, wherever an office may have written it.
    static func clean(_ text: String?, in context: NoticeContext) -> String? {
        let cleaned = FieldText.clean(text)
        guard let number = context.dossier.registration.number, plausibleNumber.contains(number.utf8.count) else {
            return cleaned
        }
        return cleaned?.replacing(number, with: MaskedNumber(number).description)
    }

    /// Lengths of a number worth hiding: a shorter one could be a year, and replacing that would garble honest text.
    private static let plausibleNumber = 6...64
}
