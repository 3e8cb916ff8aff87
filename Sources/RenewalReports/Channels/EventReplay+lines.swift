package import RenewalDaemon
import RenewalDelivery
import RenewalOutbox
import RenewalRules

extension EventReplay.Tally {
    /// How many went out again, and how many did not and why.
    package func lines(channel: String) -> [ReportLine] {
        let lines: [String?] = [
            "\(counted(accepted, "event", "events")) of \(channel) sent again and accepted",
            erased > 0 ? "left out: \(erased), erased after the time of `retention`" : nil,
            muted > 0
                ? "left out: \(muted), whoever they tell is muted, or their record cannot be read; see `renewald mute`"
                : nil,
        ]
        return lines.compactMap(\.self).map { ReportLine($0) }
    }
}

extension EventReplay.Obstacle {
    /// What an operator reads, with how to go on.
    package func sentences(channel: String) -> [ReportLine] {
        switch self {
        case .held(let holds): holds.map(\.sentence)
        case .disabled(let reason): [ReportLine(ChannelTrouble.disabledSentence(channel: channel, reason: reason))]
        case .refused(let refusal):
            [
                ReportLine(
                    "\(channel) \(refusal.words) \(refusal.id) again: \(refusal.verdict.words); nothing was sent after it, "
                        + "go on with --since \(refusal.acceptedAt.rfc3339)"
                )
            ]
        }
    }
}

extension EventReplay.Refusal {
    /// What the program did, as far as anybody knows.
    fileprivate var words: String { verdict.outcome == .ambiguous ? "may not have accepted" : "did not accept" }
}
