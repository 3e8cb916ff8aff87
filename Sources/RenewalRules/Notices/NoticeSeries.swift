/// A record that notices are about: its type and the id the office gave it.
public struct RecordID: Hashable, Sendable {
    /// The type as written in keys and JSON.
    public enum RecordType: String, Hashable, Sendable, CaseIterable, Codable {
        case registration, qualification, credential
        case credentialApplication = "credential_application"
        /// An employer, for its digest.
        case employer
        /// The office that runs the service, for its daily report.
        case office
        /// A delivery that was given up.
        case delivery
    }

    public let type: RecordType
    public let id: String

    public init(type: RecordType, id: String) {
        self.type = type
        self.id = id
    }
}

/// One run of notices: a record and the expiry day they count towards.
///
/// A changed expiry starts a new series. Where a record has no expiry, the day of the event takes its place.
///
/// - Source: rule D3
public struct NoticeSeries: Hashable, Sendable {
    public let record: RecordID
    public let expires: CalendarDate

    public init(record: RecordID, expires: CalendarDate) {
        self.record = record
        self.expires = expires
    }
}

extension NoticeSeries {
    /// The series in which a record counts towards its expiry; `nil` where it has none or none can be determined.
    public init?(of subject: Subject, policy: RenewalPolicy) {
        let expires =
            switch subject {
            case .registration(let record): Expiry(of: record.registration, policy: policy).date
            case .credential(let record):
                CredentialExpiry(of: record.credential, utcOffset: record.utcOffset, policy: policy).date
            case .qualification(let record): record.initialDeadline(policy: policy)
            case .credentialApplication, .employer, .office, .delivery, .sendingHold, .withdrawal: nil as CalendarDate?
            }
        guard let expires else { return nil }
        self.init(record: subject.record, expires: expires)
    }
}

/// One line of notices within a series: about the expiry, or about one event, for one audience.
public struct NoticeThread: Hashable, Sendable {
    public let audience: Audience
    /// The day of the event, such as a filing; `nil` for the expiry.
    public let occurrence: CalendarDate?
    public let detail: String?
    /// The first kind of the family that the line consists of.
    public let family: NoticeKind

    public init(audience: Audience, occurrence: CalendarDate?, detail: String? = nil, kind: NoticeKind) {
        self.audience = audience
        self.occurrence = occurrence
        self.detail = detail
        family = kind.family.first ?? kind
    }
}
