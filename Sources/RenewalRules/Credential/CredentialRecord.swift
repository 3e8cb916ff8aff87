/// A credential with the people, the report and the reissue related to it: all that rules and texts need.
public struct CredentialRecord: Hashable, Sendable {
    public var credential: ElectronicCredential
    /// What business time is ahead of UTC at the credential's `notAfter` (rule A12); of no account without one.
    public var utcOffset: Duration
    public var holder: Person?
    public var employer: Employer?
    /// The latest loss report about it.
    public var lossReport: LossReport?
    /// The latest reissue of it.
    public var reissue: Reissue?
    /// The progress inquiries about its reissues, in any order (rule R89).
    public var inquiries: [ProgressInquiry]
    /// The expiry of the holder's registration, which no loss, reissue or renewal of a credential affects.
    public var registrationExpires: CalendarDate?
    public var annotations: [Annotation]
    public var relyingParties: [RelyingParty]
    /// The certificates before and after it, with their ids and days only.
    public var predecessor: ElectronicCredential?
    public var successor: ElectronicCredential?

    public init(
        credential: ElectronicCredential,
        utcOffset: Duration,
        holder: Person? = nil,
        employer: Employer? = nil,
        lossReport: LossReport? = nil,
        reissue: Reissue? = nil,
        inquiries: [ProgressInquiry] = [],
        registrationExpires: CalendarDate? = nil,
        annotations: [Annotation] = [],
        relyingParties: [RelyingParty] = [],
        predecessor: ElectronicCredential? = nil,
        successor: ElectronicCredential? = nil
    ) {
        self.credential = credential
        self.utcOffset = utcOffset
        self.holder = holder
        self.employer = employer
        self.lossReport = lossReport
        self.reissue = reissue
        self.inquiries = inquiries
        self.registrationExpires = registrationExpires
        self.annotations = annotations
        self.relyingParties = relyingParties
        self.predecessor = predecessor
        self.successor = successor
    }

    /// Whether it proves the identity of a company: nobody holds it, so its employer is told in the holder's place.
    ///
    /// - Source: rule R58 ("a person or a company")
    public var isOfCompany: Bool { holder == nil && employer != nil }

    /// Whether its holder died, so that nobody needs it any more.
    package var isOfDeceased: Bool { holder?.isDeceased ?? false }

    /// The recorded state, or void where the report is completed but the credential not yet updated.
    ///
    /// - Source: rule R82
    public var recordedState: ElectronicCredential.State {
        let isLost = lossReport?.state == .completed && credential.state != .superseded
        return isLost ? .void : credential.state
    }
}

/// A note of purpose and term that an electronic certificate needs to be viewed (加注).
///
/// - Source: rule V15
public struct Annotation: Hashable, Sendable {
    public let id: String
    public var purpose: String?
    public var validUntil: CalendarDate?

    public init(id: String, purpose: String? = nil, validUntil: CalendarDate? = nil) {
        self.id = id
        self.purpose = purpose
        self.validUntil = validUntil
    }
}
