import RenewalDelivery
import RenewalRules

/// All that is known about one mail transfer when it ends; what the verdict is judged from.
struct SMTPTrace: Hashable, Sendable {
    var end: TransferEnd
    var step: SMTPStep
    var reply: SMTPReply?
    /// The end of data may have been sent.
    var isHandedOver: Bool
    var interruption: Interruption?
    /// A login was tried that answers a challenge and never shows the password.
    var challengeLogin = false
    /// The conversation went on an existing connection.
    var isOnReusedConnection = false
    /// TLS was to begin by STARTTLS, on the port where a server waits for TLS from the start.
    var isStartTLSOnTLSPort = false
    /// Libcurl's words, for when the server said nothing.
    var explanation: String

    /// A transfer that ended before it began.
    static func unstarted(_ end: TransferEnd, _ interruption: Interruption?, _ explanation: String) -> SMTPTrace {
        SMTPTrace(
            end: end,
            step: .connect,
            isHandedOver: false,
            interruption: interruption,
            explanation: explanation
        )
    }

    /// Both sides wait for each other to speak first.
    var isSilentOnTLSPort: Bool { isStartTLSOnTLSPort && [.connect, .banner].contains(step) && reply == nil }

    /// The server offers a login that it cannot serve, as Dovecot does with hashed passwords; sent as it is, the password
    /// may do.
    var mayLogInOtherwise: Bool {
        guard challengeLogin, step == .auth, let code = reply?.code else { return false }
        return (500..<600).contains(code)
    }

    static let silenceOnTLSPortWords =
        "the server says nothing: port 465 is for smtps://, smtp:// with STARTTLS is for port 587"

    /// The reused connection had died unnoticed: nothing was handed over, and a fresh one may do at once.
    var metStaleConnection: Bool {
        guard isOnReusedConnection, !isHandedOver, interruption == nil, end != .completed else { return false }
        return reply?.code == nil || reply?.code == 421
    }
}
