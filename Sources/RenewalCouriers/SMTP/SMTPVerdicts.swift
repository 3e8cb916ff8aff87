import RenewalDelivery
import RenewalRules

/// The table that turns the end of a mail transfer into a verdict.
///
/// - Source: RFC 5321 sections 3.8, 4.2.1, 4.5.3.2, 4.5.4; RFC 1047 on the lost reply; Postfix's smtp_proto.c
enum SMTPVerdicts {
    /// An outcome and whom it is about.
    struct Meaning: Hashable, Sendable {
        let outcome: Verdict.Outcome
        let scope: Verdict.Scope

        init(_ outcome: Verdict.Outcome, _ scope: Verdict.Scope) { (self.outcome, self.scope) = (outcome, scope) }
    }

    /// What a 4yz reply, a 5yz reply, and no understandable reply (time-out, disconnect, garbage) mean at a step, unless
    /// ``SMTPReplyTable`` knows the reply better.
    typealias Row = (temporary: Meaning, permanent: Meaning, lost: Meaning)

    static func row(of step: SMTPStep) -> Row {
        let passing = Meaning(.retry, .destination)
        return switch step {
        case .resolve, .connect, .tls, .banner, .ehlo, .starttls:
            (passing, Meaning(.channelAtFault, .destination), passing)
        case .auth, .mail: (passing, Meaning(.channelAtFault, .sender), passing)
        case .rcpt: (Meaning(.retry, .recipient), Meaning(.channelAtFault, .unsaid), passing)
        case .data: (Meaning(.retry, .message), Meaning(.channelAtFault, .unsaid), passing)
        // A server that answers while we are still sending accepts none of it.
        case .body: (passing, passing, passing)
        case .endOfData:
            (Meaning(.retry, .message), Meaning(.channelAtFault, .unsaid), Meaning(.ambiguous, .destination))
        }
    }

    /// - Parameters:
    ///   - trace: all that is known about the transfer
    ///   - rules: the administrator's own readings of replies; they come before ``SMTPReplyTable``
    /// - Returns: what to do, the step that decided it, and whom it is about
    static func verdict(on trace: SMTPTrace, rules: [SMTPReplyRule] = []) -> Verdict {
        if trace.isHandedOver { return afterHandOver(trace, rules) }
        switch trace.interruption {
        case .refusedTarget:
            return fault(.own(.addressDenied), .destination, Interruption.refusedTargetWords)
        case .missingLogin:
            return fault(.smtp(.auth), .sender, "the server offers no login we can use")
        case .cancelled:
            return Verdict(.retry, at: .smtp(trace.step), about: nil, reply: "cancelled before it was handed over")
        case .deadline, nil: break
        }
        return refusal(in: trace, rules) ?? cause(of: trace) ?? lost(trace)
    }

    private static func fault(_ step: DeliveryStep, _ scope: Verdict.Scope, _ words: String) -> Verdict {
        Verdict(.channelAtFault, at: step, about: scope, reply: words)
    }

    /// The server took responsibility, refused, or left it open.
    private static func afterHandOver(_ trace: SMTPTrace, _ rules: [SMTPReplyRule]) -> Verdict {
        let code = trace.reply?.code
        if trace.end == .completed || code.map((200..<300).contains) == true {
            return Verdict(
                .delivered,
                at: .smtp(trace.step),
                about: .message,
                code: code,
                reply: trace.reply?.text ?? ""
            )
        }
        return refusal(in: trace, rules) ?? lost(trace)
    }

    /// A complete 4yz or 5yz reply to the current step.
    private static func refusal(in trace: SMTPTrace, _ rules: [SMTPReplyRule]) -> Verdict? {
        guard let reply = trace.reply, let code = reply.code, (400..<600).contains(code) else { return nil }
        let row = row(of: trace.step)
        let isTemporary = code < 500 || reply.enhancedCode?.hasPrefix("4.") == true
        let known = (rules + SMTPReplyTable.rows).first { rule in
            // Before RCPT no recipient has been named.
            rule.matches(reply, at: trace.step) && (rule.scope != .recipient || trace.step.knowsRecipient)
        }
        let usual =
            code == 421 ? Meaning(.retry, .destination) : isTemporary ? row.temporary : row.permanent
        let meaning = known.map { Meaning($0.outcome, $0.scope) } ?? usual
        return Verdict(meaning.outcome, at: .smtp(trace.step), about: meaning.scope, code: code, reply: reply.text)
    }

    /// Ends that say which side must be fixed, whatever the server's last reply was.
    private static func cause(of trace: SMTPTrace) -> Verdict? {
        switch trace.end {
        case .unresolved: fault(.smtp(.resolve), .destination, trace.explanation)
        case .untrusted: fault(.smtp(.tls), .destination, trace.explanation)
        case .handshakeFailed: fault(.smtp(.tls), .destination, HandshakeAdvice.words(for: trace.explanation))
        case .unencrypted: fault(.smtp(.starttls), .destination, trace.explanation)
        case .loginRefused: fault(.smtp(.auth), .sender, trace.explanation)
        case .unusable: fault(.own(.setup), .sender, trace.explanation)
        case .completed, .unconnected, .timedOut, .lost, .broken:
            trace.isSilentOnTLSPort ? fault(.smtp(.banner), .sender, SMTPTrace.silenceOnTLSPortWords) : nil
        }
    }

    private static func lost(_ trace: SMTPTrace) -> Verdict {
        let meaning = row(of: trace.step).lost
        let words = trace.interruption == .deadline ? "no answer in time" : trace.explanation
        return Verdict(
            meaning.outcome,
            at: .smtp(trace.step),
            about: meaning.scope,
            reply: HandshakeAdvice.words(for: words)
        )
    }
}

extension SMTPStep {
    /// Whether the server knows the recipient by then.
    fileprivate var knowsRecipient: Bool {
        switch self {
        case .resolve, .connect, .tls, .banner, .ehlo, .starttls, .auth, .mail: false
        case .rcpt, .data, .body, .endOfData: true
        }
    }
}
