/// A registration with the people and applications related to it: all that rules and texts need.
public struct RegistrationRecord: Hashable, Sendable {
    public var registration: Registration
    public var holder: Person?
    public var employer: Employer?
    public var reviewBody: ReviewBody?
    /// In any order; only applications of this registration.
    public var applications: [Application]
    /// The registration that follows a renewed one.
    public var successor: Registration?
    /// The renewed registration that this one follows, with its id and days only.
    public var predecessor: Registration?
    /// The subscribers to a credential of the holder.
    public var relyingParties: [RelyingParty]
    /// Parts that the registry has no place for, so that missing them is not the record's fault.
    public var unrecorded: Set<Part>

    /// A part that a record should have and a registry may lack.
    public enum Part: Hashable, Sendable {
        case holderEmail, reviewBody
    }

    public init(
        registration: Registration,
        holder: Person? = nil,
        employer: Employer? = nil,
        reviewBody: ReviewBody? = nil,
        applications: [Application] = [],
        successor: Registration? = nil,
        predecessor: Registration? = nil,
        relyingParties: [RelyingParty] = [],
        unrecorded: Set<Part> = []
    ) {
        self.registration = registration
        self.holder = holder
        self.employer = employer
        self.reviewBody = reviewBody
        self.applications = applications
        self.successor = successor
        self.predecessor = predecessor
        self.relyingParties = relyingParties
        self.unrecorded = unrecorded
    }

    /// Whether the latest application for a renewal was refused within a window, so that none is missing.
    public func isRenewalRefused(in window: RenewalWindow, asOf day: CalendarDate) -> Bool {
        let filed = applications.filter { application in
            application.procedure == .renewal && application.state != .draft && application.state != .withdrawn
        }
        let latest = filed.max { ($0.filedOn ?? .first, $0.id) < ($1.filedOn ?? .first, $1.id) }
        guard let latest, latest.state == .rejected else { return false }
        return (window.opens...max(window.opens, day)).contains(latest.decidedOn ?? latest.filedOn ?? day)
    }

    /// Whether the holder may need the old number to log in to the registration system for the first time.
    ///
    /// - Source: rule R34
    public var mayNeedLegacyLogin: Bool { registration.legacyNumber != nil && holder?.neverLoggedIn == true }
}
