import RenewalDelivery
import RenewalRules

/// The table that turns the end of a webhook transfer into a verdict.
///
/// - Source: Standard Webhooks 1.0.0; RFC 9110 section 15
enum HTTPVerdicts {
    /// The meaning of a complete answer by its status.
    ///
    /// A refusal that a consumer's deployment, a moved address or a changed secret gives to every event does not say
    /// whom it is about: one is retried for days, and several in a row mean that the channel is at fault.
    static func meaning(of status: Int) -> (outcome: Verdict.Outcome, scope: Verdict.Scope) {
        switch status {
        case 200...299: (.delivered, .message)
        case 300...399: (.channelAtFault, .unsaid)
        case 401, 403, 404, 405, 421: (.channelAtFault, .unsaid)
        case 410: (.disabled, .destination)
        case 429: (.retry, .sender)
        case 408, 425, 500...599: (.retry, .destination)
        case 400...499: (.retry, .message)
        default: (.retry, .destination)
        }
    }

    static func verdict(on trace: HTTPTrace) -> Verdict {
        if let status = trace.status, trace.hasCompleteHeaders { return answered(status, trace) }
        let isCancelled = trace.interruption == .cancelled
        let words = isCancelled ? "cancelled before an answer came" : trace.explanation
        if trace.isHandedOver { return unanswered(trace, isCancelled: isCancelled, words) }
        if trace.interruption == .refusedTarget {
            return Verdict(
                .channelAtFault,
                at: .own(.addressDenied),
                about: .destination,
                reply: Interruption.refusedTargetWords
            )
        }
        if isCancelled { return Verdict(.retry, at: .http(.request), about: nil, reply: words) }
        return unsent(trace, words)
    }

    /// Complete headers decide, whatever happened to the body.
    private static func answered(_ status: Int, _ trace: HTTPTrace) -> Verdict {
        let (outcome, scope) = meaning(of: status)
        return Verdict(
            outcome,
            at: .http(.answer),
            about: scope,
            code: status,
            reply: words(for: status, trace),
            retryAfter: trace.retryAfter
        )
    }

    private static func words(for status: Int, _ trace: HTTPTrace) -> String {
        if let host = trace.redirectHost { return "redirect to \(host) is not followed" }
        return status == 410 ? "the endpoint answered 410 Gone" : trace.body
    }

    /// The request was sent, and whether it was accepted is open unless the beginning of an answer refuses it.
    private static func unanswered(_ trace: HTTPTrace, isCancelled: Bool, _ words: String) -> Verdict {
        let isRefused = trace.status.map { $0 >= 300 } ?? false
        let outcome: Verdict.Outcome = isRefused && !isCancelled ? .retry : .ambiguous
        let scope: Verdict.Scope? = isCancelled ? nil : .destination
        return Verdict(outcome, at: .http(.reply), about: scope, code: trace.status, reply: words)
    }

    private static func unsent(_ trace: HTTPTrace, _ words: String) -> Verdict {
        let (outcome, step): (Verdict.Outcome, DeliveryStep) =
            switch trace.end {
            case .unresolved: (.retry, .http(.resolve))
            case .unconnected: (.retry, .http(.connect))
            case .untrusted, .handshakeFailed, .unencrypted: (.channelAtFault, .http(.tls))
            case .unusable: (.channelAtFault, .own(.setup))
            case .completed, .timedOut, .loginRefused, .lost, .broken: (.retry, .http(.request))
            }
        return Verdict(
            outcome,
            at: step,
            about: .destination,
            code: trace.status,
            reply: HandshakeAdvice.words(for: words)
        )
    }
}
