/// An application being filed, with the facts that its guards need.
///
/// - Source: rules R16–R25, A24
public enum RegistrationSubmission: Hashable, Sendable {
    /// The first registration after obtaining the qualification (rule R17).
    case initial(holdsQualification: Bool)
    /// A renewal with the original employer (rule R18).
    case renewal(staysWithEmployer: Bool)
    /// Another employer, category or employer's name (rule R21).
    case change(ChangeReason)
    /// A new registration after the old one has ended; the employer does not matter (rules R25, A24).
    ///
    /// Whether the conditions are met again counts only after a cancellation for another reason than expiry (rule R31).
    case reregistration(meetsConditions: Bool)

    /// The procedure the application is filed for.
    public var procedure: ApplicationProcedure {
        switch self {
        case .initial: .initial
        case .renewal: .renewal
        case .change: .change
        case .reregistration: .reregistration
        }
    }
}

/// Why a registration is changed.
///
/// - Source: rules R22, R23, R24
public enum ChangeReason: String, Hashable, Sendable, CaseIterable, Codable {
    case employer, category
    case employerRename = "employer_rename"
}
