/// An electronic credential (电子证书) with a term and a private key, as the office recorded it.
///
/// It proves identity and signs; the electronic form of a qualification certificate is something else and never
/// expires.
///
/// - Source: rules R58, R60, R61, A11
public struct ElectronicCredential: Hashable, Sendable {
    /// Whose identity it proves (rule R58).
    public enum SubjectKind: String, Hashable, Sendable, CaseIterable, Codable {
        case person, company
    }

    /// The state the office records; expiry is derived from the day, never stored (rule 4.5).
    public enum State: String, Hashable, Sendable, CaseIterable, Codable {
        case applying, active
        case renewalPending = "renewal_pending"
        case renewedNotUpdated = "renewed_not_updated"
        case superseded, void
    }

    public let id: String
    /// The full serial; only `MaskedNumber` of it may be shown, except to relying parties, who know the certificate by it.
    public var serial: String?
    public var subjectKind: SubjectKind
    public var issuedOn: CalendarDate?
    /// Length of the term, usually one, two or three years; set by law, so it is data (rules R61, R62).
    public var term: Period?
    /// The expiry printed on the credential; it wins over any computation (rule A4).
    public var validUntil: CalendarDate?
    /// The instant after which the credential no longer verifies (rule A12).
    public var notAfter: UnixTime?
    public var state: State
    /// The day the private key was reported leaked or the holder's identity changed (rule R63).
    public var keyCompromisedOn: CalendarDate?
    /// The day it reached its state.
    public var stateOn: CalendarDate?
    /// The day its renewal was issued (rule R70).
    public var renewedOn: CalendarDate?
    public var updateConfirmedOn: CalendarDate?

    public init(
        id: String,
        serial: String? = nil,
        subjectKind: SubjectKind = .person,
        issuedOn: CalendarDate? = nil,
        term: Period? = nil,
        validUntil: CalendarDate? = nil,
        notAfter: UnixTime? = nil,
        state: State = .active,
        keyCompromisedOn: CalendarDate? = nil,
        stateOn: CalendarDate? = nil,
        renewedOn: CalendarDate? = nil,
        updateConfirmedOn: CalendarDate? = nil
    ) {
        self.id = id
        self.serial = serial
        self.subjectKind = subjectKind
        self.issuedOn = issuedOn
        self.term = term
        self.validUntil = validUntil
        self.notAfter = notAfter
        self.state = state
        self.keyCompromisedOn = keyCompromisedOn
        self.stateOn = stateOn
        self.renewedOn = renewedOn
        self.updateConfirmedOn = updateConfirmedOn
    }
}
