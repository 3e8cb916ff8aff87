/// A proof required in the first step of applying for an e-certificate.
///
/// - Source: rules R40, R41
public enum ApplicationMaterial: String, Hashable, Sendable, CaseIterable, Codable {
    case identity, education, title
    case workExperience = "work_experience"
    case other

    /// The four that every applicant submits; `other` only where asked for.
    public static let required: [ApplicationMaterial] = [.identity, .education, .title, .workExperience]

    /// The required materials missing from `materials`, in the order of the rule.
    public static func missing(from materials: Set<ApplicationMaterial>) -> [ApplicationMaterial] {
        required.filter { !materials.contains($0) }
    }
}

/// What has to be done on the official site in the second step.
///
/// - Source: rules R42, R43, R44
public enum OnlineRegistrationTask: String, Hashable, Sendable, CaseIterable, Codable {
    case data, uploads
    case registrationFee = "registration_fee"
    case intermediateExam = "intermediate_exam"

    /// The tasks missing from `done`, in the order of the rule.
    public static func missing(from done: Set<OnlineRegistrationTask>) -> [OnlineRegistrationTask] {
        allCases.filter { !done.contains($0) }
    }
}
