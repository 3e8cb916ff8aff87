/// The step of an attempt at which its outcome was decided.
package enum DeliveryStep: Hashable, Sendable {
    case smtp(SMTPStep)
    case http(HTTPStep)
    /// Writing into a folder of this machine.
    case file
    /// On our own side, before anything was sent.
    case own(OwnStep)

    /// A constant word for logs and the state file: `rcpt`, `http`, `maildir`.
    package var name: String {
        switch self {
        case .smtp(let step): step.rawValue
        case .http(let step): step.rawValue
        case .file: "maildir"
        case .own(let step): step.rawValue
        }
    }
}

/// The conversation with a mail server, in its order.
///
/// - Source: RFC 5321 section 3
package enum SMTPStep: String, Hashable, Sendable, CaseIterable {
    case resolve, connect, tls, banner, ehlo, starttls, auth, mail, rcpt, data, body
    case endOfData = "end-of-data"
}

/// A request to an HTTP endpoint, in its order.
///
/// - Source: RFC 9110
package enum HTTPStep: String, Hashable, Sendable, CaseIterable {
    case resolve, connect, tls, request
    /// The request was sent, and no complete answer came.
    case reply
    /// The endpoint answered.
    case answer = "http"
}

/// What can decide an attempt before or after anything goes over the wire.
package enum OwnStep: String, Hashable, Sendable, CaseIterable {
    /// The transfer could not be prepared: an option, memory, a thread, a file.
    case setup
    /// The host's address is one that the channel may not connect to.
    case addressDenied = "address-denied"
    /// The recipient's address is invalid.
    case address
    case deliveryID = "delivery-id"
    /// The claim ended before the attempt began, or before its result was reported.
    case lease
    /// The program ended during the attempt.
    case restart
}
