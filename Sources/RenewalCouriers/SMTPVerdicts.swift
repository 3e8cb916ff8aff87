import RenewalRules

/// The table that turns the end of a mail transfer into a verdict.
///
/// - Source: RFC 5321 sections 3.8, 4.2.1, 4.5.3.2, 4.5.4; RFC 1047 on the lost reply; Postfix's smtp_proto.c
enum SMTPVerdicts {
    typealias Row = (temporary: Verdict.Outcome, permanent: Verdict.Outcome, lost: Verdict.Outcome)

    /// What a 4yz reply, a 5yz reply, and no understandable reply (time-out, disconnect, garbage) mean at each stage.
    static let rows: [SMTPStage: Row] = [
        .resolve: (.retry, .hold, .retry),
        .connect: (.retry, .hold, .retry),
        .tls: (.retry, .hold, .retry),
        .banner: (.retry, .hold, .retry),
        .ehlo: (.retry, .hold, .retry),
        .starttls: (.retry, .hold, .retry),
        .auth: (.retry, .hold, .retry),
        .mail: (.retry, .hold, .retry),
        .rcpt: (.retry, .permanent, .retry),
        .data: (.retry, .permanent, .retry),
        .body: (.retry, .retry, .retry),
        .endOfData: (.retry, .permanent, .ambiguous),
    ]

    /// Ends that say which side has to be repaired, whatever the server's last reply was.
    static let causes: [TransferEnd: (outcome: Verdict.Outcome, stage: String)] = [
        .unresolved: (.hold, "resolve"),
        .untrusted: (.hold, "tls"),
        .unencrypted: (.hold, "starttls"),
        .loginRefused: (.hold, "auth"),
        .unusable: (.hold, "setup"),
    ]

    static func verdict(on trace: SMTPTrace) -> Verdict {
        if trace.isHandedOver { return afterHandOver(trace) }
        switch trace.interruption {
        case .refusedTarget: return Verdict(.hold, stage: "address-denied", reply: Interruption.refusedTargetWords)
        case .missingLogin: return Verdict(.hold, stage: "auth", reply: "the server offers no login we can use")
        case .cancelled:
            return Verdict(.retry, stage: trace.stage.rawValue, reply: "cancelled before it was handed over")
        case .deadline, nil: break
        }
        if let refusal = refusal(in: trace) { return refusal }
        if let cause = causes[trace.end] { return Verdict(cause.outcome, stage: cause.stage, reply: trace.explanation) }
        return lost(trace)
    }

    /// The server took responsibility, refused, or left us without knowing.
    private static func afterHandOver(_ trace: SMTPTrace) -> Verdict {
        let code = trace.reply?.code
        if trace.end == .completed || code.map((200..<300).contains) == true {
            return Verdict(.delivered, stage: trace.stage.rawValue, code: code, reply: trace.reply?.text ?? "")
        }
        return refusal(in: trace) ?? lost(trace)
    }

    /// A complete 4yz or 5yz reply to the current stage.
    private static func refusal(in trace: SMTPTrace) -> Verdict? {
        guard let reply = trace.reply, let code = reply.code, (400..<600).contains(code) else { return nil }
        guard let row = rows[trace.stage] else { return nil }
        let isTemporary = code < 500 || reply.enhancedCode?.hasPrefix("4.") == true
        let special = code < 500 ? nil : SMTPReplyRule.all.first { $0.matches(reply, at: trace.stage) }?.outcome
        let outcome = special ?? (isTemporary ? row.temporary : row.permanent)
        return Verdict(outcome, stage: trace.stage.rawValue, code: code, reply: reply.text)
    }

    private static func lost(_ trace: SMTPTrace) -> Verdict {
        let outcome = rows[trace.stage]?.lost ?? .retry
        let words = trace.interruption == .deadline ? "no answer in time" : trace.explanation
        return Verdict(outcome, stage: trace.stage.rawValue, code: nil, reply: words)
    }
}
