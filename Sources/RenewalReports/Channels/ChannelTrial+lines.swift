package import RenewalDaemon
import RenewalDelivery
import RenewalRules

extension ChannelTrial.Outcome {
    /// What was sent, what was answered, and what that means.
    package var lines: [ReportLine] {
        // A mail server's reply begins with its code.
        let isCoded = verdict.code.map { verdict.reply.hasPrefix("\($0)") } ?? false
        let place = isCoded ? verdict.step.name : verdict.place
        let answer = [place, verdict.reply].filter { !$0.isEmpty }.joined(separator: " ")
        return [
            "sent       \(kind.rawValue) \(id), \(counted(byteCount, "byte", "bytes"))", "subject    \(subject)",
            "answer     \(answer), after \(duration.wholeMilliseconds) ms",
            "verdict    \(verdict.outcome.sentence)",
        ].map { ReportLine($0) }
    }
}

extension Verdict.Outcome {
    /// What it means to whoever tries a channel.
    fileprivate var sentence: String {
        switch self {
        case .delivered: "accepted"
        case .retry: "not accepted: the daemon would try it again later"
        case .permanent: "refused for good"
        case .channelAtFault: "refused: everything would wait until the channel or its target is mended"
        case .ambiguous: "nobody knows whether it was accepted: no complete answer came"
        case .disabled: "refused: the endpoint is gone, and the daemon would send nothing until it is enabled again"
        }
    }
}
