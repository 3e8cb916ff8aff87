package import RenewalRules

/// The result of one delivery attempt, the step that decided it, and whom it is about; judged by the tables for SMTP
/// and HTTP.
package struct Verdict: Hashable, Sendable {
    /// What to do about the delivery.
    package enum Outcome: String, Hashable, Sendable, CaseIterable {
        /// The other side took responsibility.
        case delivered
        /// Not accepted, but worth another try: the fault is expected to pass.
        case retry
        /// Refused for good for this recipient or message; sending it again unchanged is pointless.
        case permanent
        /// Not accepted, and the fault is probably ours or the destination's (login, TLS, policy): retry, and report it
        /// to the administrator when the whole channel is at fault.
        case channelAtFault = "channel_at_fault"
        /// The message was handed over completely but the answer is unknown: it may have arrived.
        case ambiguous
        /// The endpoint says it is gone (HTTP 410): send nothing there until an administrator enables it again.
        case disabled

        /// Reads a stored word, including the one used by older versions.
        package init?(stored word: String) {
            self.init(rawValue: word == "hold" ? Self.channelAtFault.rawValue : word)
        }
    }

    /// Whom an answer is about.
    package enum Scope: String, Hashable, Sendable, CaseIterable {
        /// The server or endpoint, regardless of sender and message.
        case destination
        /// Us: our address, host, login, rate or configuration.
        case sender
        case recipient
        case message
        /// A refusal that does not say whom it is about.
        case unsaid
    }

    package let outcome: Outcome
    package let step: DeliveryStep
    /// `nil` when we ended the attempt ourselves, or when no result was reported: it says nothing about anybody.
    package let scope: Scope?
    /// The SMTP or HTTP status code of that step, if there was one.
    package let code: Int?
    /// What the other side or libcurl said: printable, one line, at most 200 bytes, without anybody's numbers or
    /// addresses.
    package let reply: String
    /// How long the other side asked us to wait, before our own limits.
    package let retryAfter: Duration?
    /// The servers that were tried, in their order.
    package var contacts: [ServerContact] = []

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

    /// The same verdict with people's names hidden in the reply, which the other side learned from the message.
    package func hiding(_ names: [String]) -> Verdict {
        let masked = MaskedText(ofOthers: reply, hiding: names).description
        var hidden = Verdict(
            outcome,
            at: step,
            about: scope,
            code: code,
            reply: reply.utf8.count > Self.cutByteCount ? MaskedText.withoutPartOfName(masked, of: names) : masked,
            retryAfter: retryAfter
        )
        hidden.contacts = contacts
        return hidden
    }

    /// Whether the server failed, rather than to refuse a recipient or a message: another one may well accept it.
    package var isFaultOfServer: Bool {
        switch outcome {
        case .retry, .channelAtFault: scope == .destination || scope == .sender
        case .delivered, .permanent, .ambiguous, .disabled: false
        }
    }

    /// Whether nobody took the connection, so that a look from time to time tells when somebody is there again.
    package var isUnreachable: Bool {
        guard isFaultOfServer, scope == .destination else { return false }
        return switch step {
        case .smtp(.resolve), .smtp(.connect), .http(.resolve), .http(.connect): true
        case .smtp, .http, .file, .own: false
        }
    }

    /// Notes the server that it came from.
    package mutating func note(server: String, certificateEnd: UnixTime?) {
        contacts = [ServerContact(server, fault: isFaultOfServer ? words : nil, certificateEnd: certificateEnd)]
    }

    /// The servers at fault in whose place another one did the work.
    package var passedOver: [ServerContact] {
        contacts.last?.fault == nil ? contacts.filter { $0.fault != nil } : []
    }

    static let replyByteLimit = 200
    private static let longestScalarBytes = 4
    /// A longer text may have lost its end.
    private static let cutByteCount = replyByteLimit - longestScalarBytes

    /// Makes foreign text safe to store and log: controls become spaces, and the end is cut at a character.
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
