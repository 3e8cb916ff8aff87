/// The form in which an applicant wants the certificate.
///
/// - Source: rule R56
public enum CertificateForm: String, Hashable, Sendable, CaseIterable, Codable {
    case electronic, paper, both

    /// How the form is delivered: paper by post, an electronic certificate by e-mail.
    public var deliveries: [DeliveryMethod] {
        switch self {
        case .electronic: [.email]
        case .paper: [.post]
        case .both: [.post, .email]
        }
    }
}

/// How a certificate reaches the applicant.
///
/// - Source: rule R55
public enum DeliveryMethod: String, Hashable, Sendable, CaseIterable, Codable {
    case post, email
}

/// The form an applicant chose, and its addresses.
///
/// - Source: rules R55, R56
public struct DeliveryChoice: Hashable, Sendable {
    public let form: CertificateForm
    public let postalAddress: String?
    public let email: String?

    public init(form: CertificateForm, postalAddress: String? = nil, email: String? = nil) {
        self.form = form
        self.postalAddress = postalAddress
        self.email = email
    }

    /// The delivery methods that lack an address; empty when the certificate can be sent.
    public var missing: [DeliveryMethod] {
        form.deliveries.filter { method in
            let address = method == .post ? postalAddress : email
            return address?.isEmpty ?? true
        }
    }
}
