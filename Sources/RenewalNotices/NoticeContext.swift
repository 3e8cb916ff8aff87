import RenewalDelivery
package import RenewalRules

/// A notice with everything its words are made from; the same context gives the same bytes.
package struct NoticeContext: Sendable {
    package let notice: Notice
    package let subject: Subject
    /// The business day the words are for; all counted days start here.
    package let asOf: CalendarDate
    package let policy: RenewalPolicy
    /// Whom the mail greets when the record has no name for the audience.
    package let recipientName: String?
    package private(set) var language: Language
    package let office: OfficeTexts
    /// IANA name of the business time zone.
    package let timeZone: String
    package let isTest: Bool
    /// What outsiders get in place of an id that is an identity number; masked where nobody made anything better.
    package var standIn: @Sendable (String) -> String = { MaskedText(ofOurs: $0).description }
    let noticeID: String
    /// The fields that every language shares, made once.
    private(set) var common = FieldSet()

    package init(
        notice: Notice,
        subject: Subject,
        asOf: CalendarDate,
        policy: RenewalPolicy,
        recipientName: String?,
        language: Language,
        office: OfficeTexts,
        timeZone: String,
        isTest: Bool
    ) {
        self.notice = notice
        self.subject = subject
        self.asOf = asOf
        self.policy = policy
        self.recipientName = recipientName
        self.language = language
        self.office = office
        self.timeZone = timeZone
        self.isTest = isTest
        noticeID = notice.key.noticeID
        common = NoticeFields.common(of: self)
    }

    /// The name the mail greets; `nil` when there is none that may be shown.
    package var addressee: String? { common.text("addressee") }

    /// The same notice for words in another language.
    package func spoken(in language: Language) -> NoticeContext {
        var other = self
        other.language = language
        return other
    }
}

extension NoticeContext {
    var kind: NoticeKind { notice.key.kind }
    var audience: Audience { notice.key.audience }

    /// The last valid day of the record the notice is about; `nil` where the record has none.
    var validUntil: CalendarDate? { subject.validUntil(policy: policy) }

    /// How many days after its day the notice is written.
    ///
    /// The weekly notice about a record hangs on the first day of its week, whenever the fault was found.
    var lateByDays: Int { kind.isAboutData ? 0 : notice.lateByDays(on: asOf) }

    /// The last day for an ordinary first registration.
    var deadline: CalendarDate? {
        guard case .qualification(let record) = subject else { return nil }
        return record.initialDeadline(policy: policy) ?? notice.key.series.expires
    }

    /// The days around the expiry of a registration; `nil` for other records.
    var window: RenewalWindow? {
        guard case .registration = subject else { return nil }
        return validUntil.map { RenewalWindow(expires: $0, policy: policy) }
    }

    /// The holder, for those who may know who it is: a relying party learns of the certificate only.
    var holder: Person? { audience == .relyingParty ? nil : subject.holder }

    /// The employer of the record, for those who may know it; `nil` for a digest of several.
    var employer: Employer? { audience == .relyingParty || isOfSeveralEmployers ? nil : subject.employer }

    /// Whether a digest tells of several employers, each in a section of its own.
    var isOfSeveralEmployers: Bool { if case .employer(let digest) = subject { !digest.others.isEmpty } else { false } }

    private var applications: [Application] {
        switch subject {
        case .registration(let record): record.applications
        case .qualification(let record): record.applications
        case .credential, .credentialApplication, .employer, .office, .delivery, .sendingHold: []
        }
    }

    /// The application a notice is about: the one its key names or that was filed on its day, else pending, else the
    /// latest.
    var application: Application? {
        let latestFirst = applications.sorted { ($0.submittedOn ?? .first) > ($1.submittedOn ?? .first) }
        return named(among: latestFirst) ?? latestFirst.first { $0.state.isPending } ?? latestFirst.first
    }

    private func named(among applications: [Application]) -> Application? {
        guard kind.isAboutPendingApplication || kind == .applicationRejected else { return nil }
        let named = applications.first { $0.id == notice.key.detail }
        guard kind.isAboutPendingApplication else { return named ?? applications.first { $0.state == .rejected } }
        return named ?? applications.first { $0.submittedOn != nil && $0.submittedOn == notice.key.occurrence }
    }

    /// The day the application was filed; the day of a notice's event is that day only where it is about the filing.
    var submittedOn: CalendarDate? {
        kind.isAboutPendingApplication ? notice.key.occurrence ?? application?.submittedOn : application?.submittedOn
    }
}
