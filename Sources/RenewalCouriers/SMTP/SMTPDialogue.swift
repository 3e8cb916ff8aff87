import RenewalDelivery
import RenewalRules

/// The conversation so far, reconstructed from the lines that libcurl reports.
///
/// Libcurl's own result does not say at which step a transfer failed, and its reply code may belong to the previous
/// step; here a reply always belongs to the step it answers.
struct SMTPDialogue: Hashable, Sendable {
    private(set) var step = SMTPStep.connect
    /// The answer to the current step; `nil` until its first line arrives.
    private(set) var reply: SMTPReply?
    /// A login was tried on this connection; a refused one ends the transfer by itself.
    private(set) var hasLoggedIn = false
    /// The last login tried was a challenge-response one.
    private(set) var challengeLogin = false
    /// Libcurl has all the bytes and knows it: the end of data may have been sent.
    private(set) var isHandedOver = false
    private(set) var isQuitting = false

    mutating func beginMessage() {
        let hasLoggedInBefore = hasLoggedIn
        self = SMTPDialogue()
        hasLoggedIn = hasLoggedInBefore
    }

    mutating func beginConnection() { hasLoggedIn = false }

    mutating func beginBody() { enter(.body) }

    mutating func handOver() {
        enter(.endOfData)
        isHandedOver = true
    }

    mutating func sent(_ line: String) {
        // After 334 a line belongs to the login, and its base 64 may look like a command.
        guard step != .auth || reply?.code != 334 else { return }
        isQuitting = isQuitting || line.hasPrefix("QUIT")
        guard !isQuitting, let next = SMTPStep(command: line) else { return }
        enter(next)
        guard next == .auth else { return }
        hasLoggedIn = true
        challengeLogin = line.contains("-MD5")
    }

    mutating func received(_ line: String) {
        guard !isQuitting else { return }
        if step == .connect { enter(.banner) }
        if reply == nil { reply = SMTPReply(line: line) } else { reply?.append(line) }
        if step == .starttls, reply?.code == 220 { enter(.tls) }
    }

    private mutating func enter(_ next: SMTPStep) {
        step = next
        reply = nil
    }
}
