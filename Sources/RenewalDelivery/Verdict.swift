import RenewalRules

/// What one delivery attempt came to, where that was decided, and whom it is about; judged by the tables for SMTP and
/// HTTP.
package struct Verdict: Hashable, Sendable {
    /// What is to be done about the delivery.
    package enum Outcome: String, Hashable, Sendable, CaseIterable {
        /// The other side took responsibility.
        case delivered
        /// Not accepted, worth another try: the fault is expected to pass.
        case retry
        /// Refused for good for this recipient or message; repeating it unchanged is pointless.
        case permanent
        /// Not accepted, and the fault is likely ours or the destination's (login, TLS, policy): retry, and tell the
        /// administrator when the channel as a whole is at fault.
        case channelAtFault = "channel_at_fault"
        /// The message was handed over completely but the answer is unknown: it may have arrived.
        case ambiguous
        /// The endpoint said it is gone (HTTP 410): send nothing there until an administrator re-enables it.
        case disabled

        /// Reads a stored word, also the one that older versions had.
        package init?(stored word: String) {
            self.init(rawValue: word == "hold" ? Self.channelAtFault.rawValue : word)
        }
    }

    /// Whom an answer is about.
    package enum Scope: String, Hashable, Sendable, CaseIterable {
        /// The server or endpoint, whoever sends and whatever is sent.
        case destination
        /// Us: our address, host, login, rate or configuration.
        case sender
        case recipient
        case message
        /// A refusal that does not say whom it means.
        case unsaid
    }

    package let outcome: Outcome
    package let step: DeliveryStep
    /// `nil` when we ended the attempt ourselves, or nobody reported on it: it tells nothing about anybody.
    package let scope: Scope?
    /// The SMTP or HTTP status code of that step, if there was one.
    package let code: Int?
    /// What the other side or libcurl said: printable, one line, at most 200 bytes; nobody's numbers and addresses.
    package let reply: String
    /// How long the other side asked to wait, before any limit of ours.
    package let retryAfter: Duration?

    package init(
        _ outcome: Outcome,
        at step: DeliveryStep,
        about scope: Scope?,
        code: Int? = nil,
        reply: String,
        retryAfter: Duration? = nil
    ) {
        self.outcome = outcome
        self.step = step
        self.scope = scope
        self.code = code
        self.reply = Self.sanitised(MaskedText(ofOthers: reply).description)
        self.retryAfter = retryAfter
    }

    /// The same with names of people hidden in what was said, whom the other side learned of by the message.
    package func hiding(_ names: [String]) -> Verdict {
        let masked = MaskedText(ofOthers: reply, hiding: names).description
        return Verdict(
            outcome,
            at: step,
            about: scope,
            code: code,
            reply: reply.utf8.count > Self.cutByteCount ? MaskedText.withoutPartOfName(masked, of: names) : masked,
            retryAfter: retryAfter
        )
    }

    static let replyByteLimit = 200
    private static let longestScalarBytes = 4
    /// Of more bytes than these the end may be missing.
    private static let cutByteCount = replyByteLimit - longestScalarBytes

    /// Text of the other side made safe to store and log: controls become spaces, the end is cut at a character.
    private static func sanitised(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            guard safe.utf8.count <= cutByteCount else { break }
            safe.unicodeScalars.append(isPrintable(scalar) ? scalar : " ")
        }
        return safe
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
        default: true
        }
    }
}
