import RenewalDelivery
package import RenewalRules

/// A notice with everything that its text depends on; the same context gives the same bytes.
package struct NoticeContext: Sendable {
    package let notice: Notice
    package let subject: Subject
    /// Whether its mark passed while the service did not scan.
    package let wasMissed: Bool
    /// The business day of the text, from which all days are counted.
    package let asOf: CalendarDate
    package let policy: RenewalPolicy
    /// The name to greet when the record has none for the audience.
    package let recipientName: String?
    package private(set) var language: Language
    package let office: OfficeTexts
    /// IANA name of the business time zone.
    package let timeZone: String
    package let isTest: Bool
    /// Replaces an id that is an identity number for outsiders; masked by default.
    package var standIn: @Sendable (String) -> String = { MaskedText(ofOurs: $0).description }
    let noticeID: String
    /// The fields common to all languages, made once.
    private(set) var common = FieldSet()

    package init(
        notice: Notice,
        subject: Subject,
        wasMissed: Bool,
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
        self.wasMissed = wasMissed
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

    /// The name that the mail greets; `nil` when none may be shown.
    package var addressee: String? { common.text("addressee") }

    /// Whether it is an employer's digest with nothing to say: no news, and nobody near an expiry or past one.
    package var isEmptyDigest: Bool {
        if case .employer(let records) = subject { EmployerSummary(of: records, in: self).isEmpty } else { false }
    }

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

    /// How many days after its mark the notice is written, where the service failed to scan on that day; 0 otherwise.
    ///
    /// Neither a first scan nor a late entry in the registry makes a notice late, and sending hours do not either.
    var lateByDays: Int { wasMissed && !kind.isAboutData ? notice.lateByDays(on: asOf) : 0 }

    /// The website that handles the matter of the notice.
    var website: Website {
        switch subject {
        case .credential, .credentialApplication: .credentials
        case .qualification: kind.isAboutCollection ? .examinations : .registrations
        case .registration, .employer, .office, .delivery, .sendingHold, .withdrawal: .registrations
        }
    }

    /// Its address; `nil` where the office has named none.
    var link: String? {
        let address: String? =
            switch website {
            case .registrations: office.systemURL
            case .examinations: office.examURL
            case .credentials: office.credentialURL
            }
        return FieldText.clean(address)
    }

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

    /// The holder, for audiences that may know them: a relying party learns only about the certificate.
    var holder: Person? { audience == .relyingParty ? nil : subject.holder }

    /// The employer of the record, for audiences that may know it; `nil` for a digest of several.
    var employer: Employer? { audience == .relyingParty || isOfSeveralEmployers ? nil : subject.employer }

    /// The employer before the latest move, in the notice of that move alone.
    var previousEmployer: Employer? {
        guard kind == .registrationMoved, case .registration(let record) = subject else { return nil }
        return record.registration.move?.from
    }

    /// Whether a digest covers several employers, each in its own section.
    var isOfSeveralEmployers: Bool { if case .employer(let digest) = subject { !digest.others.isEmpty } else { false } }

    /// The application of a notice: the one named in its key or filed on its day, else a pending one, else the latest.
    var application: Application? {
        let latestFirst = subject.applications.sorted { ($0.submittedOn ?? .first) > ($1.submittedOn ?? .first) }
        return named(among: latestFirst) ?? latestFirst.first { $0.state.isPending } ?? latestFirst.first
    }

    private func named(among applications: [Application]) -> Application? {
        guard
            kind.isAboutPendingApplication || kind == .applicationRejected || kind == .applicationSupplementRequired
        else { return nil }
        let named = applications.first { $0.id == notice.key.detail }
        if kind == .applicationSupplementRequired { return named ?? applications.first(where: \.isSupplementDue) }
        guard kind.isAboutPendingApplication else { return named ?? applications.first { $0.state == .rejected } }
        return named ?? applications.first { $0.submittedOn != nil && $0.submittedOn == notice.key.occurrence }
    }

    /// The day of filing; it is the day of the notice's event only if that is the filing.
    var submittedOn: CalendarDate? {
        let isFiling = kind.isAboutPendingApplication && !kind.isAboutUndecidedAtExpiry
        return isFiling ? notice.key.occurrence ?? application?.submittedOn : application?.submittedOn
    }
}

/// The websites that handle matters of registered safety engineers, each its own.
enum Website {
    /// The registration system (rule R32).
    case registrations
    /// The examination centre, which hands out qualification certificates (rule R10).
    case examinations
    /// The service for electronic certificates (rules R42, R79).
    case credentials
}
