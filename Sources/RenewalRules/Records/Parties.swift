/// The holder of a registration, a qualification or a credential.
public struct Person: Hashable, Sendable {
    public let id: String
    public var name: String
    /// As recorded, unchecked: one address or several; `addresses` are those that are usable.
    public var email: String?
    public var phone: String?
    public var language: Language?
    /// The day the holder declined to renew, which ends their notices (rule R29).
    public var declinedRenewalOn: CalendarDate?
    /// Whether they have never used the registration system, so that the old number may be needed to log in (rule R34).
    public var neverLoggedIn: Bool
    /// For the age limit of a registration, if the office applies it (rule V20).
    public var birthYear: Int?
    /// Whether a registration of theirs ended because they died, so that nobody writes to them any more.
    ///
    /// - Source: Administrative Licensing Law, article 70 (2)
    public var isDeceased: Bool

    public init(
        id: String,
        name: String,
        email: String? = nil,
        phone: String? = nil,
        language: Language? = nil,
        declinedRenewalOn: CalendarDate? = nil,
        neverLoggedIn: Bool = false,
        birthYear: Int? = nil,
        isDeceased: Bool = false
    ) {
        self.id = id
        self.name = name
        self.email = email
        self.phone = phone
        self.language = language
        self.declinedRenewalOn = declinedRenewalOn
        self.neverLoggedIn = neverLoggedIn
        self.birthYear = birthYear
        self.isDeceased = isDeceased
    }
}

/// The employer a registration is tied to (rule R18).
public struct Employer: Hashable, Sendable {
    public let id: String
    public var name: String
    /// As recorded, unchecked: one address or several; `addresses` are those that are usable.
    public var email: String?
    public var phone: String?
    public var language: Language?
    /// The name before its last change, and the day of that change (rule R24).
    public var formerName: String?
    public var renamedOn: CalendarDate?
    /// The configured channel for a program of its own, which gets its notices besides the routes; `nil` for none.
    public var channel: String?

    public init(
        id: String,
        name: String,
        email: String? = nil,
        phone: String? = nil,
        language: Language? = nil,
        formerName: String? = nil,
        renamedOn: CalendarDate? = nil,
        channel: String? = nil
    ) {
        self.id = id
        self.name = name
        self.email = email
        self.phone = phone
        self.language = language
        self.formerName = formerName
        self.renamedOn = renamedOn
        self.channel = channel
    }
}

/// The body that accepts applications and reviews them first.
///
/// It is the contact for a province or a trade and affects no reminder: a registration is valid nationwide.
///
/// - Source: rules R5, R30, V8
public struct ReviewBody: Hashable, Sendable {
    public let id: String
    public var name: String
    public var contact: String?

    public init(id: String, name: String, contact: String? = nil) {
        self.id = id
        self.name = name
        self.contact = contact
    }
}

/// A party that relies on a credential, in trade or for signatures, and subscribes to its status.
///
/// - Source: rules R59, R66, A25
public struct RelyingParty: Hashable, Sendable {
    public let id: String
    public var name: String
    /// The configured channel for it; `nil` leaves that to the routes.
    public var channel: String?

    public init(id: String, name: String, channel: String? = nil) {
        self.id = id
        self.name = name
        self.channel = channel
    }
}
