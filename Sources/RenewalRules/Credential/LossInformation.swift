/// A piece of information that a loss report must contain.
///
/// - Source: rules R79, R80, R81
public enum LossInformation: String, Hashable, Sendable, CaseIterable, Codable {
    case personalInfo = "personal_info"
    case identityProof = "identity_proof"
    case certificateNumber = "cert_no"
    case certificateValidity = "cert_validity"
    case situation
    case relevantInfo = "relevant_info"
    case applicationForm = "application_form"
    case other
}

/// The channel through which a loss is reported.
///
/// - Source: rule R78
public enum LossChannel: String, Hashable, Sendable, CaseIterable, Codable {
    case website, phone
    case serviceCenter = "service_center"
}

/// Why a credential is reported.
///
/// - Source: rules R63, R76, D12
public enum LossReason: String, Hashable, Sendable, CaseIterable, Codable {
    case lost, damaged
    case unusableOther = "unusable_other"
    case keyCompromised = "key_compromised"
}
