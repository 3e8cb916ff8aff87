/// Where in an attempt it was decided what the attempt came to.
package enum DeliveryStep: Hashable, Sendable {
    case smtp(SMTPStep)
    case http(HTTPStep)
    /// Writing into a folder of this machine.
    case file
    /// On our own side; nothing was said to anybody.
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
    /// The host's address lies where the channel may not go.
    case addressDenied = "address-denied"
    /// The recipient's address is none.
    case address
    case deliveryID = "delivery-id"
    /// The claim ended before the attempt began, or before anybody reported on it.
    case lease
    /// The program ended during the attempt.
    case restart
}
