import GRDB
import RenewalDelivery
import RenewalRules

/// Keeps the sums of monitoring.
///
/// Every end of a delivery and every answer is an entry of the chain, so they are counted where entries are added: once for
/// all entries of a transaction.
extension Database {
    /// Counts the deliveries that some entries end and the attempts that they answer, by channel.
    func count(_ entries: [EvidenceEntry]) throws {
        var (ends, answers): ([ChannelWord: Int], [ChannelWord: Int]) = ([:], [:])
        for entry in entries {
            let (end, outcome) = (entry.end, entry.outcome)
            guard end != nil || outcome != nil, let channel = try entry.deliveryID.flatMap(channel(of:)) else {
                continue
            }
            if let end { ends[ChannelWord(channel: channel, word: end.rawValue), default: 0] += 1 }
            if let outcome { answers[ChannelWord(channel: channel, word: outcome), default: 0] += 1 }
        }
        try add(ends, by: OutboxQueries.addFinished)
        try add(answers, by: OutboxQueries.addAttempts)
    }

    /// Counts how late deliveries were accepted.
    func count(_ lateness: LatenessTally) throws {
        for (key, tally) in lateness.tallies {
            try cachedStatement(sql: OutboxQueries.addLateness)
                .execute(arguments: [key.channel, key.severity, key.bound, tally.count, tally.seconds])
        }
    }

    private func add(_ sums: [ChannelWord: Int], by query: String) throws {
        for (key, count) in sums {
            try cachedStatement(sql: query).execute(arguments: [key.channel, key.word, count])
        }
    }

    private func channel(of id: String) throws -> String? {
        try String.fetchOne(cachedStatement(sql: "SELECT channel FROM delivery WHERE id = ?"), arguments: [id])
    }
}

private struct ChannelWord: Hashable {
    let channel: String
    let word: String
}

/// How late the deliveries of one transaction were accepted.
struct LatenessTally {
    struct Key: Hashable {
        let channel: String
        let severity: Int
        let bound: Int64
    }

    fileprivate private(set) var tallies: [Key: (count: Int, seconds: Int64)] = [:]

    /// A clock that was set back makes nothing early.
    mutating func add(_ late: Duration, through channel: String, severity: Int) {
        let seconds = max(0, late.components.seconds)
        let key = Key(channel: channel, severity: severity, bound: LatenessBound.of(seconds: seconds))
        let sum = tallies[key] ?? (0, 0)
        tallies[key] = (sum.count + 1, sum.seconds + seconds)
    }
}

extension EvidenceEntry {
    /// The state in which it leaves a delivery for good; an erasure only repeats it.
    fileprivate var end: DeliveryState? {
        guard event != .erased, let state, state.isSettled else { return nil }
        return state
    }

    /// What an attempt came to; a late answer was counted as lost before.
    fileprivate var outcome: String? {
        guard event == .answered else { return nil }
        return detail?.split(separator: " ").first.map(String.init)
    }
}

extension DeliveryState {
    /// Whether nothing more happens to a delivery by itself.
    package var isSettled: Bool {
        switch self {
        case .sent, .bounced, .failed, .cancelled, .superseded: true
        case .pending, .sending, .deferred, .held: false
        }
    }
}
