import RenewalDelivery
import RenewalRules

/// Everything known about a mail transfer at its end; the basis of the verdict.
struct SMTPTrace: Hashable, Sendable {
    var end: TransferEnd
    var step: SMTPStep
    var reply: SMTPReply?
    /// The end of data may have been sent.
    var isHandedOver: Bool
    var interruption: Interruption?
    /// A challenge-response login was tried, which never shows the password.
    var challengeLogin = false
    /// The conversation used an existing connection.
    var isOnReusedConnection = false
    /// STARTTLS was expected on a port where servers expect TLS from the start.
    var isStartTLSOnTLSPort = false
    /// The last instant of the server's certificate, where it was seen.
    var certificateEnd: UnixTime?
    /// Libcurl's explanation, for when the server said nothing.
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

    /// Both sides wait for the other to speak first.
    var isSilentOnTLSPort: Bool { isStartTLSOnTLSPort && [.connect, .banner].contains(step) && reply == nil }

    /// The server offers a login that it cannot complete, as Dovecot does with hashed passwords; sending the password
    /// may work.
    var mayLogInOtherwise: Bool {
        guard challengeLogin, step == .auth, let code = reply?.code else { return false }
        return (500..<600).contains(code)
    }

    static let silenceOnTLSPortWords =
        "the server says nothing: port 465 is for smtps://, smtp:// with STARTTLS is for port 587"

    /// The reused connection had died unnoticed: nothing was handed over, and a new one may work at once.
    var metStaleConnection: Bool {
        guard isOnReusedConnection, !isHandedOver, interruption == nil, end != .completed else { return false }
        return reply?.code == nil || reply?.code == 421
    }
}
