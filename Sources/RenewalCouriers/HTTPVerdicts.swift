import RenewalRules

/// The table that turns the end of a webhook transfer into a verdict.
///
/// - Source: Standard Webhooks 1.0.0; RFC 9110 section 15
enum HTTPVerdicts {
    /// The first range that holds the status decides, and what is in none is tried again.
    ///
    /// Other 4xx too, because most come from a short misconfiguration; the caller counts them by stage and code.
    static let statuses: [(range: ClosedRange<Int>, outcome: Verdict.Outcome)] = [
        (200...299, .delivered),
        (410...410, .disabled),
    ]

    /// What the end of a transfer means when no complete answer came and the request was not handed over.
    static let ends: [TransferEnd: (outcome: Verdict.Outcome, stage: String)] = [
        .unresolved: (.retry, "resolve"),
        .unconnected: (.retry, "connect"),
        .untrusted: (.hold, "tls"),
        .handshakeFailed: (.hold, "tls"),
        .unusable: (.hold, "setup"),
    ]

    static func verdict(on trace: HTTPTrace) -> Verdict {
        if let status = trace.status, trace.hasCompleteHeaders { return answered(status, trace) }
        if trace.interruption == .refusedTarget {
            return Verdict(.hold, stage: "address-denied", reply: Interruption.refusedTargetWords)
        }
        let isCancelled = trace.interruption == .cancelled
        let words = isCancelled ? "cancelled before an answer came" : trace.explanation
        if trace.isHandedOver, isCancelled || leavesUnknown(trace) {
            return Verdict(.ambiguous, stage: "reply", code: trace.status, reply: words)
        }
        let (outcome, stage) = ends[trace.end] ?? (.retry, trace.isHandedOver ? "reply" : "request")
        return Verdict(isCancelled ? .retry : outcome, stage: stage, code: trace.status, reply: words)
    }

    /// Headers that are complete decide, however the body went.
    private static func answered(_ status: Int, _ trace: HTTPTrace) -> Verdict {
        let outcome = statuses.first { $0.range.contains(status) }?.outcome ?? .retry
        let reply = trace.redirectHost.map { "redirect to \($0) is not followed" } ?? trace.body
        return Verdict(outcome, stage: "http", code: status, reply: reply, retryAfter: trace.retryAfter)
    }

    /// Silence, or a friendly answer cut before the end of its headers, leaves open whether the endpoint took the request.
    ///
    /// An answer that is no HTTP does not. Libcurl takes a close within the headers for a good end.
    private static func leavesUnknown(_ trace: HTTPTrace) -> Bool {
        switch trace.end {
        case .timedOut: true
        case .completed: trace.status.map { (200...299).contains($0) } ?? false
        case .lost: trace.status.map { (200...299).contains($0) } ?? true
        default: false
        }
    }
}
