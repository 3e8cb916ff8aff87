/// What one delivery attempt came to, judged by the tables for SMTP and HTTP.
public struct Verdict: Hashable, Sendable {
    /// What is to be done about the delivery.
    public enum Outcome: String, Hashable, Sendable, CaseIterable {
        /// The other side took responsibility.
        case delivered
        /// Not accepted, worth another try: the fault is expected to pass.
        case retry
        /// Refused for good for this recipient or message; repeating it unchanged is pointless.
        case permanent
        /// Not accepted, and the fault is ours or the relay's (login, TLS, policy): retry, and tell the administrator.
        case hold
        /// The message was handed over completely but the answer is unknown: it may have arrived.
        case ambiguous
        /// The endpoint said it is gone (HTTP 410): send nothing there until an administrator re-enables it.
        case disabled
    }

    public let outcome: Outcome
    /// The step that decided, in a few constant words: `rcpt`, `end-of-data`, `connect`, `http`.
    public let stage: String
    /// The SMTP or HTTP status code of that step, if there was one.
    public let code: Int?
    /// What the other side or libcurl said: printable, one line, at most 200 bytes.
    public let reply: String
    /// How long the other side asked to wait, before any limit of ours.
    public let retryAfter: Duration?

    public init(_ outcome: Outcome, stage: String, code: Int? = nil, reply: String, retryAfter: Duration? = nil) {
        self.outcome = outcome
        self.stage = stage
        self.code = code
        self.reply = Self.sanitised(reply)
        self.retryAfter = retryAfter
    }

    static let replyByteLimit = 200

    /// Text of the other side made safe to store and log: controls become spaces, the end is cut at a character.
    private static func sanitised(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            guard safe.utf8.count + 4 <= replyByteLimit else { break }
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
