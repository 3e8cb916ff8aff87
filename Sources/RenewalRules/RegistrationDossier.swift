/// A registration with the people and applications around it: all that rules and texts need to know about a record.
public struct RegistrationDossier: Hashable, Sendable {
    public var registration: Registration
    public var holder: Person?
    public var employer: Employer?
    public var reviewBody: ReviewBody?
    /// In any order; only applications of this registration.
    public var applications: [Application]

    public init(
        registration: Registration,
        holder: Person? = nil,
        employer: Employer? = nil,
        reviewBody: ReviewBody? = nil,
        applications: [Application] = []
    ) {
        self.registration = registration
        self.holder = holder
        self.employer = employer
        self.reviewBody = reviewBody
        self.applications = applications
    }
}

/// The holder of a registration.
public struct Person: Hashable, Sendable {
    public let id: String
    public var name: String
    /// As recorded, unchecked; `EmailAddress` decides whether it can be used.
    public var email: String?
    public var phone: String?
    public var language: Language?
    /// The day the holder said they will not go on; ends the holder's notices (rule R29).
    public var declinedRenewalOn: CalendarDate?

    public init(
        id: String,
        name: String,
        email: String? = nil,
        phone: String? = nil,
        language: Language? = nil,
        declinedRenewalOn: CalendarDate? = nil
    ) {
        self.id = id
        self.name = name
        self.email = email
        self.phone = phone
        self.language = language
        self.declinedRenewalOn = declinedRenewalOn
    }
}

/// The employer a registration is tied to (rule R18).
public struct Employer: Hashable, Sendable {
    public let id: String
    public var name: String
    /// As recorded, unchecked; `EmailAddress` decides whether it can be used.
    public var email: String?
    public var phone: String?
    public var language: Language?

    public init(id: String, name: String, email: String? = nil, phone: String? = nil, language: Language? = nil) {
        self.id = id
        self.name = name
        self.email = email
        self.phone = phone
        self.language = language
    }
}

/// The body that takes the application and reviews it first (rule R30).
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
